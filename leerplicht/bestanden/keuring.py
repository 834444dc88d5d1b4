"""Judge an uploaded file by what is in it, not by what it is called.

Only kinds that a dossier needs, none that can run: a file is refused, with one Dutch sentence, when its content is
of another kind than its name says, when it holds macros, or when it unpacks to more than it should.
"""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.base import File

MEGABYTE = 1024 * 1024
GROOTSTE = 25 * MEGABYTE
# A document of 25 MB that unpacks to more is no document.
GROOTST_UITGEPAKT = 250 * MEGABYTE
MEESTE_DELEN = 10_000
LANGSTE_NAAM = 150


@dataclass(frozen=True)
class Soort:
    """A kind of file: how it is called, how it is served, and whether content is really of this kind."""

    extensies: tuple[str, ...]
    mime: str
    klopt: Callable[[bytes], bool]


def _begint(*begin: bytes) -> Callable[[bytes], bool]:
    return lambda inhoud: inhoud.startswith(begin)


def _zip_met(naam: str, begin: bytes = b"") -> Callable[[bytes], bool]:
    """An office document: a zip that holds this part, without macros and without a bomb."""

    def klopt(inhoud: bytes) -> bool:
        try:
            with zipfile.ZipFile(io.BytesIO(inhoud)) as pakket:
                delen = pakket.infolist()
                if len(delen) > MEESTE_DELEN or sum(deel.file_size for deel in delen) > GROOTST_UITGEPAKT:
                    return False
                if any("vbaproject" in deel.filename.lower() or deel.flag_bits & 1 for deel in delen):
                    return False
                with pakket.open(naam) as deel:
                    return deel.read(len(begin)) == begin
        except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, OSError, ValueError):
            return False

    return klopt


def _is_tekst(inhoud: bytes) -> bool:
    try:
        tekst = inhoud.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return not any(ord(teken) < 32 and teken not in "\t\r\n\f" for teken in tekst)


_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"
SOORTEN = (
    Soort((".pdf",), "application/pdf", _begint(b"%PDF-")),
    Soort((".jpg", ".jpeg"), "image/jpeg", _begint(b"\xff\xd8\xff")),
    Soort((".png",), "image/png", _begint(b"\x89PNG\r\n\x1a\n")),
    Soort((".docx",), f"{_OFFICE}.wordprocessingml.document", _zip_met("word/document.xml")),
    Soort((".xlsx",), f"{_OFFICE}.spreadsheetml.sheet", _zip_met("xl/workbook.xml")),
    Soort((".odt",), f"{_OPEN}.text", _zip_met("mimetype", f"{_OPEN}.text".encode())),
    Soort((".ods",), f"{_OPEN}.spreadsheet", _zip_met("mimetype", f"{_OPEN}.spreadsheet".encode())),
    Soort((".txt",), "text/plain", _is_tekst),
)
EXTENSIES = tuple(extensie for soort in SOORTEN for extensie in soort.extensies)
WELKE = "PDF, JPG, PNG, DOCX, XLSX, ODT, ODS of TXT"


@dataclass(frozen=True)
class Gekeurd:
    """A file that may be kept: its name without a path, how it is served, and its content."""

    naam: str
    mime: str
    inhoud: bytes


def keur(bestand: File) -> Gekeurd:
    """Raises ValidationError with one sentence. Reads the whole file: at most GROOTSTE bytes."""
    naam = PurePath((bestand.name or "").replace("\\", "/")).name.strip()
    extensie = PurePath(naam).suffix.lower()
    soort = next((soort for soort in SOORTEN if extensie in soort.extensies), None)
    if soort is None:
        raise ValidationError(f"Dit soort bestand kan niet worden bewaard. Kies een {WELKE}.", code="soort")
    if len(naam) > LANGSTE_NAAM:
        raise ValidationError(f"De naam van het bestand is langer dan {LANGSTE_NAAM} tekens.")
    if not naam.isprintable():
        raise ValidationError("De naam van het bestand heeft tekens die niet te lezen zijn. Geef het een andere.")
    if (bestand.size or 0) > GROOTSTE:
        raise ValidationError(f"Het bestand is groter dan {GROOTSTE // MEGABYTE} MB.", code="grootte")
    bestand.seek(0)
    inhoud = bestand.read()
    if not inhoud:
        raise ValidationError("Het bestand is leeg.", code="leeg")
    if not soort.klopt(inhoud):
        raise ValidationError(
            f"Dit is van binnen geen veilig {extensie[1:].upper()}-bestand. Sla het opnieuw op en kies het dan.",
            code="inhoud",
        )
    return Gekeurd(naam, soort.mime, inhoud)
