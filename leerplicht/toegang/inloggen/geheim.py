"""What must be readable again by us alone: encrypted with a key that follows from SECRET_KEY.

A new SECRET_KEY goes first and the former one into SECRET_KEY_FALLBACKS, as for Django's own signatures; what was
encrypted before stays readable for as long as the former one is listed.
"""

import base64

from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def versleutel(tekst: str) -> str:
    return _sleutels().encrypt(tekst.encode()).decode()


def ontsleutel(versleuteld: str) -> str:
    return _sleutels().decrypt(versleuteld.encode()).decode()


def _sleutels() -> MultiFernet:
    return MultiFernet([_sleutel(geheim) for geheim in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _sleutel(geheim: str) -> Fernet:
    afgeleid = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"leerplicht tweede factor")
    return Fernet(base64.urlsafe_b64encode(afgeleid.derive(geheim.encode())))
