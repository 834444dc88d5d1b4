"""Every page of the product in a real browser, with the example: WCAG 2.2 AA, wide, narrow, and with errors."""

import re
from contextlib import contextmanager

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from doorstroompunt.models import BegeleidWonen, NoShow, NoShowKlas, Overstap, Traject
from leerplicht.koppelen.actions import voeg_samen
from leerplicht.models import (
    Aanlevering,
    Aanleverregel,
    Aanstelling,
    Betrokkene,
    Bronvertaling,
    Code,
    Concept,
    Document,
    ExternCijfer,
    Gebruiker,
    Gemeente,
    Inschrijving,
    Leerling,
    Opdracht,
    OpdrachtStatus,
    Opening,
    Samenvoeging,
    Taak,
    Verzegeling,
    Zaak,
)
from leerplicht.postvak.actions import mail_collega
from leerplicht.toegang.gemeente import in_gemeente
from meldingen.choices import Grondslag, Soort
from meldingen.models import JgzOnderzoek, Melding, Onderzoek, Signaal, Vrijstelling
from rapportage.models import RunStatus, Verslagrun
from rapportage.verslag import als_json, maak_verslag
from tests.aanleveringen import maak_aanleveringen
from tests.verhalen.adressen import routes, vul_in

# The word before the number in an address → the rows it may mean.
SOORTEN = {
    "leerlingen": Leerling,
    "inschrijvingen": Inschrijving,
    "betrokkenen": Betrokkene,
    "zaken": Zaak,
    "taken": Taak,
    "codes": Code,
    "gebruikers": Aanstelling,
    "collegas": Gebruiker,
    "documenten": Document,
    "concepten": Concept,
    "externe-cijfers": ExternCijfer,
    "meldingen": Melding,
    "onderzoeken": Onderzoek,
    "signalen": Signaal,
    "vrijstellingen": Vrijstelling,
    "jeugdarts": JgzOnderzoek,
    "trajecten": Traject,
    "overstap": Overstap,
    "klas": NoShowKlas,
    "no-show": NoShow,
    "begeleid-wonen": BegeleidWonen,
    "runs": Verslagrun,
    "uitgaand": Opdracht,
    "verzegelingen": Verzegeling,
    "openingen": Opening,
    "samenvoegingen": Samenvoeging,
    "inlezen": Aanlevering,
    "regels": Aanleverregel,
    "vertalingen": Bronvertaling,
}
# Addresses that are no page: they only take a form, give a file, or send elsewhere.
GEEN_PAGINA = {
    "/gemeente/",
    "/beheer/uitgaand/proefbericht/",
    "/beheer/uitgaand/<int:pk>/opnieuw/",
    "/beheer/uitgaand/<int:pk>/verstuurd/",
    "/beheer/uitgaand/<int:pk>/vervallen/",
    "/zaken/<int:pk>/toewijzen/",
    "/taken/<int:pk>/gedaan/",
    "/documenten/<int:pk>/",
    "/documenten/<int:pk>/terugzetten/",
    "/meldingen/triage/ongedaan/",
    "/meldingen/export/csv/",
    "/meldingen/export/xlsx/",
    "/vrijstellingen/export/csv/",
    "/vrijstellingen/export/xlsx/",
    "/doorstroompunt/trajecten/export/csv/",
    "/doorstroompunt/trajecten/export/xlsx/",
    "/gezond/leeft/",
    "/gezond/klaar/",
    "/gezond/metrics/",
    "/inlezen/bron/<slug:bron>/voorbeeld/",
    "/meldingen/terugmelden/maken/",
    "/meldingen/terugmelden/bestand/<int:nummer>/",
    "/inlezen/<int:pk>/inlezen/",
    "/inlezen/<int:pk>/controleren/",
    "/inlezen/<int:pk>/annuleren/",
    "/inlezen/<int:pk>/overgebleven/",
    "/inlezen/<int:pk>/geweigerd/",
    "/concepten/bewaren/",
    "/beheer/gebruikers/<int:pk>/wachtwoordlink/",
    "/concepten/<int:pk>/verwijderen/",
    "/jaarverslag/<int:schooljaar>/maak/",
    "/jaarverslag/runs/<int:pk>/annuleer/",
    "/jaarverslag/runs/<int:pk>/voorleggen/",
    "/jaarverslag/runs/<int:pk>/terughalen/",
    "/jaarverslag/runs/<int:pk>/pdf/",
    "/jaarverslag/runs/<int:pk>/json/",
    # The part of the form that htmx asks for; it is inside the form's own page.
    "/leerlingen/<int:leerling_pk>/melding/<slug:soort>/onderwijs/",
}
# In the example an open one and a closed one of each kind stand at the ends of the row of numbers.
AANTAL_RIJEN = 4
BREED, SMAL = 1280, 390
# At its end nothing of a page lies below a bar that sticks to the edge: what does, depends on the day's example.
MEET = """() => {
    scrollTo({top: document.body.scrollHeight, behavior: "instant"});
    return {
        koppen: document.querySelectorAll("h1").length,
        titel: document.title,
        te_breed: document.documentElement.scrollWidth > innerWidth,
    };
}"""
# All that was filled in is emptied, as somebody does who presses the button too early.
LEEG = """() => {
    const form = [...document.querySelectorAll("main form[method=post]")].find((een) => een.querySelector(".veld")
        && !een.matches(".zoekbalk, .toewijzen"));
    if (!form) return false;
    for (const veld of form.querySelectorAll("input:not([type=hidden]), select, textarea")) {
        if (veld.matches("[type=radio], [type=checkbox]")) veld.checked = false;
        else veld.value = "";
    }
    form.querySelector("button.utrecht-button--primary-action").dataset.verstuur = "";
    return true;
}"""
FOUTEN = """() => {
    const lijst = document.querySelector("[data-foutenlijst]");
    if (!lijst) return null;
    const links = [...lijst.querySelectorAll("a[href^='#']")].map((a) => a.getAttribute("href").slice(1));
    return {
        focus: document.activeElement === lijst,
        titel: document.title.startsWith("Fout: "),
        links: links.length > 0,
        te_breed: document.documentElement.scrollWidth > innerWidth,
        dood: links.filter((id) => !document.getElementById(id)?.matches("input, select, textarea")),
    };
}"""

