"""Classes that were visited and who was absent, read in as a file."""

from datetime import date

from hypothesis import given

from doorstroompunt.models import NoShow, NoShowKlas
from doorstroompunt.uitwisseling.noshow import BRON
from leerplicht.models import AanleveringStatus as Status
from leerplicht.models import Leerling, School
from leerplicht.toegang.gemeente import in_gemeente
from tests.doorstroompunt.uitwisseling.bestand import FUZZ, LOT, NOA, SEM, bestand, rijen_van

KLAS = {"brin": "25LP00", "klas": "1A", "bezocht_op": "08-09-2026", "ingeschreven": "24"}
ZONDER_AANTAL = KLAS | {"ingeschreven": ""}
GEEN_AANTAL = [["ingeschreven", "Vul in hoeveel studenten in deze klas staan ingeschreven."]]


def _bestand(*rijen: dict[str, str]) -> str:
    return bestand(BRON, *rijen)


def klassen(loket) -> list[tuple]:
    return loket.rijen(NoShowKlas, "school__brin", "klas", "bezocht_op", "ingeschreven")


def afwezigen(loket) -> list[tuple]:
    return loket.rijen(NoShow, "klas__klas", "leerling__voornaam", "huisbezoek_op", "bevinding")


def test_een_klas_met_afwezigen_en_een_waarin_niemand_ontbreekt(loket):
    noa = loket.ken(bsn="123456782", achternaam="Vries", voornaam="Noa", geboortedatum=date(2008, 9, 5))
    klaar = loket.in_een_keer(
        BRON, _bestand(NOA | ZONDER_AANTAL, LOT | KLAS, KLAS, KLAS | {"klas": "1B", "ingeschreven": "18"})
    )
    assert (klaar.status, klaar.telling, klaar.fout) == (Status.INGELEZEN, {"nieuw": 3, "gelijk": 1}, "")
    dag = date(2026, 9, 8)
    assert klassen(loket) == [("25LP00", "1A", dag, 24), ("25LP00", "1B", dag, 18)]
    assert afwezigen(loket) == [("1A", "Noa", None, ""), ("1A", "Lot", None, "")]
    assert loket.rijen(Leerling, "voornaam") == [("Noa",), ("Lot",)]
    assert loket.rijen(NoShow, "leerling")[0] == (noa.pk,)


def test_driemaal_hetzelfde_bestand_en_terug(loket):
    loket.in_een_keer(BRON, _bestand(SEM | KLAS))
    voor = loket.tabellen()
    inhoud = _bestand(NOA | KLAS, SEM | ZONDER_AANTAL, KLAS | {"klas": "1B"}, NOA | KLAS | {"klas": "1B"})
    eerste = loket.in_een_keer(BRON, inhoud)
    assert eerste.telling == {"nieuw": 3, "gelijk": 1}
    daarna = loket.tabellen()
    for _ in range(2):
        weer = loket.in_een_keer(BRON, inhoud)
        assert (weer.status, weer.telling) == (Status.INGELEZEN, {"gelijk": 4})
        assert loket.tabellen() == daarna
    terug = loket.draai_terug(eerste)
    assert (terug.status, terug.gebleven) == (Status.TERUGGEDRAAID, 0)
    assert loket.tabellen() == voor


def test_kapotte_regels(loket):
    klaar = loket.in_een_keer(
        BRON,
        _bestand(
            NOA | KLAS,
            NOA | KLAS,
            SEM | KLAS | {"ingeschreven": "25"},
            SEM | KLAS | {"bezocht_op": "25-11-2026"},
            SEM | KLAS | {"bezocht_op": "08-09-2006"},
            SEM | KLAS | {"ingeschreven": "0"},
            SEM | ZONDER_AANTAL | {"klas": "2C"},
            ZONDER_AANTAL | {"klas": "2C"},
            KLAS | {"bsn": "123456782"},
            KLAS | {"klas": ""},
        ),
        alleen_goede=True,
    )
    assert (klaar.status, klaar.telling) == (Status.INGELEZEN, {"nieuw": 1, "geweigerd": 9})
    nodig = "Vul van een afwezige student de achternaam, voornaam en geboortedatum in."
    assert loket.fouten(klaar) == {
        3: [["achternaam", "Deze student staat eerder in dit bestand, bij dezelfde klas."]],
        4: [["ingeschreven", "Eerder in dit bestand heeft deze klas een ander aantal."]],
        5: [["bezocht_op", "Deze datum ligt in de toekomst."]],
        6: [["bezocht_op", "Deze datum ligt voor de geboortedatum."]],
        7: [["ingeschreven", "Vul een aantal in van 1 tot en met 999."]],
        8: GEEN_AANTAL,
        9: GEEN_AANTAL,
        10: [["achternaam", nodig]],
        11: [["klas", "Klas is verplicht, maar is leeg."]],
    }
    assert (klassen(loket), afwezigen(loket)) == (
        [("25LP00", "1A", date(2026, 9, 8), 24)],
        [("1A", "Noa", None, "")],
    )


def test_niet_meer_afwezigen_dan_studenten_en_een_ander_aantal_wijzigt_niets(loket):
    loket.in_een_keer(BRON, _bestand(NOA | KLAS | {"ingeschreven": "2"}))
    klaar = loket.in_een_keer(
        BRON, _bestand(NOA | KLAS, SEM | ZONDER_AANTAL, LOT | ZONDER_AANTAL, KLAS), alleen_goede=True
    )
    assert (klaar.status, klaar.telling) == (Status.INGELEZEN, {"nieuw": 1, "gelijk": 2, "geweigerd": 1})
    assert loket.fouten(klaar) == {4: [["ingeschreven", "Er zijn meer afwezigen dan ingeschreven studenten."]]}
    anders = loket.bied_aan(BRON, _bestand(LOT | KLAS))
    assert loket.fouten(anders) == {2: [["ingeschreven", "Bij ons heeft deze klas een ander aantal."]]}
    assert (klassen(loket)[0][-1], afwezigen(loket)) == (2, [("1A", "Noa", None, ""), ("1A", "Sem", None, "")])


def test_een_klas_die_met_de_hand_is_vastgelegd_wordt_aangevuld(loket):
    with in_gemeente(loket.gemeente.pk):
        NoShowKlas.objects.create(
            gemeente=loket.gemeente,
            school=School.objects.get(brin="25LP00"),
            klas="1A",
            bezocht_op=date(2026, 9, 8),
            ingeschreven=24,
        )
    klaar = loket.in_een_keer(BRON, _bestand(NOA | ZONDER_AANTAL))
    assert (klaar.telling, len(klassen(loket)), len(afwezigen(loket))) == ({"nieuw": 1}, 1, 1)


@FUZZ
@given(rijen=rijen_van(BRON, NOA | KLAS))
def test_wat_er_ook_in_de_cellen_staat(loket, rijen):
    gezien = loket.bied_aan(BRON, _bestand(*rijen))
    assert (gezien.status, gezien.totaal) == (Status.GECONTROLEERD, len(rijen))
    klaar = loket.lees_in(gezien, alleen_goede=True)
    assert (klaar.status, klaar.telling) == (Status.INGELEZEN, gezien.telling)
