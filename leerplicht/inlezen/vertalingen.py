"""What was remembered of a bron: what its headings and codes mean here, in words, said by whom and when."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from leerplicht.formulieren.versies import Stand, laatste_standen
from leerplicht.inlezen.bron import Bron, Kolom, Veldsoort
from leerplicht.inlezen.keuzes import keuzes_van
from leerplicht.inlezen.vullen import NIET_GEBRUIKT
from leerplicht.models import Bronvertaling, Code, Gebruiker
from leerplicht.models.codelijst import CodeQuerySet
from leerplicht.rules import schooljaar_label

Keuzes = list[tuple[str, str]]

NIET_GEBRUIKEN = "Niet gebruiken"
KOLOM_WEG = "Deze kolom kennen wij niet meer."
KEUZE_WEG = "Deze keuze kennen wij niet meer."
CODE_WEG = "Deze code staat niet in onze lijst."
BEEINDIGD = "Deze code geldt niet meer vanaf schooljaar {}."


@dataclass(frozen=True)
class Vertaling:
    """`naar`: our column or code as it reads; `let_op`: why it does not hold; `stand`: who said it, and when."""

    rij: Bronvertaling
    naar: str
    let_op: str
    stand: Stand | None


def kolomkeuzes(bron: Bron) -> Keuzes:
    """What a heading can mean: nothing for us, or one of our columns."""
    koppen = [(een.code, f"{een.kop}{' (verplicht)' if een.verplicht else ''}") for een in bron.kolommen]
    return [(NIET_GEBRUIKT, NIET_GEBRUIKEN), *koppen]


def codekeuzes(kolom: Kolom, gebruiker: Gebruiker) -> Keuzes:
    """What a text of this column can mean, each once: our codes of its lists, or its choices."""
    if kolom.soort == Veldsoort.KEUZE:
        return [(keuze.tekst, keuze.naam) for keuze in keuzes_van(kolom)]
    codes = {code.code: code.label for code in _codes(kolom, gebruiker)}
    return sorted(codes.items(), key=lambda keuze: keuze[1].lower())


def keuzes_voor(vertaling: Bronvertaling, bron: Bron, gebruiker: Gebruiker) -> Keuzes:
    """What this heading or code can mean: the same as when a file asked for it."""
    if not vertaling.kolom:
        return kolomkeuzes(bron)
    kolom = _kolom(bron, vertaling.kolom)
    return codekeuzes(kolom, gebruiker) if kolom else []


def per_kolom(
    rijen: Sequence[Bronvertaling], bron: Bron, gebruiker: Gebruiker, *, schooljaar: int
) -> Iterator[tuple[str, list[Vertaling]]]:
    """Groups with their title: the headings, then the codes of each column. `rijen`: ordered by column."""
    standen = laatste_standen(rijen)
    for code, groep in groupby(rijen, key=lambda rij: rij.kolom):
        kolom = _kolom(bron, code)
        kent = _kent(bron, code, kolom, gebruiker, schooljaar)
        titel = f"Codes van {kolom.kop if kolom else code}" if code else "Koppen van kolommen"
        yield titel, [Vertaling(rij, *kent.lees(rij.naar), standen.get(rij.pk)) for rij in groep]


def _kent(bron: Bron, code: str, kolom: Kolom | None, gebruiker: Gebruiker, schooljaar: int) -> "_Vast | _Codes":
    if not code:
        return _Vast({NIET_GEBRUIKT: NIET_GEBRUIKEN} | {een.code: een.kop for een in bron.kolommen}, KOLOM_WEG)
    if kolom is not None and kolom.soort == Veldsoort.KEUZE:
        return _Vast({keuze.tekst: keuze.naam for keuze in keuzes_van(kolom)}, KEUZE_WEG)
    return _Codes(kolom, gebruiker, schooljaar)


class _Vast:
    """What a text can mean and how that reads: our columns, or the choices of one."""

    def __init__(self, namen: dict[str, str], weg: str) -> None:
        self.namen, self.weg = namen, weg

    def lees(self, naar: str) -> tuple[str, str]:
        return self.namen.get(naar, naar), "" if naar in self.namen else self.weg


class _Codes:
    """The codes of one column with every version they have, to read a code of a file by."""

    def __init__(self, kolom: Kolom | None, gebruiker: Gebruiker, schooljaar: int) -> None:
        self.labels: dict[str, str] = {}
        self.tot: dict[str, int | None] = {}
        self.schooljaar = schooljaar
        for code in _codes(kolom, gebruiker).order_by("van_schooljaar") if kolom else ():
            tot, eerder = code.tot_schooljaar, self.tot.get(code.code, 0)
            # The same code in another list may hold longer.
            self.tot[code.code] = None if tot is None or eerder is None else max(tot, eerder)
            self.labels[code.code] = code.label

    def lees(self, naar: str) -> tuple[str, str]:
        if naar not in self.labels:
            return naar, CODE_WEG
        tot = self.tot[naar]
        if tot is None or tot > self.schooljaar:
            return self.labels[naar], ""
        return self.labels[naar], BEEINDIGD.format(schooljaar_label(tot))


def _kolom(bron: Bron, code: str) -> Kolom | None:
    return next((kolom for kolom in bron.kolommen if kolom.code == code), None)


def _codes(kolom: Kolom, gebruiker: Gebruiker) -> CodeQuerySet:
    """Of a list that depends on another column, those of every list that it can be."""
    codes: CodeQuerySet = Code.objects.zichtbaar_voor(gebruiker)
    if "{" in kolom.lijst:
        return codes.filter(lijst__startswith=kolom.lijst.partition("{")[0])
    return codes.van_lijst(kolom.lijst)
