"""The lists A01, A02 and A05 of DUO, read in as a file."""

from datetime import date, timedelta

import pytest
from hypothesis import given

from doorstroompunt.models import Traject
from doorstroompunt.uitwisseling.vsv import BRON
from leerplicht.models import AanleveringStatus as Status
from leerplicht.models import Code, Gebeurtenis, Inschrijving, Leerling, School, Taak, Zaak
from leerplicht.toegang.gemeente import in_gemeente
from tests.doorstroompunt.uitwisseling.bestand import FUZZ, LOT, NOA, SEM, bestand, rijen_van
from tests.leerplicht.inlezen.conftest import VANDAAG

STOP = date(2026, 10, 15)
A01 = {"soort": "A01", "gestopt_op": "15-10-2026", "brin": "25LP00", "onderwijssoort": "Mbo niveau 2"}
A02 = {"soort": "A02", "ingeschreven_op": "02-11-2026", "brin": "16SW03", "onderwijssoort": "mbo_3"}
A05 = {"soort": "A05", "ingeschreven_op": "01-10-2026", "brin": "25LP00"}
VELDEN = ("leerling__voornaam", "populatie", "aangemeld_op", "gestopt_op", "schooljaar", "leeftijd")


def _bestand(*rijen: dict[str, str]) -> str:
    return bestand(BRON, *rijen)


def _noa(loket, **velden) -> Leerling:
    return loket.ken(
        **{"bsn": "123456782", "achternaam": "Vries", "voornaam": "Noa", "geboortedatum": date(2008, 9, 5)}
        | velden
    )


def _schrijf_in(loket, leerling: Leerling, brin: str = "25LP00", **velden) -> None:
    with in_gemeente(loket.gemeente.pk):
        Inschrijving.objects.create(
            gemeente=loket.gemeente,
            leerling=leerling,
            school=School.objects.get(brin=brin),
            onderwijssoort=Code.objects.get(lijst="onderwijssoort", code="mbo_2"),
            **{"van": date(2025, 8, 1)} | velden,
        )


def _traject(loket, leerling: Leerling, **velden) -> Traject:
    with in_gemeente(loket.gemeente.pk):
        zaak = Zaak.objects.create(
            gemeente=loket.gemeente,
            nummer=Zaak.objects.count() + 900,
            leerling=leerling,
            soort="traject",
            compartiment="doorstroompunt",
            geopend_op=date(2026, 10, 20),
        )
        vast = {"populatie": "uitvaller", "aangemeld_op": date(2026, 10, 20), "gestopt_op": STOP, "leeftijd": 18}
        return Traject.objects.create(gemeente=loket.gemeente, zaak=zaak, leerling=leerling, **vast | velden)


def test_een_uitvaller_krijgt_een_traject_en_zijn_inschrijving_eindigt(loket):
    _schrijf_in(loket, _noa(loket))
    klaar = loket.in_een_keer(BRON, _bestand(NOA | A01 | {"reden": "Wil werken"}))
    assert (klaar.status, klaar.telling, klaar.fout) == (Status.INGELEZEN, {"nieuw": 1}, "")
    assert loket.rijen(Traject, *VELDEN, "onderwijssoort__code", "reden__code", "toelichting") == [
        ("Noa", "uitvaller", VANDAAG, STOP, 2026, 18, "mbo_2", "werken",
         "Uit lijst A01 van DUO. Laatste school: ROC De Vaart.")
    ]  # fmt: skip
    assert loket.rijen(Zaak, "nummer", "soort", "compartiment", "geopend_op") == [
        (1, "traject", "doorstroompunt", VANDAAG)
    ]
    assert loket.rijen(Gebeurtenis, "op", "soort", "titel") == [
        (VANDAAG, "melding", "Traject geopend"),
        (STOP, "besluit", "Inschrijving beëindigd: ROC De Vaart"),
    ]
    assert loket.rijen(Taak, "titel", "vervalt_op", "waarom") == [
        ("Zoek contact met de jongere", date(2026, 12, 1),
         "5 werkdagen na het in beeld komen op 24-11-2026 (eigen termijn)")
    ]  # fmt: skip
    assert loket.rijen(Inschrijving, "van", "tot_en_met") == [(date(2025, 8, 1), STOP)]


