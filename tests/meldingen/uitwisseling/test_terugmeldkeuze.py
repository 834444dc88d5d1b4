"""What a gemeente chose that DUO is told: in the next file and no sooner, never of opsporing, of nobody else."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from leerplicht.codelijsten.actions import beeindig_code, voeg_code_toe
from leerplicht.models import Code
from leerplicht.roles import Recht
from leerplicht.toegang.gemeente import in_gemeente
from meldingen.choices import Soort
from meldingen.models import Melding, Terugmelding, Terugmeldkeuze
from meldingen.uitwisseling.terugmelden import maak_bestand
from meldingen.uitwisseling.terugmeldkeuze import ONMOGELIJK, anders, kies, resultaten, standaarden
from tests.cast import _gebruiker, _gemeente
from tests.leerplicht.inlezen.conftest import VANDAAG, balie  # noqa: F401 - a fixture
from tests.meldingen.uitwisseling.test_duo import school  # noqa: F401 - a fixture
from tests.meldingen.uitwisseling.test_terugmelden import ingelezen, sluit, stand  # noqa: F401 - a fixture

ADRES = "/beheer/terugmelden/"
EEN, TWEE, DRIE = "202600000001", "202600000002", "202600000003"
NAAR_SCHOOL = ("afgesloten", "terug_naar_school")


@pytest.fixture
def floor(ingelezen):  # noqa: F811
    return _gebruiker("Floor", ingelezen.gemeente, "functioneel_beheerder")


@pytest.fixture
def beheer(floor):
    return ingelogd(floor)


def ingelogd(wie) -> Client:
    client = Client()
    client.force_login(wie, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def stuur(client, code: str, bericht: str) -> None:
    form = client.get(f"{ADRES}{code}/").context["form"]
    antwoord = client.post(f"{ADRES}{code}/", {"version": form["version"].value(), "bericht": bericht})
    assert antwoord.status_code == 302, antwoord.context["form"].errors


def regels(client) -> dict[str, tuple]:
    return {
        een.code: (str(een.bericht), een.eigen is not None, een.stand and str(een.stand.wie))
        for een in client.get(ADRES).context["resultaten"]
    }


def test_een_andere_keuze_komt_in_het_volgende_bestand_en_wat_al_was_gemeld_opnieuw(ingelezen, beheer):  # noqa: F811
    anna = ingelezen.door
    with in_gemeente(ingelezen.gemeente.pk):
        sluit(EEN, "naar_school", anna)
        sluit(TWEE, "ter_kennisname", anna)
        assert maak_bestand(door=anna, op=VANDAAG) == 1
        eerste = list(Terugmelding.objects.values_list("status", "reden"))
    pagina = beheer.get(f"{ADRES}naar_school/").content.decode()
    assert "met dit resultaat is 1 melding al zo gemeld. Kiest u iets anders, dan wordt die melding" in pagina
    assert "Er hoeft niets opnieuw te worden gemeld." in beheer.get(f"{ADRES}verhuisd/").content.decode()
    stuur(beheer, "naar_school", "afgesloten-einde_opleiding")
    with in_gemeente(ingelezen.gemeente.pk):
        # What was told stays told.
        assert list(Terugmelding.objects.values_list("status", "reden")) == eerste
        sluit(DRIE, "naar_school", anna)
        opleiding = ("afgesloten", "einde_opleiding")
        assert stand(anna) == [(EEN, *opleiding), (DRIE, *opleiding)]
        assert maak_bestand(door=anna, op=VANDAAG) == 2
        assert stand(anna) == []
    assert regels(beheer)["naar_school"] == (
        "Afgesloten: inschrijving beëindigd: andere opleiding",
        True,
        "Floor",
    )
    # Back to the default: both are told again.
    stuur(beheer, "naar_school", "standaard")
    with in_gemeente(ingelezen.gemeente.pk):
        assert stand(anna) == [(EEN, *NAAR_SCHOOL), (DRIE, *NAAR_SCHOOL)]
        assert Terugmeldkeuze.objects.count() == 1
    assert regels(beheer)["naar_school"] == ("Afgesloten: terug naar school", False, None)


def test_een_eigen_code_van_de_gemeente(ingelezen, floor, beheer):  # noqa: F811
    lijst = "resultaat-relatief_wettelijk"
    nieuw = {"lijst": lijst, "volgorde": 900, "vanaf_schooljaar": 2025, "indelingen": {}, "op": VANDAAG}
    with in_gemeente(ingelezen.gemeente.pk):
        voeg_code_toe(ingelezen.gemeente, label="Jongere overleden", door=floor, **nieuw)
        sluit(EEN, "jongere_overleden", ingelezen.door)
        assert stand(ingelezen.door) == [(EEN, "afgesloten", "einde_overig")]
    assert regels(beheer)["jongere_overleden"] == (str(anders()), False, None)
    stuur(beheer, "jongere_overleden", "afgesloten-einde_overleden")
    with in_gemeente(ingelezen.gemeente.pk):
        assert stand(ingelezen.door) == [(EEN, "afgesloten", "einde_overleden")]


def test_van_opsporing_hoort_duo_niets_wat_er_ook_is_gekozen(ingelezen, floor, beheer):  # noqa: F811
    gijs = _gebruiker(
        "Gijs",
        ingelezen.gemeente,
        "leerplichtambtenaar_boa",
        opsporing_van=datetime.date(2020, 1, 1),
        opsporing_tot_en_met=datetime.date(2099, 1, 1),
        opsporing_waarom="Akte",
    )
    assert [beheer.get(f"{ADRES}{code}/").status_code for code in ("halt", "proces_verbaal")] == [404, 404]
    pagina = beheer.get(ADRES).content.decode()
    assert ("Halt" in pagina, "Proces-verbaal" in pagina, str(anders()) in pagina) == (False, False, True)
    with in_gemeente(ingelezen.gemeente.pk):
        for code in ("halt", "anders"):
            keuze = Terugmeldkeuze(gemeente=ingelezen.gemeente, code=code)
            kies(keuze, status="afgesloten", reden="einde_werk", door=floor, op=VANDAAG)
        sluit(EEN, "halt", gijs)
        assert stand(gijs) == stand(ingelezen.door) == [(EEN, "afgesloten", "einde_overig")]


def test_een_andere_gemeente_merkt_er_niets_van(ingelezen, beheer):  # noqa: F811
    delft = _gemeente("0503", "Delft")
    frits = _gebruiker("Frits", delft, "functioneel_beheerder")
    stuur(beheer, "naar_school", "in_behandeling-")
    stuur(ingelogd(frits), "naar_school", "afgesloten-einde_werk")
    assert [regels(wie)["naar_school"][0] for wie in (beheer, ingelogd(frits))] == [
        "In behandeling",
        "Afgesloten: inschrijving beëindigd: werk",
    ]
    with in_gemeente(ingelezen.gemeente.pk):
        sluit(EEN, "naar_school", ingelezen.door)
        assert stand(ingelezen.door) == [(EEN, "in_behandeling", "")]


def test_wat_niet_samengaat_wordt_geweigerd(ingelezen, floor):  # noqa: F811
    keuze = Terugmeldkeuze(gemeente=ingelezen.gemeente, code="verhuisd")
    with in_gemeente(ingelezen.gemeente.pk):
        for status, reden in (
            ("in_behandeling", "einde_werk"),
            ("ter_kennisgeving", "einde_werk"),
            ("afgesloten", ""),
            ("geregistreerd", ""),
        ):
            with pytest.raises(ValidationError, match=ONMOGELIJK):
                kies(keuze, status=status, reden=reden, door=floor, op=VANDAAG)
            with pytest.raises(IntegrityError, match="reden_bij_afgesloten"), transaction.atomic():
                Terugmeldkeuze.objects.create(
                    gemeente=ingelezen.gemeente, code="verhuisd", status=status, reden=reden
                )
        assert Terugmeldkeuze.objects.count() == 0


def test_elk_resultaat_van_de_lijsten_staat_er_een_keer(ingelezen, floor, beheer):  # noqa: F811
    with in_gemeente(ingelezen.gemeente.pk):
        oud = Code.objects.get(lijst="resultaat-zorg", code="verzuim")
        beeindig_code(oud, vanaf_schooljaar=2026, op=VANDAAG, door=floor)
        gewoon = Code.objects.filter(lijst__startswith="resultaat-", compartiment="")
        soorten = {f"resultaat-{soort}" for soort in Soort}
        codes = set(gewoon.filter(lijst__in=soorten).values_list("code", flat=True))
        gevonden = resultaten(floor, schooljaar=2026)
    assert sorted(een.code for een in gevonden) == sorted(codes)
    assert {een.code: een.let_op for een in gevonden if een.let_op} == {
        "verzuim": "Niet meer te kiezen vanaf 2026-2027."
    }
    # Nothing in the defaults is of no list.
    assert set(standaarden()) - codes == {"anders"}


def test_twee_tegelijk(ingelezen, beheer):  # noqa: F811
    tweede = ingelogd(_gebruiker("Fenna", ingelezen.gemeente, "functioneel_beheerder"))
    begonnen = {"version": tweede.get(f"{ADRES}werk/").context["form"]["version"].value()}
    stuur(beheer, "werk", "in_behandeling-")
    antwoord = tweede.post(f"{ADRES}werk/", {**begonnen, "bericht": "ter_kennisgeving-"})
    assert antwoord.context["form"].fields["bericht"].botsing.hun == "In behandeling"
    assert regels(beheer)["werk"][0] == "In behandeling"


def test_alleen_wie_de_lijsten_onderhoudt(ingelezen, beheer):  # noqa: F811
    anna = ingelogd(ingelezen.door)
    assert [anna.get(ADRES).status_code, anna.get(f"{ADRES}werk/").status_code] == [403, 403]
    assert not ingelezen.door.mag(Recht.LIJSTEN)
    assert beheer.get(f"{ADRES}bestaat_niet/").status_code == 404
    with in_gemeente(ingelezen.gemeente.pk):
        assert Melding.objects.count() == 3
