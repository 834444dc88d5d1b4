"""doorstroompunt/actions/traject.py: every step of a traject, and every sentence that refuses one."""

from datetime import date

import pytest

from doorstroompunt.actions.poging import leg_poging_vast
from doorstroompunt.actions.traject import (
    heropen_traject,
    leg_geen_gebruik_vast,
    open_traject,
    sluit_traject,
    start_begeleiding,
    volg,
    wijzig_traject,
)
from doorstroompunt.models import Traject
from leerplicht.dossier.actions import schrijf_uit
from leerplicht.models import Taak
from tests.doorstroompunt.stappen import AANGEMELD, GESTOPT, LATER, TOEKOMST, verloop, weigert

# Open --------------------------------------------------------------------------------------------------------


def test_een_uitvaller_krijgt_leeftijd_en_onderwijs_van_de_inschrijving_die_eindigde(uitvaller, noa, dirk, code):
    uitvaller.refresh_from_db()
    assert (uitvaller.leeftijd, uitvaller.onderwijssoort, uitvaller.schooljaar, uitvaller.begeleiding) == (
        19,
        code("onderwijssoort", "mbo_2"),
        2023,
        "",
    )
    zaak = uitvaller.zaak
    assert (zaak.soort, zaak.compartiment, zaak.geopend_op, zaak.leerling) == (
        "traject",
        "doorstroompunt",
        AANGEMELD,
        noa,
    )
    assert zaak.toewijzingen.get().gebruiker == dirk
    assert noa.inschrijvingen.get().tot_en_met == GESTOPT
    assert verloop(zaak) == [
        (AANGEMELD, "melding", "Traject geopend"),
        (GESTOPT, "besluit", "Inschrijving beëindigd: ROC De Vaart"),
    ]
    taak = Taak.objects.get(zaak=zaak)
    # Thursday 1 February plus five working days.
    assert (taak.titel, taak.vervalt_op) == ("Zoek contact met de jongere", date(2024, 2, 8))


def test_een_uitvaller_telt_in_het_jaar_van_stoppen_en_de_anderen_in_dat_van_in_beeld_komen(
    noa, samir, dirk, code
):
    gestopt = date(2023, 7, 31)
    werken = code("reden-gestopt", "werken")
    ene = open_traject(noa, populatie="uitvaller", op=AANGEMELD, gestopt_op=gestopt, reden=werken, door=dirk)
    ander = open_traject(samir, populatie="oude_vsv", op=AANGEMELD, gestopt_op=gestopt, door=dirk)
    ene.refresh_from_db()
    ander.refresh_from_db()
    assert (ene.schooljaar, ander.schooljaar) == (2022, 2023)


def test_zonder_inschrijving_blijft_het_onderwijs_leeg(zorg):
    assert (zorg.onderwijssoort, zorg.leeftijd) == (None, 18)


def test_een_inschrijving_die_al_beeindigd_is_blijft_zoals_ze_is(noa, dirk, code):
    schrijf_uit(noa.inschrijvingen.get(), tot_en_met=date(2024, 1, 10), door=dirk)
    werken = code("reden-gestopt", "werken")
    open_traject(noa, populatie="uitvaller", op=AANGEMELD, gestopt_op=GESTOPT, reden=werken, door=dirk)
    assert noa.inschrijvingen.get().tot_en_met == date(2024, 1, 10)


@pytest.mark.parametrize(
    ("velden", "fouten"),
    [
        ({"populatie": "vsv"}, {"populatie": ["Kies een populatie."]}),
        ({"op": TOEKOMST}, {"aangemeld_op": ["Deze datum ligt in de toekomst."]}),
        ({"gestopt_op": TOEKOMST}, {"gestopt_op": ["Deze datum ligt in de toekomst."]}),
        ({"gestopt_op": None}, {"gestopt_op": ["Vul de dag in waarop de jongere met onderwijs stopte."]}),
        (
            {"populatie": "kwetsbaar", "gestopt_op": None, "reden": None},
            {"gestopt_op": ["Vul de dag in waarop de jongere met onderwijs stopte."]},
        ),
        (
            {"populatie": "zorg_18plus"},
            {"gestopt_op": ["Bij zorg 18+ zit de jongere nog op school. Laat deze datum leeg."]},
        ),
        ({"populatie": "oude_vsv"}, {"gestopt_op": ["Wie in dit schooljaar stopte, is een uitvaller."]}),
        ({"gestopt_op": date(2004, 3, 9)}, {"gestopt_op": ["Deze dag ligt voor de geboorte."]}),
        ({"reden": None}, {"reden": ["Maak een keuze uit de lijst."]}),
        ({"populatie": "kwetsbaar"}, {"reden": ["Bij deze populatie hoort geen reden."]}),
    ],
)
def test_wat_een_traject_niet_kan_zijn(noa, dirk, code, velden, fouten):
    goed = {
        "populatie": "uitvaller",
        "op": AANGEMELD,
        "gestopt_op": GESTOPT,
        "reden": code("reden-gestopt", "werken"),
    }
    assert weigert(open_traject, noa, door=dirk, **{**goed, **velden}) == fouten
    assert list(Traject.objects.all()) == []


