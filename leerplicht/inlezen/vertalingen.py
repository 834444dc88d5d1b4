"""What was remembered of a bron: what its headings and codes mean here, in words, said by whom and when."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from leerplicht.formulieren.versies import Stand, laatste_standen
from leerplicht.inlezen.bron import Bron, Kolom, Veldsoort
from leerplicht.inlezen.keuzes import NIETS, keuzes_van, kolom_van, kop_van, lijst_van
from leerplicht.models import Bronvertaling, Code, Gebruiker
from leerplicht.models.codelijst import CodeQuerySet
from leerplicht.rules import schooljaar_label

Keuzes = list[tuple[str, str]]

NIET_GEBRUIKEN = "Niet gebruiken"
LEEG_LATEN = "Leeg laten"
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
    return [(NIETS, NIET_GEBRUIKEN), *koppen]


def codekeuzes(bron: Bron, sleutel: str, gebruiker: Gebruiker) -> Keuzes:
    """What a word of this woordsleutel can mean, each once: our codes, or the choices; or nothing at all."""
    kolom = kolom_van(bron, sleutel)
    if kolom is None:
        return []
    niets = [] if kolom.verplicht else [(NIETS, LEEG_LATEN)]
    if kolom.soort == Veldsoort.KEUZE:
        return [*niets, *((keuze.tekst, keuze.naam) for keuze in keuzes_van(kolom))]
    codes = {code.code: code.label for code in _codes(kolom, sleutel, gebruiker)}
    return [*niets, *sorted(codes.items(), key=lambda keuze: keuze[1].lower())]


def keuzes_voor(vertaling: Bronvertaling, bron: Bron, gebruiker: Gebruiker) -> Keuzes:
    """What this heading or code can mean: the same as when a file asked for it."""
    return codekeuzes(bron, vertaling.kolom, gebruiker) if vertaling.kolom else kolomkeuzes(bron)


def per_kolom(
    rijen: Sequence[Bronvertaling], bron: Bron, gebruiker: Gebruiker, *, schooljaar: int
) -> Iterator[tuple[str, list[Vertaling]]]:
    """Groups with their title: the headings, then the codes of each column. `rijen`: ordered by column."""
    standen = laatste_standen(rijen)
    for sleutel, groep in groupby(rijen, key=lambda rij: rij.kolom):
        kent = _kent(bron, sleutel, gebruiker, schooljaar)
        titel = f"Codes van {kop_van(bron, sleutel)}" if sleutel else "Koppen van kolommen"
        yield titel, [Vertaling(rij, *kent.lees(rij.naar), standen.get(rij.pk)) for rij in groep]


def _kent(bron: Bron, sleutel: str, gebruiker: Gebruiker, schooljaar: int) -> "_Vast | _Codes":
    if not sleutel:
        return _Vast({NIETS: NIET_GEBRUIKEN} | {een.code: een.kop for een in bron.kolommen}, KOLOM_WEG)
    kolom = kolom_van(bron, sleutel)
    if kolom is not None and kolom.soort == Veldsoort.KEUZE:
        return _Vast({NIETS: LEEG_LATEN} | {keuze.tekst: keuze.naam for keuze in keuzes_van(kolom)}, KEUZE_WEG)
    return _Codes(_codes(kolom, sleutel, gebruiker) if kolom else None, schooljaar)


class _Vast:
    """What a text can mean and how that reads: our columns, or the choices of one."""

    def __init__(self, namen: dict[str, str], weg: str) -> None:
        self.namen, self.weg = namen, weg

    def lees(self, naar: str) -> tuple[str, str]:
        return self.namen.get(naar, naar), "" if naar in self.namen else self.weg


class _Codes:
    """The codes of one column with every version they have, to read a code of a file by."""

    def __init__(self, codes: CodeQuerySet | None, schooljaar: int) -> None:
        self.labels: dict[str, str] = {NIETS: LEEG_LATEN}
        self.tot: dict[str, int | None] = {NIETS: None}
        self.schooljaar = schooljaar
        for code in codes.order_by("van_schooljaar") if codes is not None else ():
            self.tot[code.code] = code.tot_schooljaar
            self.labels[code.code] = code.label

    def lees(self, naar: str) -> tuple[str, str]:
        if naar not in self.labels:
            return naar, CODE_WEG
        tot = self.tot[naar]
        if tot is None or tot > self.schooljaar:
            return self.labels[naar], ""
        return self.labels[naar], BEEINDIGD.format(schooljaar_label(tot))


def _codes(kolom: Kolom, sleutel: str, gebruiker: Gebruiker) -> CodeQuerySet:
    return Code.objects.zichtbaar_voor(gebruiker).van_lijst(lijst_van(kolom, sleutel))
