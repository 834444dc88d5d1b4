"""With the keyboard only: no step asks for a mouse, the focus can be seen, single keys can be switched off."""

import pytest
from playwright.sync_api import expect

from leerplicht.toegang.gemeente import in_gemeente
from meldingen.models import Melding
from tests.cast import WACHTWOORD

GENOEG_STAPPEN = 60
FOCUS = """() => {
    const stijl = getComputedStyle(document.activeElement);
    return stijl.outlineStyle === "solid" && parseFloat(stijl.outlineWidth) >= 2;
}"""


def _tab_naar(page, selector: str) -> None:
    """Press Tab until the element has the focus; every stop on the way shows that it has it."""
    for _ in range(GENOEG_STAPPEN):
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUS), page.evaluate("document.activeElement.outerHTML")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"Met Tab komt niemand bij {selector}")


@pytest.fixture
def ingelogd(page, zoe):
    page.goto("/")
    _tab_naar(page, "[name=login]")
    page.keyboard.type("anna@voorbeeld.test")
    _tab_naar(page, "[name=password]")
    page.keyboard.type(WACHTWOORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Werkvoorraad")
    return page


def test_a_melding_from_search_to_saved(ingelogd, zoe):
    page = ingelogd
    page.keyboard.press("n")
    expect(page.get_by_role("heading", level=1)).to_have_text("Leerlingen")
    page.keyboard.press("/")
    page.keyboard.type("celik")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 gevonden")).to_be_visible()
    _tab_naar(page, f"main a[href='/leerlingen/{zoe.pk}/']")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Zoë Çelik")
    page.keyboard.press("n")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nieuwe melding: welke soort?")
    _tab_naar(page, "a[href$='/melding/luxe/']")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Luxe verzuim")

    _tab_naar(page, "[name=gemeld_op]")
    page.keyboard.press("Control+A")
    page.keyboard.type("05-03-2024")
    page.keyboard.press("Tab")
    expect(page.locator("#onderwijs")).to_contain_text("School op 05-03-2024")
    page.keyboard.press("Shift+Tab")
    _tab_naar(page, "[name=reden]")
    page.keyboard.type("Vakantie")
    _tab_naar(page, "[name=verwijtbaarheid_onderzocht]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    _tab_naar(page, "form.formulier button[type=submit]")
    page.keyboard.press("Enter")
    expect(page.get_by_text("De melding is geregistreerd")).to_be_visible()
    with in_gemeente(zoe.gemeente_id):
        melding = Melding.objects.select_related("reden").get()
        assert (melding.reden.label, melding.verwijtbaarheid_onderzocht) == ("Vakantie", True)


def test_the_skip_link_passes_the_menu(ingelogd):
    page = ingelogd
    page.goto("/meldingen/")
    page.keyboard.press("Tab")
    overslaan = page.get_by_role("link", name="Naar de inhoud")
    expect(overslaan).to_be_focused()
    expect(overslaan).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_the_menu_of_the_user_opens_and_closes(ingelogd):
    page = ingelogd
    uitloggen = page.get_by_role("button", name="Uitloggen")
    _tab_naar(page, ".kop__gebruiker summary")
    page.keyboard.press("Enter")
    expect(uitloggen).to_be_visible()
    page.keyboard.press("Escape")
    expect(uitloggen).to_be_hidden()
    assert page.evaluate("document.activeElement.matches('.kop__gebruiker summary')")


def test_single_keys_do_nothing_while_typing_and_can_be_switched_off(ingelogd):
    page = ingelogd
    page.goto("/leerlingen/")
    page.keyboard.press("/")
    zoekveld = page.locator("#zoektekst")
    expect(zoekveld).to_be_focused()
    page.keyboard.type("n/?")
    expect(zoekveld).to_have_value("n/?")
    page.goto("/")
    page.keyboard.press("?")
    dialoog = page.get_by_role("dialog", name="Sneltoetsen")
    expect(dialoog).to_be_visible()
    expect(page.locator("#sneltoetsen-aan")).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("Escape")
    expect(dialoog).to_be_hidden()
    page.reload()
    page.keyboard.press("n")
    page.keyboard.press("?")
    expect(page.get_by_role("heading", level=1)).to_have_text("Werkvoorraad")
    expect(dialoog).to_be_hidden()
    # Switched on again, they work at once.
    page.get_by_role("button", name="Sneltoetsen").press("Enter")
    page.locator("#sneltoetsen-aan").press("Space")
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    expect(page.get_by_role("heading", level=1)).to_have_text("Leerlingen")
