"""What the words of a file can mean: the choices of a KEUZE column, the list that a CODE column goes by.

Under which name a translation is kept is a *woordsleutel*: the column, and for a list that depends on another
column also what stands there. "reden-luxe" are the words of the column reden in a row whose soort is luxe: of a
thuiszitter the same word may mean something else.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from leerplicht.inlezen.bron import Bron, Kolom

# What a word means that says that there is nothing: "n.v.t.". And a heading that is no column of ours.
NIETS = "-"
_ANDERE_KOLOM = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Keuze:
    """`waarde`: as it is stored; `tekst`: how a translation names it; `naam`: as a person reads it."""

    waarde: str
    tekst: str
    naam: str


def keuzes_van(kolom: Kolom) -> list[Keuze]:
    """Each choice once, in the order of the column."""
    per_waarde: dict[str, list[str]] = {}
    for tekst, waarde in kolom.keuzes.items():
        if tekst:
            per_waarde.setdefault(waarde, []).append(tekst)
    return [Keuze(waarde, teksten[0], _naam(waarde, teksten)) for waarde, teksten in per_waarde.items()]


def woordsleutel(kolom: Kolom, waarden: Mapping[str, Any]) -> str:
    """Of a column in a row with these values; empty when the other column does not tell yet which list holds."""
    ander = _andere_kolom(kolom)
    if not ander:
        return kolom.code
    return f"{kolom.code}-{waarden[ander]}" if waarden.get(ander) else ""


def lijst_van(kolom: Kolom, sleutel: str) -> str:
    """The list of codes of this woordsleutel."""
    return _ANDERE_KOLOM.sub(sleutel.partition("-")[2], kolom.lijst)


def kolom_van(bron: Bron, sleutel: str) -> Kolom | None:
    """The column of a woordsleutel; None when the bron has no such column any more."""
    code = sleutel.partition("-")[0]
    kolom = next((kolom for kolom in bron.kolommen if kolom.code == code), None)
    return kolom if kolom and bool(_andere_kolom(kolom)) == ("-" in sleutel) else None


def kop_van(bron: Bron, sleutel: str) -> str:
    """How a person reads a woordsleutel: "Reden (Luxe verzuim)"."""
    kolom = kolom_van(bron, sleutel)
    if kolom is None:
        return sleutel
    ander, waarde = _andere_kolom(kolom), sleutel.partition("-")[2]
    if not ander:
        return kolom.kop
    naam = next((keuze.naam for keuze in keuzes_van(bron.kolom(ander)) if keuze.waarde == waarde), waarde)
    return f"{kolom.kop} ({naam})"


def _andere_kolom(kolom: Kolom) -> str:
    """The column that says which list holds."""
    return _tussen_haken(kolom.lijst)


@cache
def _tussen_haken(lijst: str) -> str:
    """The "soort" of "reden-{soort}"."""
    past = _ANDERE_KOLOM.search(lijst)
    return past[1] if past else ""


def _naam(waarde: str, teksten: list[str]) -> str:
    """Words before one word, a word before a letter; and a code as it is written: LRV."""
    woorden = [tekst for tekst in teksten if " " in tekst] or [tekst for tekst in teksten if len(tekst) > 2]
    naam = (woorden or teksten)[0]
    return waarde if waarde.isupper() else naam[0].upper() + naam[1:]
