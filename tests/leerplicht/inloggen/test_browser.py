"""The pages of the login in a real browser: a security key, wide and narrow, and without barriers."""

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import expect

from tests.browser import log_in
from tests.cast import _gebruiker, _gemeente
from tests.leerplicht.inloggen.hulp import GEHEIM, code, sleutel_in, zet_app

MEET = """() => ({koppen: document.querySelectorAll("h1").length,
                  te_breed: document.documentElement.scrollWidth > innerWidth})"""


@pytest.fixture
def iemand(own_database, settings):
    """A new colleague, committed, who must give a second factor."""
    settings.TWEEDE_FACTOR = True
    return _gebruiker("Anna", _gemeente("0637", "Zoetermeer"), "leerplichtambtenaar")


@pytest.fixture
def goed(page, axe):
    """Checks the page at both widths: no barriers, one heading, nothing that must be scrolled sideways."""

    def bekijk(titel: str) -> None:
        expect(page).to_have_title(f"{titel} – Leerplicht & Doorstroompunt")
        for breedte in (1280, 390):
            page.set_viewport_size({"width": breedte, "height": 900})
            gevonden = {"axe": axe(page), **page.evaluate(MEET)}
            assert gevonden == {"axe": {}, "koppen": 1, "te_breed": False}, (titel, breedte)

    return bekijk


def _met_wachtwoord(page, gebruiker) -> None:
    page.goto("/leerlingen/")
    log_in(page, gebruiker.email)


def test_a_key_is_set_up_and_opens_the_door(iemand, page, goed, mailoutbox):
    sleutel_in(page)
    _met_wachtwoord(page, iemand)
    goed("Tweede stap bij het inloggen")
    page.get_by_role("link", name="Sleutel of vingerafdruk").click()
    goed("Sleutel of vingerafdruk toevoegen")
    page.get_by_label("Naam van de sleutel").fill("Laptop van het werk")
    page.get_by_role("button", name="Sleutel toevoegen").click()
    page.wait_for_url("**/herstelcodes/")
    goed("Uw herstelcodes")
    page.get_by_role("link", name="Ik heb ze bewaard").click()
    page.get_by_role("heading", level=1).wait_for()
    assert Authenticator.objects.filter(user=iemand, type="webauthn").count() == 1
    assert [mail.subject for mail in mailoutbox] == ["Uw tweede stap bij het inloggen is gewijzigd"]

    # On another device the key is asked; the cookie of this one is thrown away.
    page.context.clear_cookies()
    _met_wachtwoord(page, iemand)
    goed("Tweede stap")
    page.get_by_role("button", name="Gebruik uw sleutel").click()
    page.wait_for_url("**/leerlingen/")
    page.goto("/account/tweede-stap/")
    goed("Tweede stap bij het inloggen")
    page.get_by_role("link", name="Nieuwe maken").click()
    goed("Nieuwe herstelcodes maken")
    page.goto("/account/tweede-stap/")
    page.get_by_role("link", name="Weghalen van Laptop").click()
    goed("Sleutel weghalen")
    page.get_by_role("button", name="Weghalen").click()
    page.get_by_text("Dit is uw enige tweede stap.").wait_for()


def test_an_app_is_set_up_beside_the_key_and_asked_again(iemand, page, goed):
    _met_wachtwoord(page, iemand)
    page.get_by_role("link", name="App met codes").click()
    page.locator(".qr").evaluate("beeld => beeld.decode()")
    goed("App met codes instellen")
    geheim = page.locator(".geheim__code").text_content()
    page.get_by_label("Code uit de app").fill("12")
    page.get_by_role("button", name="App instellen").click()
    page.get_by_text("Deze code klopt niet").first.wait_for()
    page.get_by_label("Code uit de app").fill(code(geheim))
    page.get_by_role("button", name="App instellen").click()
    page.wait_for_url("**/herstelcodes/")
    page.reload()
    goed("Uw herstelcodes")
    page.goto("/account/tweede-stap/app/weg/")
    goed("Fout: App met codes weghalen")


def test_the_pages_before_the_door(iemand, page, goed):
    for adres, titel in (
        ("/account/login/", "Inloggen"),
        ("/account/inactief/", "Geen toegang"),
        ("/account/wachtwoord/vergeten/", "Wachtwoord vergeten"),
        ("/account/wachtwoord/vergeten/verstuurd/", "Kijk in uw e-mail"),
        ("/account/wachtwoord/nieuw/1-abc/", "De link werkt niet meer"),
        ("/account/wachtwoord/nieuw/klaar/", "Nieuw wachtwoord ingesteld"),
    ):
        page.goto(adres)
        goed(titel)
    zet_app(iemand, GEHEIM)
    _met_wachtwoord(page, iemand)
    page.get_by_label("Code").fill("000000")
    page.get_by_role("button", name="Inloggen").click()
    goed("Fout: Tweede stap")
