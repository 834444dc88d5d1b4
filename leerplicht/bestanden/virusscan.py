"""Ask clamd whether a file is clean, when the installation has one (CLAMD_URL). Without one nothing is asked.

The protocol is that of clamd's manual: INSTREAM, chunks with their length in four bytes, an empty one at the end.
"""

import socket
import struct
from contextlib import closing
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError

GEDULD = 30.0
BLOK = 64 * 1024
BESMET = "In dit bestand zit een virus. Het is niet bewaard."
GEEN_ANTWOORD = "Het bestand kan nu niet op virussen worden gecontroleerd. Het is niet bewaard; probeer het later."


def scan(inhoud: bytes) -> None:
    """Raises ValidationError when a virus was found, or when the scanner that should look gives no answer."""
    if not settings.CLAMD_URL:
        return
    try:
        antwoord = _vraag(settings.CLAMD_URL, inhoud)
    except OSError as fout:
        raise ValidationError(GEEN_ANTWOORD, code="scanner") from fout
    if antwoord.endswith("FOUND"):
        raise ValidationError(BESMET, code="virus")
    if antwoord != "stream: OK":
        raise ValidationError(GEEN_ANTWOORD, code="scanner")


def leeft() -> bool:
    """Whether the scanner answers at all."""
    with closing(_verbind(settings.CLAMD_URL)) as kanaal:
        kanaal.sendall(b"zPING\0")
        return kanaal.recv(16).startswith(b"PONG")


def _vraag(url: str, inhoud: bytes) -> str:
    with closing(_verbind(url)) as kanaal:
        kanaal.sendall(b"zINSTREAM\0")
        for begin in range(0, len(inhoud), BLOK):
            blok = inhoud[begin : begin + BLOK]
            kanaal.sendall(struct.pack("!L", len(blok)) + blok)
        kanaal.sendall(struct.pack("!L", 0))
        antwoord = b""
        while deel := kanaal.recv(4096):
            antwoord += deel
    return antwoord.rstrip(b"\0\n").decode(errors="replace")


def _verbind(url: str) -> socket.socket:
    """`tcp://host:3310` or `unix:///run/clamav/clamd.ctl`."""
    plek = urlsplit(url)
    if plek.scheme == "unix":
        kanaal = socket.socket(socket.AF_UNIX)
        kanaal.settimeout(GEDULD)
        try:
            kanaal.connect(plek.path)
        except OSError:
            kanaal.close()
            raise
        return kanaal
    return socket.create_connection((plek.hostname or "localhost", plek.port or 3310), timeout=GEDULD)
