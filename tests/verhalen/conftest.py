"""One leerling and one officer, committed, for the stories that need no whole example."""

from datetime import date

import pytest

from leerplicht.dossier.actions import registreer_leerling, schrijf_in
from leerplicht.models import Code, Gebruiker, School
from leerplicht.toegang.gemeente import in_gemeente
from meldingen.actions import registreer_melding
from tests.cast import _gebruiker, _gemeente
from tests.verhalen.onderbroken import Werk


@pytest.fixture
def zoe(own_database):
    """Zoë Çelik, in the second year of the vmbo since 01-08-2023; anna may log in."""
    gemeente = _gemeente("0637", "Zoetermeer")
    anna = _gebruiker("Anna", gemeente, "leerplichtambtenaar")
    college = School.objects.create(brin="16SW03", naam="Het Voorbeeld College", plaats="Zoetermeer")
    with in_gemeente(gemeente.pk):
        zoe = registreer_leerling(
            gemeente=gemeente, door=anna, voornaam="Zoë", achternaam="Çelik", geboortedatum=date(2009, 9, 2)
        )
        vmbo = Code.objects.get(lijst="onderwijssoort", code="vmbo")
        schrijf_in(zoe, school=college, onderwijssoort=vmbo, leerjaar=2, van=date(2023, 8, 1), door=anna)
    return zoe


@pytest.fixture
def werk(zoe):
    """Anna writes down a conversation about Zoë."""
    anna = Gebruiker.objects.get(email="anna@voorbeeld.test")
    with in_gemeente(zoe.gemeente_id):
        melding = registreer_melding(
            zoe, soort="zorg", op=date(2024, 3, 5), gemeld_op=date(2024, 3, 5), eigenaar=anna, door=anna
        )
    anna.kies_aanstelling()
    return Werk(melding.zaak, anna)
