"""What can be done with a person and the spine: open, close and assign a zaak, note, plan, enrol.

Every change in the product comes through an action, with `door` (who) and `op` (which day it holds for).
"""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from leerplicht import parameters
from leerplicht.formulieren.uniek import uniek_als_zin
from leerplicht.models import (
    Aanstelling,
    Betrokkene,
    Code,
    Compartiment,
    Gebeurtenis,
    Gebruiker,
    Gemeente,
    Gezin,
    Inschrijving,
    Leerling,
    School,
    Taak,
    Toewijzing,
    Zaak,
    zoeksleutel,
)
from leerplicht.models.zaak import RECHT_PER_COMPARTIMENT
from leerplicht.termijnen import werkdagen_na

UNIEK = {
    "leerling_bsn_uniek": ("bsn", "Er is al een leerling met dit BSN."),
    "leerling_onderwijsnummer_uniek": ("onderwijsnummer", "Er is al een leerling met dit onderwijsnummer."),
}


@transaction.atomic
def registreer_leerling(*, gemeente: Gemeente, door: Gebruiker | None, **velden) -> Leerling:
    """A new leerling with an own gezin, unless one is given. `velden`: the fields of `Leerling`."""
    velden.setdefault("gezin", None)
    if velden["gezin"] is None:
        velden["gezin"] = Gezin.objects.create(gemeente=gemeente)
    leerling = Leerling(gemeente=gemeente, **velden)
    leerling.zoeknaam = zoeknaam(leerling)
    with uniek_als_zin(UNIEK):
        leerling.save()
    return leerling


@transaction.atomic
def wijzig_leerling(leerling: Leerling, *, door: Gebruiker, **velden) -> Leerling:
    """Change fields of a leerling; the history keeps what they were."""
    leerling = Leerling.objects.select_for_update().get(pk=leerling.pk)
    for veld, waarde in velden.items():
        setattr(leerling, veld, waarde)
    leerling.zoeknaam = zoeknaam(leerling)
    with uniek_als_zin(UNIEK):
        leerling.save()
    return leerling


@transaction.atomic
def registreer_betrokkene(leerling: Leerling, *, door: Gebruiker, **velden) -> Betrokkene:
    """A parent, guardian or carer of a leerling. `velden`: the fields of `Betrokkene`."""
    return Betrokkene.objects.create(gemeente_id=leerling.gemeente_id, leerling=leerling, **velden)


@transaction.atomic
def wijzig_betrokkene(betrokkene: Betrokkene, *, door: Gebruiker, **velden) -> Betrokkene:
    betrokkene = Betrokkene.objects.select_for_update().get(pk=betrokkene.pk)
    for veld, waarde in velden.items():
        setattr(betrokkene, veld, waarde)
    betrokkene.save()
    return betrokkene


def zoeknaam(leerling: Leerling) -> str:
    """Search and sort key of a leerling; the tussenvoegsel comes last, as Dutch lists sort."""
    return zoeksleutel(leerling.achternaam, leerling.voornaam, leerling.tussenvoegsel)


@transaction.atomic
def schrijf_in(
    leerling: Leerling,
    *,
    school: School,
    onderwijssoort: Code,
    leerjaar: int | None,
    van: datetime.date,
    door: Gebruiker | None,
    beeindigt: Inschrijving | None = None,
) -> Inschrijving:
    """Enrol at a school from a day on. `beeindigt`: the enrolment that ends on the day before."""
    if beeindigt is not None:
        if van <= beeindigt.van:
            raise ValidationError({"van": f"De lopende inschrijving begon pas op {beeindigt.van:%d-%m-%Y}."})
        schrijf_uit(beeindigt, tot_en_met=van - datetime.timedelta(1), door=door)
    return Inschrijving.objects.create(
        gemeente_id=leerling.gemeente_id,
        leerling=leerling,
        school=school,
        onderwijssoort=onderwijssoort,
        leerjaar=leerjaar,
        van=van,
    )


@transaction.atomic
def schrijf_uit(inschrijving: Inschrijving, *, tot_en_met: datetime.date, door: Gebruiker | None) -> Inschrijving:
    """End an enrolment; the day itself still counts."""
    if tot_en_met < inschrijving.van:
        raise ValidationError({"tot_en_met": "De laatste dag ligt voor de eerste dag van de inschrijving."})
    inschrijving.tot_en_met = tot_en_met
    inschrijving.save(update_fields=["tot_en_met"])
    return inschrijving


def inschrijving_op(leerling: Leerling, dag: datetime.date) -> Inschrijving | None:
    """The enrolment that holds on a day: the latest one, when a leerling has two."""
    return leerling.inschrijvingen.op(dag).select_related("school", "onderwijssoort").order_by("-van").first()


@transaction.atomic
def open_zaak(
    leerling: Leerling,
    *,
    soort: str,
    op: datetime.date,
    door: Gebruiker | None,
    eigenaar: Gebruiker | None = None,
    compartiment: str = Compartiment.TOEZICHT,
) -> Zaak:
    """Open a zaak with the next zaaknummer and an owner from the first moment: a person, or the team (`None`)."""
    zaak = Zaak.objects.create(
        gemeente_id=leerling.gemeente_id,
        nummer=_volgend_zaaknummer(leerling.gemeente_id),
        leerling=leerling,
        soort=soort,
        compartiment=compartiment,
        geopend_op=op,
    )
    Toewijzing.objects.create(gemeente_id=zaak.gemeente_id, zaak=zaak, gebruiker=eigenaar, van=timezone.now())
    return zaak


