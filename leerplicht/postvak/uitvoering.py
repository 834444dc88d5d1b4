"""What a worker does with the outbox: take a row, carry it out, write down how it ended.

Taking commits by itself, so that an attempt counts also when the worker dies in it. The work of a handler and
*gedaan* are one transaction that holds the row; whoever was too slow finds another token and changes nothing.
"""

import datetime
import logging
import random
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone

from leerplicht import parameters
from leerplicht.models import Opdracht, OpdrachtStatus
from leerplicht.onderdeel import Langlopend
from leerplicht.postvak.soorten import handler_van, pogingen_van
from leerplicht.postvak.uitkomsten import Later, Mislukt, NietMeerVanOns, Onzeker, Uitkomst, Vervallen
from leerplicht.toegang.gemeente import in_gemeente

logger = logging.getLogger(__name__)

# From taking a row to its transaction, which then holds the row itself however long it takes.
NEEMTIJD = datetime.timedelta(minutes=1)
EERSTE_PAUZE, LANGSTE_PAUZE = 10, 3600
# A sweep ends after so many seconds, so that the other tasks of the worker get their turn; the next goes on.
VEEGTIJD = 20

ONBEKEND = "Dit programma kent dit soort werk niet."
GESTOPT = "Het programma dat hiermee bezig was, is steeds gestopt."
FOUT = "Er ging iets mis. De beheerder van het systeem kan in het logboek zien wat."
AFGEBROKEN = "Het verzenden is afgebroken. Het is niet zeker of het bericht is aangekomen."

EINDE = {
    Mislukt: OpdrachtStatus.MISLUKT,
    Vervallen: OpdrachtStatus.GEANNULEERD,
    Onzeker: OpdrachtStatus.ONZEKER,
}


def voer_uit(opdracht_id: int) -> None:
    """Carry out one row, unless it is not due, ended, or with another worker."""
    opdracht = neem(opdracht_id)
    if opdracht is not None:
        _voer_uit(opdracht)


def veeg() -> None:
    """Everything that is due, one row after another; several workers may do so at once."""
    _maak_onzeker()
    einde = time.monotonic() + VEEGTIJD
    while time.monotonic() < einde and (opdracht := neem()) is not None:
        _voer_uit(opdracht)


@transaction.atomic
def neem(opdracht_id: int | None = None) -> Opdracht | None:
    """Take a due row, this one or the first: it is *bezig* with a token of ours, or was given up."""
    nu = timezone.now()
    rijen = Opdracht.objects.aan_de_beurt(nu).select_for_update(skip_locked=True)
    opdracht = rijen.filter(pk=opdracht_id).first() if opdracht_id else rijen.first()
    if opdracht is None:
        return None
    if opdracht.pogingen >= pogingen_van(opdracht.soort):
        # A failure is written down by its worker; only one that died again and again comes here.
        _geef_op(opdracht, GESTOPT)
        return opdracht
    handler = handler_van(opdracht.soort)
    opdracht.status, opdracht.token = OpdrachtStatus.BEZIG, uuid.uuid4()
    opdracht.gestart = nu
    opdracht.vervalt = nu + (handler.tijdslimiet if isinstance(handler, Langlopend) else NEEMTIJD)
    opdracht.pogingen += 1
    opdracht.save()
    return opdracht


def ruim_op(dag: datetime.date) -> int:
    """Remove the rows that ended longer ago than the parameter says; how many those were."""
    dagen = parameters.op("bewaren_opdrachten_dagen", dag).waarde
    voor = timezone.make_aware(datetime.datetime.combine(dag, datetime.time())) - datetime.timedelta(days=dagen)
    aantal, _ = Opdracht.objects.oud(voor).delete()
    return aantal


@transaction.atomic
def verleng(opdracht: Opdracht, tijd: datetime.timedelta) -> None:
    """A sign of life of the worker that has the row. Raises NietMeerVanOns when it has it no longer."""
    actueel = _van_ons(opdracht)
    actueel.vervalt = timezone.now() + tijd
    actueel.save(update_fields=["vervalt"])


