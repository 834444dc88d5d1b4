"""Open work that an event of the person himself calls for: a birthday, a move, a death."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Exists, Min, OuterRef, Q

from leerplicht import parameters, rules
from leerplicht.models import Compartiment, Inschrijving, Leerling, Zaak
from meldingen.choices import Zaaksoort
from meldingen.models import Signaal
from meldingen.signalen.choices import Signaalsoort
from meldingen.signalen.rules import VENSTER, Aanleiding, Persoon, achttien_zonder_school, over_open_dossier

PERSOON = ("geboortedatum", "startkwalificatie_op", "overleden_op", "vertrokken_op", "gevestigd_op")


def open_dossiers(gemeente_id: int, op: date) -> Iterable[Aanleiding]:
    """Of everybody with an open zaak, in each compartment apart; a signaal itself is no dossier."""
    grens = parameters.op("doorstroompunt_leeftijdsgrens", op).waarde
    rijen = (
        Zaak.objects.open()
        .filter(gemeente_id=gemeente_id, compartiment__in=(Compartiment.TOEZICHT, Compartiment.DOORSTROOMPUNT))
        .exclude(soort=Zaaksoort.SIGNAAL)
        .order_by()
        .values("leerling", "compartiment", *(f"leerling__{veld}" for veld in PERSOON))
        .annotate(eerste=Min("geopend_op"))
    )
    for rij in rijen:
        wie = Persoon(leerling_id=rij["leerling"], **{veld: rij[f"leerling__{veld}"] for veld in PERSOON})
        aanleiding = over_open_dossier(wie, rij["compartiment"], rij["eerste"], op, grens)
        if aanleiding is not None:
            yield aanleiding


def nu_achttien(gemeente_id: int, op: date) -> Iterable[Aanleiding]:
    """Who turned 18 lately, and those of whom that signaal is still open; not who has a traject already."""
    eigen = {"leerling": OuterRef("pk"), "gemeente": OuterRef("gemeente")}
    trajecten = Zaak.objects.open().filter(**eigen, compartiment=Compartiment.DOORSTROOMPUNT)
    lopend = Signaal.objects.open().filter(gemeente_id=gemeente_id, soort=Signaalsoort.ACHTTIEN_ZONDER_SCHOOL)
    rijen = (
        Leerling.objects.filter(gemeente_id=gemeente_id, samengevoegd_met__isnull=True)
        .filter(
            Q(
                geboortedatum__gt=rules.verjaardag(op - VENSTER, -18) - timedelta(2),
                geboortedatum__lte=rules.verjaardag(op, -18),
            )
            | Q(pk__in=lopend.values("leerling"))
        )
        .filter(
            ~Exists(Inschrijving.objects.filter(**eigen).op(op)),
            ~Exists(trajecten.exclude(soort=Zaaksoort.SIGNAAL)),
        )
        .values("pk", *PERSOON)
    )
    for rij in rijen:
        wie = Persoon(leerling_id=rij.pop("pk"), **rij)
        aanleiding = achttien_zonder_school(wie, op)
        if aanleiding is not None:
            yield aanleiding
