"""An examination by the jeugdarts: ask for it, note the answer, follow up after two months."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from leerplicht import parameters
from leerplicht.dossier.actions import leg_vast, open_zaak, plan_taak, plan_taak_binnen, sluit_zaak
from leerplicht.models import Code, Gebruiker, Leerling
from leerplicht.rules import schooljaar_van
from leerplicht.termijnen import maanden_na
from meldingen.actions.controle import controleer_code, controleer_datum, weiger
from meldingen.choices import FollowUp, InStaat, JgzAanvrager, Zaaksoort
from meldingen.models import JgzOnderzoek
from meldingen.rules import UITZOEKEN


@transaction.atomic
def vraag_jgz_aan(
    leerling: Leerling,
    *,
    aangevraagd_op: date,
    aangevraagd_door: str,
    op: date,
    door: Gebruiker,
    onderwijssoort: Code | None = None,
    eigenaar: Gebruiker | None = None,
) -> JgzOnderzoek:
    fouten: dict[str, str] = {}
    controleer_datum(
        fouten,
        "aangevraagd_op",
        aangevraagd_op,
        niet_voor=leerling.geboortedatum,
        waarom="de geboortedatum",
        vandaag=op,
    )
    controleer_code(
        fouten, "onderwijssoort", onderwijssoort, lijst="onderwijssoort", schooljaar=schooljaar_van(aangevraagd_op)
    )
    if aangevraagd_door not in JgzAanvrager:
        fouten["aangevraagd_door"] = "Kies wie het onderzoek aanvraagt."
    weiger(fouten)
    zaak = open_zaak(leerling, soort=Zaaksoort.JGZ, op=aangevraagd_op, door=door, eigenaar=eigenaar)
    onderzoek = JgzOnderzoek.objects.create(
        gemeente_id=leerling.gemeente_id,
        zaak=zaak,
        leerling=leerling,
        aangevraagd_op=aangevraagd_op,
        aangevraagd_door=aangevraagd_door,
        onderwijssoort=onderwijssoort,
    )
    leg_vast(zaak, soort="melding", titel="Onderzoek door de jeugdarts aangevraagd", op=aangevraagd_op, door=door)
    plan_taak_binnen(zaak, UITZOEKEN, titel="Uitslag van de jeugdarts ophalen", na="registratie", op=op, door=door)
    return onderzoek


@transaction.atomic
def leg_uitslag_vast(
    onderzoek: JgzOnderzoek,
    *,
    onderzocht_op: date,
    in_staat: str,
    op: date,
    door: Gebruiker,
    zonder_follow_up: bool = False,
) -> JgzOnderzoek:
    """Can the leerling attend? Plans the follow-up, or closes the zaak when none is needed."""
    onderzoek = JgzOnderzoek.objects.select_for_update(of=("self",)).get(pk=onderzoek.pk)
    if onderzoek.onderzocht_op is not None:
        raise ValidationError(f"De uitslag is al vastgelegd op {onderzoek.onderzocht_op:%d-%m-%Y}.")
    fouten: dict[str, str] = {}
    controleer_datum(
        fouten,
        "onderzocht_op",
        onderzocht_op,
        niet_voor=onderzoek.aangevraagd_op,
        waarom="de aanvraag",
        vandaag=op,
    )
    if in_staat not in InStaat:
        fouten["in_staat"] = "Kies of de leerling onderwijs kan volgen."
    weiger(fouten)
    onderzoek.onderzocht_op = onderzocht_op
    onderzoek.in_staat = in_staat
    onderzoek.save(update_fields=["onderzocht_op", "in_staat"])
    leg_vast(
        onderzoek.zaak,
        soort="gesprek",
        titel=f"Uitslag jeugdarts, in staat onderwijs te volgen: {onderzoek.get_in_staat_display().lower()}",
        op=onderzocht_op,
        door=door,
    )
    onderzoek.zaak.taken.open().update(gedaan_op=op)
    if zonder_follow_up:
        sluit_zaak(onderzoek.zaak, op=onderzocht_op, door=door)
        leg_vast(
            onderzoek.zaak, soort="sluiting", titel="Afgesloten zonder follow-up", op=onderzocht_op, door=door
        )
        return onderzoek
    maanden = parameters.op("jgz_follow_up_maanden", onderzocht_op).waarde
    plan_taak(
        onderzoek.zaak,
        titel="Follow-up ziekteverzuim",
        vervalt_op=maanden_na(onderzocht_op, maanden),
        waarom=f"{maanden} maanden na het onderzoek op {onderzocht_op:%d-%m-%Y}",
        door=door,
    )
    return onderzoek


@transaction.atomic
def leg_follow_up_vast(
    onderzoek: JgzOnderzoek, *, follow_up_op: date, follow_up: str, op: date, door: Gebruiker
) -> JgzOnderzoek:
    """How is the sick leave two months later? Closes the zaak."""
    onderzoek = JgzOnderzoek.objects.select_for_update(of=("self",)).get(pk=onderzoek.pk)
    if onderzoek.onderzocht_op is None:
        raise ValidationError("Leg eerst de uitslag van het onderzoek vast.")
    if onderzoek.follow_up:
        raise ValidationError(f"De follow-up is al vastgelegd op {onderzoek.follow_up_op:%d-%m-%Y}.")
    fouten: dict[str, str] = {}
    controleer_datum(
        fouten, "follow_up_op", follow_up_op, niet_voor=onderzoek.onderzocht_op, waarom="het onderzoek", vandaag=op
    )
    if follow_up not in FollowUp:
        fouten["follow_up"] = "Kies hoe het nu met het ziekteverzuim is."
    weiger(fouten)
    onderzoek.follow_up_op = follow_up_op
    onderzoek.follow_up = follow_up
    onderzoek.save(update_fields=["follow_up_op", "follow_up"])
    sluit_zaak(onderzoek.zaak, op=follow_up_op, door=door)
    leg_vast(
        onderzoek.zaak,
        soort="sluiting",
        titel=f"Follow-up, ziekteverzuim: {onderzoek.get_follow_up_display().lower()}",
        op=follow_up_op,
        door=door,
    )
    return onderzoek
