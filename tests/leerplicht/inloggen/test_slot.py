"""leerplicht/toegang/inloggen/slot.py: the server locks, whatever the page does, and opens for its user alone."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from leerplicht.models import Sessie
from leerplicht.toegang.inloggen.slot import GEEN_ACTIVITEIT, LANGS_GEMEENTE, MAG_OP_SLOT
from leerplicht.toegang.inloggen.toestel import noem_toestel
from tests.cast import WACHTWOORD
from tests.leerplicht.inloggen.hulp import code, ingelogd, met_wachtwoord, zet_app
from tests.leerplicht.inloggen.test_tweede_factor import alle_adressen
from tests.verhalen.adressen import WOORDEN

JSON = {"Accept": "application/json"}


@pytest.fixture
def client_van_anna(anna) -> Client:
    return met_wachtwoord(anna)


def stil(minuten: float, **anders) -> None:
    """Nobody did anything for so long."""
    Sessie.objects.update(laatst_actief=timezone.now() - timedelta(minutes=minuten), **anders)


def is_open(client) -> bool:
    return client.get("/leerlingen/").status_code == 200


def test_after_a_quarter_of_an_hour_every_address_is_locked(client_van_anna):
    stil(14.5)
    assert is_open(client_van_anna)
    stil(15.1)
    vrij = {reverse(naam) for naam in MAG_OP_SLOT} | {
        reverse(naam, args=[WOORDEN["provider_id"]]) for naam in LANGS_GEMEENTE
    }
    statussen = {
        (getattr(client_van_anna, methode)(adres).status_code, methode)
        for adres in alle_adressen()
        if adres not in vrij
        for methode in ("get", "post")
    }
    assert statussen == {(423, "get"), (423, "post")}
    assert GEEN_ACTIVITEIT < MAG_OP_SLOT


def test_a_locked_page_shows_nothing_of_what_was_asked(client_van_anna):
    stil(16)
    pagina = client_van_anna.get("/leerlingen/?q=abc")
    assert (pagina.headers["X-Slot"], "no-store" in pagina.headers["Cache-Control"]) == ("dicht", True)
    assert "Het scherm is op slot" in pagina.content.decode()
    assert 'name="naar" value="/leerlingen/?q=abc"' in pagina.content.decode()
    for kop in ({"HX-Request": "true"}, JSON):
        kaal = client_van_anna.get("/leerlingen/", headers=kop)
        assert (kaal.status_code, kaal.headers["X-Slot"], kaal.content) == (423, "dicht", b"")


def test_activity_keeps_it_open_and_what_a_page_does_by_itself_does_not(client_van_anna):
    def daarna(**verzoek) -> bool:
        stil(10)
        client_van_anna.get(**verzoek)
        return Sessie.objects.get().laatst_actief > timezone.now() - timedelta(minutes=1)

    assert daarna(path="/leerlingen/")
    assert not daarna(path=reverse("slot_stand"), headers=JSON)
    assert not daarna(path="/leerlingen/", headers={"X-Achtergrond": "1"})
    stil(10)
    assert client_van_anna.post(reverse("slot_leeft")).status_code == 204
    assert Sessie.objects.get().laatst_actief > timezone.now() - timedelta(minutes=1)
    stil(16)
    assert client_van_anna.post(reverse("slot_leeft")).status_code == 423


def test_the_password_opens_it_and_leads_back(client_van_anna):
    stil(16)
    fout = client_van_anna.post(reverse("slot_open"), {"password": "mis-mis-mis", "naar": "/leerlingen/?q=abc"})
    assert (fout.status_code, "Dit wachtwoord klopt niet." in fout.content.decode()) == (423, True)
    leeg = client_van_anna.post(reverse("slot_open"), {"password": ""}, headers=JSON)
    assert leeg.json() == {"fout": "Vul uw wachtwoord of een code in."}
    assert not is_open(client_van_anna)
    goed = client_van_anna.post(reverse("slot_open"), {"password": WACHTWOORD, "naar": "/leerlingen/?q=abc"})
    assert (goed.status_code, goed.headers["Location"]) == (302, "/leerlingen/?q=abc")
    assert is_open(client_van_anna)


def test_a_code_of_the_app_opens_it_once(anna, client_van_anna):
    zet_app(anna)
    nu = code()
    for verwacht in ({"open": True}, {"fout": "Deze code klopt niet. Vul de code in die nu in de app staat."}):
        stil(16)
        assert client_van_anna.post(reverse("slot_open"), {"code": nu}, headers=JSON).json() == verwacht


def test_it_never_leads_to_another_site(client_van_anna):
    stil(16)
    velden = {"password": WACHTWOORD, "naar": "https://elders.test/"}
    assert client_van_anna.post(reverse("slot_open"), velden).headers["Location"] == "/"


def test_the_screen_is_locked_by_hand(client_van_anna):
    assert client_van_anna.post(reverse("slot_dicht"), headers=JSON).status_code == 204
    stand = client_van_anna.get(reverse("slot_stand"), headers=JSON).json()
    assert (stand["op_slot"], stand["over"], stand["wijzen"]) == (True, 0, ["wachtwoord"])
    assert not is_open(client_van_anna)
    pagina = client_van_anna.get(reverse("slot"))
    assert pagina.status_code == 200
    client_van_anna.post(reverse("slot_open"), {"password": WACHTWOORD})
    assert client_van_anna.get(reverse("slot")).headers["Location"] == "/"
    assert client_van_anna.get(reverse("slot_klaar")).status_code == 200


def test_who_is_locked_out_can_leave(client_van_anna):
    stil(16)
    client_van_anna.post(reverse("account_logout"))
    assert Sessie.objects.count() == 0
    assert not ingelogd(client_van_anna)
    assert client_van_anna.get(reverse("slot_stand"), headers=JSON).json() == {"uitgelogd": True}


def test_a_session_lasts_a_working_day_at_most(client_van_anna):
    Sessie.objects.update(begonnen_op=timezone.now() - timedelta(hours=11, minutes=59))
    assert is_open(client_van_anna)
    Sessie.objects.update(begonnen_op=timezone.now() - timedelta(hours=12))
    antwoord = client_van_anna.get("/leerlingen/?q=abc")
    assert antwoord.headers["Location"] == "/account/login/?next=/leerlingen/%3Fq%3Dabc"
    assert Sessie.objects.count() == 0


@pytest.mark.parametrize("kop", [{"HX-Request": "true"}, JSON])
def test_a_script_hears_that_the_day_is_over_and_its_page_stays(client_van_anna, kop):
    Sessie.objects.all().delete()
    antwoord = client_van_anna.get("/leerlingen/", headers=kop)
    assert (antwoord.status_code, antwoord.json()) == (401, {"uitgelogd": True})


def test_a_session_whose_row_is_gone_has_ended(anna, client_van_anna):
    elders = met_wachtwoord(anna)
    Sessie.objects.order_by("pk").first().delete()
    assert [ingelogd(client_van_anna), ingelogd(elders)] == [False, True]


@pytest.mark.parametrize(
    ("user_agent", "naam"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0",
            "Edge op Windows",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile Safari/604.1",
            "Safari op iPhone",
        ),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox op Linux"),
        ("curl/8", "Onbekend apparaat"),
        ("", "Onbekend apparaat"),
    ],
)
def test_a_device_has_a_name(user_agent, naam):
    assert noem_toestel(user_agent) == naam
