"""One leerling and one officer, committed, for stories that need no more; and a world made to be leaked."""

from datetime import date

import pytest

from leerplicht.dossier.actions import registreer_leerling, schrijf_in
from leerplicht.models import Code, Gebruiker, School
from leerplicht.toegang.gemeente import in_gemeente
from meldingen.actions import registreer_melding
from tests.cast import _gebruiker, _gemeente
from tests.verhalen.lekbouwers import BOUWERS
from tests.verhalen.lekmerken import Merken
from tests.verhalen.lekwandeling import meeluisteren
from tests.verhalen.lekwereld import plekken, vul
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


@pytest.fixture
def merken():
    return Merken()


@pytest.fixture
def luisteraar(merken):
    with meeluisteren(merken) as luisteraar:
        yield luisteraar


@pytest.fixture
def lege_wereld(db, merken, settings, tmp_path):
    """Two gemeenten without any record: {"hier": its compartments, "elders": …}."""
    settings.BESTANDEN_DIR = tmp_path
    school = School.objects.create(brin="16SW03", naam="Het Voorbeeld College", plaats="Zoetermeer")
    return {
        kant: plekken(_gemeente(code, naam), kant, merken, school)
        for kant, code, naam in (("hier", "0637", "Zoetermeer"), ("elders", "9999", "Anderstad"))
    }


@pytest.fixture
def wereld(lege_wereld):
    """One of everything in both gemeenten."""
    for te_vullen in lege_wereld.values():
        vul(te_vullen, BOUWERS)
    return lege_wereld
