"""leerplicht/toegang/inloggen/tweede_factor.py: nobody gets past the door without the second factor."""

import re
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import get_resolver, reverse

from leerplicht.models import Aanstelling
from leerplicht.roles import ROLLEN
from leerplicht.toegang.inloggen import apparaat
from leerplicht.toegang.inloggen.tweede_factor import ALTIJD, GEVEN, KIEZEN
from tests.cast import WACHTWOORD
from tests.leerplicht.inloggen.hulp import code, ingelogd, met_wachtwoord, zet_app
from tests.verhalen.adressen import _routes, vul_in

pytestmark = pytest.mark.usefixtures("aan")


@pytest.fixture
def aan(settings):
    settings.TWEEDE_FACTOR = True


def alle_adressen() -> list[str]:
    """Every address of the project, with something in the place of every number and word."""
    adressen = []
    for route in _routes(get_resolver()):
        route = re.sub(r"\^(.*)\(\?P<uidb36>[^)]*\)-\(\?P<key>[^)]*\)/\$", r"\g<1>1-set-password/", route)
        adressen.append(vul_in(route, 1))
    return sorted(adressen)


def antwoorden(client, *, behalve: set[str]) -> dict[tuple, str]:
    """What every address answers, but those of the names in `behalve`: {(status, where to): example}."""
    vrij = {reverse(naam) for naam in behalve}
    gevonden = {}
    for adres in alle_adressen():
        if adres in vrij:
            continue
        for methode in ("get", "post", "put", "head"):
            antwoord = getattr(client, methode)(adres)
            naar = antwoord.headers.get("Location", "").partition("?")[0]
            gevonden.setdefault((antwoord.status_code, naar), f"{methode} {adres}")
    return gevonden


def test_without_a_factor_every_address_leads_to_the_choice_of_one(anna):
    client = met_wachtwoord(anna)
    assert set(antwoorden(client, behalve=ALTIJD | KIEZEN)) == {(302, reverse("mfa_index"))}
    assert len(alle_adressen()) > 90


def test_with_a_factor_that_was_not_given_every_address_leads_to_the_question(anna):
    """Also a session of before the factor was set, in which only the password was given."""
    client = met_wachtwoord(anna)
    zet_app(anna)
    assert set(antwoorden(client, behalve=ALTIJD | GEVEN)) == {(302, reverse("mfa_reauthenticate"))}


def test_the_way_back_is_remembered_and_htmx_is_sent_as_htmx_wants(anna):
    client = met_wachtwoord(anna)
    assert (
        client.get("/leerlingen/?q=x").headers["Location"] == "/account/tweede-stap/?next=%2Fleerlingen%2F%3Fq%3Dx"
    )
    antwoord = client.get("/leerlingen/", headers={"HX-Request": "true"})
    assert (antwoord.status_code, antwoord.headers["HX-Redirect"]) == (200, "/account/tweede-stap/")


def test_a_session_with_only_a_password_cannot_add_a_factor_to_an_account_that_has_one(anna):
    client = met_wachtwoord(anna)
    client.get(reverse("mfa_activate_totp"))
    zet_app(anna)
    for naam in KIEZEN:
        assert client.post(reverse(naam)).headers["Location"] == reverse("mfa_reauthenticate") + "?next=%2F"
    assert Authenticator.objects.filter(user=anna).count() == 1


def test_setting_up_the_app_lets_you_in_and_shows_the_recovery_codes_once(anna):
    client = met_wachtwoord(anna)
    pagina = client.get(reverse("mfa_activate_totp"))
    geheim = pagina.context["form"].secret
    beeld = client.get(reverse("mfa_totp_qr"))
    assert (beeld.headers["Content-Type"], beeld.content.decode().count("<svg")) == ("image/svg+xml", 1)
    antwoord = client.post(reverse("mfa_activate_totp"), {"code": code(geheim)})
    assert antwoord.headers["Location"] == reverse("mfa_view_recovery_codes")
    app = Authenticator.objects.get(user=anna, type="totp")
    assert geheim not in str(app.data)
    eerste, tweede = (client.get(reverse("mfa_view_recovery_codes")) for _ in range(2))
    codes = re.findall(r"<code>(\d{8})</code>", eerste.content.decode())
    assert (len(codes), re.findall(r"\d{8}", tweede.content.decode())) == (10, [])
    assert client.get(reverse("mfa_totp_qr")).status_code == 404
    assert ingelogd(client)
    # And a code opens the door, once.
    for verwacht in (True, False):
        opnieuw = met_wachtwoord(anna)
        opnieuw.post(reverse("mfa_authenticate"), {"code": codes[0]})
        assert ingelogd(opnieuw) is verwacht


def test_a_wrong_code_and_a_used_one_do_not_open(anna):
    zet_app(anna)
    client = met_wachtwoord(anna)
    nu = code()
    fout = client.post(reverse("mfa_authenticate"), {"code": "000000" if nu != "000000" else "111111"})
    assert "Deze code klopt niet" in fout.content.decode()
    assert client.post(reverse("mfa_authenticate"), {"code": nu}).headers["Location"] == "/"
    tweede = met_wachtwoord(anna)
    assert "Deze code klopt niet" in tweede.post(reverse("mfa_authenticate"), {"code": nu}).content.decode()
    assert [ingelogd(client), ingelogd(tweede)] == [True, False]


