"""Zorgmeldingen (tabel 9 and 10), and who they have in common with relatief verzuim."""

from datetime import date, timedelta

from meldingen.choices import Soort
from rapportage.voorbeeld.dossiers import Dossiers
from rapportage.voorbeeld.jaarcijfers import Jaarcijfers
from rapportage.voorbeeld.kalender import lesdag, lesdagen
from rapportage.voorbeeld.meldingen import (
    Geval,
    aantal_per_leerling,
    geef_redenen,
    registreer,
    sluit,
    sluit_alle,
)
from rapportage.voorbeeld.personen import Persoon
from rapportage.voorbeeld.relatief import Bron, vroeg
from rapportage.voorbeeld.scholen import sector
from rapportage.voorbeeld.verdeling import deel_toe

SOORTEN = {
    "bo": 260,
    "sbo": 40,
    "so": 25,
    "vso": 40,
    "pro": 30,
    "vo_onderbouw": 90,
    "vmbo": 110,
    "havo": 60,
    "vwo": 34,
    "isk": 10,
    "mbo_1": 10,
    "mbo_2": 25,
    "mbo_3": 10,
    "mbo_4": 15,
}
# Leerlingen with relatief verzuim who also had a zorgmelding that was closed with something else than *verzuim*.
OOK_RELATIEF = 51


def maak_zorg(
    dossiers: Dossiers, cijfers: Jaarcijfers, bron: Bron, relatief: list[Geval], *, andere_leerlingen: int
) -> list[Geval]:
    """All zorgmeldingen of a school year.

    `andere_leerlingen`: leerlingen with a melding of another kind than zorg, in all. So many new people are
    reported here that the leerlingen of the school year are as many as published.
    """
    rng, schooljaar = dossiers.rng, cijfers.schooljaar
    met_verzuim = _zorg_voor_verzuim(dossiers, cijfers, relatief)
    al_gemeld = {id(geval.persoon) for geval in met_verzuim}
    kandidaten = list({id(geval.persoon): geval.persoon for geval in relatief if _blijft(geval)}.values())
    bekend = rng.sample([persoon for persoon in kandidaten if id(persoon) not in al_gemeld], OOK_RELATIEF)
    soorten = rng.choices(list(SOORTEN), list(SOORTEN.values()), k=cijfers.leerlingen - andere_leerlingen)
    personen = [*bekend, *(bron(soort) for soort in soorten)]
    vaker = rng.choices(personen, k=cijfers.meldingen[Soort.ZORG] - len(met_verzuim) - len(personen))
    nieuw = [_meld(dossiers, persoon, lesdag(rng, schooljaar), schooljaar) for persoon in [*personen, *vaker]]
    geef_redenen(dossiers, deel_toe(rng, [*met_verzuim, *nieuw], cijfers.redenen[Soort.ZORG]))

    per_leerling = aantal_per_leerling([*relatief, *nieuw])

    def enige(geval: Geval) -> bool:
        return per_leerling[id(geval.melding.leerling)] == 1

    toegedeeld = deel_toe(
        rng,
        nieuw,
        {code: aantal for code, aantal in cijfers.resultaten[Soort.ZORG].items() if code != "verzuim"},
        {
            "thuiszitter": lambda geval: (
                enige(geval) and vroeg(geval, schooljaar) and sector(geval.persoon.plek.soort) != "mbo"
            ),
            "verhuisd": lambda geval: enige(geval) and max(geval.persoon.plekken) == schooljaar,
            "overdracht_doorstroompunt": lambda geval: geval.leeftijd == 17,
        },
    )
    sluit_alle(dossiers, toegedeeld, peildatum=cijfers.peildatum)
    return [*met_verzuim, *nieuw]


def _meld(dossiers: Dossiers, persoon: Persoon, op: date, schooljaar: int) -> Geval:
    return registreer(dossiers, persoon, Soort.ZORG, op, persoon.plekken[schooljaar])


def _blijft(geval: Geval) -> bool:
    """Still the concern of this gemeente and its school: neither moved nor a thuiszitter by now."""
    resultaat = geval.melding.resultaat
    return resultaat is not None and resultaat.code not in {"verhuisd", "thuiszitter", "overdracht_doorstroompunt"}


def _zorg_voor_verzuim(dossiers: Dossiers, cijfers: Jaarcijfers, relatief: list[Geval]) -> list[Geval]:
    """Zorgmeldingen that ended in verzuim: each is followed by a melding relatief verzuim that is linked to it."""
    rng, schooljaar = dossiers.rng, cijfers.schooljaar
    begin = lesdagen(schooljaar)[40]
    per_leerling = aantal_per_leerling(relatief)
    passend = [
        geval
        for geval in relatief
        if geval.gemeld_op >= begin and per_leerling[id(geval.melding.leerling)] == 1 and _blijft(geval)
    ]
    gevallen = []
    for vervolg in rng.sample(passend, cijfers.resultaten[Soort.ZORG]["verzuim"]):
        op = lesdag(rng, schooljaar, vanaf=vervolg.gemeld_op - timedelta(days=45), tot_en_met=vervolg.gemeld_op)
        geval = _meld(dossiers, vervolg.persoon, op, schooljaar)
        sluit(dossiers, geval, "verzuim", vervolg.gemeld_op)
        vervolg.melding.vervolg_op = geval.melding
        gevallen.append(geval)
    return gevallen
