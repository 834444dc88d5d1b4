"""The screens of signalen: the list, the sieve, one signaal and how it ends."""

from datetime import date

import pytest

from leerplicht.dossier.actions import open_zaak
from leerplicht.models import Leerling
from meldingen.models import Onderzoek, Signaal
from meldingen.signalen.actions import signaleer
from tests.formulieren import verstuur


@pytest.fixture
def signaal(zoetermeer, noa, vandaag):
    """Noa, born 12-05-2010, is enrolled nowhere."""
    signaleer(zoetermeer, op=vandaag)
    return Signaal.objects.get()


def rijen(antwoord):
    return set(antwoord.context["pagina"].object_list)


def test_the_list_is_that_of_the_compartment(als, anna, dirk, carla, signaal, zoetermeer, zoe, vandaag):
    open_zaak(zoe, soort="traject", op=date(2024, 3, 5), door=dirk, compartiment="doorstroompunt")
    Leerling.objects.filter(pk=zoe.pk).update(vertrokken_op=date(2024, 4, 1))
    signaleer(zoetermeer, op=vandaag)
    traject = Signaal.objects.get(soort="vertrokken_traject")
    assert rijen(als(anna).get("/meldingen/signalen/")) == {signaal}
    assert als(anna).get(f"/meldingen/signalen/{traject.pk}/").status_code == 404
    antwoord = als(dirk).get("/meldingen/signalen/")
    assert rijen(antwoord) == {traject}
    assert "achttien" not in str(antwoord.context["form"]["status"]) and "/zeef/" not in antwoord.content.decode()
    assert als(dirk).get("/meldingen/signalen/zeef/").status_code == 403
    assert als(dirk).get(f"/meldingen/signalen/{signaal.pk}/").status_code == 404
    assert rijen(als(carla).get("/meldingen/signalen/")) == set()


@pytest.mark.parametrize(
    ("vraag", "gevonden"),
    [("status=open", 1), ("status=niets", 0), ("soort=absoluut", 1), ("soort=vertrokken", 0), ("soort=x", 0)],
)
def test_filter(als, anna, signaal, vraag, gevonden):
    assert len(rijen(als(anna).get(f"/meldingen/signalen/?{vraag}"))) == gevonden


def test_start_an_onderzoek(als, anna, signaal):
    browser = als(anna)
    assert signaal.waarom in browser.get(f"/meldingen/signalen/{signaal.pk}/").content.decode()
    antwoord = verstuur(
        browser, f"/meldingen/signalen/{signaal.pk}/onderzoek/", {"toelichting": "bel"}, follow=True
    )
    onderzoek = Onderzoek.objects.get()
    assert antwoord.redirect_chain == [(f"/meldingen/onderzoeken/{onderzoek.pk}/", 302)]
    assert onderzoek.toelichting == f"{signaal.waarom}\n\nbel"
    assert f"Zaak {onderzoek.zaak}" in browser.get(f"/meldingen/signalen/{signaal.pk}/").content.decode()


def test_nothing_to_do_and_open_again(als, anna, signaal):
    browser, adres = als(anna), f"/meldingen/signalen/{signaal.pk}/"
    assert verstuur(browser, adres + "niets/").context["form"].errors == {
        "reden": ["Kies waarom er niets te doen is."]
    }
    verstuur(browser, adres + "niets/", {"reden": "geregeld"})
    assert rijen(browser.get("/meldingen/signalen/?status=niets")) == {signaal}
    assert "Het is al geregeld" in browser.get(adres).content.decode()
    verstuur(browser, adres + "heropenen/", {"waarom": "vergissing"})
    assert rijen(browser.get("/meldingen/signalen/?status=open")) == {signaal}


def test_the_sieve_tells_of_everybody_why(als, anna, noa, zoetermeer, signaal, vandaag):
    browser = als(anna)
    antwoord = browser.get("/meldingen/signalen/zeef/")
    assert [(wie, oordeel.reden) for wie, oordeel in antwoord.context["rijen"]] == [(noa, None)]
    Leerling.objects.filter(pk=noa.pk).update(vertrokken_op=date(2024, 4, 1))
    antwoord = browser.get("/meldingen/signalen/zeef/?reden=vertrokken")
    assert [(wie, oordeel.reden) for wie, oordeel in antwoord.context["rijen"]] == [(noa, "vertrokken")]
    assert "0 geven een signaal, 1 niet: 1 vertrokken uit de gemeente." in antwoord.content.decode()
    assert browser.get("/meldingen/signalen/zeef/?reden=onzin").status_code == 404


def test_the_sieve_costs_the_same_for_one_and_for_three(
    als, anna, noa, zoetermeer, django_assert_num_queries, django_assert_max_num_queries
):
    browser = als(anna)
    browser.get("/meldingen/signalen/zeef/")
    with django_assert_max_num_queries(40) as eerst:
        browser.get("/meldingen/signalen/zeef/")
    for nummer in (1, 2):
        noa.pk, noa.bsn, noa.voornaam = None, None, f"N{nummer}"
        noa._state.adding = True
        noa.save()
    with django_assert_num_queries(len(eerst)):
        assert len(browser.get("/meldingen/signalen/zeef/").context["rijen"]) == 3


def test_it_lies_in_the_werkvoorraad_and_in_the_dossier(als, anna, noa, signaal):
    browser = als(anna)
    for adres in ("/?tab=team", f"/leerlingen/{noa.pk}/"):
        tekst = browser.get(adres).content.decode()
        assert "Signaal: Niet ingeschreven" in tekst and f'href="/meldingen/signalen/{signaal.pk}/"' in tekst
