"""The report as a book: parts, chapters and blocks, declared once for the web page and the PDF."""

from typing import Any

from rapportage.hoofdstukken.blokken import Cijfers, NaastElkaar, Teksten, Tekstplaats, vul_blokken
from rapportage.hoofdstukken.doorstroompunt import DOORSTROOMPUNT
from rapportage.hoofdstukken.hoofdstuk import Deel, Hoofdstuk
from rapportage.hoofdstukken.kwetsbaar import KWETSBAAR
from rapportage.hoofdstukken.meldingen import MELDINGEN
from rapportage.hoofdstukken.overgang import OVERGANG
from rapportage.hoofdstukken.slot import SLOT, VOORWOORD
from rapportage.hoofdstukken.verzuim import VERZUIM
from rapportage.hoofdstukken.zorg import ZORG
from rapportage.uitkomst import Verslag

LEERPLICHT = (*MELDINGEN, *VERZUIM, *ZORG, *OVERGANG)

DELEN = (
    Deel("voorwoord", "Voorwoord", "", VOORWOORD),
    Deel("leerplicht", "Leerplicht", "Kinderen en jongeren van 5 tot 18 jaar", LEERPLICHT),
    Deel("doorstroompunt", "Doorstroompunt", "Jongeren zonder startkwalificatie", DOORSTROOMPUNT),
    Deel("kwetsbaar", "Kwetsbare jongeren", "Extra hulp op weg naar werk en wonen", KWETSBAAR),
    Deel("slot", "Achter de cijfers", "Begrippen, controles en colofon", SLOT),
)

# On the cover.
OMSLAG = Cijfers(
    (
        ("meldingen", "meldingen van verzuim en zorg"),
        ("leerlingen_gemeld", "leerlingen gemeld"),
        ("vsv_nieuw", "nieuwe voortijdig schoolverlaters"),
    )
)


def stel_samen(verslag: Verslag, teksten: Teksten) -> list[dict[str, Any]]:
    """All parts with their chapters and filled blocks, ready for a template."""
    return [
        {
            "deel": deel,
            "hoofdstukken": [
                {"hoofdstuk": hoofdstuk, "blokken": vul_blokken(hoofdstuk.blokken, verslag, teksten)}
                for hoofdstuk in deel.hoofdstukken
            ],
        }
        for deel in DELEN
    ]


def tekstplaatsen() -> list[str]:
    """The codes of all places for own text, in the order of the report."""

    def codes(blokken: tuple) -> list[str]:
        gevonden = []
        for blok in blokken:
            if isinstance(blok, Tekstplaats):
                gevonden.append(blok.code)
            elif isinstance(blok, NaastElkaar):
                gevonden += codes(blok.links) + codes(blok.rechts)
        return gevonden

    return [code for deel in DELEN for hoofdstuk in deel.hoofdstukken for code in codes(hoofdstuk.blokken)]


__all__ = ["DELEN", "OMSLAG", "Deel", "Hoofdstuk", "stel_samen", "tekstplaatsen"]
