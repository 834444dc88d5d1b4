"""The year before: the same stories with the figures that are known of it, partly about the same leerlingen."""

from datetime import date

from rapportage.voorbeeld import achttienplus, jaarcijfers, uitvallers
from rapportage.voorbeeld.jaarcijfers import VERSLAGJAAR, VORIG_JAAR
from rapportage.voorbeeld.meldingen import Geval
from rapportage.voorbeeld.personen import Bevolking, Persoon, Plek
from rapportage.voorbeeld.relatief import Bron
from rapportage.voorbeeld.scholen import KLASSEN, MBO, Klas
from rapportage.voorbeeld.schooljaar import maak_meldingen

KANS_OP_BEKENDE = 0.35


def maak_vorig_jaar(bevolking: Bevolking, meldingen: list[Geval]) -> None:
    """2022-2023. `meldingen`: those of the year after, whose leerlingen can have been reported before."""
    maak_meldingen(bevolking, jaarcijfers.van_vorig_jaar(), _bron(bevolking, meldingen))
    gestopt = uitvallers.maak_uitvallers(bevolking, uitvallers.van_vorig_jaar())
    studenten = [uitvaller for uitvaller in gestopt if uitvaller.soort in MBO]
    achttienplus.maak_verzuim(bevolking, achttienplus.van_vorig_jaar(), studenten)
    achttienplus.maak_zorg_vorig_jaar(bevolking)


def _bron(bevolking: Bevolking, meldingen: list[Geval]) -> Bron:
    """Gives a new leerling, or one of the year after as he was a class lower; nobody twice."""
    rng = bevolking.dossiers.rng
    bekend: dict[str, list[Persoon]] = {}
    for persoon in {id(geval.persoon): geval.persoon for geval in meldingen}.values():
        if _klas_lager(persoon) is not None:
            bekend.setdefault(persoon.plek.soort, []).append(persoon)
    for personen in bekend.values():
        rng.shuffle(personen)

    def bron(soort: str) -> Persoon:
        if not bekend.get(soort) or rng.random() > KANS_OP_BEKENDE:
            return bevolking.leerling(soort, VORIG_JAAR)
        persoon = bekend[soort].pop()
        klas = _klas_lager(persoon)
        assert klas is not None
        persoon.plekken[VORIG_JAAR] = Plek(soort, klas.leerjaar, persoon.plek.school)
        return persoon

    return bron


def _klas_lager(persoon: Persoon) -> Klas | None:
    """The class a year before in the same kind of education, if there was one and the child was leerplichtig."""
    plek = persoon.plekken.get(VERSLAGJAAR)
    if plek is None or plek.leerjaar is None or not persoon.doorlopend:
        return None
    leeftijd = persoon.leeftijd(date(VORIG_JAAR, 10, 1))
    lager = [klas for klas in KLASSEN[plek.soort] if klas == Klas(plek.leerjaar - 1, leeftijd)]
    return lager[0] if lager and leeftijd > 5 else None
