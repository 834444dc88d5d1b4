"""Excel (.xlsx): the sheet with the headings, row by row.

Read by ourselves, since a library builds a tree of whatever a cell, a row or a part holds: a small file can be a
million columns, or unpack to more than fits in memory.
"""

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import IO

from leerplicht.inlezen.lezen.koprij import MEESTE_BLADEN, MEESTE_RIJEN, Weeg, zoek_koprij
from leerplicht.inlezen.lezen.ontleed import ontleed
from leerplicht.inlezen.lezen.vorm import (
    GEEN_REGELS,
    LANGSTE_RIJ,
    LEEG,
    MEESTE_KOLOMMEN,
    TE_LANG,
    Herkend,
    Onleesbaar,
    Rij,
    keur_koppen,
    maak_rij,
)
from leerplicht.inlezen.lezen.xlsxpakket import KAPOT, Pakket, open_pakket
from leerplicht.inlezen.lezen.xlsxwaarde import GEEN_WAARDE, getal_als_tekst, herstel_tekens

MEESTE_REGELS = 1_048_576
FORMULE = "een formule. Plak daar de waarde in plaats van de formule."
_PLEK = re.compile(r"([A-Z]{1,3})[1-9]\d*", re.ASCII)


def herken_xlsx(pad: Path, weeg: Weeg) -> Herkend:
    """On which sheet, and in which row of it, the headings are. Raises Onleesbaar."""
    with open_pakket(pad) as pakket:
        bladen = [_Begin(pakket, blad) for blad in range(min(pakket.aantal_bladen, MEESTE_BLADEN))]
        gewoon = next((nummer for nummer, blad in enumerate(bladen) if next(iter(blad), None)), None)
        if gewoon is None:
            raise Onleesbaar(LEEG)
        welke, erboven = zoek_koprij(bladen, gewoon, weeg)
        kop = list(bladen[welke])[erboven]
    if kop.fout:
        raise Onleesbaar(f"De koppen in rij {kop.nummer} zijn niet te lezen. {kop.fout}")
    herkend = Herkend("xlsx", "", "", keur_koppen(kop.velden), erboven, welke)
    if next(rijen_xlsx(pad, herkend), None) is None:
        raise Onleesbaar(GEEN_REGELS)
    return herkend


def rijen_xlsx(pad: Path, herkend: Herkend) -> Iterator[Rij]:
    breedte = len(herkend.koppen)
    with open_pakket(pad) as pakket:
        for gelezen in islice(_rijen(pakket, herkend.blad), herkend.erboven + 1, None):
            # Cells that are empty are mostly not written.
            velden = gelezen.velden + [""] * (breedte - len(gelezen.velden))
            rij = (
                Rij(gelezen.nummer, velden, gelezen.fout)
                if gelezen.fout
                else maak_rij(gelezen.nummer, velden, breedte)
            )
            if rij:
                yield rij


def _rijen(pakket: Pakket, blad: int) -> Iterator[Rij]:
    with pakket.blad(blad) as bestand:
        yield from (rij for rij in _Blad(pakket).lees(bestand) if rij.fout or any(map(str.strip, rij.velden)))


class _Begin:
    """The rows of a sheet among which the headings may be; read when they are asked for."""

    def __init__(self, pakket: Pakket, blad: int) -> None:
        self.pakket, self.blad = pakket, blad

    def __iter__(self) -> Iterator[Rij]:
        return islice(_rijen(self.pakket, self.blad), MEESTE_RIJEN)