@pytest.mark.parametrize(
    ("gestopt_op", "op", "populatie", "schooljaar"),
    [
        ("01-08-2026", VANDAAG, "uitvaller", 2026),
        # Of the former school year, which is counted by now.
        ("31-07-2026", VANDAAG, "oude_vsv", 2026),
        ("31-07-2026", date(2026, 10, 1), "uitvaller", 2025),
        ("31-07-2026", date(2026, 10, 2), "oude_vsv", 2026),
        ("31-07-2025", date(2026, 9, 30), "oude_vsv", 2026),
    ],
)
def test_de_populatie_volgt_uit_de_dag_van_stoppen(loket, today_is, gestopt_op, op, populatie, schooljaar):
    today_is(op)
    loket.in_een_keer(BRON, _bestand(NOA | A01 | {"gestopt_op": gestopt_op, "onderwijssoort": "mbo_2"}))
    assert loket.rijen(Traject, "populatie", "schooljaar", "aangemeld_op") == [(populatie, schooljaar, op)]


def test_driemaal_hetzelfde_bestand_en_terug(loket):
    noa = _noa(loket)
    _schrijf_in(loket, noa)
    sem = loket.ken(bsn="111222333", achternaam="Bakker", voornaam="Sem", geboortedatum=date(2008, 2, 1))
    _traject(loket, sem)
    voor = loket.tabellen()
    inhoud = _bestand(
        NOA | A01,
        LOT | A01 | {"bsn": "100000009", "gestopt_op": "01-02-2025"},
        SEM | A01 | {"gestopt_op": "20-10-2026"},
        SEM | A02,
    )
    eerste = loket.in_een_keer(BRON, inhoud)
    assert (eerste.status, eerste.telling) == (Status.INGELEZEN, {"nieuw": 3, "gewijzigd": 1})
    daarna = loket.tabellen()
    for _ in range(2):
        weer = loket.in_een_keer(BRON, inhoud)
        assert (weer.status, weer.telling) == (Status.INGELEZEN, {"gelijk": 4})
        assert loket.tabellen() == daarna
    terug = loket.draai_terug(eerste)
    assert (terug.status, terug.gebleven) == (Status.TERUGGEDRAAID, 0)
    assert loket.tabellen() == voor


def test_een_open_traject_krijgt_de_datum_van_duo_maar_niet_tegen_een_latere_verbetering_in(loket):
    _traject(loket, _noa(loket, geboortedatum=date(2007, 10, 18)), gestopt_op=date(2026, 10, 17))
    noa = NOA | {"geboortedatum": "18-10-2007"}
    gezien = loket.bied_aan(BRON, _bestand(noa | A01 | {"gestopt_op": "19-10-2026"}))
    with in_gemeente(loket.gemeente.pk):
        (regel,) = gezien.regels.all()
    assert (regel.stand, regel.verschil) == ("gewijzigd", {"gestopt_op": ["17-10-2026", "19-10-2026"]})
    loket.lees_in(gezien)
    assert loket.rijen(Traject, "gestopt_op", "leeftijd") == [(date(2026, 10, 19), 19)]
    titel = "Datum van uitschrijving bijgewerkt uit lijst A01 van DUO"
    assert loket.rijen(Gebeurtenis, "titel") == [(titel,)]
    with in_gemeente(loket.gemeente.pk):
        Traject.objects.update(gestopt_op=date(2026, 10, 20))
    weer = loket.in_een_keer(BRON, _bestand(noa | A01 | {"gestopt_op": "19-10-2026"}))
    assert (weer.telling, loket.rijen(Traject, "gestopt_op")) == ({"gelijk": 1}, [(date(2026, 10, 20),)])


def test_een_afgesloten_traject_over_deze_stop_wordt_niet_opnieuw_geopend(loket):
    with in_gemeente(loket.gemeente.pk):
        uitstroom = Code.objects.filter(lijst="uitstroom-uitvaller").first()
    gesloten = {"begeleiding": "gevolgd", "uitstroom": uitstroom, "afgesloten_op": date(2026, 11, 2)}
    _traject(loket, _noa(loket), **gesloten)
    oud = loket.bied_aan(BRON, _bestand(NOA | A01 | {"gestopt_op": "14-10-2026"}))
    nieuw = loket.bied_aan(BRON, _bestand(NOA | A01 | {"gestopt_op": "03-11-2026"}))
    assert (oud.telling, nieuw.telling) == ({"gelijk": 1}, {"nieuw": 1})


