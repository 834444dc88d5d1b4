"""Where the content of documents lies: BESTANDEN_DIR/<gemeente>/<ab>/<SHA-256 of the content>.

A file is there before the row that names it, and is never changed. One that no row names (its transaction was
rolled back) is swept away after a day. A directory per gemeente: nobody learns what another gemeente has.
"""

import hashlib
import os
import re
import time
from collections.abc import Collection
from pathlib import Path

from django.conf import settings

# Longer than any request can take.
WEES_NA_SECONDEN = 24 * 60 * 60
_NAAM = re.compile("[0-9a-f]{64}")


class BestandKwijt(Exception):
    """The content of a document is not there, or is not what it was."""


def bewaar(gemeente_id: int, inhoud: bytes) -> str:
    """Keep content; returns its SHA-256. The same content of one gemeente is kept once."""
    sha = hashlib.sha256(inhoud).hexdigest()
    pad = _pad(gemeente_id, sha)
    pad.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if pad.exists():
        # It may be a leftover that the sweep was about to take.
        os.utime(pad)
        return sha
    nieuw = pad.with_name(f"{sha}.{os.getpid()}.deel")
    with open(os.open(nieuw, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as bestand:
        bestand.write(inhoud)
        bestand.flush()
        os.fsync(bestand.fileno())
    nieuw.rename(pad)
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


def ruim_op(gemeente_id: int, bekend: Collection[str]) -> int:
    """Remove files that no document names and that are older than a day; returns how many."""
    grens = time.time() - WEES_NA_SECONDEN
    weg = 0
    for pad in (settings.BESTANDEN_DIR / str(gemeente_id)).rglob("*"):
        if pad.is_file() and pad.name not in bekend and pad.stat().st_mtime < grens:
            pad.unlink()
            weg += 1
    return weg


def _pad(gemeente_id: int, sha: str) -> Path:
    if not _NAAM.fullmatch(sha):
        raise BestandKwijt(sha)
    return Path(settings.BESTANDEN_DIR) / str(int(gemeente_id)) / sha[:2] / sha