def _voer_uit(opdracht: Opdracht) -> None:
    if opdracht.status != OpdrachtStatus.BEZIG:
        return
    try:
        _doe(opdracht)
    except NietMeerVanOns:
        return
    except Later as uitkomst:
        _probeer_later(opdracht, str(uitkomst))
    except Uitkomst as uitkomst:
        _beeindig_als(opdracht, EINDE[type(uitkomst)], str(uitkomst))
    except Exception:
        logger.exception("Opdracht %s (%s) failed", opdracht.pk, opdracht.soort)
        if Opdracht.objects.filter(pk=opdracht.pk, status=OpdrachtStatus.VERZENDT).exists():
            # A fault of ours after the e-mail was handed over: trying again could send it twice.
            _beeindig_als(opdracht, OpdrachtStatus.ONZEKER, AFGEBROKEN)
        else:
            _probeer_later(opdracht, FOUT)


def _doe(opdracht: Opdracht) -> None:
    handler = handler_van(opdracht.soort)
    if handler is None:
        raise Mislukt(ONBEKEND)
    if isinstance(handler, Langlopend):
        handler.doe(opdracht)
        _beeindig_als(opdracht, OpdrachtStatus.GEDAAN)
        return
    with _transactie(opdracht.gemeente_id):
        actueel = _van_ons(opdracht)
        handler(opdracht.gemeente_id, opdracht.onderwerp_id)
        _beeindig(actueel, OpdrachtStatus.GEDAAN)


@contextmanager
def _transactie(gemeente_id: int | None) -> Iterator[None]:
    if gemeente_id is None:
        with transaction.atomic():
            yield
    else:
        with in_gemeente(gemeente_id):
            yield


@transaction.atomic
def _beeindig_als(opdracht: Opdracht, status: OpdrachtStatus, fout: str = "") -> None:
    try:
        actueel = _van_ons(opdracht)
    except NietMeerVanOns:
        return
    if status == OpdrachtStatus.MISLUKT:
        _geef_op(actueel, fout)
    else:
        _beeindig(actueel, status, fout)


@transaction.atomic
def _probeer_later(opdracht: Opdracht, fout: str) -> None:
    try:
        actueel = _van_ons(opdracht)
    except NietMeerVanOns:
        return
    if actueel.pogingen >= pogingen_van(actueel.soort):
        _geef_op(actueel, fout)
        return
    actueel.status, actueel.fout = OpdrachtStatus.WACHT, fout[:300]
    actueel.token = actueel.vervalt = actueel.beeindigd = None
    actueel.volgende_poging = timezone.now() + pauze(actueel.pogingen)
    actueel.save()


def pauze(pogingen: int) -> datetime.timedelta:
    """Twice as long after each attempt; spread, so that all that failed together does not come back together."""
    seconden = min(EERSTE_PAUZE * 2 ** (pogingen - 1), LANGSTE_PAUZE)
    return datetime.timedelta(seconds=seconden * random.uniform(0.5, 1.5))  # noqa: S311 - no secret


@transaction.atomic
def _maak_onzeker() -> None:
    nu = timezone.now()
    for opdracht in Opdracht.objects.afgebroken_verzendingen(nu).select_for_update(skip_locked=True):
        # The token stays: should that worker still live, it may write down the answer it got.
        _beeindig(opdracht, OpdrachtStatus.ONZEKER, AFGEBROKEN)


def _geef_op(opdracht: Opdracht, fout: str) -> None:
    """It ends *mislukt*, and who asked for it is told in the same transaction."""
    _beeindig(opdracht, OpdrachtStatus.MISLUKT, fout)
    handler = handler_van(opdracht.soort)
    if isinstance(handler, Langlopend) and handler.opgegeven is not None:
        try:
            with _transactie(opdracht.gemeente_id):
                handler.opgegeven(opdracht)
        except Exception:
            logger.exception("Opdracht %s (%s) could not tell that it failed", opdracht.pk, opdracht.soort)


def _beeindig(opdracht: Opdracht, status: OpdrachtStatus, fout: str = "") -> None:
    opdracht.status, opdracht.fout, opdracht.beeindigd = status, fout[:300], timezone.now()
    opdracht.save()


def _van_ons(opdracht: Opdracht) -> Opdracht:
    """The row as it is now, locked. Uncertain counts as ours while nobody decided: the answer may still come."""
    eigen = [OpdrachtStatus.BEZIG, OpdrachtStatus.VERZENDT, OpdrachtStatus.ONZEKER]
    rijen = Opdracht.objects.select_for_update().filter(pk=opdracht.pk, token=opdracht.token, status__in=eigen)
    actueel = rijen.first()
    if actueel is None:
        raise NietMeerVanOns
    return actueel
