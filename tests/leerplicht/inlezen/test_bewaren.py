"""A file is kept for its term: then it goes with every text of it, and what it brought can still be undone."""

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from leerplicht import parameters
from leerplicht.bestanden import opslag
from leerplicht.inlezen import actions
from leerplicht.models import Aanlevering, Aanleverregel, Leerling
from leerplicht.models import AanleveringStatus as Status
from leerplicht.tasks import ruim_aanleveringen_op
from leerplicht.toegang.gemeente import in_gemeente
from tests.leerplicht.inlezen.conftest import VANDAAG
from tests.leerplicht.inlezen.test_motor import KOP, NOA, SEM
from tests.leerplicht.inlezen.test_vertalingen import ingelogd

ONBEKEND = KOP.replace("Woonplaats", "Woonplaats;Onderwijs") + "123456782;Vries;Noa;05-09-2009;Delft;gym\n"


@pytest.fixture(autouse=True)
def eigen_map(settings, tmp_path):
    settings.BESTANDEN_DIR = tmp_path / "bestanden"
    return settings.BESTANDEN_DIR


def _aangeboden(balie, aanlevering: Aanlevering, dagen_geleden: int) -> None:
    toen = timezone.make_aware(datetime.combine(VANDAAG - timedelta(dagen_geleden), datetime.min.time()))
    with in_gemeente(balie.gemeente.pk):
        Aanlevering.objects.filter(pk=aanlevering.pk).update(aangeleverd=toen)


def _over(balie) -> dict[int, tuple]:
    """Of each file whether it is still there, its status, and how many texts of it are kept."""
    with in_gemeente(balie.gemeente.pk):
        return {
            een.pk: (
                een.bestand_weg_op is None,
                een.status,
                Aanleverregel.objects.filter(aanlevering=een).count(),
                bool(een.koppen or een.kolominhoud or een.onbekend),
            )
            for een in Aanlevering.objects.all()
        }


def test_na_de_termijn_gaat_alles_wat_er_van_het_bestand_was(balie, proef, eigen_map):
    termijn = parameters.op("bewaren_bronbestand_dagen", VANDAAG).waarde
    gelezen = balie.in_een_keer(proef, KOP + NOA)
    gezien = balie.bied_aan(proef, ONBEKEND)
    jong = balie.bied_aan(proef, KOP + SEM)
    for een, dagen in ((gelezen, termijn + 1), (gezien, termijn + 1), (jong, termijn)):
        _aangeboden(balie, een, dagen)
    assert _over(balie) == {
        gelezen.pk: (True, Status.INGELEZEN, 1, True),
        gezien.pk: (True, Status.GECONTROLEERD, 1, True),
        jong.pk: (True, Status.GECONTROLEERD, 1, True),
    }
    for _ in range(2):
        ruim_aanleveringen_op()
        assert _over(balie) == {
            gelezen.pk: (False, Status.INGELEZEN, 0, False),
            gezien.pk: (False, Status.GEANNULEERD, 0, False),
            jong.pk: (True, Status.GECONTROLEERD, 1, True),
        }
    assert [pad.name for pad in eigen_map.rglob("*") if pad.is_file()] == [jong.sha256]
    client = ingelogd(balie.door)
    for een in (gelezen, gezien):
        assert f"verwijderd op {VANDAAG.day} november" in client.get(f"/inlezen/{een.pk}/").content.decode()
    # What it brought is in the history, not in the file.
    assert balie.draai_terug(gelezen).gebleven == 0
    with in_gemeente(balie.gemeente.pk):
        assert Leerling.objects.count() == 0
        with pytest.raises(ValidationError) as fout:
            actions.controleer_opnieuw(gezien, door=balie.door, op=VANDAAG)
    assert fout.value.messages == [actions.GEEN_BESTAND]


def test_hetzelfde_bestand_blijft_zolang_een_ander_het_nodig_heeft(balie, proef):
    oud, nieuw = (balie.bied_aan(proef, KOP + NOA) for _ in range(2))
    _aangeboden(balie, oud, 400)
    ruim_aanleveringen_op()
    assert opslag.lees(balie.gemeente.pk, nieuw.sha256) == (KOP + NOA).encode()
    _aangeboden(balie, nieuw, 400)
    ruim_aanleveringen_op()
    with pytest.raises(opslag.BestandKwijt):
        opslag.lees(balie.gemeente.pk, nieuw.sha256)


def test_wat_een_werker_heeft_blijft(balie, proef):
    gezien = balie.bied_aan(proef, KOP + NOA)
    with in_gemeente(balie.gemeente.pk):
        actions.lees_in(gezien, alleen_goede=True, door=balie.door, op=VANDAAG)
    _aangeboden(balie, gezien, 400)
    ruim_aanleveringen_op()
    balie.werk()
    assert balie.nu(gezien).status == Status.INGELEZEN
