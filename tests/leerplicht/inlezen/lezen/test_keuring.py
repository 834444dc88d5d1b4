"""What is refused before it is kept."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from leerplicht.bestanden.virusscan import BESMET
from leerplicht.inlezen.lezen import GROOTSTE_AANLEVERING, keur_bron


def _keur(naam: str, inhoud: bytes, grootte: int | None = None) -> list[str]:
    bestand = SimpleUploadedFile(naam, inhoud)
    if grootte is not None:
        bestand.size = grootte
    try:
        keur_bron(bestand)
    except ValidationError as fout:
        return fout.messages
    assert bestand.tell() == 0
    return []


@pytest.mark.parametrize(
    ("naam", "inhoud"),
    [
        ("verzuim.csv", b"A;B\n1;2\n"),
        ("VERZUIM.TXT", b"A;B\n1;2\n"),
        ("verzuim.csv", "A;B\n1;2\n".encode("utf-16")),
        ("verzuim.xml", b"<a/>"),
        ("verzuim.xlsx", b"PK\x03\x04..."),
    ],
)
def test_wat_wordt_aangenomen(naam, inhoud):
    assert _keur(naam, inhoud) == []


@pytest.mark.parametrize(
    ("naam", "inhoud", "zin"),
    [
        ("verzuim.csv", b"", "Het bestand is leeg."),
        ("verzuim", b"A", "Dit soort bestand kan niet worden ingelezen. Kies een CSV, TXT, XML of XLSX."),
        ("verzuim.xls", b"A", "Dit soort bestand kan niet worden ingelezen. Kies een CSV, TXT, XML of XLSX."),
        ("x" * 150 + ".csv", b"A", "De naam van het bestand is langer dan 150 tekens."),
        (
            "ver\x07.csv",
            b"A",
            "De naam van het bestand heeft tekens die niet te lezen zijn. Geef het een andere.",
        ),
        (
            "verzuim.csv",
            b"PK\x03\x04",
            "Dit is van binnen geen CSV-bestand. Sla het opnieuw op en kies het dan.",
        ),
        ("verzuim.xlsx", b"A;B", "Dit is van binnen geen XLSX-bestand. Sla het opnieuw op en kies het dan."),
        (
            "verzuim.csv",
            b"A;B\n" + b"1;2\n" * 500_000 + b"1;\0\n",
            "In dit bestand staan nul-tekens: het is geen gewone tekst. Sla het opnieuw op en kies het dan.",
        ),
    ],
)
def test_wat_wordt_geweigerd(naam, inhoud, zin):
    assert _keur(naam, inhoud) == [zin]


def test_een_bestand_dat_te_groot_is():
    assert _keur("verzuim.csv", b"A;B\n", GROOTSTE_AANLEVERING) == []
    zin = "Het bestand is groter dan 500 MB. Deel het in stukken."
    assert _keur("verzuim.csv", b"A;B\n", GROOTSTE_AANLEVERING + 1) == [zin]


def test_een_virus(clamd):
    ontvangen = clamd(b"stream: Eicar-Test-Signature FOUND\0")
    assert _keur("verzuim.csv", b"A;B\n1;2\n") == [BESMET]
    assert ontvangen == [b"A;B\n1;2\n"]
