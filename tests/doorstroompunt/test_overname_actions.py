"""doorstroompunt/actions/overname.py: taking over at 18 closes a melding and opens a traject, or neither."""

from datetime import date

import pytest

from doorstroompunt.actions.overname import neem_over, over_te_nemen
from doorstroompunt.models import Traject
from leerplicht.models import Compartiment
from meldingen.actions import registreer_melding, sluit_melding
from tests.doorstroompunt.stappen import LATER, verloop, weigert


@pytest.fixture
def melding(samir, eva):
    """Samir turned 18 on 1 September 2023."""
    return registreer_melding(
        samir, soort="thuiszitter", gemeld_op=date(2023, 6, 1), geoorloofd=False, op=LATER, door=eva
    )


def test_overnemen_sluit_de_melding_met_de_overdracht_als_resultaat(melding, samir, eva):
    op = date(2023, 9, 1)
    traject = neem_over(melding, populatie="oude_vsv", op=op, door=eva)
    melding.refresh_from_db()
    assert (melding.resultaat.lijst, melding.resultaat.code, melding.gesloten_op) == (
        "resultaat-thuiszitter",
        "overdracht_doorstroompunt",
        op,
    )
    assert (traject.leerling, traject.populatie, traject.aangemeld_op) == (samir, "oude_vsv", op)
    titel = f"Overgenomen van leerplicht: langdurig relatief verzuim (thuiszitter), zaak {melding.zaak}"
    assert verloop(traject.zaak)[-1] == (op, "overdracht", titel)


def test_overnemen_kan_niet_voor_de_18e_verjaardag(melding, eva):
    fouten = weigert(neem_over, melding, populatie="oude_vsv", op=date(2023, 8, 31), door=eva)
    assert fouten == {"melding": ["Overnemen kan vanaf de 18e verjaardag: 01-09-2023."]}
    assert list(Traject.objects.all()) == []


def test_een_soort_zonder_overdracht_wordt_niet_overgenomen(samir, eva):
    luxe = registreer_melding(
        samir, soort="luxe", gemeld_op=date(2023, 6, 1), verwijtbaarheid_onderzocht=True, op=LATER, door=eva
    )
    fouten = weigert(neem_over, luxe, populatie="oude_vsv", op=LATER, door=eva)
    assert fouten == {"melding": ["Deze soort melding kan niet worden overgedragen aan het Doorstroompunt."]}
    assert set(over_te_nemen(samir, door=eva)) == set()


def test_een_gesloten_melding_wordt_niet_overgenomen_en_er_blijft_geen_half_traject(melding, eva, code):
    sluit_melding(melding, resultaat=code("resultaat-thuiszitter", "werk"), gesloten_op=LATER, op=LATER, door=eva)
    fouten = weigert(neem_over, melding, populatie="oude_vsv", op=LATER, door=eva)
    assert fouten == {"melding": ["Deze melding is al afgesloten op 03-06-2024."]}
    assert list(Traject.objects.all()) == []


def test_wie_geen_eigenaar_noemt_draagt_over_aan_het_team(melding, anna, dirk):
    traject = neem_over(melding, populatie="oude_vsv", op=LATER, door=anna)
    zaak = traject.zaak
    assert (zaak.compartiment, zaak.toewijzingen.get().gebruiker, zaak.gesloten_op) == (
        Compartiment.DOORSTROOMPUNT,
        None,
        None,
    )
    assert [set(Traject.objects.zichtbaar_voor(wie)) for wie in (anna, dirk)] == [set(), {traject}]


def test_alleen_wie_de_melding_ziet_kan_haar_overnemen(melding, samir, eva, dirk, anna, carla):
    gezien = {
        naam: set(over_te_nemen(samir, door=wie)) for naam, wie in (("eva", eva), ("dirk", dirk), ("anna", anna))
    }
    assert gezien == {"eva": {melding}, "dirk": set(), "anna": {melding}}
    assert set(over_te_nemen(samir, door=carla)) == set()
