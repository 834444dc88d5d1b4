"""A colleague's dossier that is sealed while somebody types in it: nothing is lost, and the reason is judged."""

from playwright.sync_api import expect

from leerplicht.models import Gebeurtenis, Gebruiker, Opening
from leerplicht.toegang.gemeente import in_gemeente
from leerplicht.toegang.zegels import actions
from tests.cast import _gebruiker
from tests.verhalen.test_toegankelijk import BREED, SMAL, _browser

NOTITIE = "Vader belde: Zoë komt morgen weer. Ik heb afgesproken dat ik vrijdag bel."
GOED = ({}, [], False)


def _gemeten(page, fouten, axe) -> tuple:
    """What axe and the browser say of this page, and whether it is too wide; at both widths."""
    for breedte in (SMAL, BREED):
        page.set_viewport_size({"width": breedte, "height": 900})
        gemeten = (axe(page), [*fouten], page.evaluate("document.documentElement.scrollWidth > innerWidth"))
        if gemeten != GOED:
            break
    return gemeten


def test_sealed_while_somebody_types(browser, live_server, axe, werk):
    gemeente, leerling, dag = werk.zaak.gemeente, werk.zaak.leerling, werk.zaak.geopend_op
    mensen = {
        naam: _gebruiker(naam, gemeente, rol)
        for naam, rol in (("Bram", "leerplichtambtenaar"), ("Eva", "teamleider"), ("Joris", "privacy_officer"))
    }
    with _browser(browser, live_server, "bram", BREED) as (page, fouten):
        page.goto(f"/leerlingen/{leerling.pk}/")
        assert _gemeten(page, fouten, axe) == GOED
        expect(page.get_by_text("U bent hier niet de behandelaar")).to_be_visible()
        page.get_by_label("Waarvoor kijkt u in dit dossier?").select_option(label="Ik neem waar voor een collega")
        page.get_by_role("button", name="Geef reden").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(leerling.naam)
        expect(page.get_by_text("U bent hier niet de behandelaar")).to_have_count(0)

        page.goto(f"/zaken/{werk.zaak.pk}/notitie/")
        page.get_by_label("Onderwerp").fill("Gebeld met vader")
        page.get_by_label("Toelichting").fill(NOTITIE)
        with in_gemeente(gemeente.pk):
            actions.verzegel(leerling, voor=None, grond="kind", door=mensen["Eva"], op=dag)
        page.get_by_role("button", name="Vastleggen").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(f"Het dossier van {leerling.naam} is verzegeld")
        expect(page.get_by_text("nog niet opgeslagen, maar wel bewaard")).to_be_visible()
        assert _gemeten(page, fouten, axe) == GOED
        page.get_by_role("button", name="Open het dossier").click()
        expect(page.locator("[data-foutenlijst]")).to_be_visible()
        assert _gemeten(page, fouten, axe) == GOED
        page.get_by_label("Waarvoor opent u dit dossier?").select_option(label="Overleg met de behandelaar")
        page.get_by_label("Waarom is dat nodig?").fill("Ik was al in gesprek met vader.")
        page.get_by_role("button", name="Open het dossier").click()
        expect(page.get_by_label("Toelichting")).to_have_value(NOTITIE)
        page.get_by_role("button", name="Vastleggen").click()
        page.wait_for_url("**/meldingen/*/")
        page.goto(f"/leerlingen/{leerling.pk}/verzegelen/")
        assert _gemeten(page, fouten, axe) == GOED
        page.goto("/eigen-straat/")
        assert _gemeten(page, fouten, axe) == GOED
    with in_gemeente(gemeente.pk):
        assert list(Gebeurtenis.objects.filter(titel="Gebeld met vader").values_list("door__naam")) == [("Bram",)]

    with _browser(browser, live_server, "joris", BREED) as (page, fouten):
        page.goto("/privacy/")
        page.get_by_role("link", name="Openingen").click()
        page.get_by_role("link", name=leerling.naam).click()
        expect(page.get_by_text("Ik was al in gesprek met vader.")).to_be_visible()
        page.get_by_label("Terecht geopend", exact=True).check()
        page.get_by_role("button", name="Sla het oordeel op").click()
        expect(page.get_by_text("Er is niets te beoordelen.")).to_be_visible()
    with in_gemeente(gemeente.pk):
        oordelen = Opening.objects.filter(soort="zegel").values_list("gebruiker", "oordeel", "beoordeeld_door")
        joris = Gebruiker.objects.get(naam="Joris")
        assert list(oordelen) == [(mensen["Bram"].pk, "terecht", joris.pk)]
