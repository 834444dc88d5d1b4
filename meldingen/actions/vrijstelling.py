"""Register a request or appeal, decide on it, and note that a leerling came back to education."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from leerplicht.dossier.actions import heropen_zaak, leg_vast, open_zaak, plan_taak, sluit_zaak
from leerplicht.models import Gebruiker, Leerling
from leerplicht.rules import schooljaar_van
from leerplicht.termijnen import weken_na
from meldingen.actions.controle import controleer_code, controleer_datum, weiger
from meldingen.choices import Besluit, Grondslag, Zaaksoort
from meldingen.models import Vrijstelling
from meldingen.rules import besluit_weken


@transaction.atomic
def registreer_vrijstelling(
    leerling: Leerling,
    *,
    grondslag: str,
    ontvangen_op: date,
    op: date,
    door: Gebruiker,
    eigenaar: Gebruiker | None = None,
    **velden: Any,
) -> Vrijstelling:
    """A request (besluit) or an appeal to a right (beroep), and the term to decide. `velden`: of the model."""
    fouten: dict[str, str] = {}
    controleer_datum(
        fouten,
        "ontvangen_op",
        ontvangen_op,
        niet_voor=leerling.geboortedatum,
        waarom="de geboortedatum",
        vandaag=op,
    )
    controleer_code(
        fouten,
        "onderwijssoort",
        velden.get("onderwijssoort"),
        lijst="onderwijssoort",
        schooljaar=schooljaar_van(ontvangen_op),
    )
    if grondslag not in Grondslag:
        fouten["grondslag"] = "Kies een grondslag."
    elif grondslag != Grondslag.ONDER_A:
        for veld in ("tot_einde_leerplicht", "bezocht_speciaal_onderwijs"):
            if velden.get(veld):
                fouten[veld] = "Dit hoort alleen bij artikel 5 onder a."
    weiger(fouten)
    zaak = open_zaak(leerling, soort=Zaaksoort.VRIJSTELLING, op=ontvangen_op, door=door, eigenaar=eigenaar)
    vrijstelling = Vrijstelling.objects.create(
        gemeente_id=leerling.gemeente_id,
        zaak=zaak,
        leerling=leerling,
        grondslag=grondslag,
        ontvangen_op=ontvangen_op,
        **velden,
    )
    wat = "Beroep op vrijstelling" if vrijstelling.is_beroep else "Aanvraag vrijstelling"
    leg_vast(
        zaak, soort="melding", titel=f"{wat}: {vrijstelling.get_grondslag_display()}", op=ontvangen_op, door=door
    )
    _plan_besluit(vrijstelling, door=door)
    return vrijstelling


def _plan_besluit(vrijstelling: Vrijstelling, *, door: Gebruiker) -> None:
    """The term of law runs from the day of receipt, also when a besluit was taken back."""
    weken = besluit_weken(vrijstelling.grondslag)
    plan_taak(
        vrijstelling.zaak,
        titel="Beroep toetsen" if vrijstelling.is_beroep else "Besluit nemen",
        vervalt_op=weken_na(vrijstelling.ontvangen_op, weken),
        waarom=f"{weken} weken na ontvangst op {vrijstelling.ontvangen_op:%d-%m-%Y}",
        door=door,
    )


@transaction.atomic
def beslis(
    vrijstelling: Vrijstelling,
    *,
    besluit: str,
    besloten_op: date,
    op: date,
    door: Gebruiker,
    geldig_van: date | None = None,
    geldig_tot_en_met: date | None = None,
    motivering: str = "",
) -> Vrijstelling:
    """Grant or refuse a request, confirm or reject an appeal, or note that it was withdrawn; closes the zaak.

    A vrijstelling has a period (both days included). A besluit needs its grounds (Awb 3:46).
    """
    vrijstelling = Vrijstelling.objects.select_for_update(of=("self",)).get(pk=vrijstelling.pk)
    if vrijstelling.besluit:
        raise ValidationError(f"Hierover is al besloten op {vrijstelling.besloten_op:%d-%m-%Y}.")
    fouten: dict[str, str] = {}
    if besluit not in Besluit:
        fouten["besluit"] = "Kies een uitkomst."
    controleer_datum(
        fouten,
        "besloten_op",
        besloten_op,
        niet_voor=vrijstelling.ontvangen_op,
        waarom="de ontvangst",
        vandaag=op,
    )
    if besluit == Besluit.VERLEEND:
        if geldig_van is None:
            fouten["geldig_van"] = "Vul de eerste dag van de vrijstelling in."
        if geldig_tot_en_met is None:
            fouten["geldig_tot_en_met"] = "Vul de laatste dag van de vrijstelling in."
        elif geldig_van and geldig_tot_en_met < geldig_van:
            fouten["geldig_tot_en_met"] = "De laatste dag ligt voor de eerste dag."
    else:
        geldig_van = geldig_tot_en_met = None
    if besluit != Besluit.INGETROKKEN and not vrijstelling.is_beroep and not motivering.strip():
        fouten["motivering"] = "Een besluit heeft een motivering nodig."
    weiger(fouten)
    vrijstelling.besluit = besluit
    vrijstelling.besloten_op = besloten_op
    vrijstelling.motivering = motivering
    vrijstelling.geldig_van = geldig_van
    vrijstelling.geldig_tot_en_met = geldig_tot_en_met
    vrijstelling.save()
    sluit_zaak(vrijstelling.zaak, op=besloten_op, door=door)
    leg_vast(
        vrijstelling.zaak,
        soort="besluit",
        titel=f"Vrijstelling {uitkomst_naam(vrijstelling)}",
        toelichting=motivering,
        op=besloten_op,
        door=door,
    )
    return vrijstelling


@transaction.atomic
def draai_besluit_terug(vrijstelling: Vrijstelling, *, waarom: str, op: date, door: Gebruiker) -> Vrijstelling:
    """Undo an outcome that was recorded by mistake; the timeline keeps what it was, and why it was taken back."""
    vrijstelling = Vrijstelling.objects.select_for_update(of=("self",)).get(pk=vrijstelling.pk)
    if not vrijstelling.besluit:
        raise ValidationError("Hierover is nog niet besloten.")
    titel = f"Uitkomst teruggedraaid: {uitkomst_naam(vrijstelling)} op {vrijstelling.besloten_op:%d-%m-%Y}"
    vrijstelling.besluit = vrijstelling.motivering = ""
    vrijstelling.besloten_op = vrijstelling.geldig_van = vrijstelling.geldig_tot_en_met = None
    vrijstelling.teruggekeerd_op = None
    vrijstelling.save()
    heropen_zaak(vrijstelling.zaak, door=door)
    leg_vast(vrijstelling.zaak, soort="besluit", titel=titel, toelichting=waarom, op=op, door=door)
    _plan_besluit(vrijstelling, door=door)
    return vrijstelling


def uitkomst_naam(vrijstelling: Vrijstelling) -> str:
    """A right is confirmed (bevestigd), a request is granted (verleend)."""
    if vrijstelling.besluit and vrijstelling.is_beroep:
        return {Besluit.VERLEEND: "bevestigd", Besluit.NIET_VERLEEND: "niet bevestigd"}.get(
            Besluit(vrijstelling.besluit), vrijstelling.get_besluit_display()
        )
    return vrijstelling.get_besluit_display() if vrijstelling.besluit else "in behandeling"


@transaction.atomic
def noteer_terugkeer(
    vrijstelling: Vrijstelling, *, teruggekeerd_op: date, op: date, door: Gebruiker
) -> Vrijstelling:
    """The leerling goes to school again, although a vrijstelling holds or held."""
    vrijstelling = Vrijstelling.objects.select_for_update(of=("self",)).get(pk=vrijstelling.pk)
    if vrijstelling.geldig_van is None:
        raise ValidationError("Er is geen vrijstelling om van terug te keren.")
    fouten: dict[str, str] = {}
    controleer_datum(
        fouten,
        "teruggekeerd_op",
        teruggekeerd_op,
        niet_voor=vrijstelling.geldig_van,
        waarom="het begin van de vrijstelling",
        vandaag=op,
    )
    weiger(fouten)
    vrijstelling.teruggekeerd_op = teruggekeerd_op
    vrijstelling.save(update_fields=["teruggekeerd_op"])
    leg_vast(vrijstelling.zaak, soort="notitie", titel="Terug naar onderwijs", op=teruggekeerd_op, door=door)
    return vrijstelling
