"""Dirk offers files of the Doorstroompunt; schools and whole tables to compare."""

import pytest

from leerplicht.models import Leerling, School
from leerplicht.toegang.gemeente import in_gemeente
from tests.cast import _gebruiker, _gemeente
from tests.leerplicht.inlezen.conftest import VANDAAG, Balie
from tests.tabellen import tabellen

# Of the file itself, not of what was in it.
VAN_HET_BESTAND = {"leerplicht.Aanlevering", "leerplicht.Aanleverregel"}


class Loket(Balie):
    def tabellen(self) -> dict[str, list[dict]]:
        """Every row of the gemeente but those about the files."""
        with in_gemeente(self.gemeente.pk):
            return {naam: rijen for naam, rijen in tabellen().items() if naam not in VAN_HET_BESTAND}

    def fouten(self, aanlevering) -> dict[int, list[list[str]]]:
        """The sentences of the refused rows, by their line."""
        with in_gemeente(self.gemeente.pk):
            regels = aanlevering.regels.filter(stand="geweigerd")
            return dict(regels.order_by("regel").values_list("regel", "fouten"))

    def rijen(self, model, *velden: str) -> list[tuple]:
        with in_gemeente(self.gemeente.pk):
            return list(model.objects.order_by("pk").values_list(*velden))

    def ken(self, **velden) -> Leerling:
        """A leerling of before the file."""
        naam = f"{velden['achternaam']} {velden['voornaam']}".lower()
        with in_gemeente(self.gemeente.pk):
            return Leerling.objects.create(gemeente=self.gemeente, zoeknaam=naam, **velden)


@pytest.fixture
def loket(own_database, today_is) -> Loket:
    today_is(VANDAAG)
    gemeente = _gemeente("0637", "Zoetermeer")
    School.objects.create(brin="25LP00", naam="ROC De Vaart", plaats="Zoetermeer")
    School.objects.create(brin="16SW03", naam="De Brug", plaats="Zoetermeer")
    return Loket(gemeente, _gebruiker("Dirk", gemeente, "casemanager"))
