"""leerplicht/toegang/inloggen/gemeenteaccount.py, against a real OpenID Connect provider of each gemeente."""

import os
import re
from contextlib import ExitStack
from datetime import timedelta

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.conf import settings as instellingen
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from oidc_provider_mock import run_server_in_thread
from playwright.sync_api import expect

from leerplicht.models import Aanstelling, Gebruiker, Opdracht, Sessie
from tests.leerplicht.inloggen.hulp import ingelogd, met_wachtwoord, zet_app

GETYPT = "Aalstra-van den Berg"


@pytest.fixture(scope="module")
def providers():
    """{gemeentecode: its address}; Zoetermeer and the other gemeente each have their own."""
    os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"
    with ExitStack() as open_tot_het_eind:
        servers = {code: open_tot_het_eind.enter_context(run_server_in_thread()) for code in ("0637", "9999")}
        yield {code: f"http://localhost:{server.server_port}" for code, server in servers.items()}
    del os.environ["AUTHLIB_INSECURE_TRANSPORT"]


@pytest.fixture
def oidc(providers, settings):
    """The providers as in the settings; `oidc(tweede_factor=True)` changes what is agreed with Zoetermeer."""

    def stel_in(adressen=providers, **zoetermeer):
        apps = []
        settings.OIDC = {}
        for code, adres in adressen.items():
            settings.OIDC[code] = {"naam": f"G{code}", **(zoetermeer if code == "0637" else {})}
            app = {"provider_id": code, "name": f"G{code}", "client_id": "leerplicht", "secret": "geheim"}
            apps.append(app | {"settings": {"server_url": adres}})
        afspraken = instellingen.SOCIALACCOUNT_PROVIDERS["openid_connect"]
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": afspraken | {"APPS": apps}}

    stel_in()
    return stel_in


def ken(provider: str, sub: str, **gegevens) -> None:
    """The provider knows this person."""
    velden = {"email": "anna@voorbeeld.test", "email_verified": True, "name": "Anna"} | gegevens
    requests.put(f"{provider}/users/{sub}", json=velden, timeout=5).raise_for_status()


def via(provider: str, sub: str, code: str = "0637", client: Client | None = None, vraag: str = ""):
    """(browser, answer): goes through the login screen of the gemeente as this person."""
    client = client or Client()
    daar = client.get(reverse("openid_connect_login", args=[code]) + vraag)["Location"]
    assert daar.startswith(provider)
    terug = requests.post(daar, data={"sub": sub}, allow_redirects=False, timeout=5).headers["Location"]
    return client, client.get(terug.removeprefix("http://testserver"))


def zin(antwoord) -> str:
    return re.search(r'<p class="inleiding">(.*?)</p>', antwoord.content.decode())[1]


def test_a_colleague_comes_in_and_is_known_by_sub_from_then_on(oidc, providers, anna):
    ken(providers["0637"], "a1")
    client, antwoord = via(providers["0637"], "a1", vraag="?next=/leerlingen/")
    assert (antwoord["Location"], ingelogd(client)) == ("/leerlingen/", True)
    account = SocialAccount.objects.get()
    assert (account.user, account.provider, account.uid, account.extra_data) == (anna, "0637", "a1", {})
    assert list(Opdracht.objects.values_list("sjabloon", "ontvanger")) == [("gemeenteaccount", anna.pk)]
    ken(providers["0637"], "a1", email="anna.getrouwd@voorbeeld.test", email_verified=False)
    client, _ = via(providers["0637"], "a1")
    assert (ingelogd(client), SocialAccount.objects.count(), Opdracht.objects.count()) == (True, 1, 1)
    assert SocialAccount.objects.get().extra_data == {}


@pytest.mark.parametrize(
    ("gegevens", "verwacht"),
    [
        ({"email": "vreemd@voorbeeld.test"}, "hoort niet bij een collega die hier werkt"),
        ({"email": ""}, "hoort niet bij een collega die hier werkt"),
        ({"email_verified": False}, "heeft het e-mailadres van dit account niet bevestigd"),
        ({"email_verified": "true"}, "heeft het e-mailadres van dit account niet bevestigd"),
    ],
)
def test_who_is_no_colleague_stays_out_and_gets_no_account(oidc, providers, anna, gegevens, verwacht):
    ken(providers["0637"], "a1", **gegevens)
    client, antwoord = via(providers["0637"], "a1")
    assert (antwoord.status_code, verwacht in zin(antwoord), ingelogd(client)) == (403, True, False)
    assert (list(Gebruiker.objects.all()), SocialAccount.objects.count()) == ([anna], 0)