GOED = {"axe": {}, "console": [], "koppen": 1, "te_breed": False}
GOEDE_FOUT = {"axe": {}, "console": [], "focus": True, "titel": True, "links": True, "te_breed": False, "dood": []}


@pytest.fixture
def voorbeeld(own_database, caplog):
    """The example, with a run of the report and an e-mail. A refusal is an answer here, and need not be logged."""
    caplog.set_level("ERROR", logger="django.request")
    call_command("laad_voorbeeld", verbosity=0)
    gemeente = Gemeente.objects.get(code="0637")
    with in_gemeente(gemeente.pk):
        eva = Gebruiker.objects.get(email="eva@voorbeeld.test")
        eva.kies_aanstelling()
        Verslagrun.objects.create(
            gemeente=gemeente,
            schooljaar=2023,
            peildatum="2024-10-01",
            aangevraagd_door=eva,
            status=RunStatus.KLAAR,
            pdf=b"%PDF-1.7",
            cijfers=als_json(maak_verslag(gemeente, schooljaar=2023)),
            voorgelegd_op="2024-11-05",
            voorgelegd_door=eva,
        )
        Verslagrun.objects.create(gemeente=gemeente, schooljaar=2023, peildatum="2024-10-01", aangevraagd_door=eva)
        # In a zaak of the newest, which the walk looks at.
        zaak = Zaak.objects.order_by("pk").last()
        Document.objects.create(
            gemeente=gemeente,
            zaak=zaak,
            naam="verslag.pdf",
            omschrijving="Verslag van het gesprek",
            mime="application/pdf",
            grootte=20480,
            sha256="0" * 64,
            toegevoegd_door=eva,
        )
        # To her alone, one of those that the walk looks at is closed.
        dicht = Leerling.objects.order_by("pk")[1]
        Verzegeling.objects.create(
            gemeente=gemeente, leerling=dicht, voor=eva, grond="familie", van="2026-11-02", door=eva
        )
        maak_aanleveringen(gemeente, eva)
        laatste, voorlaatste = Leerling.objects.order_by("-pk")[:2]
        # Two with a BSN each are two people.
        laatste.bsn = None
        laatste.save(update_fields=["bsn"])
        voeg_samen(laatste, voorlaatste, velden=(), door=eva, op=timezone.localdate(), waarom="Dezelfde persoon")
    mail_collega(eva, sjabloon="er_is_iets", sleutel="voorbeeld")
    Opdracht.objects.update(status=OpdrachtStatus.ONZEKER, beeindigd=timezone.now())
    return gemeente


def _client(naam: str, domein: str = "voorbeeld.test") -> Client:
    client = Client()
    client.force_login(Gebruiker.objects.get(email=f"{naam}@{domein}"))
    return client