def test_een_reden_uit_een_andere_lijst_wordt_geweigerd(noa, dirk, code):
    ander = code("reden-zorg_18plus", "studie")
    fouten = weigert(
        open_traject, noa, populatie="uitvaller", op=AANGEMELD, gestopt_op=GESTOPT, reden=ander, door=dirk
    )
    assert fouten == {"reden": ["Deze keuze staat niet in de lijst van dit schooljaar."]}


def test_een_inschrijving_die_na_het_stoppen_doorliep_spreekt_het_stoppen_tegen(noa, dirk, code):
    schrijf_uit(noa.inschrijvingen.get(), tot_en_met=date(2024, 1, 31), door=dirk)
    werken = code("reden-gestopt", "werken")
    fouten = weigert(
        open_traject, noa, populatie="uitvaller", op=AANGEMELD, gestopt_op=GESTOPT, reden=werken, door=dirk
    )
    assert fouten == {"gestopt_op": ["De inschrijving bij ROC De Vaart liep tot en met 31-01-2024."]}


def test_wie_een_startkwalificatie_heeft_is_geen_uitvaller(noa, dirk, code):
    noa.startkwalificatie_op = GESTOPT
    noa.save()
    werken = code("reden-gestopt", "werken")
    fouten = weigert(
        open_traject, noa, populatie="uitvaller", op=AANGEMELD, gestopt_op=GESTOPT, reden=werken, door=dirk
    )
    assert fouten == {"gestopt_op": ["Deze jongere heeft sinds 15-01-2024 een startkwalificatie."]}


def test_de_leeftijdsgrens_is_23_jaar_voor_2026(noa, dirk):
    noa.geboortedatum = date(2001, 2, 1)
    noa.save()
    fouten = weigert(open_traject, noa, populatie="oude_vsv", op=AANGEMELD, door=dirk)
    assert fouten == {"aangemeld_op": ["De jongere is dan 23 jaar of ouder en valt buiten de doelgroep."]}


def test_een_tweede_open_traject_in_dezelfde_populatie_kan_niet(zorg, samir, dirk, code):
    fouten = weigert(
        open_traject,
        samir,
        populatie="zorg_18plus",
        op=LATER,
        reden=code("reden-zorg_18plus", "overig"),
        door=dirk,
    )
    assert fouten == {"populatie": ["Voor deze jongere loopt al een traject in deze populatie."]}


# Change ------------------------------------------------------------------------------------------------------


def test_een_verbeterde_stopdatum_verandert_leeftijd_en_schooljaar(uitvaller, dirk, code):
    wijzig_traject(
        uitvaller,
        aangemeld_op=AANGEMELD,
        gestopt_op=date(2023, 3, 9),
        reden=code("reden-gestopt", "overig"),
        toelichting="Volgens het mbo eerder gestopt.",
        op=LATER,
        door=dirk,
    )
    uitvaller.refresh_from_db()
    assert (uitvaller.leeftijd, uitvaller.schooljaar, uitvaller.reden.code, uitvaller.toelichting) == (
        18,
        2022,
        "overig",
        "Volgens het mbo eerder gestopt.",
    )
    assert verloop(uitvaller.zaak)[-1] == (LATER, "notitie", "Gegevens van het traject gewijzigd")


def test_een_traject_begint_niet_na_zijn_begeleiding_of_zijn_einde(begeleid, dirk, code):
    velden = {"gestopt_op": GESTOPT, "reden": code("reden-gestopt", "werken"), "toelichting": ""}
    later = date(2024, 2, 2)
    assert weigert(wijzig_traject, begeleid, aangemeld_op=later, op=LATER, door=dirk, **velden) == {
        "aangemeld_op": ["De begeleiding begon al voor deze dag."]
    }


def test_een_traject_begint_niet_na_het_afsluiten(zorg, dirk, code):
    sluit_traject(zorg, uitstroom=code("uitstroom-zorg_18plus", "op_school"), op=AANGEMELD, door=dirk)
    velden = {"gestopt_op": None, "reden": code("reden-zorg_18plus", "studie"), "toelichting": ""}
    assert weigert(wijzig_traject, zorg, aangemeld_op=date(2024, 2, 2), op=LATER, door=dirk, **velden) == {
        "aangemeld_op": ["Het traject was al afgesloten op deze dag."]
    }


