"""The building blocks of a chapter. Each is declared once and knows its template and what that template needs.

`vul` gives the context of the template, or None when the report has nothing for this place.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from leerplicht.templatetags.weergave import getal
from rapportage import grafieken
from rapportage.uitkomst import TabelUitkomst, Verslag
from rapportage.zinnen import Onbekend, Percentage, schrijf, vul_zin, waarde

Teksten = Mapping[str, str]
Inhoud = dict[str, Any]

EENHEID_IN_DONUT = 14


@dataclass(frozen=True)
class Alinea:
    """Sentences of our own; those with an unknown figure are left out."""

    zinnen: tuple[str, ...]
    sjabloon: ClassVar[str] = "alinea"

    def vul(self, verslag: Verslag, teksten: Teksten) -> Inhoud | None:
        tekst = " ".join(filter(None, (vul_zin(zin, verslag) for zin in self.zinnen)))
        return {"tekst": tekst} if tekst else None


@dataclass(frozen=True)
class Kop:
    """A heading within a chapter; in a part of one chapter that has no heading of its own, `niveau` is 3."""

    tekst: str
    niveau: int = 4
    sjabloon: ClassVar[str] = "kop"

    def vul(self, verslag: Verslag, teksten: Teksten) -> Inhoud:
        return {"tekst": self.tekst, "niveau": self.niveau}


@dataclass(frozen=True)
class Omschrijvingen:
    """Terms with what they mean."""

    paren: tuple[tuple[str, str], ...]
    vorm: str = "lijst"
    sjabloon: ClassVar[str] = "omschrijvingen"

    def vul(self, verslag: Verslag, teksten: Teksten) -> Inhoud:
        return {"paren": [(term, vul_zin(zin, verslag)) for term, zin in self.paren], "vorm": self.vorm}


@dataclass(frozen=True)
class Cijfers:
    """Figures that stand out: (name as in `zinnen`, label)."""

    paren: tuple[tuple[str, str], ...]
    sjabloon: ClassVar[str] = "cijfers"

    def vul(self, verslag: Verslag, teksten: Teksten) -> Inhoud | None:
        cijfers = []
        for naam, label in self.paren:
            try:
                cijfers.append((schrijf(waarde(verslag, naam)), vul_zin(label, verslag)))
            except Onbekend:
                continue
        return {"cijfers": cijfers} if cijfers else None


@dataclass(frozen=True)
class Tabel:
    code: str
    sjabloon: ClassVar[str] = "tabel"

    def vul(self, verslag: Verslag, teksten: Teksten) -> Inhoud | None:
        tabel = verslag.tabellen.get(self.code)
        if tabel is None:
            return None
        rijen = [
            {
                "label": rij.label,
                "niveau": rij.niveau,
                "aantallen": [getal(aantal) for aantal in rij.aantallen],
                # Every row has the same number of cells, also where a share was not declared.
                "aandelen": [
                    _aandeel(rij.percentages[nummer] if rij.percentages else None)
                    for nummer in range(len(tabel.noemers))
                ],
            }
            for rij in tabel.rijen
        ]
        return {
            "tabel": tabel,
            "bijschrift": bijschrift(tabel),
            "rijen": rijen,
            "totaal": [getal(aantal) for aantal in tabel.totaal],
            "aandelen_totaal": [_aandeel_totaal(tabel, nummer) for nummer in range(len(tabel.noemers))],
            "aandeelkoppen": _aandeelkoppen(tabel),
            "noten": noten(tabel),
            "breed": len(tabel.kolommen) + len(tabel.noemers) > 4,
        }


@dataclass(frozen=True)
class Grafiek:
    """A chart of a table. `vorm`: donut, staven, gestapeld, gegroepeerd; `kolom`: which one, for the first two."""

    code: str
    vorm: str
    kolom: int = 0
    niveau: int = 1
    titel: str = ""
    met_noten: bool = True
    sjabloon: ClassVar[str] = "grafiek"

    def vul(self, verslag: Verslag, teksten: Teksten) -> Inhoud | None:
        tabel = verslag.tabellen.get(self.code)
        if tabel is None:
            return None
        titel = self.titel or bijschrift(tabel)
        rijen = [rij for rij in tabel.rijen if rij.niveau == self.niveau]
        if self.vorm in ("donut", "staven"):
            waarden = [
                (
                    rij.label,
                    rij.aantallen[self.kolom],
                    rij.percentages[min(self.kolom, len(rij.percentages) - 1)] if rij.percentages else None,
                )
                for rij in rijen
            ]
            if self.vorm == "donut":
                # A longer unit does not fit into the hole; it is in the caption or the notes.
                eenheid = tabel.eenheid if len(tabel.eenheid) <= EENHEID_IN_DONUT else ""
                svg = grafieken.donut(titel, waarden, eenheid=eenheid)
            else:
                svg = grafieken.staven(titel, waarden)
        else:
            # A last column "Totaal" is the sum of the others: it is no series of its own.
            reeksen = [kolom for kolom in tabel.kolommen if kolom != "Totaal"]
            teken = grafieken.gestapeld if self.vorm == "gestapeld" else grafieken.gegroepeerd
            svg = teken(titel, reeksen, [(rij.label, rij.aantallen[: len(reeksen)]) for rij in rijen])
        # A chart of a table stands beside that table, which has the notes.
        eigen_noten = noten(tabel, self.kolom) if self.met_noten and self.code.startswith("grafiek-") else []
        return {"bijschrift": titel, "grafiek": svg, "noten": eigen_noten}


@dataclass(frozen=True)
class Uitkomsten:
    """The rows of a table as number and label, largest first, without the rows that are 0."""

    code: str
    titel: str
    sjabloon: ClassVar[str] = "uitkomsten"

    def vul(self, verslag: Verslag, teksten: Teksten) -> Inhoud | None:
        tabel = verslag.tabellen.get(self.code)
        if tabel is None:
            return None
        rijen = sorted((rij for rij in tabel.rijen if rij.aantallen[0]), key=lambda rij: -rij.aantallen[0])
        return {
            "titel": self.titel,
            "rijen": [(getal(rij.aantallen[0]), rij.label) for rij in rijen],
            "totaal": getal(tabel.totaal[0]) if tabel.totaal else "",
        }


@dataclass(frozen=True)
class Tekstplaats:
    """Where the gemeente's own text comes; declared with its name in `teksten.py`."""

    code: str
    sjabloon: ClassVar[str] = "tekst"

    def vul(self, verslag: Verslag, teksten: Teksten) -> Inhoud | None:
        alineas = [alinea.strip() for alinea in teksten.get(self.code, "").replace("\r\n", "\n").split("\n\n")]
        alineas = [alinea for alinea in alineas if alinea]
        return {"alineas": alineas, "plaats": self.code} if alineas else None


