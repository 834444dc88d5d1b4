"""Uitvallers: who stopped, what came of it, who was back on 1 October (tabel 12 and 13, grafiek 4)."""

from dataclasses import dataclass
from datetime import date

from doorstroompunt.choices import REDEN_GESTOPT, Populatie
from doorstroompunt.models import Traject
from leerplicht.rules import begin_schooljaar, teldatum
from rapportage.voorbeeld.gepubliceerd import kerncijfer, kolom, kolommen
from rapportage.voorbeeld.inschrijvingen import schrijf_in
from rapportage.voorbeeld.jaarcijfers import VERSLAGJAAR, VORIG_JAAR
from rapportage.voorbeeld.kalender import jaren_eerder, lesdag, werkdag, werkdag_na
from rapportage.voorbeeld.personen import Bevolking, Persoon, Plek, geboren_bij_leeftijd
from rapportage.voorbeeld.trajecten import (
    begeleid,
    geen_gebruik,
    laat_uitstromen,
    open_traject,
    sluitdag,
    terug_naar_school,
)
from rapportage.voorbeeld.verdeling import schaal, uitgeschreven

# Row of tabel 12 → kinds of education.
SOORTEN = {
    "vmbo": ["vmbo", "vmbo", "pro", "vso"],
    "havo": ["havo", "havo", "vavo"],
    "vwo": ["vwo"],
    "mbo": ["mbo_1", "mbo_2", "mbo_2", "mbo_3", "mbo_4", "mbo_4"],
    "onbekend": ["onbekend"],
    "inburgering": ["inburgering"],
    "particulier": ["particulier"],
}
# Only shares were printed; these counts follow them.
REDENEN = {
    "werken": 142,
    "gebrek_aan_motivatie": 81,
    "verkeerde_opleidingskeuze": 30,
    "hoogst_haalbare": 24,
    "overig": 60,
}
NOG_IN_TRAJECT = "nog_in_traject"
NOG_ALTIJD_OPEN = 3
LATER = {"mbo": 3, "werk_regulier": 6, "reintegratie_wzi": 3}
TERUG = frozenset({"mbo", "vo_vso", "vavo_havo", "startkwalificatie"})


@dataclass(frozen=True)
class Uitvalcijfers:
    """`leeftijden`: per row of tabel 12, the number per age from 18 on."""

    schooljaar: int
    leeftijden: dict[str, dict[int, int]]
    redenen: dict[str, int]
    uitstroom: dict[str, int]
    redenen_geen_gebruik: dict[str, int]
    teruggekeerd: int
    nog_altijd_open: int


@dataclass
class Uitvaller:
    """`terug` is decided by where he went; a few of those who go their own way are back at school too."""

    persoon: Persoon
    traject: Traject
    soort: str


def van_verslagjaar() -> Uitvalcijfers:
    leeftijden: dict[str, dict[int, int]] = {rij: {} for rij in SOORTEN}
    for nummer, leeftijd in enumerate(kolommen("tabel-12")[:-1]):
        for rij, aantal in kolom("tabel-12", nummer).items():
            leeftijden[rij][int(leeftijd)] = aantal
    return Uitvalcijfers(
        schooljaar=VERSLAGJAAR,
        leeftijden=leeftijden,
        redenen=REDENEN,
        uitstroom=kolom("tabel-13", niveau=2),
        redenen_geen_gebruik=kolom("overzicht-doorstroompunt-niet-begeleid"),
        teruggekeerd=kerncijfer("vsv_teruggekeerd"),
        nog_altijd_open=NOG_ALTIJD_OPEN,
    )


def van_vorig_jaar() -> Uitvalcijfers:
    """Invented, so that 280 nieuwe vsv'ers of a target population of 10.000 make the printed 2,8 %."""
    gestopt, begeleide, terug = 360, 200, 80
    nu = van_verslagjaar()
    per_cel = {(rij, jaar): n for rij, jaren in nu.leeftijden.items() for jaar, n in jaren.items()}
    namen = {f"{rij}/{jaar}": n for (rij, jaar), n in per_cel.items()}
    geschaald = schaal(namen, gestopt)
    leeftijden = {
        rij: {jaar: geschaald[f"{rij}/{jaar}"] for jaar in jaren} for rij, jaren in nu.leeftijden.items()
    }
    return Uitvalcijfers(
        schooljaar=VORIG_JAAR,
        leeftijden=leeftijden,
        redenen=schaal(nu.redenen, gestopt),
        uitstroom=schaal(nu.uitstroom, begeleide),
        redenen_geen_gebruik=schaal(nu.redenen_geen_gebruik, gestopt - begeleide),
        teruggekeerd=terug,
        nog_altijd_open=0,
    )


