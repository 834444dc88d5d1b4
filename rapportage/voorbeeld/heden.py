"""Open work, as it lies on the desks on the day the example is loaded."""

from datetime import date, timedelta

from doorstroompunt.choices import REDEN_GESTOPT, REDEN_ZORG_18PLUS, Populatie
from leerplicht.models import Zaak
from leerplicht.rules import begin_schooljaar, einde_schooljaar, schooljaar_van
from meldingen.choices import Besluit, Grondslag, InStaat, Soort, Zaaksoort
from meldingen.models import Onderzoek
from rapportage.voorbeeld.absoluut import zonder_school
from rapportage.voorbeeld.binnengekomen import maak_binnengekomen
from rapportage.voorbeeld.inschrijvingen import schrijf_in
from rapportage.voorbeeld.jgz import registreer_jgz
from rapportage.voorbeeld.kalender import is_werkdag, werkdag, werkdag_terug
from rapportage.voorbeeld.meldingen import Geval, geef_redenen, registreer
from rapportage.voorbeeld.personen import Bevolking, Persoon, Plek
from rapportage.voorbeeld.scholen import Klas
from rapportage.voorbeeld.trajecten import begeleid, open_traject
from rapportage.voorbeeld.vrijstellingen import registreer_vrijstelling

SOORTEN = {
    Soort.RELATIEF_WETTELIJK: ["vmbo", "havo", "mbo_2", "mbo_4", "vo_onderbouw", "mbo_1"],
    Soort.RELATIEF_LICHT: ["vmbo", "havo", "vwo"],
    Soort.THUISZITTER: ["bo", "vso", "vmbo", "so"],
    Soort.ZORG: ["bo", "vo_onderbouw", "vmbo", "havo"],
    Soort.LUXE: ["bo"],
    Soort.VERZUIM_18PLUS: ["mbo_2", "mbo_3", "mbo_4"],
}
OPEN_MELDINGEN = {
    Soort.RELATIEF_WETTELIJK: 18,
    Soort.RELATIEF_LICHT: 9,
    Soort.THUISZITTER: 8,
    Soort.ZORG: 12,
    Soort.LUXE: 3,
    Soort.VERZUIM_18PLUS: 8,
}
OPEN_ABSOLUUT = 6
REDENEN = {
    Soort.ABSOLUUT: "wachtlijst_taalklas",
    Soort.THUISZITTER: "psychisch_internaliserend",
    Soort.LUXE: "vakantie",
}
OPEN_AANVRAGEN = (
    (Grondslag.ARTIKEL_3A, "vmbo", Klas(3, 14)),
    (Grondslag.ARTIKEL_3B, "mbo_1", Klas(1, 15)),
    (Grondslag.ONDER_A, "so", Klas(4, 8)),
    (Grondslag.ONDER_A, "vso", Klas(2, 14)),
    (Grondslag.ONDER_B, "bo", Klas(3, 6)),
    (Grondslag.ARTIKEL_11G, "bo", Klas(5, 8)),
)
OPEN_TRAJECTEN = {
    Populatie.UITVALLER: 10,
    Populatie.ZORG_18PLUS: 5,
    Populatie.OUDE_VSV: 4,
    Populatie.KWETSBAAR: 5,
}
# The terms of the team, in working days after the melding, with what is to be done by then.
STAPPEN = (
    (2, "Ontvangst bevestigen"),
    (5, "Eerste contact leggen"),
    (10, "Gesprek voeren"),
    (20, "Voortgang nagaan"),
)
# A step that is longer overdue than this has been done.
HOOGSTENS_TE_LAAT = timedelta(days=4)
TERUG_TE_KIJKEN = 42
EEN_OP_DE = 6


def plus_werkdagen(dag: date, aantal: int) -> date:
    while aantal:
        dag += timedelta(days=1)
        aantal -= is_werkdag(dag)
    return dag


