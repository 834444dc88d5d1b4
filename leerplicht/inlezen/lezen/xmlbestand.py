"""XML: an element per row, wherever it stands; the elements in it are the columns.

One level below them is flattened: `<school><brin>` is the column `brin`, or `school_brin` when another element has
a `brin` too. Attributes are not read.
"""

from collections.abc import Iterator
from pathlib import Path

from leerplicht.inlezen.lezen.ontleed import ontleed
from leerplicht.inlezen.lezen.vorm import (
    GEEN_REGELS,
    LANGSTE_RIJ,
    MEESTE_KOLOMMEN,
    TE_BREED,
    TE_LANG,
    Herkend,
    Onleesbaar,
    Rij,
    keur_koppen,
    maak_rij,
)

KAPOT = "Dit XML-bestand is beschadigd of niet af: het is niet te lezen vanaf regel {regel}."
LANGSTE_NAAM = 60
Pad = tuple[str, ...]


def herken_xml(pad: Path, xml_rij: str) -> Herkend:
    """Which columns there are, of all rows; reads the file once through. Raises Onleesbaar."""
    paden: dict[Pad, None] = {}
    aantal = 0
    for elementen in _elementen(pad, xml_rij, met_tekst=False):
        aantal += 1
        paden.update(dict.fromkeys(elementen.teksten))
        if len(paden) > MEESTE_KOLOMMEN:
            raise Onleesbaar(TE_BREED)
    if not aantal:
        raise Onleesbaar(f"In dit XML-bestand staat geen element <{xml_rij}>.")
    if not paden:
        raise Onleesbaar(GEEN_REGELS)
    herkend = Herkend("xml", "", "", keur_koppen(_koppen(list(paden))))
    if next(rijen_xml(pad, herkend, xml_rij), None) is None:
        raise Onleesbaar(GEEN_REGELS)
    return herkend


def rijen_xml(pad: Path, herkend: Herkend, xml_rij: str) -> Iterator[Rij]:
    plekken = {kop: plek for plek, kop in enumerate(herkend.koppen)}
    breedte = len(plekken)
    for nummer, elementen in enumerate(_elementen(pad, xml_rij), 1):
        velden = [""] * breedte
        for waar, tekst in elementen.teksten.items():
            plek = plekken.get("_".join(waar), plekken.get(waar[-1]))
            if plek is not None:
                velden[plek] = tekst
        rij = Rij(nummer, velden, elementen.fout) if elementen.fout else maak_rij(nummer, velden, breedte)
        if rij:
            yield rij


def _koppen(paden: list[Pad]) -> list[str]:
    """The name of an element; with that of the one around it when it is not the only one of that name."""
    namen = [pad[-1].lower() for pad in paden]
    return [pad[-1] if namen.count(pad[-1].lower()) == 1 else "_".join(pad) for pad in paden]


class _Elementen:
    """One row while it is read."""

    __slots__ = ("fout", "lengte", "teksten")

    def __init__(self) -> None:
        self.teksten: dict[Pad, str] = {}
        self.lengte = 0
        self.fout = ""

    def neem(self, waar: Pad, tekst: str) -> None:
        naam = waar[-1][:LANGSTE_NAAM]
        if len(waar) > 2:
            self.fout = f"Het element <{naam}> zit te diep in de regel."
        elif waar in self.teksten:
            self.fout = f"Het element <{naam}> staat er twee keer in."
        elif len(self.teksten) >= MEESTE_KOLOMMEN:
            raise Onleesbaar(TE_BREED)
        else:
            self.teksten[waar] = tekst


def _elementen(pad: Path, xml_rij: str, *, met_tekst: bool = True) -> Iterator[_Elementen]:
    """The rows, with their texts by the names of the elements around them."""
    klaar: list[_Elementen] = []
    rij: _Elementen | None = None
    waar: list[str] = []
    stukken: list[str] = []
    blad = False
    gezocht = xml_rij.lower()

    def begin(naam: str, attributen: dict[str, str]) -> None:
        nonlocal rij, blad
        if rij is None:
            if naam.lower() == gezocht:
                rij = _Elementen()
            return
        waar.append(naam)
        stukken.clear()
        blad = True

    def einde(naam: str) -> None:
        nonlocal rij, blad
        if rij is None:
            return
        if not waar:
            klaar.append(rij)
            rij = None
            return
        if blad:
            rij.neem(tuple(waar), "".join(stukken))
        waar.pop()
        stukken.clear()
        blad = False

    def tekst(stuk: str) -> None:
        if rij is None or not waar:
            return
        rij.lengte += len(stuk)
        if rij.lengte >= LANGSTE_RIJ:
            rij.fout = TE_LANG
            return
        stukken.append(stuk)

    with open(pad, "rb") as bestand:
        for _ in ontleed(bestand, begin=begin, einde=einde, tekst=tekst if met_tekst else None, kapot=KAPOT):
            yield from klaar
            klaar.clear()
