"""Candidates for De Overstap, read in as a file."""

from datetime import date

from hypothesis import given

from doorstroompunt.models import Overstap
from doorstroompunt.uitwisseling.overstap import BRON
from leerplicht.models import AanleveringStatus as Status
from leerplicht.models import Gebeurtenis, Leerling, Toewijzing, Zaak
from tests.doorstroompunt.uitwisseling.bestand import FUZZ, LOT, NOA, SEM, bestand, rijen_van
from tests.leerplicht.inlezen.conftest import VANDAAG

EXAMEN = {"brin": "16SW03", "zomer": "2027", "risico": "J"}
VELDEN = ("leerling__achternaam", "zomer", "school__brin", "risico", "uitkomst", "brief_op")


def _bestand(*rijen: dict[str, str]) -> str:
    return bestand(BRON, *rijen)


def test_een_kandidaat_krijgt_een_zaak_in_het_goede_compartiment(loket):
    noa = loket.ken(bsn="123456782", achternaam="Vries", voornaam="Noa", geboortedatum=date(2008, 9, 5))
    klaar = loket.in_een_keer(BRON, _bestand(NOA | EXAMEN, LOT | {"brin": "16SW03"}))
    assert (klaar.status, klaar.telling, klaar.fout) == (Status.INGELEZEN, {"nieuw": 2}, "")
    assert loket.rijen(Overstap, *VELDEN) == [
        ("Vries", 2027, "16SW03", True, "", None),
        ("Jansen", 2027, "16SW03", False, "", None),
    ]
    velden = ("nummer", "soort", "compartiment", "geopend_op", "leerling__voornaam")
    assert loket.rijen(Zaak, *velden) == [
        (1, "overstap", "doorstroompunt", VANDAAG, "Noa"),
        (2, "overstap", "doorstroompunt", VANDAAG, "Lot"),
    ]
    assert loket.rijen(Toewijzing, "zaak__nummer", "gebruiker", "tot") == [(1, None, None), (2, None, None)]
    titel = "Aangemeld voor De Overstap van 2027"
    assert loket.rijen(Gebeurtenis, "titel", "op", "door__naam") == [(titel, VANDAAG, "Dirk")] * 2
    assert loket.rijen(Leerling, "pk", "voornaam")[0] == (noa.pk, "Noa")


def test_driemaal_hetzelfde_bestand_en_terug(loket):
    loket.in_een_keer(BRON, _bestand(SEM | EXAMEN))
    voor = loket.tabellen()
    eerste = loket.in_een_keer(BRON, _bestand(NOA | EXAMEN, SEM | EXAMEN | {"risico": "N"}))
    assert eerste.telling == {"nieuw": 1, "gelijk": 1}
    daarna = loket.tabellen()
    for _ in range(2):
        weer = loket.in_een_keer(BRON, _bestand(NOA | EXAMEN, SEM | EXAMEN | {"risico": "N"}))
        assert (weer.status, weer.telling) == (Status.INGELEZEN, {"gelijk": 2})
        assert loket.tabellen() == daarna
    terug = loket.draai_terug(eerste)
    assert (terug.status, terug.gebleven) == (Status.TERUGGEDRAAID, 0)
    assert loket.tabellen() == voor


def test_kapotte_regels_en_tweemaal_dezelfde(loket):
    klaar = loket.in_een_keer(
        BRON,
        _bestand(
            NOA | EXAMEN,
            NOA | EXAMEN | {"zomer": ""},
            NOA | EXAMEN | {"zomer": "2026"},
            LOT | EXAMEN | {"brin": "99XX99"},
            LOT | EXAMEN | {"zomer": "2031"},
            LOT | EXAMEN | {"geboortedatum": "03-04-2028"},
            LOT | EXAMEN,
            LOT | EXAMEN,
            SEM | EXAMEN | {"achternaam": "", "risico": "misschien"},
        ),
        alleen_goede=True,
    )
    assert (klaar.status, klaar.telling) == (Status.INGELEZEN, {"nieuw": 3, "geweigerd": 6})
    dubbel = [["achternaam", "Deze leerling staat eerder in dit bestand, voor dezelfde zomer."]]
    assert loket.fouten(klaar) == {
        3: dubbel,
        5: [["brin", "Deze school kennen wij niet. Lees eerst de scholen van DUO in."]],
        6: [["zomer", "Kies de zomer van 2026 of 2027."]],
        7: [["geboortedatum", "Deze datum ligt in de toekomst."]],
        9: dubbel,
        10: [["achternaam", "Achternaam is verplicht, maar is leeg."], ["risico", "Schrijf hier ja of nee."]],
    }
    assert loket.rijen(Overstap, "leerling__voornaam", "zomer") == [("Noa", 2027), ("Noa", 2026), ("Lot", 2027)]


def test_dezelfde_met_en_zonder_nummer_is_een(loket):
    zonder = {kop: tekst for kop, tekst in NOA.items() if kop != "bsn"}
    gezien = loket.bied_aan(BRON, _bestand(zonder | EXAMEN, NOA | EXAMEN, zonder | EXAMEN))
    assert (gezien.telling, list(loket.fouten(gezien))) == ({"nieuw": 1, "geweigerd": 2}, [3, 4])


def test_achthonderd_tegelijk(loket):
    rijen = [
        {"achternaam": f"Jansen{nr}", "voornaam": "Lot", "geboortedatum": "03-04-2010", "brin": "16SW03"}
        for nr in range(794)
    ]
    klaar = loket.in_een_keer(BRON, _bestand(*rijen))
    assert (klaar.status, klaar.telling) == (Status.INGELEZEN, {"nieuw": 794})
    assert len(loket.rijen(Overstap, "pk")) == 794


@FUZZ
@given(rijen=rijen_van(BRON, NOA | EXAMEN))
def test_wat_er_ook_in_de_cellen_staat(loket, rijen):
    gezien = loket.bied_aan(BRON, _bestand(*rijen))
    assert (gezien.status, gezien.totaal) == (Status.GECONTROLEERD, len(rijen))
    klaar = loket.lees_in(gezien, alleen_goede=True)
    assert (klaar.status, klaar.telling) == (Status.INGELEZEN, gezien.telling)
