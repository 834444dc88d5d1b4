"""Prevention from 18: verzuim 18+ of a school year, and zorg 18+."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from doorstroompunt.choices import REDEN_ZORG_18PLUS, Populatie
from leerplicht.rules import begin_schooljaar, teldatum
from meldingen.choices import Soort
from rapportage.voorbeeld.dossiers import Dossiers
from rapportage.voorbeeld.gepubliceerd import kerncijfer
from rapportage.voorbeeld.jaarcijfers import VERSLAGJAAR, VORIG_JAAR
from rapportage.voorbeeld.kalender import lesdag, werkdag_na
from rapportage.voorbeeld.meldingen import geef_redenen, registreer, sluit
from rapportage.voorbeeld.personen import Bevolking, Persoon
from rapportage.voorbeeld.trajecten import begeleid, laat_uitstromen, open_traject, sluitdag
from rapportage.voorbeeld.uitvallers import Uitvaller
from rapportage.voorbeeld.verdeling import deel_toe, schaal, uitgeschreven

MBO = ["mbo_1", "mbo_2", "mbo_2", "mbo_3", "mbo_4", "mbo_4", "mbo_4"]
REDENEN_VERZUIM = {
    "ongemotiveerd": 35,
    "psychosociaal": 22,
    "werk": 12,
    "ziekte": 12,
    "verkeerde_opleiding": 10,
    "overig": 9,
}
BRIEF, CONTACT, KENNISNAME = "waarschuwingsbrief", "preventief_contact", "ter_kennisname"

# Only shares were printed; these counts follow them.
REDENEN_ZORG = {"woonproblematiek": 35, "psychosociaal": 33, "studie": 26, "overig": 11}
# Of the 41 who stayed at school or obtained a startkwalificatie; the division is invented.
MET_STARTKWALIFICATIE = 6
NOG_OPEN = 6
NOG_ALTIJD_OPEN = 2


@dataclass(frozen=True)
class Verzuimcijfers:
    """Distinct jongeren: `met_brief` and `met_contact` overlap; together they are `in_contact`."""

    schooljaar: int
    meldingen: int
    jongeren: int
    met_brief: int
    met_contact: int
    in_contact: int
    gestopt: int

    @property
    def resultaten(self) -> list[tuple[str, ...]]:
        """Per jongere the results that he must have had, the most first."""
        beide = self.met_brief + self.met_contact - self.in_contact
        return [
            *[(BRIEF, CONTACT)] * beide,
            *[(BRIEF,)] * (self.met_brief - beide),
            *[(CONTACT,)] * (self.met_contact - beide),
            *[(KENNISNAME,)] * (self.jongeren - self.in_contact),
        ]


def van_verslagjaar() -> Verzuimcijfers:
    return Verzuimcijfers(
        schooljaar=VERSLAGJAAR,
        meldingen=kerncijfer("verzuim_18plus_meldingen"),
        jongeren=kerncijfer("verzuim_18plus_jongeren"),
        met_brief=kerncijfer("verzuim_18plus_waarschuwingsbrief"),
        met_contact=kerncijfer("verzuim_18plus_preventief_contact"),
        in_contact=kerncijfer("verzuim_18plus_contact"),
        gestopt=kerncijfer("verzuim_18plus_gestopt"),
    )


def van_vorig_jaar() -> Verzuimcijfers:
    """Only the number of jongeren is known; the rest is invented."""
    jongeren = kerncijfer("verzuim_18plus_jongeren_vorig_jaar")
    return Verzuimcijfers(VORIG_JAAR, 1310, jongeren, met_brief=360, met_contact=290, in_contact=460, gestopt=160)


def maak_verzuim(bevolking: Bevolking, cijfers: Verzuimcijfers, uitvallers: list[Uitvaller]) -> None:
    """All meldingen verzuim 18+; `uitvallers` are those who may have been reported before they stopped."""
    dossiers, rng, schooljaar = bevolking.dossiers, bevolking.dossiers.rng, cijfers.schooljaar
    gestopt = rng.sample(uitvallers, cijfers.gestopt)
    jongeren: list[tuple[Persoon, date]] = [(uitvaller.persoon, _gestopt_op(uitvaller)) for uitvaller in gestopt]
    for _ in range(cijfers.jongeren - cijfers.gestopt):
        student = bevolking.student(rng.choice(MBO), schooljaar, rng.randint(18, 21), eigen_gezin=True)
        jongeren.append((student, date.max))
    rng.shuffle(jongeren)
    verplicht = cijfers.resultaten
    extra = Counter(rng.choices(range(len(jongeren)), k=cijfers.meldingen - sum(map(len, verplicht))))
    gevallen = []
    for nummer, ((persoon, tot_en_met), resultaten) in enumerate(zip(jongeren, verplicht, strict=True)):
        keren = [*resultaten, *[KENNISNAME] * extra[nummer]]
        dagen = sorted(lesdag(rng, schooljaar, tot_en_met=tot_en_met) for _ in keren)
        for op, resultaat in zip(dagen, keren, strict=True):
            geval = registreer(dossiers, persoon, Soort.VERZUIM_18PLUS, op, persoon.plekken[schooljaar])
            sluit(dossiers, geval, resultaat, werkdag_na(rng, op, minstens=2, hoogstens=25))
            gevallen.append(geval)
    redenen = schaal(REDENEN_VERZUIM, len(gevallen))
    geef_redenen(dossiers, zip(gevallen, uitgeschreven(rng, redenen), strict=True))


def _gestopt_op(uitvaller: Uitvaller) -> date:
    gestopt_op = uitvaller.traject.gestopt_op
    assert gestopt_op is not None
    return gestopt_op


def maak_zorg(bevolking: Bevolking, uitvallers: list[Uitvaller]) -> None:
    """Zorg 18+ of 2023-2024; who stopped is one of the `uitvallers`."""
    rng, aantal = bevolking.dossiers.rng, kerncijfer("zorg_18plus_jongeren")
    gebleven = kerncijfer("zorg_18plus_op_school_of_startkwalificatie")
    gestopt = rng.sample(uitvallers, kerncijfer("zorg_18plus_gestopt"))
    anders = aantal - gebleven - len(gestopt)
    uitstroom = {
        "op_school": gebleven - MET_STARTKWALIFICATIE,
        "startkwalificatie": MET_STARTKWALIFICATIE,
        "hulpverlening": anders - NOG_OPEN - 6,
        "onbekend": 6,
        "": NOG_OPEN,
    }
    studenten = [(_student(bevolking, VERSLAGJAAR), date.max) for _ in range(aantal - len(gestopt))]
    jongeren = [
        *zip(studenten, uitgeschreven(rng, uitstroom), strict=True),
        *(((uitvaller.persoon, _gestopt_op(uitvaller)), "gestopt") for uitvaller in gestopt),
    ]
    nog_open = NOG_ALTIJD_OPEN
    for (jongere, naar), reden in deel_toe(rng, jongeren, REDENEN_ZORG):
        (persoon, uiterlijk) = jongere
        op = lesdag(rng, VERSLAGJAAR, tot_en_met=uiterlijk)
        if naar:
            _zorg(bevolking.dossiers, persoon, VERSLAGJAAR, op, reden, naar)
        elif nog_open:
            nog_open -= 1
            _zorg(bevolking.dossiers, persoon, VERSLAGJAAR, op, reden, None)
        else:
            _zorg(bevolking.dossiers, persoon, VERSLAGJAAR, op, reden, "hulpverlening", na_peildatum=True)


def maak_zorg_vorig_jaar(bevolking: Bevolking) -> None:
    """Only the number of jongeren is known."""
    rng, aantal = bevolking.dossiers.rng, kerncijfer("zorg_18plus_jongeren_vorig_jaar")
    redenen = uitgeschreven(rng, schaal(REDENEN_ZORG, aantal))
    for reden in redenen:
        persoon = _student(bevolking, VORIG_JAAR)
        _zorg(bevolking.dossiers, persoon, VORIG_JAAR, lesdag(rng, VORIG_JAAR), reden, "op_school")


def _student(bevolking: Bevolking, schooljaar: int) -> Persoon:
    rng = bevolking.dossiers.rng
    return bevolking.student(rng.choice(MBO), schooljaar, rng.randint(18, 21), eigen_gezin=True)


def _zorg(
    dossiers: Dossiers,
    persoon: Persoon,
    schooljaar: int,
    op: date,
    reden: str,
    uitstroom: str | None,
    *,
    na_peildatum: bool = False,
) -> None:
    rng, peildatum = dossiers.rng, teldatum(schooljaar)
    traject = open_traject(dossiers, persoon, Populatie.ZORG_18PLUS, op, persoon.plekken[schooljaar].soort)
    traject.reden = dossiers.code(REDEN_ZORG_18PLUS, reden)
    begeleid(dossiers, traject)
    if uitstroom is None:
        return
    if na_peildatum:
        op = werkdag_na(rng, peildatum, minstens=7, hoogstens=150)
    else:
        op = sluitdag(rng, traject, peildatum)
    laat_uitstromen(dossiers, traject, uitstroom, op)
    if uitstroom == "startkwalificatie":
        persoon.leerling.startkwalificatie_op = max(op, begin_schooljaar(schooljaar))
