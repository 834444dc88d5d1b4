"""The report of the example gemeente is the published one, with exactly the corrections of its faults."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction

from leerplicht.models import Gemeente
from rapportage.naast_elkaar.vergelijken import Gedrukt, leg_naast
from rapportage.verslag import maak_verslag
from rapportage.voorbeeld.gepubliceerd import gedrukte_cellen
from rapportage.voorbeeld.laden import laad
from tests.rapportage.test_publicatie import AFWIJKINGEN, JUIST

# The order of the rows is that of the code lists; these tables were printed in another, or without some rows.
ANDERE_VOLGORDE = {"grafiek-4", "grafiek-5", "tabel-14", "tabel-15", "overzicht-leerplicht-resultaten"}


@pytest.fixture(scope="module")
def verslag(django_db_setup, django_db_blocker):
    """Loaded once for these tests, and taken back: a report is plain values."""
    with django_db_blocker.unblock(), transaction.atomic():
        laad(date(2026, 11, 2))
        gemaakt = maak_verslag(Gemeente.objects.get(code="0637"), schooljaar=2023)
        transaction.set_rollback(True)
    return gemaakt


def gepubliceerde_rijen(tabel):
    """Rows without a single count are not in a report, such as the offers refused of grafiek 4 once corrected."""
    return [
        (
            rij["code"],
            rij["label"],
            rij["niveau"],
            tuple(rij["aantallen"]),
            tuple(None if waarde is None else Decimal(str(waarde)) for waarde in rij["percentages"]),
        )
        for rij in tabel["rijen"]
        if any(rij["aantallen"])
    ]


def test_every_published_cell_is_equal_to_the_report(verslag):
    assert set(verslag.tabellen) == set(JUIST["tabellen"])
    for code, tabel in verslag.tabellen.items():
        gepubliceerd = JUIST["tabellen"][code]
        rijen = [(rij.code, rij.label, rij.niveau, rij.aantallen, rij.percentages) for rij in tabel.rijen]
        if code in ANDERE_VOLGORDE:
            assert sorted(rijen) == sorted(gepubliceerde_rijen(gepubliceerd)), code
        else:
            assert rijen == gepubliceerde_rijen(gepubliceerd), code
        assert tabel.titel == gepubliceerd["titel"]
        assert list(tabel.kolommen) == gepubliceerd["kolommen"], code
        # The three numbers of this overview are stages, not parts.
        totaal = [] if code == "overzicht-doorstroompunt" else gepubliceerd["totaal"]
        assert list(tabel.totaal) == totaal, code


def test_every_published_kerncijfer_is_equal_to_the_report(verslag):
    geteld = {code: verslag.kerncijfers[code].waarde for code in JUIST["kerncijfers"]}

    assert geteld == {
        code: Decimal(str(waarde)) if "_pct" in code else waarde for code, waarde in JUIST["kerncijfers"].items()
    }


def test_all_controls_hold(verslag):
    assert [controle for controle in verslag.controles if not controle.houdt] == []


def test_beside_each_other_all_cells_are_equal_but_the_printed_faults(verslag):
    gedrukt = [Gedrukt(*cel[:3], Decimal(str(cel[3]))) for cel in gedrukte_cellen()]
    paren = leg_naast(verslag, gedrukt)
    assert sum(paar.gepubliceerd for paar in paren) == len(gedrukt)
    anders = [
        (paar.code, cel.gepubliceerd, cel.geteld)
        for paar in paren
        for cel in paar.cellen
        if cel.gepubliceerd is not None and not cel.gelijk
    ]
    fouten = [
        (cel.get("tabel", "kerncijfers"), Decimal(str(cel["gedrukt"])), Decimal(str(cel["juist"])))
        for afwijking in AFWIJKINGEN["afwijkingen"]
        for cel in afwijking["cellen"]
        if cel["gedrukt"] is not None and ("kerncijfer" in cel or cel["veld"] in ("aantallen", "totaal"))
    ]
    assert sorted(anders) == sorted(fouten)
