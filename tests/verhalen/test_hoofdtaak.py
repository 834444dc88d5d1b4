"""The main job in a real browser: from a melding of an officer to the number in the PDF of the wethouder."""

import datetime
import io
import re

import pytest
from django.core.management import call_command
from pypdf import PdfReader

from leerplicht.models import Gemeente, Inschrijving
from leerplicht.toegang.gemeente import in_gemeente
from rapportage.voorbeeld.gebruikers import WACHTWOORD
from tests.browser import log_in

DAG = datetime.date(2024, 3, 12)


def _log_in(page, naam):
    page.goto("/")
    log_in(page, f"{naam}@voorbeeld.test", WACHTWOORD)


def _log_uit(page):
    page.context.clear_cookies()


def _wettelijke_meldingen(page) -> str:
    """The total of wettelijk verzuim as tabel 5 shows it on the page of the report."""
    page.goto("/jaarverslag/2023/")
    tabel = page.get_by_role("table").filter(has_text="Herkomst scholen")
    return tabel.locator("tr", has_text="Totaal").last.locator("td").first.inner_text()


@pytest.fixture
def leerling_op_het_vmbo(own_database):
    """The example, and one of its leerlingen who was 14 and at the vmbo on the day; the only one of that name."""
    call_command("laad_voorbeeld", verbosity=0)
    with in_gemeente(Gemeente.objects.get(code="0637").pk):
        inschrijving = (
            Inschrijving.objects.op(DAG)
            .filter(
                onderwijssoort__code="vmbo",
                leerling__geboortedatum__range=("2009-04-01", "2010-03-01"),
                leerling__tussenvoegsel="",
            )
            .select_related("leerling")
            .order_by("pk")
            .first()
        )
        return inschrijving.leerling


def test_from_melding_to_pdf(leerling_op_het_vmbo, celery_worker, page):
    leerling = leerling_op_het_vmbo
    _log_in(page, "anna")
    assert page.get_by_role("heading", level=1).inner_text() == "Werkvoorraad"
    assert _wettelijke_meldingen(page) == "1.022"

    # Find the leerling by name; the name does not get into the address.
    page.goto("/leerlingen/")
    page.get_by_label("Naam, BSN").fill(leerling.naam)
    page.get_by_role("button", name="Zoek").click()
    assert leerling.achternaam.lower() not in page.url.lower()
    page.get_by_role("link", name=leerling.naam_op_lijst).first.click()

    # Register; school and onderwijs come from the enrolment on that day.
    page.get_by_role("link", name="Nieuwe melding").first.click()
    page.get_by_role("link", name="Relatief verzuim (wettelijk)").click()
    page.get_by_label("Gemeld op").fill("12-03-2024")
    page.get_by_label("Reden").select_option(label="Ongemotiveerd")
    page.get_by_label("Uren verzuim").fill("18")
    page.get_by_role("button", name="Registreer").click()
    page.wait_for_url("**/meldingen/*/")
    assert "Relatief verzuim (wettelijk)" in page.get_by_role("heading", level=1).inner_text()
    assert "Vmbo" in page.locator("main").inner_text()
    melding = page.url

    # Find it in the list, close it, and see that it cannot be closed before it was reported.
    page.goto("/meldingen/?soort=relatief_wettelijk&schooljaar=2023&status=open")
    page.locator(f"a[href='{melding.removeprefix(page.url.split('/meldingen/')[0])}']").first.click()
    page.get_by_role("link", name="Afsluiten").click()
    page.get_by_label("Naar (andere) school").check()
    page.get_by_label("Afgesloten op").fill("11-03-2024")
    page.get_by_role("button", name="Sluit af").click()
    assert page.locator("#id_gesloten_op_error").inner_text() != ""
    assert page.get_by_label("Afgesloten op").input_value() == "11-03-2024"
    assert page.get_by_label("Naar (andere) school").is_checked()
    page.get_by_label("Afgesloten op").fill("19-03-2024")
    page.get_by_role("button", name="Sluit af").click()
    page.wait_for_url(melding)
    assert "Naar (andere) school" in page.locator("main").inner_text()

    assert _wettelijke_meldingen(page) == "1.023"

    # Make the PDF, follow it, put it forward, and read it as the wethouder; anna herself may not know what it says
    # of opsporing.
    page.get_by_role("button", name="Maak het jaarverslag").click()
    page.get_by_text("Het jaarverslag is klaar.").wait_for(timeout=60_000)
    assert page.get_by_role("link", name=re.compile("PDF")).count() == 0
    page.get_by_role("button", name="Leg voor aan de wethouder").click()
    page.get_by_text("Het jaarverslag is voorgelegd aan de wethouder.").wait_for()
    _log_uit(page)
    _log_in(page, "wethouder")
    assert page.get_by_role("heading", level=1).inner_text() == "Jaarbeeld"
    assert "2.567\n" in page.locator("main").inner_text()
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("PDF")).first.click()
    assert download.value.suggested_filename == "jaarverslag-0637-2023-2024.pdf"
    tekst = "\n".join(
        blad.extract_text() for blad in PdfReader(io.BytesIO(download.value.path().read_bytes())).pages
    )
    assert ("1.023" in tekst, "1.022" in tekst, "2.567" in tekst) == (True, False, True)
    assert leerling.achternaam not in tekst