@pytest.mark.parametrize("wat", ["inactief", "zonder rol"])
def test_who_left_stays_out_with_the_account_that_opened_before(oidc, providers, anna, wat):
    ken(providers["0637"], "a1")
    via(providers["0637"], "a1")
    if wat == "inactief":
        Gebruiker.objects.update(is_active=False)
    else:
        Aanstelling.objects.all().delete()
    client, antwoord = via(providers["0637"], "a1")
    assert (antwoord.status_code, ingelogd(client)) == (403, False)


def test_another_gemeente_cannot_speak_for_her(oidc, providers, anna, carla):
    """Neither with her address, nor with the `sub` by which her own gemeente knows her."""
    ken(providers["0637"], "a1")
    via(providers["0637"], "a1")
    ken(providers["9999"], "a1")
    client, antwoord = via(providers["9999"], "a1", code=carla.aanstellingen.get().gemeente.code)
    assert (antwoord.status_code, ingelogd(client)) == (403, False)


def test_a_second_person_with_her_address_stays_out(oidc, providers, anna):
    """An address that was given out again after its owner left."""
    ken(providers["0637"], "a1")
    via(providers["0637"], "a1")
    ken(providers["0637"], "b2")
    client, antwoord = via(providers["0637"], "b2")
    assert (antwoord.status_code, ingelogd(client)) == (403, False)


def test_who_works_in_two_gemeenten_reaches_only_the_one_that_vouches(oidc, providers, anna, zoetermeer, anders):
    """The other gemeente can give her a role, and its provider can say that it is her: that opens its own."""
    Aanstelling.objects.create(gebruiker=anna, gemeente=anders, rol="teamleider")
    ken(providers["9999"], "x9")
    client, _ = via(providers["9999"], "x9", code=anders.code)
    pagina = client.get("/")
    assert [pagina.context["actieve_gemeente"], *pagina.context["gemeenten"]] == [anders, anders]
    assert client.post("/gemeente/", {"gemeente": zoetermeer.pk}).status_code in (400, 403, 404)
    assert client.get("/").context["actieve_gemeente"] == anders
    for naam in ("account_change_password", "mfa_index", "mfa_activate_totp", "mfa_generate_recovery_codes"):
        assert client.get(reverse(naam)).status_code == 403
    # With her own password she reaches both again.
    eigen = met_wachtwoord(anna, client)
    eigen.post(reverse("account_logout"))
    assert met_wachtwoord(anna, eigen).get("/").context["gemeenten"] == [anders, zoetermeer]
    assert client.get(reverse("mfa_index")).status_code == 200


def test_the_second_factor_is_asked_unless_the_gemeente_did(oidc, providers, anna, settings):
    settings.TWEEDE_FACTOR = True
    zet_app(anna)
    ken(providers["0637"], "a1")
    client, antwoord = via(providers["0637"], "a1")
    assert (antwoord["Location"].partition("?")[0], ingelogd(client)) == (reverse("mfa_authenticate"), False)
    ken(providers["0637"], "a1", amr=["pwd", "mfa"])
    assert ingelogd(via(providers["0637"], "a1")[0])
    ken(providers["0637"], "a1")
    oidc(tweede_factor=True)
    assert ingelogd(via(providers["0637"], "a1")[0])


def test_of_the_address_only_the_way_back_counts(oidc, providers, anna):
    client = met_wachtwoord(anna)
    ken(providers["0637"], "vreemd", email="vreemd@voorbeeld.test")
    vraag = "?process=connect&scope=alles&auth_params=prompt%3Dnone&next=https://elders.test/"
    client, antwoord = via(providers["0637"], "vreemd", client=client, vraag=vraag)
    assert (antwoord.status_code, SocialAccount.objects.count()) == (403, 0)
    daar = client.get(reverse("openid_connect_login", args=["0637"]) + vraag)["Location"]
    assert re.findall("alles|none|elders", daar) == []
    assert "code_challenge=" in daar


def test_an_answer_that_was_not_asked_for_opens_nothing(oidc, providers, anna):
    """Somebody else's answer, brought to this browser."""
    ken(providers["0637"], "a1")
    daar = Client().get(reverse("openid_connect_login", args=["0637"]))["Location"]
    terug = requests.post(daar, data={"sub": "a1"}, allow_redirects=False, timeout=5).headers["Location"]
    slachtoffer = Client()
    antwoord = slachtoffer.get(terug.removeprefix("http://testserver"))
    assert (antwoord.status_code, ingelogd(slachtoffer)) == (403, False)


