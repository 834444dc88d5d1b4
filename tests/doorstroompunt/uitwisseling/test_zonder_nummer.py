"""People without a number, file after file: asked once, then known; asked again where that would be a guess."""

from datetime import date

import pytest

from leerplicht.dossier.actions import wijzig_leerling
from leerplicht.inlezen import actions
from leerplicht.inlezen.bronnen import bronnen
from leerplicht.koppelen.actions import maak_ongedaan, voeg_samen
from leerplicht.models import Aanleverregel, Bronrij, Leerling
from leerplicht.toegang.gemeente import in_gemeente
from tests.cast import _gebruiker
from tests.doorstroompunt.uitwisseling.bestand import LOT, bestand
from tests.leerplicht.inlezen.conftest import VANDAAG

TIM, TOM = LOT | {"voornaam": "Tim"}, LOT | {"voornaam": "Tom"}
# What the bronnen about persons want to know beside who it is.
VERDER = {
    "brp": {"straat": "Hof 1", "postcode": "2711 AB", "plaats": "Zoetermeer"},
    "inschrijvingen": {"brin": "16SW03", "onderwijssoort": "havo", "van": "01-08-2026"},
    "vsv": {"soort": "A01", "gestopt_op": "01-10-2026", "brin": "25LP00"},
    "overstap": {"brin": "16SW03", "zomer": "2027"},
    "noshow": {"brin": "25LP00", "klas": "1A", "bezocht_op": "08-09-2026", "ingeschreven": "24"},
}
OVERSTAP = bronnen()["overstap"]


def _kandidaten(*wie, **anders) -> str:
    return bestand(OVERSTAP, *(een | VERDER["overstap"] | anders for een in wie))


def _beslis(loket, aanlevering, *keuzes):
    """Answer the doubts of a file in their order: read in, and how its rows ended."""
    with in_gemeente(loket.gemeente.pk):
        regels = Aanleverregel.objects.filter(aanlevering=aanlevering, stand="twijfel")
        for regel, keuze in zip(regels, keuzes, strict=True):
            actions.kies(regel, keuze=str(keuze), door=loket.door, op=VANDAAG)
    return loket.lees_in(loket.controleer(aanlevering)).telling


@pytest.fixture
def lot(loket) -> Leerling:
    return loket.ken(achternaam="Jansen", voornaam="Lot", geboortedatum=date(2008, 4, 3))


@pytest.mark.parametrize("code", sorted(VERDER))
def test_drie_keer_hetzelfde_bestand_verandert_niets(loket, code):
    inhoud = bestand(bronnen()[code], LOT | VERDER[code], TIM | VERDER[code], TOM | VERDER[code])
    voor = loket.tabellen()
    eerste = loket.in_een_keer(bronnen()[code], inhoud)
    assert (eerste.telling, eerste.fout) == ({"nieuw": 3}, "")
    daarna = loket.tabellen()
    for _ in range(2):
        assert loket.in_een_keer(bronnen()[code], inhoud).telling == {"gelijk": 3}
        assert loket.tabellen() == daarna
    # Nobody reads from the key who it was.
    sleutels = [sleutel for (sleutel,) in loket.rijen(Bronrij, "sleutel") if len(sleutel) == 64]
    assert len(sleutels) == 3 and set("".join(sleutels)) <= set("0123456789abcdef")
    assert loket.draai_terug(eerste).gebleven == 0
    assert loket.tabellen() == voor
    # It is forgotten: they would be new.
    assert loket.bied_aan(bronnen()[code], inhoud).telling == {"nieuw": 3}


def test_wat_een_mens_besliste_geldt_de_volgende_maand(loket, lot):
    eerst = loket.bied_aan(OVERSTAP, _kandidaten(LOT, LOT | {"voornaam": "Lott"}))
    assert eerst.telling == {"twijfel": 2}
    assert _beslis(loket, eerst, lot.pk, "nieuw") == {"nieuw": 2}
    weer = loket.in_een_keer(OVERSTAP, _kandidaten(LOT | {"voornaam": "Lott"}, LOT, zomer="2026"))
    assert weer.telling == {"nieuw": 2}
    assert loket.rijen(Leerling, "voornaam") == [("Lot",), ("Lott",)]
    # Another bron asks for itself, and whoever moved is asked about too.
    noshow = bronnen()["noshow"]
    assert loket.bied_aan(noshow, bestand(noshow, LOT | VERDER["noshow"])).telling == {"twijfel": 1}
    assert loket.bied_aan(OVERSTAP, _kandidaten(LOT, straat="Hof 1")).telling == {"twijfel": 1}


