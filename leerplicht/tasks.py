"""Tasks of the kernel itself."""

from celery import shared_task
from django.core.cache import cache
from django.utils import timezone

HEARTBEAT = "worker-heartbeat"


@shared_task
def heartbeat() -> None:
    """Beat sends this every minute; that it arrives shows that beat, broker and worker all live."""
    cache.set(HEARTBEAT, timezone.now(), timeout=None)
