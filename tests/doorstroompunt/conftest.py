"""People and schools of the tests of the Doorstroompunt."""

from datetime import date

import pytest

from doorstroompunt.actions.traject import open_traject, start_begeleiding
from leerplicht.dossier.actions import registreer_leerling, schrijf_in
from leerplicht.models import Code, School
from tests.doorstroompunt.stappen import AANGEMELD, GESTOPT


@pytest.fixture
def code(zoetermeer):
    """`code(lijst, code)`: the version of this school year's lists."""
    return lambda lijst, naam: Code.objects.get(gemeente=zoetermeer, lijst=lijst, code=naam)


@pytest.fixture
def mbo(db):
    return School.objects.create(brin="25LP00", naam="ROC De Vaart", plaats="Zoetermeer")


@pytest.fixture
def noa(zoetermeer, dirk, mbo, code):
    """Born 10 March 2004; in the second year of mbo 2 since 1 August 2022."""
    leerling = registreer_leerling(
        gemeente=zoetermeer, door=dirk, voornaam="Noa", achternaam="Çelik", geboortedatum=date(2004, 3, 10)
    )
    schrijf_in(
        leerling,
        school=mbo,
        onderwijssoort=code("onderwijssoort", "mbo_2"),
        leerjaar=2,
        van=date(2022, 8, 1),
        door=dirk,
    )
    return leerling


@pytest.fixture
def samir(zoetermeer, dirk):
    """Born 1 September 2005, never enrolled in the gemeente."""
    return registreer_leerling(
        gemeente=zoetermeer, door=dirk, voornaam="Samir", achternaam="Novák", geboortedatum=date(2005, 9, 1)
    )


@pytest.fixture
def uitvaller(noa, dirk, code):
    return open_traject(
        noa,
        populatie="uitvaller",
        op=AANGEMELD,
        gestopt_op=GESTOPT,
        reden=code("reden-gestopt", "werken"),
        door=dirk,
        eigenaar=dirk,
    )


@pytest.fixture
def begeleid(uitvaller, dirk):
    return start_begeleiding(uitvaller, op=AANGEMELD, door=dirk)


@pytest.fixture
def zorg(samir, dirk, code):
    return open_traject(
        samir, populatie="zorg_18plus", op=AANGEMELD, reden=code("reden-zorg_18plus", "studie"), door=dirk
    )