def _kandidaten(route: str) -> list[str]:
    """The address with each kind of melding, each grond, or the first and last rows of its kind."""
    soort = re.search(r"/([\w-]+)/<int:(?:leerling_)?pk>", route)
    if "<slug:soort>" in route:
        woorden = [{"soort": een.value} for een in Soort]
    elif "<slug:grondslag>" in route:
        woorden = [{"grondslag": een.value} for een in Grondslag]
    elif "<int:ander>" in route:
        # Of two leerlingen: each with the first, who is not sealed.
        woorden = [{"ander": str(Leerling.objects.order_by("pk").values_list("pk", flat=True).first())}]
    else:
        woorden = [{}]
    if soort is None:
        return [vul_in(route, **een) for een in woorden]
    pks = SOORTEN[soort[1]].objects.order_by("pk").values_list("pk", flat=True)
    gekozen = [*pks[:AANTAL_RIJEN], *pks.reverse()[:AANTAL_RIJEN]]
    return [vul_in(route, pk, **een) for een in woorden for pk in gekozen]


def _paginas(gemeente: Gemeente, naam: str) -> dict[str, list[str]]:
    """Route → addresses that answer this user with a page: one per kind of object; of forms per soort one each."""
    client = _client(naam)
    gevonden: dict[str, list[str]] = {}
    for route in routes():
        if route in GEEN_PAGINA:
            continue
        with in_gemeente(gemeente.pk):
            kandidaten = _kandidaten(route)
        for adres in kandidaten:
            zelfde_soort = re.sub(r"\d+", "", adres)
            if any(re.sub(r"\d+", "", eerder) == zelfde_soort for eerder in gevonden.get(route, [])):
                continue
            antwoord = client.get(adres)
            if antwoord.status_code == 403:
                break
            if antwoord.status_code == 200 and antwoord["Content-Type"].startswith("text/html"):
                gevonden.setdefault(route, []).append(adres)
    return gevonden


@contextmanager
def _browser(browser, live_server, naam: str, breedte: int):
    """A page of this width, logged in; with the errors it met so far."""
    context = browser.new_context(
        base_url=live_server.url, locale="nl-NL", viewport={"width": breedte, "height": 900}
    )
    context.set_default_timeout(10_000)
    sessie = _client(naam).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": sessie, "url": live_server.url}])
    page = context.new_page()
    fouten: list[str] = []
    page.on("pageerror", lambda fout: fouten.append(str(fout)))
    page.on("console", lambda zegt: fouten.append(zegt.text) if zegt.type in ("error", "warning") else None)
    yield page, fouten
    context.close()


def _verstuur_leeg(page) -> dict | None:
    """Send the form of this page with nothing in it; what its error page is like. None without such a form."""
    if not page.evaluate(LEEG):
        return None
    # Not `expect_navigation`: a form that is kept writes in the history of the tab, which counts as one.
    with page.expect_event("load"):
        page.locator("main [data-verstuur]").click()
    return page.evaluate(FOUTEN)


def test_every_page_for_everybody_wide_and_narrow(voorbeeld, browser, live_server, axe):
    bezocht: set[str] = set()
    mis: dict[tuple, dict] = {}
    titels: dict[str, set[str]] = {}
    foutpaginas = 0
    for naam in ("eva", "floor", "joris"):
        paginas = _paginas(voorbeeld, naam)
        bezocht |= set(paginas)
        for breedte in (BREED, SMAL):
            with _browser(browser, live_server, naam, breedte) as (page, fouten):
                for route, adressen in paginas.items():
                    # The forms per soort or grond differ in their fields, not in their width.
                    for adres in adressen if breedte == BREED else adressen[:1]:
                        page.goto(adres, wait_until="load")
                        gemeten = page.evaluate(MEET)
                        titels.setdefault(gemeten.pop("titel"), set()).add(route)
                        gevonden = {"axe": axe(page), "console": [*fouten], **gemeten}
                        if gevonden != GOED:
                            mis[naam, breedte, adres] = gevonden
                        if breedte == SMAL and (fout := _verstuur_leeg(page)):
                            foutpaginas += 1
                            gevonden = {"axe": axe(page), "console": [*fouten], **fout}
                            if gevonden != GOEDE_FOUT:
                                mis[naam, breedte, adres, "leeg verstuurd"] = gevonden
                        fouten.clear()
    # The others see some of the same pages, and each his own start page and menu.
    for naam in ("gijs", "hanna", "iris", "joris", "wethouder"):
        for breedte in (BREED, SMAL):
            with _browser(browser, live_server, naam, breedte) as (page, fouten):
                page.goto("/", wait_until="load")
                gevonden = {"axe": axe(page), "console": [*fouten], **page.evaluate(MEET)}
                del gevonden["titel"]
                if gevonden != GOED:
                    mis[naam, breedte, "start"] = gevonden
    assert mis == {}
    assert foutpaginas > 30
    assert set(routes()) - GEEN_PAGINA - bezocht == set()
    # A title says which page this is: only pages about one leerling or zaak may share theirs.
    assert {titel: waar for titel, waar in titels.items() if len(waar) > 1 or not titel.split(" – ")[0]} == {}