class _Blad:
    """The sheet while it is read: which row and which cell we are in."""

    def __init__(self, pakket: Pakket) -> None:
        self.pakket = pakket
        self.klaar: list[Rij] = []
        self.nummer = 0
        self.cellen: dict[int, str] = {}
        self.fout = ""
        self.lengte = 0
        self.kolom = -1
        self.soort = ""
        self.stijl = ""
        self.in_cel = self.in_waarde = self.formule = False
        self.stukken: list[str] = []

    def lees(self, blad: IO[bytes]) -> Iterator[Rij]:
        for _ in ontleed(blad, begin=self.begin, einde=self.einde, tekst=self.tekst, kapot=KAPOT):
            yield from self.klaar
            self.klaar.clear()

    def begin(self, naam: str, attributen: dict[str, str]) -> None:
        if naam == "c":
            plek = _PLEK.fullmatch(attributen.get("r", ""))
            self.kolom = kolomnummer(plek[1]) if plek else self.kolom + 1
            self.soort, self.stijl = attributen.get("t", "n"), attributen.get("s", "")
            self.in_cel, self.formule = True, False
            self.stukken.clear()
        elif naam == "row":
            eigen = attributen.get("r", "")
            # Never back, and never further than Excel goes: a number is that of one row.
            eigen_nummer = int(eigen) if eigen.isascii() and eigen.isdigit() and len(eigen) < 8 else 0
            verder = self.nummer < eigen_nummer <= MEESTE_REGELS
            self.nummer = eigen_nummer if verder else self.nummer + 1
            self.cellen, self.fout, self.lengte, self.kolom = {}, "", 0, -1
        elif self.in_cel:
            if naam == "f":
                self.formule = True
            # Not the pronunciation (rPh) that Japanese Excel keeps beside a text.
            elif naam in ("v", "t"):
                self.in_waarde = True
            elif naam == "rPh":
                self.in_cel = False

    def einde(self, naam: str) -> None:
        if naam == "c":
            self.in_cel = self.in_waarde = False
            self.neem()
        elif naam in ("v", "t"):
            self.in_waarde = False
        elif naam == "rPh":
            self.in_cel = True
        elif naam == "row":
            velden = [""] * (max(self.cellen, default=-1) + 1)
            for kolom, tekst in self.cellen.items():
                velden[kolom] = tekst
            self.klaar.append(Rij(self.nummer, velden, self.fout))

    def tekst(self, stuk: str) -> None:
        if self.in_waarde:
            self.lengte += len(stuk)
            if self.lengte >= LANGSTE_RIJ:
                self.fout = self.fout or TE_LANG
            else:
                self.stukken.append(stuk)

    def neem(self) -> None:
        """A cell is complete."""
        ruw = "".join(self.stukken)
        if not (ruw or self.formule) or self.lengte >= LANGSTE_RIJ:
            return
        if self.kolom >= MEESTE_KOLOMMEN:
            self.fout = self.fout or f"In deze regel staan meer dan {MEESTE_KOLOMMEN} kolommen."
            return
        waarde = None if self.formule else self.waarde(ruw)
        if waarde is None and not self.fout:
            wat = FORMULE if self.formule else "een fout van Excel, of een getal dat niet te lezen is."
            self.fout = f"In kolom {kolomletters(self.kolom)} staat {wat}"
        self.cellen[self.kolom] = waarde or ""

    def waarde(self, ruw: str) -> str | None:
        """The text of a cell; None when Excel itself could not make anything of it."""
        if self.soort == "s":
            tekst = self.pakket.gedeeld(ruw)
            self.lengte += len(tekst)
            if self.lengte >= LANGSTE_RIJ:
                self.fout = self.fout or TE_LANG
                return ""
            return tekst
        if self.soort in ("str", "inlineStr"):
            return herstel_tekens(ruw)
        if self.soort == "b":
            return {"1": "waar", "0": "onwaar"}.get(ruw)
        if self.soort == "d":
            return ruw
        if self.soort == "n":
            return getal_als_tekst(ruw, self.pakket.is_datum(self.stijl), vanaf_1904=self.pakket.vanaf_1904)
        return GEEN_WAARDE


def kolomnummer(letters: str) -> int:
    """A is 0, AA is 26."""
    nummer = 0
    for letter in letters:
        nummer = nummer * 26 + ord(letter) - 64
    return nummer - 1


def kolomletters(nummer: int) -> str:
    letters = ""
    nummer += 1
    while nummer:
        nummer, rest = divmod(nummer - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
