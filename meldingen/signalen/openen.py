"""Open many signalen at once: each a zaak of the team with its number, task and first line, in five statements."""

from collections.abc import Sequence
from datetime import date

from django.db.models import F
from django.utils import timezone

from leerplicht import parameters
from leerplicht.models import Gebeurtenis, Gemeente, Taak, Toewijzing, Zaak
from leerplicht.termijnen import werkdagen_na
from meldingen.choices import Zaaksoort
from meldingen.models import Signaal
from meldingen.rules import UITZOEKEN
from meldingen.signalen.rules import Aanleiding, compartiment_van

NAGAAN = "Signaal bekijken"


def open_signalen(gemeente: Gemeente, aanleidingen: Sequence[Aanleiding], *, op: date) -> list[Signaal]:
    zaken = Zaak.objects.bulk_create(
        Zaak(
            gemeente=gemeente,
            nummer=nummer,
            leerling_id=aanleiding.leerling_id,
            soort=Zaaksoort.SIGNAAL,
            compartiment=compartiment_van(aanleiding.soort),
            geopend_op=op,
        )
        for nummer, aanleiding in zip(_nummers(gemeente, len(aanleidingen)), aanleidingen, strict=True)
    )
    nu = timezone.now()
    Toewijzing.objects.bulk_create(Toewijzing(gemeente=gemeente, zaak=zaak, van=nu) for zaak in zaken)
    signalen = Signaal.objects.bulk_create(
        Signaal(
            gemeente=gemeente,
            zaak=zaak,
            leerling_id=aanleiding.leerling_id,
            soort=aanleiding.soort,
            aanleiding_op=aanleiding.op,
            waarom=aanleiding.waarom,
        )
        for zaak, aanleiding in zip(zaken, aanleidingen, strict=True)
    )
    leg_vast_bij(signalen, soort="melding", titel="Signaal", op=op)
    plan_taken(signalen, na="het signaal", op=op)
    return signalen


def _nummers(gemeente: Gemeente, aantal: int) -> range:
    """So many zaaknummers, in one go."""
    eigen = Gemeente.objects.filter(pk=gemeente.pk)
    eigen.update(laatste_zaaknummer=F("laatste_zaaknummer") + aantal)
    laatste = eigen.values_list("laatste_zaaknummer", flat=True).get()
    return range(laatste - aantal + 1, laatste + 1)


def leg_vast_bij(signalen: Sequence[Signaal], *, soort: str, titel: str, op: date) -> None:
    """The same line on the timeline of each, with the own reason below it."""
    Gebeurtenis.objects.bulk_create(
        Gebeurtenis(
            gemeente_id=signaal.gemeente_id,
            zaak_id=signaal.zaak_id,
            soort=soort,
            titel=f"{titel}: {signaal.get_soort_display()}",
            toelichting=signaal.waarom,
            op=op,
        )
        for signaal in signalen
    )


def plan_taken(signalen: Sequence[Signaal], *, na: str, op: date) -> None:
    """Look at each within the term of the gemeente to find out."""
    werkdagen = parameters.op(UITZOEKEN, op).waarde
    vervalt_op = werkdagen_na(op, werkdagen)
    Taak.objects.bulk_create(
        Taak(
            gemeente_id=signaal.gemeente_id,
            zaak_id=signaal.zaak_id,
            titel=NAGAAN,
            vervalt_op=vervalt_op,
            waarom=f"{werkdagen} werkdagen na {na} op {op:%d-%m-%Y} (eigen termijn)",
        )
        for signaal in signalen
    )
