"""What came in these days and nobody sorted yet, with a history that a proposal can lean on."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from meldingen.choices import DuoSoort, Herkomst, Soort
from meldingen.models import Melding
from rapportage.voorbeeld.kalender import werkdag_terug
from rapportage.voorbeeld.meldingen import registreer, sluit
from rapportage.voorbeeld.personen import Persoon

if TYPE_CHECKING:
    from rapportage.voorbeeld.heden import Heden

DUO = {
    Soort.LUXE: DuoSoort.LUXE,
    Soort.RELATIEF_LICHT: DuoSoort.OVERIG,
    Soort.RELATIEF_WETTELIJK: DuoSoort.WETTELIJK,
    Soort.VERZUIM_18PLUS: DuoSoort.WETTELIJK_18PLUS,
}
ONDERWIJS = {
    Soort.RELATIEF_LICHT: ["vmbo", "havo", "vwo", "vo_onderbouw"],
    Soort.RELATIEF_WETTELIJK: ["vmbo", "havo", "mbo_2", "mbo_4"],
    Soort.ZORG: ["bo", "vo_onderbouw", "vmbo"],
    Soort.VERZUIM_18PLUS: ["mbo_2", "mbo_3", "mbo_4"],
}
# How many nobody knows yet, and of how many the school wants nothing.
EERSTE = {Soort.RELATIEF_LICHT: 7, Soort.RELATIEF_WETTELIJK: 5, Soort.VERZUIM_18PLUS: 4, Soort.ZORG: 2}
TER_KENNISGEVING = {Soort.RELATIEF_LICHT: 6, Soort.ZORG: 1}
VERVOLG_OP_OPEN = {Soort.RELATIEF_LICHT: 4, Soort.RELATIEF_WETTELIJK: 5, Soort.VERZUIM_18PLUS: 2}
VERVOLG_OP_GESLOTEN = 3
LANGDURIG = 3
DAGEN = 6
TEKSTEN = {
    Soort.LUXE: [
        "Familie is volgens een broertje al in het buitenland.",
        "Vlucht was eerder goedkoper.",
    ],
    Soort.RELATIEF_LICHT: [
        "Komt vaak te laat, vooral het eerste uur.",
        "Verslaapt zich. Gesprek met mentor hielp even.",
        "Mist steeds de lessen gym en wiskunde.",
        "Bus heeft vertraging, zegt de leerling.",
    ],
    Soort.RELATIEF_WETTELIJK: [
        "Ouders reageren niet op mail of telefoon.",
        "Blijft thuis na ruzie in de klas.",
        "Werkt mogelijk onder schooltijd.",
        "Geen motivatie meer voor deze opleiding.",
    ],
    Soort.ZORG: ["Veel ziek gemeld, zonder verklaring.", "Zorgen over de situatie thuis."],
    Soort.VERZUIM_18PLUS: [
        "Reageert niet op de loopbaancoach.",
        "Wil stoppen en gaan werken.",
        "Stage is gestopt.",
    ],
}


def maak_binnengekomen(heden: "Heden") -> None:
    """Meldingen in triage: first ones, follow-ups, long absence, brothers and sisters, and one that came twice."""
    for soort, aantal in EERSTE.items():
        for _ in range(aantal):
            _nieuw(heden, _iemand(heden, soort), soort)
    for soort, aantal in TER_KENNISGEVING.items():
        for _ in range(aantal):
            _nieuw(heden, _iemand(heden, soort), soort, actie_gewenst=False)
    for soort, aantal in VERVOLG_OP_OPEN.items():
        for persoon, eerder in _bekend(heden, soort)[:aantal]:
            _nieuw(heden, persoon, soort, minstens=eerder)
    for persoon, eerder in _bekend(heden, Soort.ZORG)[:2]:
        _nieuw(heden, persoon, Soort.RELATIEF_LICHT, minstens=eerder)
    for _ in range(VERVOLG_OP_GESLOTEN):
        _pas_afgesloten(heden)
    for _ in range(LANGDURIG):
        melding = _nieuw(heden, _iemand(heden, Soort.RELATIEF_WETTELIJK), Soort.RELATIEF_WETTELIJK)
        melding.duo_soort, melding.verzuim_van = DuoSoort.LANGDURIG, melding.gemeld_op - timedelta(days=35)
    _luxe_gezin(heden)
    dubbel = _iemand(heden, Soort.RELATIEF_LICHT)
    for _ in range(2):
        _nieuw(heden, dubbel, Soort.RELATIEF_LICHT, op=werkdag_terug(heden.laatste - timedelta(days=2)))


def _iemand(heden: "Heden", soort: Soort) -> Persoon:
    onderwijs = heden.rng.choice(ONDERWIJS[soort])
    if soort == Soort.VERZUIM_18PLUS:
        return heden.bevolking.student(onderwijs, heden.schooljaar, heden.rng.randint(18, 20), eigen_gezin=True)
    return heden.bevolking.leerling(onderwijs, heden.schooljaar, eigen_gezin=True)


def _nieuw(
    heden: "Heden",
    persoon: Persoon,
    soort: Soort,
    *,
    op: date | None = None,
    minstens: date = date.min,
    actie_gewenst: bool = True,
    **velden,
) -> Melding:
    rng = heden.rng
    op = op or max(minstens, werkdag_terug(heden.laatste - timedelta(days=rng.randrange(DAGEN))))
    geval = registreer(
        heden.dossiers, persoon, soort, op, persoon.plekken[heden.schooljaar], van_het_team=True, **velden
    )
    melding = geval.melding
    melding.te_sorteren, melding.actie_gewenst = True, actie_gewenst
    melding.vermoedelijke_reden = rng.choice(TEKSTEN[soort])
    if soort in DUO:
        melding.herkomst, melding.duo_soort = Herkomst.DUO, DUO[soort]
        melding.duo_nummer = melding.duo_nummer or f"{op.year}-{len(heden.dossiers.rijen[Melding]) - 1:07d}"
    return melding


def _bekend(heden: "Heden", soort: Soort) -> list[tuple[Persoon, date]]:
    """Who has an open melding of this kind that a colleague works on, and of which day that is."""
    personen = {id(persoon.leerling): persoon for persoon in heden.bevolking.personen}
    gevonden = {
        id(melding.leerling): (personen[id(melding.leerling)], melding.gemeld_op)
        for melding in heden.dossiers.rijen[Melding]
        if melding.soort == soort
        and not melding.te_sorteren
        and melding.zaak.gesloten_op is None
        and heden.dossiers.toewijzingen[id(melding.zaak)].gebruiker is not None
        and heden.schooljaar in personen[id(melding.leerling)].plekken
        and melding.gemeld_op >= heden.laatste - timedelta(days=60)
    }
    return list(gevonden.values())


def _pas_afgesloten(heden: "Heden") -> None:
    persoon = _iemand(heden, Soort.RELATIEF_LICHT)
    eerder = werkdag_terug(heden.laatste - timedelta(days=heden.rng.randint(26, 34)))
    geval = registreer(heden.dossiers, persoon, Soort.RELATIEF_LICHT, eerder, persoon.plekken[heden.schooljaar])
    sluit(heden.dossiers, geval, "waarschuwing", werkdag_terug(eerder + timedelta(days=12)))
    _nieuw(heden, persoon, Soort.RELATIEF_LICHT)


def _luxe_gezin(heden: "Heden") -> None:
    """A brother and a sister who left together."""
    op = werkdag_terug(heden.laatste - timedelta(days=1))
    eerste = heden.bevolking.leerling("bo", heden.schooljaar, eigen_gezin=True)
    tweede = heden.bevolking.leerling("bo", heden.schooljaar, gezin_van=eerste)
    for persoon in (eerste, tweede):
        _nieuw(
            heden,
            persoon,
            Soort.LUXE,
            op=op,
            gezin=persoon.leerling.gezin,
            verwijtbaarheid_onderzocht=False,
        )
