"""Relatief verzuim, legal and light: who was reported, from where (tabel 5), with which result (tabel 6)."""

from collections import Counter
from collections.abc import Callable
from random import Random

from meldingen.choices import Soort
from rapportage.voorbeeld.dossiers import Dossiers
from rapportage.voorbeeld.jaarcijfers import Jaarcijfers
from rapportage.voorbeeld.kalender import lesdag
from rapportage.voorbeeld.meldingen import Geval, aantal_per_leerling, geef_redenen, registreer, sluit_alle
from rapportage.voorbeeld.personen import Persoon
from rapportage.voorbeeld.scholen import PO
from rapportage.voorbeeld.verdeling import deel_toe, schaal, uitgeschreven

# A row of tabel 5 that holds several kinds of education; the other rows are one kind, with the same code.
SAMENGESTELD = {"bo_sbo_so": {"bo": 7, "sbo": 2, "so": 1}, "vo_onderbouw": {"vo_onderbouw": 11, "isk": 1}}

# Gives a person in a kind of education in the school year.
Bron = Callable[[str], Persoon]


def onderwijssoort(rng: Random, rij: str) -> str:
    soorten = SAMENGESTELD.get(rij, {rij: 1})
    return rng.choices(list(soorten), list(soorten.values()))[0]


def maak_relatief(dossiers: Dossiers, cijfers: Jaarcijfers, bron: Bron) -> list[Geval]:
    """All meldingen relatief verzuim of a school year."""
    rng, wettelijk, licht = dossiers.rng, Soort.RELATIEF_WETTELIJK, Soort.RELATIEF_LICHT
    met_wettelijk = schaal(cijfers.herkomst[wettelijk], cijfers.leerlingen_wettelijk)
    met_licht = schaal(cijfers.herkomst[licht], cijfers.leerlingen_licht)
    met_beide = schaal(
        {rij: min(aantal, met_licht[rij]) for rij, aantal in met_wettelijk.items()},
        cijfers.leerlingen_licht_en_wettelijk,
    )
    gevallen: list[Geval] = []
    for rij, aantal in met_wettelijk.items():
        personen = [bron(onderwijssoort(rng, rij)) for _ in range(aantal)]
        gevallen += _meld(dossiers, cijfers, wettelijk, personen, cijfers.herkomst[wettelijk][rij])
        anderen = [bron(onderwijssoort(rng, rij)) for _ in range(met_licht[rij] - met_beide[rij])]
        personen = rng.sample(personen, met_beide[rij]) + anderen
        gevallen += _meld(dossiers, cijfers, licht, personen, cijfers.herkomst[licht][rij])
    for soort in (wettelijk, licht):
        _handel_af(dossiers, cijfers, soort, gevallen)
    return gevallen


def _meld(
    dossiers: Dossiers, cijfers: Jaarcijfers, soort: Soort, personen: list[Persoon], aantal: int
) -> list[Geval]:
    """Everybody at least once, in all `aantal` meldingen; the same person never twice on one day."""
    rng, schooljaar = dossiers.rng, cijfers.schooljaar
    vaker = rng.choices(range(len(personen)), k=aantal - len(personen)) if personen else []
    gevallen = []
    for nummer, keren in sorted(Counter([*range(len(personen)), *vaker]).items()):
        persoon = personen[nummer]
        dagen: set = set()
        while len(dagen) < keren:
            dagen.add(lesdag(rng, schooljaar))
        plek = persoon.plekken[schooljaar]
        gevallen += [registreer(dossiers, persoon, soort, dag, plek) for dag in sorted(dagen)]
    return gevallen


def _handel_af(dossiers: Dossiers, cijfers: Jaarcijfers, soort: Soort, alle: list[Geval]) -> None:
    per_leerling = aantal_per_leerling(alle)

    def enige(geval: Geval) -> bool:
        return per_leerling[id(geval.melding.leerling)] == 1

    gevallen = [geval for geval in alle if geval.melding.soort == soort]
    geef_redenen(
        dossiers,
        zip(gevallen, uitgeschreven(dossiers.rng, cijfers.redenen[soort]), strict=True),
    )
    toegedeeld = deel_toe(
        dossiers.rng,
        gevallen,
        cijfers.resultaten[soort],
        {
            # Who becomes a thuiszitter needs time left for the next melding; who moves is not reported again.
            "thuiszitter": lambda geval: enige(geval) and vroeg(geval, cijfers.schooljaar) and not in_po(geval),
            "verhuisd": lambda geval: enige(geval) and max(geval.persoon.plekken) == cijfers.schooljaar,
            "overdracht_doorstroompunt": lambda geval: geval.leeftijd == 17,
            "halt": lambda geval: geval.leeftijd >= 12,
            "proces_verbaal": lambda geval: geval.leeftijd >= 12,
        },
    )
    sluit_alle(dossiers, toegedeeld, peildatum=cijfers.peildatum)


def vroeg(geval: Geval, schooljaar: int) -> bool:
    """Before April: there is time for a melding that follows."""
    return (geval.gemeld_op.year, geval.gemeld_op.month) < (schooljaar + 1, 4)


def in_po(geval: Geval) -> bool:
    return geval.persoon.plek.soort in PO
