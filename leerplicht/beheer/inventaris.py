"""What a database holds, in a form that can be compared: the proof that a restored backup is the whole of it."""

from dataclasses import asdict, dataclass
from typing import Any, Self

import psycopg

# One pass over each table, whatever its order: the hashes of all rows added up. Text of a row is exact.
_RIJEN = "SELECT count(*), coalesce(sum(hashtextextended(rij::text, 0)::numeric), 0)::text FROM public.{} AS rij"
# What guards a table: policies, constraints, triggers, and what each role may do with it.
_BEWAKING = """
    SELECT c.relname,
        c.relrowsecurity,
        (SELECT count(*) FROM pg_policy WHERE polrelid = c.oid),
        (SELECT count(*) FROM pg_constraint WHERE conrelid = c.oid AND contype <> 'n'),
        (SELECT count(*) FROM pg_trigger WHERE tgrelid = c.oid AND NOT tgisinternal),
        ARRAY(
            SELECT grantee::regrole || ' ' || privilege_type FROM aclexplode(c.relacl)
            WHERE grantee <> c.relowner AND grantee <> 0 ORDER BY 1
        )
    FROM pg_class c
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY relname
"""
_TELLERS = "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public' ORDER BY sequencename"


@dataclass(frozen=True)
class Tabel:
    """One table: its rows as a number and a sum of hashes, and what guards it."""

    rijen: int
    som: str
    rijbeveiliging: bool
    policies: int
    regels: int
    triggers: int
    rechten: list[str]


@dataclass(frozen=True)
class Inventaris:
    """All tables by name, and the position of every sequence."""

    tabellen: dict[str, Tabel]
    tellers: dict[str, int | None]

    @property
    def rijen(self) -> int:
        return sum(tabel.rijen for tabel in self.tabellen.values())

    def als_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def uit_json(cls, gelezen: dict[str, Any]) -> Self:
        tabellen = {naam: Tabel(**velden) for naam, velden in gelezen["tabellen"].items()}
        return cls(tabellen, gelezen["tellers"])

    def verschillen(self, ander: "Inventaris") -> list[str]:
        """Where another inventory differs from this one, as Dutch sentences; empty when they are equal."""
        zinnen = []
        for naam in sorted(self.tabellen.keys() | ander.tabellen.keys()):
            hier, daar = self.tabellen.get(naam), ander.tabellen.get(naam)
            if hier is None or daar is None:
                zinnen.append(f"De tabel {naam} is er {'niet meer' if daar is None else 'extra bij'}.")
            elif hier.rijen != daar.rijen:
                zinnen.append(f"De tabel {naam} heeft {daar.rijen} rijen in plaats van {hier.rijen}.")
            elif hier.som != daar.som:
                zinnen.append(f"De tabel {naam} heeft andere inhoud.")
            elif hier != daar:
                zinnen.append(f"De tabel {naam} is anders beveiligd.")
        if self.tellers != ander.tellers:
            zinnen.append("De nummering gaat niet verder waar zij was.")
        return zinnen


def maak_inventaris(verbinding: psycopg.Connection) -> Inventaris:
    """Of the database of this connection, inside a transaction of the caller. The role must see every row."""
    # A row as text must read the same on every server.
    verbinding.execute("SET LOCAL timezone = 'UTC'")
    verbinding.execute("SET LOCAL datestyle = 'ISO'")
    tabellen = {}
    for naam, *bewaking in verbinding.execute(_BEWAKING).fetchall():
        vraag = psycopg.sql.SQL(_RIJEN).format(psycopg.sql.Identifier(naam))
        rijen, som = verbinding.execute(vraag).fetchone()  # type: ignore[misc]
        tabellen[naam] = Tabel(rijen, som, *bewaking)
    return Inventaris(tabellen, dict(verbinding.execute(_TELLERS).fetchall()))
