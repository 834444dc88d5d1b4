"""Reading in while things go wrong: a worker that is killed, two colleagues at once, half a file, broken rows.

Nothing is lost and nothing is double. Real processes, killed at a moment that a lock of the test makes sure of.
"""

import random
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from stdnum.nl import bsn

from leerplicht.inlezen import actions
from leerplicht.models import Aanlevering, Leerling, School, Zaak
from leerplicht.models import AanleveringStatus as Status
from leerplicht.toegang.gemeente import in_gemeente
from meldingen.models import Melding
from meldingen.uitwisseling.duo import BRON
from tests import services
from tests.cast import _gebruiker, _gemeente
from tests.leerplicht.inlezen.conftest import VANDAAG, Balie
from tests.verhalen.omgeving import Omgeving, Tabel, wachtend
from tests.verhalen.test_omgevallen import verstrijkt

KOP = "meldingsnummer;gemeld_op;bsn;achternaam;voornaam;geboortedatum;duo_soort;brin\n"
AANTAL = 200


def nummers() -> list[str]:
    """As many different BSN's, the same ones each time."""
    toeval = random.Random(4)
    gevonden: list[str] = []
    while len(gevonden) < AANTAL:
        begin = f"{toeval.randrange(10**7, 10**8):08d}"
        gevonden += [begin + cijfer for cijfer in "0123456789" if bsn.is_valid(begin + cijfer)][:1]
    return gevonden


NUMMERS = nummers()


def regel(nummer: int, *, stuk: bool = False) -> str:
    wie = "geen nummer" if stuk else NUMMERS[nummer]
    return f"2026{nummer:08d};02-11-2026;{wie};Naam{nummer};Noa;05-09-2011;V3;16SW03\n"


def bestand(van: int = 0, tot: int = AANTAL, *, stuk=lambda nummer: False) -> str:
    return KOP + "".join(regel(nummer, stuk=stuk(nummer)) for nummer in range(van, tot))


@pytest.fixture
def gemeente(own_database):
    School.objects.create(brin="16SW03", naam="De Brug", plaats="Zoetermeer")
    return _gemeente("0637", "Zoetermeer")


@pytest.fixture
def anna(gemeente):
    return _gebruiker("Anna", gemeente, "leerplichtambtenaar")


@pytest.fixture
def balie(gemeente, anna):
    return Balie(gemeente, anna)


@pytest.fixture
def omgeving(own_database):
    omgeving = Omgeving(own_database, "consolemail://")
    yield omgeving
    omgeving.stop()


def aanwezig(gemeente) -> tuple[list[str], int, int]:
    """The numbers of all meldingen, and how many leerlingen and zaken there are."""
    with in_gemeente(gemeente.pk):
        meldingen = Melding.objects.order_by("duo_nummer").values_list("duo_nummer", flat=True)
        return list(meldingen), Leerling.objects.count(), Zaak.objects.count()


def heel(van: int = 0, tot: int = AANTAL) -> tuple[list[str], int, int]:
    return [f"2026{nummer:08d}" for nummer in range(van, tot)], tot - van, tot - van


def bied_aan(gemeente, door, inhoud: str) -> Aanlevering:
    with in_gemeente(gemeente.pk):
        bestand = SimpleUploadedFile("duo.csv", inhoud.encode())
        return actions.bied_aan(BRON, bestand=bestand, door=door, op=VANDAAG)


def vraag_inlezen(gemeente, door, aanlevering, **velden) -> None:
    with in_gemeente(gemeente.pk):
        actions.lees_in(aanlevering, alleen_goede=True, door=door, op=VANDAAG, **velden)


def status(gemeente, aanlevering) -> str:
    with in_gemeente(gemeente.pk):
        return Aanlevering.objects.get(pk=aanlevering.pk).status


def wordt(gemeente, aanlevering, verwacht: Status) -> None:
    services.until(lambda: status(gemeente, aanlevering) == verwacht, patience=60)


