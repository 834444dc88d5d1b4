"""Leerlingen, a school and codes for the tests of the screens; imported by the conftest of a directory.

The clock is the real one: what is "today" comes from `vandaag`, and only dates of the past are written out.
"""

from datetime import date

import pytest
from django.utils import timezone

from leerplicht.dossier.actions import registreer_leerling, schrijf_in
from leerplicht.models import Code, School
from leerplicht.toegang.gemeente import in_gemeente
from meldingen.actions import registreer_melding


@pytest.fixture
def vandaag():
    return timezone.localdate()


@pytest.fixture
def college(db):
    return School.objects.create(brin="16SW03", naam="Het Voorbeeld College", plaats="Zoetermeer")


@pytest.fixture
def code(zoetermeer):
    """`code("reden-luxe", "vakantie")`: a row of a code list."""
    return lambda lijst, naam: Code.objects.get(gemeente=zoetermeer, lijst=lijst, code=naam)


@pytest.fixture
def noa(zoetermeer):
    """Born 12-05-2010: leerplichtig until 31-07-2026, not enrolled anywhere."""
    return registreer_leerling(
        gemeente=zoetermeer,
        door=None,
        voornaam="Noa",
        tussenvoegsel="de",
        achternaam="Vries",
        geboortedatum=date(2010, 5, 12),
        bsn="111222333",
    )


@pytest.fixture
def zoe(zoetermeer, college, code):
    """Born 02-09-2009, in the second year of the vmbo since 01-08-2023."""
    leerling = registreer_leerling(
        gemeente=zoetermeer, door=None, voornaam="Zoë", achternaam="Çelik", geboortedatum=date(2009, 9, 2)
    )
    vmbo = code("onderwijssoort", "vmbo")
    schrijf_in(leerling, school=college, onderwijssoort=vmbo, leerjaar=2, van=date(2023, 8, 1), door=None)
    return leerling


@pytest.fixture
def meld(anna, vandaag):
    """`meld(noa, "zorg")`: a melding of 05-03-2024 registered today by anna, who owns it."""

    def registreer(leerling, soort="relatief_wettelijk", *, door=anna, op=None, **velden):
        velden = {"gemeld_op": date(2024, 3, 5), "eigenaar": door} | velden
        return registreer_melding(leerling, soort=soort, op=op or vandaag, door=door, **velden)

    return registreer


@pytest.fixture
def als(client):
    """`als(anna)`: the test client, logged in as somebody."""

    def login(gebruiker):
        client.force_login(gebruiker, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return login


@pytest.fixture
def elders(anders, carla, college):
    """A leerling of the other gemeente with a melding, of whom nothing may be seen in Zoetermeer."""
    with in_gemeente(anders.pk):
        leerling = registreer_leerling(
            gemeente=anders, door=None, voornaam="Elders", achternaam="Onzichtbaar", geboortedatum=date(2010, 1, 1)
        )
        return registreer_melding(
            leerling, soort="zorg", op=date(2024, 3, 6), door=carla, gemeld_op=date(2024, 3, 5)
        )
