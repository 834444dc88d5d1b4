"""Ask for work that must happen, in the transaction of whoever asks: both are there, or neither."""

import logging

from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from leerplicht.models import MAIL, Gebruiker, Opdracht
from leerplicht.postvak import mail

logger = logging.getLogger(__name__)


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
