"""What DUO is told, what the file says, and a file laid beside our own meldingen."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from leerplicht.models import Code
from leerplicht.toegang.gemeente import in_gemeente
from leerplicht.toegang.zegels.actions import verzegel
from meldingen.actions import sluit_melding
from meldingen.models import Melding, Terugmelding
from meldingen.uitwisseling.duo import BRON
from meldingen.uitwisseling.terugmelden import NIETS, als_csv, maak_bestand, te_melden
from meldingen.uitwisseling.vergelijken import vergelijk
from tests.cast import _gebruiker
from tests.leerplicht.inlezen.conftest import VANDAAG, balie  # noqa: F401 - a fixture
from tests.meldingen.uitwisseling.test_duo import NOA, bestand, school  # noqa: F401 - a fixture

DICHT, KENNIS = "De melding is afgesloten:", "De melding is ter kennisgeving aangenomen."
OVERIG = "inschrijving beëindigd: overig"
DRIE = [NOA | {"meldingsnummer": f"20260000000{nummer}"} for nummer in (1, 2, 3)]


@pytest.fixture
def ingelezen(balie, school):  # noqa: F811
    """Three meldingen of DUO in triage."""
    balie.in_een_keer(BRON, bestand(*DRIE))
    return balie


def stand(gebruiker) -> list[tuple]:
    return [(een.duo_nummer, een.nu_status, een.nu_reden) for een in te_melden(gebruiker)]


def sluit(nummer: str, resultaat: str, door) -> None:
    code = Code.objects.get(gemeente=door.gemeente, lijst="resultaat-relatief_wettelijk", code=resultaat)
    melding = Melding.objects.get(duo_nummer=nummer)
    sluit_melding(melding, resultaat=code, gesloten_op=VANDAAG, op=VANDAAG, door=door)


def test_alleen_wat_duo_nog_niet_weet(ingelezen):
    gijs = _gebruiker(
        "Gijs",
        ingelezen.gemeente,
        "leerplichtambtenaar_boa",
        opsporing_van=datetime.date(2020, 1, 1),
        opsporing_tot_en_met=datetime.date(2099, 1, 1),
        opsporing_waarom="Akte",
    )
    with in_gemeente(ingelezen.gemeente.pk):
        assert stand(ingelezen.door) == []
        with pytest.raises(ValidationError, match=NIETS):
            maak_bestand(door=ingelezen.door, op=VANDAAG)
        sluit("202600000001", "naar_school", ingelezen.door)
        sluit("202600000002", "ter_kennisname", ingelezen.door)
        # Of opsporing DUO and the school learn nothing.
        sluit("202600000003", "halt", gijs)
        assert stand(ingelezen.door) == [
            ("202600000001", "afgesloten", "terug_naar_school"),
            ("202600000002", "ter_kennisgeving", ""),
            ("202600000003", "afgesloten", "einde_overig"),
        ]
        assert maak_bestand(door=ingelezen.door, op=VANDAAG) == 1
        assert stand(ingelezen.door) == []
        inhoud = als_csv(Terugmelding.objects.filter(bestand=1).select_related("zaak__melding")).decode(
            "utf-8-sig"
        )
    regels = [regel.strip('"').split('";"') for regel in inhoud.splitlines()]
    assert regels == [
        ["Meldingsnummer", "Status", "Datum status", "Reden van sluiten", "Terugkoppeling aan de school"],
        ["202600000001", "Afgesloten", "24-11-2026", "terug naar school", f"{DICHT} terug naar school."],
        ["202600000002", "Ter kennisgeving aangenomen", "24-11-2026", "", KENNIS],
        ["202600000003", "Afgesloten", "24-11-2026", OVERIG, f"{DICHT} {OVERIG}."],
    ]


def test_zij_hebben_er_meer_en_wij_een_die_zij_niet_hebben(ingelezen):
    anders = [DRIE[0], DRIE[1], NOA | {"meldingsnummer": "202600000009"}]
    aanlevering = ingelezen.bied_aan(BRON, bestand(*anders))
    with in_gemeente(ingelezen.gemeente.pk):
        uitkomst = vergelijk(aanlevering, ingelezen.door)
    assert (uitkomst.zij, uitkomst.wij, uitkomst.alleen_zij, [een.duo_nummer for een in uitkomst.alleen_wij]) == (
        3,
        3,
        ["202600000009"],
        ["202600000003"],
    )
    zelfde = ingelezen.bied_aan(BRON, bestand(*DRIE))
    with in_gemeente(ingelezen.gemeente.pk):
        assert vergelijk(zelfde, ingelezen.door).gelijk


def test_een_verzegeld_dossier_houdt_de_vergelijking_niet_tegen(ingelezen):
    eva = _gebruiker("Eva", ingelezen.gemeente, "teamleider")
    with in_gemeente(ingelezen.gemeente.pk):
        leerling = Melding.objects.get(duo_nummer="202600000003").leerling
        verzegel(leerling, voor=None, grond="kind", door=eva, op=VANDAAG)
    aanlevering = ingelezen.bied_aan(BRON, bestand(NOA | {"bsn": "999990019", "meldingsnummer": "202600000009"}))
    client = Client()
    client.force_login(ingelezen.door, backend="allauth.account.auth_backends.AuthenticationBackend")
    pagina = client.get(f"/inlezen/{aanlevering.pk}/vergelijken/")
    uitkomst = pagina.context["uitkomst"]
    gezien = (uitkomst.aantal_alleen_wij, uitkomst.alleen_wij, uitkomst.verzegeld, uitkomst.niet_getoond)
    assert (pagina.status_code, gezien) == (200, (3, [], 3, 0))
    assert "3 meldingen zijn van een verzegeld dossier" in pagina.content.decode()


def test_de_paginas_van_duo(ingelezen):
    aanlevering = ingelezen.bied_aan(BRON, bestand(DRIE[0], NOA | {"meldingsnummer": "202600000009"}))
    client = Client()
    client.force_login(ingelezen.door, backend="allauth.account.auth_backends.AuthenticationBackend")
    pagina = client.get(f"/inlezen/{aanlevering.pk}/vergelijken/")
    assert (pagina.status_code, pagina.context["uitkomst"].alleen_zij) == (200, ["202600000009"])
    with in_gemeente(ingelezen.gemeente.pk):
        sluit("202600000001", "naar_school", ingelezen.door)
    assert [regel["wordt"] for regel in client.get("/meldingen/terugmelden/").context["regels"]] == ["Afgesloten"]
