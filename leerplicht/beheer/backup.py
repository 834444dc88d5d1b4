"""A backup: one directory with the database, the files, and a list of what must be in them.

    leerplicht-20261124-031500/
        inhoud.json      when, of which version; rows and hashes per table; hashes of the files
        database.dump    pg_dump, custom format
        bestanden/       documents by the hash of their content

It appears under its name when it is whole; before that it ends in `.deel`. Only its owner can read it: it holds
everything, so keep it where only the beheerder comes, or on an encrypted disk.
"""

import datetime
import hashlib
import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import psycopg

from leerplicht.beheer.inventaris import Inventaris, maak_inventaris
from leerplicht.embedded import programs

INHOUD, DATABASE, BESTANDEN = "inhoud.json", "database.dump", "bestanden"
# Raised when an old backup can no longer be read by this code.
VORM = 1


class BackupFout(Exception):
    """Why there is no (whole) backup, as a Dutch sentence for the beheerder."""


@dataclass(frozen=True)
class Inhoud:
    """What a backup says of itself. `bestanden`: path below `bestanden/` to SHA-256."""

    gemaakt: datetime.datetime
    migraties: list[str]
    inventaris: Inventaris
    database_sha256: str
    bestanden: dict[str, str]

    def als_json(self) -> dict[str, Any]:
        return {
            "vorm": VORM,
            "gemaakt": self.gemaakt.isoformat(),
            "migraties": self.migraties,
            "database_sha256": self.database_sha256,
            "bestanden": self.bestanden,
            "inventaris": self.inventaris.als_json(),
        }

    @classmethod
    def lees(cls, map: Path) -> Self:
        """Raises BackupFout when this is no backup of ours."""
        try:
            gelezen = json.loads((map / INHOUD).read_text())
            if gelezen["vorm"] != VORM:
                raise BackupFout(f"{map} is gemaakt door een andere versie van dit programma.")
            return cls(
                datetime.datetime.fromisoformat(gelezen["gemaakt"]),
                gelezen["migraties"],
                Inventaris.uit_json(gelezen["inventaris"]),
                gelezen["database_sha256"],
                gelezen["bestanden"],
            )
        except (OSError, ValueError, KeyError, TypeError) as fout:
            raise BackupFout(f"{map} is geen (volledige) backup.") from fout


def maak_backup(url: str, bestanden: Path, doel: Path, *, nu: datetime.datetime) -> Path:
    """Write a backup below the directory `doel`; returns its directory.

    `url`: of the backup role. The inventory and the dump see one snapshot. Files are copied after it: they are
    never changed, so every document that the dump knows is there.
    """
    naam = f"leerplicht-{nu:%Y%m%d-%H%M%S}"
    deel = doel / f"{naam}.deel"
    if (doel / naam).exists() or deel.exists():
        raise BackupFout(f"Er is al een backup {doel / naam}.")
    try:
        deel.mkdir(mode=0o700, parents=True)
        inventaris, migraties = _dump(url, deel / DATABASE)
        inhoud = Inhoud(nu, migraties, inventaris, sha256(deel / DATABASE), _kopieer(bestanden, deel / BESTANDEN))
        with (deel / INHOUD).open("w") as bestand:
            json.dump(inhoud.als_json(), bestand, indent=1)
            bestand.flush()
            os.fsync(bestand.fileno())
        deel.rename(doel / naam)
    except OSError as fout:
        raise BackupFout(f"De backup is niet geschreven: {fout.filename or doel} is niet te gebruiken.") from fout
    finally:
        shutil.rmtree(deel, ignore_errors=True)
    return doel / naam


def _dump(url: str, bestand: Path) -> tuple[Inventaris, list[str]]:
    try:
        with psycopg.connect(url) as verbinding:
            verbinding.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            (snapshot,) = verbinding.execute("SELECT pg_export_snapshot()").fetchone()  # type: ignore[misc]
            inventaris = maak_inventaris(verbinding)
            rijen = verbinding.execute("SELECT app || '.' || name FROM django_migrations ORDER BY 1").fetchall()
            # Extensions and roles belong to the server, which has them before (roles.sql).
            draai(
                "pg_dump",
                url,
                "--format=custom",
                "--exclude-extension=*",
                f"--snapshot={snapshot}",
                f"--file={bestand}",
            )
    except psycopg.Error as fout:
        raise BackupFout(
            "De database geeft geen antwoord aan de rol voor backups (DATABASE_BACKUP_URL)."
        ) from fout
    bestand.chmod(0o600)
    return inventaris, [naam for (naam,) in rijen]


def draai(programma: str, url: str, *woorden: str) -> None:
    """Run a program of PostgreSQL on a database. Raises BackupFout; what the program says goes to stderr."""
    velden = psycopg.conninfo.conninfo_to_dict(url)
    # Not as an argument: those can be read by everybody on the machine.
    wachtwoord = str(velden.pop("password", ""))
    opdracht = [str(programs.postgres_bin() / programma), *woorden]
    opdracht += ["--dbname", psycopg.conninfo.make_conninfo("", **velden)]
    omgeving = {**os.environ, "PGPASSWORD": wachtwoord}
    if subprocess.run(opdracht, env=omgeving, stdin=subprocess.DEVNULL).returncode != 0:
        raise BackupFout(f"{programma} is niet gelukt; de regels hierboven zeggen waarom.")


def _kopieer(van: Path, naar: Path) -> dict[str, str]:
    naar.mkdir(mode=0o700)
    hashes = {}
    for bron in sorted(pad for pad in van.rglob("*") if pad.is_file()):
        naam = str(bron.relative_to(van))
        doel = naar / naam
        doel.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.copyfile(bron, doel)
        hashes[naam] = sha256(doel)
    return hashes


def sha256(bestand: Path) -> str:
    with bestand.open("rb") as open_bestand:
        return hashlib.file_digest(open_bestand, "sha256").hexdigest()
