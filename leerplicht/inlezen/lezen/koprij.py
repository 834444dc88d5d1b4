"""Which row holds the headings, when a title and a date stand above it, or a sheet with an explanation before it.

The reader knows no columns: who asks says of a row whether it can be that of the headings.
"""

from collections.abc import Callable, Iterable, Sequence

from leerplicht.inlezen.lezen.vorm import Rij

# How far down the headings may stand, and on how many sheets they are looked for.
MEESTE_RIJEN = 20
MEESTE_BLADEN = 10
# One word that is a heading too may stand in any title, and two in a list of what the columns mean.
MINST_ALS_ALLES_ER_IS, MINST = 2, 3

# Of the texts of a row: whether all headings that must be there are among them, and how many are headings.
Weeg = Callable[[Sequence[str]], tuple[bool, int]]
# Which of the tables, and which row of it.
Plek = tuple[int, int]


def onbekend(teksten: Sequence[str]) -> tuple[bool, int]:
    """For who knows no heading: the first row holds them."""
    return False, 0


def zoek_koprij(tabellen: Sequence[Iterable[Rij]], gewoon: int, weeg: Weeg) -> Plek:
    """Of tables (readings of one file, or its sheets) the one with the headings, and the row in it.

    That is the first row of the table `gewoon`, unless another is clearly better: the first with all that must be
    there, else the one with the most headings. `tabellen`: their first rows, read no further than needed.
    """
    past, aantal = _weging(next(iter(tabellen[gewoon]), None), weeg)
    if past:
        return gewoon, 0
    meeste, beste = max(MINST, 2 * aantal) - 1, (gewoon, 0)
    for tabel, rijen in enumerate(tabellen):
        for nummer, rij in enumerate(rijen):
            past, gevonden = _weging(rij, weeg)
            if past and gevonden >= max(MINST_ALS_ALLES_ER_IS, aantal):
                return tabel, nummer
            if gevonden > meeste:
                meeste, beste = gevonden, (tabel, nummer)
    return beste


def _weging(rij: Rij | None, weeg: Weeg) -> tuple[bool, int]:
    return (False, 0) if rij is None or rij.fout else weeg(rij.velden)