def test_de_werker_gedood_midden_in_het_inlezen(omgeving, gemeente, anna):
    omgeving.start("broker", "worker", "beat")
    aanlevering = bied_aan(gemeente, anna, bestand())
    wordt(gemeente, aanlevering, Status.GECONTROLEERD)
    # Persons and zaken are written by then, the meldingen are not.
    tabel = Tabel(omgeving.database, "meldingen_melding")
    vraag_inlezen(gemeente, anna, aanlevering)
    services.until(lambda: tabel.wachtend() == 1, patience=60)
    omgeving.dood("worker")
    tabel.open()
    verstrijkt()
    assert aanwezig(gemeente) == ([], 0, 0)
    omgeving.start("worker")
    wordt(gemeente, aanlevering, Status.INGELEZEN)
    assert aanwezig(gemeente) == heel()


def test_stoppen_midden_in_het_inlezen(omgeving, gemeente, anna):
    omgeving.start("broker", "worker", "beat")
    aanlevering = bied_aan(gemeente, anna, bestand())
    wordt(gemeente, aanlevering, Status.GECONTROLEERD)
    tabel = Tabel(omgeving.database, "meldingen_melding")
    vraag_inlezen(gemeente, anna, aanlevering)
    services.until(lambda: tabel.wachtend() == 1, patience=60)
    with in_gemeente(gemeente.pk):
        actions.annuleer(aanlevering, door=anna, op=VANDAAG)
    # The statement that waits is broken off; the check is still good.
    wordt(gemeente, aanlevering, Status.GECONTROLEERD)
    tabel.open()
    assert aanwezig(gemeente) == ([], 0, 0)
    vraag_inlezen(gemeente, anna, aanlevering)
    wordt(gemeente, aanlevering, Status.INGELEZEN)
    assert aanwezig(gemeente) == heel()


def in_eigen_draad(doe, *args):
    try:
        return doe(*args)
    finally:
        connections.close_all()


def test_twee_collegas_lezen_tegelijk_hetzelfde_in(own_database, balie, gemeente, anna):
    """And one of them a part that overlaps: each melding is there once."""
    bram = Balie(gemeente, _gebruiker("Bram", gemeente, "leerplichtambtenaar"))
    hele, deel = balie.bied_aan(BRON, bestand()), bram.bied_aan(BRON, bestand(100))
    assert (hele.telling, deel.telling) == ({"nieuw": 200}, {"nieuw": 100})
    tabel = Tabel(own_database, "meldingen_melding")
    with ThreadPoolExecutor(2) as samen:
        eerste = samen.submit(in_eigen_draad, balie.lees_in, hele)
        services.until(lambda: tabel.wachtend() == 1)
        tweede = samen.submit(in_eigen_draad, bram.lees_in, deel)
        services.until(lambda: wachtend(own_database, "locktype = 'advisory'") == 1)
        tabel.open()
        uitkomsten = [eerste.result(60), tweede.result(60)]
    assert [(een.status, een.telling) for een in uitkomsten] == [
        (Status.INGELEZEN, {"nieuw": 200}),
        (Status.INGELEZEN, {"gelijk": 100}),
    ]
    assert aanwezig(gemeente) == heel()


def test_een_half_bestand_en_dan_het_hele(balie, gemeente):
    tekst = bestand()
    # Cut off in the middle of a row.
    eerste = balie.in_een_keer(BRON, bestand(0, 100) + regel(100)[:30], alleen_goede=True)
    assert (eerste.status, eerste.telling) == (Status.INGELEZEN, {"nieuw": 100, "geweigerd": 1})
    tweede = balie.in_een_keer(BRON, tekst)
    assert (tweede.status, tweede.telling) == (Status.INGELEZEN, {"gelijk": 100, "nieuw": 100})
    assert aanwezig(gemeente) == heel()


def test_dertig_procent_stuk_en_dan_hersteld(balie, gemeente):
    stuk = balie.in_een_keer(BRON, bestand(stuk=lambda nummer: nummer % 10 < 3), alleen_goede=True)
    assert (stuk.status, stuk.telling) == (Status.INGELEZEN, {"nieuw": 140, "geweigerd": 60})
    assert aanwezig(gemeente)[1:] == (140, 140)
    hersteld = balie.in_een_keer(BRON, bestand())
    assert hersteld.telling == {"gelijk": 140, "nieuw": 60}
    assert aanwezig(gemeente) == heel()
    # The second file brought sixty, and takes sixty back.
    assert balie.draai_terug(hersteld).status == Status.TERUGGEDRAAID
    assert aanwezig(gemeente)[1:] == (140, 140)
