"""What leerplicht does by itself, at night."""

from celery import shared_task
from django.utils import timezone

from leerplicht.models import Gemeente
from leerplicht.toegang.gemeente import in_gemeente
from meldingen.signalen.actions import signaleer


@shared_task
def signaleer_overal() -> None:
    """Every gemeente in a task of its own: what goes wrong in one keeps no other from its signalen."""
    for gemeente in Gemeente.objects.all():
        signaleer_gemeente.delay(gemeente.pk)


@shared_task
def signaleer_gemeente(gemeente_id: int) -> None:
    """In one transaction: a run that dies leaves nothing behind, and the next one does all of it."""
    with in_gemeente(gemeente_id):
        signaleer(Gemeente.objects.get(pk=gemeente_id), op=timezone.localdate())
