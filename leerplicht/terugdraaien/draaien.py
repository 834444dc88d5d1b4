"""Undo what one transaction wrote: a file that was read in, a merge of two leerlingen.

The history says what that was: the events of its context at its moment. Rows it made go, rows it changed get their
former values, rows it deleted come back. What was touched since stays, and with it what it belongs to (`_samen`).
All of it in SQL over one temporary table, made from what the models declare: a file may hold 350,000 meldingen.
"""
# ruff: noqa: S608 - names of tables and columns come from the models

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import pghistory
import pgtrigger
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction

from leerplicht.models.aanlevering import PERSONEN
from leerplicht.terugdraaien.tabellen import (
    eigen_moment,
    gedeelde_sleutels,
    gevolgd,
    heeft_versie,
    tabelnaam,
    unieke,
    verwijzingen,
    wachters,
    zaak_kolom,
)

BOTST = "Dit kan niet meer ongedaan worden gemaakt: wat er daarna is vastgelegd, past niet bij hoe het was."
# One row for each row that the transaction wrote. `voor`: the event that holds its former values; `laatste`: its
# last event of that transaction; `zaak_id`: the zaak it belongs to.
_TABEL = """
DROP TABLE IF EXISTS terug_rij;
CREATE TEMPORARY TABLE terug_rij (
    model text NOT NULL, id bigint NOT NULL, soort text NOT NULL, voor bigint, laatste bigint NOT NULL,
    zaak_id bigint, blijft boolean NOT NULL DEFAULT false, PRIMARY KEY (model, id)
) ON COMMIT DROP;
CREATE INDEX ON terug_rij (zaak_id);
CREATE INDEX ON terug_rij (model, id) WHERE blijft
"""


@dataclass(frozen=True)
class Teruggedraaid:
    """Per model (its label): the rows that are as they were, and the ids of those that were touched since."""

    aantallen: dict[str, int]
    gebleven: dict[str, list[int]]

    @property
    def geheel(self) -> bool:
        return not self.gebleven


def draai_terug(*, context: UUID, op: datetime, weer: bool = False) -> Teruggedraaid:
    """Undo, in the active gemeente, the transaction that began at `op` in this context of the history.

    Both are needed: a task has one context and may commit several times. What was untracked and tells its
    transaction itself (the timeline) goes too.
    `weer`: a file was undone before, and some of it stayed; what is free by now goes as well.
    """
    try:
        with transaction.atomic():
            _verzamel(context, op)
            if weer:
                _laat_weg_wat_terug_is(context)
            _zoek_aangeraakt(op)
            _samen()
            _onthoud_bron()
            # These guard against people and code; here a row goes that is as if it never was. Only these.
            # A context of its own when there is none: without, each trigger is slow, by an error that it catches.
            with pghistory.context(), pgtrigger.ignore(*wachters()), transaction.atomic():
                _verwijder(op)
                _zet_terug()
            # What would fail at the commit fails here, where a sentence can be said of it.
            _doe("SET CONSTRAINTS ALL IMMEDIATE")
            _doe("SET CONSTRAINTS ALL DEFERRED")
    except IntegrityError as fout:
        raise ValidationError(BOTST) from fout
    telling = "SELECT model, count(*) FROM terug_rij WHERE NOT blijft GROUP BY model ORDER BY model"
    bleef = "SELECT model, array_agg(id ORDER BY id) FROM terug_rij WHERE blijft GROUP BY model ORDER BY model"
    return Teruggedraaid(dict(_vraag(telling)), dict(_vraag(bleef)))


def _onthoud_bron() -> None:
    """What stays is still known by the number of the bron it came from: the same file again does not double it.

    A `Bronrij` names no model: of what came in with a zaak it is the zaak, else the leerling, as of a person.
    """
    _doe(
        f"""
        UPDATE terug_rij t SET blijft = true FROM leerplicht_bronrij b, terug_rij doel
        WHERE t.model = 'leerplicht.Bronrij' AND b.id = t.id AND doel.id = b.doel_id AND doel.blijft
            AND doel.model = CASE WHEN NOT starts_with(b.bron, '{PERSONEN}')
                AND EXISTS (SELECT FROM terug_rij WHERE model = 'leerplicht.Zaak')
                THEN 'leerplicht.Zaak' ELSE 'leerplicht.Leerling' END
        """
    )


