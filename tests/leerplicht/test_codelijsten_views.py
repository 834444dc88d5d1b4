"""leerplicht/codelijsten/views.py: rights, the effect before saving, versions, parameters and external figures."""

from datetime import date

import pytest
from django.urls import reverse

from leerplicht import parameters
from leerplicht.codelijsten.actions import leg_cijfer_vast, voeg_code_toe
from leerplicht.codelijsten.gebruik import Gevolg
from leerplicht.dossier.actions import registreer_leerling
from leerplicht.models import Code, ExternCijfer
from leerplicht.rules import schooljaar_van
from meldingen.actions import registreer_melding, sluit_melding

OP = date(2025, 3, 3)
LIJST = "resultaat-zorg"
NU = schooljaar_van(date.today())


@pytest.fixture
def hulp(zoetermeer):
    return Code.objects.get(gemeente=zoetermeer, lijst=LIJST, code="hulpverlening")


@pytest.fixture
def melding(zoetermeer, anna, hulp):
    """One zorgmelding of school year 2024, closed with hulpverlening."""
    leerling = registreer_leerling(
        gemeente=zoetermeer, door=anna, voornaam="Noa", achternaam="Vos", geboortedatum=date(2010, 1, 1)
    )
    melding = registreer_melding(leerling, soort="zorg", gemeld_op=date(2024, 9, 2), op=OP, door=anna)
    return sluit_melding(melding, resultaat=hulp, gesloten_op=OP, op=OP, door=anna)


@pytest.fixture
def cijfer(zoetermeer, floor):
    return leg_cijfer_vast(
        zoetermeer,
        soort="leerplichtigen",
        schooljaar=2023,
        waarde=19013,
        peildatum=date(2023, 10, 1),
        bron="Telling van de gemeente",
        op=OP,
        door=floor,
    )


@pytest.fixture
def als(client):
    def login(gebruiker):
        client.force_login(gebruiker)
        return client

    return login


def adressen(hulp, cijfer) -> dict[str, str]:
    return {
        "lijsten": reverse("lijsten"),
        "lijst": reverse("lijst", args=[LIJST]),
        "code_nieuw": reverse("code_nieuw", args=[LIJST]),
        "code_wijzigen": reverse("code_wijzigen", args=[hulp.pk]),
        "code_beeindigen": reverse("code_beeindigen", args=[hulp.pk]),
        "parameters": reverse("parameters"),
        "externe_cijfers": reverse("externe_cijfers"),
        "cijfer_nieuw": reverse("cijfer_nieuw"),
        "cijfer_wijzigen": reverse("cijfer_wijzigen", args=[cijfer.pk]),
    }


CIJFERS = {"externe_cijfers", "cijfer_nieuw", "cijfer_wijzigen"}


@pytest.mark.parametrize(
    ("wie", "mag"),
    [
        ("floor", None),
        ("anna", CIJFERS),
        ("dirk", CIJFERS),
        ("eva", CIJFERS),
        ("wethouder", set()),
    ],
)
def test_wie_welke_pagina_van_beheer_mag_zien(als, hulp, cijfer, request, wie, mag):
    paginas = adressen(hulp, cijfer)
    client = als(request.getfixturevalue(wie))
    statussen = {naam: client.get(url).status_code for naam, url in paginas.items()}
    mag = set(paginas) if mag is None else mag
    assert statussen == {naam: 200 if naam in mag else 403 for naam in paginas}


def test_een_andere_gemeente_ziet_onze_codes_en_cijfers_niet(als, hulp, cijfer, carla):
    client = als(carla)
    assert client.get(reverse("cijfer_wijzigen", args=[cijfer.pk])).status_code == 404
    assert list(client.get(reverse("externe_cijfers")).context["cijfers"]) == []


def test_tabbladen_alleen_van_wat_iemand_mag(als, floor, eva):
    namen = [
        [tab["naam"] for tab in als(wie).get(reverse("externe_cijfers")).context["tabs"]] for wie in (floor, eva)
    ]
    assert namen == [
        [
            "Lijsten",
            "Parameters",
            "Terugmelden aan DUO",
            "Externe cijfers",
            "Gebruikers",
            "Rollen",
            "Uitgaande berichten",
            "Werkt alles?",
            "Gegevenskaart",
        ],
        ["Externe cijfers"],
    ]


