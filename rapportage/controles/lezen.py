"""Reading a report for the controls: also a printed one, in which figures can be missing.

A figure that is not there is None, and proves nothing.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from rapportage.uitkomst import Rij, TabelUitkomst, Verslag

# A number or, in a printed report, None.
Getal = Any
Gevonden = Iterator[str]


@dataclass(frozen=True)
class Controle:
    """An identity. `vind` gives a Dutch sentence for every place where it does not hold."""

    code: str
    omschrijving: str
    vind: Callable[[Verslag], Iterable[str]]


def schrijf(getal: Getal) -> str:
    """As a Dutch reader writes a number: 1.022 and 8,8."""
    return f"{getal:,}".translate(str.maketrans(",.", ".,"))


def naam(code: str) -> str:
    """`tabel-11a` → "Tabel 11a"; `overzicht-doorstroompunt-aanbod` → "Overzicht doorstroompunt, aanbod"."""
    soort, _, rest = code.partition("-")
    if soort != "overzicht":
        return f"{soort.capitalize()} {rest}"
    onderdeel, _, blok = rest.partition("-")
    return f"Overzicht {onderdeel}" + (f", {blok.replace('-', ' ')}" if blok else "")


def kerncijfer(verslag: Verslag, code: str) -> Getal:
    gevonden = verslag.kerncijfers.get(code)
    return None if gevonden is None else gevonden.waarde


def som_van(verslag: Verslag, *codes: str) -> Getal:
    """The kerncijfers together; one that is not there is a part without anything in it."""
    return sum((kerncijfer(verslag, code) or 0 for code in codes), start=0)


def rij(tabel: TabelUitkomst, code: str) -> Rij | None:
    return next((rij for rij in tabel.rijen if rij.code == code), None)


def aantal(tabel: TabelUitkomst, code: str, kolom: int = 0) -> Getal:
    """The number in a row; 0 for a row that is not there."""
    gevonden = rij(tabel, code)
    return 0 if gevonden is None else gevonden.aantallen[kolom]


def som_van_rijen(tabel: TabelUitkomst, kolom: int = 0, niveau: int = 1) -> Getal:
    """The rows of a level added up; None when one of them is not known."""
    waarden = [rij.aantallen[kolom] for rij in tabel.rijen if rij.niveau == niveau]
    return None if any(waarde is None for waarde in waarden) else sum(waarden)


def totaal(tabel: TabelUitkomst, kolom: int = 0) -> Getal:
    """The total; where none was printed the rows together."""
    gegeven = tabel.totaal[kolom] if tabel.totaal else None
    return som_van_rijen(tabel, kolom) if gegeven is None else gegeven


def gelijk(links: Getal, rechts: Getal, wat_links: str, wat_rechts: str) -> Gevonden:
    """A sentence when two figures that must be the same are not."""
    if links is not None and rechts is not None and links != rechts:
        yield f"{wat_links} is {schrijf(links)}, maar {wat_rechts} is {schrijf(rechts)}."


def hoogstens(klein: Getal, groot: Getal, wat_klein: str, wat_groot: str) -> Gevonden:
    """A sentence when a part is larger than the whole it is a part of."""
    if klein is not None and groot is not None and klein > groot:
        yield f"{wat_klein} is {schrijf(klein)}, en dat is meer dan {wat_groot} ({schrijf(groot)})."


def in_volgorde(*codes: Iterable[str]) -> list[str]:
    """The codes of several lists, each once, in the order in which they are first seen."""
    return list(dict.fromkeys(code for lijst in codes for code in lijst))
