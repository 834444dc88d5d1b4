"""The werkvoorraad: open zaken of a user, his team or his gemeente, ordered by the first thing to do in them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, Count, F, OuterRef, Prefetch, QuerySet, Subquery, TextChoices, Value, When

from leerplicht.models import Gebruiker, Taak, Toewijzing, Zaak
from leerplicht.onderdeel import Zaakregel, zaakregels, zaaksoort_namen


class Tab(TextChoices):
    MIJN = "mijn", "Mijn werk"
    TEAM = "team", "Nog van niemand"
    ALLES = "alles", "Alles van de gemeente"


class Groep(TextChoices):
    TE_LAAT = "te_laat", "Te laat"
    DEZE_WEEK = "deze_week", "Deze week"
    LATER = "later", "Later"
    ZONDER_DATUM = "zonder_datum", "Zonder datum"


@dataclass(frozen=True)
class Werkregel:
    """One zaak of the werkvoorraad or the dossier. `taak`: the first thing to do; `eigenaar` None: the team."""

    # A Zaak with `open_taken` and `lopend`, and in the werkvoorraad with `vervalt_op` and `groep`.
    zaak: Any
    soort: str
    regel: Zaakregel | None
    taak: Taak | None
    eigenaar: Gebruiker | None


def werkvoorraad(gebruiker: Gebruiker, tab: str, *, vandaag: date) -> QuerySet[Any]:
    """Open zaken with `vervalt_op` (of the first open task) and `groep`, most urgent first."""
    zaken = Zaak.objects.zichtbaar_voor(gebruiker).open()
    if tab == Tab.MIJN:
        zaken = zaken.van(gebruiker)
    if tab == Tab.TEAM:
        zaken = zaken.zonder_eigenaar()
    eerste = Taak.objects.open().filter(zaak=OuterRef("pk"), gemeente=OuterRef("gemeente")).order_by("vervalt_op")
    zondag = vandaag + timedelta(6 - vandaag.weekday())
    return (
        zaken.annotate(vervalt_op=Subquery(eerste.values("vervalt_op")[:1]))
        .annotate(
            groep=Case(
                When(vervalt_op__lt=vandaag, then=Value(Groep.TE_LAAT)),
                When(vervalt_op__lte=zondag, then=Value(Groep.DEZE_WEEK)),
                When(vervalt_op__isnull=False, then=Value(Groep.LATER)),
                default=Value(Groep.ZONDER_DATUM),
            )
        )
        .order_by(F("vervalt_op").asc(nulls_last=True), "geopend_op", "pk")
    )


def in_groep(zaken: QuerySet[Any], groep: str) -> QuerySet[Any]:
    return zaken.filter(groep=groep)


def tel_groepen(zaken: QuerySet[Any]) -> dict[str, int]:
    """How many zaken each group holds, groups without zaken included."""
    geteld = dict(zaken.order_by().values_list("groep").annotate(aantal=Count("pk")))
    return {groep: geteld.get(groep, 0) for groep in Groep.values}


def met_werk(zaken: QuerySet[Any]) -> QuerySet[Any]:
    """Zaken with all that a `Werkregel` shows, in two more queries whatever their number."""
    return zaken.select_related("leerling").prefetch_related(
        Prefetch("taken", Taak.objects.open(), to_attr="open_taken"),
        Prefetch(
            "toewijzingen",
            Toewijzing.objects.filter(tot__isnull=True).select_related("gebruiker"),
            to_attr="lopend",
        ),
    )


def werkregels(zaken: Iterable[Any]) -> list[Werkregel]:
    """Rows for zaken of `met_werk`, in their order."""
    zaken = list(zaken)
    regels, namen = zaakregels(zaken), zaaksoort_namen()
    return [
        Werkregel(
            zaak=zaak,
            soort=namen.get(zaak.soort, zaak.soort),
            regel=regels.get(zaak.pk),
            taak=next(iter(zaak.open_taken), None),
            eigenaar=zaak.lopend[0].gebruiker if zaak.lopend else None,
        )
        for zaak in zaken
    ]
