"""doorstroompunt/actions/traject.py after the start: guidance, closing and opening again."""

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
)
from leerplicht.models import Taak
from tests.doorstroompunt.stappen import AANGEMELD, LATER, TOEKOMST, verloop, weigert


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
