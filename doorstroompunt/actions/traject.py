"""What can be done with a traject: open, change, guide, record that help is not used, close, open again."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from doorstroompunt.actions.controle import niet_in_toekomst, uit_lijst
from doorstroompunt.choices import (
    REDEN_GEEN_GEBRUIK,
    REDEN_GESTOPT,
    REDEN_ZORG_18PLUS,
    Begeleiding,
    PogingSoort,
    Populatie,
    Zaaksoort,
    uitstroom_lijst,
)
from doorstroompunt.models import Poging, Traject
from leerplicht import parameters
from leerplicht.codelijsten.versies import versie_in
from leerplicht.dossier.actions import heropen_zaak, leg_vast, open_zaak, plan_taak_binnen, schrijf_uit, sluit_zaak
from leerplicht.models import Code, Compartiment, Gebruiker, Inschrijving, Leerling
from leerplicht.rules import in_doelgroep_doorstroompunt, leeftijd_op, schooljaar_van
from meldingen.rules import EERSTE_CONTACT

# Which list explains the population; the others have no reden.
REDEN_LIJST = {
    Populatie.UITVALLER: REDEN_GESTOPT,
    Populatie.OUDE_VSV: REDEN_GESTOPT,
    Populatie.ZORG_18PLUS: REDEN_ZORG_18PLUS,
}
REDEN_VERPLICHT = (Populatie.UITVALLER, Populatie.ZORG_18PLUS)
# Whoever left school has a day on which he did; zorg 18+ is about young people who are still there.
GESTOPT_VERPLICHT = (Populatie.UITVALLER, Populatie.KWETSBAAR)
MET_GESTOPT = (*GESTOPT_VERPLICHT, Populatie.OUDE_VSV)
NIET_GETRACEERD = "niet_getraceerd"


def telt_in(populatie: str, aangemeld_op: datetime.date, gestopt_op: datetime.date | None) -> int:
    """The school year a traject counts in, as the database computes it."""
    return schooljaar_van(gestopt_op if populatie == Populatie.UITVALLER and gestopt_op else aangemeld_op)


@transaction.atomic
def open_traject(
    leerling: Leerling,
    *,
    populatie: str,
    op: datetime.date,
    door: Gebruiker | None,
    eigenaar: Gebruiker | None = None,
    gestopt_op: datetime.date | None = None,
    reden: Code | None = None,
    toelichting: str = "",
) -> Traject:
    """Take a young person into a population; `op` is the day he came into view. `eigenaar` None: the team.

    Onderwijssoort and age are kept as they were on the day he stopped, or else on `op`. An enrolment that still
    ran on the day of stopping ends on it.
    """
    # Two colleagues opening the same traject wait for each other here.
    Leerling.objects.select_for_update().get(pk=leerling.pk)
    _controleer_begin(leerling, populatie, op, gestopt_op, reden)
    if leerling.trajecten.van_populatie(populatie).open().exists():
        raise ValidationError({"populatie": "Voor deze jongere loopt al een traject in deze populatie."})
    schooljaar = telt_in(populatie, op, gestopt_op)
    inschrijving = _inschrijving(leerling, gestopt_op or op)
    zaak = open_zaak(
        leerling,
        soort=Zaaksoort.TRAJECT,
        op=op,
        door=door,
        eigenaar=eigenaar,
        compartiment=Compartiment.DOORSTROOMPUNT,
    )
    traject = Traject.objects.create(
        gemeente_id=leerling.gemeente_id,
        zaak=zaak,
        leerling=leerling,
        populatie=populatie,
        aangemeld_op=op,
        gestopt_op=gestopt_op,
        leeftijd=leeftijd_op(leerling.geboortedatum, gestopt_op or op),
        onderwijssoort=versie_in(inschrijving.onderwijssoort, schooljaar) if inschrijving else None,
        reden=reden,
        toelichting=toelichting,
    )
    leg_vast(zaak, soort="melding", titel="Traject geopend", toelichting=toelichting, op=op, door=door)
    plan_taak_binnen(
        zaak, EERSTE_CONTACT, titel="Zoek contact met de jongere", na="het in beeld komen", op=op, door=door
    )
    if inschrijving and gestopt_op:
        _beeindig_inschrijving(traject, inschrijving, door=door)
    return traject


def _inschrijving(leerling: Leerling, dag: datetime.date) -> Inschrijving | None:
    """The enrolment that ran on a day, or the last one before it."""
    eerder = leerling.inschrijvingen.filter(van__lte=dag).select_related("school", "onderwijssoort")
    return eerder.order_by("-van", "-pk").first()


def _beeindig_inschrijving(traject: Traject, inschrijving: Inschrijving, *, door: Gebruiker | None) -> None:
    gestopt_op = traject.gestopt_op
    assert gestopt_op is not None
    if inschrijving.tot_en_met is None:
        schrijf_uit(inschrijving, tot_en_met=gestopt_op, door=door)
        titel = f"Inschrijving beëindigd: {inschrijving.school}"
        leg_vast(traject.zaak, soort="besluit", titel=titel, op=gestopt_op, door=door)
    elif inschrijving.tot_en_met > gestopt_op:
        laatste = f"{inschrijving.tot_en_met:%d-%m-%Y}"
        raise ValidationError(
            {"gestopt_op": f"De inschrijving bij {inschrijving.school} liep tot en met {laatste}."}
        )


def _controleer_begin(
    leerling: Leerling, populatie: str, op: datetime.date, gestopt_op: datetime.date | None, reden: Code | None
) -> None:
    if populatie not in Populatie.values:
        raise ValidationError({"populatie": "Kies een populatie."})
    niet_in_toekomst(aangemeld_op=op, gestopt_op=gestopt_op)
    if gestopt_op is None and populatie in GESTOPT_VERPLICHT:
        raise ValidationError({"gestopt_op": "Vul de dag in waarop de jongere met onderwijs stopte."})
    if gestopt_op is not None and populatie not in MET_GESTOPT:
        raise ValidationError({"gestopt_op": "Bij zorg 18+ zit de jongere nog op school. Laat deze datum leeg."})
    if populatie == Populatie.OUDE_VSV and gestopt_op and schooljaar_van(gestopt_op) >= schooljaar_van(op):
        raise ValidationError({"gestopt_op": "Wie in dit schooljaar stopte, is een uitvaller."})
    ingang = gestopt_op or op
    if ingang < leerling.geboortedatum:
        raise ValidationError({"gestopt_op" if gestopt_op else "aangemeld_op": "Deze dag ligt voor de geboorte."})
    if populatie in (Populatie.UITVALLER, Populatie.OUDE_VSV):
        _controleer_doelgroep(leerling, populatie, op, ingang)
    lijst = REDEN_LIJST.get(Populatie(populatie))
    if lijst and (reden is not None or populatie in REDEN_VERPLICHT):
        uit_lijst("reden", reden, lijst, telt_in(populatie, op, gestopt_op))
    elif reden is not None:
        raise ValidationError({"reden": "Bij deze populatie hoort geen reden."})


def _controleer_doelgroep(leerling: Leerling, populatie: str, op: datetime.date, ingang: datetime.date) -> None:
    """WEB, chapter 8, title 3: without startkwalificatie and below the age limit of that day."""
    dag = ingang if populatie == Populatie.UITVALLER else op
    behaald = leerling.startkwalificatie_op
    veld = "gestopt_op" if populatie == Populatie.UITVALLER else "aangemeld_op"
    if behaald is not None and behaald <= dag:
        raise ValidationError({veld: f"Deze jongere heeft sinds {behaald:%d-%m-%Y} een startkwalificatie."})
    grens = parameters.op("doorstroompunt_leeftijdsgrens", dag).waarde
    if not in_doelgroep_doorstroompunt(leerling.geboortedatum, dag, grens):
        raise ValidationError({veld: f"De jongere is dan {grens} jaar of ouder en valt buiten de doelgroep."})


@transaction.atomic
def wijzig_traject(
    traject: Traject,
    *,
    aangemeld_op: datetime.date,
    gestopt_op: datetime.date | None,
    reden: Code | None,
    toelichting: str,
    op: datetime.date,
    door: Gebruiker,
) -> Traject:
    """Correct what was recorded at the start. Age and onderwijssoort follow the corrected day."""
    traject = _op_slot(traject)
    _controleer_begin(traject.leerling, traject.populatie, aangemeld_op, gestopt_op, reden)
    if traject.begeleiding_vanaf and traject.begeleiding_vanaf < aangemeld_op:
        raise ValidationError({"aangemeld_op": "De begeleiding begon al voor deze dag."})
    if traject.afgesloten_op and traject.afgesloten_op < aangemeld_op:
        raise ValidationError({"aangemeld_op": "Het traject was al afgesloten op deze dag."})
    eerder = (traject.gestopt_op or traject.aangemeld_op, traject.schooljaar)
    ingang, schooljaar = gestopt_op or aangemeld_op, telt_in(traject.populatie, aangemeld_op, gestopt_op)
    if eerder != (ingang, schooljaar):
        inschrijving = _inschrijving(traject.leerling, ingang)
        traject.leeftijd = leeftijd_op(traject.leerling.geboortedatum, ingang)
        traject.onderwijssoort = versie_in(inschrijving.onderwijssoort, schooljaar) if inschrijving else None
    traject.aangemeld_op, traject.gestopt_op = aangemeld_op, gestopt_op
    traject.reden, traject.toelichting = reden, toelichting
    traject.save()
    traject.zaak.geopend_op = aangemeld_op
    traject.zaak.save(update_fields=["geopend_op"])
    leg_vast(traject.zaak, soort="notitie", titel="Gegevens van het traject gewijzigd", op=op, door=door)
    return traject


@transaction.atomic
def start_begeleiding(traject: Traject, *, op: datetime.date, door: Gebruiker) -> Traject:
    """The young person accepts help from a day on."""
    traject = _open_op_slot(traject)
    if traject.begeleiding == Begeleiding.BEGELEID:
        raise ValidationError({"op": "Deze jongere wordt al begeleid."})
    _niet_voor_aanmelding(traject, op)
    traject.begeleiding, traject.begeleiding_vanaf = Begeleiding.BEGELEID, op
    traject.save(update_fields=["begeleiding", "begeleiding_vanaf"])
    leg_vast(traject.zaak, soort="gesprek", titel="Begeleiding gestart", op=op, door=door)
    return traject


@transaction.atomic
def volg(traject: Traject, *, op: datetime.date, door: Gebruiker) -> Traject:
    """Keep an eye on a young person who needs no guidance now."""
    traject = _open_op_slot(traject)
    if traject.begeleiding:
        raise ValidationError({"op": f"Er is al vastgelegd: {traject.get_begeleiding_display().lower()}."})
    _niet_voor_aanmelding(traject, op)
    traject.begeleiding = Begeleiding.GEVOLGD
    traject.save(update_fields=["begeleiding"])
    leg_vast(traject.zaak, soort="notitie", titel="Gevolgd, zonder begeleiding", op=op, door=door)
    return traject


@transaction.atomic
def leg_geen_gebruik_vast(
    traject: Traject, *, reden: Code, op: datetime.date, door: Gebruiker, toelichting: str = ""
) -> Traject:
    """The young person makes no use of help; that ends the traject. Help is voluntary from 18."""
    traject = _open_op_slot(traject)
    if traject.begeleiding == Begeleiding.BEGELEID:
        raise ValidationError({"reden": "Deze jongere wordt begeleid. Sluit het traject met een uitstroom."})
    _niet_voor_aanmelding(traject, op)
    uit_lijst("reden", reden, REDEN_GEEN_GEBRUIK, traject.schooljaar)
    huisbezoeken = Poging.objects.filter(zaak=traject.zaak, soort=PogingSoort.HUISBEZOEK, op__lte=op)
    if reden.code == NIET_GETRACEERD and not huisbezoeken.exists():
        raise ValidationError(
            {"reden": f"“{reden.label}” kan pas na een huisbezoek. Leg eerst het huisbezoek vast."}
        )
    traject.begeleiding, traject.reden_geen_gebruik, traject.afgesloten_op = Begeleiding.GEEN_GEBRUIK, reden, op
    traject.save(update_fields=["begeleiding", "reden_geen_gebruik", "afgesloten_op"])
    sluit_zaak(traject.zaak, op=op, door=door)
    titel = f"Geen gebruik van begeleiding: {reden.label}"
    leg_vast(traject.zaak, soort="sluiting", titel=titel, toelichting=toelichting, op=op, door=door)
    return traject


@transaction.atomic
def sluit_traject(
    traject: Traject, *, uitstroom: Code, op: datetime.date, door: Gebruiker, toelichting: str = ""
) -> Traject:
    """Close with a destination of the list of the population."""
    traject = _open_op_slot(traject)
    # Tabel 13, 14 and 16 divide destinations by guidance; zorg 18+ has no such division.
    if not traject.begeleiding and traject.populatie != Populatie.ZORG_18PLUS:
        raise ValidationError({"uitstroom": "Leg eerst vast of de jongere begeleiding krijgt."})
    _niet_voor_aanmelding(traject, op)
    if traject.begeleiding_vanaf and op < traject.begeleiding_vanaf:
        raise ValidationError({"op": "Deze dag ligt voor het begin van de begeleiding."})
    uit_lijst("uitstroom", uitstroom, uitstroom_lijst(traject.populatie), traject.schooljaar)
    traject.uitstroom, traject.afgesloten_op = uitstroom, op
    traject.save(update_fields=["uitstroom", "afgesloten_op"])
    sluit_zaak(traject.zaak, op=op, door=door)
    titel = f"Traject afgesloten: {uitstroom.label}"
    leg_vast(traject.zaak, soort="sluiting", titel=titel, toelichting=toelichting, op=op, door=door)
    return traject


@transaction.atomic
def heropen_traject(traject: Traject, *, waarom: str, op: datetime.date, door: Gebruiker) -> Traject:
    """Undo a closing. The guidance stays as it was, unless it was: no use."""
    traject = _op_slot(traject)
    if traject.afgesloten_op is None:
        raise ValidationError({"waarom": "Dit traject is al open."})
    if traject.leerling.trajecten.van_populatie(traject.populatie).open().exists():
        raise ValidationError({"waarom": "Voor deze jongere loopt al een nieuw traject in deze populatie."})
    if traject.begeleiding == Begeleiding.GEEN_GEBRUIK:
        traject.begeleiding, traject.reden_geen_gebruik = "", None
    traject.uitstroom, traject.afgesloten_op = None, None
    traject.save(update_fields=["begeleiding", "reden_geen_gebruik", "uitstroom", "afgesloten_op"])
    heropen_zaak(traject.zaak, door=door)
    leg_vast(traject.zaak, soort="melding", titel="Traject heropend", toelichting=waarom, op=op, door=door)
    return traject


def _op_slot(traject: Traject) -> Traject:
    """The row as it is now, locked until the end of the transaction."""
    rijen = Traject.objects.select_for_update(of=("self",)).select_related("zaak", "leerling")
    return rijen.get(pk=traject.pk)


def _open_op_slot(traject: Traject) -> Traject:
    traject = _op_slot(traject)
    if traject.afgesloten_op is not None:
        raise ValidationError("Dit traject is afgesloten. Heropen het eerst.")
    return traject


def _niet_voor_aanmelding(traject: Traject, op: datetime.date) -> None:
    niet_in_toekomst(op=op)
    if op < traject.aangemeld_op:
        raise ValidationError({"op": f"Het traject loopt pas sinds {traject.aangemeld_op:%d-%m-%Y}."})
