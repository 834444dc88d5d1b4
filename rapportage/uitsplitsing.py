"""The two sides of a table: which rows or columns there are, and in which of them a dossier counts.

A side gives each dossier a value *in the database* (a code id, a kind, an age) and says in plain Python to which
rows a value belongs. So a cell is a filter: the dossiers behind a number are those whose values belong to its row
and its column.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, Case, F, Q, Value, When

from leerplicht.rules import leeftijd_op
from rapportage.verslagjaar import Verslagjaar

NIET_INGEVULD = "niet_ingevuld"
NIET_INGEDEELD = "niet_ingedeeld"
RESTLABELS = {NIET_INGEVULD: "Niet ingevuld", NIET_INGEDEELD: "Niet ingedeeld"}


@dataclass(frozen=True)
class Post:
    """A row or column. A `rest` post is only there when something counts in it.

    `opsporing`: what counts in it may not be known to everybody who sees the dossiers.
    """

    code: str
    label: str
    niveau: int = 1
    rest: bool = False
    opsporing: bool = False


@dataclass(frozen=True)
class Lijnen:
    """The posten of one side in order, and the codes of those in which a dossier with given values counts."""

    posten: tuple[Post, ...]
    plaats: Callable[[tuple], tuple[str, ...]]

    def plek(self, waarden: tuple) -> tuple[str, ...]:
        """As `plaats`, but outside the posten (a grouping that points elsewhere) is *niet ingedeeld*."""
        codes = self.plaats(waarden)
        return codes if {post.code for post in self.posten}.issuperset(codes) else (NIET_INGEDEELD,)


@dataclass(frozen=True)
class Uitsplitsing:
    """One side of a table: expressions for the database, and what their values mean in a given report."""

    velden: Callable[[Verslagjaar], tuple]
    lijnen: Callable[[Verslagjaar], Lijnen]


@dataclass(frozen=True)
class Jaarstand:
    """The row of dossiers that were open on the peildatum: a state of that day, not a result.

    `na`: the code of the row it stands behind; the last one when not given or not there.
    """

    code: str
    label: str
    open_op: Callable[[date], Q]
    na: str = ""


# The value of an open dossier in place of the id of a code; ids begin at 1.
_OPEN = 0


def _restposten() -> tuple[Post, ...]:
    return tuple(Post(code, label, rest=True) for code, label in RESTLABELS.items())


def _waarde(veld: str, jaarstand: Jaarstand | None, jaar: Verslagjaar):
    if jaarstand is None:
        return F(f"{veld}_id")
    return Case(
        When(jaarstand.open_op(jaar.peildatum), then=Value(_OPEN)),
        default=F(f"{veld}_id"),
        output_field=BigIntegerField(),
    )


def _posten_van(jaar: Verslagjaar, lijsten: tuple[str, ...], altijd: Collection[str] | None = None) -> list[Post]:
    """The codes of the lists; valid ones are no rest, or of those only the ones named in `altijd`."""
    opsporing = jaar.lijsten.in_opsporing(*lijsten)
    return [
        Post(
            code,
            label,
            rest=not geldig or (altijd is not None and code not in altijd),
            opsporing=code in opsporing,
        )
        for code, label, geldig in jaar.lijsten.van_lijst(*lijsten)
    ]


def _voeg_jaarstand_in(posten: list[Post], jaarstand: Jaarstand | None) -> None:
    if jaarstand is not None:
        codes = [post.code for post in posten]
        plek = codes.index(jaarstand.na) + 1 if jaarstand.na in codes else len(posten)
        posten.insert(plek, Post(jaarstand.code, jaarstand.label))


def een(label: str = "Aantal") -> Uitsplitsing:
    """A single row or column, in which everything counts."""
    lijnen = Lijnen((Post("aantal", label),), lambda waarden: ("aantal",))
    return Uitsplitsing(lambda jaar: (), lambda jaar: lijnen)


def per_code(
    veld: str,
    *lijsten: str,
    jaarstand: Jaarstand | None = None,
    altijd: Collection[str] | None = None,
) -> Uitsplitsing:
    """By the code in `veld`, a foreign key to a code of one of the lists."""

    def lijnen(jaar: Verslagjaar) -> Lijnen:
        posten = _posten_van(jaar, lijsten, altijd)
        _voeg_jaarstand_in(posten, jaarstand)

        def plaats(waarden: tuple) -> tuple[str, ...]:
            (pk,) = waarden
            if pk is None:
                return (NIET_INGEVULD,)
            if jaarstand is not None and pk == _OPEN:
                return (jaarstand.code,)
            return (jaar.lijsten.code(pk, lijsten) or NIET_INGEDEELD,)

        return Lijnen((*posten, *_restposten()), plaats)

    return Uitsplitsing(lambda jaar: (_waarde(veld, jaarstand, jaar),), lijnen)


def per_groep(
    veld: str,
    soort: str,
    *,
    jaarstand: Jaarstand | None = None,
    jaarstand_in: str = "",
    altijd: Collection[str] | None = None,
) -> Uitsplitsing:
    """By the row of the grouping `soort` (`IndelingSoort`) in which the code in `veld` counts.

    An open dossier has a row of its own, or counts in the row `jaarstand_in`.
    """

    def lijnen(jaar: Verslagjaar) -> Lijnen:
        posten = _posten_van(jaar, (f"rij-{soort}",), altijd)
        if not jaarstand_in:
            _voeg_jaarstand_in(posten, jaarstand)

        def plaats(waarden: tuple) -> tuple[str, ...]:
            (pk,) = waarden
            if pk is None:
                return (NIET_INGEVULD,)
            if jaarstand is not None and pk == _OPEN:
                return (jaarstand_in or jaarstand.code,)
            return (jaar.lijsten.rij(pk, soort) or NIET_INGEDEELD,)

        return Lijnen((*posten, *_restposten()), plaats)

    return Uitsplitsing(lambda jaar: (_waarde(veld, jaarstand, jaar),), lijnen)


def per_groep_en_code(
    veld: str, soort: str, lijst: str, *, jaarstand: Jaarstand, jaarstand_in: str
) -> Uitsplitsing:
    """By group, and below each group by the codes in it. An open dossier is a row of the group `jaarstand_in`."""

    def lijnen(jaar: Verslagjaar) -> Lijnen:
        groepen = [*_posten_van(jaar, (f"rij-{soort}",)), *_restposten()]
        bezet = {groep.code for groep in groepen} | {jaarstand.code}
        delen: dict[str, list[Post]] = {groep.code: [] for groep in groepen}
        delen[jaarstand_in].append(Post(jaarstand.code, jaarstand.label, niveau=2))
        indeling = jaar.lijsten.indeling(lijst, soort)
        # A code that has the name of a group gets that of its own group in front of it.
        rijcodes = {
            code: f"{groep or NIET_INGEDEELD}_{code}" if code in bezet else code
            for code, groep in indeling.items()
        }
        for code, label, geldig in jaar.lijsten.van_lijst(lijst):
            groep = indeling[code]
            rest = groep is None or not geldig
            delen[groep or NIET_INGEDEELD].append(Post(rijcodes[code], label, niveau=2, rest=rest))

        def plaats(waarden: tuple) -> tuple[str, ...]:
            (pk,) = waarden
            if pk is None:
                return (NIET_INGEVULD,)
            if pk == _OPEN:
                return (jaarstand_in, jaarstand.code)
            code = jaar.lijsten.code(pk, (lijst,))
            return (indeling[code] or NIET_INGEDEELD, rijcodes[code]) if code else (NIET_INGEDEELD,)

        return Lijnen(tuple(post for groep in groepen for post in (groep, *delen[groep.code])), plaats)

    return Uitsplitsing(lambda jaar: (_waarde(veld, jaarstand, jaar),), lijnen)


def per_keuze(veld: str, *keuzes: tuple[str, str, tuple[str, ...]]) -> Uitsplitsing:
    """By a field with fixed choices: (code, label, the values that count in it)."""
    per_waarde = {waarde: code for code, _, waarden in keuzes for waarde in waarden}
    posten = tuple(Post(code, label) for code, label, _ in keuzes)

    def plaats(waarden: tuple) -> tuple[str, ...]:
        return (per_waarde.get(waarden[0], NIET_INGEDEELD if waarden[0] else NIET_INGEVULD),)

    lijnen = Lijnen((*posten, *_restposten()), plaats)
    return Uitsplitsing(lambda jaar: (F(veld),), lambda jaar: lijnen)


def per_leeftijd(veld: str, van: int, tot_en_met: int, *, op_peildatum: bool = False) -> Uitsplitsing:
    """By age in years, stored in `veld`, or with `op_peildatum` from the date of birth in it.

    The ages from `van` are always there; others only when somebody has them.
    """
    vast = range(van, tot_en_met + 1)
    posten = tuple(Post(str(jaren), str(jaren), rest=jaren not in vast) for jaren in range(150))

    def lijnen(jaar: Verslagjaar) -> Lijnen:
        def plaats(waarden: tuple[Any]) -> tuple[str, ...]:
            (waarde,) = waarden
            if op_peildatum:
                # A date of birth in the future is a slip of the pen; it must not stop the report.
                waarde = leeftijd_op(waarde, jaar.peildatum) if waarde <= jaar.peildatum else None
            return (str(waarde),) if waarde in range(150) else (NIET_INGEVULD,)

        return Lijnen((*posten, *_restposten()), plaats)

    return Uitsplitsing(lambda jaar: (F(veld),), lijnen)
