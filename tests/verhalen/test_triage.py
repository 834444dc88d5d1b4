"""Forty meldingen that came in, sorted by keyboard only; and brought back."""

from collections import Counter
from datetime import date

import pytest
from playwright.sync_api import expect

from leerplicht.dossier.actions import registreer_leerling
from leerplicht.models import Gebruiker, Taak
from leerplicht.toegang.gemeente import in_gemeente
from meldingen.actions import registreer_melding
from meldingen.models import Melding
from tests.browser import log_in
from tests.cast import _gebruiker

DAG = date(2024, 3, 5)
# What comes in, in this order, and what is proposed for it.
EERSTE, VERVOLG, KENNISNAME, LANGDURIG, ZORG = "eerste", "vervolg", "kennisname", "langdurig", "zorg"
BINNEN = [*[EERSTE] * 19, ZORG, *[VERVOLG] * 8, LANGDURIG, *[KENNISNAME] * 7, ZORG, LANGDURIG, ZORG, LANGDURIG]
VELDEN = {
    EERSTE: {"soort": "relatief_licht", "verzuim_uren": 9, "vermoedelijke_reden": "Komt vaak te laat."},
    VERVOLG: {"soort": "relatief_wettelijk", "verzuim_uren": 20, "duo_soort": "V3"},
    KENNISNAME: {"soort": "relatief_licht", "actie_gewenst": False},
    LANGDURIG: {"soort": "relatief_wettelijk", "duo_soort": "LRV"},
    ZORG: {"soort": "zorg"},
}


@pytest.fixture
def binnengekomen(zoe):
    """The pks of the meldingen, in the order of the page."""
    anna, gemeente = Gebruiker.objects.get(email="anna@voorbeeld.test"), zoe.gemeente
    bram = _gebruiker("Bram", gemeente, "leerplichtambtenaar")
    pks = []
    with in_gemeente(gemeente.pk):
        for nummer, wat in enumerate(BINNEN):
            leerling = registreer_leerling(
                gemeente=gemeente,
                door=anna,
                voornaam=f"Kind {nummer + 1}",
                achternaam="Voorbeeld",
                geboortedatum=date(2010, 1, 1 + nummer % 28),
            )
            velden = VELDEN[wat] | {"op": DAG, "door": anna}
            if wat == VERVOLG:
                registreer_melding(leerling, **velden, gemeld_op=date(2024, 2, 12), eigenaar=bram)
            melding = registreer_melding(leerling, **velden, gemeld_op=DAG, herkomst="duo", te_sorteren=True)
            melding.zaak.taken.all().delete()
            pks.append(melding.pk)
    return pks


@pytest.fixture
def toetsenbord(page, binnengekomen):
    """The triage, opened from the werkvoorraad; `druk("j", 3)` presses a key and counts."""
    page.goto("/")
    log_in(page)
    link = page.get_by_role("link", name="40 nieuwe meldingen te sorteren")
    link.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("40 te sorteren")).to_be_visible()
    # The script of the page is there when all of it is.
    page.wait_for_load_state("load")
    return Toetsenbord(page)


class Toetsenbord:
    def __init__(self, page):
        self.page, self.aantal = page, 0

    def druk(self, toets, keer=1):
        for _ in range(keer):
            self.page.keyboard.press(toets)
        self.aantal += keer


def stand(zoe):
    """How all of it is: kind, result, owner, what it follows and what is to be done."""
    with in_gemeente(zoe.gemeente_id):
        return {
            melding.pk: (
                melding.soort,
                melding.te_sorteren,
                melding.resultaat and melding.resultaat.code,
                melding.geoorloofd,
                melding.vervolg_op_id is not None,
                str(melding.zaak.toewijzingen.get(tot__isnull=True)),
                *(taak.titel.rstrip("0123456789") for taak in Taak.objects.open().filter(zaak=melding.zaak)),
            )
            for melding in Melding.objects.filter(gemeld_op=DAG).select_related("zaak", "resultaat")
        }


def hier(page):
    """The melding of the row that has the focus."""
    return page.evaluate("document.activeElement.name")


def test_forty_meldingen_by_keyboard_and_back(toetsenbord, page, zoe, binnengekomen, axe):
    voor = stand(zoe)
    zegt, aangevinkt = page.locator("[data-triage-zegt]"), page.locator("[data-triage-aantal]")
    druk = toetsenbord.druk
    druk("a")
    expect(zegt).to_have_text("34 duidelijke voorstellen aangevinkt")
    expect(aangevinkt).to_have_text("34")
    druk("j")
    # One of them deserves no letter.
    druk("4")
    expect(zegt).to_have_text("Ter kennisgeving, aangevinkt")
    druk("1")
    expect(zegt).to_have_text("Dat kan niet bij deze melding")
    for nummer, wat in enumerate(BINNEN):
        assert hier(page) == f"m{binnengekomen[nummer]}-kies"
        if wat == ZORG:
            druk("Space")
        if wat == LANGDURIG:
            druk("5")
            druk("d")
            druk("n")
            druk("Escape")
            assert hier(page) == f"m{binnengekomen[nummer]}-kies"
        if nummer + 1 < len(BINNEN):
            druk("j")
    expect(aangevinkt).to_have_text("40")
    druk("Control+Enter")
    expect(page.get_by_text("Alles is gesorteerd.")).to_be_visible()
    expect(page.locator(".berichten")).to_contain_text("40 verwerkt.")
    # Two a melding at the most: ten minutes are more than enough.
    assert toetsenbord.aantal == 59
    brief = "Waarschuwingsbrief sturen"
    assert Counter(stand(zoe).values()) == {
        ("relatief_licht", False, None, None, False, "Anna", brief): 18,
        ("relatief_licht", False, "ter_kennisname", None, False, "team"): 8,
        ("relatief_wettelijk", False, None, None, True, "Bram", "Samen behandelen met zaak "): 8,
        ("thuiszitter", False, None, False, False, "Anna", "Voortgang nagaan"): 3,
        ("zorg", False, None, None, False, "Anna", "Eerste contact opnemen"): 3,
    }
    assert axe(page) == {}
    page.get_by_role("button", name="Maak ongedaan").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("40 te sorteren")).to_be_visible()
    assert stand(zoe) == voor


def test_the_page_of_the_triage_for_everybody(toetsenbord, page, axe):
    page.keyboard.press("j")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("e")
    expect(page.locator("[data-triage-meer][open]")).to_have_count(1)
    # Enter alone sends nothing.
    page.keyboard.press("Enter")
    page.keyboard.press("6")
    expect(page.locator("[data-triage-aantal]")).to_have_text("0")
    for breed in (1280, 390):
        page.set_viewport_size({"width": breed, "height": 900})
        assert axe(page) == {}
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    # Single keys can be switched off; what is not a single key still works.
    page.set_viewport_size({"width": 1280, "height": 900})
    page.keyboard.press("?")
    page.get_by_label("Sneltoetsen gebruiken").uncheck()
    page.get_by_role("button", name="Sluiten").click()
    vinken = page.locator("[data-triage-kies]")
    vinken.nth(2).focus()
    page.keyboard.press("j")
    page.keyboard.press("2")
    expect(vinken.nth(2)).to_be_focused()
    expect(page.locator("[data-triage-aantal]")).to_have_text("0")
    page.keyboard.press("ArrowDown")
    expect(vinken.nth(3)).to_be_focused()
    page.keyboard.press("Space")
    expect(page.locator("[data-triage-aantal]")).to_have_text("1")