def test_wie_oude_vsver_was_en_nu_weer_stopt_is_ook_een_uitvaller(loket):
    _traject(loket, _noa(loket), populatie="oude_vsv", gestopt_op=None)
    eerder = loket.bied_aan(BRON, _bestand(NOA | A01 | {"gestopt_op": "01-03-2026"}))
    assert eerder.telling == {"gewijzigd": 1}
    loket.in_een_keer(BRON, _bestand(NOA | A01))
    assert loket.rijen(Traject, "populatie", "gestopt_op") == [("oude_vsv", None), ("uitvaller", STOP)]


def test_kapotte_regels(loket):
    klaar = loket.in_een_keer(
        BRON,
        _bestand(
            NOA | A01,
            NOA | A01 | {"gestopt_op": "16-10-2026", "soort": ""},
            SEM | A01 | {"gestopt_op": ""},
            SEM | A01 | {"gestopt_op": "25-11-2026"},
            SEM | A01 | {"gestopt_op": "01-01-2008", "onderwijssoort": ""},
            SEM | A01 | {"onderwijssoort": "toverschool"},
            SEM | A01 | {"soort": "A03"},
            LOT | A01 | {"geboortedatum": "25-11-2008"},
            LOT | A01 | {"geboortedatum": "15-10-1999"},
            LOT | A02,
            SEM | {"soort": "A02"},
        ),
        alleen_goede=True,
    )
    assert (klaar.status, klaar.telling) == (Status.INGELEZEN, {"nieuw": 1, "geweigerd": 10})
    te_jong = "Onder de 18 jaar is de leerplichtambtenaar aan zet. Lees deze regel weer in als de jongere 18 is."
    assert loket.fouten(klaar) == {
        3: [["achternaam", "Deze jongere staat eerder in deze lijst."]],
        4: [["gestopt_op", "Vul bij lijst A01 de datum van uitschrijving in."]],
        5: [["gestopt_op", "Deze datum ligt in de toekomst."]],
        6: [["gestopt_op", "Deze datum ligt voor de geboortedatum."]],
        7: [
            [
                "onderwijssoort",
                "“toverschool” staat niet in onze lijst. Koppel deze code aan een van ons, of verbeter de regel.",
            ]
        ],
        8: [["soort", "“A03” staat niet in onze lijst. Koppel deze code aan een van ons, of verbeter de regel."]],
        9: [["geboortedatum", te_jong]],
        10: [["geboortedatum", "De jongere is te oud voor het Doorstroompunt."]],
        11: [["achternaam", "Deze jongere kennen wij niet."]],
        12: [["ingeschreven_op", "Vul bij lijst A02 de datum van inschrijving in."]],
    }
    assert loket.rijen(Traject, "leerling__voornaam") == [("Noa",)]


def test_wie_geen_vsver_van_ons_is(loket):
    noa = _noa(loket)
    leeg = dict.fromkeys(("startkwalificatie_op", "overleden_op", "vertrokken_op", "gevestigd_op"))
    weg = ["achternaam", "Deze jongere woont niet meer in de gemeente."]
    for velden, fout in (
        ({"startkwalificatie_op": STOP}, ["gestopt_op", "Deze jongere had toen al een startkwalificatie."]),
        ({"startkwalificatie_op": STOP + timedelta(1)}, None),
        ({"overleden_op": date(2026, 11, 1)}, ["achternaam", "Deze jongere is overleden."]),
        ({"vertrokken_op": VANDAAG}, weg),
        ({"vertrokken_op": VANDAAG + timedelta(1)}, None),
        ({"vertrokken_op": date(2026, 11, 1), "gevestigd_op": date(2026, 11, 2)}, None),
        ({"vertrokken_op": date(2026, 11, 2), "gevestigd_op": date(2026, 11, 1)}, weg),
    ):
        with in_gemeente(loket.gemeente.pk):
            Leerling.objects.filter(pk=noa.pk).update(**leeg | velden)
        gezien = loket.bied_aan(BRON, _bestand(NOA | A01))
        assert loket.fouten(gezien) == ({2: [fout]} if fout else {})


