"""In a browser, by an officer: offer a file, see what is in it, repair a row, read in, and undo it."""

import re

import pytest
from playwright.sync_api import expect

from leerplicht.models import School
from leerplicht.toegang.gemeente import in_gemeente
from meldingen.models import Melding
from tests.cast import _gebruiker, _gemeente
from tests.verhalen.test_inlezen_omgevallen import KOP, regel


@pytest.fixture
def gemeente(own_database):
    School.objects.create(brin="16SW03", naam="De Brug", plaats="Zoetermeer")
    return _gemeente("0637", "Zoetermeer")


@pytest.fixture
def anna(gemeente):
    return _gebruiker("Anna", gemeente, "leerplichtambtenaar")


def ga_in(page, live_server, gebruiker) -> None:
    from django.test import Client

    client = Client()
    client.force_login(gebruiker, backend="allauth.account.auth_backends.AuthenticationBackend")
    sessie = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": sessie, "url": live_server.url}])


def telling(page) -> dict[str, str]:
    """What stands in the tiles of the preview."""
    tegels = page.locator(".inleestelling > div")
    return {een.locator("dt").inner_text(): een.locator("dd").first.inner_text() for een in tegels.all()}


def meldingen(gemeente) -> list[str]:
    with in_gemeente(gemeente.pk):
        return list(Melding.objects.order_by("duo_nummer").values_list("duo_nummer", flat=True))


def test_aanbieden_bekijken_verbeteren_inlezen_en_terugdraaien(
    celery_worker, live_server, page, gemeente, anna, axe
):
    ga_in(page, live_server, anna)
    page.goto("/")
    page.get_by_role("link", name="Inlezen", exact=True).click()
    page.get_by_role("link", name="Verzuimregister van DUO").click()
    kapot = regel(2).replace("05-09-2011", "31-02-2011")
    inhoud = (KOP + regel(0) + regel(1) + kapot).encode()
    page.get_by_label("Bestand", exact=True).set_input_files(
        {"name": "duo.csv", "mimeType": "text/csv", "buffer": inhoud}
    )
    page.get_by_role("button", name="Controleer het bestand").click()
    expect(page.get_by_role("button", name="Lees 2 meldingen in")).to_be_visible(timeout=30_000)
    assert telling(page) == {"Nieuw": "2", "Gewijzigd": "0", "Ongewijzigd": "0", "Geweigerd": "1"}
    assert (axe(page), meldingen(gemeente)) == ({}, [])

    page.get_by_role("link", name="Verbeter regel 4").click()
    veld = page.get_by_label(re.compile("^Geboortedatum"))
    expect(veld).to_have_value("31-02-2011")
    expect(page.locator("#id_geboortedatum_error")).to_contain_text("Dit is geen bestaande datum")
    assert axe(page) == {}
    veld.fill("30-02-2011")
    page.get_by_role("button", name="Bewaar de verbetering").click()
    # Judged at once, and what was typed is still there.
    expect(page.get_by_label(re.compile("^Geboortedatum"))).to_have_value("30-02-2011")
    page.get_by_label(re.compile("^Geboortedatum")).fill("05-09-2011")
    page.get_by_role("button", name="Bewaar de verbetering").click()
    expect(page.get_by_text("Regel 4 is verbeterd.")).to_be_visible()
    page.get_by_role("button", name="Controleer opnieuw").click()

    page.get_by_role("button", name="Lees 3 meldingen in").click(timeout=30_000)
    expect(page.get_by_role("link", name="Maak ongedaan")).to_be_visible(timeout=30_000)
    assert meldingen(gemeente) == ["202600000000", "202600000001", "202600000002"]

    page.get_by_role("link", name="Maak ongedaan").click()
    page.get_by_role("button", name="Maak ongedaan").click()
    expect(page.get_by_text("Teruggedraaid", exact=True)).to_be_visible(timeout=30_000)
    assert meldingen(gemeente) == []


def test_zonder_javascript_ververst_de_pagina_zichzelf(celery_worker, live_server, browser, gemeente, anna):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False, locale="nl-NL")
    page = context.new_page()
    ga_in(page, live_server, anna)
    page.goto("/inlezen/bron/duo-verzuim/")
    inhoud = (KOP + regel(0)).encode()
    page.get_by_label("Bestand", exact=True).set_input_files(
        {"name": "duo.csv", "mimeType": "text/csv", "buffer": inhoud}
    )
    page.get_by_role("button", name="Controleer het bestand").click()
    page.get_by_role("button", name="Lees 1 melding in").click(timeout=30_000)
    expect(page.get_by_role("link", name="Maak ongedaan")).to_be_visible(timeout=30_000)
    assert meldingen(gemeente) == ["202600000000"]
    context.close()


def test_een_bestand_dat_geen_tabel_is_krijgt_een_zin(live_server, page, gemeente, anna):
    ga_in(page, live_server, anna)
    page.goto("/inlezen/bron/duo-verzuim/")
    page.get_by_label("Bestand", exact=True).set_input_files(
        {"name": "programma.exe", "mimeType": "application/octet-stream", "buffer": b"MZ\0\0"}
    )
    page.get_by_role("button", name="Controleer het bestand").click()
    expect(page.locator("#id_bestand_error")).to_have_text(
        "Dit soort bestand kan niet worden ingelezen. Kies een CSV, TXT, XML of XLSX."
    )
