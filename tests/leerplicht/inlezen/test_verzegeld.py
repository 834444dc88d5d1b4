"""Rows of a file about a sealed leerling: closed on every page and in the download, until somebody says why."""

import csv
import io
import re
from datetime import date

import pytest
from django.urls import reverse

from leerplicht.dossier.actions import registreer_leerling
from leerplicht.inlezen.kern import brp, gezag
from leerplicht.koppelen.actions import voeg_samen
from leerplicht.models import Aanleverregel, Leerling
from leerplicht.toegang.gemeente import in_gemeente
from leerplicht.toegang.zegels import actions
from tests.cast import _gebruiker
from tests.leerplicht.inlezen.conftest import VANDAAG

NOA, SEM, VRIJ = "111222333", "123456782", "999990019"
BESTAND = (
    "BSN;Achternaam;Voornaam;Geboortedatum;Straat;Vertrokken op;Vertrokken naar\n"
    f"{NOA};Vries;Noa;12-05-2010;Dichtlaan 1;01-11-2026;Dichtmerk 1\n"
    f"{SEM};Bakker;Sem;01-02-2010;Openlaan 2;01-11-2026;Openmerk 2\n"
    ";Çelik;Zoë;02-09-2012;Dichtlaan 3;01-11-2026;Dichtmerk 3\n"
    f"{NOA};Vries;Noa;31-02-2010;Dichtlaan 4;01-11-2026;Dichtmerk 4\n"
    f"{VRIJ};Jansen;Lot;31-02-2010;Openlaan 5;01-11-2026;Openmerk 5\n"
)
REDEN = {"grond": "vraag", "toelichting": "Moeder belde."}
DICHT, OPEN = ("Verzegeld dossier", "Dichtmerk"), "Openmerk"


@pytest.fixture
def mensen(balie):
    def ken(**velden):
        return registreer_leerling(gemeente=balie.gemeente, door=None, **velden)

    with in_gemeente(balie.gemeente.pk):
        return {
            "noa": ken(voornaam="Noa", achternaam="Vries", geboortedatum=date(2010, 5, 12), bsn=NOA),
            "sem": ken(voornaam="Sem", achternaam="Bakker", geboortedatum=date(2010, 2, 1), bsn=SEM),
            "zoe": ken(voornaam="Zoë", achternaam="Çelik", geboortedatum=date(2012, 9, 2)),
        }


@pytest.fixture
def verzegel(balie):
    eva = _gebruiker("Eva", balie.gemeente, "teamleider")

    def doe(leerling):
        with in_gemeente(balie.gemeente.pk):
            actions.verzegel(leerling, voor=None, grond="kind", door=eva, op=VANDAAG)

    return doe