def test_een_lijst_toont_label_indeling_en_gebruik(als, melding, floor):
    antwoord = als(floor).get(reverse("lijst", args=[LIJST]), {"schooljaar": "2024"})
    regels = {
        regel.code.label: (regel.indelingen, regel.aantal)
        for regel in antwoord.context["regels"]
        if regel.code.code in ("hulpverlening", "thuiszitter")
    }
    assert regels == {"Hulpverlening": (["Hulpverlening"], 1), "Thuiszitter": (["Thuiszitter"], 0)}


@pytest.mark.parametrize("schooljaar", ["1900", "x", ""])
def test_een_schooljaar_dat_niet_kan_toont_niets(als, floor, zoetermeer, schooljaar):
    assert als(floor).get(reverse("lijst", args=[LIJST]), {"schooljaar": schooljaar}).context["regels"] == []


def test_een_onbekende_lijst_bestaat_niet(als, floor):
    client = als(floor)
    assert [client.get(reverse(naam, args=["spijbelen"])).status_code for naam in ("lijst", "code_nieuw")] == [
        404
    ] * 2


def test_lijsten_kosten_evenveel_queries_bij_meer_codes(als, floor, zoetermeer, django_assert_num_queries):
    client = als(floor)
    url = reverse("lijst", args=[LIJST])
    with django_assert_num_queries(24):
        assert len(client.get(url).context["regels"]) == 10
    for label in ("Een", "Twee"):
        voeg_code_toe(
            zoetermeer,
            lijst=LIJST,
            label=label,
            volgorde=1,
            vanaf_schooljaar=2023,
            indelingen={},
            op=OP,
            door=floor,
        )
    with django_assert_num_queries(24):
        assert len(client.get(url).context["regels"]) == 12


# Change with the effect first --------------------------------------------------------------------------------


def velden(code, **anders) -> dict:
    return {
        "label": "Jeugdhulp",
        "volgorde": "30",
        "vanaf_schooljaar": "2024",
        "indeling_overzicht": "ter_kennisname",
        "version": code.version,
        **anders,
    }


def test_eerst_het_gevolg_en_pas_daarna_de_wijziging(als, melding, hulp, floor):
    client = als(floor)
    url = reverse("code_wijzigen", args=[hulp.pk])
    antwoord = client.post(url, velden(hulp, stap="bekijken"))
    assert antwoord.context["gevolgen"] == [
        Gevolg(2024, "Resultaten: Zorgmelding", "melding", 1, "Hulpverlening", "Jeugdhulp"),
        Gevolg(2024, "Uitkomst in het overzicht", "melding", 1, "Hulpverlening", "Ter kennisname dossier"),
    ]
    # Nothing was saved yet.
    assert Code.objects.filter(lijst=LIJST, code="hulpverlening").count() == 1
    hulp.refresh_from_db()
    assert (hulp.label, hulp.tot_schooljaar, hulp.version) == ("Hulpverlening", None, 1)
    # The page of the effect carries everything that was typed.
    verborgen = {veld.name: veld.value() for veld in antwoord.context["form"]}
    assert client.post(url, {**verborgen, "stap": "opslaan"}).status_code == 302
    versies = Code.objects.filter(lijst=LIJST, code="hulpverlening").order_by("van_schooljaar")
    assert list(versies.values_list("label", "van_schooljaar", "indelingen__rij__code")) == [
        ("Hulpverlening", 2015, "hulpverlening"),
        ("Jeugdhulp", 2024, "ter_kennisname"),
    ]
    melding.refresh_from_db()
    assert melding.resultaat == versies[1]


def test_terug_naar_het_formulier_bewaart_niets_en_houdt_wat_getypt_is(als, hulp, floor):
    antwoord = als(floor).post(reverse("code_wijzigen", args=[hulp.pk]), velden(hulp, stap="terug"))
    assert antwoord.context["form"]["label"].value() == "Jeugdhulp"
    assert Code.objects.filter(lijst=LIJST, code="hulpverlening").count() == 1


