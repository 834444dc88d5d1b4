"""A melding of the example: opened with its zaak, closed with its result."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from leerplicht.models import Compartiment
from leerplicht.toegang.leesbaar import AFGEHANDELD
from meldingen.choices import Herkomst, Soort, Zaaksoort, reden_lijst, resultaat_lijst
from meldingen.models import Melding
from rapportage.voorbeeld.dossiers import Dossiers
from rapportage.voorbeeld.kalender import werkdag_na
from rapportage.voorbeeld.personen import Persoon, Plek
from rapportage.voorbeeld.verdeling import schaal, uitgeschreven

NIET_OPGELOST = "niet_opgelost"
HERKOMST = {
    Soort.ABSOLUUT: Herkomst.EIGEN,
    Soort.RELATIEF_WETTELIJK: Herkomst.DUO,
    Soort.VERZUIM_18PLUS: Herkomst.DUO,
}
# Hours in four weeks: up to the legal threshold of 16, and from it on.
UREN = {Soort.RELATIEF_LICHT: (2, 15), Soort.RELATIEF_WETTELIJK: (16, 60), Soort.VERZUIM_18PLUS: (16, 80)}


@dataclass
class Geval:
    """A melding together with the person it is about."""

    melding: Melding
    persoon: Persoon

    @property
    def leeftijd(self) -> int:
        return self.melding.leeftijd

    @property
    def gemeld_op(self) -> date:
        return self.melding.gemeld_op


def registreer(
    dossiers: Dossiers,
    persoon: Persoon,
    soort: Soort,
    op: date,
    plek: Plek,
    *,
    zaaksoort: str = Zaaksoort.MELDING,
    van_het_team: bool = False,
    **velden,
) -> Geval:
    """A melding with the place at school as it was, and with the absence that belongs to its kind."""
    rng = dossiers.rng
    zaak = dossiers.open_zaak(
        persoon.leerling,
        soort=zaaksoort,
        op=op,
        titel=f"Melding ontvangen: {soort.label}",
        compartiment=Compartiment.DOORSTROOMPUNT if soort == Soort.VERZUIM_18PLUS else Compartiment.TOEZICHT,
        van_het_team=van_het_team,
    )
    if soort in UREN:
        velden |= {
            "verzuim_van": op - timedelta(days=rng.randint(7, 28)),
            "verzuim_uren": rng.randint(*UREN[soort]),
        }
    herkomst = HERKOMST.get(soort, Herkomst.SCHOOL)
    if herkomst == Herkomst.DUO:
        velden["duo_nummer"] = f"{op.year}-{len(dossiers.rijen[Melding]):07d}"
    melding = dossiers.voeg_toe(
        Melding(
            zaak=zaak,
            leerling=persoon.leerling,
            soort=soort,
            gemeld_op=op,
            herkomst=herkomst,
            school=plek.school,
            onderwijssoort=dossiers.code("onderwijssoort", plek.soort),
            leerjaar=plek.leerjaar,
            leeftijd=persoon.leeftijd(op),
            **velden,
        )
    )
    return Geval(melding, persoon)


def geef_redenen(dossiers: Dossiers, toegedeeld: Iterable[tuple[Geval, str]]) -> None:
    for geval, reden in toegedeeld:
        geval.melding.reden = dossiers.code(reden_lijst(geval.melding.soort), reden)


def sluit(dossiers: Dossiers, geval: Geval, resultaat: str, op: date) -> None:
    """Close a melding and its zaak; who moved or was handed over leaves his school on that day."""
    melding = geval.melding
    melding.resultaat = dossiers.code(resultaat_lijst(melding.soort), resultaat)
    melding.gesloten_op = op
    if melding.verzuim_van is not None and melding.verzuim_tot_en_met is None:
        melding.verzuim_tot_en_met = max(melding.verzuim_van, melding.gemeld_op - timedelta(days=1))
    if melding.resultaat.is_opsporing:
        dossiers.sluit_zaak(melding.zaak, op=op, titel=f"Afgesloten: {AFGEHANDELD}")
        titel = f"Resultaat: {melding.resultaat.label}"
        dossiers.leg_vast(melding.zaak, "besluit", titel, op, compartiment=Compartiment.OPSPORING)
    else:
        dossiers.sluit_zaak(melding.zaak, op=op, titel=f"Afgesloten: {melding.resultaat.label}")
    if resultaat == "verhuisd":
        geval.persoon.weg_op = max(op, geval.persoon.weg_op or op)


def sluit_alle(
    dossiers: Dossiers,
    toegedeeld: list[tuple[Geval, str]],
    *,
    peildatum: date,
    later: Mapping[str, int] | None = None,
    nog_altijd_open: int = 0,
    dagen: tuple[int, int] = (4, 55),
) -> None:
    """Close each on a working day up to the peildatum. *Niet opgelost* stays open past it.

    Of those some are open today; the others got a result afterwards, in the shares of `later`.
    """
    rng = dossiers.rng
    open_gebleven = [code for _, code in toegedeeld].count(NIET_OPGELOST)
    latere = uitgeschreven(rng, schaal(later, open_gebleven - nog_altijd_open)) if later else []
    for geval, resultaat in toegedeeld:
        if resultaat != NIET_OPGELOST:
            op = werkdag_na(rng, geval.gemeld_op, minstens=dagen[0], hoogstens=dagen[1], uiterlijk=peildatum)
            sluit(dossiers, geval, resultaat, op)
        elif latere:
            # Not the peildatum itself: on that day they were still open.
            sluit(dossiers, geval, latere.pop(), werkdag_na(rng, peildatum, minstens=7, hoogstens=200))


def aantal_per_leerling(gevallen: Iterable[Geval]) -> Counter[int]:
    """Number of meldingen per leerling, by id() while they have no key yet."""
    return Counter(id(geval.melding.leerling) for geval in gevallen)
