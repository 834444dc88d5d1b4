"""What a counted report is: plain values, the same for screen, PDF, JSON and the controls.

`tabellen.py` declares what is counted, `kruistabel.py` counts it, `verslag.py` puts it together.
"""

from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True)
class Rij:
    """A row: numbers per column, and shares with one decimal, `None` where the denominator is 0 or undeclared.

    `opsporing`: a number that not everybody who sees the dossiers may know; see `afscherming.py`.
    """

    code: str
    label: str
    niveau: int
    aantallen: tuple[int, ...]
    percentages: tuple[Decimal | None, ...] = ()
    opsporing: bool = False


@dataclass(frozen=True)
class TabelUitkomst:
    """A counted table or chart. `noemers`: label of each percentage column, in the order of `Rij.percentages`."""

    code: str
    titel: str
    eenheid: str
    kolommen: tuple[str, ...]
    rijen: tuple[Rij, ...]
    totaal: tuple[int, ...]
    noemers: tuple[str, ...] = ()
    # How to read it, in plain Dutch: which period, which legal ground, what to know.
    periode: str = ""
    grondslag: str = ""
    voetnoten: tuple[str, ...] = ()

    def aantal(self, rij: str, kolom: int = 0) -> int:
        """The number in a row (by code) and column; 0 when the row is not there."""
        return next((r.aantallen[kolom] for r in self.rijen if r.code == rij), 0)


@dataclass(frozen=True)
class Kerncijfer:
    """One number of the running text. `waarde` is `None` when it cannot be known (a missing external figure)."""

    code: str
    label: str
    waarde: int | Decimal | None
    eenheid: str
    periode: str = ""
    grondslag: str = ""


@dataclass(frozen=True)
class ControleUitslag:
    """Whether an identity of the report holds, and where it fails, in Dutch."""

    code: str
    omschrijving: str
    houdt: bool
    afwijkingen: tuple[str, ...] = ()


@dataclass(frozen=True)
class Verslag:
    """A whole report of one gemeente and school year. `peildatum`: ISO date on which open dossiers were judged.

    `indeling`: per list of resultaten the row of the overview in which a code counts.
    """

    gemeente: str
    gemeente_naam: str
    schooljaar: int
    peildatum: str
    kerncijfers: dict[str, Kerncijfer]
    tabellen: dict[str, TabelUitkomst]
    controles: tuple[ControleUitslag, ...] = field(default=())
    indeling: dict[str, dict[str, str]] = field(default_factory=dict)
