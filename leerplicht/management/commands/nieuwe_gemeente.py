"""`manage.py nieuwe_gemeente`: the first step of an installation, a gemeente with its lists and its beheerder."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from leerplicht.management.commands.nieuwe_gebruiker import lees_wachtwoord
from leerplicht.rules import schooljaar_van
from leerplicht.toegang.actions import maak_gemeente
from leerplicht.toegang.logboek.geschiedenis import door_programma

WACHTWOORD = "BEHEERDER_WACHTWOORD"
# The Leerplichtwet.
EERSTE_SCHOOLJAAR = 1969
# Dossiers of these years, brought along from elsewhere, find their codes.
JAREN_TERUG = 5


class Command(BaseCommand):
    help = (
        "Maak een gemeente met haar codelijsten en een functioneel beheerder. "
        f"Het wachtwoord wordt gevraagd, of staat in {WACHTWOORD}."
    )

    def add_arguments(self, parser):
        parser.add_argument("--code", required=True, help="gemeentecode, bijvoorbeeld 0637")
        parser.add_argument("--naam", required=True, help="naam van de gemeente")
        parser.add_argument("--email", required=True, help="e-mailadres waarmee de beheerder inlogt")
        parser.add_argument("--beheerder", required=True, help="naam van de beheerder")
        parser.add_argument(
            "--vanaf-schooljaar",
            help=f"eerste schooljaar van de codelijsten, bijvoorbeeld 2023; anders {JAREN_TERUG} jaar terug",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        vanaf_schooljaar = _schooljaar(options["vanaf_schooljaar"])
        wachtwoord = lees_wachtwoord(WACHTWOORD)
        try:
            with door_programma("nieuwe_gemeente"):
                gemeente = maak_gemeente(
                    code=options["code"],
                    naam=options["naam"],
                    vanaf_schooljaar=vanaf_schooljaar,
                    email=options["email"],
                    beheerder=options["beheerder"],
                    wachtwoord=wachtwoord,
                )
        except ValidationError as fout:
            raise CommandError(" ".join(fout.messages)) from fout
        beheerder = gemeente.aanstellingen.get().gebruiker
        self.stdout.write(f"{gemeente.naam} is gemaakt; {beheerder.naam} kan inloggen met {beheerder.email}.")


def _schooljaar(tekst: str | None) -> int:
    laatste = schooljaar_van(timezone.localdate())
    if tekst is None:
        return laatste - JAREN_TERUG
    if not (tekst.isascii() and tekst.isdigit() and EERSTE_SCHOOLJAAR <= int(tekst) <= laatste):
        raise CommandError(
            f"{tekst} is geen schooljaar: geef het jaar waarin het begint, "
            f"van {EERSTE_SCHOOLJAAR} tot en met {laatste}."
        )
    return int(tekst)
