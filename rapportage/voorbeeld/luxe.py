"""Luxe verzuim: leave without permission, counted per melding and per gezin (tabel 3 and 4)."""

from datetime import date, timedelta

from meldingen.choices import Soort
from rapportage.voorbeeld.dossiers import Dossiers
from rapportage.voorbeeld.jaarcijfers import Jaarcijfers
from rapportage.voorbeeld.kalender import lesdag
from rapportage.voorbeeld.meldingen import Geval, geef_redenen, registreer, sluit_alle
from rapportage.voorbeeld.personen import Bevolking, Persoon
from rapportage.voorbeeld.scholen import KLASSEN
from rapportage.voorbeeld.verdeling import deel_toe

SOORTEN = {"bo": 7, "sbo": 1, "vo_onderbouw": 2, "vmbo": 1}


def maak_luxe(bevolking: Bevolking, cijfers: Jaarcijfers) -> list[Geval]:
    """One melding per child; where there are more children than gezinnen, the second goes to the same gezin."""
    dossiers, rng, schooljaar = bevolking.dossiers, bevolking.dossiers.rng, cijfers.schooljaar
    aantal = cijfers.meldingen[Soort.LUXE]
    onderzocht = [nummer < cijfers.luxe_onderzocht for nummer in range(aantal)]
    rng.shuffle(onderzocht)
    gevallen: list[Geval] = []
    for _ in range(cijfers.luxe_gezinnen):
        soort = rng.choices(list(SOORTEN), list(SOORTEN.values()))[0]
        eerste = bevolking.leerling(soort, schooljaar, eigen_gezin=True)
        gezin = [eerste]
        if len(gevallen) < 2 * (aantal - cijfers.luxe_gezinnen):
            gezin.append(_broer_of_zus(bevolking, eerste, schooljaar))
        op = lesdag(rng, schooljaar)
        gevallen += [_melding(dossiers, lid, op, onderzocht.pop(), schooljaar) for lid in gezin]
    geef_redenen(dossiers, deel_toe(rng, gevallen, cijfers.redenen[Soort.LUXE]))
    resultaten = deel_toe(rng, gevallen, cijfers.resultaten[Soort.LUXE])
    sluit_alle(dossiers, resultaten, peildatum=cijfers.peildatum)
    return gevallen


def _broer_of_zus(bevolking: Bevolking, eerste: Persoon, schooljaar: int) -> Persoon:
    """Two classes away, so that they are not born within the same year."""
    leeftijd = eerste.leeftijd(date(schooljaar, 10, 1))
    klassen = [klas for klas in KLASSEN["bo"] if abs(klas.leeftijd - leeftijd) > 1]
    return bevolking.leerling("bo", schooljaar, klas=bevolking.dossiers.rng.choice(klassen), gezin_van=eerste)


def _melding(dossiers: Dossiers, persoon: Persoon, op: date, onderzocht: bool, schooljaar: int) -> Geval:
    dagen = dossiers.rng.randint(1, 9)
    return registreer(
        dossiers,
        persoon,
        Soort.LUXE,
        op,
        persoon.plekken[schooljaar],
        gezin=persoon.leerling.gezin,
        verwijtbaarheid_onderzocht=onderzocht,
        verzuim_van=op - timedelta(days=dagen),
        verzuim_tot_en_met=op - timedelta(days=1),
    )
