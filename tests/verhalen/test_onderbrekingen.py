"""Whatever comes between somebody and his form: nothing typed is lost, and nothing is written twice.

In a real browser. With (server): a real server, database or browser process that is really killed, in
test_onderbrekingen_server.py. Without JavaScript: in test_onderbrekingen_zonder_javascript.py.

    interruption                                   what is promised
    ---------------------------------------------  --------------------------------------------------------------
    none: only typing                              kept after 2 seconds of rest, every 10 while somebody types on
    session expired                                sent: stands in the form after logging in
    screen locked                                  stands there after unlocking, and was kept meanwhile
    network gone                                   stands there, is kept by itself when the network is back
    network gone, and then the page left           asked first; who stays has it still
    double click                                   written once
    back, and the button again                     written once; another text is another note
    tab closed in the middle of a word             everything typed is in the draft
    page reloaded in the middle of a word          everything typed stands in the form
    logged in again in another tab (CSRF rotated)  sent: stands in the form, and can be sent
    logged out in another tab                      stands there, is kept, and stands in the form after logging in
    the same form in two tabs                      each keeps its own, each is written once
    a colleague saved the same row                 nothing overwritten, the text stands beside his
    without JavaScript, the form has an error      what was last posted is in the draft
    without JavaScript, session expired            what was last posted stands in the form after logging in
    without JavaScript, double click               written once
    server killed while typing (server)            stands there, is kept by itself when the server is back
    server killed before the commit (server)       nothing written, stands in the form
    server killed after the commit (server)        sent again it is not written again
    database connection lost (server)              nothing written, going back it stands in the form
    server that does not answer (server)           says so after 10 seconds, stands there, written once later
    browser killed (server)                        everything until the last save is in the draft

After each the rows are counted, no draft is left, and the stores of the browser hold nothing that somebody typed.
"""

import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import expect

from leerplicht.models import Leerling, Sessie
from leerplicht.toegang.gemeente import in_gemeente
from tests import services
from tests.browser import log_in
from tests.cast import WACHTWOORD, _gebruiker
from tests.verhalen.omgeving import Tabel
from tests.verhalen.onderbroken import MEER, OPGESLAGEN, TEKST, ga_naar_binnen, stand


@pytest.fixture
def formulier(page, werk, live_server):
    """The form, open and empty, of Anna who is logged in."""
    ga_naar_binnen(page.context, werk.anna, live_server.url)
    return werk.open(page)


def test_tijdens_het_typen(formulier, werk, page):
    """Not interrupted at all: two seconds after the last key it is kept, and the screen says when."""
    page.clock.install(time=timezone.now())
    werk.open(page)
    werk.typ(page)
    assert TEKST not in werk.concepten()
    page.clock.run_for(2_100)
    services.until(lambda: werk.concepten() == [TEKST])
    expect(stand(page)).to_have_text(OPGESLAGEN)
    # Who types on and on is kept every ten seconds.
    veld = page.get_by_label("Toelichting")
    for _ in range(10):
        veld.press("End")
        veld.press_sequentially(".")
        page.clock.run_for(1_100)
    services.until(lambda: werk.concepten()[0] != TEKST)
    veld.fill(TEKST)
    werk.sla_op(page)


def test_verlopen_sessie(formulier, werk):
    page = formulier
    werk.typ_en_bewaar(page)
    Session.objects.all().delete()
    page.get_by_label("Toelichting").fill(MEER)
    page.get_by_role("button", name="Vastleggen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Inloggen")
    assert (werk.gesprekken(), werk.concepten()) == ([], [MEER])
    log_in(page)
    werk.staat_er(page, MEER)
    page.get_by_role("button", name="Vastleggen").click()
    werk.is_opgeslagen(page, MEER)


