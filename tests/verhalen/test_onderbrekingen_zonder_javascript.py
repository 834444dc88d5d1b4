"""Interruptions in a browser without JavaScript: what was last posted is kept. See test_onderbrekingen.py."""

import re

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from tests import services
from tests.browser import log_in
from tests.verhalen.omgeving import Tabel, wachtend
from tests.verhalen.onderbroken import TEKST, ga_naar_binnen


@pytest.fixture
def zonder_javascript(browser, live_server, werk):
    """Anna at the empty form, in a browser without JavaScript."""
    context = browser.new_context(base_url=live_server.url, locale="nl-NL", java_script_enabled=False)
    context.set_default_timeout(10_000)
    ga_naar_binnen(context, werk.anna, live_server.url)
    yield werk.open(context.new_page())
    context.close()


def is_opgeslagen(page, werk, *teksten):
    expect(page).to_have_url(re.compile(r"/meldingen/\d+/$"))
    assert (werk.gesprekken(), werk.concepten()) == (list(teksten), [])


def test_zonder_javascript_met_een_fout(zonder_javascript, werk):
    """What was last posted: the form came back with its errors, and then the tab was closed."""
    page = zonder_javascript
    werk.typ(page)
    page.get_by_label("Onderwerp").fill("")
    page.get_by_role("button", name="Vastleggen").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert (werk.gesprekken(), werk.concepten()) == ([], [TEKST])
    context = page.context
    page.close()
    nieuw = werk.open(context.new_page())
    expect(nieuw.get_by_label("Toelichting")).to_have_value(TEKST)
    nieuw.get_by_label("Onderwerp").fill("Gebeld")
    nieuw.get_by_role("button", name="Vastleggen").click()
    is_opgeslagen(nieuw, werk, TEKST)


def test_zonder_javascript_met_een_verlopen_sessie(zonder_javascript, werk):
    page = zonder_javascript
    werk.typ(page)
    Session.objects.all().delete()
    page.get_by_role("button", name="Vastleggen").click()
    log_in(page)
    expect(page.get_by_text("Dit is nog niet opgeslagen.")).to_be_visible()
    werk.staat_er(page)
    page.get_by_role("button", name="Vastleggen").click()
    is_opgeslagen(page, werk, TEKST)


def test_zonder_javascript_dubbelklik(zonder_javascript, werk, own_database):
    """The second comes while the first is in the middle of its transaction, and waits for its outcome."""
    page = zonder_javascript
    werk.typ(page)
    dicht = Tabel(own_database, "leerplicht_gebeurtenis")
    knop = page.get_by_role("button", name="Vastleggen").bounding_box()
    page.mouse.click(knop["x"] + 5, knop["y"] + 5)
    services.until(lambda: dicht.wachtend() == 1)
    page.mouse.click(knop["x"] + 5, knop["y"] + 5)
    services.until(lambda: wachtend(own_database, "locktype = 'transactionid'") == 1)
    dicht.open()
    is_opgeslagen(page, werk, TEKST)
