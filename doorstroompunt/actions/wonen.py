"""Begeleid Wonen Jongeren: a place with guidance, its begin and its end."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from doorstroompunt.actions.controle import niet_in_toekomst
from doorstroompunt.choices import Zaaksoort
from doorstroompunt.models import BegeleidWonen
from leerplicht.dossier.actions import heropen_zaak, leg_vast, open_zaak, sluit_zaak
from leerplicht.models import Compartiment, Gebruiker, Leerling


@transaction.atomic
def start_wonen(leerling: Leerling, *, op: datetime.date, door: Gebruiker) -> BegeleidWonen:
    """A place from a day on; one place at a time."""
    Leerling.objects.select_for_update().get(pk=leerling.pk)
    niet_in_toekomst(op=op)
    if leerling.begeleid_wonen.filter(geeindigd_op__isnull=True).exists():
        raise ValidationError({"leerling": "Deze jongere heeft al een plek in Begeleid Wonen."})
    zaak = open_zaak(
        leerling,
        soort=Zaaksoort.BEGELEID_WONEN,
        op=op,
        door=door,
        eigenaar=door,
        compartiment=Compartiment.DOORSTROOMPUNT,
    )
    leg_vast(zaak, soort="melding", titel="Plek in Begeleid Wonen Jongeren", op=op, door=door)
    return BegeleidWonen.objects.create(
        gemeente_id=leerling.gemeente_id, zaak=zaak, leerling=leerling, gestart_op=op
    )


@transaction.atomic
def wijzig_wonen(
    plek: BegeleidWonen,
    *,
    gestart_op: datetime.date,
    geeindigd_op: datetime.date | None,
    uitkomst: str,
    op: datetime.date,
    door: Gebruiker,
) -> BegeleidWonen:
    """Correct the begin, record the end with its outcome (if known), or take the end back."""
    plek = BegeleidWonen.objects.select_for_update(of=("self",)).select_related("zaak", "leerling").get(pk=plek.pk)
    niet_in_toekomst(gestart_op=gestart_op, geeindigd_op=geeindigd_op)
    if geeindigd_op is not None and geeindigd_op < gestart_op:
        raise ValidationError({"geeindigd_op": "Het einde ligt voor het begin."})
    if uitkomst and geeindigd_op is None:
        raise ValidationError({"geeindigd_op": "Vul bij een uitkomst ook de laatste dag in."})
    lopend = plek.leerling.begeleid_wonen.filter(geeindigd_op__isnull=True).exclude(pk=plek.pk)
    if geeindigd_op is None and lopend.exists():
        raise ValidationError({"geeindigd_op": "Deze jongere heeft al een andere plek in Begeleid Wonen."})
    plek.gestart_op, plek.geeindigd_op, plek.uitkomst = gestart_op, geeindigd_op, uitkomst
    plek.save(update_fields=["gestart_op", "geeindigd_op", "uitkomst"])
    zaak = plek.zaak
    was_gesloten = zaak.gesloten_op
    zaak.geopend_op, zaak.gesloten_op = gestart_op, None
    zaak.save(update_fields=["geopend_op", "gesloten_op"])
    if geeindigd_op is not None:
        sluit_zaak(zaak, op=geeindigd_op, door=door)
        titel = f"Plek geëindigd: {plek.get_uitkomst_display() or 'uitkomst onbekend'}"
        leg_vast(zaak, soort="sluiting", titel=titel, op=geeindigd_op, door=door)
    elif was_gesloten is not None:
        heropen_zaak(zaak, door=door)
        leg_vast(zaak, soort="melding", titel="Plek loopt weer", op=op, door=door)
    return plek
