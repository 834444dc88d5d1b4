"""Ask for work that must happen, in the transaction of whoever asks: both are there, or neither.

Below that: what a person decides about work that ended otherwise than it should.
"""

import datetime
import logging

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from leerplicht.models import MAIL, Gebruiker, Opdracht, OpdrachtStatus
from leerplicht.postvak import mail, soorten

logger = logging.getLogger(__name__)

AL_BESLIST = "Hier is niets meer over te beslissen: kijk naar de stand van nu."


def zet_klaar(soort: str, *, gemeente_id: int | None, onderwerp_id: int | None, sleutel: str) -> Opdracht:
    """Let the handler of `soort` run once after the commit; asked again with this `sleutel` it is the same row.

    Handlers are told by `Onderdeel.opdrachten`. A `sleutel` is forgotten when its row is removed, long after its
    end.
    """
    return _zet_klaar(sleutel, soort=soort, gemeente_id=gemeente_id, onderwerp_id=onderwerp_id)


def mail_collega(
    ontvanger: Gebruiker,
    *,
    sjabloon: str,
    sleutel: str,
    gemeente_id: int | None = None,
    onderwerp_id: int | None = None,
) -> Opdracht:
    """An e-mail to a colleague from templates/postvak/<sjabloon>.txt, whose first line is the subject.

    It says that something is there, never about whom: e-mail leaves the house.
    """
    # A name that is not there is a fault of whoever asks, not of the worker that would meet it.
    mail.sjabloon(sjabloon)
    return _zet_klaar(
        sleutel,
        soort=MAIL,
        gemeente_id=gemeente_id,
        onderwerp_id=onderwerp_id,
        ontvanger=ontvanger,
        sjabloon=sjabloon,
    )


@transaction.atomic
def _zet_klaar(sleutel: str, **velden) -> Opdracht:
    opdracht, nieuw = Opdracht.objects.get_or_create(
        sleutel=sleutel, defaults={**velden, "volgende_poging": timezone.now()}
    )
    if nieuw:
        transaction.on_commit(lambda: bespoedig(opdracht.pk))
    return opdracht


def bespoedig(opdracht_id: int) -> None:
    """Tell a worker at once. When that fails nothing is lost: the sweep finds the row."""
    from leerplicht.tasks import voer_opdracht_uit

    try:
        # Without retries: whoever just saved must not wait for a broker that is down.
        voer_opdracht_uit.apply_async((opdracht_id,), retry=False)
    except OperationalError:
        logger.warning("The broker does not answer; opdracht %s waits for the sweep.", opdracht_id)


# By a person -------------------------------------------------------------------------------------------------


def stuur_proefbericht(*, door: Gebruiker, op: datetime.date) -> Opdracht:
    """An e-mail to oneself, to see whether e-mail works; once a minute."""
    sleutel = f"proefbericht-{door.pk}-{timezone.now():%Y%m%d%H%M}"
    return mail_collega(door, sjabloon="proefbericht", sleutel=sleutel, gemeente_id=door.gemeente.pk)


@transaction.atomic
def probeer_opnieuw(opdracht: Opdracht, *, door: Gebruiker, op: datetime.date) -> Opdracht:
    """Now, as if it were asked today. An uncertain e-mail may arrive twice: that is what a person decides."""
    actueel = _te_beslissen(opdracht, OpdrachtStatus.MISLUKT, OpdrachtStatus.ONZEKER, OpdrachtStatus.WACHT)
    if not soorten.te_herhalen(actueel.soort):
        raise ValidationError("Dit kan alleen opnieuw worden gevraagd door wie het vroeg.")
    actueel.status, actueel.fout, actueel.pogingen = OpdrachtStatus.WACHT, "", 0
    actueel.token = actueel.vervalt = actueel.beeindigd = None
    actueel.volgende_poging, actueel.beslist_door = timezone.now(), door
    actueel.save()
    transaction.on_commit(lambda: bespoedig(actueel.pk))
    return actueel


@transaction.atomic
def noteer_verstuurd(opdracht: Opdracht, *, door: Gebruiker, op: datetime.date) -> Opdracht:
    """The uncertain e-mail did arrive."""
    return _beslis(_te_beslissen(opdracht, OpdrachtStatus.ONZEKER), OpdrachtStatus.GEDAAN, door)


@transaction.atomic
def laat_vervallen(opdracht: Opdracht, *, door: Gebruiker, op: datetime.date) -> Opdracht:
    """What failed need not happen any more."""
    return _beslis(_te_beslissen(opdracht, OpdrachtStatus.MISLUKT), OpdrachtStatus.GEANNULEERD, door)


def _te_beslissen(opdracht: Opdracht, *standen: OpdrachtStatus) -> Opdracht:
    """The row as it is now, locked. Meanwhile a worker heard the answer, or a colleague decided."""
    actueel = Opdracht.objects.select_for_update().get(pk=opdracht.pk)
    if actueel.status not in standen:
        raise ValidationError(AL_BESLIST)
    return actueel


def _beslis(opdracht: Opdracht, status: OpdrachtStatus, door: Gebruiker) -> Opdracht:
    # Without the token: a worker that hears its answer only now finds that a person was first.
    opdracht.status, opdracht.token = status, None
    opdracht.beeindigd, opdracht.beslist_door = timezone.now(), door
    opdracht.save()
    return opdracht
