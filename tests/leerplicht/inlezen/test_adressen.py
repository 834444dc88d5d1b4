"""An address whose house number stands beside its street: read as one whose number stands behind it."""

import io
import re

import pytest
from django.urls import reverse
from openpyxl import Workbook

from leerplicht.inlezen.adressen import STRATEN
from leerplicht.inlezen.bron import huisnummer_bij
from leerplicht.inlezen.bronnen import bronnen
from leerplicht.inlezen.kern import brp, gezag
from leerplicht.inlezen.kopnamen import zoek_koppen
from leerplicht.models import Betrokkene, Leerling
from leerplicht.toegang.gemeente import in_gemeente

WIE = "Achternaam;Voornaam;Geboortedatum"
KOP = f"{WIE};Straat;Huisnr.;Huisletter;Toev."
LANG = "L" * 118
# Street, number, letter and addition → the street as it is kept.
RIJEN = {
    ("Dorpsstraat", "12", "", "a"): "Dorpsstraat 12a",
    ("Dorpsstraat", "12", "a", ""): "Dorpsstraat 12a",
    ("Dorpsstraat", "12", "", ""): "Dorpsstraat 12",
    ("Dorpsstraat", "12", "", "2"): "Dorpsstraat 12-2",
    ("Dorpsstraat", "12", "", "bis"): "Dorpsstraat 12 bis",
    ("Dorpsstraat", "12", "A", "bis"): "Dorpsstraat 12A bis",
    ("Dorpsstraat", "12", "A", "2"): "Dorpsstraat 12A-2",
    ("Dorpsstraat", "12", "A", "B"): "Dorpsstraat 12A B",
    ("Dorpsstraat", "12", "", "-2"): "Dorpsstraat 12-2",
    ("Dorpsstraat", "t/o 12", "", ""): "Dorpsstraat t/o 12",
    # As a spreadsheet leaves a number, and as a register fills it up.
    ("Dorpsstraat", "12.0", "", "2,0"): "Dorpsstraat 12-2",
    ("Dorpsstraat", "00120", "", ""): "Dorpsstraat 120",
    ("Dorpsstraat", "0", "", ""): "Dorpsstraat",
    ("Dorpsstraat", "-", "", "-"): "Dorpsstraat",
    # It is behind the street as well, or some of it.
    ("Dorpsstraat 12", "12", "", ""): "Dorpsstraat 12",
    ("Dorpsstraat 12", "12", "", "a"): "Dorpsstraat 12a",
    ("Dorpsstraat 12a", "12", "", ""): "Dorpsstraat 12a",
    ("Dorpsstraat 12 A", "12", "", "a"): "Dorpsstraat 12 A",
    ("Dorpsstraat 12-2", "12", "", "2"): "Dorpsstraat 12-2",
    ("Dorpsstraat 12", "", "", "a"): "Dorpsstraat 12a",
    ("Dorpsstraat", "", "", "12-a"): "Dorpsstraat 12-a",
    ("Dorpsstraat", "", "a", ""): "Dorpsstraat",
    # Another number is part of the name.
    ("Plein 1940", "12", "", ""): "Plein 1940 12",
    ("Dorpsstraat 112", "12", "", ""): "Dorpsstraat 112 12",
    ("1e Dwarsstraat", "1", "", ""): "1e Dwarsstraat 1",
    ("Rijksweg A12", "12", "", ""): "Rijksweg A12 12",
    ("", "12", "", "a"): "",
    (LANG, "12", "", "a"): f"{LANG[:116]} 12a",
}


def _straten(balie) -> list[str]:
    with in_gemeente(balie.gemeente.pk):
        return list(Leerling.objects.order_by("pk").values_list("straat", flat=True))


def test_het_nummer_komt_achter_de_straat(balie):
    """And the same file again changes nothing, though no number tells who these are."""
    regels = (";".join(("Bos", f"Kind {nr}", "01-01-2012", *rij)) for nr, rij in enumerate(RIJEN))
    bestand = "\n".join((KOP, *regels))
    assert balie.in_een_keer(brp.BRON, bestand).telling == {"nieuw": len(RIJEN)}
    assert dict(zip(RIJEN, _straten(balie), strict=True)) == RIJEN
    assert balie.in_een_keer(brp.BRON, bestand).telling == {"gelijk": len(RIJEN)}


def test_een_adres_in_een_kolom_is_hetzelfde_adres(balie):
    los, samen = (
        f"{WIE};Straatnaam;Huisnummer\nBos;Kim;01-01-2012;Hof;12\n",
        f"{WIE};Adres\nBos;Kim;01-01-2012;Hof 12\n",
    )
    assert balie.in_een_keer(brp.BRON, los).telling == {"nieuw": 1}
    assert balie.in_een_keer(brp.BRON, samen).telling == {"gelijk": 1}


def test_getallen_van_excel(balie):
    boek = Workbook()
    boek.active.append([*KOP.split(";")])
    boek.active.append(["Bos", "Kim", "01-01-2012", "Hof", 12.0, None, 2])
    uit = io.BytesIO()
    boek.save(uit)
    balie.lees_in(balie.bied_aan(brp.BRON, uit.getvalue(), "proef.xlsx"))
    assert _straten(balie) == ["Hof 12-2"]


def test_het_nummer_van_de_regel_is_geen_huisnummer(balie):
    balie.in_een_keer(brp.BRON, f"Nr;{WIE};Straat\n7;Bos;Kim;01-01-2012;Hof 12\n")
    assert _straten(balie) == ["Hof 12"]


def test_ook_van_een_ouder_en_nooit_in_de_lijst(balie, client):
    balie.in_een_keer(brp.BRON, f"BSN;{WIE}\n111222333;Bos;Kim;01-01-2012\n")
    kop, wie = (
        "BSN;Geboortedatum;Naam;Relatie;Gezag;Straat;Huisnummer;Huisletter;Toevoeging\n",
        "111222333;01-01-2012;Eva;ouder;ja",
    )
    aanlevering = balie.bied_aan(gezag.BRON, f"{kop}{wie};Hof;771;q;882\n")
    client.force_login(balie.door)
    tekst = client.get(reverse("aanlevering", args=[aanlevering.pk])).text
    assert re.findall(r"111222333[^<]*", tekst) == ["111222333 · 01-01-2012 · Eva · ouder · ja"]
    balie.lees_in(aanlevering)
    with in_gemeente(balie.gemeente.pk):
        assert Betrokkene.objects.get().straat == "Hof 771q-882"


@pytest.mark.parametrize("straat", STRATEN)
def test_elke_bron_met_een_adres_kent_het_nummer_ernaast(straat):
    koppen = ["Straat", "Huisnummer", "Huisletter", "Huisnummertoevoeging"]
    codes = [straat, *(kolom.code for kolom in huisnummer_bij(straat))]
    ernaast = {
        bron.code: [kolom.code for kolom in zoek_koppen(koppen, bron.kolommen, {}).values()]
        for bron in bronnen().values()
        if straat in (kolom.code for kolom in bron.kolommen) and not bron.landelijk
    }
    assert ernaast == dict.fromkeys(ernaast, codes) and ernaast
