"""doorstroompunt/actions/traject.py: every step of a traject, and every sentence that refuses one."""

from datetime import date

import pytest

from doorstroompunt.actions.traject import (
    open_traject,
    sluit_traject,
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
    assert (taak.titel, taak.vervalt_op, taak.waarom) == (
        "Zoek contact met de jongere",
        date(2024, 2, 8),
        "5 werkdagen na het in beeld komen op 01-02-2024 (eigen termijn)",
    )


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
