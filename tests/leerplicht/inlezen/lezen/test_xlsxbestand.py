"""Excel to rows. What is read was written by two other libraries, or made to do harm."""

import datetime
import io
import tracemalloc
import zipfile

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import from_excel

from leerplicht.inlezen.lezen import Herkend, Onleesbaar, Rij, herken, rijen
from leerplicht.inlezen.lezen.ontleed import ONVEILIG
from leerplicht.inlezen.lezen.vorm import GEEN_REGELS, LEEG, TE_LANG
from leerplicht.inlezen.lezen.xlsxbestand import kolomletters, kolomnummer
from leerplicht.inlezen.lezen.xlsxpakket import GEEN_BLAD, KAPOT, MACRO, TE_GROOT, WACHTWOORD
from leerplicht.inlezen.lezen.xlsxwaarde import getal_als_tekst, is_datumformaat
from tests.leerplicht.inlezen.lezen.conftest import WILLEKEURIG, zin_bij

FORMULE = "In kolom B staat een formule. Plak daar de waarde in plaats van de formule."
FOUT = "In kolom B staat een fout van Excel, of een getal dat niet te lezen is."


def _openpyxl(rijen, **kenmerken) -> bytes:
    boek = openpyxl.Workbook()
    for naam, waarde in kenmerken.items():
        setattr(boek, naam, waarde)
    for rij in rijen:
        boek.active.append(rij)
    uit = io.BytesIO()
    boek.save(uit)
    return uit.getvalue()


def _xlsxwriter(rijen, **opties) -> bytes:
    uit = io.BytesIO()
    with xlsxwriter.Workbook(uit, {"default_date_format": "dd-mm-yyyy", **opties}) as boek:
        blad = boek.add_worksheet()
        for nummer, rij in enumerate(rijen):
            blad.write_row(nummer, 0, rij)
    return uit.getvalue()


def _met(inhoud: bytes, **delen: str) -> bytes:
    """The same workbook with other parts: `sheet`, `strings`, `workbook`, or any by its name."""
    namen = {"sheet": "xl/worksheets/sheet1.xml", "strings": "xl/sharedStrings.xml", "workbook": "xl/workbook.xml"}
    nieuw = {namen.get(naam, naam): tekst for naam, tekst in delen.items()}
    uit = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(inhoud)) as oud, zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as pakket:
        for naam in oud.namelist():
            if naam not in nieuw:
                pakket.writestr(naam, oud.read(naam))
        for naam, tekst in nieuw.items():
            pakket.writestr(naam, tekst)
    return uit.getvalue()


GEWOON = _openpyxl([["A", "B"], ["a", "b"]])
# openpyxl writes texts in the cells themselves, xlsxwriter apart from them.
GEDEELD = _xlsxwriter([["A", "B"], ["a", "b"]])


def _blad(rijen: str) -> bytes:
    return _met(GEWOON, sheet=f"<worksheet><sheetData>{rijen}</sheetData></worksheet>")


KOPPEN = '<row r="1"><c t="str"><v>A</v></c><c t="str"><v>B</v></c></row>'


@pytest.mark.parametrize("schrijf", [_openpyxl, _xlsxwriter])
def test_wat_excel_schrijft(lees, schrijf):
    herkend, gelezen = lees(
        schrijf(
            [
                [],
                ["BSN", "Naam", "Datum", "Uren", "Ja"],
                [123456782, "Zoë\nde Vries", datetime.date(2023, 9, 5), 7.5, True],
                [],
                ["", "  ", None],
                [12345672, "x", datetime.datetime(2023, 9, 5, 8, 30), 0.1 + 0.2, False],
                [1e20, "", datetime.date(1901, 1, 1), -1e-7],
            ]
        )
    )
    assert herkend == Herkend("xlsx", "", "", ("BSN", "Naam", "Datum", "Uren", "Ja"))
    assert gelezen == [
        Rij(3, ["123456782", "Zoë\nde Vries", "05-09-2023", "7,5", "waar"]),
        Rij(6, ["12345672", "x", "05-09-2023 08:30:00", "0,3", "onwaar"]),
        Rij(7, ["1E+20", "", "01-01-1901", "-1E-07", ""]),
    ]


@pytest.mark.parametrize(
    "inhoud",
    [_openpyxl([["A", "B"], ["a", "=1+1"], ["c", "d"]]), _xlsxwriter([["A", "B"], ["a", "=1+1"], ["c", "d"]])],
)
def test_een_formule_wordt_geweigerd(lees, inhoud):
    assert lees(inhoud)[1] == [Rij(2, ["a", ""], FORMULE), Rij(3, ["c", "d"])]


def test_dagen_vanaf_1904(lees):
    inhoud = _xlsxwriter([["A"], [datetime.date(2023, 9, 5)]], date_1904=True)
    assert lees(inhoud)[1] == [Rij(2, ["05-09-2023"])]


