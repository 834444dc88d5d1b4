"""Whom the logbook is about: the leerlingen and the colleagues that a privacy officer may ask for."""

from collections.abc import Iterable

from django.apps import apps
from django.db.models import QuerySet

from leerplicht.models import Gebruiker, Leerling
from leerplicht.roles import ROLLEN, Recht

# A name that finds more than this is not somebody who asked for his own dossier.
MAXIMUM = 20


def vind_leerlingen(gebruiker: Gebruiker, tekst: str) -> list[Leerling]:
    """By name, BSN or onderwijsnummer; nobody without a question, since this is no list to look around in."""
    if not tekst:
        return []
    gevonden = Leerling.objects.te_verantwoorden_door(gebruiker).filter(samengevoegd_met__isnull=True).zoek(tekst)
    return list(gevonden.order_by("zoeknaam", "pk")[:MAXIMUM])


def namen_van(gebruiker: Gebruiker, leerling_ids: Iterable[int]) -> dict[int, str]:
    """Names by number, of those who are still known."""
    leerlingen = Leerling.objects.te_verantwoorden_door(gebruiker).filter(pk__in=set(leerling_ids))
    return {leerling.pk: leerling.naam for leerling in leerlingen}


def collegas_ooit(gebruiker: Gebruiker) -> QuerySet[Gebruiker]:
    """Who works or worked in the active gemeente: what somebody read stays after he left."""
    if not gebruiker.mag(Recht.PRIVACY):
        return Gebruiker.objects.none()
    ooit = apps.get_model("leerplicht", "AanstellingEvent").objects.filter(gemeente_id=gebruiker.gemeente.pk)
    return Gebruiker.objects.filter(pk__in=ooit.values("gebruiker_id")).order_by("naam", "pk")


def rolnaam(code: str) -> str:
    """What a role is called; of one that no longer exists its code."""
    return ROLLEN[code].naam if code in ROLLEN else code
