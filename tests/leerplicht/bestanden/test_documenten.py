"""Documents of a zaak: added, downloaded as an attachment, withdrawn; seen by nobody else."""

import os
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from leerplicht.bestanden import actions, opslag
from leerplicht.bestanden.keuring import GROOTSTE, Gekeurd
from leerplicht.bestanden.virusscan import BESMET, GEEN_ANTWOORD, TE_GROOT
from leerplicht.dossier.actions import open_zaak
from leerplicht.models import Compartiment, Document, Gebeurtenis
from leerplicht.tasks import ruim_bestanden_op
from leerplicht.toegang.gemeente import in_gemeente
from tests.leerplicht.bestanden.test_keuring import PDF
from tests.leerplicht.test_tabelregels import DAG, _leerling


@pytest.fixture(autouse=True)
def eigen_map(settings, tmp_path):
    settings.BESTANDEN_DIR = tmp_path / "bestanden"


@pytest.fixture
def zaak(zoetermeer, anna):
    from meldingen.models import Melding

    leerling = _leerling(zoetermeer)
    zaak = open_zaak(leerling, soort="melding", op=DAG, door=anna, eigenaar=anna)
    Melding.objects.create(
        gemeente=zoetermeer, zaak=zaak, leerling=leerling, soort="zorg", gemeld_op=DAG, leeftijd=12
    )
    return zaak


def _client(gebruiker) -> Client:
    client = Client()
    client.force_login(gebruiker)
    return client


def _upload(client, zaak, inhoud=PDF, naam="Brief van Zoë.pdf", **velden):
    bestand = SimpleUploadedFile(naam, inhoud)
    return client.post(f"/zaken/{zaak.pk}/document/", {"bestand": bestand, **velden})


def _document(zaak, anna, **velden) -> Document:
    bestand = Gekeurd("brief.pdf", "application/pdf", PDF)
    return actions.voeg_document_toe(zaak, bestand=bestand, omschrijving="Brief", door=anna, op=DAG, **velden)


def _bestanden(settings) -> list[bytes]:
    return [pad.read_bytes() for pad in settings.BESTANDEN_DIR.rglob("*") if pad.is_file()]


