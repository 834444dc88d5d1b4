"""One active gemeente per request, in one transaction that is undone when the view breaks."""

import pytest
from django.test import Client

from leerplicht.models import Aanstelling, Gezin
from leerplicht.roles import ROLLEN, Recht
from leerplicht.toegang.gemeente import in_gemeente

pytestmark = pytest.mark.urls("tests.leerplicht.toegang_urls")


def _client(gebruiker, **session) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(gebruiker)
    opslag = client.session
    opslag.update(session)
    opslag.save()
    return client


def test_a_view_that_breaks_leaves_nothing_behind(zoetermeer, anna):
    client = _client(anna)
    assert client.get("/breek/").status_code == 500
    assert Gezin.objects.count() == 0
    assert client.get("/schrijf/").content == b"ok"
    assert Gezin.objects.count() == 1


def test_the_gemeente_of_the_request_does_not_leak_into_the_next(zoetermeer, anders, anna, carla):
    Gezin.objects.create(gemeente=zoetermeer)
    assert (_client(anna).get("/tel/").content, _client(carla).get("/tel/").content) == (b"1", b"0")
    assert Gezin.objects.count() == 1


def test_a_choice_that_is_not_yours_is_not_taken(zoetermeer, anders, carla):
    Gezin.objects.create(gemeente=zoetermeer)
    assert _client(carla, gemeente=zoetermeer.pk).get("/tel/").content == b"0"


def test_a_user_of_two_gemeenten_sees_the_chosen_one(zoetermeer, anders, carla):
    Aanstelling.objects.create(gebruiker=carla, gemeente=zoetermeer, rol="teamleider")
    with in_gemeente(anders.pk):
        Gezin.objects.create(gemeente=anders)
    assert _client(carla, gemeente=anders.pk).get("/tel/").content == b"1"
    assert _client(carla, gemeente=zoetermeer.pk).get("/tel/").content == b"0"


def test_without_a_gemeente_there_is_nothing_to_see(zoetermeer, anna):
    Gezin.objects.create(gemeente=zoetermeer)
    Aanstelling.objects.filter(gebruiker=anna).delete()
    client = _client(anna)
    with in_gemeente(0):
        assert client.get("/tel/").content == b"0"


def test_rows_of_a_gemeente_are_never_streamed(anna):
    assert _client(anna).get("/stroom/").status_code == 500


def test_only_dossier_roles_see_persons(zoetermeer, anna, dirk, eva, wethouder, floor, carla):
    gezin = Gezin.objects.create(gemeente=zoetermeer)
    zien = {
        gebruiker.naam: list(Gezin.objects.zichtbaar_voor(gebruiker))
        for gebruiker in (anna, dirk, eva, wethouder, floor, carla)
    }
    assert zien == {"Anna": [gezin], "Dirk": [gezin], "Eva": [gezin], "Wethouder": [], "Floor": [], "Carla": []}


def test_the_rights_of_the_roles():
    """The whole matrix, so that a change of a role is a change of this table."""
    L, D, V, M, J = Recht.LEERPLICHT, Recht.DOORSTROOMPUNT, Recht.VERSLAG, Recht.VERSLAG_MAKEN, Recht.JAARBEELD
    assert {code: rol.rechten for code, rol in ROLLEN.items()} == {
        "leerplichtambtenaar": {L, V, M, J},
        "leerplichtambtenaar_boa": {L, V, M, J},
        "casemanager": {D, V, M, J},
        "administratie": {L},
        "teamleider": {L, D, V, M, J, Recht.VERZEGELEN},
        "redacteur": {V, M, J},
        "wethouder": {J},
        "functioneel_beheerder": {Recht.LIJSTEN, Recht.GEBRUIKERS, V, J},
        "privacy_officer": {Recht.PRIVACY},
    }


BEWAAR_NIETS = "max-age=0, no-cache, no-store, must-revalidate, private"


def test_no_browser_keeps_a_page(zoetermeer, anna):
    client = _client(anna)
    gevonden = {pad: client.get(pad).get("Cache-Control") for pad in ("/tel/", "/breek/", "/bestaat-niet/")}
    assert gevonden == dict.fromkeys(gevonden, BEWAAR_NIETS)
