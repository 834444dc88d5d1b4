"""Rows of the logbook as a page shows them."""

from collections.abc import Iterable
from dataclasses import dataclass

from leerplicht.models import Gebruiker, Logregel
from leerplicht.onderdeel import paginanaam
from leerplicht.toegang.logboek.choices import Doel, Handeling
from leerplicht.toegang.logboek.wie import namen_van, rolnaam

# Of a list so many names are shown.
NAMEN = 3


@dataclass(frozen=True)
class Regel:
    """One read. `leerlingen`: number and name of the first of a list; `meer`: how many there were beside them."""

    logregel: Logregel
    collega: str
    rol: str
    wat: str
    waarvoor: str
    pagina: str
    getoond: bool
    leerlingen: list[tuple[int, str]]
    meer: int
    over: str


def per_leerling(logregels: Iterable[Logregel]) -> list[Regel]:
    """Reads of one leerling: who the others in a list were is not told, only how many there were."""
    logregels = list(logregels)
    collegas = _collegas(logregels)
    return [_regel(een, collegas, [], een.aantal - 1) for een in logregels]


def per_collega(gebruiker: Gebruiker, logregels: Iterable[Logregel]) -> list[Regel]:
    """Reads by one colleague, for this privacy officer, with who they were about."""
    logregels = list(logregels)
    eerste = {een.pk: een.leerlingen[:NAMEN] for een in logregels}
    namen = namen_van(gebruiker, (pk for pks in eerste.values() for pk in pks))
    collegas = _collegas(logregels)
    return [
        _regel(
            een,
            collegas,
            [(pk, namen.get(pk, "")) for pk in eerste[een.pk]],
            een.aantal - len(eerste[een.pk]),
        )
        for een in logregels
    ]


def _collegas(logregels: list[Logregel]) -> dict[int | None, str]:
    wie = {een.gebruiker_id for een in logregels}
    wie |= {een.collega_id for een in logregels if een.collega_id is not None}
    return dict(Gebruiker.objects.filter(pk__in=wie).values_list("pk", "naam"))


def _regel(een: Logregel, collegas: dict, leerlingen: list[tuple[int, str]], meer: int) -> Regel:
    return Regel(
        een,
        collegas.get(een.gebruiker_id, f"collega {een.gebruiker_id}"),
        rolnaam(een.rol),
        Handeling(een.handeling).label,
        Doel(een.doel).label,
        paginanaam(een.route),
        een.status < 400,
        leerlingen,
        meer,
        collegas.get(een.collega_id, ""),
    )
