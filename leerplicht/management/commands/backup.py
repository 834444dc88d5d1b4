"""`manage.py backup`: database and documents in one directory, from which `manage.py herstel` makes them anew."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from leerplicht.beheer.backup import BackupFout, maak_backup


class Command(BaseCommand):
    help = "Maak een backup van de database en de documenten. De inhoud is niet versleuteld: bewaar haar veilig."

    def add_arguments(self, parser):
        parser.add_argument("--naar", required=True, metavar="MAP", help="map waarin de backup komt te staan")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DATABASE_BACKUP_URL:
            raise CommandError("Geef in DATABASE_BACKUP_URL de databaserol voor backups op.")
        try:
            backup = maak_backup(
                settings.DATABASE_BACKUP_URL,
                settings.BESTANDEN_DIR,
                Path(options["naar"]),
                nu=timezone.localtime(),
            )
        except BackupFout as fout:
            raise CommandError(str(fout)) from fout
        self.stdout.write(str(backup))
