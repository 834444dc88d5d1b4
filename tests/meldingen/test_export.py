"""The lists as files: the rows of the screen, for who may see them, under a name that tells nobody's."""

import csv
import io
from datetime import date

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from leerplicht.formulieren import export

KOP = [
    "Zaak",
    "Leerling",
    "Soort",
    "Gemeld op",
    "School",
    "Behandelaar",
    "Status",
    "Afgesloten op",
    "Resultaat",
]


def rijen(antwoord):
    return list(csv.reader(io.StringIO(antwoord.content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_the_filtered_list_as_csv_and_xlsx(als, anna, noa, zoe, meld):
    meld(noa, "zorg")
    eigen = meld(zoe, gemeld_op=date(2024, 3, 6))
    antwoord = als(anna).get(reverse("meldingen_csv"), {"soort": "relatief_wettelijk"})
    rij = [str(eigen.zaak), "Çelik, Zoë", "Relatief verzuim (wettelijk)", "06-03-2024", "", "Anna", "Open", "", ""]
    assert rijen(antwoord) == [KOP, rij]
    antwoord = als(anna).get(reverse("meldingen_xlsx"), {"sorteer": "-leerling"})
    blad = load_workbook(io.BytesIO(antwoord.content))["Meldingen"]
    assert [rij[1] for rij in blad.iter_rows(values_only=True)] == ["Leerling", "Vries, Noa de", "Çelik, Zoë"]


def test_the_file_is_an_attachment_without_a_name(als, anna, noa, meld):
    meld(noa, "zorg")
    browser = als(anna)
    lijst = browser.post(reverse("meldingen"), {"tekst": "Vries"})["Location"]
    antwoord = browser.get(lijst.replace("/meldingen/", "/meldingen/export/csv/"))
    assert len(rijen(antwoord)) == 2
    assert antwoord["Content-Disposition"].startswith('attachment; filename="meldingen-2')
    assert "vries" not in (lijst + antwoord["Content-Disposition"]).lower()
    assert antwoord["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("lijst", ["meldingen", "vrijstellingen"])
def test_a_wrong_filter_gives_no_file(als, anna, lijst):
    antwoord = als(anna).get(reverse(f"{lijst}_xlsx"), {"bestaat_niet": "1"}, follow=True)
    assert antwoord.redirect_chain == [(f"{reverse(lijst)}?bestaat_niet=1", 302)]
    assert "Dit filter bestaat niet: bestaat_niet." in antwoord.content.decode()


def test_too_many_rows_give_a_sentence(als, anna, noa, zoe, meld, monkeypatch):
    monkeypatch.setattr(export, "MEESTE_RIJEN", 1)
    meld(noa, "zorg")
    assert len(rijen(als(anna).get(reverse("meldingen_csv")))) == 2
    meld(zoe)
    antwoord = als(anna).get(reverse("meldingen_csv"), follow=True)
    zin = "Dit zijn meer dan 1 rijen. Filter de lijst, en maak dan het bestand."
    assert [str(bericht) for bericht in antwoord.context["messages"]] == [zin]


def test_only_what_somebody_may_see(als, anna, dirk, eva, wethouder, noa, meld):
    meld(noa, "zorg")
    gevonden = {
        wie.naam: als(wie).get(reverse("meldingen_csv")).status_code for wie in (anna, dirk, eva, wethouder)
    }
    assert gevonden == {"Anna": 200, "Dirk": 200, "Eva": 200, "Wethouder": 403}
    assert rijen(als(dirk).get(reverse("meldingen_csv"))) == [KOP]
    assert als(dirk).get(reverse("vrijstellingen_csv")).status_code == 403
    assert als(anna).get(reverse("trajecten_csv")).status_code == 403
