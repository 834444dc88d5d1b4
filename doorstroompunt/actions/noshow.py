"""The No-show action: classes of the mbo are visited after the summer, and the absent at home."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from doorstroompunt.actions.controle import niet_in_toekomst
from doorstroompunt.models import NoShow, NoShowKlas
from leerplicht.models import Gebruiker, Gemeente, Leerling, School


@transaction.atomic
def leg_klas_vast(
    *, gemeente: Gemeente, school: School, klas: str, ingeschreven: int, op: datetime.date, door: Gebruiker
) -> NoShowKlas:
    """A class visited on a day, with how many students are enrolled in it."""
    niet_in_toekomst(op=op)
    if NoShowKlas.objects.filter(gemeente=gemeente, school=school, klas=klas, bezocht_op=op).exists():
        raise ValidationError({"klas": "Het bezoek aan deze klas op deze dag is al vastgelegd."})
    return NoShowKlas.objects.create(
        gemeente=gemeente, school=school, klas=klas, bezocht_op=op, ingeschreven=ingeschreven
    )


@transaction.atomic
def wijzig_klas(
    bezoek: NoShowKlas, *, school: School, klas: str, ingeschreven: int, op: datetime.date, door: Gebruiker
) -> NoShowKlas:
    """Correct the visit to a class."""
    bezoek = NoShowKlas.objects.select_for_update().get(pk=bezoek.pk)
    niet_in_toekomst(op=op)
    if ingeschreven < bezoek.afwezigen.count():
        raise ValidationError({"ingeschreven": "Er zijn meer afwezigen vastgelegd dan ingeschreven studenten."})
    zelfde = NoShowKlas.objects.filter(gemeente_id=bezoek.gemeente_id, school=school, klas=klas, bezocht_op=op)
    if zelfde.exclude(pk=bezoek.pk).exists():
        raise ValidationError({"klas": "Het bezoek aan deze klas op deze dag is al vastgelegd."})
    bezoek.school, bezoek.klas, bezoek.ingeschreven, bezoek.bezocht_op = school, klas, ingeschreven, op
    bezoek.save()
    return bezoek


@transaction.atomic
def meld_afwezig(klas: NoShowKlas, *, leerling: Leerling, op: datetime.date, door: Gebruiker) -> NoShow:
    """A student of the gemeente who was not in class at the visit."""
    klas = NoShowKlas.objects.select_for_update().get(pk=klas.pk)
    if klas.afwezigen.filter(leerling=leerling).exists():
        raise ValidationError({"leerling": "Deze student staat al bij de afwezigen van deze klas."})
    if klas.afwezigen.count() >= klas.ingeschreven:
        raise ValidationError({"leerling": "Alle ingeschreven studenten van deze klas staan al als afwezig."})
    return NoShow.objects.create(gemeente_id=klas.gemeente_id, klas=klas, leerling=leerling)


@transaction.atomic
def leg_huisbezoek_vast(
    noshow: NoShow, *, huisbezoek_op: datetime.date | None, bevinding: str, op: datetime.date, door: Gebruiker
) -> NoShow:
    """What was found at home of an absent student; without a day the visit is taken back."""
    noshow = NoShow.objects.select_for_update(of=("self",)).select_related("klas").get(pk=noshow.pk)
    niet_in_toekomst(huisbezoek_op=huisbezoek_op)
    if huisbezoek_op is None and bevinding:
        raise ValidationError({"huisbezoek_op": "Vul de dag van het huisbezoek in."})
    if huisbezoek_op is not None and huisbezoek_op < noshow.klas.bezocht_op:
        raise ValidationError({"huisbezoek_op": "Het huisbezoek ligt voor het bezoek aan de klas."})
    noshow.huisbezoek_op, noshow.bevinding = huisbezoek_op, bevinding
    noshow.save(update_fields=["huisbezoek_op", "bevinding"])
    return noshow
