"""In a real browser: register a melding and close it, with the form following its date; every page read by axe."""

from datetime import date

import pytest
from playwright.sync_api import expect

from leerplicht.dossier.actions import registreer_leerling, schrijf_in
from leerplicht.models import Code, School
from leerplicht.toegang.gemeente import in_gemeente
from meldingen.models import Melding
from tests.browser import log_in
from tests.cast import _gebruiker, _gemeente


@pytest.fixture
def zoe(own_database):
    """Zoë Çelik, at a school since 01-08-2023, and anna who will log in; all of it committed."""
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
def ingelogd(page, zoe):
    page.goto("/")
    log_in(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Werkvoorraad")
    return page


def test_from_search_to_a_closed_melding(ingelogd, zoe):
    page = ingelogd
    page.get_by_role("link", name="Nieuwe melding").click()
    page.get_by_label("Naam, BSN").fill("celik")
    page.get_by_role("button", name="Zoek").click()
    page.get_by_role("link", name="Çelik, Zoë").click()
    page.get_by_role("link", name="Nieuwe melding").click()
    page.get_by_role("link", name="Relatief verzuim (wettelijk)").click()
    gemeld_op = page.get_by_label("Gemeld op")
    expect(page.locator("#onderwijs")).to_contain_text("Het Voorbeeld College")
    # Before the enrolment there is no school to take over: the fields appear without leaving the page.
    gemeld_op.fill("31-07-2023")
    gemeld_op.press("Tab")
    expect(page.get_by_label("Soort onderwijs")).to_be_visible()
    gemeld_op.fill("05-03-2024")
    gemeld_op.press("Tab")
    expect(page.get_by_label("Soort onderwijs")).to_have_count(0)
    page.get_by_label("Reden").select_option("Ziekte")
    page.get_by_label("Uren verzuim").fill("10")
    page.get_by_role("button", name="Registreer").click()
    expect(page.get_by_role("alert")).to_contain_text("10 uur is minder dan 16 uur")
    page.get_by_role("button", name="Toch opslaan").click()
    expect(page.get_by_text("De melding is geregistreerd")).to_be_visible()
    page.get_by_role("link", name="Afsluiten").click()
    page.get_by_label("Naar (andere) school").check()
    page.get_by_label("Afgesloten op").fill("08-03-2024")
    page.get_by_role("button", name="Sluit af").click()
    expect(page.get_by_text("De melding is afgesloten")).to_be_visible()
    with in_gemeente(zoe.gemeente_id):
        melding = Melding.objects.select_related("reden", "resultaat").get()
    assert (melding.reden.code, melding.resultaat.code, melding.gesloten_op, melding.leerjaar) == (
        "ziekte",
        "naar_school",
        date(2024, 3, 8),
        2,
    )


@pytest.mark.parametrize("breedte", [1280, 390])
def test_pages_without_violations_and_without_overflow(ingelogd, zoe, axe, breedte):
    page = ingelogd
    page.set_viewport_size({"width": breedte, "height": 900})
    dossier = f"/leerlingen/{zoe.pk}/"
    gevonden = {}
    for adres in (
        "/",
        "/leerlingen/",
        "/leerlingen/nieuw/",
        dossier,
        f"{dossier}melding/",
        f"{dossier}melding/luxe/",
        f"{dossier}vrijstelling/",
        f"{dossier}vrijstelling/5_onder_a/",
        "/meldingen/",
        "/meldingen/?onzin=1",
        "/vrijstellingen/",
    ):
        page.goto(adres)
        te_breed = page.evaluate("document.documentElement.scrollWidth > innerWidth")
        gevonden[adres] = (axe(page), te_breed)
    assert gevonden == dict.fromkeys(gevonden, ({}, False))
