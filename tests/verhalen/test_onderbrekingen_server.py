"""The server, the database or the browser itself falls over while somebody works in a form.

See test_onderbrekingen.py for what is promised. Real processes, really killed (SIGKILL). A test makes sure of the
moment by a lock that it holds itself.
"""

import os
import signal
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from playwright.sync_api import expect

from leerplicht.models import Sessie, Zaak
from leerplicht.toegang.gemeente import in_gemeente
from tests import services
from tests.browser import log_in
from tests.conftest import BROWSER_FLAGS
from tests.verhalen.omgeving import Omgeving, Tabel
from tests.verhalen.onderbroken import MEER, OPGESLAGEN, TEKST, ga_naar_binnen, stand


@pytest.fixture
def omgeving(own_database):
    omgeving = Omgeving(own_database, "consolemail://")
    omgeving.start("broker", "web")
    yield omgeving
    omgeving.stop()


@pytest.fixture
def formulier(browser, omgeving, werk):
    """Anna at the empty form, on a server that can be killed."""
    context = browser.new_context(base_url=omgeving.url, locale="nl-NL")
    context.set_default_timeout(20_000)
    ga_naar_binnen(context, werk.anna, omgeving.url)
    yield werk.open(context.new_page())
    context.close()


def verstuur(page) -> None:
    """Press the button, and do not wait for an answer."""
    page.get_by_role("button", name="Vastleggen").click(no_wait_after=True)


def test_server_gedood_tijdens_het_typen(formulier, werk, omgeving):
    page = formulier
    werk.typ_en_bewaar(page)
    omgeving.dood("web")
    page.get_by_label("Toelichting").fill(MEER)
    page.get_by_label("Toelichting").blur()
    expect(stand(page)).to_contain_text("Geen verbinding: uw laatste tekst is nog niet bewaard.")
    verstuur(page)
    expect(stand(page)).to_contain_text("Geen verbinding: niet verzonden.")
    werk.staat_er(page, MEER)
    omgeving.start("web")
    # It goes on by itself.
    expect(stand(page)).to_have_text(OPGESLAGEN, timeout=30_000)
    assert werk.concepten() == [MEER]
    verstuur(page)
    werk.is_opgeslagen(page, MEER)


def test_server_antwoordt_niet(formulier, werk, omgeving):
    page = formulier
    page.clock.install(time=timezone.now())
    werk.open(page)
    werk.typ_en_bewaar(page)
    omgeving.bevries("web")
    page.get_by_label("Toelichting").fill(MEER)
    verstuur(page)
    page.clock.run_for(10_500)
    expect(stand(page)).to_contain_text("Geen verbinding: niet verzonden.")
    werk.staat_er(page, MEER)
    omgeving.bevries("web", voort=True)
    page.clock.run_for(5_000)
    services.until(lambda: werk.concepten() == [MEER])
    verstuur(page)
    werk.is_opgeslagen(page, MEER)


def test_server_gedood_voor_het_vastleggen(formulier, werk, omgeving):
    page = formulier
    werk.typ(page)
    dicht = Tabel(omgeving.database, "leerplicht_gebeurtenis")
    verstuur(page)
    services.until(lambda: dicht.wachtend() == 1)
    omgeving.dood("web")
    dicht.open()
    assert (werk.gesprekken(), werk.concepten()) == ([], [TEKST])
    omgeving.start("web")
    werk.open(page)
    werk.staat_er(page)
    werk.sla_op(page)


def test_server_gedood_na_het_vastleggen_en_voor_het_antwoord(formulier, werk, omgeving):
    page = formulier
    werk.typ(page)
    # After the commit the time of the last activity is written, which waits for us.
    Sessie.objects.update(laatst_actief=timezone.now() - timedelta(minutes=5))
    with transaction.atomic():
        Sessie.objects.select_for_update().get()
        verstuur(page)
        services.until(lambda: werk.gesprekken() == [TEKST])
        omgeving.dood("web")
    omgeving.start("web")
    # The browser shows that nothing came, and its user asks it again: the same form is sent again.
    page.reload()
    expect(page.get_by_text("Dit formulier was al verzonden.")).to_be_visible()
    werk.is_opgeslagen(page)


def test_verbinding_met_de_database_verbroken(formulier, werk, omgeving):
    """While it commits. The answer is an error of ours, and going back the form stands as it was sent."""
    page = formulier
    werk.typ(page)
    with page.expect_response(lambda antwoord: antwoord.url.endswith(werk.adres)) as antwoord:
        with in_gemeente(werk.zaak.gemeente_id):
            Zaak.objects.select_for_update().get(pk=werk.zaak.pk)
            verstuur(page)
            services.until(lambda: omgeving.wachtende_transacties() == 1)
            omgeving.verbreek_wachtende()
    assert antwoord.value.status == 500
    assert (werk.gesprekken(), werk.concepten()) == ([], [TEKST])
    expect(page.get_by_label("Toelichting")).to_have_count(0)
    page.go_back()
    werk.staat_er(page)
    werk.sla_op(page)


def test_browser_gedood(browser, omgeving, werk, tmp_path):
    """With everything it had in memory; its profile, which stays on the disk, has nothing of what was typed."""

    def begin():
        context = browser.browser_type.launch_persistent_context(
            tmp_path,
            executable_path=services.chromium(),
            args=BROWSER_FLAGS,
            base_url=omgeving.url,
            locale="nl-NL",
        )
        context.set_default_timeout(20_000)
        return context

    context = begin()
    ga_naar_binnen(context, werk.anna, omgeving.url)
    page = werk.open(context.pages[0])
    werk.typ_en_bewaar(page)
    # What is typed after the last save is what may be lost.
    page.get_by_label("Toelichting").fill(MEER)
    with context.expect_event("close"):
        os.kill(int(os.readlink(tmp_path / "SingletonLock").rpartition("-")[2]), signal.SIGKILL)
    opnieuw = begin()
    page = opnieuw.pages[0]
    page.goto("/concepten/")
    log_in(page)
    page.get_by_role("link", name="Vastleggen in zaak").click()
    werk.staat_er(page)
    werk.sla_op(page)
    opnieuw.close()