def test_a_refusal_there_and_a_provider_that_is_down_are_told(oidc, providers, anna):
    client = Client()
    daar = client.get(reverse("openid_connect_login", args=["0637"]))["Location"]
    terug = requests.post(daar, data={"action": "deny"}, allow_redirects=False, timeout=5).headers["Location"]
    assert "is niet gelukt" in zin(client.get(terug.removeprefix("http://testserver")))
    oidc({"0637": "http://localhost:9"})
    antwoord = client.get(reverse("openid_connect_login", args=["0637"]))
    assert (antwoord.status_code, "antwoordt niet" in zin(antwoord)) == (503, True)
    assert client.get(reverse("openid_connect_login", args=["0001"])).status_code == 404


def test_it_opens_its_own_lock_and_the_session_goes_on(oidc, providers, anna):
    ken(providers["0637"], "a1")
    client, _ = via(providers["0637"], "a1")
    sessie = Sessie.objects.get().pk
    op_slot()
    ken(providers["0637"], "a1", auth_time=int(timezone.now().timestamp()) - 3600)
    _, antwoord = via(providers["0637"], "a1", client=client)
    assert (zin(antwoord).startswith("U heeft zich niet opnieuw aangemeld"), is_open(client)) == (True, False)
    ken(providers["0637"], "a1")
    daar = client.get(reverse("openid_connect_login", args=["0637"]))["Location"]
    assert ("prompt=login" in daar, "max_age=0" in daar) == (True, True)
    _, antwoord = via(providers["0637"], "a1", client=client, vraag="?next=/leerlingen/")
    assert (antwoord["Location"], is_open(client), Sessie.objects.get().pk) == ("/leerlingen/", True, sessie)


def test_it_does_not_open_a_session_that_began_with_the_password(oidc, providers, anna):
    """That would be a way into the other gemeenten of who has several: it is another session then."""
    ken(providers["0637"], "a1")
    client = met_wachtwoord(anna)
    sessie = Sessie.objects.get().pk
    op_slot()
    assert "Account van" not in client.get("/leerlingen/").content.decode()
    via(providers["0637"], "a1", client=client)
    assert list(Sessie.objects.filter(pk=sessie)) == []


def op_slot() -> None:
    Sessie.objects.update(laatst_actief=timezone.now() - timedelta(minutes=16))


def is_open(client) -> bool:
    return client.get("/leerlingen/").status_code == 200


def test_in_the_browser_from_the_door_to_the_lock(oidc, providers, page, zoe, axe):
    """The story of a day: in with the account of the gemeente, locked while typing, on with the same account."""
    ken(providers["0637"], "a1")
    page.clock.install(time=timezone.now())
    page.goto(reverse("leerling_wijzigen", args=[zoe.pk]))
    assert axe(page) == {}
    page.get_by_role("link", name="Account van G0637").click()
    page.get_by_placeholder("sub").fill("a1")
    page.get_by_role("button", name="Authorize").click()
    page.get_by_label("Achternaam").fill(GETYPT)
    Sessie.objects.update(laatst_actief=timezone.now() - timedelta(minutes=16))
    page.clock.run_for(16 * 60_000)
    expect(page.get_by_role("dialog", name="Het scherm is op slot")).to_be_visible()
    for breedte in (390, 1280):
        page.set_viewport_size({"width": breedte, "height": 900})
        assert axe(page) == {}
    with page.context.expect_page() as geopend:
        page.get_by_role("dialog").get_by_role("link", name="Account van G0637").click()
    geopend.value.get_by_placeholder("sub").fill("a1")
    geopend.value.get_by_role("button", name="Authorize", exact=True).click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_label("Achternaam")).to_have_value(GETYPT)
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(GETYPT)


def test_two_colleagues_on_one_desk(oidc, providers, anna, bram, zoetermeer):
    """Who logs in after another in the same browser gets a session of his own."""
    ken(providers["0637"], "a1")
    ken(providers["0637"], "b2", email=bram.email)
    client, _ = via(providers["0637"], "a1")
    client, _ = via(providers["0637"], "b2", client=client)
    assert client.get("/").context["user"] == bram
    assert [een.gebruiker for een in Sessie.objects.all()] == [bram]
