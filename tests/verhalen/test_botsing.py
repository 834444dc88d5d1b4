"""A conflict in a real browser, wide and narrow: read, chosen and sent with the keyboard only."""

import os
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from leerplicht.models import Gebruiker, Leerling
from leerplicht.toegang.gemeente import in_gemeente
from meldingen.actions import registreer_melding
from tests.cast import _gebruiker
from tests.formulieren import verstuur


def _ingelogd(wie) -> Client:
    client = Client()
    client.force_login(wie, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def _beeld(page, naam: str) -> None:
    """For who wants to look: a picture in the directory that BEELD names."""
    if waar := os.environ.get("BEELD"):
        page.screenshot(path=Path(waar) / f"{naam}.png", full_page=True)


@pytest.mark.parametrize("breedte", [1280, 390])
def test_a_conflict_is_asked_kept_and_solved_with_the_keyboard(zoe, live_server, page, axe, breedte):
    gemeente = zoe.gemeente_id
    van_bram = _ingelogd(_gebruiker("Bram", zoe.gemeente, "leerplichtambtenaar"))
    sessie = _ingelogd(Gebruiker.objects.get(naam="Anna")).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": sessie, "url": live_server.url}])
    page.set_viewport_size({"width": breedte, "height": 900})
    adres = reverse("leerling_wijzigen", args=[zoe.pk])
    page.goto(adres)
    with in_gemeente(gemeente):
        open_form = {"voornaam": "Zoé", "achternaam": "Çelik", "geboortedatum": "02-09-2009", "plaats": "Delft"}
        assert verstuur(van_bram, adres, {**open_form, "version": zoe.version}).status_code == 302
    page.get_by_label("Straat").fill("Dorpsstraat 1")
    page.get_by_label("Voornaam").fill("Zoey")
    page.keyboard.press("Enter")

    # The page begins at what must be chosen, and says what was taken over.
    expect(page.get_by_text("Intussen gewijzigd door Bram")).to_contain_text("Woonplaats. Dat is overgenomen.")
    lijst = page.locator("[data-foutenlijst]")
    expect(lijst).to_be_focused()
    vraag = page.get_by_role("group", name="Voornaam: wat moet er staan?")
    expect(vraag).to_contain_text("Zoé")
    for label, waarde in (("Straat", "Dorpsstraat 1"), ("Woonplaats", "Delft")):
        expect(page.get_by_label(label)).to_have_value(waarde)
    expect(page.get_by_role("textbox", name="Voornaam")).to_have_value("Zoey")
    assert (axe(page), page.evaluate("document.documentElement.scrollWidth <= innerWidth")) == ({}, True)
    _beeld(page, f"botsing-{breedte}")

    # Left open and opened again: the question is there again, with what was typed.
    with page.expect_response(lambda een: "/concepten/bewaren/" in een.url):
        page.get_by_label("Straat").press("End")
        page.keyboard.type("2")
    page.goto(adres)
    expect(page.get_by_label("Straat")).to_have_value("Dorpsstraat 12")
    expect(page.get_by_role("textbox", name="Voornaam")).to_have_value("Zoey")
    expect(vraag).to_contain_text("Zoé")
    assert axe(page) == {}
    _beeld(page, f"botsing-heropend-{breedte}")

    page.get_by_role("link", name="Kies wat er moet staan").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="Van u")).to_be_checked()
    page.get_by_role("textbox", name="Voornaam").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("De gegevens zijn opgeslagen.")).to_be_visible()
    with in_gemeente(gemeente):
        nu = Leerling.objects.get()
        assert (nu.voornaam, nu.straat, nu.plaats) == ("Zoey", "Dorpsstraat 12", "Delft")


@pytest.mark.parametrize("breedte", [1280, 390])
def test_a_step_that_a_colleague_took_gives_back_what_was_typed(zoe, live_server, page, axe, breedte):
    anna = Gebruiker.objects.get(naam="Anna")
    van_bram = _ingelogd(_gebruiker("Bram", zoe.gemeente, "leerplichtambtenaar"))
    anna.kies_aanstelling()
    with in_gemeente(zoe.gemeente_id):
        melding = registreer_melding(
            zoe, soort="thuiszitter", geoorloofd=False, gemeld_op=date(2024, 3, 5), op=date(2024, 3, 5), door=anna
        )
    sessie = _ingelogd(anna).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": sessie, "url": live_server.url}])
    page.set_viewport_size({"width": breedte, "height": 900})
    adres = reverse("melding_afsluiten", args=[melding.pk])
    page.goto(adres)
    page.get_by_role("radio").first.check()
    page.get_by_label("Toelichting").fill("Moeder belde terug.\nVrijdag bel ik weer.")
    with in_gemeente(zoe.gemeente_id):
        keuze = page.get_by_role("radio").nth(1).get_attribute("value")
        assert verstuur(van_bram, adres, {"resultaat": keuze, "gesloten_op": "08-03-2024"}).status_code == 302
    page.locator("main button.utrecht-button--primary-action").press("Enter")
    expect(page.get_by_role("heading", name="Niet uitgevoerd")).to_be_visible()
    expect(page.get_by_text("Bram was u voor om")).to_be_visible()
    expect(page.get_by_label("Toelichting")).to_have_value("Moeder belde terug.\nVrijdag bel ik weer.")
    assert (axe(page), page.evaluate("document.documentElement.scrollWidth <= innerWidth")) == ({}, True)
    _beeld(page, f"ingehaald-{breedte}")
    page.get_by_role("button", name="Bewaar als notitie").press("Enter")
    expect(page.get_by_text("Niet verwerkt:")).to_be_visible()
    expect(page.get_by_text("Vrijdag bel ik weer.")).to_be_visible()
