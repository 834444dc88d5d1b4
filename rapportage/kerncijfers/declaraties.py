"""How a kerncijfer comes about: counted in the database, taken from outside, or computed from others."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet

from leerplicht.models import ExternCijfer
from rapportage.percentages import percentage
from rapportage.verslagjaar import Periode, Verslagjaar

Waarde = int | Decimal | None


def _alles(jaar: Verslagjaar) -> Q:
    return Q()


@dataclass(frozen=True)
class Telling:
    """Counted: the dossiers of `bron` that pass `filter`, or how many different `uniek` they have."""

    code: str
    label: str
    eenheid: str
    bron: Callable[[Verslagjaar], QuerySet]
    filter: Callable[[Verslagjaar], Q] = _alles
    uniek: str = "pk"
    periode: Periode = Periode.SCHOOLJAAR
    grondslag: str = ""

    def aggregaat(self, jaar: Verslagjaar) -> Count:
        return Count(self.uniek, filter=self.filter(jaar), distinct=self.uniek != "pk")


def alle(filter: Q) -> Callable[[Verslagjaar], Q]:
    """A filter that is the same in every school year."""
    return lambda jaar: filter


def jongeren(
    code: str,
    label: str,
    bron: Callable[[Verslagjaar], QuerySet],
    filter: Callable[[Verslagjaar], Q] = _alles,
    **anders: Any,
) -> Telling:
    """A Telling in jongeren."""
    return Telling(code, label, "jongeren", bron, filter, **anders)


@dataclass(frozen=True)
class Berekening:
    """Computed from other kerncijfers and the external figures; None when one of those is not known."""

    code: str
    label: str
    eenheid: str
    formule: Callable[["Bekend"], Waarde]
    periode: Periode = Periode.SCHOOLJAAR
    grondslag: str = ""


def procent(
    code: str,
    label: str,
    formule: Callable[["Bekend"], Waarde],
    periode: Periode = Periode.SCHOOLJAAR,
) -> Berekening:
    """A Berekening in percent."""
    return Berekening(code, label, "procent", formule, periode)


@dataclass(frozen=True)
class Bekend:
    """What a formula can use: counts of this year and of the year before, and external figures of both."""

    jaar: Verslagjaar
    dit_jaar: dict[str, Waarde]
    vorig_jaar: Mapping[str, Waarde]
    externe_cijfers: Mapping[tuple[str, int], int]

    def __getitem__(self, code: str) -> int:
        return int(self.dit_jaar[code] or 0)

    def extern(self, soort: str, jaren_terug: int = 0) -> int | None:
        return self.externe_cijfers.get((soort, self.jaar.schooljaar - jaren_terug))

    def vorig(self, code: str, soort: str, *, als: str) -> int | None:
        """Last year's `code`, counted when `als` shows that the year has dossiers, else the external figure."""
        return int(self.vorig_jaar[code] or 0) if self.vorig_jaar[als] else self.extern(soort, 1)


def tel(tellingen: tuple[Telling, ...], jaar: Verslagjaar) -> dict[str, Waarde]:
    """Count them all, with one query per source."""
    per_bron: dict[Callable[[Verslagjaar], QuerySet], dict[str, Count]] = {}
    for telling in tellingen:
        per_bron.setdefault(telling.bron, {})[telling.code] = telling.aggregaat(jaar)
    return {
        code: aantal
        for bron, aggregaten in per_bron.items()
        for code, aantal in bron(jaar).aggregate(**aggregaten).items()
    }


def lees_externe_cijfers(jaar: Verslagjaar) -> dict[tuple[str, int], int]:
    """The external figures of this year and the year before, per soort and school year."""
    rijen = ExternCijfer.objects.filter(
        gemeente=jaar.gemeente, schooljaar__in=(jaar.schooljaar, jaar.schooljaar - 1)
    ).values_list("soort", "schooljaar", "waarde")
    return {(soort, schooljaar): waarde for soort, schooljaar, waarde in rijen}


def aandeel(deel: str, geheel: str, decimalen: int) -> Callable[[Bekend], Waarde]:
    """A formula: one kerncijfer as a percentage of another."""
    return lambda bekend: percentage(bekend[deel], bekend[geheel], decimalen)


def groei(nu: int, toen: int | None) -> Decimal | None:
    """Growth in percent with one decimal; negative for a decrease, with halves rounded away from zero."""
    if not toen:
        return None
    stijging = percentage(abs(nu - toen), toen)
    return -stijging if stijging is not None and nu < toen else stijging