def _verzamel(context: UUID, op: datetime) -> None:
    """Find what the transaction wrote, and hold those rows: nobody touches them from here on."""
    _doe(_TABEL)
    for soort in gevolgd():
        _doe(
            f"""
            INSERT INTO terug_rij (model, id, soort, voor, laatste, zaak_id)
            SELECT %s, r.id,
                CASE WHEN begin = 'insert' THEN 'gemaakt' WHEN einde = 'delete' THEN 'verwijderd'
                    ELSE 'gewijzigd' END,
                -- An event of deleting holds the row as it was.
                CASE begin WHEN 'insert' THEN NULL WHEN 'delete' THEN eerste
                    ELSE (SELECT max(pgh_id) FROM {soort.historie} WHERE pgh_obj_id = r.id AND pgh_id < eerste)
                END,
                laatste, {zaak_kolom(soort.model, "h") or "NULL"}
            FROM (
                SELECT pgh_obj_id AS id, min(pgh_id) AS eerste, max(pgh_id) AS laatste,
                    (array_agg(pgh_label ORDER BY pgh_id))[1] AS begin,
                    (array_agg(pgh_label ORDER BY pgh_id DESC))[1] AS einde
                FROM {soort.historie}
                WHERE gemeente_id = current_setting('app.gemeente')::bigint
                    AND pgh_context_id = %s AND pgh_created_at = %s
                GROUP BY pgh_obj_id
            ) r JOIN {soort.historie} h ON h.pgh_id = laatste
            WHERE NOT (begin = 'insert' AND einde = 'delete')
            """,
            [soort.label, context, op],
        )
    _doe("ANALYZE terug_rij")
    for soort in gevolgd():
        _doe(
            f"SELECT count(*) FROM (SELECT FROM {soort.tabel} JOIN terug_rij t USING (id) "
            f"WHERE t.model = %s FOR UPDATE OF {soort.tabel}) r",
            [soort.label],
        )


def _laat_weg_wat_terug_is(context: UUID) -> None:
    """Rows that an earlier undo of the same file made as they were before it, not as an earlier time left them."""
    for soort in gevolgd():
        nu, vroeger = (", ".join(f"{waar}.{kolom}" for kolom in soort.kolommen) for waar in ("n", "v"))
        _doe(
            f"""
            DELETE FROM terug_rij t USING pghistory_context c, pghistory_context ingelezen, {soort.historie} h
                LEFT JOIN {soort.tabel} n ON n.id = h.pgh_obj_id
            WHERE t.model = %s AND h.pgh_obj_id = t.id AND h.pgh_id > t.laatste
                AND (n.id IS NULL AND t.voor IS NULL OR EXISTS (SELECT FROM {soort.historie} v
                    WHERE v.pgh_id = t.voor AND ({nu}) IS NOT DISTINCT FROM ({vroeger})))
                AND h.pgh_id = (SELECT max(pgh_id) FROM {soort.historie} WHERE pgh_obj_id = t.id)
                AND c.id = h.pgh_context_id AND ingelezen.id = %s
                AND c.metadata ->> 'aanlevering' = ingelezen.metadata ->> 'aanlevering'
            """,
            [soort.label, context],
        )


def _zoek_aangeraakt(op: datetime) -> None:
    """Mark the rows that were touched after the transaction, or that others lean on."""
    _doe("UPDATE terug_rij SET blijft = true WHERE soort <> 'gemaakt' AND voor IS NULL")
    for soort in gevolgd():
        nu, toen = (", ".join(f"{waar}.{kolom}" for kolom in soort.kolommen) for waar in ("n", "l"))
        # Changed and changed back, as by a later merge that was undone, is not touched.
        _doe(
            f"""
            UPDATE terug_rij t SET blijft = true
            FROM {soort.historie} h LEFT JOIN {soort.tabel} n ON n.id = h.pgh_obj_id, {soort.historie} l
            WHERE t.model = %s AND h.pgh_obj_id = t.id AND h.pgh_id > t.laatste AND l.pgh_id = t.laatste
                AND CASE WHEN t.soort = 'verwijderd' THEN n.id IS NOT NULL
                    ELSE n.id IS NULL OR ({nu}) IS DISTINCT FROM ({toen}) END
            """,
            [soort.label],
        )
    for van, kolom, naar in verwijzingen():
        # A row that the transaction made, and that a row of somebody else points to.
        _doe(
            f"""
            UPDATE terug_rij t SET blijft = true FROM {tabelnaam(van)} n
            WHERE t.model = %(naar)s AND t.soort = 'gemaakt' AND NOT t.blijft AND n.{kolom} = t.id
                AND {_van_een_ander(van)}
            """,
            {"van": van._meta.label, "naar": naar.label, "op": op},
        )
    for van, kolom, naar, gedeeld in gedeelde_sleutels():
        # A row that would no longer fit the row of somebody else that shares a column with it.
        anders = " OR ".join(f"n.{eigen} IS DISTINCT FROM h.{doel}" for eigen, doel in gedeeld)
        _doe(
            f"""
            UPDATE terug_rij t SET blijft = true FROM {tabelnaam(van)} n, {naar.historie} h
            WHERE t.model = %(naar)s AND t.soort = 'gewijzigd' AND NOT t.blijft AND n.{kolom} = t.id
                AND h.pgh_id = t.voor AND ({anders}) AND {_van_een_ander(van)}
            """,
            {"van": van._meta.label, "naar": naar.label, "op": op},
        )