# Guidance ----------------------------------------------------------------------------------------------------


def test_begeleiding_start_op_een_dag(begeleid):
    assert (begeleid.begeleiding, begeleid.begeleiding_vanaf) == ("begeleid", AANGEMELD)
    assert verloop(begeleid.zaak)[-1] == (AANGEMELD, "gesprek", "Begeleiding gestart")


@pytest.mark.parametrize(
    ("op", "zin"),
    [
        (date(2024, 1, 31), "Het traject loopt pas sinds 01-02-2024."),
        (TOEKOMST, "Deze datum ligt in de toekomst."),
    ],
)
def test_geen_stap_voor_het_begin_of_in_de_toekomst(uitvaller, dirk, code, op, zin):
    geweigerd = code("reden-geen_gebruik", "aanbod_geweigerd")
    fouten = [
        weigert(start_begeleiding, uitvaller, op=op, door=dirk),
        weigert(volg, uitvaller, op=op, door=dirk),
        weigert(leg_geen_gebruik_vast, uitvaller, reden=geweigerd, op=op, door=dirk),
    ]
    assert fouten == [{"op": [zin]}] * 3


def test_wie_begeleid_wordt_begint_niet_nog_eens(begeleid, dirk):
    assert weigert(start_begeleiding, begeleid, op=LATER, door=dirk) == {"op": ["Deze jongere wordt al begeleid."]}
    assert weigert(volg, begeleid, op=LATER, door=dirk) == {"op": ["Er is al vastgelegd: begeleid."]}


def test_een_gevolgde_jongere_kan_alsnog_begeleid_worden(uitvaller, dirk):
    gevolgd = volg(uitvaller, op=AANGEMELD, door=dirk)
    assert (gevolgd.begeleiding, gevolgd.begeleiding_vanaf) == ("gevolgd", None)
    alsnog = start_begeleiding(gevolgd, op=LATER, door=dirk)
    assert (alsnog.begeleiding, alsnog.begeleiding_vanaf) == ("begeleid", LATER)


def test_geen_gebruik_sluit_het_traject_zonder_uitstroom(uitvaller, dirk, code):
    traject = leg_geen_gebruik_vast(
        uitvaller, reden=code("reden-geen_gebruik", "aanbod_geweigerd"), op=LATER, door=dirk
    )
    assert (traject.begeleiding, traject.afgesloten_op, traject.uitstroom) == ("geen_gebruik", LATER, None)
    assert traject.zaak.gesloten_op == LATER
    assert list(Taak.objects.filter(zaak=traject.zaak).values_list("gedaan_op", flat=True)) == [LATER]
    titel = "Geen gebruik van begeleiding: Heeft aanbod geweigerd"
    assert verloop(traject.zaak)[-1] == (LATER, "sluiting", titel)


def test_geen_gebruik_kan_niet_van_wie_begeleid_wordt(begeleid, dirk, code):
    reden = code("reden-geen_gebruik", "aanbod_geweigerd")
    assert weigert(leg_geen_gebruik_vast, begeleid, reden=reden, op=LATER, door=dirk) == {
        "reden": ["Deze jongere wordt begeleid. Sluit het traject met een uitstroom."]
    }


def test_geen_gebruik_vraagt_een_reden_uit_zijn_lijst(uitvaller, dirk, code):
    reden = code("reden-gestopt", "overig")
    assert weigert(leg_geen_gebruik_vast, uitvaller, reden=reden, op=LATER, door=dirk) == {
        "reden": ["Deze keuze staat niet in de lijst van dit schooljaar."]
    }


def test_niet_getraceerd_kan_pas_na_een_huisbezoek(uitvaller, dirk, code):
    reden = code("reden-geen_gebruik", "niet_getraceerd")
    zin = "“Niet getraceerd na huisbezoek” kan pas na een huisbezoek. Leg eerst het huisbezoek vast."
    leg_poging_vast(uitvaller.zaak, soort="telefoon", resultaat="niet_bereikt", op=AANGEMELD, door=dirk)
    assert weigert(leg_geen_gebruik_vast, uitvaller, reden=reden, op=LATER, door=dirk) == {"reden": [zin]}
    leg_poging_vast(uitvaller.zaak, soort="huisbezoek", resultaat="niet_bereikt", op=LATER, door=dirk)
    # A visit after the day of the decision is no visit before it.
    assert weigert(leg_geen_gebruik_vast, uitvaller, reden=reden, op=date(2024, 6, 2), door=dirk) == {
        "reden": [zin]
    }
    traject = leg_geen_gebruik_vast(uitvaller, reden=reden, op=LATER, door=dirk)
    assert traject.reden_geen_gebruik == reden


# Close and open again ----------------------------------------------------------------------------------------


