"""A traject of the example, and the two small groups that are followed: oude vsv'ers and kwetsbare jongeren."""

from datetime import date, timedelta
from random import Random

from doorstroompunt.choices import (
    REDEN_GEEN_GEBRUIK,
    Begeleiding,
    PogingResultaat,
    PogingSoort,
    Populatie,
    Zaaksoort,
    uitstroom_lijst,
)
from doorstroompunt.models import Poging, Traject
from leerplicht.models import Compartiment
from leerplicht.rules import begin_schooljaar, einde_schooljaar, teldatum
from rapportage.voorbeeld.dossiers import Dossiers
from rapportage.voorbeeld.gepubliceerd import kerncijfer, kolom, kolommen
from rapportage.voorbeeld.inschrijvingen import schrijf_in
from rapportage.voorbeeld.jaarcijfers import VERSLAGJAAR
from rapportage.voorbeeld.kalender import dag_tussen, lesdag, werkdag, werkdag_na
from rapportage.voorbeeld.personen import Bevolking, Persoon, Plek, geboren_bij_leeftijd
from rapportage.voorbeeld.verdeling import uitgeschreven

# Oude vsv'ers with a known destination: in detail, adding up to the shares of grafiek 5.
UITSTROOM_OUDE_VSV = {
    "werk_regulier": 35,
    "mbo": 11,
    "vavo_havo": 2,
    "startkwalificatie": 1,
    "reintegratie_wzi": 8,
    "hulpverlening": 3,
    "geen_motivatie": 2,
    "verhuisd": 2,
}


def open_traject(
    dossiers: Dossiers, persoon: Persoon, populatie: Populatie, op: date, soort: str, **velden
) -> Traject:
    """A traject with its zaak and a first try to make contact."""
    zaak = dossiers.open_zaak(
        persoon.leerling,
        soort=Zaaksoort.TRAJECT,
        op=op,
        titel=f"In beeld: {populatie.label}",
        compartiment=Compartiment.DOORSTROOMPUNT,
    )
    soort_poging = dossiers.rng.choice([PogingSoort.BRIEF, PogingSoort.TELEFOON])
    verzonden = soort_poging == PogingSoort.BRIEF
    dossiers.voeg_toe(
        Poging(
            zaak=zaak,
            soort=soort_poging,
            op=op,
            resultaat=PogingResultaat.VERZONDEN if verzonden else PogingResultaat.NIET_BEREIKT,
        )
    )
    return dossiers.voeg_toe(
        Traject(
            zaak=zaak,
            leerling=persoon.leerling,
            populatie=populatie,
            aangemeld_op=op,
            leeftijd=persoon.leeftijd(velden.get("gestopt_op") or op),
            onderwijssoort=dossiers.code("onderwijssoort", soort),
            **velden,
        )
    )


def begeleid(dossiers: Dossiers, traject: Traject) -> None:
    """The young person accepts the offer of help."""
    traject.begeleiding = Begeleiding.BEGELEID
    traject.begeleiding_vanaf = werkdag(traject.aangemeld_op + timedelta(days=dossiers.rng.randint(3, 28)))
    dossiers.leg_vast(traject.zaak, "gesprek", "Intake, begeleiding begonnen", traject.begeleiding_vanaf)


def geen_gebruik(dossiers: Dossiers, traject: Traject, reden: str, op: date) -> None:
    """No use of the offer: closed with the reason, without a destination."""
    traject.begeleiding = Begeleiding.GEEN_GEBRUIK
    traject.reden_geen_gebruik = dossiers.code(REDEN_GEEN_GEBRUIK, reden)
    traject.afgesloten_op = op
    titel = f"Geen gebruik van begeleiding: {traject.reden_geen_gebruik.label}"
    dossiers.sluit_zaak(traject.zaak, op=op, titel=titel)


def laat_uitstromen(dossiers: Dossiers, traject: Traject, uitstroom: str, op: date) -> None:
    traject.uitstroom = dossiers.code(uitstroom_lijst(traject.populatie), uitstroom)
    traject.afgesloten_op = op
    dossiers.sluit_zaak(traject.zaak, op=op, titel=f"Uitstroom: {traject.uitstroom.label}")


def sluitdag(rng: Random, traject: Traject, peildatum: date) -> date:
    """A working day after the last step so far and not after the peildatum."""
    begin = traject.begeleiding_vanaf or traject.aangemeld_op
    return werkdag_na(rng, begin, minstens=14, hoogstens=150, uiterlijk=peildatum)


