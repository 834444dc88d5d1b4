"""The pages of the report: who may see, make and download it, and what they say."""

import datetime
import hashlib
import json
import re

import pytest
from django.urls import reverse

from leerplicht.toegang.gemeente import in_gemeente
from rapportage import actions
from rapportage.models import RunStatus, Verslagrun, Verslagtekst
from tests.browser import log_in
from tests.cast import _gebruiker, _gemeente

OP = datetime.date(2024, 11, 5)
PDF = b"%PDF-1.7 voorbeeld"


def als(client, gebruiker):
    client.force_login(gebruiker, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def run_in(gemeente, door, **velden):
    """A run that is ready, unless told otherwise."""
    klaar = {
        "status": RunStatus.KLAAR,
        "pdf": PDF,
        "pdf_sha256": hashlib.sha256(PDF).hexdigest(),
        "cijfers": {"gemeente": gemeente.code, "schooljaar": 2023, "naam": "Zoë"},
    }
    return Verslagrun.objects.create(
        gemeente=gemeente,
        schooljaar=2023,
        peildatum=datetime.date(2024, 10, 1),
        aangevraagd_door=door,
        **(velden or klaar),
    )


@pytest.fixture
def run(zoetermeer, eva):
    return run_in(zoetermeer, eva)


LEZEN = ["jaarverslag", "verslag", "verslagrun", "verslagrun_pdf", "verslagrun_json"]
SCHRIJVEN = [
    "maak_jaarverslag",
    "annuleer_verslagrun",
    "verslagrun_voorleggen",
    "verslagrun_terughalen",
    "verslagteksten",
    "verslagtekst",
]
ARGUMENTEN = {
    "jaarverslag": lambda run: [],
    "verslag": lambda run: [2023],
    "maak_jaarverslag": lambda run: [2023],
    "verslagteksten": lambda run: [2023],
    "verslagtekst": lambda run: [2023, "voorwoord"],
}


def adres(naam, run):
    return reverse(naam, args=ARGUMENTEN.get(naam, lambda run: [run.pk])(run))


@pytest.mark.parametrize("naam", LEZEN)
def test_de_redacteur_ziet_en_downloadt(client, iris, run, naam):
    assert als(client, iris).get(adres(naam, run)).status_code == 200


def test_de_redacteur_vindt_de_teksten_en_de_externe_cijfers(client, iris, run):
    antwoord = als(client, iris).get(reverse("jaarverslag"))
    paden = [reverse("verslagteksten", args=[antwoord.context["schooljaar"]]), reverse("externe_cijfers")]
    assert [(f'href="{pad}"' in antwoord.content.decode(), client.get(pad).status_code) for pad in paden] == [
        (True, 200)
    ] * 2


@pytest.mark.parametrize("naam", SCHRIJVEN)
def test_de_wethouder_maakt_en_schrijft_niet(client, wethouder, run, naam):
    assert als(client, wethouder).post(adres(naam, run)).status_code == 403
    assert list(Verslagrun.objects.values_list("pk", flat=True)) == [run.pk]
    assert not Verslagtekst.objects.exists()


def test_de_beheerder_ziet_geen_knoppen_om_te_maken(client, floor, run):
    pagina = als(client, floor).get(reverse("jaarverslag")).content.decode()
    assert "Maak het jaarverslag" not in pagina
    assert reverse("verslagrun_pdf", args=[run.pk]) in pagina


@pytest.mark.parametrize("naam", ["verslagrun", "verslagrun_pdf", "verslagrun_json"])
def test_een_andere_gemeente_vindt_de_run_niet(client, carla, run, naam):
    assert als(client, carla).get(adres(naam, run)).status_code == 404


def test_een_andere_gemeente_kan_de_run_niet_stoppen(client, carla, zoetermeer, eva):
    lopend = run_in(zoetermeer, eva, status=RunStatus.WACHT)
    assert als(client, carla).post(adres("annuleer_verslagrun", lopend)).status_code == 404
    lopend.refresh_from_db()
    assert lopend.status == RunStatus.WACHT


def test_een_andere_gemeente_ziet_geen_runs_in_de_lijst(client, carla, run):
    pagina = als(client, carla).get(reverse("jaarverslag")).content.decode()
    assert "Er is nog geen jaarverslag gemaakt." in pagina


def test_zonder_inloggen_naar_de_inlogpagina(client, run):
    antwoord = client.get(adres("verslagrun_pdf", run))
    assert (antwoord.status_code, antwoord.url.split("?")[0]) == (302, reverse("account_login"))


def test_de_pdf_is_die_van_de_run(client, gijs, run):
    antwoord = als(client, gijs).get(adres("verslagrun_pdf", run))
    assert antwoord.content == PDF
    assert antwoord["Content-Type"] == "application/pdf"
    assert antwoord["Content-Disposition"] == 'attachment; filename="jaarverslag-0637-2023-2024.pdf"'


def test_de_json_is_die_van_de_run(client, gijs, run):
    antwoord = als(client, gijs).get(adres("verslagrun_json", run))
    assert json.loads(antwoord.content) == run.cijfers
    assert "Zoë" in antwoord.content.decode()
    assert antwoord["Content-Disposition"] == 'attachment; filename="jaarverslag-0637-2023-2024.json"'


def test_een_run_zonder_resultaat_valt_niet_te_downloaden(client, eva, zoetermeer):
    lopend = run_in(zoetermeer, eva, status=RunStatus.WACHT)
    assert als(client, eva).get(adres("verslagrun_pdf", lopend)).status_code == 404


def test_twee_keer_klikken_is_een_run(client, eva, zoetermeer):
    als(client, eva)
    eerste = client.post(reverse("maak_jaarverslag", args=[2023]))
    tweede = client.post(reverse("maak_jaarverslag", args=[2023]), follow=True)
    (run,) = Verslagrun.objects.all()
    assert eerste.url == reverse("verslagrun", args=[run.pk])
    assert "Dit jaarverslag wordt al gemaakt." in tweede.content.decode()


def test_ophalen_maakt_geen_run(client, eva, zoetermeer):
    assert als(client, eva).get(reverse("maak_jaarverslag", args=[2023])).status_code == 405
    assert not Verslagrun.objects.exists()


def test_de_voortgang_ververst_alleen_zolang_de_run_loopt(client, eva, zoetermeer, run):
    velden = {"status": RunStatus.BEZIG, "stap": "De pagina's worden opgemaakt", "voortgang": 40}
    bezig = run_in(zoetermeer, eva, gestart=actions.timezone.now(), **velden)
    als(client, eva)
    lopend = client.get(adres("verslagrun", bezig)).content.decode()
    assert 'http-equiv="refresh"' in lopend
    assert f'hx-get="{adres("verslagrun", bezig)}"' in lopend
    assert 'max="100" value="40"' in lopend
    klaar = client.get(adres("verslagrun", run)).content.decode()
    assert ("http-equiv" in klaar, 'hx-trigger="every' in klaar) == (False, False)


def test_htmx_krijgt_alleen_het_deel_dat_verandert(client, eva, run):
    deel = als(client, eva).get(adres("verslagrun", run), headers={"HX-Request": "true"}).content.decode()
    assert re.search(r'<section [^>]*id="run"', deel)
    assert "<html" not in deel


def test_een_mislukte_run_zegt_waarom_en_kan_opnieuw(client, eva, zoetermeer):
    mislukt = run_in(zoetermeer, eva, status=RunStatus.MISLUKT, fout="De inkt is op.")
    pagina = als(client, eva).get(adres("verslagrun", mislukt)).content.decode()
    assert ("De inkt is op." in pagina, "Opnieuw proberen" in pagina) == (True, True)
    assert reverse("maak_jaarverslag", args=[2023]) in pagina


@pytest.mark.parametrize(
    ("status", "zin"), [(RunStatus.BEZIG, actions.WORDT_HERVAT), (RunStatus.WACHT, actions.WORDT_OPGEPAKT)]
)
def test_een_vastgelopen_run_heet_onderbroken_en_gaat_verder(client, eva, zoetermeer, status, zin):
    lang_geleden = actions.timezone.now() - datetime.timedelta(hours=1)
    vast = run_in(zoetermeer, eva, status=status, gestart=lang_geleden)
    Verslagrun.objects.filter(pk=vast.pk).update(aangevraagd=lang_geleden)
    pagina = als(client, eva).get(adres("verslagrun", vast)).content.decode()
    assert ("Onderbroken" in pagina, "http-equiv" in pagina, zin in pagina) == (True,) * 3


def test_het_verslag_van_een_leeg_jaar(client, eva, zoetermeer):
    pagina = als(client, eva).get(reverse("verslag", args=[2023])).content.decode()
    assert "<h1" in pagina
    assert "Tabel 1 – Redenen van absoluut verzuim" in pagina
    assert "De controles kloppen" in pagina


@pytest.mark.parametrize("schooljaar", [1900, 2999])
def test_een_onmogelijk_schooljaar_bestaat_niet(client, eva, schooljaar):
    assert als(client, eva).get(reverse("verslag", args=[schooljaar])).status_code == 404


def test_een_verzonnen_schooljaar_kiezen_geeft_een_zin(client, eva):
    pagina = als(client, eva).get(reverse("jaarverslag"), {"schooljaar": "2099"}).content.decode()
    assert "Dit schooljaar is er niet" in pagina


def test_tekst_schrijven_en_lezen(client, eva, zoetermeer):
    als(client, eva)
    plek = reverse("verslagtekst", args=[2023, "voorwoord"])
    client.post(plek, {"tekst": "Beste lezer,\n\nDit was ons jaar.", "version": "0"})
    tekst = Verslagtekst.objects.get()
    assert (tekst.plaats, tekst.tekst) == ("voorwoord", "Beste lezer,\n\nDit was ons jaar.")
    pagina = client.get(reverse("verslag", args=[2023])).content.decode()
    assert "<p>Beste lezer,</p>" in pagina


def test_een_oude_versie_wordt_geweigerd_en_houdt_wat_getypt_is(client, eva, zoetermeer):
    als(client, eva)
    plek = reverse("verslagtekst", args=[2023, "voorwoord"])
    client.post(plek, {"tekst": "Van een collega", "version": "0"})
    antwoord = client.post(plek, {"tekst": "Van mij", "version": "0"}).content.decode()
    assert ("Kies wat er moet staan." in antwoord, "Van mij" in antwoord) == (True, True)
    assert Verslagtekst.objects.get().tekst == "Van een collega"


def test_een_teken_dat_niet_kan_staat_bij_het_veld(client, eva, zoetermeer):
    plek = reverse("verslagtekst", args=[2023, "voorwoord"])
    antwoord = als(client, eva).post(plek, {"tekst": "漢", "version": "0"}).content.decode()
    assert "Deze tekens kunnen niet in de PDF: 漢. Haal ze weg." in antwoord
    assert not Verslagtekst.objects.exists()


def test_een_verzonnen_plaats_bestaat_niet(client, eva):
    assert als(client, eva).get(reverse("verslagtekst", args=[2023, "bestaat-niet"])).status_code == 404


def test_van_knop_tot_pdf_in_de_browser(celery_worker, page, axe):
    gemeente = _gemeente("0637", "Zoetermeer")
    _gebruiker("Iris", gemeente, "redacteur")
    page.goto("/account/login/?next=/jaarverslag/2023/")
    log_in(page, "iris@voorbeeld.test")
    assert axe(page) == {}
    page.get_by_role("button", name="Maak het jaarverslag").click()
    knop = page.get_by_role("link", name="Download de PDF")
    knop.wait_for(timeout=60_000)
    assert axe(page) == {}
    with page.expect_download() as gehaald:
        knop.click()
    assert gehaald.value.suggested_filename == "jaarverslag-0637-2023-2024.pdf"
    with in_gemeente(gemeente.pk):
        run = Verslagrun.objects.get()
    assert hashlib.sha256(gehaald.value.path().read_bytes()).hexdigest() == run.pdf_sha256
    page.set_viewport_size({"width": 390, "height": 844})
    for pad in ("/jaarverslag/", "/jaarverslag/2023/", "/jaarverslag/2023/teksten/voorwoord/"):
        page.goto(pad)
        assert axe(page) == {}
        assert page.evaluate("document.documentElement.scrollWidth") == 390
