"""With the first lock removed, the second one holds: a colleague of another gemeente still sees nothing.

Walks every address of the project, also those that are added later.
"""

import datetime

import pytest
from django.test import Client

from doorstroompunt.models import BegeleidWonen, Traject
from leerplicht.dossier.actions import leg_vast, open_zaak, plan_taak, registreer_leerling
from leerplicht.models import Code, Compartiment, School
from leerplicht.models.codelijst import CodeQuerySet
from leerplicht.models.zaak import ViaZaakQuerySet, ZaakQuerySet
from leerplicht.toegang.queryset import GemeenteQuerySet
from meldingen.models import JgzOnderzoek, Melding, Onderzoek, Vrijstelling
from rapportage.models import Verslagrun
from tests.verhalen.adressen import adressen

DAG = datetime.date(2024, 3, 1)
GEHEIM = "Verklapmijniet"


@pytest.fixture
def dossier(zoetermeer, anna):
    """One of everything, under a name that may appear nowhere; returns the primary keys."""
    leerling = registreer_leerling(
        gemeente=zoetermeer,
        door=anna,
        voornaam="Zoë",
        achternaam=GEHEIM,
        geboortedatum=datetime.date(2006, 2, 3),
    )
    School.objects.create(brin="99ZZ01", naam="De Proefschool", plaats="Zoetermeer")
    rijen = [leerling]

    def zaak(soort, compartiment=Compartiment.TOEZICHT):
        nieuw = open_zaak(leerling, soort=soort, op=DAG, door=anna, eigenaar=anna, compartiment=compartiment)
        leg_vast(nieuw, soort="notitie", titel=f"Gebeld met {GEHEIM}", op=DAG, door=anna)
        rijen.append(nieuw)
        rijen.append(plan_taak(nieuw, titel=f"Bel {GEHEIM}", vervalt_op=DAG, waarom="test", door=anna))
        return {"gemeente": zoetermeer, "zaak": nieuw, "leerling": leerling}

    rijen += [
        Melding.objects.create(**zaak("melding"), soort="zorg", gemeld_op=DAG, leeftijd=18),
        Onderzoek.objects.create(**zaak("onderzoek"), gestart_op=DAG),
        Vrijstelling.objects.create(**zaak("vrijstelling"), grondslag="3a", ontvangen_op=DAG),
        JgzOnderzoek.objects.create(**zaak("jgz"), aangevraagd_op=DAG, aangevraagd_door="school"),
        Traject.objects.create(
            **zaak("traject", Compartiment.DOORSTROOMPUNT), populatie="oude_vsv", aangemeld_op=DAG, leeftijd=18
        ),
        BegeleidWonen.objects.create(**zaak("begeleid_wonen", Compartiment.DOORSTROOMPUNT), gestart_op=DAG),
        Verslagrun.objects.create(gemeente=zoetermeer, schooljaar=2023, peildatum=DAG, aangevraagd_door=anna),
        Code.objects.create(
            gemeente=zoetermeer, lijst="reden-zorg", code="geheim", label=GEHEIM, van_schooljaar=2015
        ),
    ]
    return {rij.pk for rij in rijen}


@pytest.fixture
def zonder_eerste_slot(monkeypatch):
    for queryset in (GemeenteQuerySet, ZaakQuerySet, ViaZaakQuerySet, CodeQuerySet):
        monkeypatch.setattr(queryset, "zichtbaar_voor", lambda self, gebruiker: self.all())


def _bezoek(gebruiker, pks: set[int]) -> dict[str, bool]:
    """Address → whether the name is on the page, over all addresses that answer with a page."""
    client = Client()
    client.force_login(gebruiker)
    return {adres: GEHEIM.encode() in client.get(adres).content for adres in adressen(pks)}


def test_the_owner_of_the_dossier_sees_the_name(dossier, eva):
    """Without this the walk below could pass by visiting nothing."""
    bezoek = _bezoek(eva, dossier)
    assert len(bezoek) > 40
    assert sum(bezoek.values()) >= 10


@pytest.mark.parametrize("slot", ["beide sloten", "zonder eerste slot"])
def test_another_gemeente_sees_nothing(dossier, carla, slot, request):
    if slot == "zonder eerste slot":
        request.getfixturevalue("zonder_eerste_slot")
    assert [adres for adres, gezien in _bezoek(carla, dossier).items() if gezien] == []


def test_the_wethouder_sees_no_person(dossier, wethouder):
    assert [adres for adres, gezien in _bezoek(wethouder, dossier).items() if gezien] == []