def maak_oude_vsv(bevolking: Bevolking) -> None:
    """Who left in an earlier year, and was approached in 2023-2024 (tabel 14, grafiek 5)."""
    dossiers, rng, peildatum = bevolking.dossiers, bevolking.dossiers.rng, teldatum(VERSLAGJAAR)
    redenen = uitgeschreven(rng, kolom("tabel-14", niveau=2))
    aantal_begeleid = kolom("tabel-14")["begeleid"]
    bekend = sum(UITSTROOM_OUDE_VSV.values())
    uitstroom = uitgeschreven(rng, UITSTROOM_OUDE_VSV | {"onbekend": aantal_begeleid - bekend})
    for nummer in range(kerncijfer("oude_vsv_benaderd")):
        gestopt_op = lesdag(rng, VERSLAGJAAR - rng.randint(1, 2))
        op = lesdag(rng, VERSLAGJAAR)
        soort = rng.choice(["mbo_2", "mbo_3", "mbo_4", "vmbo", "onbekend"])
        persoon = bevolking.persoon(geboren_bij_leeftijd(rng, rng.randint(19, 22), op), eigen_gezin=True)
        schrijf_in(dossiers, persoon, Plek(soort, None, bevolking.school(soort)),
                   begin_schooljaar(VERSLAGJAAR - 3), gestopt_op)  # fmt: skip
        traject = open_traject(dossiers, persoon, Populatie.OUDE_VSV, op, soort, gestopt_op=gestopt_op)
        if nummer >= aantal_begeleid:
            geen_gebruik(dossiers, traject, redenen.pop(), sluitdag(rng, traject, peildatum))
            continue
        begeleid(dossiers, traject)
        naar = uitstroom.pop()
        klaar_op = sluitdag(rng, traject, peildatum)
        laat_uitstromen(dossiers, traject, naar, klaar_op)
        terug_naar_school(bevolking, persoon, naar, klaar_op)


def terug_naar_school(bevolking: Bevolking, persoon: Persoon, uitstroom: str, op: date) -> None:
    """What a destination in education means for enrolment or startkwalificatie."""
    rng = bevolking.dossiers.rng
    soorten = {
        "mbo": ["mbo_2", "mbo_3", "mbo_4"],
        "onderwijs": ["mbo_2"],
        "vo_vso": ["vso"],
        "vavo_havo": ["vavo"],
    }
    if uitstroom == "startkwalificatie":
        persoon.leerling.startkwalificatie_op = op
    elif uitstroom in soorten:
        soort = rng.choice(soorten[uitstroom])
        schrijf_in(bevolking.dossiers, persoon, Plek(soort, None, bevolking.school(soort)), op)


def maak_kwetsbaar(bevolking: Bevolking) -> None:
    """Jongeren from pro, vso and entree, by age on the peildatum (tabel 15 and 16)."""
    dossiers, rng, peildatum = bevolking.dossiers, bevolking.dossiers.rng, teldatum(VERSLAGJAAR)
    begeleiding = uitgeschreven(
        rng,
        {
            True: kerncijfer("kwetsbare_jongeren_begeleid"),
            False: kerncijfer("kwetsbare_jongeren_totaal") - kerncijfer("kwetsbare_jongeren_begeleid"),
        },
    )
    # The youngest were still too young to leave in the year before.
    jongsten = sum(kolom("tabel-15", 0).values())
    gestopt_dit_jaar = uitgeschreven(
        rng,
        {
            True: kerncijfer("kwetsbare_jongeren_in_verslagjaar") - jongsten,
            False: kerncijfer("kwetsbare_jongeren_eerder"),
        },
    )
    uitstroom = uitgeschreven(rng, kolom("tabel-16"))
    for kolomnummer, leeftijd in enumerate(kolommen("tabel-15")[:-1]):
        for soort, aantal in kolom("tabel-15", kolomnummer).items():
            for _ in range(aantal):
                persoon = bevolking.persoon(geboren_bij_leeftijd(rng, int(leeftijd), peildatum), eigen_gezin=True)
                dit_jaar = kolomnummer == 0 or gestopt_dit_jaar.pop()
                gestopt_op = lesdag(rng, VERSLAGJAAR if dit_jaar else VERSLAGJAAR - 1)
                schrijf_in(dossiers, persoon, Plek(soort, None, bevolking.school(soort)),
                           begin_schooljaar(VERSLAGJAAR - 2), gestopt_op)  # fmt: skip
                eerste = max(gestopt_op, begin_schooljaar(VERSLAGJAAR))
                op = werkdag(dag_tussen(rng, eerste, min(eerste + timedelta(days=30), _laatste_werkdag())))
                traject = open_traject(dossiers, persoon, Populatie.KWETSBAAR, op, soort, gestopt_op=gestopt_op)
                traject.begeleiding = Begeleiding.GEVOLGD
                if begeleiding.pop():
                    begeleid(dossiers, traject)
                naar = uitstroom.pop()
                klaar_op = sluitdag(rng, traject, peildatum)
                laat_uitstromen(dossiers, traject, naar, klaar_op)
                terug_naar_school(bevolking, persoon, naar, klaar_op)


def _laatste_werkdag() -> date:
    """So early that a working day after it still lies in the school year."""
    return einde_schooljaar(VERSLAGJAAR) - timedelta(days=5)
