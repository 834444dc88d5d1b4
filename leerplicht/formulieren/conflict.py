"""The comparison of versions, for every door: a form, and later an API call or a command.

`voeg_samen(row, version, values)` tells what becomes of a change that was made on an older version of the row.
What the two did not both touch is merged. What they both changed, differently, comes back as a `Wijziging` per
field with base, mine and theirs: a page shows it, an API answers 409 (or 412 to an If-Match) with the same
structure. An action over many rows calls it per row, under the lock of that row, and reports done or conflict.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.db import models

from leerplicht.formulieren.versies import Stand, standen
from leerplicht.models import Gebruiker

Waarden = dict[str, Any]
Lees = Callable[[Any], Waarden]


@dataclass(frozen=True)
class Wijziging:
    """One field that a colleague changed. `basis` is None when the history does not know what it was before."""

    basis: Any
    mijn: Any
    hun: Any
    wie: Gebruiker | None
    wanneer: datetime | None


@dataclass(frozen=True)
class Samenvoeging:
    """`waarden`: mine, with theirs where I changed nothing. `intussen`: their changes that were taken over.

    `botsingen`: what both changed, differently; in `waarden` it stands as I had it.
    `onbekend`: the history does not know the version, so nobody can tell what was changed since.
    """

    waarden: Waarden
    intussen: dict[str, Wijziging] = field(default_factory=dict)
    botsingen: dict[str, Wijziging] = field(default_factory=dict)
    onbekend: bool = False


def attributen(*velden: str) -> Lees:
    """Reads these fields of a row; a foreign key by its id."""
    return lambda rij: {veld: rij.serializable_value(veld) for veld in velden}


def voeg_samen(rij: models.Model, version: int, mijn: Waarden, *, lees: Lees) -> Samenvoeging:
    """Three-way merge. `rij` is the row as it is now, locked; `version` the one that `mijn` was made on.

    `lees` gives the comparable values of a state of the row. A field that is not in `mijn` I did not touch.
    Without history for `version` every field in which we differ is a conflict: better asked once too often.
    """
    if version == rij.version:  # type: ignore[attr-defined]
        return Samenvoeging(mijn)
    hun = lees(rij)
    verloop = [(stand, lees(stand.rij)) for stand in standen(rij, version)]
    if not verloop:
        verschil = {veld: w for veld, w in mijn.items() if veld in hun and w != hun[veld]}
        botsingen = {veld: Wijziging(None, waarde, hun[veld], None, None) for veld, waarde in verschil.items()}
        return Samenvoeging(mijn, {}, botsingen, onbekend=True)
    basis = verloop[0][1]
    waarden, intussen, botsingen = dict(mijn), {}, {}
    for veld, nu in hun.items():
        toen = basis.get(veld)
        ik = mijn.get(veld, toen)
        if nu in (toen, ik):
            continue
        wie, wanneer = _door(veld, verloop)
        wijziging = Wijziging(toen, ik, nu, wie, wanneer)
        if ik == toen:
            waarden[veld], intussen[veld] = nu, wijziging
        else:
            botsingen[veld] = wijziging
    return Samenvoeging(waarden, intussen, botsingen)


def _door(veld: str, verloop: list[tuple[Stand, Waarden]]) -> tuple[Gebruiker | None, datetime | None]:
    """Who changed this field last, and when."""
    for (_, eerder), (stand, later) in reversed(list(pairwise(verloop))):
        if eerder.get(veld) != later.get(veld):
            return stand.wie, stand.wanneer
    return None, None
