"""Tasks of the kernel itself."""

from datetime import timedelta

from celery import shared_task
from django.core.cache import cache
from django.utils import timezone

from leerplicht import parameters
from leerplicht.bestanden import opslag
from leerplicht.formulieren import concept
from leerplicht.inlezen import actions as inlezen
from leerplicht.models import Aanlevering, Document, Gemeente
from leerplicht.postvak import uitvoering
from leerplicht.toegang.gemeente import in_gemeente
from leerplicht.toegang.zegels import actions as zegels

HEARTBEAT = "worker-heartbeat"
# A worker that is longer at one task is stopped by force, and its work taken up again.
WERKTIJD = 600


@shared_task
def heartbeat() -> None:
    """Beat sends this every minute; that it arrives shows that beat, broker and worker all live."""
    cache.set(HEARTBEAT, timezone.now(), timeout=None)


@shared_task(time_limit=WERKTIJD)
def voer_opdracht_uit(opdracht_id: int) -> None:
    """Carry out one row of the outbox at once; delivered twice, it happens once."""
    uitvoering.voer_uit(opdracht_id)


@shared_task(time_limit=WERKTIJD)
def veeg_postvak() -> None:
    """Beat sends this every few seconds: what no message came for, and what dead workers left behind."""
    uitvoering.veeg()


@shared_task
def ruim_postvak_op() -> None:
    """Remove what was done long ago. Twice on a day removes nothing more."""
    uitvoering.ruim_op(timezone.localdate())


@shared_task
def ruim_bestanden_op() -> None:
    """Files of documents that were never added after all: their request was rolled back."""
    for gemeente in Gemeente.objects.all():
        with in_gemeente(gemeente.pk):
            documenten = Document.objects.values_list("sha256", flat=True)
            aangeleverd = Aanlevering.objects.filter(bestand_weg_op=None).values_list("sha256", flat=True)
            opslag.ruim_op(gemeente.pk, {*documenten, *aangeleverd})


@shared_task
def ruim_aanleveringen_op() -> None:
    """Files that were read in long ago, in every gemeente. Twice on a day removes nothing more."""
    for gemeente in Gemeente.objects.all():
        with in_gemeente(gemeente.pk):
            inlezen.ruim_op(timezone.localdate())


@shared_task
def maan_openingen() -> None:
    """Tell who must judge them that openings of sealed dossiers wait too long, in every gemeente; of each once."""
    for gemeente in Gemeente.objects.all():
        with in_gemeente(gemeente.pk):
            zegels.maan(gemeente, op=timezone.localdate())


@shared_task
def verwijder_oude_concepten() -> None:
    """Drafts that nobody came back for, in every gemeente; the memory of what was sent goes with them."""
    nu = timezone.now()
    voor = nu - timedelta(days=parameters.op("concept_bewaartermijn", nu.date()).waarde)
    for gemeente in Gemeente.objects.all():
        with in_gemeente(gemeente.pk):
            concept.verloop(voor=voor)
