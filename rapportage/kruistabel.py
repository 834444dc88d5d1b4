"""The counting engine: a table is declared once, and counted with one query.

Which rows are shown: a row without a single count is left out, except in a table without any count at all, which
shows every row that is valid in the school year. So an empty year still shows what it would have counted. Rows for
what was not filled in, or has no place in a grouping, only appear when something counts in them. Columns are
always shown, apart from such rest columns.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from django.db.models import Count, QuerySet

from rapportage.percentages import percentage
from rapportage.uitkomst import Rij, TabelUitkomst
from rapportage.uitsplitsing import Lijnen, Post, Uitsplitsing, een
from rapportage.verslagjaar import Periode, Verslagjaar

# The kerncijfers by code: a whole number, a percentage, or None when not known.
Cijfers = Mapping[str, Any]


@dataclass(frozen=True)
class Aandeel:
    """The shares of a table: of what (`label`), with how many decimals.

    `geheel`: the denominator from the kerncijfers; without it the total of the table, all columns together, or
    each column of itself (`per_kolom`). `niveaus`: up to which level rows have a share.
    """

    label: str
    decimalen: int = 1
    per_kolom: bool = False
    geheel: Callable[[Cijfers], int] | None = None
    niveaus: int = 2


@dataclass(frozen=True)
class RijUitKerncijfer:
    """A row that repeats a kerncijfer: what is counted in another unit than the rest of the table."""

    code: str
    label: str
    kerncijfer: str


def _uitklappen(lijnen: Lijnen, labels: Mapping[str, str]) -> tuple[Post, ...]:
    return tuple(replace(post, label=labels.get(post.code, post.label)) for post in lijnen.posten)


@dataclass(frozen=True)
class Tabel:
    """One table or chart. `bron`: the dossiers it counts; every number is a count of those in `eenheid`.

    `labels`: how this table names a row, where that differs from the list. `weglaten`: rows that do not belong
    to this table, nor to its total. `grondslag`: the legal ground. `totaalkolom`: a last column that adds up.
    """

    code: str
    titel: str
    eenheid: str
    periode: Periode
    bron: Callable[[Verslagjaar], QuerySet] | None = None
    rijen: Uitsplitsing = field(default_factory=een)
    kolommen: Uitsplitsing = field(default_factory=een)
    totaalkolom: bool = False
    aandeel: Aandeel | None = None
    erbij: tuple[RijUitKerncijfer, ...] = ()
    weglaten: frozenset[str] = frozenset()
    heeft_totaal: bool = True
    labels: Mapping[str, str] = field(default_factory=dict)
    grondslag: str = ""
    voetnoten: tuple[str, ...] = ()

    def tel(self, jaar: Verslagjaar, cijfers: Cijfers) -> TabelUitkomst:
        """Count the table for a report; `cijfers` are its kerncijfers."""
        rijlijnen, kolomlijnen = self.rijen.lijnen(jaar), self.kolommen.lijnen(jaar)
        cellen, totalen = self._tel_cellen(jaar, rijlijnen, kolomlijnen)
        gevuld = {kolom for _, kolom in cellen}
        kolommen = [post for post in kolomlijnen.posten if not post.rest or post.code in gevuld]
        posten = _uitklappen(rijlijnen, self.labels) if self.bron else ()
        rijen = [
            (post, [cellen[post.code, kolom.code] for kolom in kolommen])
            for post in posten
            if post.code not in self.weglaten
        ]
        totaal = [totalen[kolom.code] for kolom in kolommen]
        for extra in self.erbij:
            aantal = int(cijfers[extra.kerncijfer] or 0)
            rijen.append((Post(extra.code, extra.label), [aantal]))
            totaal[0] += aantal
        if self.totaalkolom:
            totaal.append(sum(totaal))
            rijen = [(post, [*aantallen, sum(aantallen)]) for post, aantallen in rijen]

        leeg = not any(any(aantallen) for _, aantallen in rijen)
        getoond = [(post, aantallen) for post, aantallen in rijen if any(aantallen) or (leeg and not post.rest)]
        namen = [self.labels.get(post.code, post.label) for post in kolommen]
        return TabelUitkomst(
            code=self.code,
            titel=self.titel.format(jaar=jaar),
            eenheid=self.eenheid,
            kolommen=(*namen, "Totaal") if self.totaalkolom else tuple(namen),
            rijen=tuple(
                Rij(
                    post.code,
                    post.label,
                    post.niveau,
                    tuple(aantallen),
                    self.aandelen(post.niveau, aantallen, totaal, cijfers),
                    post.opsporing,
                )
                for post, aantallen in getoond
            ),
            totaal=tuple(totaal) if self.heeft_totaal else (),
            noemers=self._noemers(namen),
            periode=self.periode.zin(jaar),
            grondslag=self.grondslag,
            voetnoten=self.voetnoten,
        )

    def _tel_cellen(
        self, jaar: Verslagjaar, rijlijnen: Lijnen, kolomlijnen: Lijnen
    ) -> tuple[Counter[tuple[str, str]], Counter[str]]:
        """The numbers per (row, column), and per column the number of dossiers, each counted once."""
        cellen: Counter[tuple[str, str]] = Counter()
        totalen: Counter[str] = Counter()
        if self.bron is None:
            return cellen, totalen
        rijvelden = {f"rij_{nummer}": veld for nummer, veld in enumerate(self.rijen.velden(jaar))}
        kolomvelden = {f"kolom_{nummer}": veld for nummer, veld in enumerate(self.kolommen.velden(jaar))}
        groepen = (
            self.bron(jaar)
            .order_by()
            .annotate(**rijvelden, **kolomvelden)
            .values(*rijvelden, *kolomvelden)
            .annotate(aantal=Count("pk"))
            .values_list("aantal", *rijvelden, *kolomvelden)
        )
        for aantal, *waarden in groepen:
            rijcodes = rijlijnen.plek(tuple(waarden[: len(rijvelden)]))
            (kolomcode,) = kolomlijnen.plek(tuple(waarden[len(rijvelden) :]))
            if self.weglaten.intersection(rijcodes):
                continue
            totalen[kolomcode] += aantal
            for rijcode in rijcodes:
                cellen[rijcode, kolomcode] += aantal
        return cellen, totalen

    def aandelen(
        self, niveau: int, aantallen: list[int], totaal: list[int], cijfers: Cijfers
    ) -> tuple[Decimal | None, ...]:
        """The shares of one row. The controls use it too, on printed figures."""
        aandeel = self.aandeel
        if aandeel is None:
            return ()
        if aandeel.per_kolom:
            paren = list(zip(aantallen, totaal, strict=True))
        else:
            geheel = aandeel.geheel(cijfers) if aandeel.geheel else sum(totaal)
            paren = [(sum(aantallen), geheel)]
        if niveau > aandeel.niveaus:
            return (None,) * len(paren)
        return tuple(percentage(deel, geheel, aandeel.decimalen) for deel, geheel in paren)

    def _noemers(self, kolommen: list[str]) -> tuple[str, ...]:
        if self.aandeel is None:
            return ()
        if self.aandeel.per_kolom:
            return tuple(f"{self.aandeel.label} ({kolom})" for kolom in kolommen)
        return (self.aandeel.label,)
