"""The report for who sees dossiers but may not know which of them ended in Halt or a proces-verbaal.

A count beside the dossiers says which: who sees one melding that was *afgehandeld* and reads "Halt: 1", knows. So
for those readers all rows of opsporing are one row. Who sees no dossiers has nothing to combine the counts with.
"""

from dataclasses import replace

from leerplicht.models import Gebruiker
from leerplicht.roles import Recht
from leerplicht.toegang.leesbaar import AFGEHANDELD
from leerplicht.toegang.rechten import DOSSIERS
from rapportage.controles import controleer
from rapportage.kruistabel import Cijfers
from rapportage.models import Verslagrun
from rapportage.tabellen import PER_CODE
from rapportage.uitkomst import Rij, TabelUitkomst, Verslag

# Not the name of a code: those have no tilde.
SAMEN = "~afgehandeld"


def leest_alles(gebruiker: Gebruiker) -> bool:
    """Whether the user may read the numbers of opsporing: authorised for it, or without any dossier."""
    return gebruiker.mag(Recht.OPSPORING) or not gebruiker.mag_een_van(DOSSIERS)


def mag_downloaden(run: Verslagrun, gebruiker: Gebruiker) -> bool:
    """Whether the user may have the files of a run: they hold all numbers."""
    return leest_alles(gebruiker)


def verslag_voor(verslag: Verslag, gebruiker: Gebruiker) -> Verslag:
    """The counted report as this user may read it."""
    return verslag if leest_alles(gebruiker) else zonder_opsporing(verslag)


def zonder_opsporing(verslag: Verslag) -> Verslag:
    """In every table the rows of opsporing as one row, and the controls done anew on what is left."""
    cijfers = {code: kerncijfer.waarde for code, kerncijfer in verslag.kerncijfers.items()}
    tabellen = {code: _neem_samen(tabel, cijfers) for code, tabel in verslag.tabellen.items()}
    neutraal = replace(verslag, tabellen=tabellen)
    return replace(neutraal, controles=controleer(neutraal))


def _neem_samen(tabel: TabelUitkomst, cijfers: Cijfers) -> TabelUitkomst:
    """The row of what was taken together is the last one: its place may not tell what is in it."""
    apart = [rij for rij in tabel.rijen if rij.opsporing]
    if not apart:
        return tabel
    aantallen = [sum(kolom) for kolom in zip(*(rij.aantallen for rij in apart), strict=True)]
    percentages = PER_CODE[tabel.code].aandelen(1, aantallen, list(tabel.totaal), cijfers)
    samen = Rij(SAMEN, AFGEHANDELD, 1, tuple(aantallen), percentages)
    return replace(tabel, rijen=(*(rij for rij in tabel.rijen if not rij.opsporing), samen))
