"""Seal a dossier, open it with a reason, and judge whether that reason was good."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from leerplicht import parameters
from leerplicht.models import Gebruiker, Gemeente, Leerling, Opening, Verzegeling
from leerplicht.postvak.actions import mail_collega
from leerplicht.roles import ROLLEN, Recht
from leerplicht.toegang.zegels.choices import Kijkgrond, Oordeel, Openingsoort, Zegelgrond

# --- looking into a dossier


@transaction.atomic
def geef_reden(
    leerling: Leerling, *, grond: str, toelichting: str = "", door: Gebruiker, op: datetime.date
) -> Opening:
    """Say what this dossier, a colleague's work, is looked into for; it holds until the end of the day."""
    if grond == Kijkgrond.ANDERS and not toelichting:
        raise ValidationError({"toelichting": "Schrijf op waarvoor u in dit dossier kijkt."})
    return Opening.objects.create(
        gemeente=door.gemeente,
        leerling=leerling,
        gebruiker=door,
        soort=Openingsoort.BUITEN_EIGEN_WERK,
        grond=grond,
        toelichting=toelichting,
        geldig_op=op,
    )


@transaction.atomic
def open_verzegeld(
    leerling: Leerling, *, grond: str, toelichting: str, door: Gebruiker, op: datetime.date
) -> Opening:
    """Open a sealed dossier until the end of the day. Privacy officers and teamleiders are told at once."""
    termijn = datetime.timedelta(parameters.op("opening_beoordelen_dagen", op).waarde)
    opening = Opening.objects.create(
        gemeente=door.gemeente,
        leerling=leerling,
        gebruiker=door,
        soort=Openingsoort.ZEGEL,
        grond=grond,
        toelichting=toelichting,
        geldig_op=op,
        beoordelen_voor=op + termijn,
    )
    for collega in _collegas_met(door.gemeente, Recht.PRIVACY, Recht.VERZEGELEN).exclude(pk=door.pk):
        mail_collega(
            collega,
            sjabloon="dossier_geopend",
            sleutel=f"opening-{opening.pk}-{collega.pk}",
            gemeente_id=opening.gemeente_id,
            onderwerp_id=opening.pk,
        )
    return opening


# --- seals


@transaction.atomic
def verzegel(
    leerling: Leerling,
    *,
    voor: Gebruiker | None,
    grond: str,
    toelichting: str = "",
    door: Gebruiker,
    op: datetime.date,
) -> Verzegeling:
    """Close a dossier to one colleague, or to everybody (`None`). His own circle anybody names himself."""
    if voor != door and not door.mag(Recht.VERZEGELEN):
        raise ValidationError("U kunt een dossier alleen voor uzelf verzegelen. Vraag het de teamleider.")
    if grond == Zegelgrond.ANDERS and not toelichting:
        raise ValidationError({"toelichting": "Schrijf op waarom u dit dossier verzegelt."})
    # Two who seal the same dossier take turns.
    Leerling.objects.select_for_update().get(pk=leerling.pk)
    if Verzegeling.objects.geldig().filter(leerling=leerling, voor=voor).exists():
        raise ValidationError("Dit dossier is hiervoor al verzegeld.")
    return Verzegeling.objects.create(
        gemeente=door.gemeente,
        leerling=leerling,
        voor=voor,
        grond=grond,
        toelichting=toelichting,
        van=op,
        door=door,
    )


@transaction.atomic
def beeindig(verzegeling: Verzegeling, *, door: Gebruiker, op: datetime.date) -> Verzegeling:
    """Let the dossier open by itself again; never done by whom it was closed to."""
    actueel = Verzegeling.objects.select_for_update().get(pk=verzegeling.pk)
    if not door.mag(Recht.VERZEGELEN):
        raise ValidationError("Alleen de teamleider kan een verzegeling beëindigen.")
    if actueel.voor_id == door.pk:
        raise ValidationError("Deze verzegeling geldt voor uzelf. Vraag het een andere teamleider.")
    if actueel.beeindigd_op is not None:
        raise ValidationError("Deze verzegeling is al beëindigd.")
    actueel.beeindigd_op, actueel.beeindigd_door = op, door
    actueel.save(update_fields=["beeindigd_op", "beeindigd_door"])
    return actueel


@transaction.atomic
def zet_eigen_postcode(gebruiker: Gebruiker, *, postcode: str, door: Gebruiker, op: datetime.date) -> Gebruiker:
    """Where the colleague lives, told by himself; "" forgets it."""
    gebruiker.eigen_postcode = postcode
    gebruiker.save(update_fields=["eigen_postcode"])
    return gebruiker


# --- the review


@transaction.atomic
def beoordeel(
    opening: Opening, *, oordeel: str, toelichting: str = "", door: Gebruiker, op: datetime.date
) -> Opening:
    """Whether the reason was good; never judged by who gave it."""
    actueel = Opening.objects.select_for_update().get(pk=opening.pk)
    if not door.mag(Recht.PRIVACY):
        raise ValidationError("Alleen de privacy officer beoordeelt een opening.")
    if actueel.gebruiker_id == door.pk:
        raise ValidationError("U opende dit dossier zelf. Een ander beoordeelt dat.")
    if actueel.beoordelen_voor is None or actueel.beoordeeld_op is not None:
        raise ValidationError("Hier is niets meer te beoordelen.")
    if oordeel == Oordeel.NIET_TERECHT and not toelichting:
        raise ValidationError({"toelichting": "Schrijf op wat er niet goed was, en wat u afspreekt."})
    actueel.oordeel, actueel.oordeel_toelichting = oordeel, toelichting
    actueel.beoordeeld_op, actueel.beoordeeld_door = op, door
    actueel.save(update_fields=["oordeel", "oordeel_toelichting", "beoordeeld_op", "beoordeeld_door"])
    return actueel


@transaction.atomic
def maan(gemeente: Gemeente, *, op: datetime.date) -> int:
    """Tell the privacy officers that the term of openings has passed, of each once. How many there were."""
    te_laat = Opening.objects.te_beoordelen().filter(
        gemeente=gemeente, beoordelen_voor__lt=op, gemaand_op__isnull=True
    )
    aantal = te_laat.update(gemaand_op=op)
    if aantal:
        for collega in _collegas_met(gemeente, Recht.PRIVACY):
            mail_collega(
                collega,
                sjabloon="openingen_te_laat",
                sleutel=f"openingen-te-laat-{gemeente.pk}-{op}-{collega.pk}",
                gemeente_id=gemeente.pk,
            )
    return aantal


def _collegas_met(gemeente: Gemeente, *rechten: Recht) -> QuerySet[Gebruiker]:
    rollen = [rol.code for rol in ROLLEN.values() if rol.rechten & set(rechten)]
    hier = gemeente.aanstellingen.filter(rol__in=rollen)
    return Gebruiker.objects.filter(is_active=True, aanstellingen__in=hier).order_by("pk")
