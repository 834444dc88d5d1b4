"""doorstroompunt/views: who sees what, the steps through the forms, strict filters, constant query counts."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from doorstroompunt.actions.noshow import leg_klas_vast, meld_afwezig
from doorstroompunt.actions.overstap import meld_aan_voor_overstap
from doorstroompunt.actions.traject import open_traject, sluit_traject
from doorstroompunt.actions.wonen import start_wonen
from doorstroompunt.models import BegeleidWonen, NoShow, NoShowKlas, Overstap, Poging, Traject
from leerplicht.dossier.actions import registreer_leerling
from leerplicht.models import Leerling
from leerplicht.rules import verjaardag
from leerplicht.toegang.zegels.actions import verzegel
from meldingen.actions import registreer_melding
from tests.doorstroompunt.stappen import AANGEMELD, GESTOPT, LATER
from tests.formulieren import verstuur


@pytest.fixture
def als(client):
    """`als(dirk)`: the client, logged in as somebody."""

    def login(gebruiker):
        client.force_login(gebruiker)
        return client

    return login


@pytest.fixture
def jongeren(zoetermeer, dirk):
    """Three young people in every list of the Doorstroompunt, one after the other."""

    def maak(nummer: int) -> Leerling:
        return registreer_leerling(
            gemeente=zoetermeer,
            door=dirk,
            voornaam="Jip",
            achternaam=f"Bos{nummer}",
            geboortedatum=date(2004, 1, nummer),
        )

    return maak


@pytest.fixture
def vul(jongeren, zoetermeer, mbo, dirk, code):
    def vul(nummer: int) -> None:
        leerling = jongeren(nummer)
        studie = code("reden-zorg_18plus", "studie")
        open_traject(leerling, populatie="zorg_18plus", op=AANGEMELD, reden=studie, door=dirk)
        meld_aan_voor_overstap(leerling, zomer=2024, school=mbo, op=AANGEMELD, door=dirk)
        start_wonen(leerling, op=AANGEMELD, door=dirk)
        klas = leg_klas_vast(
            gemeente=zoetermeer, school=mbo, klas=f"A{nummer}", ingeschreven=20, op=AANGEMELD, door=dirk
        )
        meld_afwezig(klas, leerling=leerling, op=AANGEMELD, door=dirk)

    return vul


LIJSTEN = ("trajecten", "overstappen", "noshow", "wonen")
PAGINAS = {
    "traject": Traject,
    "traject_wijzigen": Traject,
    "traject_begeleiding": Traject,
    "traject_volgen": Traject,
    "traject_geen_gebruik": Traject,
    "traject_sluiten": Traject,
    "traject_heropenen": Traject,
    "overstap": Overstap,
    "overstap_wijzigen": Overstap,
    "noshowklas": NoShowKlas,
    "noshowklas_wijzigen": NoShowKlas,
    "noshow_huisbezoek": NoShow,
    "wonen_wijzigen": BegeleidWonen,
    "traject_nieuw": Leerling,
    "overstap_nieuw": Leerling,
    "noshow_nieuw": Leerling,
    "wonen_nieuw": Leerling,
}


def adressen() -> dict[str, str]:
    """The address of every page, for the first row there is."""
    met_rij = {naam: reverse(naam, args=[model.objects.first().pk]) for naam, model in PAGINAS.items()}
    zaak = reverse("poging_nieuw", args=[Traject.objects.first().zaak_id])
    return {**{naam: reverse(naam) for naam in (*LIJSTEN, "noshowklas_nieuw")}, "poging_nieuw": zaak, **met_rij}


def statussen(client) -> dict[str, int]:
    return {naam: client.get(url).status_code for naam, url in adressen().items()}


@pytest.mark.parametrize("wie", ["dirk", "eva"])
def test_wie_bij_het_doorstroompunt_werkt_ziet_elke_pagina(als, vul, request, wie):
    vul(1)
    assert set(statussen(als(request.getfixturevalue(wie))).values()) == {200}


@pytest.mark.parametrize("wie", ["anna", "floor", "wethouder"])
def test_wie_er_niet_werkt_komt_er_niet_in(als, vul, request, wie):
    vul(1)
    assert set(statussen(als(request.getfixturevalue(wie))).values()) == {403}


def test_een_collega_van_een_andere_gemeente_vindt_niets(als, vul, carla):
    vul(1)
    paginas = adressen()
    client = als(carla)
    gezien = {naam: client.get(url) for naam, url in paginas.items()}
    algemeen = {*LIJSTEN, "noshowklas_nieuw"}
    assert {naam for naam, antwoord in gezien.items() if antwoord.status_code == 200} == algemeen
    assert {gezien[naam].status_code for naam in paginas if naam not in algemeen} == {404}
    assert [gezien[naam].context["pagina"].paginator.count for naam in LIJSTEN] == [0, 0, 0, 0]


def test_een_verzegeld_dossier_gaat_ook_hier_niet_open(als, vul, dirk, eva):
    """Nor does the klas in which he is told not to have come; the lists keep his name, with a lock."""
    vul(1)
    verzegel(Leerling.objects.get(), voor=dirk, grond="familie", door=eva, op=AANGEMELD)
    # About a klas, and about nobody yet.
    open_gebleven = {*LIJSTEN, "noshowklas_nieuw", "noshowklas_wijzigen"}
    paginas = adressen()
    assert statussen(als(dirk)) == {naam: 200 if naam in open_gebleven else 302 for naam in paginas}
    gezien = {naam: als(dirk).get(paginas[naam]).text.count("(verzegeld)") for naam in LIJSTEN}
    assert gezien == {"trajecten": 1, "overstappen": 1, "noshow": 0, "wonen": 1}


@pytest.mark.parametrize("welke", [0, 1])
def test_een_klas_gaat_niet_open_als_een_van_haar_leerlingen_verzegeld_is(als, vul, jongeren, dirk, eva, welke):
    """Whoever of them is read first."""
    vul(1)
    klas = NoShowKlas.objects.get()
    meld_afwezig(klas, leerling=jongeren(2), op=AANGEMELD, door=dirk)
    adres = reverse("noshowklas", args=[klas.pk])
    assert als(dirk).get(adres).status_code == 200
    leerling = Leerling.objects.order_by("pk")[welke]
    verzegel(leerling, voor=dirk, grond="familie", door=eva, op=AANGEMELD)
    assert als(dirk).get(adres)["Location"].startswith(f"/leerlingen/{leerling.pk}/openen/")


@pytest.mark.parametrize("naam", LIJSTEN)
def test_een_lijst_kost_evenveel_queries_bij_een_als_bij_drie_rijen(
    als, vul, dirk, django_assert_num_queries, naam
):
    client = als(dirk)
    aantal = {"trajecten": 18, "overstappen": 17, "noshow": 13, "wonen": 15}[naam]
    vul(1)
    client.get(reverse(naam))
    with django_assert_num_queries(aantal):
        assert len(client.get(reverse(naam)).context["pagina"].object_list) == 1
    vul(2)
    vul(3)
    with django_assert_num_queries(aantal):
        assert len(client.get(reverse(naam)).context["pagina"].object_list) == 3


# Filters -----------------------------------------------------------------------------------------------------


def getoond(client, **parameters) -> set[str]:
    pagina = client.get(reverse("trajecten"), parameters).context["pagina"]
    return {traject.leerling.voornaam for traject in pagina.object_list}


@pytest.fixture
def twee(uitvaller, samir, dirk, eva, code):
    """Noa, uitvaller of 2023 without an answer yet, of Dirk; Samir, zorg 18+, closed, of Eva."""
    reden = code("reden-zorg_18plus", "studie")
    zorg = open_traject(samir, populatie="zorg_18plus", op=date(2024, 9, 2), reden=reden, door=eva, eigenaar=eva)
    sluit_traject(zorg, uitstroom=code("uitstroom-zorg_18plus", "op_school"), op=date(2024, 9, 3), door=eva)


@pytest.mark.parametrize(
    ("parameters", "namen"),
    [
        ({}, {"Noa", "Samir"}),
        ({"populatie": "uitvaller"}, {"Noa"}),
        ({"schooljaar": "2024"}, {"Samir"}),
        ({"begeleiding": "onbekend"}, {"Noa", "Samir"}),
        ({"begeleiding": "begeleid"}, set()),
        ({"status": "open"}, {"Noa"}),
        ({"status": "gesloten"}, {"Samir"}),
        ({"behandelaar": "team"}, set()),
        ({"populatie": "vsv"}, set()),
        ({"schooljaar": "2019"}, set()),
        ({"populati": "uitvaller"}, set()),
        ({"sorteer": "bsn"}, set()),
        ({"zoek": "vergeten"}, set()),
    ],
)
def test_een_filter_toont_precies_wat_het_vraagt(als, twee, dirk, parameters, namen):
    assert getoond(als(dirk), **parameters) == namen


def test_filter_op_behandelaar(als, twee, dirk, eva):
    client = als(dirk)
    assert [getoond(client, behandelaar=str(wie.pk)) for wie in (dirk, eva)] == [{"Noa"}, {"Samir"}]


def test_zoeken_staat_niet_in_het_adres(als, twee, dirk):
    client = als(dirk)
    antwoord = client.post(reverse("trajecten"), {"tekst": "celik"})
    assert "celik" not in antwoord.url
    pagina = client.get(antwoord.url).context["pagina"]
    assert {traject.leerling.voornaam for traject in pagina.object_list} == {"Noa"}


# Steps through the forms -------------------------------------------------------------------------------------


def test_het_formulier_vraagt_alleen_wat_de_populatie_nodig_heeft(als, noa, dirk):
    client = als(dirk)
    url = reverse("traject_nieuw", args=[noa.pk])
    velden = {
        populatie: list(client.get(url, {"populatie": populatie}).context["form"].fields)
        for populatie in ("uitvaller", "oude_vsv", "kwetsbaar", "zorg_18plus")
    }
    assert velden == {
        "uitvaller": ["aangemeld_op", "gestopt_op", "reden", "toelichting"],
        "oude_vsv": ["aangemeld_op", "gestopt_op", "reden", "toelichting"],
        "kwetsbaar": ["aangemeld_op", "gestopt_op", "toelichting"],
        "zorg_18plus": ["aangemeld_op", "reden", "toelichting"],
    }


def test_een_traject_openen_een_poging_begeleiden_en_sluiten(als, noa, dirk):
    client = als(dirk)
    url = reverse("traject_nieuw", args=[noa.pk]) + "?populatie=uitvaller"
    velden = {"aangemeld_op": "01-02-2024", "gestopt_op": "15-01-2024", "reden": "werken", "toelichting": ""}
    assert client.post(url, velden).status_code == 302
    traject = Traject.objects.get()
    assert (traject.aangemeld_op, traject.gestopt_op, traject.reden.code) == (AANGEMELD, GESTOPT, "werken")
    poging = {"soort": "huisbezoek", "resultaat": "bereikt", "op": "02-02-2024"}
    antwoord = verstuur(client, reverse("poging_nieuw", args=[traject.zaak_id]), poging)
    assert antwoord.url == reverse("traject", args=[traject.pk])
    assert [poging.soort for poging in Poging.objects.filter(zaak=traject.zaak)] == ["huisbezoek"]
    stap = {"version": traject.version, "op": "05-02-2024"}
    assert client.post(reverse("traject_begeleiding", args=[traject.pk]), stap).status_code == 302
    traject.refresh_from_db()
    stap = {"version": traject.version, "op": "03-06-2024", "uitstroom": "mbo"}
    assert client.post(reverse("traject_sluiten", args=[traject.pk]), stap).status_code == 302
    traject.refresh_from_db()
    assert (traject.begeleiding, traject.uitstroom.code, traject.afgesloten_op) == ("begeleid", "mbo", LATER)


def test_een_geweigerde_stap_zegt_waarom_en_houdt_wat_getypt_is(als, uitvaller, dirk):
    url = reverse("traject_geen_gebruik", args=[uitvaller.pk])
    velden = {
        "version": uitvaller.version,
        "reden": "niet_getraceerd",
        "op": "03-06-2024",
        "toelichting": "Drie keer gebeld.",
    }
    form = als(dirk).post(url, velden).context["form"]
    zin = "“Niet getraceerd na huisbezoek” kan pas na een huisbezoek. Leg eerst het huisbezoek vast."
    assert dict(form.errors) == {"reden": [zin]}
    assert form["toelichting"].value() == "Drie keer gebeld."


def test_een_stap_die_een_collega_al_zette_wordt_niet_nog_eens_gezet(als, uitvaller, dirk):
    Traject.objects.filter(pk=uitvaller.pk).update(toelichting="Door een collega.")
    velden = {"version": uitvaller.version, "op": "03-06-2024"}
    url = reverse("traject_begeleiding", args=[uitvaller.pk])
    # The toelichting has nothing to do with it: the step is taken, and the toelichting stays.
    assert als(dirk).post(url, velden).status_code == 302
    antwoord = als(dirk).post(url, velden | {"op": "04-06-2024"})
    assert antwoord.context["ingehaald"].zin.startswith("U deed dit zelf al in een ander venster")
    uitvaller.refresh_from_db()
    assert (uitvaller.begeleiding, uitvaller.begeleiding_vanaf, uitvaller.toelichting) == (
        "begeleid",
        date(2024, 6, 3),
        "Door een collega.",
    )


def test_overnemen_van_een_melding_via_het_formulier(als, samir, eva):
    melding = registreer_melding(
        samir, soort="thuiszitter", gemeld_op=date(2023, 6, 1), geoorloofd=False, op=LATER, door=eva
    )
    url = reverse("traject_nieuw", args=[samir.pk]) + "?populatie=oude_vsv"
    velden = {"aangemeld_op": "01-02-2024", "melding": melding.pk}
    assert als(eva).post(url, velden).status_code == 302
    melding.refresh_from_db()
    assert (melding.resultaat.code, Traject.objects.get().leerling) == ("overdracht_doorstroompunt", samir)

    assert Traject.objects.get().zaak.toewijzingen.get().gebruiker == eva


def test_een_leerplichtambtenaar_draagt_een_melding_over_aan_het_team(als, samir, anna, bram):
    ene, andere = (
        registreer_melding(samir, soort=soort, gemeld_op=date(2023, 6, 1), op=LATER, door=bram, **velden)
        for soort, velden in (("thuiszitter", {"geoorloofd": False}), ("zorg", {}))
    )
    client = als(anna)
    adres = reverse("overdragen", args=[samir.pk])
    assert (
        client.get(reverse("leerling", args=[samir.pk])).context["nieuw"][adres] == "Overdragen aan Doorstroompunt"
    )
    assert list(client.get(adres).context["form"].fields) == ["populatie"]
    adres += "?populatie=oude_vsv"
    form = client.get(adres).context["form"]
    assert set(form.fields["melding"].queryset) == {ene, andere}
    te_vroeg = client.post(adres, {"melding": ene.pk, "aangemeld_op": "31-08-2023"})
    assert dict(te_vroeg.context["form"].errors) == {
        "melding": ["Overnemen kan vanaf de 18e verjaardag: 01-09-2023."]
    }
    antwoord = client.post(adres, {"melding": ene.pk, "aangemeld_op": "01-02-2024", "toelichting": "Zoekt werk."})
    assert antwoord["Location"] == reverse("melding", args=[ene.pk])
    ene.refresh_from_db()
    andere.refresh_from_db()
    traject = Traject.objects.get()
    assert (ene.resultaat.code, ene.gesloten_op, andere.resultaat) == (
        "overdracht_doorstroompunt",
        date(2024, 2, 1),
        None,
    )
    assert (traject.populatie, traject.toelichting, traject.zaak.toewijzingen.get().gebruiker) == (
        "oude_vsv",
        "Zoekt werk.",
        None,
    )


def test_zonder_melding_die_over_kan_zegt_de_pagina_dat(als, samir, anna, dirk):
    registreer_melding(
        samir, soort="luxe", gemeld_op=date(2023, 6, 1), verwijtbaarheid_onderzocht=True, op=LATER, door=anna
    )
    adres = reverse("overdragen", args=[samir.pk])
    tekst = als(anna).get(adres + "?populatie=oude_vsv").content.decode()
    assert "Deze leerling heeft geen open melding die u kunt overdragen." in tekst
    assert als(dirk).get(adres).status_code == 403


def test_voor_de_18e_verjaardag_zegt_de_pagina_vanaf_wanneer_het_kan(als, zoetermeer, anna):
    jong = registreer_leerling(
        gemeente=zoetermeer, door=anna, voornaam="Pip", achternaam="Bos", geboortedatum=timezone.localdate()
    )
    registreer_melding(jong, soort="zorg", gemeld_op=timezone.localdate(), op=timezone.localdate(), door=anna)
    antwoord = als(anna).get(reverse("overdragen", args=[jong.pk]) + "?populatie=oude_vsv")
    dag = verjaardag(jong.geboortedatum, 18)
    assert f"<p>Overdragen kan vanaf de 18e verjaardag: {dag:%d-%m-%Y}.</p>" in antwoord.content.decode()
    assert "Draag over" not in antwoord.content.decode()


def test_wie_de_melding_niet_ziet_krijgt_haar_niet_aangeboden(als, samir, eva, dirk):
    registreer_melding(
        samir, soort="thuiszitter", gemeld_op=date(2023, 6, 1), geoorloofd=False, op=LATER, door=eva
    )
    url = reverse("traject_nieuw", args=[samir.pk])
    velden = list(als(dirk).get(url, {"populatie": "oude_vsv"}).context["form"].fields)
    assert velden == ["aangemeld_op", "gestopt_op", "reden", "toelichting"]


def test_preventie_toevoegen_en_wijzigen(als, samir, mbo, dirk):
    client = als(dirk)
    client.post(reverse("overstap_nieuw", args=[samir.pk]), {"zomer": "2024", "school": mbo.pk, "risico": "on"})
    overstap = Overstap.objects.get()
    velden = {"version": overstap.version, "brief_op": "01-06-2024", "uitkomst": ""}
    client.post(reverse("overstap_wijzigen", args=[overstap.pk]), velden)
    overstap.refresh_from_db()
    assert (overstap.zomer, overstap.brief_op, overstap.risico) == (2024, date(2024, 6, 1), False)
    client.post(
        reverse("noshowklas_nieuw"), {"school": mbo.pk, "klas": "A1", "op": "02-09-2024", "ingeschreven": "20"}
    )
    klas = NoShowKlas.objects.get()
    velden = {"version": klas.version, "school": mbo.pk, "klas": "A2", "op": "02-09-2024", "ingeschreven": "21"}
    client.post(reverse("noshowklas_wijzigen", args=[klas.pk]), velden)
    klas.refresh_from_db()
    assert (klas.klas, klas.ingeschreven) == ("A2", 21)
    client.post(reverse("noshow_nieuw", args=[samir.pk]), {"klas": klas.pk})
    noshow = NoShow.objects.get()
    velden = {"version": noshow.version, "huisbezoek_op": "05-09-2024", "bevinding": "Is ziek."}
    client.post(reverse("noshow_huisbezoek", args=[noshow.pk]), velden)
    noshow.refresh_from_db()
    assert (noshow.huisbezoek_op, noshow.bevinding) == (date(2024, 9, 5), "Is ziek.")
    client.post(reverse("wonen_nieuw", args=[samir.pk]), {"op": "01-02-2024"})
    plek = BegeleidWonen.objects.get()
    velden = {
        "version": plek.version,
        "gestart_op": "01-02-2024",
        "geeindigd_op": "03-06-2024",
        "uitkomst": "zelfstandig",
    }
    client.post(reverse("wonen_wijzigen", args=[plek.pk]), velden)
    plek.refresh_from_db()
    assert (plek.geeindigd_op, plek.uitkomst) == (LATER, "zelfstandig")
