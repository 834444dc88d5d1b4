"""Register, change, close and reopen a melding."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from leerplicht.dossier.actions import heropen_zaak, leg_vast, open_zaak, plan_taak_binnen, sluit_zaak
from leerplicht.models import Code, Gebruiker, Leerling, Zaak
from leerplicht.rules import leeftijd_op, schooljaar_van
from leerplicht.toegang.leesbaar import AFGEHANDELD, leest_code
from meldingen.actions.controle import controleer_code, controleer_datum, controleer_melding, weiger
from meldingen.choices import OVERDRACHT, Soort, Zaaksoort, resultaat_lijst
from meldingen.models import Melding
from meldingen.rules import EERSTE_CONTACT, compartiment_van, voortgang_termijn

GEEN_OPSPORING = "Dit resultaat is van opsporing: alleen wie daarvoor is gemachtigd, kan het kiezen."
# Where a handover begins; the form says it too.
OVERDRAGEN_WAAR = "Overdragen doet u op de pagina van de leerling, met “Overdragen aan Doorstroompunt”."


@transaction.atomic
def registreer_melding(
    leerling: Leerling,
    *,
    soort: str,
    op: date,
    door: Gebruiker,
    eigenaar: Gebruiker | None = None,
    **velden: Any,
) -> Melding:
    """A new melding with its zaak, owner and first task. `velden`: the fields of `Melding`, `gemeld_op` with them.

    `op` is the day of registering. Absoluut verzuim is refused: that begins with an onderzoek (`start_onderzoek`).
    """
    if soort == Soort.ABSOLUUT:
        raise ValidationError({"soort": ["Absoluut verzuim begint met een onderzoek."]})
    weiger(controleer_melding(leerling, soort, velden, vandaag=op))
    zaak = open_zaak(
        leerling,
        soort=Zaaksoort.MELDING,
        op=velden["gemeld_op"],
        door=door,
        eigenaar=eigenaar,
        compartiment=compartiment_van(soort),
    )
    melding = maak_melding(zaak, leerling, soort=soort, door=door, **velden)
    plan_taak_binnen(zaak, EERSTE_CONTACT, titel="Eerste contact opnemen", na="registratie", op=op, door=door)
    return melding


def maak_melding(zaak: Zaak, leerling: Leerling, *, soort: str, door: Gebruiker, **velden: Any) -> Melding:
    """The row itself and its line on the timeline; checked before by who calls."""
    melding = Melding.objects.create(
        gemeente_id=leerling.gemeente_id,
        zaak=zaak,
        leerling=leerling,
        soort=soort,
        leeftijd=leeftijd_op(leerling.geboortedatum, velden["gemeld_op"]),
        # Kept as it is now: a later change of the gezin does not rewrite the count of a year.
        gezin=leerling.gezin if soort == Soort.LUXE else None,
        **velden,
    )
    leg_vast(
        zaak,
        soort="melding",
        titel=f"Melding: {melding.get_soort_display()}",
        toelichting=melding.toelichting,
        op=melding.gemeld_op,
        door=door,
    )
    return melding


@transaction.atomic
def wijzig_melding(melding: Melding, *, op: date, door: Gebruiker, **velden: Any) -> Melding:
    """Change fields of a melding."""
    melding = Melding.objects.select_for_update(of=("self",)).get(pk=melding.pk)
    velden.setdefault("gemeld_op", melding.gemeld_op)
    leerling = melding.leerling
    # Luxe and thuiszitter demand an answer; when the form did not touch it, the stored one holds.
    te_controleren = {
        "verwijtbaarheid_onderzocht": melding.verwijtbaarheid_onderzocht,
        "geoorloofd": melding.geoorloofd,
        **velden,
    }
    fouten = controleer_melding(leerling, melding.soort, te_controleren, vandaag=op)
    nieuw = velden["gemeld_op"]
    if nieuw != melding.gemeld_op:
        if melding.soort == Soort.ABSOLUUT:
            fouten["gemeld_op"] = "De meldingsdatum van absoluut verzuim is de dag waarop het onderzoek begon."
        elif melding.gesloten_op and nieuw > melding.gesloten_op:
            fouten["gemeld_op"] = f"Deze datum ligt na het afsluiten ({melding.gesloten_op:%d-%m-%Y})."
        elif melding.resultaat:
            controleer_code(
                fouten,
                "gemeld_op",
                melding.resultaat,
                lijst=resultaat_lijst(melding.soort),
                schooljaar=schooljaar_van(nieuw),
            )
    if velden.get("vervolg_op") == melding:
        fouten["vervolg_op"] = "Een melding kan geen vervolg op zichzelf zijn."
    weiger(fouten)
    for veld, waarde in velden.items():
        setattr(melding, veld, waarde)
    melding.leeftijd = leeftijd_op(leerling.geboortedatum, melding.gemeld_op)
    melding.save()
    if melding.zaak.geopend_op != melding.gemeld_op:
        melding.zaak.geopend_op = melding.gemeld_op
        melding.zaak.save(update_fields=["geopend_op"])
    leg_vast(melding.zaak, soort="notitie", titel="Gegevens van de melding gewijzigd", op=op, door=door)
    return melding


@transaction.atomic
def sluit_melding(
    melding: Melding,
    *,
    resultaat: Code,
    gesloten_op: date,
    op: date,
    door: Gebruiker,
    toelichting: str = "",
    traject_geopend: bool = False,
) -> Melding:
    """Close a melding and its zaak with a result of its kind, valid in the school year of the melding.

    `traject_geopend`: the Doorstroompunt has taken the work over. Without it the handover is no result, since
    nobody would own the work; only the action of the Doorstroompunt that takes over passes it.
    """
    melding = Melding.objects.select_for_update(of=("self",)).get(pk=melding.pk)
    if melding.gesloten_op is not None:
        raise ValidationError(f"Deze melding is al afgesloten op {melding.gesloten_op:%d-%m-%Y}.")
    fouten: dict[str, str] = {}
    controleer_datum(
        fouten, "gesloten_op", gesloten_op, niet_voor=melding.gemeld_op, waarom="de meldingsdatum", vandaag=op
    )
    controleer_code(
        fouten, "resultaat", resultaat, lijst=resultaat_lijst(melding.soort), schooljaar=melding.schooljaar
    )
    if not leest_code(resultaat, door):
        fouten["resultaat"] = GEEN_OPSPORING
    if resultaat.code == OVERDRACHT and not traject_geopend:
        fouten["resultaat"] = f"Dit resultaat volgt vanzelf uit de overdracht. {OVERDRAGEN_WAAR}"
    weiger(fouten)
    melding.resultaat = resultaat
    melding.gesloten_op = gesloten_op
    if melding.te_sorteren:
        melding.te_sorteren, melding.gesorteerd_op = False, op
    melding.save(update_fields=["resultaat", "gesloten_op", "te_sorteren", "gesorteerd_op"])
    sluit_zaak(melding.zaak, op=gesloten_op, door=door)
    _leg_sluiting_vast(melding, resultaat, toelichting, op=gesloten_op, door=door)
    return melding


def _leg_sluiting_vast(melding: Melding, resultaat: Code, toelichting: str, *, op: date, door: Gebruiker) -> None:
    """On the timeline; with a result of opsporing as two lines: that it was closed, and how and why."""
    zaak = melding.zaak
    if resultaat.is_opsporing:
        leg_vast(zaak, soort="sluiting", titel=f"Afgesloten: {AFGEHANDELD}", op=op, door=door)
        soort, titel = "besluit", f"Resultaat: {resultaat.label}"
    else:
        soort, titel = "sluiting", f"Afgesloten: {resultaat.label}"
    leg_vast(
        zaak,
        soort=soort,
        titel=titel,
        toelichting=toelichting,
        op=op,
        door=door,
        compartiment=resultaat.compartiment,
    )


@transaction.atomic
def heropen_melding(melding: Melding, *, op: date, door: Gebruiker) -> Melding:
    """Take the closing back, with something to do again; the timeline keeps that it was closed."""
    melding = Melding.objects.select_for_update(of=("self",)).get(pk=melding.pk)
    if melding.gesloten_op is None:
        raise ValidationError("Deze melding is al open.")
    melding.resultaat = None
    melding.gesloten_op = None
    melding.save(update_fields=["resultaat", "gesloten_op"])
    heropen_zaak(melding.zaak, door=door)
    leg_vast(melding.zaak, soort="melding", titel="Melding heropend", op=op, door=door)
    termijn = voortgang_termijn(melding.soort)
    plan_taak_binnen(melding.zaak, termijn, titel="Voortgang nagaan", na="heropenen", op=op, door=door)
    return melding
