"""The charts of rapportage/grafieken.py: what they say and draw, on the page and in the PDF."""

import logging
import xml.etree.ElementTree as ET
from decimal import Decimal

import pytest
from weasyprint import HTML

from rapportage.grafieken import KLEUREN, donut, gegroepeerd, gestapeld, staven

WAARDEN = [
    ("Absoluut verzuim", 175, Decimal("6.4")),
    ("Zorg <18 & ouder", 0, Decimal("0.0")),
    ("Relatief verzuim (wettelijk)", 1022, Decimal("37.4")),
]
REEKSEN = ["Wettelijk", "Licht"]
RIJEN = [("BO/SBO/SO", [31, 19]), ("VO", [640, 301]), ("MBO", [0, 0])]
ALLE = [
    lambda: donut("Meldingen", WAARDEN, eenheid="meldingen"),
    lambda: staven("Redenen", WAARDEN),
    lambda: gestapeld("Schoolsoorten", REEKSEN, RIJEN),
    lambda: gegroepeerd("Jaren", REEKSEN, RIJEN),
]


def elementen(svg, naam):
    return list(ET.fromstring(svg).iter(f"{{http://www.w3.org/2000/svg}}{naam}"))


def teksten(svg):
    return ["".join(element.itertext()) for element in elementen(svg, "text")]


def contrast_met_wit(kleur):
    """WCAG 2.2, relative luminance."""
    kanalen = [int(kleur[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    rood, groen, blauw = (k / 12.92 if k <= 0.04045 else ((k + 0.055) / 1.055) ** 2.4 for k in kanalen)
    return 1.05 / (0.2126 * rood + 0.7152 * groen + 0.0722 * blauw + 0.05)


@pytest.mark.parametrize("teken", ALLE)
def test_toegankelijk_en_schoon(teken):
    svg = teken()
    wortel = ET.fromstring(svg)
    titel, omschrijving = list(wortel)[:2]
    assert wortel.get("role") == "img"
    assert wortel.get("aria-labelledby").split() == [titel.get("id"), omschrijving.get("id")]
    assert "style" not in {attribuut for element in wortel.iter() for attribuut in element.attrib}
    assert {element.get("opacity") for element in wortel.iter()} == {None}


@pytest.mark.parametrize("kleur", KLEUREN)
def test_wit_is_leesbaar_op_elke_kleur(kleur):
    assert contrast_met_wit(kleur) >= 4.5


def test_donut_zegt_alles_in_woorden():
    svg = donut("Meldingen", WAARDEN)
    assert elementen(svg, "title")[0].text == "Meldingen"
    assert elementen(svg, "desc")[0].text == (
        "Absoluut verzuim: 175 (6,4%); Zorg <18 & ouder: 0 (0,0%); Relatief verzuim (wettelijk): 1.022 (37,4%)."
    )


def test_donut_tekent_elk_deel_en_noemt_ook_de_nul():
    svg = donut("Meldingen", WAARDEN, eenheid="meldingen")
    assert len(elementen(svg, "path")) == 2
    assert teksten(svg) == [
        *("A", "C", "1.197", "meldingen"),
        *("A", "Absoluut verzuim", "175", "6,4%"),
        *("B", "Zorg <18 & ouder", "0", "0,0%"),
        *("C", "Relatief verzuim (wettelijk)", "1.022", "37,4%"),
    ]


def test_donut_in_twee_helften():
    paden = [pad.get("d") for pad in elementen(donut("Half", [("a", 3, 50), ("b", 3, 50)]), "path")]
    assert paden == [
        "M110.00 10.00 A100 100 0 0 1 110.00 210.00 L110.00 168.00 A58 58 0 0 0 110.00 52.00Z",
        "M110.00 210.00 A100 100 0 0 1 110.00 10.00 L110.00 52.00 A58 58 0 0 0 110.00 168.00Z",
    ]


def test_donut_van_een_deel_is_een_hele_ring():
    (pad,) = elementen(donut("Een", [("a", 7, 100), ("b", 0, 0)]), "path")
    assert pad.get("d").count("M") == 2


def test_staven_zijn_even_lang_als_hun_aantal():
    svg = staven("Redenen", [("a", 100, 66), ("b", 50, 33), ("c", 0, None)])
    lang, half, nul = (float(staaf.get("width")) for staaf in elementen(svg, "rect"))
    assert (half * 2, nul) == (pytest.approx(lang, abs=0.2), 0)
    assert teksten(svg) == ["a", "100 (66%)", "b", "50 (33%)", "c", "0"]


def test_gestapelde_stukken_liggen_tegen_elkaar():
    svg = gestapeld("Schoolsoorten", REEKSEN, [("VO", [640, 320])])
    eerste, tweede = elementen(svg, "rect")[2:]
    eind = float(eerste.get("x")) + float(eerste.get("width"))
    assert float(tweede.get("x")) == pytest.approx(eind, abs=0.2)
    assert float(eerste.get("width")) == pytest.approx(2 * float(tweede.get("width")), abs=0.3)


def test_gestapeld_zet_wat_niet_past_achter_het_totaal():
    svg = gestapeld("Schoolsoorten", REEKSEN, RIJEN)
    assert teksten(svg) == [
        *("A", "Wettelijk", "B", "Licht"),
        *("BO/SBO/SO", "A", "50 (A 31, B 19)"),
        *("VO", "A 640", "B 301", "941"),
        *("MBO", "0"),
    ]


def test_gegroepeerd_noemt_elk_getal():
    svg = gegroepeerd("Jaren", REEKSEN, RIJEN)
    assert teksten(svg) == [
        *("A", "Wettelijk", "B", "Licht"),
        *("BO/SBO/SO", "A 31", "B 19"),
        *("VO", "A 640", "B 301"),
        *("MBO", "A 0", "B 0"),
    ]


@pytest.mark.parametrize(
    "teken",
    [
        lambda: donut("Leeg", [("a", 0, None)]),
        lambda: donut("Leeg", []),
        lambda: staven("Leeg", [("a", 0, None)]),
        lambda: staven("Leeg", []),
        lambda: gestapeld("Leeg", REEKSEN, [("VO", [0, 0])]),
        lambda: gestapeld("Leeg", REEKSEN, []),
        lambda: gegroepeerd("Leeg", REEKSEN, [("VO", [0, 0])]),
        lambda: gegroepeerd("Leeg", [], []),
    ],
)
def test_niets_te_tekenen_geeft_een_zin(teken):
    assert teken() == ('<p class="grafiek__leeg">Leeg: er valt niets te tekenen, want alle aantallen zijn 0.</p>')


def test_de_pdf_neemt_elke_grafiek_zonder_waarschuwing(caplog):
    grafieken = "".join(f"<figure>{teken()}</figure>" for teken in ALLE)
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        pdf = HTML(string=f'<html lang="nl"><title>Grafieken</title>{grafieken}').write_pdf(pdf_variant="pdf/ua-1")
    assert pdf.startswith(b"%PDF-")
    assert caplog.messages == []
