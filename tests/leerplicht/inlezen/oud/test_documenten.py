"""Documents of the old package: a zip with the files and a list of them."""

import io
import zipfile

import pytest

from leerplicht.bestanden import opslag
from leerplicht.dossier.actions import open_zaak, registreer_leerling
from leerplicht.inlezen.oud.documenten import DOORSTROOMPUNT, LEERPLICHT
from leerplicht.models import AanleveringStatus as Status
from leerplicht.models import Bronrij, Document, Gebeurtenis
from leerplicht.toegang.gemeente import in_gemeente
from tests.leerplicht.inlezen.conftest import VANDAAG

PDF = b"%PDF-1.7\n%"
LIJST = "dossier_nummer;bestandsnaam;omschrijving\nM1;brief.pdf;Brief aan de ouders\nM1;foto.jpg;\n"


def maak_zip(lijst: str | None = LIJST, **bestanden: bytes) -> bytes:
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w") as pakket:
        if lijst is not None:
            pakket.writestr("documenten.csv", lijst)
        for naam, inhoud in bestanden.items():
            pakket.writestr(f"map/{naam.replace('_', '.')}", inhoud)
    return uit.getvalue()


@pytest.fixture
def dossier(balie):
    """A zaak that came from the old package as M1."""
    with in_gemeente(balie.gemeente.pk):
        leerling = registreer_leerling(
            gemeente=balie.gemeente, door=None, voornaam="Noa", achternaam="Vries", geboortedatum=VANDAAG
        )
        zaak = open_zaak(leerling, soort="melding", op=VANDAAG, door=None)
        Bronrij.objects.create(gemeente=balie.gemeente, bron="oud-meldingen", sleutel="M1", doel_id=zaak.pk)
    return zaak


def bied_aan(balie, inhoud: bytes, bron=LEERPLICHT):
    return balie.bied_aan(bron, inhoud, "documenten.zip")


def fouten(balie, aanlevering) -> list:
    with in_gemeente(balie.gemeente.pk):
        return [een.fouten for een in aanlevering.regels.filter(stand="geweigerd")]


def test_een_document_komt_in_zijn_dossier_en_gaat_weer_weg(balie, dossier):
    inhoud = maak_zip(brief_pdf=PDF, foto_jpg=b"\xff\xd8\xff\xe0")
    klaar = balie.lees_in(bied_aan(balie, inhoud))
    assert (klaar.status, klaar.telling) == (Status.INGELEZEN, {"nieuw": 2})
    with in_gemeente(balie.gemeente.pk):
        brief, foto = Document.objects.order_by("pk")
        assert (brief.zaak, brief.naam, brief.omschrijving, brief.mime) == (
            dossier,
            "brief.pdf",
            "Brief aan de ouders",
            "application/pdf",
        )
        assert (opslag.lees(balie.gemeente.pk, brief.sha256), foto.omschrijving) == (PDF, "foto.jpg")
        verloop = list(Gebeurtenis.objects.order_by("pk").values_list("titel", flat=True))
        assert verloop == ["Document overgenomen: Brief aan de ouders", "Document overgenomen: foto.jpg"]
    for _ in range(2):
        assert balie.lees_in(bied_aan(balie, inhoud)).telling == {"gelijk": 2}
    terug = balie.draai_terug(klaar)
    with in_gemeente(balie.gemeente.pk):
        over = (Document.objects.count(), Gebeurtenis.objects.count(), Bronrij.objects.count())
    assert (terug.status, over) == (Status.TERUGGEDRAAID, (0, 0, 1))


@pytest.mark.parametrize("map_", ["Map/", "C:\\Export\\Map\\", "/", "..\\x/"])
def test_een_map_voor_de_naam_doet_er_niet_toe(balie, dossier, map_):
    """Neither in the list nor in the zip; it is one document, however it was told."""
    lijst = "dossier_nummer;bestandsnaam\nM1;{}brief.pdf\n"
    klaar = balie.lees_in(bied_aan(balie, maak_zip(lijst.format(map_), brief_pdf=PDF)))
    assert (klaar.status, klaar.telling) == (Status.INGELEZEN, {"nieuw": 1})
    with in_gemeente(balie.gemeente.pk):
        assert list(Document.objects.values_list("naam", "omschrijving")) == [("brief.pdf", "brief.pdf")]
    assert bied_aan(balie, maak_zip(lijst.format(""), brief_pdf=PDF)).telling == {"gelijk": 1}


def test_wat_niet_bewaard_kan_worden_staat_bij_zijn_regel(balie, dossier):
    gezien = bied_aan(balie, maak_zip(brief_pdf=b"geen pdf"))
    assert fouten(balie, gezien) == [
        [["bestandsnaam", "Dit is van binnen geen veilig PDF-bestand. Sla het opnieuw op en kies het dan."]],
        [["bestandsnaam", "Dit bestand zit niet in de zip."]],
    ]


def test_het_doorstroompunt_vindt_geen_dossier_van_leerplicht(balie, dossier):
    gezien = bied_aan(
        balie, maak_zip("dossier_nummer;bestandsnaam\nM1;brief.pdf\n", brief_pdf=PDF), DOORSTROOMPUNT
    )
    zin = "Dit dossier kennen wij niet. Lees eerst de dossiers van het oude pakket in."
    assert fouten(balie, gezien) == [[["dossier_nummer", zin]]]


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        (maak_zip(None, brief_pdf=PDF), "In dit zip-bestand staat geen documenten.csv."),
        (b"PK\x03\x04kapot", "Dit is geen zip-bestand dat te lezen is. Maak het opnieuw."),
        (maak_zip(brief_pdf=PDF)[:-30], "Dit is geen zip-bestand dat te lezen is. Maak het opnieuw."),
    ],
)
def test_een_zip_die_niet_deugt_krijgt_een_zin(balie, inhoud, zin):
    gezien = bied_aan(balie, inhoud)
    assert (gezien.status, gezien.fout) == (Status.GEWEIGERD, zin)
