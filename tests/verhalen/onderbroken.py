"""Anna at a form in a browser, to be interrupted; and what must hold afterwards."""

import re

from django.http import QueryDict
from django.test import Client
from playwright.sync_api import Page, expect

from leerplicht.formulieren.concept import leesbare
from leerplicht.models import Gebeurtenis, Gebruiker, Zaak
from leerplicht.toegang.gemeente import in_gemeente
from tests import services

TEKST = "Moeder belt: Zoë slaapt slecht en durft niet naar school."
MEER = f"{TEKST} Morgen een gesprek met de mentor."
OPGESLAGEN = re.compile(r"^Opgeslagen \d\d:\d\d$")
# All that a browser keeps for a site: four stores, and what it puts beside a page in the history of its tab.
BEWAARPLAATSEN = """async () => ({
  localStorage: {...localStorage}, sessionStorage: {...sessionStorage},
  databases: (await indexedDB.databases()).map((een) => een.name), caches: await caches.keys(),
  geschiedenis: JSON.stringify(history.state), adres: location.pathname,
})"""
LEEG = {"localStorage": {}, "databases": [], "caches": []}
# Random keys of forms and numbers: nothing that somebody typed.
GESCHIEDENIS = re.compile(r'\{"sleutels":\["[\w-]*"(,"[\w-]*")*\],"beloofd":\{("[\w-]+":\d+,?)*\},"keren":\d\}')


class Werk:
    """One form: a conversation is written down in a zaak."""

    def __init__(self, zaak: Zaak, anna: Gebruiker):
        self.zaak, self.anna = zaak, anna
        self.adres = f"/zaken/{zaak.pk}/notitie/"

    def open(self, page: Page) -> Page:
        page.goto(self.adres)
        return page

    def typ(self, page: Page, tekst: str = TEKST) -> None:
        page.get_by_label("Soort").select_option("gesprek")
        page.get_by_label("Onderwerp").fill("Gebeld")
        page.get_by_label("Toelichting").fill(tekst)

    def typ_en_bewaar(self, page: Page, tekst: str = TEKST) -> None:
        """Leave the field, and wait until it says that it is kept."""
        self.typ(page, tekst)
        page.get_by_label("Toelichting").blur()
        services.until(lambda: self.concepten() == [tekst])
        expect(stand(page)).to_have_text(OPGESLAGEN)

    def staat_er(self, page: Page, tekst: str = TEKST) -> None:
        expect(page.get_by_label("Toelichting")).to_have_value(tekst)
        expect(page.get_by_label("Onderwerp")).to_have_value("Gebeld")
        expect(page.get_by_label("Soort")).to_have_value("gesprek")

    def sla_op(self, page: Page) -> None:
        page.get_by_role("button", name="Vastleggen").click()
        self.is_opgeslagen(page)

    def is_opgeslagen(self, page: Page, *teksten: str) -> None:
        """Written once each, no draft left, and nothing kept by the browser."""
        expect(page).to_have_url(re.compile(r"/meldingen/\d+/$"))
        gevonden = self.gesprekken(), self.concepten()
        assert gevonden == (list(teksten) or [TEKST], []), gevonden
        self.browser_houdt_niets(page)

    def browser_houdt_niets(self, page: Page) -> None:
        page.wait_for_load_state()
        gevonden = page.evaluate(BEWAARPLAATSEN)
        geschiedenis = gevonden.pop("geschiedenis")
        assert GESCHIEDENIS.fullmatch(geschiedenis), geschiedenis
        # Of htmx: where the page stands, of which no address holds a name.
        assert gevonden.pop("sessionStorage") in ({}, {"htmx-current-path-for-history": gevonden.pop("adres")})
        assert gevonden == LEEG

    def gesprekken(self) -> list[str]:
        with in_gemeente(self.zaak.gemeente_id):
            gevonden = Gebeurtenis.objects.filter(soort="gesprek").order_by("pk")
            return list(gevonden.values_list("toelichting", flat=True))

    def concepten(self) -> list[str]:
        """The drafts, the latest first."""
        with in_gemeente(self.zaak.gemeente_id):
            return [QueryDict(een.velden)["toelichting"] for een in leesbare(self.anna)]


def stand(page: Page):
    """Where a form says whether what is typed is kept."""
    return page.locator("[data-concept-stand]")


def ga_naar_binnen(context, gebruiker: Gebruiker, url: str) -> None:
    """Logged in, without the way through the door."""
    client = Client()
    client.force_login(gebruiker, backend="allauth.account.auth_backends.AuthenticationBackend")
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": url}])