def test_scherm_op_slot(page, werk, live_server):
    page.clock.install(time=timezone.now())
    ga_naar_binnen(page.context, werk.anna, live_server.url)
    werk.open(page)
    werk.typ(page)
    Sessie.objects.update(laatst_actief=timezone.now() - timedelta(minutes=16))
    page.clock.run_for(16 * 60_000)
    expect(page.get_by_role("dialog", name="Het scherm is op slot")).to_be_visible()
    # The clock of the page is ours, that of the network is not: what was sent may still be on its way.
    services.until(lambda: werk.concepten() == [TEKST])
    page.get_by_label("Wachtwoord").fill(WACHTWOORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    werk.staat_er(page)
    werk.sla_op(page)


def test_netwerk_weg(formulier, werk):
    page = formulier
    werk.typ_en_bewaar(page)
    page.context.set_offline(True)
    page.get_by_label("Toelichting").fill(MEER)
    page.get_by_label("Toelichting").blur()
    expect(stand(page)).to_contain_text("Geen verbinding: uw laatste tekst is nog niet bewaard.")
    page.get_by_role("button", name="Vastleggen").click()
    expect(stand(page)).to_contain_text("Geen verbinding: niet verzonden.")
    werk.staat_er(page, MEER)
    assert (werk.gesprekken(), werk.concepten()) == ([], [TEKST])
    page.context.set_offline(False)
    expect(stand(page)).to_have_text(OPGESLAGEN)
    assert werk.concepten() == [MEER]
    page.get_by_role("button", name="Vastleggen").click()
    werk.is_opgeslagen(page, MEER)


def test_netwerk_weg_en_dan_weggaan(formulier, werk):
    """What cannot be kept does not go unasked; who stays has it still."""
    page = formulier
    werk.typ_en_bewaar(page)
    page.context.set_offline(True)
    page.get_by_label("Toelichting").fill(MEER)
    page.get_by_label("Toelichting").blur()
    expect(stand(page)).to_contain_text("Geen verbinding")
    with page.expect_event("dialog") as vraag:
        page.close(run_before_unload=True)
    assert vraag.value.type == "beforeunload"
    vraag.value.dismiss()
    werk.staat_er(page, MEER)
    page.context.set_offline(False)
    services.until(lambda: werk.concepten() == [MEER])
    page.get_by_role("button", name="Vastleggen").click()
    werk.is_opgeslagen(page, MEER)


def test_dubbelklik(formulier, werk):
    page = formulier
    werk.typ(page)
    page.get_by_role("button", name="Vastleggen").dblclick()
    werk.is_opgeslagen(page)


def test_terug_en_nog_eens(formulier, werk):
    page = formulier
    werk.typ(page)
    werk.sla_op(page)
    page.go_back()
    werk.typ(page)
    page.get_by_role("button", name="Vastleggen").click()
    expect(page.get_by_text("Dit formulier was al verzonden.")).to_be_visible()
    werk.is_opgeslagen(page)
    # Another text is meant: a second note.
    page.go_back()
    werk.typ(page, MEER)
    page.get_by_role("button", name="Vastleggen").click()
    werk.is_opgeslagen(page, TEKST, MEER)


def test_tabblad_gesloten(formulier, werk):
    """At once, without leaving the field: the page sends what it has while it goes."""
    page = formulier
    context = page.context
    werk.typ(page)
    page.close(run_before_unload=True)
    services.until(lambda: werk.concepten() == [TEKST])
    nieuw = context.new_page()
    nieuw.goto("/concepten/")
    nieuw.get_by_role("link", name="Vastleggen").click()
    expect(nieuw.get_by_text("nog niet opgeslagen")).to_be_visible()
    werk.staat_er(nieuw)
    werk.sla_op(nieuw)


def test_herladen(formulier, werk, own_database):
    """The page is there again before the text that it was sending has been kept."""
    page = formulier
    werk.typ(page)
    page.get_by_label("Toelichting").blur()
    services.until(lambda: werk.concepten() == [TEKST])
    page.get_by_label("Toelichting").fill(MEER)
    dicht = Tabel(own_database, "leerplicht_concept")
    page.on("response", lambda antwoord: dicht.open() if antwoord.request.is_navigation_request() else None)
    page.reload()
    werk.staat_er(page, MEER)
    page.get_by_role("button", name="Vastleggen").click()
    werk.is_opgeslagen(page, MEER)


def test_ingelogd_in_een_ander_tabblad(formulier, werk):
    """Logging in anew gives another CSRF token: the form that was open carries the former one."""
    page = formulier
    werk.typ(page)
    ander = page.context.new_page()
    ander.goto("/account/logout/")
    ander.get_by_role("button", name="Uitloggen").click()
    log_in(ander)
    expect(ander.get_by_role("heading", level=1)).to_have_text("Werkvoorraad")
    page.get_by_role("button", name="Vastleggen").click()
    expect(page.get_by_text("Dit is nog niet opgeslagen.")).to_be_visible()
    werk.staat_er(page)
    assert werk.gesprekken() == []
    werk.sla_op(page)


def test_uitgelogd_in_een_ander_tabblad(formulier, werk):
    page = formulier
    werk.typ_en_bewaar(page)
    ander = page.context.new_page()
    ander.goto("/account/logout/")
    ander.get_by_role("button", name="Uitloggen").click()
    expect(ander.get_by_role("heading", level=1)).to_have_text("Inloggen")
    # The form stays where it is, what is typed is kept, and it says what to do.
    page.get_by_label("Toelichting").fill(MEER)
    page.get_by_label("Toelichting").blur()
    expect(stand(page)).to_contain_text("U bent uitgelogd: log opnieuw in.")
    assert werk.concepten() == [MEER]
    page.get_by_role("button", name="Vastleggen").click()
    log_in(page)
    werk.staat_er(page, MEER)
    page.get_by_role("button", name="Vastleggen").click()
    werk.is_opgeslagen(page, MEER)


def test_twee_tabbladen_met_hetzelfde_formulier(formulier, werk):
    page = formulier
    ander = page.context.new_page()
    werk.open(ander)
    werk.typ_en_bewaar(page)
    werk.typ(ander, MEER)
    ander.get_by_label("Toelichting").blur()
    services.until(lambda: werk.concepten() == [MEER, TEKST])
    # Each keeps its own; a third page shows the latest and the way to the other.
    derde = page.context.new_page()
    werk.open(derde)
    werk.staat_er(derde, MEER)
    derde.get_by_role("link", name="toon het concept van").click()
    werk.staat_er(derde, TEKST)
    derde.close()
    ander.get_by_role("button", name="Vastleggen").click()
    expect(ander).not_to_have_url(werk.adres)
    assert (werk.gesprekken(), werk.concepten()) == ([MEER], [TEKST])
    page.get_by_role("button", name="Vastleggen").click()
    werk.is_opgeslagen(page, MEER, TEKST)


def test_een_collega_was_eerder(formulier, werk, zoe, browser, live_server):
    """The same leerling, opened by two: what only one of them changed is kept, what both changed is asked."""
    page, adres = formulier, f"/leerlingen/{zoe.pk}/wijzigen/"
    context = browser.new_context(base_url=live_server.url, locale="nl-NL")
    ga_naar_binnen(context, _gebruiker("Bram", zoe.gemeente, "leerplichtambtenaar"), live_server.url)
    van_bram = context.new_page()
    for tabblad in (page, van_bram):
        tabblad.goto(adres)
    van_bram.get_by_label("Voornaam").fill("Zoë-Anne")
    van_bram.get_by_label("Achternaam").fill("Çelik-Demir")
    van_bram.get_by_role("button", name="Opslaan").click()
    expect(van_bram).not_to_have_url(re.compile("wijzigen"))
    context.close()
    page.get_by_label("Achternaam").fill("Çelik-Aalstra")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("alert")).to_contain_text(
        re.compile(r"Achternaam: Dit is intussen ook gewijzigd door Bram, \d\d:\d\d\.")
    )
    expect(page.get_by_role("textbox", name="Achternaam")).to_have_value("Çelik-Aalstra")
    assert namen(zoe) == ("Zoë-Anne", "Çelik-Demir")
    page.get_by_role("radio", name="Van u").check()
    page.get_by_role("button", name="Opslaan").click()
    expect(page).not_to_have_url(re.compile("wijzigen"))
    assert namen(zoe) == ("Zoë-Anne", "Çelik-Aalstra")
    werk.browser_houdt_niets(page)


def namen(leerling) -> tuple[str, str]:
    with in_gemeente(leerling.gemeente_id):
        return Leerling.objects.values_list("voornaam", "achternaam").get(pk=leerling.pk)
