"""`manage.py herstel`: a backup back into an empty installation; with --proef only the proof that it could be."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from leerplicht.beheer.backup import BackupFout, Inhoud
from leerplicht.beheer.herstel import beproef, herstel
from leerplicht.models import Herstelproef


class Command(BaseCommand):
    help = "Zet een backup terug in een lege installatie en vergelijk alles met wat erin hoort te zitten."
    requires_system_checks: list = []

    def add_arguments(self, parser):
        parser.add_argument("--van", required=True, metavar="MAP", help="de map die `manage.py backup` noemde")
        parser.add_argument(
            "--proef",
            action="store_true",
            help="zet de backup alleen terug in een database die daarna wordt weggegooid, en onthoud de uitslag",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        backup = Path(options["van"])
        try:
            if options["proef"]:
                inhoud = _beproef(backup)
            else:
                inhoud = herstel(settings.DATABASE_OWNER_URL, settings.BESTANDEN_DIR, backup)
        except BackupFout as fout:
            raise CommandError(str(fout)) from fout
        self.stdout.write(
            f"{'De backup is beproefd' if options['proef'] else 'Hersteld'}: "
            f"{len(inhoud.inventaris.tabellen)} tabellen, {inhoud.inventaris.rijen} rijen en "
            f"{len(inhoud.bestanden)} documenten zijn gelijk aan de backup van {inhoud.gemaakt:%d-%m-%Y %H:%M}."
        )


def _beproef(backup: Path) -> Inhoud:
    try:
        inhoud = beproef(settings.DATABASE_OWNER_URL, backup)
    except BackupFout as fout:
        Herstelproef.objects.create(gedaan=timezone.now(), fout=str(fout)[:300])
        raise
    Herstelproef.objects.create(
        gedaan=timezone.now(),
        backup_van=inhoud.gemaakt,
        tabellen=len(inhoud.inventaris.tabellen),
        rijen=inhoud.inventaris.rijen,
        bestanden=len(inhoud.bestanden),
    )
    return inhoud
