"""The page of what goes out: for the functioneel beheerder, of the own gemeente, and what he decides there."""

import datetime
import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from leerplicht.models import MAIL, Opdracht, OpdrachtStatus
from leerplicht.onderdeel import Langlopend
from leerplicht.postvak import actions, uitvoering
from leerplicht.postvak.urls import urlpatterns

OP = datetime.date(2026, 11, 24)
# Queries of the list.
AANTAL = 15


@pytest.fixture
def client_van():
    def login(gebruiker):
        client = Client()
        client.force_login(gebruiker, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return login


def zet(ontvanger, status=OpdrachtStatus.WACHT, **velden) -> Opdracht:
    """An e-mail in this state, as a worker leaves it."""
    nu = timezone.now()
    if status not in (OpdrachtStatus.WACHT, OpdrachtStatus.BEZIG):
        velden = {"beeindigd": nu, **velden}
    velden = {"soort": MAIL, "sjabloon": "er_is_iets", "volgende_poging": nu, "ontvanger": ontvanger, **velden}
    return Opdracht.objects.create(status=status, token=uuid.uuid4(), sleutel=str(uuid.uuid4()), **velden)


def besluit(client, naam, opdracht, version=None):
    version = opdracht.version if version is None else version
    return client.post(reverse(naam, args=[opdracht.pk]), {"version": version}, follow=True)


def zegt(antwoord) -> list[str]:
    return [str(bericht) for bericht in antwoord.context["messages"]]


def stand(opdracht) -> tuple:
    opdracht.refresh_from_db()
    return opdracht.status, opdracht.pogingen, opdracht.fout, opdracht.beslist_door


def rijen(antwoord) -> set[int]:
    return {regel.opdracht.pk for regel in antwoord.context["regels"]}


@pytest.mark.parametrize("wie", ["anna", "dirk", "eva", "wethouder"])
def test_alleen_de_functioneel_beheerder(client_van, anna, request, wie):
    opdracht = zet(anna, OpdrachtStatus.ONZEKER)
    client = client_van(request.getfixturevalue(wie))
    paginas = [reverse(een.name, args=[opdracht.pk] if "<" in str(een.pattern) else []) for een in urlpatterns]
    antwoorden = {client.post(pagina, {"version": opdracht.version}).status_code for pagina in paginas}
    assert (antwoorden, stand(opdracht)[0]) == ({403}, OpdrachtStatus.ONZEKER)


def test_van_een_andere_gemeente_bestaat_niet(client_van, floor, anna, carla, anders):
    eigen, van_carla = zet(anna), zet(carla)
    van_anders = zet(None, OpdrachtStatus.MISLUKT, soort="proef", sjabloon="", gemeente=anders, onderwerp_id=1)
    client = client_van(floor)
    assert rijen(client.get(reverse("uitgaand"))) == {eigen.pk}
    for opdracht in (van_carla, van_anders):
        assert client.get(reverse("uitgaand_opdracht", args=[opdracht.pk])).status_code == 404
        assert client.post(reverse("uitgaand_vervallen", args=[opdracht.pk]), {"version": 0}).status_code == 404


def test_filteren_en_zoeken(client_van, floor, anna, bram, zoetermeer):
    onzeker, gedaan = zet(anna, OpdrachtStatus.ONZEKER), zet(bram, OpdrachtStatus.GEDAAN)
    laat = zet(bram, volgende_poging=timezone.now() - datetime.timedelta(hours=1))
    verslag = zet(None, soort="verslagrun", sjabloon="", gemeente=zoetermeer, onderwerp_id=1)
    client = client_van(floor)
    gevonden = {
        vraag: rijen(client.get(f"{reverse('uitgaand')}{vraag}"))
        for vraag in ("", "?stand=gedaan", "?stand=aandacht", "?soort=verslagrun", "?stand=kwijt", "?staat=gedaan")
    }
    assert gevonden == {
        "": {onzeker.pk, gedaan.pk, laat.pk, verslag.pk},
        "?stand=gedaan": {gedaan.pk},
        "?stand=aandacht": {onzeker.pk, laat.pk},
        "?soort=verslagrun": {verslag.pk},
        "?stand=kwijt": set(),
        "?staat=gedaan": set(),
    }
    antwoord = client.post(reverse("uitgaand"), {"tekst": "BRAM"}, follow=True)
    assert (rijen(antwoord), "BRAM" in antwoord.redirect_chain[0][0]) == ({gedaan.pk, laat.pk}, False)


def test_de_lijst_zegt_wat_aandacht_vraagt(client_van, floor, anna):
    client = client_van(floor)
    leeg = client.get(reverse("uitgaand")).content.decode()
    assert "Er is nog niets uitgegaan." in leeg
    zet(anna, OpdrachtStatus.MISLUKT, fout="De mailserver weigert het bericht (code 550).")
    zet(anna, volgende_poging=timezone.now() - datetime.timedelta(hours=1))
    pagina = client.get(reverse("uitgaand")).content.decode()
    zinnen = (
        "Er is iets voor u in Leerplicht &amp; Doorstroompunt",
        "De mailserver weigert het bericht (code 550).",
        "2 opdrachten vragen aandacht",
        "1 opdracht wacht al langer dan 5 minuten.",
    )
    assert [zin in pagina for zin in zinnen] == [True] * 4


def test_de_lijst_kost_met_meer_evenveel(client_van, floor, anna, django_assert_num_queries):
    client = client_van(floor)
    zet(anna)
    client.get(reverse("uitgaand"))
    for aantal in (1, 3):
        with django_assert_num_queries(AANTAL):
            assert len(rijen(client.get(reverse("uitgaand")))) == aantal
        zet(anna, OpdrachtStatus.MISLUKT)
        zet(anna, OpdrachtStatus.ONZEKER)


def test_een_onzeker_bericht_is_verstuurd(client_van, floor, anna, mailserver):
    opdracht = zet(anna, OpdrachtStatus.ONZEKER, pogingen=1, fout=uitvoering.AFGEBROKEN)
    antwoord = besluit(client_van(floor), "uitgaand_verstuurd", opdracht)
    uitvoering.veeg()
    assert zegt(antwoord) == ["Genoteerd: het bericht is verstuurd."]
    assert stand(opdracht) == (OpdrachtStatus.GEDAAN, 1, uitvoering.AFGEBROKEN, floor)
    assert mailserver.berichten() == []


def test_een_onzeker_bericht_gaat_opnieuw(client_van, floor, anna, mailserver):
    opdracht = zet(anna, OpdrachtStatus.ONZEKER, pogingen=12, fout=uitvoering.AFGEBROKEN)
    antwoord = besluit(client_van(floor), "uitgaand_opnieuw", opdracht)
    assert stand(opdracht) == (OpdrachtStatus.WACHT, 0, "", floor)
    uitvoering.veeg()
    uitvoering.veeg()
    assert zegt(antwoord) == ["Het wordt nu opnieuw geprobeerd."]
    assert stand(opdracht) == (OpdrachtStatus.GEDAAN, 1, "", floor)
    assert [bericht["To"] for bericht in mailserver.berichten()] == [anna.email]


def test_twee_beheerders_beslissen_eenmaal(client_van, floor, anna, mailserver):
    opdracht = zet(anna, OpdrachtStatus.ONZEKER)
    client, gezien = client_van(floor), opdracht.version
    besluit(client, "uitgaand_verstuurd", opdracht)
    antwoord = besluit(client, "uitgaand_opnieuw", opdracht, gezien)
    uitvoering.veeg()
    assert (zegt(antwoord)[-1], stand(opdracht)[0]) == (actions.AL_BESLIST, OpdrachtStatus.GEDAAN)
    assert mailserver.berichten() == []


def test_een_besluit_geldt_alleen_voor_het_einde_dat_men_zag(client_van, floor, anna):
    """Sent again and uncertain again: who still has the former page open decides nothing about this one."""
    opdracht = zet(anna, OpdrachtStatus.ONZEKER, beeindigd=timezone.now() - datetime.timedelta(hours=1))
    gezien = opdracht.version
    Opdracht.objects.filter(pk=opdracht.pk).update(beeindigd=timezone.now())
    besluit(client_van(floor), "uitgaand_verstuurd", opdracht, gezien)
    assert stand(opdracht)[0] == OpdrachtStatus.ONZEKER


def test_een_werker_die_te_laat_antwoord_krijgt_verandert_een_besluit_niet(floor, anna):
    opdracht = zet(anna, OpdrachtStatus.ONZEKER)
    traag = Opdracht.objects.get(pk=opdracht.pk)
    actions.probeer_opnieuw(opdracht, door=floor, op=OP)
    uitvoering._beeindig_als(traag, OpdrachtStatus.GEDAAN)
    assert stand(opdracht)[0] == OpdrachtStatus.WACHT


def test_wat_mislukte_kan_opnieuw_of_vervalt(client_van, floor, proef):
    proef.fout = actions.ValidationError("Nee")
    een, ander = proef.vraag("een"), proef.vraag("ander")
    for opdracht in (een, ander):
        Opdracht.objects.filter(pk=opdracht.pk).update(
            status=OpdrachtStatus.MISLUKT, pogingen=12, beeindigd=timezone.now()
        )
        opdracht.refresh_from_db()
    proef.fout = None
    client = client_van(floor)
    besluit(client, "uitgaand_opnieuw", een)
    besluit(client, "uitgaand_vervallen", ander)
    uitvoering.veeg()
    assert (stand(een), stand(ander)) == (
        (OpdrachtStatus.GEDAAN, 1, "", floor),
        (OpdrachtStatus.GEANNULEERD, 12, "", floor),
    )
    assert (proef.aantal(), rijen(client.get(reverse("uitgaand"), {"stand": "aandacht"}))) == (1, set())


def test_wat_wacht_kan_nu(client_van, floor, anna, mailserver):
    later = timezone.now() + datetime.timedelta(minutes=50)
    opdracht = zet(anna, pogingen=9, fout="De mailserver antwoordt niet.", volgende_poging=later)
    uitvoering.veeg()
    besluit(client_van(floor), "uitgaand_opnieuw", opdracht)
    uitvoering.veeg()
    assert (stand(opdracht)[:2], len(mailserver.berichten())) == ((OpdrachtStatus.GEDAAN, 1), 1)


def hoofddeel(pagina: str) -> str:
    """Without the lock over the page, which has buttons of its own."""
    return pagina.partition("<main")[2].partition("</main>")[0]


def test_wie_het_hoorde_vraagt_het_zelf_opnieuw(client_van, floor, zoetermeer, registreer):
    registreer({"lang": Langlopend(lambda opdracht: None, pogingen=1, opgegeven=lambda opdracht: None)})
    opdracht = zet(None, OpdrachtStatus.MISLUKT, soort="lang", sjabloon="", gemeente=zoetermeer, onderwerp_id=1)
    client = client_van(floor)
    pagina = client.get(reverse("uitgaand_opdracht", args=[opdracht.pk])).content.decode()
    besluit(client, "uitgaand_opnieuw", opdracht)
    assert ("Probeer opnieuw" in hoofddeel(pagina), stand(opdracht)[0]) == (False, OpdrachtStatus.MISLUKT)


def test_een_proefbericht_aan_mijzelf(client_van, floor, mailserver):
    client = client_van(floor)
    antwoord = client.post(reverse("uitgaand_proefbericht"), follow=True)
    uitvoering.veeg()
    (bericht,) = mailserver.berichten()
    assert zegt(antwoord) == ["Het proefbericht gaat naar floor@voorbeeld.test."]
    assert (bericht["To"], bericht["Subject"]) == (floor.email, "Proefbericht van Leerplicht & Doorstroompunt")


@pytest.mark.parametrize(
    ("status", "knoppen"),
    [
        (OpdrachtStatus.WACHT, set()),
        (OpdrachtStatus.GEDAAN, set()),
        (OpdrachtStatus.GEANNULEERD, set()),
        (OpdrachtStatus.MISLUKT, {"Probeer opnieuw", "Niet meer nodig"}),
        (OpdrachtStatus.ONZEKER, {"Het is verstuurd", "Verstuur opnieuw"}),
    ],
)
def test_een_knop_staat_er_alleen_als_hij_kan(client_van, floor, anna, status, knoppen):
    opdracht = zet(anna, status)
    pagina = client_van(floor).get(reverse("uitgaand_opdracht", args=[opdracht.pk])).content.decode()
    alle = {"Probeer opnieuw", "Niet meer nodig", "Het is verstuurd", "Verstuur opnieuw"}
    assert {knop for knop in alle if f">{knop}</button>" in hoofddeel(pagina)} == knoppen
