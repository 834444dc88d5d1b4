"""Files that are too large for the memory: kept, scanned and taken in as a stream."""

import io
import os
import stat
import tracemalloc

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path
from django.views.decorators.http import require_POST

from leerplicht.bestanden import opslag, virusscan
from leerplicht.bestanden.keuring import GROOTSTE, MEGABYTE

pytestmark = pytest.mark.urls("tests.leerplicht.bestanden.test_opslag")


def ontvang(request):
    return HttpResponse(str(request.FILES["bestand"].size))


@require_POST
def ontvang_veel(request):
    return HttpResponse(str(request.FILES["bestand"].size))


ontvang_veel.grootste_bestand = GROOTSTE + 5 * MEGABYTE
urlpatterns = [path("gewoon/", ontvang), path("veel/", ontvang_veel), path("", include("leerplicht.urls"))]


class Nullen(io.RawIOBase):
    """A file of so many bytes that lies nowhere."""

    def __init__(self, grootte: int) -> None:
        self.grootte, self.plek = grootte, 0

    def seek(self, plek, vanaf=0):
        self.plek = plek
        return plek

    def read(self, aantal=-1):
        assert aantal > 0, "read as a whole"
        deel = bytes(min(aantal, self.grootte - self.plek))
        self.plek += len(deel)
        return deel


@pytest.fixture(autouse=True)
def eigen_map(settings, tmp_path):
    settings.BESTANDEN_DIR = tmp_path / "bestanden"


def test_the_same_content_is_kept_once_however_it_came(settings):
    bestand = io.BytesIO(b"inhoud")
    bestand.read()
    sha = opslag.bewaar_stroom(7, bestand)
    assert sha == opslag.bewaar(7, b"inhoud") == opslag.bewaar_stroom(7, SimpleUploadedFile("a.csv", b"inhoud"))
    (pad,) = (pad for pad in settings.BESTANDEN_DIR.rglob("*") if pad.is_file())
    assert (opslag.pad_van(7, sha), pad.read_bytes(), opslag.lees(7, sha)) == (pad, b"inhoud", b"inhoud")
    assert stat.S_IMODE(pad.stat().st_mode) == 0o600
    assert stat.S_IMODE(pad.parent.stat().st_mode) == 0o700


def test_content_that_is_away_or_changed_is_not_given():
    sha = opslag.bewaar(7, b"inhoud")
    pad = opslag.pad_van(7, sha)
    pad.write_bytes(b"vervalst")
    for gemeente, naam in ((7, sha), (8, sha), (7, "../" + sha)):
        with pytest.raises(opslag.BestandKwijt):
            opslag.pad_van(gemeente, naam)


def test_a_file_is_removed_and_removing_it_again_is_no_error(settings):
    sha, ander = opslag.bewaar(7, b"inhoud"), opslag.bewaar(7, b"ander")
    opslag.verwijder(7, sha)
    opslag.verwijder(7, sha)
    assert [pad.name for pad in settings.BESTANDEN_DIR.rglob("*") if pad.is_file()] == [ander]


def test_nothing_is_left_of_a_file_that_breaks_off(settings):
    class Breekt(Nullen):
        keren = 0

        def seek(self, plek, vanaf=0):
            self.keren += 1
            return super().seek(plek)

        def read(self, aantal=-1):
            if self.keren == 2 and self.plek:
                raise OSError("weg")
            return super().read(aantal)

    with pytest.raises(OSError, match="weg"):
        opslag.bewaar_stroom(7, Breekt(3 * MEGABYTE))
    assert [pad for pad in settings.BESTANDEN_DIR.rglob("*") if pad.is_file()] == []


def test_a_large_file_costs_no_memory():
    tracemalloc.start()
    try:
        sha = opslag.bewaar_stroom(7, Nullen(40 * MEGABYTE))
        pad = opslag.pad_van(7, sha)
        piek = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert os.path.getsize(pad) == 40 * MEGABYTE
    assert piek < 5 * MEGABYTE


def test_a_scanner_that_hangs_up_on_a_large_file(clamd):
    clamd(b"", hoogstens=MEGABYTE)
    with pytest.raises(ValidationError) as fout:
        virusscan.scan_stroom(Nullen(40 * MEGABYTE))
    assert fout.value.messages == [virusscan.TE_GROOT]


@pytest.mark.parametrize(
    ("adres", "ingelogd", "grens"),
    [
        ("/gewoon/", True, GROOTSTE),
        ("/veel/", True, GROOTSTE + 5 * MEGABYTE),
        ("/veel/", False, GROOTSTE),
        ("/nergens/", True, GROOTSTE),
    ],
)
def test_how_much_of_an_upload_is_taken_depends_on_the_view(anna, adres, ingelogd, grens):
    client = Client()
    if ingelogd:
        client.force_login(anna)
    bestand = SimpleUploadedFile("a.csv", bytes(grens + 2 * MEGABYTE))
    verzoek = client.post(adres, {"bestand": bestand}).wsgi_request
    assert grens < verzoek.FILES["bestand"].size < grens + MEGABYTE