def test_afsluiten_met_een_uitstroom_sluit_de_zaak(begeleid, dirk, code):
    traject = sluit_traject(begeleid, uitstroom=code("uitstroom-uitvaller", "mbo"), op=LATER, door=dirk)
    assert (traject.uitstroom.code, traject.afgesloten_op, traject.zaak.gesloten_op) == ("mbo", LATER, LATER)
    assert verloop(traject.zaak)[-1] == (LATER, "sluiting", "Traject afgesloten: Mbo")


def test_afsluiten_kan_niet_voordat_bekend_is_of_er_begeleiding_is(uitvaller, dirk, code):
    mbo = code("uitstroom-uitvaller", "mbo")
    assert weigert(sluit_traject, uitvaller, uitstroom=mbo, op=LATER, door=dirk) == {
        "uitstroom": ["Leg eerst vast of de jongere begeleiding krijgt."]
    }


def test_zorg_18plus_sluit_zonder_begeleiding(zorg, dirk, code):
    traject = sluit_traject(zorg, uitstroom=code("uitstroom-zorg_18plus", "gestopt"), op=LATER, door=dirk)
    assert traject.uitstroom.code == "gestopt"


def test_afsluiten_kan_niet_met_een_uitstroom_van_een_andere_populatie(begeleid, dirk, code):
    ander = code("uitstroom-kwetsbaar", "werk")
    assert weigert(sluit_traject, begeleid, uitstroom=ander, op=LATER, door=dirk) == {
        "uitstroom": ["Deze keuze staat niet in de lijst van dit schooljaar."]
    }


def test_afsluiten_kan_niet_voor_het_begin_van_de_begeleiding(uitvaller, dirk, code):
    traject = start_begeleiding(uitvaller, op=LATER, door=dirk)
    mbo = code("uitstroom-uitvaller", "mbo")
    assert weigert(sluit_traject, traject, uitstroom=mbo, op=date(2024, 6, 2), door=dirk) == {
        "op": ["Deze dag ligt voor het begin van de begeleiding."]
    }


def test_een_afgesloten_traject_neemt_geen_stap_meer(begeleid, dirk, code):
    mbo = code("uitstroom-uitvaller", "mbo")
    traject = sluit_traject(begeleid, uitstroom=mbo, op=LATER, door=dirk)
    reden = code("reden-geen_gebruik", "aanbod_geweigerd")
    fouten = [
        weigert(start_begeleiding, traject, op=LATER, door=dirk),
        weigert(volg, traject, op=LATER, door=dirk),
        weigert(leg_geen_gebruik_vast, traject, reden=reden, op=LATER, door=dirk),
        weigert(sluit_traject, traject, uitstroom=mbo, op=LATER, door=dirk),
    ]
    assert fouten == [{"": ["Dit traject is afgesloten. Heropen het eerst."]}] * 4


def test_heropenen_wist_de_uitstroom_en_opent_de_zaak(begeleid, dirk, code):
    traject = sluit_traject(begeleid, uitstroom=code("uitstroom-uitvaller", "mbo"), op=LATER, door=dirk)
    traject = heropen_traject(traject, waarom="Toch gestopt.", op=LATER, door=dirk)
    assert (traject.uitstroom, traject.afgesloten_op, traject.begeleiding) == (None, None, "begeleid")
    assert traject.zaak.gesloten_op is None
    assert verloop(traject.zaak)[-1] == (LATER, "melding", "Traject heropend")


def test_heropenen_na_geen_gebruik_laat_de_begeleiding_weer_open(uitvaller, dirk, code):
    reden = code("reden-geen_gebruik", "werkt_of_studeert")
    traject = leg_geen_gebruik_vast(uitvaller, reden=reden, op=LATER, door=dirk)
    traject = heropen_traject(traject, waarom="Vraagt toch hulp.", op=LATER, door=dirk)
    assert (traject.begeleiding, traject.reden_geen_gebruik, traject.afgesloten_op) == ("", None, None)


def test_heropenen_kan_niet_van_een_open_traject_of_naast_een_nieuw(zorg, samir, dirk, code):
    assert weigert(heropen_traject, zorg, waarom="", op=LATER, door=dirk) == {
        "waarom": ["Dit traject is al open."]
    }
    dicht = sluit_traject(zorg, uitstroom=code("uitstroom-zorg_18plus", "op_school"), op=AANGEMELD, door=dirk)
    studie = code("reden-zorg_18plus", "studie")
    open_traject(samir, populatie="zorg_18plus", op=LATER, reden=studie, door=dirk)
    assert weigert(heropen_traject, dicht, waarom="", op=LATER, door=dirk) == {
        "waarom": ["Voor deze jongere loopt al een nieuw traject in deze populatie."]
    }
