"""Absoluut verzuim: start an onderzoek, establish it (then it is a melding), or close it without."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from leerplicht.dossier.actions import heropen_zaak, leg_vast, open_zaak, plan_taak_binnen, sluit_zaak
from leerplicht.models import Code, Gebruiker, Leerling
from meldingen.actions.controle import controleer_datum, controleer_melding, weiger
from meldingen.actions.melding import maak_melding
from meldingen.choices import Herkomst, OnderzoekUitkomst, Soort, Zaaksoort
from meldingen.models import Melding, Onderzoek
from meldingen.rules import EERSTE_CONTACT, UITZOEKEN

NAGAAN = "Nagaan of de leerling is ingeschreven"


@transaction.atomic
def start_onderzoek(
    leerling: Leerling,
    *,
    gestart_op: date,
    op: date,
    door: Gebruiker,
    toelichting: str = "",
    eigenaar: Gebruiker | None = None,
) -> Onderzoek:
    """Somebody of leerplichtige age seems not to be enrolled: find out."""
    fouten: dict[str, str] = {}
    controleer_datum(
        fouten, "gestart_op", gestart_op, niet_voor=leerling.geboortedatum, waarom="de geboortedatum", vandaag=op
    )
    weiger(fouten)
    zaak = open_zaak(leerling, soort=Zaaksoort.ONDERZOEK, op=gestart_op, door=door, eigenaar=eigenaar)
    onderzoek = Onderzoek.objects.create(
        gemeente_id=leerling.gemeente_id,
        zaak=zaak,
        leerling=leerling,
        gestart_op=gestart_op,
        toelichting=toelichting,
    )
    leg_vast(
        zaak,
        soort="melding",
        titel="Onderzoek absoluut verzuim gestart",
        toelichting=toelichting,
        op=gestart_op,
        door=door,
    )
    plan_taak_binnen(zaak, UITZOEKEN, titel=NAGAAN, na="registratie", op=op, door=door)
    return onderzoek


@transaction.atomic
def stel_vast(
    onderzoek: Onderzoek,
    *,
    vastgesteld_op: date,
    op: date,
    door: Gebruiker,
    reden: Code | None = None,
    onderwijssoort: Code | None = None,
    herkomst: str = Herkomst.EIGEN,
    toelichting: str = "",
    vervolg_op: Melding | None = None,
) -> Melding:
    """There is absoluut verzuim: the onderzoek becomes a melding on the same zaak, of the day it was started."""
    onderzoek = _open_onderzoek(onderzoek)
    leerling = onderzoek.leerling
    velden = {
        "gemeld_op": onderzoek.gestart_op,
        "reden": reden,
        "onderwijssoort": onderwijssoort,
        "herkomst": herkomst,
        "toelichting": toelichting,
        "vervolg_op": vervolg_op,
    }
    fouten = controleer_melding(leerling, Soort.ABSOLUUT, velden, vandaag=op)
    _controleer_afronding(fouten, "vastgesteld_op", onderzoek, vastgesteld_op, op)
    weiger(fouten)
    melding = maak_melding(onderzoek.zaak, leerling, soort=Soort.ABSOLUUT, door=door, **velden)
    onderzoek.melding = melding
    onderzoek.uitkomst = OnderzoekUitkomst.VASTGESTELD
    onderzoek.afgerond_op = vastgesteld_op
    onderzoek.save(update_fields=["melding", "uitkomst", "afgerond_op"])
    leg_vast(onderzoek.zaak, soort="besluit", titel="Absoluut verzuim vastgesteld", op=vastgesteld_op, door=door)
    plan_taak_binnen(
        onderzoek.zaak, EERSTE_CONTACT, titel="Eerste contact opnemen", na="vaststelling", op=op, door=door
    )
    return melding


@transaction.atomic
def sluit_onderzoek(
    onderzoek: Onderzoek, *, uitkomst: str, afgerond_op: date, op: date, door: Gebruiker, toelichting: str = ""
) -> Onderzoek:
    """There is no absoluut verzuim: the zaak is closed without a melding."""
    onderzoek = _open_onderzoek(onderzoek)
    fouten: dict[str, str] = {}
    if uitkomst == OnderzoekUitkomst.VASTGESTELD or uitkomst not in OnderzoekUitkomst:
        fouten["uitkomst"] = "Kies waarom er geen absoluut verzuim is."
    _controleer_afronding(fouten, "afgerond_op", onderzoek, afgerond_op, op)
    weiger(fouten)
    onderzoek.uitkomst = uitkomst
    onderzoek.afgerond_op = afgerond_op
    onderzoek.save(update_fields=["uitkomst", "afgerond_op"])
    sluit_zaak(onderzoek.zaak, op=afgerond_op, door=door)
    leg_vast(
        onderzoek.zaak,
        soort="sluiting",
        titel=f"Onderzoek afgesloten: {onderzoek.get_uitkomst_display()}",
        toelichting=toelichting,
        op=afgerond_op,
        door=door,
    )
    return onderzoek


@transaction.atomic
def heropen_onderzoek(onderzoek: Onderzoek, *, waarom: str, op: date, door: Gebruiker) -> Onderzoek:
    """Take a closing without melding back; the timeline keeps that it was closed, and why it is open again."""
    onderzoek = Onderzoek.objects.select_for_update(of=("self",)).get(pk=onderzoek.pk)
    if not onderzoek.uitkomst:
        raise ValidationError("Dit onderzoek is al open.")
    if onderzoek.uitkomst == OnderzoekUitkomst.VASTGESTELD:
        raise ValidationError("Dit onderzoek is een melding geworden. Ga verder met de melding.")
    onderzoek.uitkomst = ""
    onderzoek.afgerond_op = None
    onderzoek.save(update_fields=["uitkomst", "afgerond_op"])
    heropen_zaak(onderzoek.zaak, door=door)
    leg_vast(onderzoek.zaak, soort="melding", titel="Onderzoek heropend", toelichting=waarom, op=op, door=door)
    plan_taak_binnen(onderzoek.zaak, UITZOEKEN, titel=NAGAAN, na="heropenen", op=op, door=door)
    return onderzoek


def _open_onderzoek(onderzoek: Onderzoek) -> Onderzoek:
    onderzoek = Onderzoek.objects.select_for_update(of=("self",)).get(pk=onderzoek.pk)
    if onderzoek.uitkomst:
        raise ValidationError(f"Dit onderzoek is al afgerond op {onderzoek.afgerond_op:%d-%m-%Y}.")
    return onderzoek


def _controleer_afronding(
    fouten: dict[str, str], veld: str, onderzoek: Onderzoek, dag: date, vandaag: date
) -> None:
    controleer_datum(
        fouten, veld, dag, niet_voor=onderzoek.gestart_op, waarom="het begin van het onderzoek", vandaag=vandaag
    )
