"""Taking over from leerplicht at 18: the only way to the result *overdracht Doorstroompunt* of a melding."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from doorstroompunt.actions.traject import open_traject
from doorstroompunt.models import Traject
from leerplicht.dossier.actions import leg_vast
from leerplicht.models import Code, Gebruiker, Leerling
from leerplicht.rules import leeftijd_op, verjaardag
from meldingen.actions import sluit_melding
from meldingen.choices import OVERDRACHT, Soort, resultaat_lijst
from meldingen.models import Melding

# From this birthday on help is voluntary and leerplicht ends (Lpw art. 4a).
VANAF_LEEFTIJD = 18


def over_te_nemen(leerling: Leerling, *, door: Gebruiker) -> QuerySet[Melding]:
    """Open meldingen of a leerling that the user sees and whose kind knows the handover as a result."""
    lijsten = {resultaat_lijst(soort): soort for soort in Soort}
    kent = (
        Code.objects.zichtbaar_voor(door)
        .filter(lijst__in=lijsten, code=OVERDRACHT)
        .values_list("lijst", flat=True)
    )
    soorten = {lijsten[lijst] for lijst in kent}
    meldingen = Melding.objects.zichtbaar_voor(door).open().van_soort(*soorten)
    return meldingen.filter(leerling=leerling).select_related("zaak")


@transaction.atomic
def neem_over(
    melding: Melding,
    *,
    populatie: str,
    op: datetime.date,
    door: Gebruiker,
    eigenaar: Gebruiker | None = None,
    gestopt_op: datetime.date | None = None,
    reden: Code | None = None,
    toelichting: str = "",
) -> Traject:
    """Open a traject for the leerling of a melding, and close the melding with the handover as its result.

    `eigenaar`: who works on the traject from now on; None is the team of the Doorstroompunt.
    """
    if leeftijd_op(melding.leerling.geboortedatum, op) < VANAF_LEEFTIJD:
        dag = verjaardag(melding.leerling.geboortedatum, VANAF_LEEFTIJD)
        raise ValidationError({"melding": f"Overnemen kan vanaf de 18e verjaardag: {dag:%d-%m-%Y}."})
    resultaten = Code.objects.filter(gemeente_id=melding.gemeente_id, code=OVERDRACHT)
    resultaat = resultaten.van_lijst(resultaat_lijst(melding.soort)).in_schooljaar(melding.schooljaar).first()
    if resultaat is None:
        raise ValidationError(
            {"melding": "Deze soort melding kan niet worden overgedragen aan het Doorstroompunt."}
        )
    traject = open_traject(
        melding.leerling,
        populatie=populatie,
        op=op,
        door=door,
        eigenaar=eigenaar,
        gestopt_op=gestopt_op,
        reden=reden,
        toelichting=toelichting,
    )
    _sluit(melding, resultaat, op=op, door=door)
    titel = f"Overgenomen van leerplicht: {melding.get_soort_display().lower()}, zaak {melding.zaak}"
    leg_vast(traject.zaak, soort="overdracht", titel=titel, op=op, door=door)
    return traject


def _sluit(melding: Melding, resultaat: Code, *, op: datetime.date, door: Gebruiker) -> None:
    try:
        sluit_melding(
            melding,
            resultaat=resultaat,
            gesloten_op=op,
            op=timezone.localdate(),
            door=door,
            traject_geopend=True,
        )
    except ValidationError as fout:
        # The fields of that action are not those of this one.
        raise ValidationError({"melding": fout.messages}) from fout