def maak_uitvallers(bevolking: Bevolking, cijfers: Uitvalcijfers) -> list[Uitvaller]:
    """One traject per uitvaller. None of them is enrolled on the teldatum, except who came back."""
    rng, peildatum = bevolking.dossiers.rng, teldatum(cijfers.schooljaar)
    redenen = uitgeschreven(rng, cijfers.redenen)
    uitvallers = [
        _stop(bevolking, cijfers.schooljaar, rij, leeftijd, redenen.pop())
        for rij, leeftijden in cijfers.leeftijden.items()
        for leeftijd, aantal in leeftijden.items()
        for _ in range(aantal)
    ]
    einde: list[tuple[str, str]] = [
        *(("uitstroom", code) for code in uitgeschreven(rng, cijfers.uitstroom)),
        *(("geen_gebruik", code) for code in uitgeschreven(rng, cijfers.redenen_geen_gebruik)),
    ]
    rng.shuffle(einde)
    open_gebleven = cijfers.uitstroom[NOG_IN_TRAJECT] - cijfers.nog_altijd_open
    later = uitgeschreven(rng, schaal(LATER, open_gebleven))
    terug_langs_school = sum(aantal for code, aantal in cijfers.uitstroom.items() if code in TERUG)
    zelf_terug = cijfers.teruggekeerd - terug_langs_school
    for uitvaller, (hoe, code) in zip(uitvallers, einde, strict=True):
        traject = uitvaller.traject
        if hoe == "geen_gebruik":
            op = sluitdag(rng, traject, peildatum)
            geen_gebruik(bevolking.dossiers, traject, code, op)
            if code == "werkt_of_studeert" and zelf_terug:
                zelf_terug -= 1
                terug_naar_school(bevolking, uitvaller.persoon, "mbo", op)
            continue
        begeleid(bevolking.dossiers, traject)
        if code == NOG_IN_TRAJECT:
            if later:
                _later(bevolking, uitvaller, later.pop(), peildatum)
            continue
        op = sluitdag(rng, traject, peildatum)
        laat_uitstromen(bevolking.dossiers, traject, code, op)
        terug_naar_school(bevolking, uitvaller.persoon, code, op)
    return uitvallers


def _stop(bevolking: Bevolking, schooljaar: int, rij: str, leeftijd: int, reden: str) -> Uitvaller:
    dossiers, rng = bevolking.dossiers, bevolking.dossiers.rng
    # Late enough to have been reported for absence before, from the start of the school year.
    gestopt_op = lesdag(rng, schooljaar, vanaf=date(schooljaar, 10, 9))
    meerderjarig_op = jaren_eerder(date(schooljaar, 8, 1), 18)
    geboren = geboren_bij_leeftijd(rng, leeftijd, gestopt_op, uiterlijk=meerderjarig_op)
    persoon = bevolking.persoon(geboren, eigen_gezin=True)
    soort = rng.choice(SOORTEN[rij])
    plek = Plek(soort, None, bevolking.school(soort))
    persoon.plekken[schooljaar] = plek
    persoon.doorlopend = False
    schrijf_in(dossiers, persoon, plek, begin_schooljaar(schooljaar - 1), gestopt_op)
    op = werkdag_na(rng, gestopt_op, minstens=1, hoogstens=14, uiterlijk=date(schooljaar + 1, 7, 31))
    traject = open_traject(dossiers, persoon, Populatie.UITVALLER, op, soort, gestopt_op=gestopt_op)
    traject.reden = dossiers.code(REDEN_GESTOPT, reden)
    return Uitvaller(persoon, traject, soort)


def _later(bevolking: Bevolking, uitvaller: Uitvaller, uitstroom: str, peildatum: date) -> None:
    """Still in the traject on the peildatum, and out of it some months later."""
    op = werkdag_na(bevolking.dossiers.rng, peildatum, minstens=14, hoogstens=200)
    laat_uitstromen(bevolking.dossiers, uitvaller.traject, uitstroom, op)
    terug_naar_school(bevolking, uitvaller.persoon, uitstroom, werkdag(op))
