"""Thuiszitters (tabel 7 and 8): some follow on an earlier melding that was closed as *thuiszitter*."""

from collections import Counter
from datetime import timedelta

from meldingen.choices import Soort
from rapportage.voorbeeld.dossiers import Dossiers
from rapportage.voorbeeld.jaarcijfers import Jaarcijfers
from rapportage.voorbeeld.kalender import lesdag, volgende_schooldag
from rapportage.voorbeeld.meldingen import Geval, geef_redenen, registreer, sluit_alle
from rapportage.voorbeeld.personen import Bevolking, Persoon, Plek
from rapportage.voorbeeld.relatief import Bron
from rapportage.voorbeeld.scholen import sector
from rapportage.voorbeeld.verdeling import deel_toe

SOORTEN = {
    "po": {"bo": 6, "sbo": 2, "so": 2},
    "vo": {"vso": 3, "vo_onderbouw": 3, "vmbo": 4, "havo": 2, "vwo": 1, "pro": 1},
    "mbo": {"mbo_2": 3, "mbo_3": 1, "mbo_4": 2},
}
LATER = {"naar_school": 12, "onderwijszorgarrangement": 5, "hulpverlening": 3, "schoolvervangend_traject": 2}
DAGBESTEDING = ("", "", "", "zorgboerderij, twee dagdelen", "dagbesteding, drie dagdelen", "creatief atelier")


def eerder_gemeld(gevallen: list[Geval]) -> list[Geval]:
    """Meldingen that were closed because the leerling became a thuiszitter."""
    return [
        geval
        for geval in gevallen
        if geval.melding.resultaat is not None and geval.melding.resultaat.code == "thuiszitter"
    ]


def maak_thuiszitters(bevolking: Bevolking, cijfers: Jaarcijfers, bron: Bron, bronnen: list[Geval]) -> list[Geval]:
    """One melding per thuiszitter; `bronnen` are the meldingen that some of them follow on."""
    dossiers, rng, schooljaar = bevolking.dossiers, bevolking.dossiers.rng, cijfers.schooljaar
    gevallen = []
    for eerder in bronnen:
        gesloten_op = eerder.melding.gesloten_op
        assert gesloten_op is not None
        op = volgende_schooldag(gesloten_op + timedelta(days=rng.randint(0, 6)))
        geval = _meld(dossiers, eerder.persoon, op, eerder.persoon.plekken[schooljaar])
        geval.melding.vervolg_op = eerder.melding
        gevallen.append(geval)
    al = Counter(sector(geval.persoon.plekken[schooljaar].soort) for geval in gevallen)
    for sector_code, aantal in cijfers.thuiszitters_per_sector.items():
        for _ in range(aantal - al[sector_code]):
            persoon = _persoon(bevolking, bron, sector_code, schooljaar)
            gevallen.append(_meld(dossiers, persoon, lesdag(rng, schooljaar), persoon.plekken[schooljaar]))
    geef_redenen(dossiers, deel_toe(rng, gevallen, cijfers.redenen[Soort.THUISZITTER]))
    resultaten = deel_toe(
        rng,
        gevallen,
        cijfers.resultaten[Soort.THUISZITTER],
        {
            "overdracht_doorstroompunt": lambda geval: geval.leeftijd == 17,
            "werk": lambda geval: geval.leeftijd >= 16,
            "verhuisd": lambda geval: max(geval.persoon.plekken) == schooljaar,
        },
    )
    sluit_alle(
        dossiers,
        resultaten,
        peildatum=cijfers.peildatum,
        later=LATER,
        nog_altijd_open=cijfers.nog_altijd_open,
        dagen=(30, 150),
    )
    return gevallen


def _persoon(bevolking: Bevolking, bron: Bron, sector_code: str, schooljaar: int) -> Persoon:
    if sector_code == "geen":
        persoon = bevolking.leerling("geen", schooljaar)
        persoon.plekken[schooljaar] = Plek("geen", None, None)
        persoon.doorlopend = False
        return persoon
    soorten = SOORTEN[sector_code]
    return bron(bevolking.dossiers.rng.choices(list(soorten), list(soorten.values()))[0])


def _meld(dossiers: Dossiers, persoon: Persoon, op, plek: Plek) -> Geval:
    rng = dossiers.rng
    return registreer(
        dossiers,
        persoon,
        Soort.THUISZITTER,
        op,
        plek,
        # Four weeks or longer without education.
        verzuim_van=op - timedelta(days=rng.randint(28, 60)),
        geoorloofd=rng.random() < 0.6,
        dagbesteding=rng.choice(DAGBESTEDING),
    )
