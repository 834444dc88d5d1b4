"""An installation of the first release, with a year of work in it, becomes one of today and loses nothing.

`tests/gegevens/eerste-uitgave.sql.xz` is what that release itself wrote: its example gemeente, as pg_dump gave it.
"""

import lzma
import os
import subprocess
from pathlib import Path

import psycopg
import pytest
from django.core.management import call_command
from django.db import connections
from psycopg import sql

from leerplicht import embedded
from leerplicht.embedded import programs
from leerplicht.models import Gebruiker, Gemeente
from leerplicht.toegang.gemeente import in_gemeente
from meldingen.models import Melding
from rapportage.verslag import maak_verslag
from tests import services
from tests.rapportage.test_publicatie import JUIST

GEGEVENS = Path(__file__).parent.parent / "gegevens" / "eerste-uitgave.sql.xz"
EIGEN = ("leerplicht", "meldingen", "doorstroompunt", "rapportage")
# What Django itself keeps of its models; grows with every one.
RAAMWERK = {"django_migrations", "django_content_type", "auth_permission"}
# Columns whose content a later release changed on purpose (Halt and proces-verbaal became codes of opsporing), or
# that it dropped because nothing ever filled them: what is sealed is the dossier of a leerling.
GEWIJZIGD: dict[str, set[str]] = {
    "leerplicht_code": {"version"},
    "leerplicht_zaak": {"verzegeld"},
    "leerplicht_zaakevent": {"verzegeld"},
    "meldingen_melding": {"verzuim_uren"},
    "meldingen_meldingevent": {"verzuim_uren"},
}
# Rows that a later release added: the history of that, and for each of those on the timeline a neutral line.
NIEUW = {
    "leerplicht_codeevent": "pgh_label = 'update'",
    "leerplicht_gebeurtenis": "titel = 'Afgesloten: Afgehandeld' AND compartiment = ''",
}


def _kolommen(verbinding: psycopg.Connection) -> dict[str, list[str]]:
    rijen = verbinding.execute(
        "SELECT table_name, array_agg(column_name::text ORDER BY column_name) FROM information_schema.columns "
        "WHERE table_schema = 'public' GROUP BY table_name"
    )
    return {tabel: namen for tabel, namen in rijen.fetchall() if tabel not in RAAMWERK}


def _inhoud(
    verbinding: psycopg.Connection, kolommen: dict[str, list[str]], zonder: dict[str, str]
) -> dict[str, tuple]:
    """Rows and a hash of their content, per table, over these columns; without the rows of `zonder`."""
    gevonden = {}
    for tabel, namen in kolommen.items():
        houd = [naam for naam in namen if naam not in GEWIJZIGD.get(tabel, set())]
        vraag = sql.SQL(
            "SELECT count(*), sum(hashtextextended(row({})::text, 0)::numeric) FROM {} WHERE NOT ({})"
        ).format(
            sql.SQL(", ").join(map(sql.Identifier, houd)),
            sql.Identifier(tabel),
            sql.SQL(zonder.get(tabel, "false")),
        )
        gevonden[tabel] = verbinding.execute(vraag).fetchone()
    return gevonden


@pytest.fixture
def eerste_uitgave(django_db_setup, django_db_blocker):
    """A database as the first release left it; the connections of Django point at it."""
    former = connections["default"].settings_dict["NAME"]
    naam = f"test_{os.getpid()}_eerste"
    with services.owner() as eigenaar:
        eigenaar.execute(f'CREATE DATABASE "{naam}" TEMPLATE template1')
    with django_db_blocker.unblock():
        _richt(naam)
        for app in EIGEN:
            call_command("migrate", app, "0001_initial", verbosity=0)
        for app in ("account", "mfa", "sessions", "pghistory"):
            call_command("migrate", app, verbosity=0)
        alles = psycopg.conninfo.make_conninfo(embedded.urls(services.VAR_DIR).superuser, dbname=naam)
        _laad(alles)
        yield alles
        _richt(former)
    services.drop(naam)


def _richt(naam: str) -> None:
    connections.close_all()
    for alias in connections:
        connections.settings[alias]["NAME"] = naam


def _laad(url: str) -> None:
    inhoud = lzma.decompress(GEGEVENS.read_bytes())
    # As a restore does: what the triggers wrote then is in the dump already.
    vooraf = b"SET session_replication_role = replica;\n"
    subprocess.run(
        [
            programs.postgres_bin() / "psql",
            "--no-psqlrc",
            "--quiet",
            "-v",
            "ON_ERROR_STOP=1",
            "-o",
            "/dev/null",
            url,
        ],
        input=vooraf + inhoud,
        check=True,
    )


def test_nothing_is_lost_and_the_report_stays_the_published_one(eerste_uitgave):
    with psycopg.connect(eerste_uitgave) as alles:
        kolommen = _kolommen(alles)
        voor = _inhoud(alles, kolommen, {})
    assert voor["meldingen_melding"][0] > 2566
    call_command("migrate", verbosity=0)
    with psycopg.connect(eerste_uitgave) as alles:
        assert set(kolommen) - set(_kolommen(alles)) == set()
        assert _inhoud(alles, kolommen, NIEUW) == voor
    gemeente = Gemeente.objects.get(code="0637")
    verslag = maak_verslag(gemeente, schooljaar=2023)
    assert {code: list(tabel.totaal) for code, tabel in verslag.tabellen.items() if tabel.totaal} == {
        code: tabel["totaal"]
        for code, tabel in JUIST["tabellen"].items()
        if code != "overzicht-doorstroompunt" and tabel["totaal"]
    }
    assert [controle for controle in verslag.controles if not controle.houdt] == []
    # And people go on where they were.
    anna = Gebruiker.objects.get(email="anna@voorbeeld.test")
    anna.kies_aanstelling()
    with in_gemeente(gemeente.pk):
        assert anna.check_password("leerplicht-demo")
        assert Melding.objects.zichtbaar_voor(anna).count() > 2566
