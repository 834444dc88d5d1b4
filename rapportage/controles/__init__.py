"""The identities of the report, computed cell by cell: errors in totals can cancel each other out.

They look at the finished figures only, so the printed report of another year can be checked with them too.
"""

from rapportage.controles import doorstroompunt, leerplicht
from rapportage.controles.lezen import Controle
from rapportage.controles.tabellen import BINNEN_TABELLEN
from rapportage.uitkomst import ControleUitslag, Verslag

CONTROLES: tuple[Controle, ...] = (
    *BINNEN_TABELLEN,
    *leerplicht.TUSSEN_TABELLEN,
    *doorstroompunt.TUSSEN_TABELLEN,
)


def controleer(verslag: Verslag) -> tuple[ControleUitslag, ...]:
    """Every control with what it found, in the order of the report."""
    uitslagen = []
    for controle in CONTROLES:
        afwijkingen = tuple(controle.vind(verslag))
        uitslagen.append(ControleUitslag(controle.code, controle.omschrijving, not afwijkingen, afwijkingen))
    return tuple(uitslagen)
