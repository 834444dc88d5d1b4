"""Every address of the kernel and of leerplicht, asked by carla of the other gemeente: nothing of Zoetermeer."""

from datetime import date

import pytest
from django.urls import get_resolver, reverse

from leerplicht.dossier.actions import registreer_betrokkene
from meldingen.actions import registreer_vrijstelling, start_onderzoek, vraag_jgz_aan

HERKENBAAR = ("Vries", "Geheimstraat", "Ouder Van Noa", "111222333", "Zoetermeer")
VASTE_WAARDEN = {"soort": "zorg", "grondslag": "3a"}


def namen():
    """The names of all addresses of these two apps."""
    patronen = (p for resolver in get_resolver().url_patterns for p in getattr(resolver, "url_patterns", []))
    eigen = ("leerplicht.dossier.views", "meldingen.views")
    return sorted(p.name for p in patronen if p.callback and p.callback.__module__.startswith(eigen))


@pytest.fixture
def sleutels(noa, anna, meld, vandaag):
    """Primary keys of rows of Zoetermeer, of every kind: each address is tried with all of them."""
    noa.straat = "Geheimstraat 1"
    noa.save()
    dag = {"op": vandaag, "door": anna}
    melding = meld(noa)
    rijen = [
        noa,
        melding,
        melding.zaak,
        melding.zaak.taken.get(),
        registreer_betrokkene(noa, door=anna, naam="Ouder Van Noa", relatie="ouder"),
        start_onderzoek(noa, gestart_op=date(2024, 3, 5), **dag),
        vraag_jgz_aan(noa, aangevraagd_op=date(2024, 3, 5), aangevraagd_door="school", **dag),
        registreer_vrijstelling(noa, grondslag="3a", ontvangen_op=date(2024, 3, 5), **dag),
    ]
    return sorted({rij.pk for rij in rijen})


def velden_van(naam):
    """What has to be filled in in an address."""
    return get_resolver().reverse_dict.getlist(naam)[0][0][0][1]


def adressen(naam, sleutels):
    """All ways to fill in an address."""
    mogelijk = velden_van(naam)
    vast = {veld: VASTE_WAARDEN[veld] for veld in mogelijk if veld in VASTE_WAARDEN}
    pk = next((veld for veld in mogelijk if veld not in VASTE_WAARDEN), None)
    if pk is None:
        return [reverse(naam, kwargs=vast)]
    return [reverse(naam, kwargs=vast | {pk: sleutel}) for sleutel in sleutels]


def test_there_are_addresses_to_walk():
    assert {"start", "leerlingen", "leerling", "meldingen", "melding", "vrijstelling", "jgz"} <= set(namen())


def test_carla_sees_nothing_of_zoetermeer(als, carla, sleutels):
    browser = als(carla)
    for naam in namen():
        for adres in adressen(naam, sleutels):
            for antwoord in (browser.get(adres), browser.post(adres, {"tekst": "vries", "gemeente": sleutels[0]})):
                tekst = antwoord.content.decode(errors="replace")  # an export is no text
                assert [woord for woord in HERKENBAAR if woord in tekst] == [], (adres, antwoord.status_code)
                # A row of another gemeente does not exist; only pages without a row of their own answer.
                if antwoord.status_code not in (404, 405):
                    assert not {"pk", "leerling_pk"} & set(velden_van(naam)), adres


def test_zoetermeer_sees_nothing_of_carla(als, anna, eva, elders):
    for gebruiker in (anna, eva):
        browser = als(gebruiker)
        assert browser.get(f"/meldingen/{elders.pk}/").status_code == 404
        for lijst in ("/", "/?tab=alles", "/leerlingen/", "/meldingen/"):
            assert "Onzichtbaar" not in browser.get(lijst).content.decode()
        gevonden = browser.post("/leerlingen/", {"tekst": "onzichtbaar"}, follow=True)
        assert list(gevonden.context["pagina"].object_list) == []