def _daarna(client, gebruiker, **anders) -> bool:
    """Logs out and in again on the same device with the password alone; does that open the start page?"""
    client.post(reverse("account_logout"))
    return ingelogd(met_wachtwoord(gebruiker, client, **anders))


@pytest.fixture
def apparaat_van_anna(anna) -> Client:
    """A browser in which anna has given her second factor today."""
    zet_app(anna)
    client = met_wachtwoord(anna)
    client.post(reverse("mfa_authenticate"), {"code": code()})
    assert ingelogd(client)
    return client


def test_the_second_factor_is_asked_once_a_day_on_a_device(anna, bram, apparaat_van_anna):
    assert _daarna(apparaat_van_anna, anna)
    koekje = apparaat_van_anna.cookies["apparaat"]
    assert (koekje["httponly"], koekje["samesite"]) == (True, "Lax")
    # On another device, and for another user on this one, it is asked.
    assert not ingelogd(met_wachtwoord(anna))
    zet_app(bram)
    assert not _daarna(apparaat_van_anna, bram)
    # Two colleagues share a desk.
    apparaat_van_anna.post(reverse("mfa_authenticate"), {"code": code(stap=1)})
    assert ingelogd(apparaat_van_anna)
    assert _daarna(apparaat_van_anna, anna)


def test_the_day_ends_at_midnight_in_the_netherlands(anna, apparaat_van_anna, monkeypatch):
    zomer = datetime.fromisoformat("2026-07-01T23:30:00+02:00")
    assert apparaat.einde_van_de_dag(zomer).isoformat() == "2026-07-02T00:00:00+02:00"
    winter = datetime.fromisoformat("2026-11-24T00:30:00+01:00")
    assert apparaat.einde_van_de_dag(winter).isoformat() == "2026-11-25T00:00:00+01:00"
    straks = apparaat.einde_van_de_dag(apparaat.timezone.now()) + timedelta(seconds=1)
    monkeypatch.setattr(apparaat.timezone, "now", lambda: straks)
    assert not _daarna(apparaat_van_anna, anna)


@pytest.mark.parametrize("wat", ["wachtwoord", "factor", "extra factor", "adres", "account", "koekje"])
def test_a_change_of_the_account_ends_the_trust_in_its_devices(anna, apparaat_van_anna, wat):
    wachtwoord = WACHTWOORD
    match wat:
        case "wachtwoord":
            wachtwoord = "een-ander-wachtwoord-62"
            anna.set_password(wachtwoord)
        case "factor":
            Authenticator.objects.filter(user=anna).delete()
            zet_app(anna)
        case "extra factor":
            Authenticator.objects.create(user=anna, type="webauthn", data={})
        case "adres":
            anna.email = "anna.nieuw@voorbeeld.test"
        case "account":
            anna.is_active = False
        case "koekje":
            apparaat_van_anna.cookies["apparaat"] = apparaat_van_anna.cookies["apparaat"].value[:-1] + "x"
    anna.save()
    assert not _daarna(apparaat_van_anna, anna, wachtwoord=wachtwoord)


def test_each_role_says_whether_it_asks_a_second_factor(anna, anders, monkeypatch):
    """All do; a role that does not, lets a user in only when none of his roles asks it."""
    assert {rol.code for rol in ROLLEN.values() if not rol.tweede_factor} == set()
    monkeypatch.setitem(ROLLEN, "wethouder", replace(ROLLEN["wethouder"], tweede_factor=False))
    Aanstelling.objects.filter(gebruiker=anna).update(rol="wethouder")
    assert ingelogd(met_wachtwoord(anna))
    Aanstelling.objects.create(gebruiker=anna, gemeente=anders, rol="teamleider")
    assert not ingelogd(met_wachtwoord(anna))
    Aanstelling.objects.filter(gebruiker=anna).delete()
    assert not ingelogd(met_wachtwoord(anna))


def test_switched_off_the_password_is_enough(anna, settings):
    settings.TWEEDE_FACTOR = False
    assert ingelogd(met_wachtwoord(anna))


def test_the_last_factor_stays(anna, apparaat_van_anna):
    antwoord = apparaat_van_anna.post(reverse("mfa_deactivate_totp"))
    assert "Dit is uw enige tweede stap" in antwoord.content.decode()
    assert Authenticator.objects.filter(user=anna, type="totp").exists()


def test_later_on_a_change_of_the_factor_asks_to_log_in_again(anna, settings):
    """Asked inside the transaction of the request, which must not be broken for the answer."""
    settings.TWEEDE_FACTOR = False
    client = Client()
    client.force_login(anna)
    antwoord = client.get(reverse("mfa_activate_totp"))
    assert (antwoord.status_code, antwoord["Location"].partition("?")[0]) == (
        302,
        reverse("account_reauthenticate"),
    )
