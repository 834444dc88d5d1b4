"""The open work of a colleague, counted before and given back to the team when he can no longer do it.

Row-level security shows one gemeente at a time, and the beheerder has another one active: each is entered apart.
"""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from leerplicht.dossier.actions import wijs_toe
from leerplicht.models import Aanstelling, Gebruiker, Zaak
from leerplicht.models.zaak import RECHT_PER_COMPARTIMENT
from leerplicht.roles import Recht
from leerplicht.toegang.gemeente import in_gemeente


def tel_open_zaken(aanstelling: Aanstelling, *, zonder: Iterable[Recht] | None = None) -> int:
    """Open zaken that the colleague has in this gemeente; with `zonder` those that these rights do not open."""
    with in_gemeente(aanstelling.gemeente_id):
        return _open_zaken(aanstelling, zonder).count()


def rechten_met_rol(aanstelling: Aanstelling, rol: str, *, op: datetime.date) -> frozenset[Recht]:
    """What the colleague may do when he gets this role."""
    van, tot_en_met = aanstelling.opsporing_van, aanstelling.opsporing_tot_en_met
    return Aanstelling(rol=rol, opsporing_van=van, opsporing_tot_en_met=tot_en_met).rechten(op=op)


def geef_terug(
    aanstelling: Aanstelling,
    *,
    waarom: str,
    door: Gebruiker,
    op: datetime.date,
    zonder: Iterable[Recht] | None = None,
) -> int:
    """Give those zaken to the team; tells how many. `waarom` is for the timeline, so for all who read it."""
    with in_gemeente(aanstelling.gemeente_id):
        zaken = list(_open_zaken(aanstelling, zonder))
        for zaak in zaken:
            wijs_toe(zaak, aan=None, op=op, door=door, waarom=waarom)
    return len(zaken)


def _open_zaken(aanstelling: Aanstelling, zonder: Iterable[Recht] | None) -> QuerySet[Any]:
    zaken = Zaak.objects.filter(gemeente_id=aanstelling.gemeente_id, gesloten_op__isnull=True)
    zaken = zaken.filter(toewijzingen__tot__isnull=True, toewijzingen__gebruiker=aanstelling.gebruiker_id)
    if zonder is None:
        return zaken
    open_blijft = [RECHT_PER_COMPARTIMENT[recht] for recht in zonder if recht in RECHT_PER_COMPARTIMENT]
    return zaken.exclude(compartiment__in=open_blijft)