def test_wat_onze_inschrijvingen_tegenspreekt(loket):
    noa = _noa(loket)
    _schrijf_in(loket, noa, brin="16SW03")
    zin = ["brin", "Bij ons staat deze jongere nog ingeschreven bij een andere school."]
    assert loket.fouten(loket.bied_aan(BRON, _bestand(NOA | A01))) == {2: [zin]}
    with in_gemeente(loket.gemeente.pk):
        Inschrijving.objects.update(tot_en_met=date(2026, 10, 16))
    zin = ["gestopt_op", "Bij ons liep de inschrijving na deze datum nog door."]
    assert loket.fouten(loket.bied_aan(BRON, _bestand(NOA | A01))) == {2: [zin]}
    with in_gemeente(loket.gemeente.pk):
        Inschrijving.objects.update(tot_en_met=STOP)
    _traject(loket, noa, gestopt_op=date(2026, 7, 1))
    zin = "Er loopt nog een traject met een stopdatum in een ander schooljaar. Kijk dat traject eerst na."
    assert loket.fouten(loket.bied_aan(BRON, _bestand(NOA | A01))) == {2: [["gestopt_op", zin]]}


def test_weer_ingeschreven_is_een_inschrijving_een_regel_en_een_taak(loket):
    _traject(loket, _noa(loket))
    loket.ken(bsn="111222333", achternaam="Bakker", voornaam="Sem", geboortedatum=date(2008, 2, 1))
    klaar = loket.in_een_keer(BRON, _bestand(NOA | A02, SEM | A02))
    assert (klaar.status, klaar.telling) == (Status.INGELEZEN, {"nieuw": 2})
    dag = date(2026, 11, 2)
    velden = ("leerling__voornaam", "school__brin", "onderwijssoort__code", "van", "tot_en_met")
    assert loket.rijen(Inschrijving, *velden) == [
        ("Noa", "16SW03", "mbo_3", dag, None),
        ("Sem", "16SW03", "mbo_3", dag, None),
    ]
    assert loket.rijen(Gebeurtenis, "op", "titel", "toelichting") == [
        (dag, "Weer ingeschreven volgens lijst A02 van DUO", "De Brug")
    ]
    assert loket.rijen(Taak, "titel", "vervalt_op") == [
        ("Ga na of het traject kan worden afgesloten", date(2026, 12, 1))
    ]
    assert loket.rijen(Traject, "afgesloten_op") == [(None,)]


def test_de_startset_wordt_alleen_vergeleken(loket):
    _schrijf_in(loket, _noa(loket))
    voor = loket.tabellen()
    klaar = loket.in_een_keer(BRON, _bestand(NOA | A05, LOT | A05), alleen_goede=True)
    assert (klaar.status, klaar.telling) == (Status.INGELEZEN, {"gelijk": 1, "geweigerd": 1})
    assert loket.fouten(klaar) == {3: [["achternaam", "Deze jongere kennen wij niet."]]}
    elders = loket.bied_aan(BRON, _bestand(NOA | A05 | {"brin": "16SW03"}))
    zin = "Deze jongere staat bij ons op een andere school ingeschreven."
    assert loket.fouten(elders) == {2: [["brin", zin]]}
    eerder = loket.bied_aan(BRON, _bestand(NOA | A05 | {"ingeschreven_op": "31-07-2025"}))
    zin = "Deze jongere staat bij ons op die dag niet ingeschreven."
    assert loket.fouten(eerder) == {2: [["achternaam", zin]]}
    assert loket.tabellen() == voor


@FUZZ
@given(rijen=rijen_van(BRON, NOA | A01))
def test_wat_er_ook_in_de_cellen_staat(loket, rijen):
    gezien = loket.bied_aan(BRON, _bestand(*rijen))
    assert (gezien.status, gezien.totaal) == (Status.GECONTROLEERD, len(rijen))
    klaar = loket.lees_in(gezien, alleen_goede=True)
    assert (klaar.status, klaar.telling) == (Status.INGELEZEN, gezien.telling)