def test_het_eerste_blad_dat_te_zien_is(lees):
    boek = openpyxl.Workbook()
    boek.active.append(["X"])
    boek.active.sheet_state = "hidden"
    for naam in ("een", "twee"):
        blad = boek.create_sheet()
        blad.append(["A"])
        blad.append([naam])
    uit = io.BytesIO()
    boek.save(uit)
    assert lees(uit.getvalue())[1] == [Rij(2, ["een"])]


@pytest.mark.parametrize(
    ("rij", "velden", "zin"),
    [
        ('<row r="2"><c><v>1</v></c><c t="e"><v>#N/A</v></c></row>', ["1", ""], FOUT),
        ('<row r="2"><c><v>1</v></c><c><v>x</v></c></row>', ["1", ""], FOUT),
        ('<row r="2"><c><v>1</v></c><c><v>1e999</v></c></row>', ["1", ""], FOUT),
        (
            '<row r="2"><c><v>1</v></c><c/><c><v>3</v></c></row>',
            ["1", "", "3"],
            "Deze regel heeft 3 kolommen, de koppen zijn er 2.",
        ),
        ('<row r="2"><c r="ZZ2"><v>3</v></c></row>', ["", ""], "In deze regel staan meer dan 500 kolommen."),
        (f'<row r="2"><c t="str"><v>{"x" * 100_000}</v></c></row>', ["", ""], TE_LANG),
    ],
)
def test_een_regel_die_niet_te_lezen_is(lees, rij, velden, zin):
    gelezen = lees(_blad(f'{KOPPEN}{rij}<row r="4"><c/><c><v>4</v></c></row>'))[1]
    assert gelezen == [Rij(2, velden, zin), Rij(4, ["", "4"])]


def test_nummers_van_regels_gaan_nooit_terug(lees):
    rijen = "".join(f'<row r="{nr}"><c><v>1</v></c></row>' for nr in ("5", "5", "3", "99999999", "x", "٣", "-1"))
    assert [rij.nummer for rij in lees(_blad(KOPPEN + rijen))[1]] == [5, 6, 7, 8, 9, 10, 11]


def test_tekens_die_xml_niet_kent(lees):
    tekst = "<r><t>a_x0041_</t></r><rPh><t>uitspraak</t></rPh><r><t>_x0000__xD800_</t></r>"
    cel = f"<c t='inlineStr'><is>{tekst}</is></c>"
    assert lees(_blad(f"{KOPPEN}<row>{cel}</row>"))[1] == [Rij(2, ["aA\ufffd\ufffd", ""])]
    gedeeld = _met(GEDEELD, strings=f"<sst><si><t>A</t></si><si><t>B</t></si><si>{tekst}</si><si/></sst>")
    assert lees(gedeeld)[1] == [Rij(2, ["aA\ufffd\ufffd", ""])]


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        (_openpyxl([]), LEEG),
        (_openpyxl([["A", "B"]]), GEEN_REGELS),
        (_openpyxl([["A", "A"], [1, 2]]), "Kolom 1 en kolom 2 hebben dezelfde kop."),
        (
            _openpyxl([["A", "=1+1"], [1, 2]]),
            f"De koppen in rij 1 zijn niet te lezen. {FORMULE}",
        ),
        (b"PK\x03\x04", KAPOT),
        (GEWOON[:2_000], KAPOT),
        (_met(GEWOON, sheet="<worksheet><sheetData>" + KOPPEN), KAPOT),
        (_met(GEWOON, sheet="<!DOCTYPE a [<!ENTITY b 'c'>]><worksheet>&b;</worksheet>"), ONVEILIG),
        (_met(GEDEELD, strings="<!DOCTYPE a [<!ENTITY b 'c'>]><sst>&b;</sst>"), ONVEILIG),
        (_met(GEWOON, workbook="<workbook/>"), GEEN_BLAD),
        (_blad('<row r="1"><c t="s"><v>7</v></c></row>'), KAPOT),
        (_blad('<row r="1"><c t="s"><v>-1</v></c></row>'), KAPOT),
        (_met(GEWOON, **{"xl/vbaProject.bin": "x"}), MACRO),
        (_met(GEWOON, **{f"xl/{nr}": "" for nr in range(10_001)}), TE_GROOT),
        (_met(GEWOON, **{f"xl/{nr:0>5000}": "" for nr in range(500)}), KAPOT),
        (GEWOON.replace(b"PK\x01\x02\x14\x03\x14\0\0\0", b"PK\x01\x02\x14\x03\x14\0\x01\0"), WACHTWOORD),
        (_met(GEWOON, **{"xl/workbook.xml": "x"}), KAPOT),
    ],
)
def test_een_bestand_dat_niet_te_lezen_is(lees, inhoud, zin):
    assert zin_bij(lees, inhoud) == zin


