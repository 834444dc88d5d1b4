"""The werktafel: the rows of one file in a temporary table, on which a bron judges and carries out.

One column per `Kolom` (its code; text, date, integer, numeric or boolean), and of the engine:
`regel` (line in the file), `ruw` (the texts as they came), `stand`, `fouten` ([[column, sentence], …]),
`leerling_id`, `doel_id` (our row), `kandidaten` ([{"leerling": id, "redenen": [sentence, …]}, …]), `keuze` (what a
person decided about a doubt: the id of a leerling, "nieuw" or "overslaan") and `zoeknaam`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.models import TextChoices

from leerplicht.inlezen.bron import Bron

NAAM = "inleesregel"


class Stand(TextChoices):
    """What happens, or happened, with a row."""

    NIEUW = "nieuw", "Nieuw"
    GEWIJZIGD = "gewijzigd", "Gewijzigd"
    GELIJK = "gelijk", "Ongewijzigd"
    TWIJFEL = "twijfel", "Twijfel"
    GEWEIGERD = "geweigerd", "Geweigerd"
    # Known and different, but somebody worked on ours: it stays as it is.
    BEWERKT = "bewerkt", "Hier bewerkt"
    OVERGESLAGEN = "overgeslagen", "Overgeslagen"


# Written by `verwerk`.
GOED = (Stand.NIEUW, Stand.GEWIJZIGD)
# Stays behind until a person did something about it.
TE_BEKIJKEN = (Stand.GEWEIGERD, Stand.TWIJFEL)


@dataclass(frozen=True)
class Werktafel:
    """The temporary table of one check or one reading in, and for whom and when it is done.

    `op`: the day; `nu`: the moment of the transaction, which its history carries too;
    `door_id`: who asked for it; `bestand`: the file; `kolommen`: the columns that it has, by code.
    """

    bron: Bron
    gemeente_id: int
    aanlevering_id: int
    door_id: int | None
    op: date
    nu: datetime
    bestand: Path | None = None
    kolommen: frozenset[str] = frozenset()
    tabel: str = NAAM

    def voer_uit(self, sql: str, params: dict[str, Any] | Sequence[Any] | None = None) -> int:
        """Run one statement; how many rows it touched. `{t}` stands for the table, `%(gemeente)s` is known."""
        with connection.cursor() as cursor:
            cursor.execute(sql.replace("{t}", self.tabel), self._met_vaste(params))
            return cursor.rowcount

    def vraag(self, sql: str, params: dict[str, Any] | Sequence[Any] | None = None) -> list[tuple[Any, ...]]:
        """The rows of one SELECT."""
        with connection.cursor() as cursor:
            cursor.execute(sql.replace("{t}", self.tabel), self._met_vaste(params))
            return cursor.fetchall()

    def weiger(self, waar: str, veld: str, zin: str, params: dict[str, Any] | None = None) -> int:
        """Refuse the rows for which the SQL condition `waar` (on `{t}`) holds, with a sentence at a column."""
        return self.voer_uit(
            "UPDATE {t} SET stand = 'geweigerd', fouten = fouten "
            f"|| jsonb_build_array(jsonb_build_array(%(veld)s::text, %(zin)s::text)) WHERE ({waar})",
            {"veld": veld, "zin": zin, **(params or {})},
        )

    def _met_vaste(self, params: dict[str, Any] | Sequence[Any] | None) -> Any:
        if params is None or isinstance(params, dict):
            return {
                "gemeente": self.gemeente_id,
                "aanlevering": self.aanlevering_id,
                "door": self.door_id,
                "op": self.op,
                "nu": self.nu,
                **(params or {}),
            }
        return params