class Heden:
    """`schooljaar`: that of today; in its first weeks the one that just ended, for there is no work in it yet."""

    def __init__(self, bevolking: Bevolking):
        self.bevolking, self.dossiers, self.rng = bevolking, bevolking.dossiers, bevolking.dossiers.rng
        self.vandaag = bevolking.dossiers.vandaag
        self.schooljaar = schooljaar_van(self.vandaag - timedelta(days=30))
        self.laatste = min(self.vandaag, einde_schooljaar(self.schooljaar))

    def dag(self) -> date:
        """A working day of the last weeks, the nearest ones most often."""
        eerste = max(begin_schooljaar(self.schooljaar), self.laatste - timedelta(days=TERUG_TE_KIJKEN))
        terug = int((self.laatste - eerste).days * self.rng.random() ** 2)
        dag = werkdag_terug(self.laatste - timedelta(days=terug))
        return dag if dag >= eerste else werkdag(eerste)

    def van_het_team(self) -> bool:
        return self.rng.randrange(EEN_OP_DE) == 0

    def plan_stap(self, zaak: Zaak, op: date) -> None:
        """The first step that is still to be done, or a review every four weeks after them."""
        grens = self.vandaag - HOOGSTENS_TE_LAAT
        for werkdagen, titel in STAPPEN:
            vervalt_op = plus_werkdagen(op, werkdagen)
            if vervalt_op >= grens:
                waarom = f"Binnen {werkdagen} werkdagen na de melding"
                self.dossiers.plan(zaak, titel=titel, vervalt_op=vervalt_op, waarom=waarom)
                return
        while vervalt_op < grens:
            vervalt_op = plus_werkdagen(vervalt_op, 20)
        waarom = "Elke 20 werkdagen zolang het dossier open is"
        self.dossiers.plan(zaak, titel="Voortgang nagaan", vervalt_op=vervalt_op, waarom=waarom)


def maak_heden(bevolking: Bevolking) -> None:
    """Open meldingen, aanvragen, examinations and trajecten, with what is to be done in each."""
    heden = Heden(bevolking)
    for soort, aantal in OPEN_MELDINGEN.items():
        for _ in range(aantal):
            _melding(heden, soort)
    for nummer in range(OPEN_ABSOLUUT):
        _absoluut(heden, vastgesteld=nummer % 2 == 0)
    _vrijstellingen(heden)
    _jgz(heden)
    for populatie, aantal in OPEN_TRAJECTEN.items():
        for _ in range(aantal):
            _traject(heden, populatie)
    maak_binnengekomen(heden)


def _melding(heden: Heden, soort: Soort) -> None:
    rng, op = heden.rng, heden.dag()
    onderwijs = rng.choice(SOORTEN[soort])
    if soort == Soort.VERZUIM_18PLUS:
        persoon = heden.bevolking.student(onderwijs, heden.schooljaar, rng.randint(18, 21), eigen_gezin=True)
    else:
        persoon = heden.bevolking.leerling(onderwijs, heden.schooljaar)
    velden: dict = {}
    if soort == Soort.LUXE:
        velden = {"gezin": persoon.leerling.gezin, "verwijtbaarheid_onderzocht": False}
    if soort == Soort.THUISZITTER:
        velden = {"verzuim_van": op - timedelta(days=rng.randint(28, 50)), "geoorloofd": rng.random() < 0.5}
    geval = registreer(
        heden.dossiers,
        persoon,
        soort,
        op,
        persoon.plekken[heden.schooljaar],
        van_het_team=heden.van_het_team(),
        **velden,
    )
    _begin(heden, geval)


def _begin(heden: Heden, geval: Geval) -> None:
    soort = Soort(geval.melding.soort)
    # The reden is often not known yet in the first days.
    if heden.rng.random() < 0.6:
        geef_redenen(heden.dossiers, [(geval, REDENEN.get(soort, "psychosociaal"))])
    heden.plan_stap(geval.melding.zaak, geval.gemeld_op)


def _absoluut(heden: Heden, *, vastgesteld: bool) -> None:
    op = heden.dag()
    persoon = zonder_school(heden.bevolking, heden.rng.choice(["po", "vo"]), heden.schooljaar)
    if not vastgesteld:
        zaak = heden.dossiers.open_zaak(
            persoon.leerling, soort=Zaaksoort.ONDERZOEK, op=op, titel="Onderzoek naar absoluut verzuim gestart"
        )
        heden.dossiers.voeg_toe(Onderzoek(zaak=zaak, leerling=persoon.leerling, gestart_op=op))
        heden.plan_stap(zaak, op)
        return
    geval = registreer(heden.dossiers, persoon, Soort.ABSOLUUT, op, persoon.plek, zaaksoort=Zaaksoort.ONDERZOEK)
    heden.dossiers.voeg_toe(
        Onderzoek(
            zaak=geval.melding.zaak,
            leerling=persoon.leerling,
            gestart_op=op,
            uitkomst="vastgesteld",
            afgerond_op=op,
            melding=geval.melding,
        )
    )
    _begin(heden, geval)


