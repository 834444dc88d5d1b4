"""A gemeente with a database of its own, and files for it: reading in commits, in another thread."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from leerplicht.inlezen import actions, bronnen
from leerplicht.models import Aanlevering, Opdracht
from leerplicht.postvak import uitvoering
from leerplicht.toegang.gemeente import in_gemeente
from tests.cast import _gebruiker, _gemeente
from tests.leerplicht.inlezen import proefbron

VANDAAG = date(2026, 11, 24)


@pytest.fixture
def proef(monkeypatch):
    """The product knows one bron more."""
    monkeypatch.setattr(bronnen, "KERN", (*bronnen.KERN, proefbron.BRON))
    return proefbron.BRON


class Balie:
    """Offers files as Anna and does the work of the outbox, one row after another."""

    def __init__(self, gemeente, door):
        self.gemeente, self.door = gemeente, door

    def bied_aan(self, bron, inhoud: bytes | str, naam: str = "proef.csv") -> Aanlevering:
        ruw = inhoud.encode() if isinstance(inhoud, str) else inhoud
        return self._doe(actions.bied_aan, bron, bestand=SimpleUploadedFile(naam, ruw))

    def lees_in(self, aanlevering: Aanlevering, *, alleen_goede: bool = False) -> Aanlevering:
        return self._doe(actions.lees_in, aanlevering, alleen_goede=alleen_goede)

    def controleer(self, aanlevering: Aanlevering) -> Aanlevering:
        return self._doe(actions.controleer_opnieuw, aanlevering)

    def draai_terug(self, aanlevering: Aanlevering) -> Aanlevering:
        return self._doe(actions.draai_terug, aanlevering)

    def in_een_keer(self, bron, inhoud: bytes | str, *, alleen_goede: bool = False) -> Aanlevering:
        return self.lees_in(self.bied_aan(bron, inhoud), alleen_goede=alleen_goede)

    def werk(self) -> None:
        """Everything that waits, as a worker does it."""
        for pk in list(Opdracht.objects.aan_de_beurt(timezone.now()).values_list("pk", flat=True)):
            uitvoering.voer_uit(pk)

    def nu(self, aanlevering: Aanlevering) -> Aanlevering:
        with in_gemeente(self.gemeente.pk):
            return Aanlevering.objects.get(pk=aanlevering.pk)

    def _doe(self, actie, rij, **velden) -> Aanlevering:
        with in_gemeente(self.gemeente.pk):
            aanlevering = actie(rij, door=self.door, op=VANDAAG, **velden)
        self.werk()
        return self.nu(aanlevering)


@pytest.fixture
def balie(own_database, today_is):
    today_is(VANDAAG)
    gemeente = _gemeente("0637", "Zoetermeer")
    return Balie(gemeente, _gebruiker("Anna", gemeente, "leerplichtambtenaar"))
