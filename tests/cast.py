"""The fixed cast of the tests: who works where. Imported by conftest.py, so that every test can ask for them.

`gemeente` fixtures run inside `in_gemeente(zoetermeer)`; anna and the others have chosen it.
"""

import datetime

import pytest

from leerplicht.codelijsten.actions import richt_in
from leerplicht.models import Aanstelling, Gebruiker, Gemeente
from leerplicht.toegang.gemeente import in_gemeente

WACHTWOORD = "een-lang-wachtwoord-31"


def _gebruiker(naam: str, gemeente: Gemeente, rol: str, **machtiging) -> Gebruiker:
    gebruiker = Gebruiker.objects.create_user(f"{naam.lower()}@voorbeeld.test", WACHTWOORD, naam=naam)
    Aanstelling.objects.create(gebruiker=gebruiker, gemeente=gemeente, rol=rol, **machtiging)
    gebruiker.kies_aanstelling()
    return gebruiker


def _gemeente(code: str, naam: str) -> Gemeente:
    gemeente = Gemeente.objects.create(code=code, naam=naam)
    with in_gemeente(gemeente.pk):
        richt_in(gemeente, vanaf_schooljaar=2015)
    return gemeente


@pytest.fixture
def zoetermeer(db):
    """The gemeente of the tests, active for the whole test."""
    gemeente = _gemeente("0637", "Zoetermeer")
    with in_gemeente(gemeente.pk):
        yield gemeente


@pytest.fixture
def anders(zoetermeer):
    """Another gemeente, of which nothing may ever be seen."""
    return _gemeente("9999", "Anderstad")


@pytest.fixture
def anna(zoetermeer):
    return _gebruiker("Anna", zoetermeer, "leerplichtambtenaar")


@pytest.fixture
def bram(zoetermeer):
    return _gebruiker("Bram", zoetermeer, "leerplichtambtenaar")


@pytest.fixture
def carla(anders):
    """Works in the other gemeente: must see nothing."""
    return _gebruiker("Carla", anders, "teamleider")


@pytest.fixture
def dirk(zoetermeer):
    return _gebruiker("Dirk", zoetermeer, "casemanager")


@pytest.fixture
def eva(zoetermeer):
    return _gebruiker("Eva", zoetermeer, "teamleider")


@pytest.fixture
def wethouder(zoetermeer):
    return _gebruiker("Wethouder", zoetermeer, "wethouder")


@pytest.fixture
def floor(zoetermeer):
    return _gebruiker("Floor", zoetermeer, "functioneel_beheerder")


@pytest.fixture
def gijs(zoetermeer):
    """May read opsporing: a BOA with a machtiging that holds on every day of the tests."""
    return _gebruiker(
        "Gijs",
        zoetermeer,
        "leerplichtambtenaar_boa",
        opsporing_van=datetime.date(2020, 1, 1),
        opsporing_tot_en_met=datetime.date(2099, 12, 31),
        opsporing_waarom="Akte van opsporingsbevoegdheid",
    )


@pytest.fixture
def hanna(zoetermeer):
    return _gebruiker("Hanna", zoetermeer, "administratie")


@pytest.fixture
def iris(zoetermeer):
    return _gebruiker("Iris", zoetermeer, "redacteur")


@pytest.fixture
def joris(zoetermeer):
    return _gebruiker("Joris", zoetermeer, "privacy_officer")