def _vrijstellingen(heden: Heden) -> None:
    for grondslag, soort, klas in OPEN_AANVRAGEN:
        op = heden.dag()
        persoon = heden.bevolking.leerling(soort, heden.schooljaar, klas=klas)
        vrijstelling = registreer_vrijstelling(heden.dossiers, persoon, grondslag, op)
        heden.dossiers.plan(
            vrijstelling.zaak,
            titel="Beslissen op de aanvraag",
            vervalt_op=werkdag(op + timedelta(days=28)),
            waarom="Binnen vier weken na ontvangst",
        )
    for dagen in (9, 16, 24, 33, 47):
        persoon = heden.bevolking.leerling("so", heden.schooljaar)
        tot_en_met = heden.vandaag + timedelta(days=dagen)
        besloten_op = werkdag(tot_en_met - timedelta(days=364))
        registreer_vrijstelling(
            heden.dossiers,
            persoon,
            Grondslag.ONDER_A,
            werkdag(besloten_op - timedelta(days=21)),
            besluit=Besluit.VERLEEND,
            besloten_op=besloten_op,
            geldig_van=besloten_op,
            geldig_tot_en_met=tot_en_met,
            bezocht_speciaal_onderwijs=True,
        )


def _jgz(heden: Heden) -> None:
    """Five whose follow-up is due about now, three who were not examined yet."""
    for dagen in (66, 62, 58, 55, 50):
        persoon = heden.bevolking.leerling("vmbo", heden.schooljaar)
        onderzocht_op = werkdag(heden.vandaag - timedelta(days=dagen))
        onderzoek = registreer_jgz(
            heden.dossiers,
            persoon,
            werkdag_terug(onderzocht_op - timedelta(days=14)),
            heden.schooljaar,
            onderzocht_op=onderzocht_op,
            in_staat=heden.rng.choice([InStaat.JA, InStaat.GEDEELTELIJK]),
        )
        heden.dossiers.plan(
            onderzoek.zaak,
            titel="Navragen bij school: is het ziekteverzuim verminderd?",
            vervalt_op=werkdag(onderzocht_op + timedelta(days=61)),
            waarom="Twee maanden na het onderzoek",
        )
    for _ in range(3):
        persoon = heden.bevolking.leerling("havo", heden.schooljaar)
        onderzoek = registreer_jgz(heden.dossiers, persoon, heden.dag(), heden.schooljaar)
        heden.plan_stap(onderzoek.zaak, onderzoek.aangevraagd_op)


def _traject(heden: Heden, populatie: Populatie) -> None:
    rng, op = heden.rng, heden.dag()
    soort = "pro" if populatie == Populatie.KWETSBAAR else rng.choice(["mbo_2", "mbo_3", "mbo_4"])
    persoon = heden.bevolking.student(soort, heden.schooljaar, rng.randint(18, 20), eigen_gezin=True)
    velden: dict = {}
    if populatie != Populatie.ZORG_18PLUS:
        velden["gestopt_op"] = _gestopt(heden, persoon, populatie, op)
    traject = open_traject(heden.dossiers, persoon, populatie, op, soort, **velden)
    if populatie == Populatie.ZORG_18PLUS:
        traject.reden = heden.dossiers.code(REDEN_ZORG_18PLUS, "woonproblematiek")
    if populatie == Populatie.UITVALLER:
        traject.reden = heden.dossiers.code(REDEN_GESTOPT, "werken")
    if op < heden.vandaag - timedelta(days=28):
        begeleid(heden.dossiers, traject)
    heden.plan_stap(traject.zaak, op)


def _gestopt(heden: Heden, persoon: Persoon, populatie: Populatie, op: date) -> date:
    """The day he left: just now, or for an oude vsv'er two years ago."""
    begin = begin_schooljaar(heden.schooljaar)
    gestopt_op = max(begin, werkdag_terug(op - timedelta(days=7)))
    if populatie == Populatie.OUDE_VSV:
        gestopt_op = werkdag_terug(date(heden.schooljaar - 1, 3, 15))
    persoon.doorlopend = False
    plek = Plek(persoon.plek.soort, None, persoon.plek.school)
    schrijf_in(heden.dossiers, persoon, plek, begin_schooljaar(heden.schooljaar - 2), gestopt_op)
    return gestopt_op
