"""A school by its BRIN, with the vestiging behind it, beside it, or left out."""

from dataclasses import replace

import pytest

from leerplicht.inlezen import bronnen
from leerplicht.inlezen.bron import VESTIGING, Kolom, Veldsoort
from leerplicht.inlezen.scholen import ANDERE, ONBEKEND, VESTIGING_MIST
from leerplicht.inlezen.velden import GEEN_BRIN, GEEN_VESTIGING
from leerplicht.models import Aanleverregel, School
from leerplicht.toegang.gemeente import in_gemeente
from tests.leerplicht.inlezen import proefbron

# One vestiging; two, of which a first; two without; and one that is known by four characters only.
SCHOLEN = ("16SW03", "01AB00", "01AB02", "02CD01", "02CD02", "03EF")
RIJEN = {
    ("16SW03", ""): "16SW03",
    ("16 sw-03", "03"): "16SW03",
    ("16SW", "3"): "16SW03",
    ("16SW", ""): "16SW03",
    ("16SW", "16SW03"): "16SW03",
    ("16SW03", "16SW03"): "16SW03",
    ("01AB", "02"): "01AB02",
    # As Excel leaves 00.
    ("01AB", "0"): "01AB00",
    ("01AB", "-"): "01AB00",
    ("02CD", "02"): "02CD02",
    ("03EF", ""): "03EF",
    ("", ""): None,
    ("", "03"): None,
    ("02CD", ""): [["brin", VESTIGING_MIST]],
    ("16SW", "07"): [["brin", ONBEKEND]],
    ("99ZZ", ""): [["brin", ONBEKEND]],
    ("99ZZ99", ""): [["brin", ONBEKEND]],
    ("16SW03", "04"): [["brin_vestiging", ANDERE]],
    ("16SW", "01AB00"): [["brin_vestiging", ANDERE]],
    ("16SW", "Noord"): [["brin_vestiging", GEEN_VESTIGING]],
    ("16SW", "003"): [["brin_vestiging", GEEN_VESTIGING]],
    ("De Brug", "03"): [["brin", GEEN_BRIN]],
}


@pytest.fixture
def lees(balie, monkeypatch):
    """Cells of a file with a BRIN column → which school, or what is wrong, of each row."""
    School.objects.bulk_create(School(brin=brin, naam=brin, plaats="Epe") for brin in SCHOLEN)

    def zie(werk):
        werk.voer_uit(
            "UPDATE {t} SET verschil = jsonb_build_object('is', s.brin) "
            "FROM leerplicht_school s WHERE s.id = brin_id"
        )

    brin = Kolom("brin", "BRIN", Veldsoort.BRIN, ook=("vestiging",))
    bron = replace(
        proefbron.BRON, kolommen=(Kolom("naam", "Naam", verplicht=True), brin, VESTIGING), beoordeel=zie
    )
    monkeypatch.setattr(bronnen, "KERN", (*bronnen.KERN, bron))

    def lees(*regels):
        balie.bied_aan(bron, "".join(";".join(regel) + "\n" for regel in regels))
        with in_gemeente(balie.gemeente.pk):
            gezien = Aanleverregel.objects.order_by("regel")
            return [een.fouten if een.stand == "geweigerd" else een.verschil.get("is") for een in gezien]

    return lees


def test_brin_en_vestiging_naast_elkaar(lees):
    gezien = lees(("Naam", "BRIN", "Vestiging"), *(("x", *rij) for rij in RIJEN))
    assert dict(zip(RIJEN, gezien, strict=True)) == RIJEN


def test_een_kolom_vestiging_alleen_is_de_brin(lees):
    assert lees(("Naam", "Vestiging"), ("x", "01AB02"), ("x", "02CD")) == ["01AB02", [["brin", VESTIGING_MIST]]]


def test_elke_bron_met_een_brin_kent_de_vestiging_ernaast():
    zonder = {
        (bron.code, kolom.code)
        for bron in bronnen.bronnen().values()
        for kolom in bron.kolommen
        if kolom.soort == Veldsoort.BRIN
        and f"{kolom.code}_vestiging" not in [ernaast.code for ernaast in bron.kolommen]
    }
    assert zonder == set()
