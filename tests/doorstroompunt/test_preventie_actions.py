"""doorstroompunt/actions/{overstap,noshow,wonen}.py: prevention, step by step, and what is refused."""

from datetime import date

import pytest

from doorstroompunt.actions.noshow import leg_huisbezoek_vast, leg_klas_vast, meld_afwezig, wijzig_klas
from doorstroompunt.actions.overstap import meld_aan_voor_overstap, wijzig_overstap
from doorstroompunt.actions.wonen import start_wonen, wijzig_wonen
from tests.doorstroompunt.stappen import AANGEMELD, LATER, TOEKOMST, verloop, weigert

# De Overstap -------------------------------------------------------------------------------------------------


@pytest.fixture
def overstap(samir, mbo, dirk):
    return meld_aan_voor_overstap(samir, zomer=2024, school=mbo, op=AANGEMELD, door=dirk, risico=True)


def stand(**anders):
    return {"brief_op": None, "reactie_op": None, "risico": False, "uitkomst": "", "op": LATER, **anders}


def test_een_kandidaat_krijgt_een_zaak_van_het_doorstroompunt(overstap, dirk):
    zaak = overstap.zaak
    assert (zaak.soort, zaak.compartiment, zaak.geopend_op, zaak.toewijzingen.get().gebruiker) == (
        "overstap",
        "doorstroompunt",
        AANGEMELD,
        dirk,
    )
    assert verloop(zaak) == [(AANGEMELD, "melding", "Aangemeld voor De Overstap van 2024")]


def test_een_kandidaat_doet_een_keer_per_zomer_mee(overstap, samir, mbo, dirk):
    fouten = weigert(meld_aan_voor_overstap, samir, zomer=2024, school=mbo, op=LATER, door=dirk)
    assert fouten == {"zomer": ["Deze leerling doet al mee aan De Overstap van 2024."]}
    assert meld_aan_voor_overstap(samir, zomer=2025, school=mbo, op=LATER, door=dirk).zomer == 2025


@pytest.mark.parametrize(
    ("uitkomst", "gesloten_op"),
    [("gestart", LATER), ("schoolvervangend_traject", LATER), ("werk", LATER), ("niet_gestart", None), ("", None)],
)
def test_een_gevonden_plek_sluit_de_zaak_en_geen_plek_niet(overstap, dirk, uitkomst, gesloten_op):
    na = wijzig_overstap(overstap, **stand(uitkomst=uitkomst), door=dirk)
    assert (na.uitkomst, na.zaak.gesloten_op) == (uitkomst, gesloten_op)


def test_een_gewiste_uitkomst_opent_de_zaak_weer(overstap, dirk):
    wijzig_overstap(overstap, **stand(uitkomst="gestart"), door=dirk)
    na = wijzig_overstap(overstap, **stand(), door=dirk)
    assert (na.uitkomst, na.zaak.gesloten_op) == ("", None)
    assert verloop(na.zaak)[1:] == [
        (LATER, "sluiting", "Uitkomst: gestart met een vervolgopleiding"),
        (LATER, "notitie", "Uitkomst gewist"),
    ]


@pytest.mark.parametrize(
    ("anders", "fouten"),
    [
        ({"brief_op": TOEKOMST}, {"brief_op": ["Deze datum ligt in de toekomst."]}),
        (
            {"brief_op": LATER, "reactie_op": AANGEMELD},
            {"reactie_op": ["De reactie ligt voor de dag van de brief."]},
        ),
        (
            {"uitkomst": "gestart", "op": date(2024, 1, 31)},
            {"op": ["De zaak loopt pas sinds 01-02-2024."]},
        ),
    ],
)
def test_wat_een_overstap_niet_kan_zijn(overstap, dirk, anders, fouten):
    assert weigert(wijzig_overstap, overstap, **stand(**anders), door=dirk) == fouten


# No-show -----------------------------------------------------------------------------------------------------


@pytest.fixture
def klas(zoetermeer, mbo, dirk):
    return leg_klas_vast(gemeente=zoetermeer, school=mbo, klas="MZ2A", ingeschreven=1, op=AANGEMELD, door=dirk)


def test_een_klas_wordt_een_keer_per_dag_bezocht(klas, zoetermeer, mbo, dirk):
    velden = {"gemeente": zoetermeer, "school": mbo, "klas": "MZ2A", "ingeschreven": 20, "door": dirk}
    assert weigert(leg_klas_vast, op=AANGEMELD, **velden) == {
        "klas": ["Het bezoek aan deze klas op deze dag is al vastgelegd."]
    }
    assert weigert(leg_klas_vast, op=TOEKOMST, **velden) == {"op": ["Deze datum ligt in de toekomst."]}


