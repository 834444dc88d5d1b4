"""Encryption of drafts and of the proof that a form carries: Fernet (AES-128-CBC with HMAC-SHA-256).

Where the key lives: in `CONCEPT_KEYS`, secrets of their own, separated by commas, from the environment. Without
DATABASE_URL it is a random secret in `var/concept_key`, readable by the owner of the process only. It is never in
the database, so a copy of the database or a backup of it shows no draft.
Rotation: put the new secret first and leave the old one behind it. The first encrypts, every one decrypts; after
the term of `concept_bewaartermijn` no draft is left under the old one and it can go. When a key goes earlier or is
lost, the drafts under it can be read by nobody: they are not shown, the forms begin empty, and the sweep removes
them. Nothing that was saved depends on it.
"""

import base64
import json
from functools import cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


class Onleesbaar(Exception):
    """Not encrypted by us, too old, or under a key that is gone."""


def versleutel(waarde: Any) -> bytes:
    """Anything that JSON can hold, as a token of letters and digits."""
    return _sleutels(tuple(settings.CONCEPT_KEYS)).encrypt(json.dumps(waarde).encode())


def ontsleutel(token: bytes, *, hoogstens: int | None = None) -> Any:
    """What was encrypted; `hoogstens`: no longer ago than so many seconds. Raises Onleesbaar."""
    try:
        return json.loads(_sleutels(tuple(settings.CONCEPT_KEYS)).decrypt(token, ttl=hoogstens))
    except InvalidToken as fout:
        raise Onleesbaar from fout


@cache
def _sleutels(geheimen: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(_afgeleid(geheim)) for geheim in geheimen])


def _afgeleid(geheim: str) -> bytes:
    """Derived, so that the secret may have any length and serves nothing else."""
    sleutel = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"leerplicht concept").derive(geheim.encode())
    return base64.urlsafe_b64encode(sleutel)