def test_wie_al_bekend_was_en_niets_nieuws_bracht_wordt_toch_onthouden(loket, lot):
    eerste = _beslis(loket, loket.bied_aan(OVERSTAP, _kandidaten(LOT)), lot.pk)
    with in_gemeente(loket.gemeente.pk):
        Bronrij.objects.all().delete()
    tweede = _beslis(loket, loket.bied_aan(OVERSTAP, _kandidaten(LOT)), lot.pk)
    derde = loket.in_een_keer(OVERSTAP, _kandidaten(LOT)).telling
    assert (eerste, tweede, derde) == ({"nieuw": 1}, {"gelijk": 1}, {"gelijk": 1})


def test_twee_mensen_met_dezelfde_gegevens_worden_elke_keer_gevraagd(loket, lot):
    noshow = bronnen()["noshow"]
    rijen = [LOT | VERDER["noshow"] | {"klas": klas} for klas in ("1A", "1B")]
    assert _beslis(loket, loket.bied_aan(noshow, bestand(noshow, *rijen)), lot.pk, "nieuw") == {"nieuw": 2}
    for _ in range(2):
        weer = loket.bied_aan(noshow, bestand(noshow, rijen[0]))
        assert weer.telling == {"twijfel": 1}
        assert _beslis(loket, weer, lot.pk) == {"gelijk": 1}


def test_een_samengevoegde_leerling_wordt_gevolgd(loket, lot):
    _beslis(loket, loket.bied_aan(OVERSTAP, _kandidaten(LOT)), lot.pk)
    blijft = loket.ken(achternaam="Jansen", voornaam="Charlotte", geboortedatum=date(2008, 4, 3))
    anna = _gebruiker("Anna", loket.gemeente, "leerplichtambtenaar")
    with in_gemeente(loket.gemeente.pk):
        samen = voeg_samen(lot, blijft, velden=(), door=anna, op=VANDAAG, waarom="Dezelfde.")
    assert loket.in_een_keer(OVERSTAP, _kandidaten(LOT)).telling == {"gelijk": 1}
    volgend = loket.in_een_keer(OVERSTAP, _kandidaten(LOT, zomer="2026"))
    with in_gemeente(loket.gemeente.pk):
        assert set(blijft.overstappen.values_list("zomer", flat=True)) == {2026, 2027}
    loket.draai_terug(volgend)
    with in_gemeente(loket.gemeente.pk):
        maak_ongedaan(samen, door=anna, op=VANDAAG)
    loket.in_een_keer(OVERSTAP, _kandidaten(LOT, zomer="2026"))
    with in_gemeente(loket.gemeente.pk):
        assert set(lot.overstappen.values_list("zomer", flat=True)) == {2026, 2027}


def test_een_nummer_dat_iets_anders_zegt_gaat_voor(loket, lot):
    met = LOT | {"bsn": "123456782"}
    assert _beslis(loket, loket.bied_aan(OVERSTAP, _kandidaten(met)), lot.pk) == {"nieuw": 1}
    assert loket.in_een_keer(OVERSTAP, _kandidaten(met)).telling == {"gelijk": 1}
    # With another number it is not the same row.
    assert loket.bied_aan(OVERSTAP, _kandidaten(LOT | {"bsn": "111222333"})).telling == {"twijfel": 1}
    # The number turns out to be of somebody else, or Lot to have another one.
    ander = loket.ken(achternaam="Bos", voornaam="Kim", geboortedatum=date(2008, 1, 1))
    for wie, nummer, verwacht in (
        (ander, "123456782", "twijfel"),
        (ander, None, "gelijk"),
        (lot, "999990019", "nieuw"),
    ):
        with in_gemeente(loket.gemeente.pk):
            Leerling.objects.filter(pk=wie.pk).update(bsn=nummer)
        assert loket.bied_aan(OVERSTAP, _kandidaten(met)).telling == {verwacht: 1}


def test_wie_blijft_na_terugdraaien_is_nog_bekend(loket):
    eerste = loket.in_een_keer(OVERSTAP, _kandidaten(LOT, TIM))
    with in_gemeente(loket.gemeente.pk):
        tim = Leerling.objects.get(voornaam="Tim")
        wijzig_leerling(tim, door=loket.door, plaats="Delft")
    loket.draai_terug(eerste)
    assert loket.rijen(Leerling, "voornaam") == [("Tim",)]
    assert loket.in_een_keer(OVERSTAP, _kandidaten(LOT, TIM)).telling == {"nieuw": 2}
    assert loket.rijen(Leerling, "voornaam") == [("Tim",), ("Lot",)]
