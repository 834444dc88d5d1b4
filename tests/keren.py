"""A gemeente in which each block is a transaction of its own, with a context of its own, that can be undone."""

import datetime
import uuid
from contextlib import contextmanager
from dataclasses import dataclass, field

import pghistory
import pytest
from django.db import connection

from leerplicht.dossier.actions import registreer_leerling
from leerplicht.models import Gebruiker, Gemeente
from leerplicht.terugdraaien import draai_terug
from leerplicht.toegang.gemeente import in_gemeente
from meldingen.actions import registreer_melding
from tests.cast import _gebruiker, _gemeente
from tests.tabellen import tabellen

DAG = datetime.date(2024, 3, 5)


@dataclass
class Wereld:
    """A gemeente whose transactions are real ones."""

    gemeente: Gemeente
    anna: Gebruiker
    bram: Gebruiker
    keren: list[tuple[uuid.UUID, datetime.datetime]] = field(default_factory=list)

    @contextmanager
    def keer(self, onthoud=True):
        """One transaction with a context of its own; `onthoud`: to be undone."""
        with pghistory.context(programma="proef") as context, in_gemeente(self.gemeente.pk):
            with connection.cursor() as cursor:
                cursor.execute("SELECT now()")
                (op,) = cursor.fetchone()
            yield
        if onthoud:
            self.keren.append((context.id, op))

    @contextmanager
    def later(self):
        with self.keer(onthoud=False):
            yield

    def draai_terug(self):
        context, op = self.keren.pop()
        with pghistory.context(programma="terug"), in_gemeente(self.gemeente.pk):
            return draai_terug(context=context, op=op)

    def nu(self):
        with in_gemeente(self.gemeente.pk):
            return tabellen()

    def leerling(self, voornaam="Noa", **velden):
        return registreer_leerling(
            gemeente=self.gemeente,
            door=self.anna,
            **{"voornaam": voornaam, "achternaam": "Vries", "geboortedatum": datetime.date(2010, 5, 12)} | velden,
        )

    def melding(self, leerling, **velden):
        return registreer_melding(
            leerling,
            **{"soort": "zorg", "op": DAG, "door": self.anna, "eigenaar": self.anna, "gemeld_op": DAG} | velden,
        )


@pytest.fixture
def wereld(own_database):
    gemeente = _gemeente("0637", "Zoetermeer")
    return Wereld(
        gemeente,
        _gebruiker("Anna", gemeente, "leerplichtambtenaar"),
        _gebruiker("Bram", gemeente, "leerplichtambtenaar"),
    )
