"""`manage.py nieuwe_gebruiker`: a further user of a gemeente that works here already."""

import getpass
import os
import warnings
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from leerplicht.models import Gemeente
from leerplicht.roles import ROLLEN
from leerplicht.toegang.actions import maak_gebruiker
from leerplicht.toegang.logboek.geschiedenis import door_programma

# Not that of the first beheerder: left in the environment, it would quietly become everybody's password.
WACHTWOORD = "GEBRUIKER_WACHTWOORD"


class Command(BaseCommand):
    help = f"Maak een gebruiker van een gemeente. Het wachtwoord wordt gevraagd, of staat in {WACHTWOORD}."

    def add_arguments(self, parser):
        parser.add_argument("--gemeente", required=True, help="gemeentecode, bijvoorbeeld 0637")
        parser.add_argument("--email", required=True, help="e-mailadres waarmee de gebruiker inlogt")
        parser.add_argument("--naam", required=True, help="naam van de gebruiker")
        parser.add_argument("--rol", required=True, help=", ".join(ROLLEN))

    def handle(self, *args: Any, **options: Any) -> None:
        gemeente = Gemeente.objects.filter(code=options["gemeente"]).first()
        if gemeente is None:
            raise CommandError(f"Er is geen gemeente met code {options['gemeente']}.")
        wachtwoord = lees_wachtwoord(WACHTWOORD)
        try:
            with door_programma("nieuwe_gebruiker"):
                gebruiker = maak_gebruiker(
                    gemeente,
                    email=options["email"],
                    naam=options["naam"],
                    rol=options["rol"],
                    wachtwoord=wachtwoord,
                )
        except ValidationError as fout:
            raise CommandError(" ".join(fout.messages)) from fout
        self.stdout.write(f"{gebruiker.naam} kan inloggen met {gebruiker.email}.")


def lees_wachtwoord(variabele: str) -> str:
    """From this environment variable, or else asked twice on the terminal. CommandError when neither gives one."""
    if variabele in os.environ:
        return os.environ[variabele]
    try:
        with warnings.catch_warnings():
            # Without a terminal getpass would only warn, and show what is typed.
            warnings.simplefilter("error", getpass.GetPassWarning)
            wachtwoord = getpass.getpass("Wachtwoord: ")
            nogmaals = getpass.getpass("Nogmaals: ")
    except (EOFError, getpass.GetPassWarning) as fout:
        raise CommandError(f"Er is geen wachtwoord: typ het in een terminal of zet het in {variabele}.") from fout
    except KeyboardInterrupt as fout:
        raise CommandError("Gestopt: er is niets gemaakt.") from fout
    if wachtwoord != nogmaals:
        raise CommandError("De twee wachtwoorden zijn niet gelijk.")
    return wachtwoord