@pytest.mark.parametrize("deel", ["sheet", "strings", "xl/media/a.bin", "xl/styles.xml", "workbook"])
def test_een_zipbom_kost_geen_geheugen(tmp_path, deel):
    """A small file that unpacks to 70 or 600 MB."""
    pad = tmp_path / "bom.xlsx"
    grootte = 600 if deel == "xl/media/a.bin" else 70
    namen = {"sheet": "xl/worksheets/sheet1.xml", "strings": "xl/sharedStrings.xml", "workbook": "xl/workbook.xml"}
    naam = namen.get(deel, deel)
    with (
        zipfile.ZipFile(io.BytesIO(GEDEELD)) as oud,
        zipfile.ZipFile(pad, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as pakket,
    ):
        for ander in oud.namelist():
            if ander != naam:
                pakket.writestr(ander, oud.read(ander))
        with pakket.open(naam, "w") as bestand:
            bestand.write(b"<a><row><c><v>")
            for _ in range(grootte):
                bestand.write(b" " * 1024 * 1024)
    tracemalloc.start()
    try:
        with pytest.raises(Onleesbaar) as fout:
            herken(pad, xml_rij="")
        piek = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    verwacht = TE_GROOT if deel in ("strings", "xl/media/a.bin") else KAPOT
    assert (str(fout.value), pad.stat().st_size < 5_000_000) == (verwacht, True)
    assert piek < 5_000_000


def test_een_regel_met_heel_veel_cellen_kost_geen_geheugen(tmp_path):
    pad = tmp_path / "breed.xlsx"
    pad.write_bytes(_blad(KOPPEN + "<row>" + "<c><v>1</v></c>" * 150_000 + "</row>"))
    tracemalloc.start()
    try:
        (rij,) = rijen(pad, herken(pad, xml_rij=""), xml_rij="")
        piek = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert (rij.fout, len(rij.velden)) == ("In deze regel staan meer dan 500 kolommen.", 500)
    assert piek < 5_000_000


@given(st.sampled_from([GEWOON, GEDEELD]), st.integers(0, 2**31), st.binary(min_size=1, max_size=8))
@WILLEKEURIG
def test_een_beschadigd_bestand(lees, heel, plek, bytes_):
    plek %= len(heel)
    try:
        lees(heel[:plek] + bytes_ + heel[plek + len(bytes_) :])
    except Onleesbaar as fout:
        assert str(fout).endswith(".")


STUKKEN = st.sampled_from(
    [
        *("<row>", "</row>", "<row r='2'>", "<c>", "</c>", "<c t='s'>", "<c t='b'>", "<c t='d'>", "<c s='1'>"),
        *("<c r='AAA1'>", "<c r='ZZZZZ0'>", "<v>", "</v>", "<f/>", "<is><t>", "</t></is>", "<rPh>", "</rPh>"),
        *("0", "1", "-1", "1e308", "45000", "²", "x", "_x0000_", "<c s='²'>"),
    ]
)


@given(st.lists(STUKKEN, max_size=30))
@WILLEKEURIG
def test_wat_er_ook_in_een_blad_staat(lees, stukken):
    for begin in ("", KOPPEN):
        try:
            herkend, gelezen = lees(_blad(begin + "".join(stukken)))
        except Onleesbaar as fout:
            assert str(fout).endswith(".")
            continue
        assert all(rij.fout or len(rij.velden) == len(herkend.koppen) for rij in gelezen)
        assert "\0" not in "".join(veld for rij in gelezen for veld in rij.velden)


@given(st.integers(0, 18_277))
def test_kolommen_heten_zoals_in_excel(nummer):
    assert kolomletters(nummer) == get_column_letter(nummer + 1)
    assert kolomnummer(kolomletters(nummer)) == nummer


@given(st.integers(1, 2_958_465))
@settings(max_examples=300)
def test_dagen_zoals_openpyxl_ze_leest(serieel):
    if serieel != 60:  # 29 February 1900, which never was
        assert getal_als_tekst(str(serieel), True, vanaf_1904=False) == f"{from_excel(serieel):%d-%m-%Y}"


def test_formaten_zoals_openpyxl_ze_kent():
    eigen = [
        "dd-mm-yyyy",
        "[$-413]d mmmm yyyy;@",
        "[h]:mm",
        "0.00",
        '0 "dagen"',
        "[Red]0",
        "General",
        r"0\d",
        "@",
        "#,##0",
    ]
    assert {formaat: is_datumformaat(200, formaat) for formaat in eigen} == {
        formaat: is_date_format(formaat) for formaat in eigen
    }
    assert {nummer: is_datumformaat(nummer, "") for nummer in BUILTIN_FORMATS} == {
        nummer: is_date_format(formaat) for nummer, formaat in BUILTIN_FORMATS.items()
    }
