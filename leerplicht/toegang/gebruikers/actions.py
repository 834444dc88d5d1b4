"""Who works here, in which role: done by a functioneel beheerder, within the gemeenten where he is one.

Every change is kept with who made it and when: the history of Gebruiker and Aanstelling.
"""

import datetime

import pghistory
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from leerplicht.models import Aanstelling, Gebruiker, Gemeente
from leerplicht.postvak.actions import mail_collega
from leerplicht.roles import ROLLEN, Recht
from leerplicht.toegang.gebruikers.bereik import beheert, beheert_overal, is_laatste_beheerder
from leerplicht.toegang.gebruikers.werk import geef_terug

BUITEN_BEREIK = (
    "Dit account wordt ook gebruikt in een gemeente die u niet beheert. Beëindig de rol in uw eigen gemeente."
)


@transaction.atomic
def voeg_toe(
    gemeente: Gemeente, *, email: str, naam: str, rol: str, door: Gebruiker, op: datetime.date
) -> Aanstelling:
    """Let somebody work in the gemeente. `op`: the day of asking.

    One e-mail address is one account. When there is one already, it keeps its name and password, and nothing tells
    the beheerder where else it works. The colleague always gets a mail: nobody is added in silence.
    """
    _vereis_beheer(door, gemeente)
    _vereis_rol(rol)
    email = email.strip().lower()
    gebruiker = Gebruiker.objects.filter(email__iexact=email).first()
    try:
        with transaction.atomic():
            if gebruiker is None:
                gebruiker = Gebruiker.objects.create_user(email, naam=naam)
            aanstelling = Aanstelling.objects.create(gebruiker=gebruiker, gemeente=gemeente, rol=rol)
    except IntegrityError as fout:
        raise ValidationError({"email": f"{email} werkt al in {gemeente}."}) from fout
    mail_collega(
        gebruiker,
        sjabloon="toegevoegd" if gebruiker.has_usable_password() else "wachtwoord_instellen",
        sleutel=f"toegevoegd-{aanstelling.pk}",
        gemeente_id=gemeente.pk,
    )
    return aanstelling


@transaction.atomic
def hernoem(gebruiker: Gebruiker, *, naam: str, door: Gebruiker, op: datetime.date) -> Gebruiker:
    """Another name, in every gemeente where the colleague works."""
    if not beheert_overal(door, gebruiker):
        raise ValidationError("Dit account wordt ook gebruikt in een gemeente die u niet beheert.")
    gebruiker.naam = naam
    gebruiker.save(update_fields=["naam"])
    return gebruiker


@transaction.atomic
def wijzig_rol(aanstelling: Aanstelling, *, rol: str, door: Gebruiker, op: datetime.date) -> Aanstelling:
    """Another role from now on. What it does not open goes to the team."""
    aanstelling = _vergrendeld(aanstelling, door)
    _vereis_rol(rol)
    if Recht.GEBRUIKERS not in ROLLEN[rol].rechten:
        _vereis_andere_beheerder(aanstelling)
    velden = ["rol"]
    aanstelling.rol = rol
    if Recht.LEERPLICHT not in ROLLEN[rol].rechten and aanstelling.opsporing_van:
        velden += _zonder_machtiging(aanstelling, f"De rol werd {ROLLEN[rol].naam}.")
    aanstelling.save(update_fields=velden)
    _geef_geslotene_terug(aanstelling, door=door, op=op)
    return aanstelling


@transaction.atomic
def machtig(
    aanstelling: Aanstelling,
    *,
    van: datetime.date,
    tot_en_met: datetime.date,
    waarom: str,
    door: Gebruiker,
    op: datetime.date,
) -> Aanstelling:
    """Open opsporing for this person in a period (Wpg, article 6); replaces the machtiging he had."""
    aanstelling = _vergrendeld(aanstelling, door)
    if Recht.LEERPLICHT not in ROLLEN[aanstelling.rol].rechten:
        raise ValidationError(
            "Opsporing is er alleen voor wie de dossiers van leerplicht ziet. Wijzig eerst de rol."
        )
    if tot_en_met < van:
        raise ValidationError({"tot_en_met": "De laatste dag ligt voor de eerste dag."})
    aanstelling.opsporing_van = van
    aanstelling.opsporing_tot_en_met = tot_en_met
    aanstelling.opsporing_waarom = waarom
    aanstelling.save(update_fields=["opsporing_van", "opsporing_tot_en_met", "opsporing_waarom"])
    _geef_geslotene_terug(aanstelling, door=door, op=op)
    return aanstelling


@transaction.atomic
def trek_machtiging_in(
    aanstelling: Aanstelling, *, waarom: str, door: Gebruiker, op: datetime.date
) -> Aanstelling:
    """Close opsporing at once; open zaken in it go to the team."""
    aanstelling = _vergrendeld(aanstelling, door)
    if aanstelling.opsporing_van is None:
        raise ValidationError("Deze collega heeft geen machtiging.")
    aanstelling.save(update_fields=_zonder_machtiging(aanstelling, waarom))
    _geef_geslotene_terug(aanstelling, door=door, op=op)
    return aanstelling