def test_een_bezoek_verbeteren(klas, zoetermeer, mbo, dirk, noa):
    meld_afwezig(klas, leerling=noa, op=AANGEMELD, door=dirk)
    leg_klas_vast(gemeente=zoetermeer, school=mbo, klas="MZ2B", ingeschreven=20, op=AANGEMELD, door=dirk)
    velden = {"school": mbo, "op": AANGEMELD, "door": dirk}
    assert weigert(wijzig_klas, klas, klas="MZ2A", ingeschreven=0, **velden) == {
        "ingeschreven": ["Er zijn meer afwezigen vastgelegd dan ingeschreven studenten."]
    }
    assert weigert(wijzig_klas, klas, klas="MZ2B", ingeschreven=20, **velden) == {
        "klas": ["Het bezoek aan deze klas op deze dag is al vastgelegd."]
    }
    na = wijzig_klas(klas, klas="MZ2C", ingeschreven=22, **velden)
    assert (na.klas, na.ingeschreven, na.bezocht_op) == ("MZ2C", 22, AANGEMELD)


def test_een_student_staat_een_keer_bij_de_afwezigen(klas, noa, samir, dirk):
    meld_afwezig(klas, leerling=noa, op=AANGEMELD, door=dirk)
    assert weigert(meld_afwezig, klas, leerling=noa, op=AANGEMELD, door=dirk) == {
        "leerling": ["Deze student staat al bij de afwezigen van deze klas."]
    }
    assert weigert(meld_afwezig, klas, leerling=samir, op=AANGEMELD, door=dirk) == {
        "leerling": ["Alle ingeschreven studenten van deze klas staan al als afwezig."]
    }


def test_een_huisbezoek_na_het_bezoek_aan_de_klas(klas, noa, dirk):
    noshow = meld_afwezig(klas, leerling=noa, op=AANGEMELD, door=dirk)
    na = leg_huisbezoek_vast(noshow, huisbezoek_op=LATER, bevinding="Is ziek.", op=LATER, door=dirk)
    assert (na.huisbezoek_op, na.bevinding) == (LATER, "Is ziek.")
    fouten = [
        weigert(leg_huisbezoek_vast, noshow, huisbezoek_op=dag, bevinding=tekst, op=LATER, door=dirk)
        for dag, tekst in ((None, "Is ziek."), (date(2024, 1, 31), ""), (TOEKOMST, ""))
    ]
    assert fouten == [
        {"huisbezoek_op": ["Vul de dag van het huisbezoek in."]},
        {"huisbezoek_op": ["Het huisbezoek ligt voor het bezoek aan de klas."]},
        {"huisbezoek_op": ["Deze datum ligt in de toekomst."]},
    ]


# Begeleid Wonen ----------------------------------------------------------------------------------------------


@pytest.fixture
def plek(samir, dirk):
    return start_wonen(samir, op=AANGEMELD, door=dirk)


def test_een_plek_eindigt_met_of_zonder_uitkomst(plek, dirk):
    na = wijzig_wonen(plek, gestart_op=AANGEMELD, geeindigd_op=LATER, uitkomst="", op=LATER, door=dirk)
    assert (na.geeindigd_op, na.uitkomst, na.zaak.gesloten_op) == (LATER, "", LATER)
    na = wijzig_wonen(plek, gestart_op=AANGEMELD, geeindigd_op=LATER, uitkomst="zelfstandig", op=LATER, door=dirk)
    assert (na.uitkomst, na.zaak.gesloten_op) == ("zelfstandig", LATER)
    na = wijzig_wonen(plek, gestart_op=date(2024, 2, 5), geeindigd_op=None, uitkomst="", op=LATER, door=dirk)
    assert (na.gestart_op, na.zaak.geopend_op, na.zaak.gesloten_op) == (date(2024, 2, 5), date(2024, 2, 5), None)


@pytest.mark.parametrize(
    ("anders", "fouten"),
    [
        ({"geeindigd_op": date(2024, 1, 31)}, {"geeindigd_op": ["Het einde ligt voor het begin."]}),
        ({"uitkomst": "zelfstandig"}, {"geeindigd_op": ["Vul bij een uitkomst ook de laatste dag in."]}),
        ({"geeindigd_op": TOEKOMST}, {"geeindigd_op": ["Deze datum ligt in de toekomst."]}),
    ],
)
def test_wat_een_plek_niet_kan_zijn(plek, dirk, anders, fouten):
    velden = {"gestart_op": AANGEMELD, "geeindigd_op": None, "uitkomst": "", "op": LATER, **anders}
    assert weigert(wijzig_wonen, plek, door=dirk, **velden) == fouten


def test_een_jongere_heeft_een_plek_tegelijk(plek, samir, dirk):
    assert weigert(start_wonen, samir, op=LATER, door=dirk) == {
        "leerling": ["Deze jongere heeft al een plek in Begeleid Wonen."]
    }
    wijzig_wonen(plek, gestart_op=AANGEMELD, geeindigd_op=AANGEMELD, uitkomst="", op=LATER, door=dirk)
    start_wonen(samir, op=LATER, door=dirk)
    velden = {"gestart_op": AANGEMELD, "geeindigd_op": None, "uitkomst": "", "op": LATER, "door": dirk}
    assert weigert(wijzig_wonen, plek, **velden) == {
        "geeindigd_op": ["Deze jongere heeft al een andere plek in Begeleid Wonen."]
    }
