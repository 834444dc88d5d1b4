"""static/slot.js in a real browser: the lock lies over the page, and the page goes on exactly where it was."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from leerplicht.models import Leerling, Sessie
from leerplicht.toegang.gemeente import in_gemeente
from tests.browser import log_in
from tests.cast import WACHTWOORD
from tests.leerplicht.inloggen.hulp import sleutel_in, zonder_verbinding

GETYPT = "Aalstra-van den Berg"


@pytest.fixture
def formulier(page, zoe):
    """Anna is busy in a form of Zoë, with a clock that the test moves."""
    page.clock.install(time=timezone.now())
    page.goto("/")
    log_in(page)
    page.goto(reverse("leerling_wijzigen", args=[zoe.pk]))
    page.get_by_label("Achternaam").fill(GETYPT)
    return page


def stil(page, minuten: int = 16) -> None:
    """Nobody does anything for so long: for the server, and for the browser."""
    Sessie.objects.update(laatst_actief=timezone.now() - timedelta(minutes=minuten))
    page.clock.run_for(minuten * 60_000)


def bewaard(zoe) -> str:
    with in_gemeente(zoe.gemeente_id):
        return Leerling.objects.get(pk=zoe.pk).achternaam


def op_slot(page) -> None:
    expect(page.get_by_role("dialog", name="Het scherm is op slot")).to_be_visible()
    expect(page.locator("main")).to_be_hidden()
    # Out of reach of a screen reader and of the keyboard too.
    assert "Aalstra" not in page.locator("body").aria_snapshot()
    assert page.title() == "Op slot – Leerplicht & Doorstroompunt"


def gaat_verder(page, zoe) -> None:
    """The page stands as it was, and can be sent."""
    expect(page.get_by_role("dialog")).to_have_count(0)
    veld = page.get_by_label("Achternaam")
    expect(veld).to_have_value(GETYPT)
    expect(veld).to_be_focused()
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(GETYPT)
    assert bewaard(zoe) == GETYPT


def test_one_touch_and_the_page_goes_on_where_it_was(formulier, zoe, axe):
    page = formulier
    sleutel_in(page)
    stand = page.url
    page.goto("/account/tweede-stap/sleutel/")
    page.get_by_role("button", name="Sleutel toevoegen").click()
    page.wait_for_url("**/herstelcodes/")
    page.goto(stand)
    page.get_by_label("Achternaam").fill(GETYPT)
    stil(page)
    op_slot(page)
    for breedte in (390, 1280):
        page.set_viewport_size({"width": breedte, "height": 900})
        assert axe(page) == {}
    for _ in range(3):
        page.keyboard.press("Escape")
    op_slot(page)
    page.get_by_role("button", name="Ontgrendel met één aanraking").click()
    gaat_verder(page, zoe)


def test_the_password_opens_it_and_a_wrong_one_does_not(formulier, zoe):
    page = formulier
    stil(page)
    op_slot(page)
    page.get_by_label("Wachtwoord").fill("mis-mis-mis-mis")
    page.get_by_role("button", name="Ontgrendelen").click()
    expect(page.get_by_role("alert")).to_have_text("Dit wachtwoord klopt niet.")
    page.get_by_label("Wachtwoord").fill(WACHTWOORD)
    page.keyboard.press("Enter")
    gaat_verder(page, zoe)


def test_who_types_for_an_hour_is_not_locked(formulier):
    """Nothing is sent meanwhile but a sign of life, and that only because somebody really types."""
    page = formulier
    for _ in range(6):
        Sessie.objects.update(laatst_actief=timezone.now() - timedelta(minutes=10))
        page.clock.run_for(10 * 60_000)
        with page.expect_response("**/slot/leeft/") as antwoord:
            page.get_by_label("Achternaam").press_sequentially("ab")
        assert antwoord.value.status == 204
    expect(page.get_by_role("dialog")).to_have_count(0)
    stil(page)
    op_slot(page)


def test_all_tabs_are_locked_and_opened_together(formulier, zoe):
    page = formulier
    tweede = page.context.new_page()
    tweede.goto("/leerlingen/")
    tweede.get_by_role("group").filter(has_text="Anna").locator("summary").click()
    tweede.get_by_role("button", name="Scherm op slot").click()
    expect(tweede.get_by_role("dialog")).to_be_visible()
    op_slot(page)
    tweede.get_by_label("Wachtwoord").fill(WACHTWOORD)
    tweede.keyboard.press("Enter")
    expect(tweede.get_by_role("dialog")).to_have_count(0)
    gaat_verder(page, zoe)


def test_after_the_working_day_one_logs_in_beside_the_page(formulier, zoe):
    """The session is another one then, and so is its token; the form that was open is sent all the same."""
    page = formulier
    Sessie.objects.update(begonnen_op=timezone.now() - timedelta(hours=13))
    stil(page)
    expect(page.get_by_role("dialog")).to_contain_text("U bent uitgelogd.")
    with page.context.expect_page() as geopend:
        page.get_by_role("link", name="Opnieuw inloggen").click()
    tabblad = geopend.value
    log_in(tabblad)
    gaat_verder(page, zoe)


def test_without_a_connection_it_locks_all_the_same(formulier, zoe):
    page = formulier
    with zonder_verbinding(page):
        stil(page)
        expect(page.get_by_role("dialog")).to_contain_text("Er is geen verbinding.")
    page.get_by_role("button", name="Probeer opnieuw").click()
    op_slot(page)
    page.get_by_label("Wachtwoord").fill(WACHTWOORD)
    page.keyboard.press("Enter")
    gaat_verder(page, zoe)


def test_without_javascript_the_lock_is_a_page_of_its_own(browser, live_server, zoe):
    context = browser.new_context(base_url=live_server.url, locale="nl-NL", java_script_enabled=False)
    page = context.new_page()
    page.goto(f"/leerlingen/{zoe.pk}/")
    log_in(page)
    Sessie.objects.update(laatst_actief=timezone.now() - timedelta(minutes=16))
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Het scherm is op slot")
    expect(page.get_by_text("Çelik")).to_have_count(0)
    page.get_by_label("Wachtwoord").fill(WACHTWOORD)
    page.get_by_role("button", name="Ontgrendelen").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Çelik")
    assert page.url.endswith(f"/leerlingen/{zoe.pk}/")
    # And what was typed below the lock comes back too.
    page.goto(reverse("leerling_wijzigen", args=[zoe.pk]))
    page.get_by_label("Achternaam").fill(GETYPT)
    Sessie.objects.update(laatst_actief=timezone.now() - timedelta(minutes=16))
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_label("Wachtwoord").fill(WACHTWOORD)
    page.get_by_role("button", name="Ontgrendelen").click()
    expect(page.get_by_label("Achternaam")).to_have_value(GETYPT)
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(GETYPT)
    assert bewaard(zoe) == GETYPT
    context.close()
