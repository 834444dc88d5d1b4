"""The published figures beside those counted now, cell by cell: plain values in, plain values out."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from leerplicht.inlezen.velden import sleutel
from leerplicht.toegang.leesbaar import AFGEHANDELD
from rapportage.afscherming import SAMEN
from rapportage.uitkomst import TabelUitkomst, Verslag

KERNCIJFERS = "kerncijfers"
TOTAAL = "totaal"


@dataclass(frozen=True)
class Gedrukt:
    """A published cell, row and column by code or as printed; a column may be a number, and empty is the first."""

    tabel: str
    rij: str
    kolom: str
    waarde: Decimal


@dataclass(frozen=True)
class Cel:
    """One cell twice. `None`: not published, or not a cell of our report."""

    rij: str
    kolom: str
    gepubliceerd: Decimal | None
    geteld: Decimal | None

    @property
    def gelijk(self) -> bool:
        return self.gepubliceerd == self.geteld

    @property
    def verschil(self) -> Decimal | None:
        if self.gepubliceerd is None or self.geteld is None:
            return None
        return self.geteld - self.gepubliceerd


@dataclass(frozen=True)
class Tabelpaar:
    """A table of which something was published. Cells that were not published are no difference."""

    code: str
    titel: str
    cellen: tuple[Cel, ...]

    @property
    def gepubliceerd(self) -> int:
        return sum(cel.gepubliceerd is not None for cel in self.cellen)

    @property
    def gelijk(self) -> int:
        return sum(cel.gepubliceerd is not None and cel.gelijk for cel in self.cellen)

    @property
    def niet_gepubliceerd(self) -> int:
        return len(self.cellen) - self.gepubliceerd

    @property
    def kolommen(self) -> int:
        return len({cel.kolom for cel in self.cellen})


def leg_naast(verslag: Verslag, gedrukt: Iterable[Gedrukt]) -> list[Tabelpaar]:
    """The tables of which something was published, in the order of the report."""
    per_tabel: dict[str, list[Gedrukt]] = {}
    for cel in gedrukt:
        per_tabel.setdefault(cel.tabel, []).append(cel)
    paren = []
    if KERNCIJFERS in per_tabel:
        paren.append(Tabelpaar(KERNCIJFERS, "Kerncijfers", _kerncijfers(verslag, per_tabel[KERNCIJFERS])))
    for code, tabel in verslag.tabellen.items():
        if code in per_tabel:
            paren.append(Tabelpaar(code, tabel.titel, tuple(_cellen(tabel, per_tabel[code]))))
    return paren


def voeg_opsporing_samen(gedrukt: Iterable[Gedrukt], opsporing: Collection[str]) -> list[Gedrukt]:
    """As a reader without opsporing has the report: what it names as one row. `opsporing`: keys of those rows."""
    over: list[Gedrukt] = []
    samen: dict[tuple[str, str], Gedrukt] = {}
    for cel in gedrukt:
        if cel.tabel == KERNCIJFERS or sleutel(cel.rij) not in opsporing:
            over.append(cel)
            continue
        plek = (cel.tabel, sleutel(cel.kolom))
        som = samen[plek].waarde if plek in samen else Decimal()
        samen[plek] = Gedrukt(cel.tabel, SAMEN, cel.kolom, som + cel.waarde)
    return [*over, *samen.values()]


def _kerncijfers(verslag: Verslag, gedrukt: list[Gedrukt]) -> tuple[Cel, ...]:
    """Only those that were published: the report knows many more, which it makes its sentences of."""
    per_naam = {sleutel(cijfer.label): cijfer for cijfer in verslag.kerncijfers.values()} | verslag.kerncijfers
    cellen = []
    for cel in gedrukt:
        cijfer = per_naam.get(sleutel(cel.rij))
        waarde = None if cijfer is None or cijfer.waarde is None else Decimal(cijfer.waarde)
        cellen.append(Cel(cijfer.label if cijfer else cel.rij, "", cel.waarde, waarde))
    return tuple(cellen)


def _cellen(tabel: TabelUitkomst, gedrukt: list[Gedrukt]) -> Iterator[Cel]:
    """Row by row as the report has them; then what was published and it does not have."""
    kolommen = {str(nummer): nummer - 1 for nummer in range(1, len(tabel.kolommen) + 1)}
    kolommen |= {sleutel(kolom): nummer for nummer, kolom in enumerate(tabel.kolommen)}
    rijen = {sleutel(rij.label): rij.code for rij in tabel.rijen} | {rij.code: rij.code for rij in tabel.rijen}
    rijen |= {TOTAAL: TOTAAL} if tabel.totaal else {}
    op_plek: dict[tuple[str, int], Gedrukt] = {}
    los: list[Gedrukt] = []
    for cel in gedrukt:
        rij, kolom = rijen.get(sleutel(cel.rij)), kolommen.get(sleutel(cel.kolom)) if cel.kolom else 0
        if rij is None or kolom is None or (rij, kolom) in op_plek:
            los.append(cel)
        else:
            op_plek[rij, kolom] = cel
    alle = [(rij.code, rij.label, rij.aantallen) for rij in tabel.rijen]
    alle += [(TOTAAL, "Totaal", tabel.totaal)] if tabel.totaal else []
    for code, label, aantallen in alle:
        for nummer, aantal in enumerate(aantallen):
            gevonden = op_plek.get((code, nummer))
            waarde = gevonden.waarde if gevonden else None
            yield Cel(label, tabel.kolommen[nummer], waarde, Decimal(aantal))
    for cel in los:
        # A row without a single count is left out of a report: nothing was counted there.
        bekend = not cel.kolom or sleutel(cel.kolom) in kolommen
        leeg = bekend and sleutel(cel.rij) not in rijen
        label = AFGEHANDELD if cel.rij == SAMEN else cel.rij
        yield Cel(label, cel.kolom or tabel.kolommen[0], cel.waarde, Decimal() if leeg else None)
