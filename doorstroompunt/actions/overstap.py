"""De Overstap: exam candidates of the vmbo, followed through the summer to the mbo."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from doorstroompunt.actions.controle import niet_in_toekomst
from doorstroompunt.choices import OverstapUitkomst, Zaaksoort
from doorstroompunt.models import Overstap
from leerplicht.dossier.actions import heropen_zaak, leg_vast, open_zaak, sluit_zaak
from leerplicht.models import Compartiment, Gebruiker, Leerling, School


@transaction.atomic
def meld_aan_voor_overstap(
    leerling: Leerling, *, zomer: int, school: School, op: datetime.date, door: Gebruiker, risico: bool = False
) -> Overstap:
    """Follow a candidate in the summer of a calendar year; once per summer."""
    Leerling.objects.select_for_update().get(pk=leerling.pk)
    niet_in_toekomst(op=op)
    if leerling.overstappen.filter(zomer=zomer).exists():
        raise ValidationError({"zomer": f"Deze leerling doet al mee aan De Overstap van {zomer}."})
    zaak = open_zaak(
        leerling,
        soort=Zaaksoort.OVERSTAP,
        op=op,
        door=door,
        eigenaar=door,
        compartiment=Compartiment.DOORSTROOMPUNT,
    )
    overstap = Overstap.objects.create(
        gemeente_id=leerling.gemeente_id, zaak=zaak, leerling=leerling, zomer=zomer, school=school, risico=risico
    )
    leg_vast(zaak, soort="melding", titel=f"Aangemeld voor De Overstap van {zomer}", op=op, door=door)
    return overstap


@transaction.atomic
def wijzig_overstap(
    overstap: Overstap,
    *,
    brief_op: datetime.date | None,
    reactie_op: datetime.date | None,
    risico: bool,
    uitkomst: str,
    op: datetime.date,
    door: Gebruiker,
) -> Overstap:
    """Letter, reply, risk and outcome. With a place found the zaak closes; *nog geen plek* keeps it open."""
    overstap = Overstap.objects.select_for_update(of=("self",)).select_related("zaak").get(pk=overstap.pk)
    niet_in_toekomst(brief_op=brief_op, reactie_op=reactie_op, op=op)
    if reactie_op and brief_op and reactie_op < brief_op:
        raise ValidationError({"reactie_op": "De reactie ligt voor de dag van de brief."})
    eerder = overstap.uitkomst
    overstap.brief_op, overstap.reactie_op, overstap.risico = brief_op, reactie_op, risico
    overstap.uitkomst = uitkomst
    overstap.save(update_fields=["brief_op", "reactie_op", "risico", "uitkomst"])
    if uitkomst != eerder:
        titel = f"Uitkomst: {overstap.get_uitkomst_display()}" if uitkomst else "Uitkomst gewist"
        leg_vast(overstap.zaak, soort="sluiting" if uitkomst else "notitie", titel=titel, op=op, door=door)
    klaar = uitkomst not in ("", OverstapUitkomst.NIET_GESTART)
    if klaar and overstap.zaak.gesloten_op is None:
        if op < overstap.zaak.geopend_op:
            raise ValidationError({"op": f"De zaak loopt pas sinds {overstap.zaak.geopend_op:%d-%m-%Y}."})
        sluit_zaak(overstap.zaak, op=op, door=door)
    elif not klaar and overstap.zaak.gesloten_op is not None:
        heropen_zaak(overstap.zaak, door=door)
    return overstap
