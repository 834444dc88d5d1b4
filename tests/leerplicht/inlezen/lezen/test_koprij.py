"""The headings are found below a title, and on the sheet where they are; never when the first row will do."""

import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerplicht.inlezen.lezen import Onleesbaar, Rij, herken, rijen
from leerplicht.inlezen.lezen.koprij import MEESTE_BLADEN, MEESTE_RIJEN
from tests.leerplicht.inlezen.lezen.conftest import WILLEKEURIG

KOPPEN = ["BSN", "Naam", "Datum", "Plaats"]
VERPLICHT = {"BSN", "Naam", "Datum"}
GEGEVENS = ["1", "Zoë; de", "x", "Epe"]


def weeg(teksten) -> tuple[bool, int]:
    return VERPLICHT <= set(teksten), len(set(teksten) & set(KOPPEN))


@pytest.fixture
def zoek(tmp_path):
    """Content of a file → what stands above the headings, on which sheet, the headings, and the rows."""

    def zoek(inhoud: bytes):
        pad = tmp_path / "bestand"
        pad.write_bytes(inhoud)
        herkend = herken(pad, xml_rij="rij", weeg=weeg)
        return herkend.erboven, herkend.blad, herkend.koppen, list(rijen(pad, herkend, xml_rij="rij"))

    return zoek


def boek(*bladen) -> bytes:
    werkmap = openpyxl.Workbook()
    werkmap.remove(werkmap.active)
    for nummer, regels in enumerate(bladen):
        blad = werkmap.create_sheet(f"Blad {nummer}")
        for regel in regels:
            blad.append(regel)
    uit = io.BytesIO()
    werkmap.save(uit)
    return uit.getvalue()


@pytest.mark.parametrize("scheiding", [";", ",", "\t"])
@pytest.mark.parametrize("titel", ["Overzicht", "Overzicht, van; alles", 'Een "half', "BSN", "Naam;Datum;;"])
def test_een_titel_boven_de_koppen_van_een_csv(zoek, titel, scheiding):
    """The separator is that of the headings too, not of the title; a row keeps the line it has in the file."""
    kop = scheiding.join(KOPPEN)
    inhoud = f"{titel}\n\nGemaakt op 24-11-2026;;;\n{kop}\n\n{scheiding.join(['1', 'Zoë', 'x', 'Epe'])}\n"
    assert zoek(inhoud.encode()) == (2, 0, tuple(KOPPEN), [Rij(6, ["1", "Zoë", "x", "Epe"])])


def test_een_titel_boven_de_koppen_van_excel(zoek):
    regels = [["Overzicht"], ["=TODAY()", None, "BSN"], [], KOPPEN, [], GEGEVENS]
    assert zoek(boek(regels)) == (2, 0, tuple(KOPPEN), [Rij(6, GEGEVENS)])


def test_het_eerste_werkblad_met_de_koppen(zoek):
    uitleg = [["Uitleg"], ["Kolom", "BSN"]]
    assert zoek(boek([], uitleg, [["Titel"], KOPPEN, GEGEVENS], [KOPPEN, ["later"]])) == (
        1,
        2,
        tuple(KOPPEN),
        [Rij(3, GEGEVENS)],
    )


def test_zonder_alle_verplichte_de_regel_met_de_meeste(zoek):
    """Which the gemeente tells us on screen: its own headings are among them."""
    eigen = ["BSN", "Naam", "Geb.dat", "Plaats"]
    inhoud = f"Overzicht;BSN\nRegio;Naam;Plaats\n{';'.join(eigen)}\n1;2;3;4\n"
    assert zoek(inhoud.encode()) == (2, 0, tuple(eigen), [Rij(4, ["1", "2", "3", "4"])])


@pytest.mark.parametrize(
    "eerste",
    [
        ["BSN", "Naam", "Datum"],  # it has all that must be there
        ["BSN", "Naam", "Geb", "Plaats"],  # the other is not clearly better, and has not all either
        ["a", "b", "c", "d"],  # nobody knows a thing
    ],
)
def test_de_eerste_regel_als_die_het_kan_zijn(zoek, eerste):
    erna = ["x", "BSN", "Naam", "Plaats"][: len(eerste)] if eerste[0] == "BSN" else ["BSN", "w", "x", "y"]
    assert zoek(f"{';'.join(eerste)}\n{';'.join(erna)}\n".encode()) == (0, 0, tuple(eerste), [Rij(2, erna)])
    assert zoek(boek([eerste, erna], [KOPPEN[:2], ["1", "2"]]))[:3] == (0, 0, tuple(eerste))


def test_niet_verder_dan_wie_kijkt(zoek):
    diep = [["x"]] * MEESTE_RIJEN
    assert zoek(boek([*diep[1:], KOPPEN, GEGEVENS]))[0] == MEESTE_RIJEN - 1
    assert zoek(boek([*diep, KOPPEN]))[2] == ("x",)
    vol = [["x"], ["y"]]
    assert zoek(boek(*[vol] * (MEESTE_BLADEN - 1), [KOPPEN, GEGEVENS]))[1] == MEESTE_BLADEN - 1
    assert zoek(boek(*[vol] * MEESTE_BLADEN, [KOPPEN, GEGEVENS]))[1:3] == (0, ("x",))


CEL = st.sampled_from([*KOPPEN, "", "x", '"', ";", ",", "\n", "=1"])


@given(st.lists(st.lists(CEL, max_size=6), max_size=5))
@WILLEKEURIG
def test_wat_er_ook_boven_staat(zoek, regels):
    """With the headings below it something is read, or one sentence says why not; and never a row above them."""
    alles = [*regels, KOPPEN, GEGEVENS]
    for inhoud in ("\n".join(map(",".join, alles)).encode(), boek(alles)):
        try:
            erboven, _, koppen, gelezen = zoek(inhoud)
        except Onleesbaar as fout:
            assert str(fout).endswith(".")
            continue
        assert all(rij.nummer > erboven + 1 for rij in gelezen)
        assert all(rij.fout or len(rij.velden) == len(koppen) for rij in gelezen)