def _volgend_zaaknummer(gemeente_id: int) -> int:
    Gemeente.objects.filter(pk=gemeente_id).update(laatste_zaaknummer=F("laatste_zaaknummer") + 1)
    return Gemeente.objects.values_list("laatste_zaaknummer", flat=True).get(pk=gemeente_id)


@transaction.atomic
def sluit_zaak(zaak: Zaak, *, op: datetime.date, door: Gebruiker | None) -> None:
    """Close a zaak; what was still to do in it is done with."""
    zaak.gesloten_op = op
    zaak.save(update_fields=["gesloten_op"])
    Taak.objects.filter(zaak=zaak, gedaan_op__isnull=True).update(gedaan_op=op)


@transaction.atomic
def heropen_zaak(zaak: Zaak, *, door: Gebruiker | None) -> None:
    zaak.gesloten_op = None
    zaak.save(update_fields=["gesloten_op"])


@transaction.atomic
def wijs_toe(
    zaak: Zaak, *, aan: Gebruiker | None, op: datetime.date, door: Gebruiker | None, waarom: str = ""
) -> Toewijzing:
    """Give a zaak to a colleague who may see it, or back to the team. The periods join without a gap.

    `waarom`: for the timeline, when it was not a choice about this zaak.
    """
    if aan is not None:
        _controleer_ontvanger(zaak, aan, op)
    Zaak.objects.select_for_update().get(pk=zaak.pk)
    lopend = zaak.toewijzingen.get(tot__isnull=True)
    if lopend.gebruiker == aan:
        return lopend
    nu = timezone.now()
    lopend.tot = nu
    lopend.save(update_fields=["tot"])
    nieuw = Toewijzing.objects.create(gemeente_id=zaak.gemeente_id, zaak=zaak, gebruiker=aan, van=nu)
    titel = f"Toegewezen aan {aan or 'het team'}"
    leg_vast(zaak, soort="overdracht", titel=titel, toelichting=waarom, op=op, door=door)
    return nieuw


def _controleer_ontvanger(zaak: Zaak, aan: Gebruiker, op: datetime.date) -> None:
    """Who cannot open the zaak cannot do the work in it.

    Locked as he is now: whoever is being deactivated at this moment gets no new work behind the back of that.
    """
    aanstellingen = Aanstelling.objects.select_related("gebruiker").select_for_update(no_key=True)
    aanstelling = aanstellingen.filter(gebruiker=aan, gemeente_id=zaak.gemeente_id).first()
    if aanstelling is None or not aanstelling.gebruiker.is_active:
        raise ValidationError({"aan": f"{aan} werkt niet in deze gemeente."})
    if zaak.compartiment not in {RECHT_PER_COMPARTIMENT.get(recht) for recht in aanstelling.rechten(op=op)}:
        naam = Compartiment(zaak.compartiment).label
        raise ValidationError({"aan": f"{aan} mag geen zaken van {naam} zien."})


@transaction.atomic
def leg_vast(
    zaak: Zaak,
    *,
    soort: str,
    titel: str,
    op: datetime.date,
    door: Gebruiker | None,
    toelichting: str = "",
    compartiment: str = "",
) -> Gebeurtenis:
    """Put something on the timeline, for good. `compartiment`: empty is that of the zaak."""
    return Gebeurtenis.objects.create(
        gemeente_id=zaak.gemeente_id,
        zaak=zaak,
        soort=soort,
        titel=titel,
        toelichting=toelichting,
        op=op,
        door=door,
        compartiment=compartiment,
    )


@transaction.atomic
def plan_taak(zaak: Zaak, *, titel: str, vervalt_op: datetime.date, waarom: str, door: Gebruiker | None) -> Taak:
    """Something to do before a day, with the reason for that day."""
    return Taak.objects.create(
        gemeente_id=zaak.gemeente_id, zaak=zaak, titel=titel, vervalt_op=vervalt_op, waarom=waarom
    )


def plan_taak_binnen(
    zaak: Zaak, termijn: str, *, titel: str, na: str, op: datetime.date, door: Gebruiker | None
) -> Taak:
    """A task within a service term of the gemeente: `termijn`, a parameter in working days, counted from `op`.

    `na`: what happened on `op`, as it reads in the reason of the day ("registratie").
    """
    vervalt_op, waarom = uiterlijk(termijn, na=na, op=op)
    return plan_taak(zaak, titel=titel, vervalt_op=vervalt_op, waarom=waarom, door=door)


def uiterlijk(termijn: str, *, na: str, op: datetime.date) -> tuple[datetime.date, str]:
    """The last day of a service term, and how that day came about."""
    werkdagen = parameters.op(termijn, op).waarde
    eenheid = "werkdag" if werkdagen == 1 else "werkdagen"
    return werkdagen_na(op, werkdagen), f"{werkdagen} {eenheid} na {na} op {op:%d-%m-%Y} (eigen termijn)"


@transaction.atomic
def rond_taak_af(taak: Taak, *, op: datetime.date, door: Gebruiker) -> None:
    """Tick a task off; doing it twice changes nothing."""
    if taak.gedaan_op is None:
        taak.gedaan_op = op
        taak.save(update_fields=["gedaan_op"])
        leg_vast(taak.zaak, soort="notitie", titel=f"Gedaan: {taak.titel}", op=op, door=door)
