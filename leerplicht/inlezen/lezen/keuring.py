"""Judge a file on the way in, before it is kept: its name, its size, and whether it holds a virus."""

from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from leerplicht.bestanden import virusscan
from leerplicht.bestanden.keuring import LANGSTE_NAAM, MEGABYTE
from leerplicht.inlezen.lezen.vorm import GROOTSTE_AANLEVERING, LEEG

TEKST = (".csv", ".txt", ".xml")
EXTENSIES = (*TEKST, ".xlsx")
# Files with a list of them.
PAKKET = ".zip"
WELKE = "CSV, TXT, XML of XLSX"
BLOK = 1024 * 1024
ZIP = b"PK\x03\x04"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def extensies_van(*, pakket: bool) -> tuple[str, ...]:
    return (PAKKET,) if pakket else EXTENSIES


def keur_bron(bestand: UploadedFile, *, pakket: bool = False) -> None:
    """Raises ValidationError with one sentence. Reads the whole file, as a stream. `pakket`: it must be a zip."""
    naam = PurePath((bestand.name or "").replace("\\", "/")).name.strip()
    extensie = PurePath(naam).suffix.lower()
    if extensie not in extensies_van(pakket=pakket):
        welke = "ZIP" if pakket else WELKE
        raise ValidationError(f"Dit soort bestand kan niet worden ingelezen. Kies een {welke}.", code="soort")
    if len(naam) > LANGSTE_NAAM:
        raise ValidationError(f"De naam van het bestand is langer dan {LANGSTE_NAAM} tekens.", code="naam")
    if not naam.isprintable():
        raise ValidationError(
            "De naam van het bestand heeft tekens die niet te lezen zijn. Geef het een andere.", code="naam"
        )
    if (bestand.size or 0) > GROOTSTE_AANLEVERING:
        grootste = GROOTSTE_AANLEVERING // MEGABYTE
        raise ValidationError(f"Het bestand is groter dan {grootste} MB. Deel het in stukken.", code="grootte")
    bestand.seek(0)
    begin = bestand.read(len(ZIP))
    if not begin:
        raise ValidationError(LEEG, code="leeg")
    if begin.startswith(ZIP) != (extensie in (".xlsx", PAKKET)):
        raise ValidationError(
            f"Dit is van binnen geen {extensie[1:].upper()}-bestand. Sla het opnieuw op en kies het dan.",
            code="inhoud",
        )
    if extensie in TEKST and not begin.startswith(UTF_16) and _heeft_nul(bestand):
        raise ValidationError(
            "In dit bestand staan nul-tekens: het is geen gewone tekst. Sla het opnieuw op en kies het dan.",
            code="inhoud",
        )
    bestand.seek(0)
    virusscan.scan_stroom(bestand)
    bestand.seek(0)


def _heeft_nul(bestand: UploadedFile) -> bool:
    bestand.seek(0)
    while blok := bestand.read(BLOK):
        if b"\0" in blok:
            return True
    return False