@pytest.mark.parametrize("stap", ["bekijken", "opslaan"])
def test_wat_een_collega_wijzigde_gaat_mee_en_het_gevolg_wordt_opnieuw_getoond(als, hulp, floor, stap):
    Code.objects.filter(pk=hulp.pk).update(volgorde=31)
    antwoord = als(floor).post(reverse("code_wijzigen", args=[hulp.pk]), velden(hulp, stap=stap))
    form = antwoord.context["form"]
    assert (form.errors, form["label"].value(), form["volgorde"].value()) == ({}, "Jeugdhulp", "31")
    assert antwoord.context["wat"] != []
    assert Code.objects.filter(lijst=LIJST, code="hulpverlening").count() == 1


def test_een_code_toevoegen_na_het_gevolg(als, floor, zoetermeer):
    client = als(floor)
    url = reverse("code_nieuw", args=[LIJST])
    nieuw = {"label": "Op reis", "volgorde": "5", "vanaf_schooljaar": str(NU), "indeling_overzicht": "werk"}
    assert client.post(url, {**nieuw, "stap": "bekijken"}).context["gevolgen"] == []
    assert not Code.objects.filter(code="op_reis").exists()
    assert client.post(url, {**nieuw, "stap": "opslaan"}).status_code == 302
    code = Code.objects.get(code="op_reis")
    assert (code.lijst, code.label, code.volgorde, code.van_schooljaar) == (LIJST, "Op reis", 5, NU)
    dubbel = client.post(url, {**nieuw, "stap": "bekijken"}).context["form"]
    assert dict(dubbel.errors) == {"label": ["Deze code staat al in de lijst."]}


def test_een_code_beeindigen_na_het_gevolg(als, floor, hulp):
    client = als(floor)
    url = reverse("code_beeindigen", args=[hulp.pk])
    einde = {"vanaf_schooljaar": str(NU + 1), "version": hulp.version}
    client.post(url, {**einde, "stap": "bekijken"})
    hulp.refresh_from_db()
    assert hulp.tot_schooljaar is None
    client.post(url, {**einde, "stap": "opslaan"})
    hulp.refresh_from_db()
    assert hulp.tot_schooljaar == NU + 1


# Parameters and external figures -----------------------------------------------------------------------------


def test_parameters_noemen_wat_niet_geverifieerd_is(als, floor):
    antwoord = als(floor).get(reverse("parameters"))
    assert antwoord.context["parameters"] == parameters.alle()
    onzeker = sum(not parameter.geverifieerd for parameter in parameters.alle())
    assert antwoord.content.decode().count("Niet geverifieerd") == onzeker


def test_een_cijfer_toevoegen_en_wijzigen(als, eva):
    client = als(eva)
    nieuw = {
        "soort": "doelgroep_vsv",
        "schooljaar": "2023",
        "waarde": "9960",
        "peildatum": "01-10-2023",
        "bron": "DUO",
    }
    assert client.post(reverse("cijfer_nieuw"), nieuw).status_code == 302
    cijfer = ExternCijfer.objects.get()
    anders = {**nieuw, "waarde": "9961", "version": cijfer.version}
    assert client.post(reverse("cijfer_wijzigen", args=[cijfer.pk]), anders).status_code == 302
    cijfer.refresh_from_db()
    assert (cijfer.soort, cijfer.schooljaar, cijfer.waarde, cijfer.peildatum, cijfer.bron) == (
        "doelgroep_vsv",
        2023,
        9961,
        date(2023, 10, 1),
        "DUO",
    )
    oud = client.post(reverse("cijfer_wijzigen", args=[cijfer.pk]), {**anders, "waarde": "9962"}).context["form"]
    assert (list(oud.errors), oud.fields["waarde"].botsing.hun) == (["waarde"], "9961")


def test_een_cijfer_staat_er_een_keer_en_niet_in_de_toekomst(als, cijfer, floor):
    client = als(floor)
    nieuw = {
        "soort": "leerplichtigen",
        "schooljaar": "2023",
        "waarde": "1",
        "peildatum": "01-10-2023",
        "bron": "DUO",
    }
    fouten = [
        dict(client.post(reverse("cijfer_nieuw"), {**nieuw, **anders}).context["form"].errors)
        for anders in ({}, {"peildatum": "01-10-2999"}, {"waarde": "-1"})
    ]
    assert fouten[:2] == [
        {"schooljaar": ["Dit cijfer is voor dit schooljaar al vastgelegd. Wijzig dat cijfer."]},
        {"peildatum": ["Deze datum ligt in de toekomst."]},
    ]
    assert list(fouten[2]) == ["waarde"]