@dataclass(frozen=True)
class Controles:
    """The identities of the report: all right, or a list of what does not hold."""

    sjabloon: ClassVar[str] = "controles"

    def vul(self, verslag: Verslag, teksten: Teksten) -> Inhoud:
        fouten = [controle for controle in verslag.controles if not controle.houdt]
        return {"fouten": fouten, "aantal": len(verslag.controles)}


@dataclass(frozen=True)
class NaastElkaar:
    """Two stacks of blocks side by side, where there is room. `vorm`: gelijk, or intro (text | figures)."""

    links: tuple["Blok", ...]
    rechts: tuple["Blok", ...]
    vorm: str = "gelijk"
    sjabloon: ClassVar[str] = "naast_elkaar"

    def vul(self, verslag: Verslag, teksten: Teksten) -> Inhoud | None:
        links, rechts = vul_blokken(self.links, verslag, teksten), vul_blokken(self.rechts, verslag, teksten)
        return {"links": links, "rechts": rechts, "vorm": self.vorm} if links or rechts else None


Blok = (
    Alinea | Kop | Omschrijvingen | Cijfers | Tabel | Grafiek | Uitkomsten | Tekstplaats | Controles | NaastElkaar
)


def vul_blokken(blokken: tuple[Blok, ...], verslag: Verslag, teksten: Teksten) -> list[Inhoud]:
    """The context of each block that has something to show, with the template to show it with."""
    gevuld = ((blok.sjabloon, blok.vul(verslag, teksten)) for blok in blokken)
    return [{"sjabloon": f"rapportage/blokken/{sjabloon}.html", **inhoud} for sjabloon, inhoud in gevuld if inhoud]


def bijschrift(tabel: TabelUitkomst) -> str:
    """ "Tabel 5 – Herkomst …"; the tables of the overviews have no number."""
    soort, _, nummer = tabel.code.partition("-")
    return f"{soort.capitalize()} {nummer} – {tabel.titel}" if nummer[:1].isdigit() else tabel.titel


def noten(tabel: TabelUitkomst, kolom: int | None = None) -> list[str]:
    """What to know when reading a table: its period, of what the shares are (of one column), its footnotes."""
    periode = [f"{tabel.periode.rstrip('.')}."] if tabel.periode else []
    noemers: tuple[str, ...]
    if kolom is None:
        noemers = tabel.noemers if len(tabel.noemers) == 1 else ()
    else:
        noemers = tabel.noemers[kolom : kolom + 1] or tabel.noemers[-1:]
    return [*periode, *(f"Het percentage is het deel {noemer}." for noemer in noemers), *tabel.voetnoten]


def _aandeelkoppen(tabel: TabelUitkomst) -> list[str]:
    if len(tabel.noemers) == len(tabel.kolommen) > 1:
        return [f"% {kolom}" for kolom in tabel.kolommen]
    return ["%"] * len(tabel.noemers)


def _aandeel(percentage: Any) -> str:
    return "" if percentage is None else schrijf(Percentage(percentage))


def _aandeel_totaal(tabel: TabelUitkomst, nummer: int) -> str:
    """100% below shares that are of the whole table; nothing below shares of something larger."""
    delen = [rij.percentages[nummer] for rij in tabel.rijen if rij.niveau == 1 and rij.percentages]
    som = sum(deel for deel in delen if deel is not None)
    return "100%" if 99 <= som <= 101 else ""