def test_added_and_downloaded(zaak, anna, settings):
    client = _client(anna)
    assert _upload(client, zaak, omschrijving="Brief van de school").status_code == 302
    document = Document.objects.get()
    assert (document.omschrijving, document.naam, document.grootte) == (
        "Brief van de school",
        "Brief van Zoë.pdf",
        len(PDF),
    )
    assert _bestanden(settings) == [PDF]
    assert Gebeurtenis.objects.get(zaak=zaak).titel == "Document toegevoegd: Brief van de school"
    antwoord = client.get(f"/documenten/{document.pk}/")
    assert antwoord.content == PDF
    assert {
        naam: antwoord[naam] for naam in ("Content-Type", "Content-Disposition", "X-Content-Type-Options")
    } == {
        "Content-Type": "application/pdf",
        "Content-Disposition": "attachment; filename*=utf-8''Brief%20van%20Zo%C3%AB.pdf",
        "X-Content-Type-Options": "nosniff",
    }
    assert antwoord["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_a_refused_file_leaves_nothing_and_keeps_what_was_typed(zaak, anna, settings):
    antwoord = _upload(_client(anna), zaak, b"<html>", omschrijving="Brief")
    assert antwoord.status_code == 200
    assert antwoord.context["form"].errors == {
        "bestand": ["Dit is van binnen geen veilig PDF-bestand. Sla het opnieuw op en kies het dan."]
    }
    assert 'value="Brief"' in antwoord.content.decode()
    assert (Document.objects.count(), _bestanden(settings)) == (0, [])


def test_of_a_file_that_is_far_too_large_little_is_kept(zaak, anna, settings):
    antwoord = _upload(_client(anna), zaak, PDF + b"\0" * (GROOTSTE + 1_000_000))
    assert antwoord.status_code == 200
    assert antwoord.context["form"].errors == {"bestand": ["Het bestand is groter dan 25 MB."]}
    assert antwoord.wsgi_request.FILES["bestand"].size < GROOTSTE + 100_000
    assert _bestanden(settings) == []


def test_who_may_not_see_the_zaak_gets_no_document(zaak, anna, dirk, carla, wethouder, floor):
    document = _document(zaak, anna)
    standen = {
        wie.naam: [
            _client(wie).get(f"/documenten/{document.pk}/").status_code,
            _client(wie).get(f"/documenten/{document.pk}/intrekken/").status_code,
            _client(wie).post(f"/documenten/{document.pk}/terugzetten/").status_code,
            _upload(_client(wie), zaak).status_code,
        ]
        for wie in (dirk, carla, wethouder, floor)
    }
    assert standen == {
        "Dirk": [404] * 4,
        "Carla": [404] * 4,
        "Wethouder": [403] * 4,
        "Floor": [403] * 4,
    }
    assert Document.objects.count() == 1


def test_a_document_follows_the_compartment_of_its_zaak(zoetermeer, dirk, anna):
    leerling = _leerling(zoetermeer)
    traject = open_zaak(
        leerling, soort="traject", op=DAG, door=dirk, eigenaar=dirk, compartiment=Compartiment.DOORSTROOMPUNT
    )
    document = _document(traject, dirk)
    assert [list(Document.objects.zichtbaar_voor(wie)) for wie in (dirk, anna)] == [[document], []]


def test_withdrawn_and_put_back(zaak, anna, bram):
    document = _document(zaak, anna)
    client = _client(bram)
    pagina = client.get(f"/documenten/{document.pk}/intrekken/")
    waarden = {"version": pagina.context["form"]["version"].value(), "waarom": "Hoort bij een ander."}
    assert client.post(f"/documenten/{document.pk}/intrekken/", waarden).status_code == 302
    assert client.get(f"/documenten/{document.pk}/").status_code == 404
    assert client.get(f"/documenten/{document.pk}/intrekken/").status_code == 404
    # Who was second is told so, and what he typed stays on the page.
    tweede = client.post(f"/documenten/{document.pk}/intrekken/", waarden | {"waarom": "Verkeerde brief."})
    assert [een.tekst for een in tweede.context["ingehaald"].getypt] == ["Verkeerde brief."]
    terug = {"version": Document.objects.get().version}
    for _ in range(2):
        assert client.post(f"/documenten/{document.pk}/terugzetten/", terug).status_code == 302
    assert client.get(f"/documenten/{document.pk}/").content == PDF
    assert [g.titel for g in Gebeurtenis.objects.filter(zaak=zaak).order_by("pk")] == [
        "Document toegevoegd: Brief",
        "Document ingetrokken: Brief",
        "Document teruggezet: Brief",
    ]


def test_content_that_changed_on_disk_is_not_given(zaak, anna, settings):
    document = _document(zaak, anna)
    (pad,) = (pad for pad in settings.BESTANDEN_DIR.rglob("*") if pad.is_file())
    pad.write_bytes(b"%PDF-vervalst")
    assert _client(anna).get(f"/documenten/{document.pk}/").status_code == 404


def test_two_gemeenten_do_not_share_a_file(zaak, anna, carla, settings):
    _document(zaak, anna)
    with in_gemeente(carla.gemeente.pk):
        leerling = _leerling(carla.gemeente)
        _document(open_zaak(leerling, soort="melding", op=DAG, door=carla, eigenaar=carla), carla)
    assert _bestanden(settings) == [PDF, PDF]


def test_the_sweep_takes_only_old_files_without_a_document(zaak, anna, settings):
    _document(zaak, anna)
    opslag.bewaar(zaak.gemeente_id, b"jong")
    oud = opslag.bewaar(zaak.gemeente_id, b"oud")
    gisteren = time.time() - opslag.WEES_NA_SECONDEN - 60
    for pad in settings.BESTANDEN_DIR.rglob("*"):
        if pad.name in (oud, Document.objects.get().sha256):
            os.utime(pad, (gisteren, gisteren))
    ruim_bestanden_op()
    assert sorted(_bestanden(settings)) == sorted([PDF, b"jong"])


def test_a_clean_file_is_kept(zaak, anna, clamd, settings):
    ontvangen = clamd(b"stream: OK\0")
    assert _upload(_client(anna), zaak).status_code == 302
    assert (ontvangen, _bestanden(settings)) == ([PDF], [PDF])


@pytest.mark.parametrize(
    ("woorden", "zin"),
    [(b"stream: Eicar-Test-Signature FOUND\0", BESMET), (b"INSTREAM size limit exceeded. ERROR\0", TE_GROOT)],
)
def test_a_virus_or_a_scanner_that_fails_is_refused(zaak, anna, clamd, settings, woorden, zin):
    clamd(woorden)
    antwoord = _upload(_client(anna), zaak)
    assert antwoord.context["form"].errors == {"bestand": [zin]}
    assert (Document.objects.count(), _bestanden(settings)) == (0, [])


def test_a_scanner_that_is_away_is_no_clean_file(zaak, anna, settings, tmp_path):
    settings.CLAMD_URL = f"unix://{tmp_path}/weg.ctl"
    assert _upload(_client(anna), zaak).context["form"].errors == {"bestand": [GEEN_ANTWOORD]}
