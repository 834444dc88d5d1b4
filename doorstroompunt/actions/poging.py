"""Every try to make contact is recorded: what is not written down did not happen."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from doorstroompunt.actions.controle import niet_in_toekomst
from doorstroompunt.choices import PogingResultaat, PogingSoort
from doorstroompunt.models import Poging
from leerplicht.dossier.actions import leg_vast
from leerplicht.models import Gebruiker, Zaak

# What can come of it: a letter is sent, a visit finds somebody or nobody.
RESULTATEN = {
    PogingSoort.BRIEF: (PogingResultaat.VERZONDEN,),
    PogingSoort.BERICHT: tuple(PogingResultaat),
    PogingSoort.TELEFOON: (PogingResultaat.BEREIKT, PogingResultaat.NIET_BEREIKT),
    PogingSoort.HUISBEZOEK: (PogingResultaat.BEREIKT, PogingResultaat.NIET_BEREIKT),
    PogingSoort.GESPREK: (PogingResultaat.BEREIKT, PogingResultaat.NIET_BEREIKT),
}
_ICOON = {PogingSoort.BRIEF: "brief", PogingSoort.BERICHT: "brief"}


@transaction.atomic
def leg_poging_vast(
    zaak: Zaak, *, soort: str, resultaat: str, op: datetime.date, door: Gebruiker, toelichting: str = ""
) -> Poging:
    """A letter, call, message, visit or talk in an open zaak, with what came of it."""
    zaak = Zaak.objects.select_for_update().get(pk=zaak.pk)
    if zaak.gesloten_op is not None:
        raise ValidationError("Deze zaak is afgesloten. Heropen haar eerst.")
    if soort not in PogingSoort.values:
        raise ValidationError({"soort": "Kies hoe u contact zocht."})
    if resultaat not in RESULTATEN[PogingSoort(soort)]:
        mogelijk = " of ".join(str(keuze.label) for keuze in RESULTATEN[PogingSoort(soort)])
        raise ValidationError({"resultaat": f"Bij {PogingSoort(soort).label} kan alleen: {mogelijk}."})
    niet_in_toekomst(op=op)
    if op < zaak.geopend_op:
        raise ValidationError({"op": f"De zaak loopt pas sinds {zaak.geopend_op:%d-%m-%Y}."})
    poging = Poging.objects.create(
        gemeente_id=zaak.gemeente_id, zaak=zaak, soort=soort, op=op, resultaat=resultaat, toelichting=toelichting
    )
    titel = f"{poging.get_soort_display().capitalize()}: {poging.get_resultaat_display()}"
    icoon = _ICOON.get(PogingSoort(soort), "gesprek")
    leg_vast(zaak, soort=icoon, titel=titel, toelichting=toelichting, op=op, door=door)
    return poging
