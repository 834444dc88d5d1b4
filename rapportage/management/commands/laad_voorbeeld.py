"""`manage.py laad_voorbeeld`: the example gemeente, once."""

from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from rapportage.voorbeeld import gebruikers, laden


class Command(BaseCommand):
    help = "Laadt de voorbeeldgemeente met verzonnen personen. Een tweede keer verandert niets."

    def add_arguments(self, parser):
        parser.add_argument("--op", help="dag waarop het open werk open is, zoals 2026-03-31; standaard vandaag")

    def handle(self, *, op, **_):
        try:
            vandaag = date.fromisoformat(op) if op else timezone.localdate()
        except ValueError as fout:
            raise CommandError("Geef de dag als jjjj-mm-dd, bijvoorbeeld 2026-03-31.") from fout
        if not laden.laad(vandaag):
            self.stdout.write("De voorbeeldgemeente is er al: er is niets veranderd.")
        self.stdout.write(gebruikers.tabel())
