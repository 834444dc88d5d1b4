"""For the container: ends with 1 when background work does not come round."""

from datetime import timedelta

from django.core.cache import cache
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from leerplicht.tasks import HEARTBEAT

OLDEST = timedelta(minutes=2)


class Command(BaseCommand):
    help = "Meldt of planner, wachtrij en achtergrondwerker samen werken: de hartslag is jonger dan 2 minuten."
    requires_system_checks: list = []

    def handle(self, **_):
        seen = cache.get(HEARTBEAT)
        if seen is None:
            raise CommandError("Er is nog geen hartslag van de achtergrondwerker.")
        if timezone.now() - seen > OLDEST:
            raise CommandError(f"De laatste hartslag van de achtergrondwerker was om {seen:%H:%M} UTC.")
