"""Ask clamd whether a file is clean, when the installation has one (CLAMD_URL). Without one nothing is asked.

The protocol is that of clamd's manual: INSTREAM, chunks with their length in four bytes, an empty one at the end.
"""

import io
import socket
import struct
from contextlib import closing, suppress
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError

from leerplicht.bestanden.opslag import Stroom

GEDULD = 30.0
# Beyond that clamd gets a second more for so many bytes.
PER_SECONDE = 5_000_000
TE_VEEL = "size limit exceeded"
BLOK = 64 * 1024
BESMET = "In dit bestand zit een virus. Het is niet bewaard."
GEEN_ANTWOORD = "Het bestand kan nu niet op virussen worden gecontroleerd. Het is niet bewaard; probeer het later."
TE_GROOT = "De virusscanner nam het bestand niet helemaal aan. Het is niet bewaard; misschien is het te groot."


def scan(inhoud: bytes) -> None:
    """Raises ValidationError when a virus was found, or when the scanner that should look gives no answer."""
    scan_stroom(io.BytesIO(inhoud))


def scan_stroom(bestand: Stroom) -> None:
    """The same, of a file that is too large for the memory; reads it from where it is."""
    if not settings.CLAMD_URL:
        return
    try:
        antwoord = _vraag(settings.CLAMD_URL, bestand)
    except OSError as fout:
        raise ValidationError(GEEN_ANTWOORD, code="scanner") from fout
    if antwoord.endswith("FOUND"):
        raise ValidationError(BESMET, code="virus")
    if TE_VEEL in antwoord:
        raise ValidationError(TE_GROOT, code="scanner")
    if antwoord != "stream: OK":
        raise ValidationError(GEEN_ANTWOORD, code="scanner")


def leeft() -> bool:
    """Whether the scanner answers at all."""
    with closing(_verbind(settings.CLAMD_URL)) as kanaal:
        kanaal.sendall(b"zPING\0")
        return kanaal.recv(16).startswith(b"PONG")


def _vraag(url: str, bestand: Stroom) -> str:
    with closing(_verbind(url)) as kanaal:
        antwoord = ""
        # Beyond its StreamMaxLength clamd hangs up while we are still sending; what it said may be lost by then.
        with suppress(BrokenPipeError, ConnectionResetError):
            if not _stuur(kanaal, bestand):
                antwoord = TE_VEEL
            while deel := kanaal.recv(4096):
                antwoord += deel.decode(errors="replace")
    return antwoord.rstrip("\0\n")


def _stuur(kanaal: socket.socket, bestand: Stroom) -> bool:
    """Whether clamd took all of it."""
    gestuurd = 0
    try:
        kanaal.sendall(b"zINSTREAM\0")
        while blok := bestand.read(BLOK):
            kanaal.sendall(struct.pack("!L", len(blok)) + blok)
            gestuurd += len(blok)
        kanaal.sendall(struct.pack("!L", 0))
    except (BrokenPipeError, ConnectionResetError):
        return False
    kanaal.settimeout(GEDULD + gestuurd / PER_SECONDE)
    return True


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
