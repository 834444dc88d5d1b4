"""How far an aanlevering is, as its worker writes it down. `gestart` tells which worker has it."""

import datetime

from django.db import transaction
from django.utils import timezone

from leerplicht.models import Aanlevering, AanleveringStatus
from leerplicht.models.aanlevering import LOPEND
from leerplicht.postvak.uitkomsten import NietMeerVanOns

BEGIN = {
    AanleveringStatus.ONTVANGEN: AanleveringStatus.CONTROLE,
    AanleveringStatus.WACHT: AanleveringStatus.BEZIG,
}
# Taken over from a worker that died, it goes on where that one began.
BIJ_EEN_WERKER = (AanleveringStatus.CONTROLE, AanleveringStatus.BEZIG, AanleveringStatus.TERUGDRAAIEN)


@transaction.atomic
def neem(aanlevering_id: int) -> Aanlevering | None:
    """Take it, or None when there is nothing to do. The outbox gives it to one worker at a time."""
    aanlevering = Aanlevering.objects.select_for_update().get(pk=aanlevering_id)
    status = BEGIN.get(AanleveringStatus(aanlevering.status), aanlevering.status)
    if status not in BIJ_EEN_WERKER:
        return None
    aanlevering.status = status
    if aanlevering.annuleren:
        # Asked of a worker that died before it could listen.
        _einde(aanlevering, AanleveringStatus.GEANNULEERD, "")
        return None
    aanlevering.gestart, aanlevering.stap, aanlevering.gedaan, aanlevering.fout = timezone.now(), "", 0, ""
    aanlevering.save(update_fields=["status", "gestart", "stap", "gedaan", "fout"])
    return aanlevering


def meld(aanlevering: Aanlevering, *, stap: str, gedaan: int) -> None:
    _van_ons(aanlevering.pk, aanlevering.gestart).update(stap=stap, gedaan=gedaan)


def moet_stoppen(aanlevering: Aanlevering) -> bool:
    """Whether somebody asked to cancel it, or another worker has it."""
    rij = _van_ons(aanlevering.pk, aanlevering.gestart).values_list("annuleren", flat=True).first()
    return rij is None or rij


def leg_vast(aanlevering: Aanlevering, *, gestart: datetime.datetime | None) -> None:
    """The outcome of the pass, in its own transaction. Raises NietMeerVanOns, which takes all of it back."""
    actueel = Aanlevering.objects.select_for_update().get(pk=aanlevering.pk)
    if actueel.gestart != gestart or actueel.status not in LOPEND or actueel.annuleren:
        raise NietMeerVanOns
    aanlevering.gestart, aanlevering.stap = gestart, ""
    aanlevering.gedaan = aanlevering.totaal
    aanlevering.save()


@transaction.atomic
def eindig(aanlevering: Aanlevering, status: AanleveringStatus, *, fout: str = "") -> None:
    """Without a result; nothing when it is no longer ours."""
    actueel = _van_ons(aanlevering.pk, aanlevering.gestart).select_for_update().first()
    if actueel is not None:
        _einde(actueel, status, fout)


@transaction.atomic
def geef_op(aanlevering_id: int, fout: str) -> None:
    aanlevering = Aanlevering.objects.select_for_update().get(pk=aanlevering_id)
    if aanlevering.loopt:
        _einde(aanlevering, AanleveringStatus.MISLUKT, fout)


def _einde(aanlevering: Aanlevering, status: AanleveringStatus, fout: str) -> None:
    terug = None
    if aanlevering.status == AanleveringStatus.TERUGDRAAIEN:
        # What a cancelled or failed undo leaves: all that was there still is.
        eerder = aanlevering.teruggedraaid_op is not None
        terug = AanleveringStatus.TERUGGEDRAAID if eerder else AanleveringStatus.INGELEZEN
    elif status == AanleveringStatus.GEANNULEERD and aanlevering.telling:
        # Reading in was stopped: the check is still good.
        terug = AanleveringStatus.GECONTROLEERD
    aanlevering.status = terug or status
    aanlevering.fout, aanlevering.stap, aanlevering.annuleren = fout[:400], "", False
    aanlevering.save(update_fields=["status", "fout", "stap", "annuleren"])


def _van_ons(aanlevering_id: int, gestart: datetime.datetime | None):
    return Aanlevering.objects.filter(pk=aanlevering_id, gestart=gestart, status__in=LOPEND)
