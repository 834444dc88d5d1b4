"""A browser without JavaScript: log in, find a leerling, register and close a melding, start the report."""

from datetime import date

import pytest
from playwright.sync_api import expect

from leerplicht.toegang.gemeente import in_gemeente
from meldingen.models import Melding
from rapportage.models import Verslagrun
from tests.browser import log_in


@pytest.fixture
def kale_pagina(browser, live_server):
    context = browser.new_context(base_url=live_server.url, locale="nl-NL", java_script_enabled=False)
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def test_from_login_to_report_without_javascript(kale_pagina, zoe):
    page = kale_pagina
    kop = page.get_by_role("heading", level=1)
    page.goto("/")
    log_in(page)
    expect(kop).to_have_text("Werkvoorraad")
    expect(page.get_by_role("button", name="Sneltoetsen")).to_have_count(0)

    page.get_by_role("link", name="Leerlingen").click()
    page.get_by_label("Naam, BSN").fill("celik")
    page.get_by_role("button", name="Zoek").click()
    page.get_by_role("link", name="Çelik, Zoë").click()

    page.get_by_role("link", name="Nieuwe melding").click()
    page.get_by_role("link", name="Relatief verzuim (wettelijk)").click()
    page.get_by_label("Gemeld op").fill("05-03-2024")
    page.get_by_label("Uren verzuim").fill("300")
    page.get_by_role("button", name="Registreer").click()
    expect(page.get_by_role("alert")).to_contain_text("Uren verzuim")
    page.get_by_label("Uren verzuim").fill("10")
    page.get_by_label("Reden").select_option(label="Ongemotiveerd")
    page.get_by_role("button", name="Registreer").click()
    page.get_by_role("button", name="Toch opslaan").click()
    expect(kop).to_contain_text("Relatief verzuim (wettelijk)")

    page.get_by_role("link", name="Afsluiten").click()
    page.get_by_label("Naar (andere) school").check()
    page.get_by_label("Afgesloten op").fill("08-03-2024")
    page.get_by_role("button", name="Sluit af").click()
    expect(kop).to_contain_text("Afgesloten")
    with in_gemeente(zoe.gemeente_id):
        melding = Melding.objects.select_related("resultaat", "reden").get()
    assert (melding.gemeld_op, melding.gesloten_op, melding.resultaat.code, melding.reden.label) == (
        date(2024, 3, 5),
        date(2024, 3, 8),
        "naar_school",
        "Ongemotiveerd",
    )

    # The list is filtered and sorted by links and forms.
    page.goto("/meldingen/")
    page.locator("summary", has_text="Filteren").click()
    page.get_by_label("Status").select_option(label="Afgesloten")
    page.get_by_role("button", name="Toon").click()
    expect(page.get_by_role("link", name="Çelik, Zoë")).to_be_visible()

    page.goto("/jaarverslag/2023/")
    page.get_by_role("button", name="Maak het jaarverslag").click()
    with in_gemeente(zoe.gemeente_id):
        run = Verslagrun.objects.get()
    assert page.url.endswith(f"/jaarverslag/runs/{run.pk}/")
    expect(kop).to_have_text("Jaarverslag 2023-2024 maken")