@transaction.atomic
def beeindig_rol(aanstelling: Aanstelling, *, waarom: str, door: Gebruiker, op: datetime.date) -> int:
    """The colleague no longer works in this gemeente; tells how many open zaken went to the team.

    The account stays: it may work elsewhere, and can be added here again.
    """
    aanstelling = _vergrendeld(aanstelling, door)
    _vereis_andere_beheerder(aanstelling)
    aantal = geef_terug(aanstelling, waarom=_werkt_niet_meer(aanstelling), door=door, op=op)
    with pghistory.context(reden=waarom):
        aanstelling.delete()
    return aantal


@transaction.atomic
def deactiveer(gebruiker: Gebruiker, *, waarom: str, door: Gebruiker, op: datetime.date) -> int:
    """Close the account: all sessions end, all open zaken go to the team, in every gemeente of the colleague.

    Tells how many zaken that were. `waarom` is for the beheerder; it never stands in a dossier.
    """
    gebruiker = vergrendeld_account(gebruiker, door)
    if not gebruiker.is_active:
        raise ValidationError("Deze collega is al niet meer actief.")
    aanstellingen = list(gebruiker.aanstellingen.order_by("gemeente_id"))
    for aanstelling in aanstellingen:
        _vereis_andere_beheerder(aanstelling)
    gebruiker.is_active = False
    gebruiker.actief_waarom = waarom
    gebruiker.sessieronde = F("sessieronde") + 1
    gebruiker.save(update_fields=["is_active", "actief_waarom", "sessieronde"])
    return sum(geef_terug(een, waarom=_werkt_niet_meer(een), door=door, op=op) for een in aanstellingen)


@transaction.atomic
def activeer(gebruiker: Gebruiker, *, waarom: str, door: Gebruiker, op: datetime.date) -> Gebruiker:
    """Open the account again, with the roles it had. The work that went to the team stays there."""
    gebruiker = vergrendeld_account(gebruiker, door)
    if gebruiker.is_active:
        raise ValidationError("Deze collega is al actief.")
    gebruiker.is_active = True
    gebruiker.actief_waarom = waarom
    gebruiker.save(update_fields=["is_active", "actief_waarom"])
    return gebruiker


@transaction.atomic
def mail_wachtwoordlink(aanstelling: Aanstelling, *, door: Gebruiker, op: datetime.date) -> None:
    """Send the colleague a link to choose a password; the beheerder never knows one. Twice in a minute is once."""
    _vereis_beheer(door, aanstelling.gemeente)
    if not aanstelling.gebruiker.is_active:
        raise ValidationError("Deze collega is niet actief. Activeer eerst het account.")
    mail_collega(
        aanstelling.gebruiker,
        sjabloon="wachtwoord_instellen",
        sleutel=f"wachtwoord-{aanstelling.pk}-{timezone.now():%Y%m%d%H%M}",
        gemeente_id=aanstelling.gemeente_id,
    )


def _vergrendeld(aanstelling: Aanstelling, door: Gebruiker) -> Aanstelling:
    """The row as it is now, for a beheerder of its gemeente who is somebody else."""
    rijen = Aanstelling.objects.select_related("gemeente", "gebruiker").select_for_update(of=("self",))
    actueel = rijen.get(pk=aanstelling.pk)
    _vereis_beheer(door, actueel.gemeente)
    if actueel.gebruiker_id == door.pk:
        raise ValidationError("Uw eigen rol wijzigt een andere beheerder.")
    return actueel


def vergrendeld_account(gebruiker: Gebruiker, door: Gebruiker) -> Gebruiker:
    """The account as it is now, for somebody else who is beheerder wherever it works."""
    actueel = Gebruiker.objects.select_for_update().get(pk=gebruiker.pk)
    if actueel.pk == door.pk:
        raise ValidationError("Uw eigen account wijzigt een andere beheerder.")
    if not beheert_overal(door, actueel):
        raise ValidationError(BUITEN_BEREIK)
    return actueel


def _vereis_beheer(door: Gebruiker, gemeente: Gemeente) -> None:
    if not beheert(door, gemeente):
        raise ValidationError(f"U beheert de gebruikers van {gemeente} niet.")


def _vereis_rol(rol: str) -> None:
    if rol not in ROLLEN:
        raise ValidationError({"rol": "Kies een rol uit de lijst."})


def _vereis_andere_beheerder(aanstelling: Aanstelling) -> None:
    if is_laatste_beheerder(aanstelling):
        raise ValidationError(
            f"Dit is de laatste actieve beheerder van {aanstelling.gemeente}. Geef eerst iemand anders die rol."
        )


def _zonder_machtiging(aanstelling: Aanstelling, waarom: str) -> list[str]:
    """Take the machtiging off the row; the fields that changed."""
    aanstelling.opsporing_van = aanstelling.opsporing_tot_en_met = None
    aanstelling.opsporing_waarom = waarom
    return ["opsporing_van", "opsporing_tot_en_met", "opsporing_waarom"]


def _geef_geslotene_terug(aanstelling: Aanstelling, *, door: Gebruiker, op: datetime.date) -> int:
    """What the colleague had and can no longer open."""
    waarom = f"{aanstelling.gebruiker} werkt niet meer met deze zaken."
    return geef_terug(aanstelling, waarom=waarom, door=door, op=op, zonder=aanstelling.rechten(op=op))


def _werkt_niet_meer(aanstelling: Aanstelling) -> str:
    return f"{aanstelling.gebruiker} werkt niet meer in {aanstelling.gemeente}."
