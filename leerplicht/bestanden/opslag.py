"""Where the content of documents and other files lies: BESTANDEN_DIR/<gemeente>/<ab>/<SHA-256 of the content>.

A file is there before the row that names it, and is never changed. One that no row names (its transaction was
rolled back) is swept away after a day. A directory per gemeente: nobody learns what another gemeente has.
"""

import hashlib
import io
import os
import re
import secrets
import shutil
import time
from collections.abc import Collection
from pathlib import Path
from typing import IO

from django.conf import settings
from django.core.files.base import File

# Longer than any request can take.
WEES_NA_SECONDEN = 24 * 60 * 60
BLOK = 1024 * 1024
Stroom = IO[bytes] | File
_NAAM = re.compile("[0-9a-f]{64}")


class BestandKwijt(Exception):
    """The content of a file is not there, or is not what it was."""


def bewaar(gemeente_id: int, inhoud: bytes) -> str:
    """Keep content; returns its SHA-256. The same content of one gemeente is kept once."""
    return bewaar_stroom(gemeente_id, io.BytesIO(inhoud))


def bewaar_stroom(gemeente_id: int, bestand: Stroom) -> str:
    """The same, of a file that is too large for the memory. It is read twice, from its beginning."""
    bestand.seek(0)
    sha = _hash(bestand)
    pad = _pad(gemeente_id, sha)
    pad.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if pad.exists():
        # It may be a leftover that the sweep was about to take.
        os.utime(pad)
        return sha
    nieuw = pad.with_name(f"{sha}.{secrets.token_hex(8)}.deel")
    try:
        with open(os.open(nieuw, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as kopie:
            bestand.seek(0)
            shutil.copyfileobj(bestand, kopie, BLOK)
            kopie.flush()
            os.fsync(kopie.fileno())
        nieuw.rename(pad)
    except BaseException:
        nieuw.unlink(missing_ok=True)
        raise
    return sha


def lees(gemeente_id: int, sha: str) -> bytes:
    """Raises BestandKwijt rather than giving content that changed on disk."""
    try:
        inhoud = _pad(gemeente_id, sha).read_bytes()
    except OSError as fout:
        raise BestandKwijt(sha) from fout
    if hashlib.sha256(inhoud).hexdigest() != sha:
        raise BestandKwijt(sha)
    return inhoud


def pad_van(gemeente_id: int, sha: str) -> Path:
    """Where a file lies, to read it as a stream. Raises BestandKwijt as `lees` does."""
    pad = _pad(gemeente_id, sha)
    try:
        with open(pad, "rb") as bestand:
            gevonden = _hash(bestand)
    except OSError as fout:
        raise BestandKwijt(sha) from fout
    if gevonden != sha:
        raise BestandKwijt(sha)
    return pad


def verwijder(gemeente_id: int, sha: str) -> None:
    """Remove a file that no row names any more: also none of another kind with the same content."""
    _pad(gemeente_id, sha).unlink(missing_ok=True)


def ruim_op(gemeente_id: int, bekend: Collection[str]) -> int:
    """Remove files that no row names and that are older than a day; returns how many."""
    grens = time.time() - WEES_NA_SECONDEN
    weg = 0
    for pad in (settings.BESTANDEN_DIR / str(gemeente_id)).rglob("*"):
        if pad.is_file() and pad.name not in bekend and pad.stat().st_mtime < grens:
            pad.unlink()
            weg += 1
    return weg


def _hash(bestand: Stroom) -> str:
    som = hashlib.sha256()
    while blok := bestand.read(BLOK):
        som.update(blok)
    return som.hexdigest()


def _pad(gemeente_id: int, sha: str) -> Path:
    if not _NAAM.fullmatch(sha):
        raise BestandKwijt(sha)
    return Path(settings.BESTANDEN_DIR) / str(int(gemeente_id)) / sha[:2] / sha
