"""A form that comes while the screen is locked, after the working day or before the second factor is kept."""

from datetime import timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone

from leerplicht.formulieren.concept import leesbare
from leerplicht.models import Gebeurtenis, Sessie
from tests.cast import WACHTWOORD
from tests.formulieren import verborgen
from tests.leerlingen import *  # noqa: F403
from tests.leerplicht.inloggen.hulp import met_wachtwoord, zet_app
from tests.leerplicht.test_concepten import TEKST


@pytest.fixture
def browser_van_anna(anna):
    return met_wachtwoord(anna)


@pytest.fixture
def adres(noa, meld):
    return f"/zaken/{meld(noa).zaak.pk}/notitie/"


@pytest.fixture
def getypt(browser_van_anna, adres, vandaag) -> dict[str, str]:
    """A form that was opened in time, and filled in."""
    velden = {"soort": "gesprek", "op": f"{vandaag:%d-%m-%Y}", "titel": "Gebeld", "toelichting": TEKST}
    return velden | verborgen(browser_van_anna.get(adres))


def stand(anna) -> tuple[list[str], int]:
    """(texts of the drafts, number of notes)"""
    teksten = [QueryDict(een.velden)["toelichting"] for een in leesbare(anna)]
    return teksten, Gebeurtenis.objects.filter(soort="gesprek").count()


def op_slot() -> None:
    Sessie.objects.update(laatst_actief=timezone.now() - timedelta(minutes=16))


def bewaar_concept(client, getypt) -> dict:
    """What static/concept.js sends while somebody types: all but the key of a sending."""
    velden = {naam: waarde for naam, waarde in getypt.items() if naam != "_sleutel"}
    return client.post("/concepten/bewaren/", velden | {"_volgnummer": "1"}).json()


def test_sent_below_the_lock_it_waits_in_the_form(browser_van_anna, anna, adres, getypt):
    op_slot()
    dicht = browser_van_anna.post(adres, getypt)
    assert (dicht.status_code, f'name="naar" value="{adres}"' in dicht.content.decode()) == (423, True)
    assert TEKST not in dicht.content.decode()
    assert stand(anna) == ([TEKST], 0)
    verder = browser_van_anna.post("/account/slot/open/", {"password": WACHTWOORD, "naar": adres})
    weer = browser_van_anna.get(verder["Location"])
    assert weer.context["form"]["toelichting"].value() == TEKST
    assert "Het scherm was op slot toen u het verstuurde." in weer.content.decode()
    browser_van_anna.post(adres, getypt | verborgen(weer))
    assert stand(anna) == ([], 1)


def test_what_is_typed_is_kept_below_the_lock_and_that_is_no_activity(browser_van_anna, anna, getypt):
    op_slot()
    assert bewaar_concept(browser_van_anna, getypt)["ingelogd"] is True
    assert stand(anna) == ([TEKST], 0)
    assert Sessie.objects.get().op_slot(timezone.now())


def test_what_is_typed_is_kept_after_the_working_day(browser_van_anna, anna, getypt):
    Sessie.objects.all().delete()
    assert bewaar_concept(browser_van_anna, getypt)["ingelogd"] is False
    assert stand(anna) == ([TEKST], 0)


def test_sent_after_the_working_day_it_waits_in_the_form(browser_van_anna, anna, adres, getypt):
    Sessie.objects.all().delete()
    antwoord = browser_van_anna.post(adres, getypt)
    assert antwoord["Location"] == f"/account/login/?next={adres}"
    assert stand(anna) == ([TEKST], 0)


def test_sent_before_the_second_factor_it_waits_in_the_form(browser_van_anna, anna, adres, getypt, settings):
    settings.TWEEDE_FACTOR = True
    zet_app(anna)
    antwoord = browser_van_anna.post(adres, getypt)
    assert antwoord["Location"] == f"/account/tweede-stap/bevestig/?next={adres.replace('/', '%2F')}"
    assert stand(anna) == ([TEKST], 0)