def _samen() -> None:
    """What belongs together stays together, until nothing more follows.

    All of a zaak; what a row that stays points to, when it was made with it; rows that share a column.
    """
    stappen: list[tuple[str, list[Any]]] = [
        (
            "UPDATE terug_rij t SET blijft = true WHERE NOT blijft AND zaak_id IN "
            "(SELECT zaak_id FROM terug_rij WHERE blijft)",
            [],
        )
    ]
    per_label = {soort.label: soort for soort in gevolgd()}
    volgt = (
        "UPDATE terug_rij t SET blijft = true FROM {tabel} n JOIN terug_rij b ON b.id = n.{van} "
        "WHERE b.model = %s AND b.blijft AND t.model = %s AND NOT t.blijft AND t.id = n.{naar}"
    )
    for van, kolom, naar in verwijzingen():
        if van._meta.label in per_label:
            sql = volgt.format(tabel=tabelnaam(van), van="id", naar=kolom)
            stappen.append((f"{sql} AND t.soort = 'gemaakt'", [van._meta.label, naar.label]))
    for van, kolom, naar, _ in gedeelde_sleutels():
        if van._meta.label in per_label:
            heen = volgt.format(tabel=tabelnaam(van), van="id", naar=kolom)
            weer = volgt.format(tabel=tabelnaam(van), van=kolom, naar="id")
            stappen += [(heen, [van._meta.label, naar.label]), (weer, [naar.label, van._meta.label])]
    while _vraag("SELECT EXISTS (SELECT FROM terug_rij WHERE blijft)") == [(True,)]:
        if not sum(_doe(sql, params) for sql, params in stappen):
            break
    _doe("ANALYZE terug_rij")


def _verwijder(op: datetime) -> None:
    """Delete what the transaction made; keys are checked at the end, so the order does not matter."""
    for model, moment in eigen_moment():
        zaak = zaak_kolom(model, "n") or "NULL"
        _doe(
            f"DELETE FROM {tabelnaam(model)} n WHERE gemeente_id = current_setting('app.gemeente')::bigint "
            f"AND {moment} = %s AND NOT EXISTS (SELECT FROM terug_rij b WHERE b.zaak_id = {zaak} AND b.blijft)",
            [op],
        )
    for soort in gevolgd():
        _doe(
            f"DELETE FROM {soort.tabel} n USING terug_rij t "
            "WHERE t.model = %s AND t.soort = 'gemaakt' AND NOT t.blijft AND n.id = t.id",
            [soort.label],
        )


def _zet_terug() -> None:
    """Former values over the rows that were changed, and the rows that were deleted. Versions go on counting."""
    for soort in gevolgd():
        te_doen = "t.model = %s AND t.soort = 'gewijzigd' AND NOT t.blijft"
        for kolom in unieke(soort.model):
            # Two rows may have passed a number on: the one lets go of it before the other has it back.
            _doe(
                f"""
                UPDATE {soort.tabel} n SET {kolom} = NULL
                FROM terug_rij t, terug_rij a JOIN {soort.historie} h ON h.pgh_id = a.voor
                WHERE {te_doen} AND n.id = t.id AND h.{kolom} = n.{kolom} AND a.id <> t.id
                    AND a.model = t.model AND a.soort = 'gewijzigd' AND NOT a.blijft
                """,
                [soort.label],
            )
        nu, vroeger = (", ".join(f"{waar}.{kolom}" for kolom in soort.kolommen) for waar in ("n", "h"))
        _doe(
            f"UPDATE {soort.tabel} n SET ({', '.join(soort.kolommen)}) = ROW({vroeger}) "
            f"FROM terug_rij t JOIN {soort.historie} h ON h.pgh_id = t.voor "
            f"WHERE {te_doen} AND n.id = t.id AND ({nu}) IS DISTINCT FROM ({vroeger})",
            [soort.label],
        )
        geteld = heeft_versie(soort.model)
        _doe(
            f"INSERT INTO {soort.tabel} (id, {', '.join(soort.kolommen)}{', version' if geteld else ''}) "
            f"SELECT h.id, {vroeger}{', h.version + 1' if geteld else ''} "
            f"FROM terug_rij t JOIN {soort.historie} h ON h.pgh_id = t.voor "
            "WHERE t.model = %s AND t.soort = 'verwijderd' AND NOT t.blijft",
            [soort.label],
        )


def _van_een_ander(model: type[models.Model]) -> str:
    """The condition that row `n` of this model was not written by the transaction."""
    for eigen, moment in eigen_moment():
        if eigen is model:
            return f"n.{moment} <> %(op)s"
    return "NOT EXISTS (SELECT FROM terug_rij b WHERE b.model = %(van)s AND b.id = n.id)"


def _doe(sql: str, params: Any = None) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.rowcount


def _vraag(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()
