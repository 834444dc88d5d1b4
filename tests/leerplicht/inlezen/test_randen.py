"""Rows that look like something else, and a file that somebody else keeps too."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from leerplicht.bestanden import opslag
from leerplicht.dossier.actions import open_zaak
from leerplicht.formulieren.export import naar_xlsx
from leerplicht.inlezen import actions
from leerplicht.models import AanleveringStatus, Aanleverregel, Document
from leerplicht.toegang.gemeente import in_gemeente
from tests.leerplicht.inlezen.conftest import VANDAAG
from tests.leerplicht.inlezen.test_motor import KOP, NOA, leerlingen
from tests.leerplicht.test_tabelregels import _leerling


def test_een_tekst_die_er_als_een_teken_uitziet_blijft_wie_hij_is(balie, proef):
    r"""A literal \u0000 is how JSON writes what PostgreSQL does not take."""
    gezien = balie.bied_aan(proef, KOP + NOA.replace("Delft", "\\u0000\\") + "1;\\u0000;;;\n")
    assert (gezien.status, gezien.telling) == (AanleveringStatus.GECONTROLEERD, {"nieuw": 1, "geweigerd": 1})
    with in_gemeente(balie.gemeente.pk):
        assert [een.ruw for een in Aanleverregel.objects.filter(stand="geweigerd")] == [
            ["1", "\\u0000", "", "", ""]
        ]


def test_een_regel_die_niet_te_lezen_was_is_te_verbeteren(balie, proef):
    gezien = balie.bied_aan(proef, KOP + "123456782;Vries;Noa;05-09-2009;Delft;te veel\n")
    with in_gemeente(balie.gemeente.pk):
        (regel,) = Aanleverregel.objects.all()
        assert regel.fouten == [["", "Deze regel heeft 6 kolommen, de koppen zijn er 5."]]
        actions.verbeter(regel, velden=regel.ruw[:5], door=balie.door, op=VANDAAG)
    gezien = balie.lees_in(balie.controleer(gezien))
    assert (gezien.status, gezien.telling) == (AanleveringStatus.INGELEZEN, {"nieuw": 1})
    assert leerlingen(balie) == [("123456782", "Vries", "Noa", "Delft")]


@pytest.fixture
def eigen_map(settings, tmp_path):
    settings.BESTANDEN_DIR = tmp_path / "bestanden"


def test_een_bestand_dat_ook_in_een_dossier_zit_blijft(balie, proef, eigen_map):
    gezien = balie.bied_aan(proef, KOP + NOA, naam="proef.txt")
    with in_gemeente(balie.gemeente.pk):
        zaak = open_zaak(
            _leerling(balie.gemeente), soort="melding", op=VANDAAG, door=balie.door, eigenaar=balie.door
        )
        Document.objects.create(
            gemeente=balie.gemeente,
            zaak=zaak,
            naam="proef.txt",
            omschrijving="Lijst",
            mime="text/plain",
            grootte=gezien.grootte,
            sha256=gezien.sha256,
            toegevoegd_door=balie.door,
        )
        actions.verwijder_bestand(gezien, door=balie.door, op=VANDAAG)
    assert opslag.lees(balie.gemeente.pk, gezien.sha256) == (KOP + NOA).encode()


def test_wat_geweigerd_werd_gaat_heen_en_weer(balie, proef, client):
    """Downloaded, offered as it is, and downloaded again: the same file, and no text that changed."""
    client.force_login(balie.door)
    gezien = balie.bied_aan(proef, KOP + '1;"+31; ""x""";=1+1;05-09-2009;- Delft (oud)\n')
    eerste = client.get(f"/inlezen/{gezien.pk}/geweigerd/").content
    kop, regel = eerste.decode("utf-8-sig").splitlines()
    assert (
        kop
        == '"BSN";"Achternaam";"Voornaam";"Geboortedatum";"Woonplaats";"Regel in het bestand";"Wat er niet klopt"'
    )
    assert regel.startswith('"1";"\'+31; ""x""";"\'=1+1";"05-09-2009";"\'- Delft (oud)";"2";')
    weer = balie.bied_aan(proef, eerste)
    assert (weer.telling, client.get(f"/inlezen/{weer.pk}/geweigerd/").content) == ({"geweigerd": 1}, eerste)


def test_wat_aan_de_deur_wordt_geweigerd_staat_bij_het_veld(balie, proef, client):
    client.force_login(balie.door)
    antwoord = client.post("/inlezen/bron/proef/", {"bestand": SimpleUploadedFile("a.exe", b"MZ")})
    zin = "Dit soort bestand kan niet worden ingelezen. Kies een CSV, TXT, XML of XLSX."
    assert (antwoord.status_code, antwoord.context["form"].errors) == (200, {"bestand": [zin]})


def test_de_koppen_staan_onder_een_titel(balie, proef):
    """Line numbers are those of the file, also after the headings were told on screen."""
    titel = "Overzicht november 2026\nGemaakt op 24-11-2026;;;\n"
    gezien = balie.bied_aan(proef, titel + KOP + NOA + NOA.replace("05-09", "31-02"))
    assert (gezien.koppen, gezien.telling) == (KOP.strip().split(";"), {"nieuw": 1, "geweigerd": 1})
    with in_gemeente(balie.gemeente.pk):
        assert list(Aanleverregel.objects.order_by("regel").values_list("regel", flat=True)) == [4, 5]
    eigen = balie.bied_aan(proef, titel + KOP.replace("Geboortedatum", "Geb.dat") + NOA)
    assert (eigen.status, eigen.koppen[3], eigen.fout) == (
        AanleveringStatus.KOPPELEN,
        "Geb.dat",
        "Deze kolommen moeten nog worden gekoppeld: Geboortedatum.",
    )
    with in_gemeente(balie.gemeente.pk):
        actions.vertaal(eigen, kolom="", vertalingen={"Geb.dat": "geboortedatum"}, door=balie.door, op=VANDAAG)
    # What was told has it checked again by itself.
    balie.werk()
    klaar = balie.lees_in(balie.nu(eigen))
    assert (klaar.status, klaar.telling) == (AanleveringStatus.INGELEZEN, {"nieuw": 1})
    assert leerlingen(balie) == [("123456782", "Vries", "Noa", "Delft")]


@pytest.mark.parametrize(
    ("inhoud", "naam", "raad"),
    [
        (b"Overzicht\nx;y\n1;2\n", "proef.csv", " Zet de koppen op de eerste regel."),
        (
            naar_xlsx(["Overzicht"], iter([["x"]]), blad="Blad"),
            "proef.xlsx",
            " Zet de koppen op de eerste regel van het eerste werkblad.",
        ),
        (b"<a><rij><x>1</x></rij></a>", "proef.xml", ""),
    ],
    ids=["csv", "xlsx", "xml"],
)
def test_waar_de_koppen_horen(balie, proef, inhoud, naam, raad):
    gezien = balie.bied_aan(proef, inhoud, naam)
    zin = "Geen enkele kolom van dit bestand hoort bij Proef. Is dit het goede bestand?"
    assert (gezien.status, gezien.fout) == (AanleveringStatus.KOPPELEN, zin + raad)


def test_een_hele_naam_in_een_kolom(balie, proef):
    gezien = balie.bied_aan(proef, "BSN;Naam;Geboortedatum\n123456782;Vries, Noa;05-09-2009\n")
    assert (gezien.status, gezien.fout) == (
        AanleveringStatus.KOPPELEN,
        "Deze kolommen moeten nog worden gekoppeld: Achternaam, Voornaam. "
        "Staat de hele naam in één kolom? Splits die eerst in Excel.",
    )
