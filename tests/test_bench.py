"""What `make bench` measures on: the same dossiers, more of them. Nothing here waits for a clock."""

import datetime

import psycopg
import pytest

from bench.__main__ import _als_json
from bench.groei import groei
from bench.metingen import Meting
from leerplicht import embedded
from leerplicht.dossier.actions import registreer_leerling
from leerplicht.models import Leerling, Toewijzing, Zaak
from leerplicht.toegang.gemeente import in_gemeente
from meldingen.actions import registreer_melding
from meldingen.models import Melding
from tests import services
from tests.cast import _gemeente

DAG = datetime.date(2024, 3, 1)


@pytest.fixture
def gegroeid(own_database):
    """Two gemeenten with one melding each, copied three times; their ids."""
    gemeenten = [_gemeente("0637", "Zoetermeer"), _gemeente("9999", "Anderstad")]
    for gemeente in gemeenten:
        with in_gemeente(gemeente.pk):
            leerling = registreer_leerling(
                gemeente=gemeente,
                door=None,
                voornaam="Noa",
                achternaam="Vries",
                geboortedatum=datetime.date(2010, 2, 3),
                bsn="999990019",
            )
            registreer_melding(leerling, soort="zorg", gemeld_op=DAG, door=None, op=DAG)
    meester = embedded.urls(services.VAR_DIR).superuser
    with psycopg.connect(meester, dbname=own_database.name, autocommit=True) as verbinding:
        verbinding.execute("SET session_replication_role = replica")
        groei(verbinding, keer=3)
    return [gemeente.pk for gemeente in gemeenten]


def test_each_copy_is_a_dossier_of_its_own(gegroeid):
    for gemeente in gegroeid:
        with in_gemeente(gemeente):
            aantallen = [model.objects.count() for model in (Leerling, Zaak, Melding, Toewijzing)]
            samenhang = [
                (melding.leerling_id, melding.zaak.leerling_id, melding.schooljaar)
                for melding in Melding.objects.select_related("zaak")
            ]
            nummers = set(Zaak.objects.values_list("nummer", flat=True))
            bsns = [leerling.bsn for leerling in Leerling.objects.order_by("pk")]
        assert aantallen == [4, 4, 4, 4]
        assert (len({eigen for eigen, _, _ in samenhang}), len(nummers)) == (4, 4)
        assert all((eigen, 2023) == (van_zaak, jaar) for eigen, van_zaak, jaar in samenhang)
        assert bsns == ["999990019", None, None, None]


def test_the_outcome_is_a_ratio_beside_its_goal():
    goed, slecht = (
        Meting(code, "iets", verhouding, 1.25, 2.0, 1.0) for code, verhouding in (("a", 1.25), ("b", 1.26))
    )
    assert _als_json([goed, slecht]) == {
        "metingen": [
            {"code": "a", "verhouding": 1.25, "doel": 1.25, "gehaald": True},
            {"code": "b", "verhouding": 1.26, "doel": 1.25, "gehaald": False},
        ]
    }
