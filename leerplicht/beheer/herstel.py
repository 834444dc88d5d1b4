"""Bring a backup back into an empty installation, or prove in a scratch database that it could be.

Afterwards everything is compared with what the backup says of itself: rows, their content, policies, constraints,
triggers, rights, sequences, files.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from leerplicht.beheer.backup import BESTANDEN, DATABASE, BackupFout, Inhoud, draai, sha256
from leerplicht.beheer.inventaris import maak_inventaris

# What `roles.sql` gives the app role on every new table, and how a restore begins without it.
_STANDAARD = "ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO leerplicht_app"
_NIETS = "ALTER DEFAULT PRIVILEGES REVOKE ALL ON TABLES FROM leerplicht_app"


def herstel(eigenaar_url: str, bestanden: Path, backup: Path) -> Inhoud:
    """Restore into the database of the owner and the directory of the files; both must be empty.

    Raises BackupFout, before anything was changed when it can.
    """
    inhoud = controleer(backup)
    if any(bestanden.rglob("*")):
        raise BackupFout(f"Er staan al bestanden in {bestanden}. Herstellen kan alleen in een lege installatie.")
    with psycopg.connect(eigenaar_url, autocommit=True) as verbinding:
        _maak_leeg(verbinding)
    _zet_terug(eigenaar_url, backup, inhoud)
    shutil.copytree(backup / BESTANDEN, bestanden, dirs_exist_ok=True)
    _vergelijk_bestanden(bestanden, inhoud)
    return inhoud


def beproef(eigenaar_url: str, backup: Path) -> Inhoud:
    """Restore into a database that is thrown away. Raises BackupFout when it is not the same in everything."""
    inhoud = controleer(backup)
    with _kladdatabase(eigenaar_url) as url:
        _zet_terug(url, backup, inhoud)
    return inhoud


def controleer(backup: Path) -> Inhoud:
    """Read a backup and see that its files are what it says."""
    inhoud = Inhoud.lees(backup)
    if not (backup / DATABASE).is_file() or sha256(backup / DATABASE) != inhoud.database_sha256:
        raise BackupFout(f"De database in {backup} is beschadigd.")
    _vergelijk_bestanden(backup / BESTANDEN, inhoud)
    return inhoud


def _vergelijk_bestanden(map: Path, inhoud: Inhoud) -> None:
    for naam, verwacht in inhoud.bestanden.items():
        if not (map / naam).is_file() or sha256(map / naam) != verwacht:
            raise BackupFout(f"Een document in {map} ontbreekt of is beschadigd: {naam}.")


def _maak_leeg(verbinding: psycopg.Connection) -> None:
    """Take away the empty tables of a migrated installation. Refuses one that somebody works in."""
    tabellen = [
        naam
        for (naam,) in verbinding.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
    ]
    if "leerplicht_gemeente" in tabellen:
        (bezet,) = verbinding.execute(
            "SELECT EXISTS (SELECT FROM leerplicht_gemeente) OR EXISTS (SELECT FROM leerplicht_gebruiker)"
        ).fetchone()  # type: ignore[misc]
        if bezet:
            raise BackupFout("De database is niet leeg. Herstellen kan alleen in een lege installatie.")
    for naam in tabellen:
        verbinding.execute(sql.SQL("DROP TABLE public.{} CASCADE").format(sql.Identifier(naam)))
    for (functie,) in verbinding.execute(
        "SELECT p.oid::regprocedure::text FROM pg_proc p JOIN pg_roles r ON r.oid = proowner "
        "WHERE pronamespace = 'public'::regnamespace AND rolname = current_user"
    ).fetchall():
        verbinding.execute(sql.SQL("DROP FUNCTION {} CASCADE").format(sql.SQL(functie)))


def _zet_terug(url: str, backup: Path, inhoud: Inhoud) -> None:
    with psycopg.connect(url, autocommit=True) as verbinding:
        # A table made now would give the app role its usual rights, also those that the backup took away.
        verbinding.execute(_NIETS)
        try:
            draai(
                "pg_restore", url, "--no-owner", "--exit-on-error", "--single-transaction", str(backup / DATABASE)
            )
        finally:
            verbinding.execute(_STANDAARD)
        # Between migrations policies bind the owner too, so he looks as the one who may lift them.
        with _zonder_policies(verbinding), verbinding.transaction():
            verschillen = inhoud.inventaris.verschillen(maak_inventaris(verbinding))
    if verschillen:
        raise BackupFout("Hersteld, maar niet gelijk aan de backup: " + " ".join(verschillen[:5]))


@contextmanager
def _zonder_policies(verbinding: psycopg.Connection) -> Iterator[None]:
    tabellen = verbinding.execute(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relforcerowsecurity"
    ).fetchall()
    alter = "ALTER TABLE public.{} {} ROW LEVEL SECURITY"
    for (naam,) in tabellen:
        verbinding.execute(sql.SQL(alter).format(sql.Identifier(naam), sql.SQL("NO FORCE")))
    try:
        yield
    finally:
        for (naam,) in tabellen:
            verbinding.execute(sql.SQL(alter).format(sql.Identifier(naam), sql.SQL("FORCE")))


@contextmanager
def _kladdatabase(eigenaar_url: str) -> Iterator[str]:
    naam = f"leerplicht_proef_{os.getpid()}"
    with psycopg.connect(eigenaar_url, autocommit=True) as verbinding:
        maak = sql.SQL("CREATE DATABASE {} TEMPLATE template1").format(sql.Identifier(naam))
        weg = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(naam))
        verbinding.execute(weg)
        verbinding.execute(maak)
        try:
            yield psycopg.conninfo.make_conninfo(eigenaar_url, dbname=naam)
        finally:
            verbinding.execute(weg)