@pytest.fixture
def browser(client, balie):
    client.force_login(balie.door, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def _gezien(browser, aanlevering) -> dict[str, tuple[int, int, int]]:
    """Per stand: how many rows are closed, and how many marks of the two kinds are read."""
    gezien = {}
    for stand in aanlevering.telling:
        tekst = browser.get(reverse("aanlevering", args=[aanlevering.pk]), {"stand": stand}).text
        gezien[stand] = tuple(tekst.count(wat) for wat in (*DICHT, OPEN))
    return gezien


def _geweigerd(browser, aanlevering) -> list[list[str]]:
    inhoud = browser.get(reverse("aanlevering_geweigerd", args=[aanlevering.pk])).content.decode("utf-8-sig")
    return [[rij[-3], rij[-2], rij[-1][:17]] for rij in csv.reader(io.StringIO(inhoud), delimiter=";")][1:]


def _bladzijden(balie, aanlevering) -> list[str]:
    with in_gemeente(balie.gemeente.pk):
        regels = dict(Aanleverregel.objects.filter(aanlevering=aanlevering).values_list("regel", "pk"))
    return [
        *(reverse("aanleverregel", args=[regels[nummer]]) for nummer in sorted(regels)),
        *(reverse("aanleverregel_kiezen", args=[regels[nummer]]) for nummer in sorted(regels)),
    ]


def test_een_verzegelde_leerling_is_ook_in_een_bestand_dicht(balie, mensen, verzegel, browser):
    aanlevering = balie.bied_aan(brp.BRON, BESTAND)
    assert aanlevering.telling == {"gewijzigd": 2, "twijfel": 1, "geweigerd": 2}
    bladzijden = _bladzijden(balie, aanlevering)
    # Of a change the new value is told, beside the row.
    alles = {"gewijzigd": (0, 2, 2), "twijfel": (0, 1, 0), "geweigerd": (0, 1, 1)}
    assert _gezien(browser, aanlevering) == alles
    assert [browser.get(adres).status_code for adres in bladzijden] == [200] * 10
    regels = [
        ["Dichtmerk 3", "4", "Niet zeker wie di"],
        ["Dichtmerk 4", "5", "Geboortedatum: Di"],
        ["Openmerk 5", "6", "Geboortedatum: Di"],
    ]
    assert _geweigerd(browser, aanlevering) == regels

    verzegel(mensen["noa"])
    verzegel(mensen["zoe"])
    dicht = {"gewijzigd": (1, 0, 2), "twijfel": (1, 0, 0), "geweigerd": (1, 0, 1)}
    assert _gezien(browser, aanlevering) == dicht
    gesloten = [["", regel, "Verzegeld dossier"] for regel in ("4", "5")]
    assert _geweigerd(browser, aanlevering) == [*gesloten, regels[2]]
    noa, zoe = (reverse("dossier_openen", args=[mensen[wie].pk]) for wie in ("noa", "zoe"))
    wie = [noa, None, zoe, noa, None] * 2
    verwacht = [
        f"{naar}?naar={adres.replace('/', '%2F')}" if naar else None
        for naar, adres in zip(wie, bladzijden, strict=True)
    ]
    assert [browser.get(adres).headers.get("Location") for adres in bladzijden] == verwacht
    assert [browser.post(bladzijden[7], {"keuze": "nieuw"}).headers["Location"][: len(zoe)]] == [zoe]
    with in_gemeente(balie.gemeente.pk):
        assert not Aanleverregel.objects.exclude(keuze="", verbeterd=None).exists()
        for naam in ("noa", "zoe"):
            actions.open_verzegeld(mensen[naam], **REDEN, door=balie.door, op=VANDAAG)
    assert _gezien(browser, aanlevering) == alles
    assert [browser.get(adres).status_code for adres in bladzijden] == [200] * 10
    assert _geweigerd(browser, aanlevering) == regels


def test_ook_wie_daarna_werd_gemaakt_of_samengevoegd(balie, mensen, verzegel, browser):
    aanlevering = balie.in_een_keer(
        brp.BRON, BESTAND + ";Bos;Kim;03-03-2013;Dichtlaan 6;01-11-2026;Dichtmerk 6\n", alleen_goede=True
    )
    noa, sem, zoe = mensen.values()
    with in_gemeente(balie.gemeente.pk):
        kim = Leerling.objects.get(voornaam="Kim")
        regels = Aanleverregel.objects.filter(aanlevering=aanlevering)
        assert {regel.regel: regel.betreft_id for regel in regels} == {
            2: noa.pk, 3: sem.pk, 4: None, 5: noa.pk, 6: None, 7: kim.pk,
        }  # fmt: skip
        voeg_samen(sem, zoe, velden=(), door=balie.door, op=VANDAAG, waarom="Een.")
    verzegel(zoe)
    verzegel(kim)
    gezien = {"gewijzigd": (1, 2, 0), "twijfel": (1, 0, 0), "geweigerd": (0, 1, 1), "nieuw": (1, 0, 0)}
    assert _gezien(browser, aanlevering) == gezien


def test_een_geheim_adres_staat_niet_in_de_lijst(balie, mensen, browser):
    with in_gemeente(balie.gemeente.pk):
        Leerling.objects.filter(pk=mensen["noa"].pk).update(geheim_adres=True, straat="Oudlaan 1")
        Leerling.objects.filter(pk=mensen["sem"].pk).update(straat="Oudlaan 2")
    aanlevering = balie.bied_aan(brp.BRON, BESTAND)
    tekst = browser.get(reverse("aanlevering", args=[aanlevering.pk]), {"stand": "gewijzigd"}).text
    gezien = re.findall(r"<div>(Straat[^<]*)</div>", tekst)
    assert gezien == [
        "Straat en huisnummer: geheim adres → geheim adres",
        "Straat en huisnummer: Oudlaan 2 → Openlaan 2",
    ]
    assert [tekst.count(straat) for straat in ("Dichtlaan", "Oudlaan 1", "Openlaan 2")] == [0, 0, 1]


def test_het_adres_van_een_ouder_staat_nooit_in_de_lijst(balie, mensen, browser):
    kop, wie = "BSN;Geboortedatum;Naam ouder;Relatie;Gezag;Postcode\n", f"{NOA};12-05-2010;Eva;ouder;ja"
    balie.in_een_keer(gezag.BRON, f"{kop}{wie};2711 AA\n")
    aanlevering = balie.bied_aan(gezag.BRON, f"{kop}{wie};2711 BB\n")
    tekst = browser.get(reverse("aanlevering", args=[aanlevering.pk])).text
    assert re.findall(r"<div>(Postcode[^<]*)</div>", tekst) == ["Postcode: geheim adres → geheim adres"]
    assert "2711" not in tekst
