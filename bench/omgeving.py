"""Where the measuring happens: services of its own in var/bench, and databases copied from the example."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import psycopg

from leerplicht import embedded

VAR_DIR = embedded.PROJECT_DIR / "var" / "bench"
VOORBEELD = "bench_voorbeeld"
# The day on which the example is made, so that every run measures the same rows.
VANDAAG = date(2024, 11, 4)
Vraag = tuple[str, tuple]


def begin() -> None:
    """Start the services, point Django at them and load the example."""
    shutil.rmtree(VAR_DIR, ignore_errors=True)
    for naam in ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "CELERY_BROKER_URL"):
        os.environ.pop(naam, None)
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "leerplicht.settings",
        "VAR_DIR": str(VAR_DIR),
        "TWEEDE_FACTOR": "0",
        "ALLOWED_HOSTS": "testserver",
    }
    embedded.join(VAR_DIR, durable=False)
    import django

    django.setup()
    from django.core.management import call_command

    from rapportage.voorbeeld.laden import laad

    _beheer(f"CREATE DATABASE {VOORBEELD} OWNER leerplicht_owner TEMPLATE template1")
    wijs_naar(VOORBEELD)
    call_command("migrate", verbosity=0)
    laad(VANDAAG)
    _sluit()


def einde() -> None:
    _sluit()
    embedded.leave(VAR_DIR)
    shutil.rmtree(VAR_DIR, ignore_errors=True)


@contextmanager
def kopie(naam: str, van: str = VOORBEELD) -> Iterator[str]:
    """A database with what `van` holds; Django uses it."""
    _sluit()
    _beheer(f"CREATE DATABASE {naam} OWNER leerplicht_owner TEMPLATE {van}")
    wijs_naar(naam)
    try:
        yield naam
    finally:
        _sluit()
        _beheer(f"DROP DATABASE {naam} WITH (FORCE)")


def wijs_naar(database: str) -> None:
    from django.db import connections

    _sluit()
    for alias in ("default", "owner"):
        connections[alias].settings_dict["NAME"] = database


def als_app(database: str) -> psycopg.Connection:
    """As the application, bound by row-level security."""
    return psycopg.connect(embedded.urls(VAR_DIR, database=database).app)


def als_backup(database: str) -> psycopg.Connection:
    """The same rows without a policy: the role that makes backups reads past it."""
    return psycopg.connect(embedded.urls(VAR_DIR, database=database).backup)


def als_meester(database: str) -> psycopg.Connection:
    """To fill tables: no policy, no triggers and no foreign keys hold him up."""
    verbinding = psycopg.connect(embedded.urls(VAR_DIR).superuser, dbname=database, autocommit=True)
    verbinding.execute("SET session_replication_role = replica")
    return verbinding


def vragen_van(email: str, adres: str, *, post: dict | None = None) -> list[Vraag]:
    """Every SELECT with which this page is made for this colleague, with its parameters."""
    from django.conf import settings
    from django.db import connection
    from django.test import Client

    from leerplicht.models import Gebruiker

    client = Client()
    client.force_login(Gebruiker.objects.get(email=email), backend=settings.AUTHENTICATION_BACKENDS[0])
    vragen: list[Vraag] = []

    def onthoud(execute, sql, params, many, context):
        if sql.lstrip().startswith("SELECT") and "set_config" not in sql:
            vragen.append((sql, tuple(params or ())))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(onthoud):
        antwoord = client.get(adres) if post is None else client.post(adres, post, follow=True)
    if antwoord.status_code != 200:
        raise RuntimeError(f"{adres} antwoordt {antwoord.status_code} aan {email}")
    return vragen


def stel(verbinding: psycopg.Connection, vragen: list[Vraag], *, gemeente: int) -> None:
    """Ask them all again in one transaction of the gemeente, as the middleware does, and fetch every row."""
    with verbinding.transaction(), verbinding.cursor() as cursor:
        cursor.execute("SELECT set_config('app.gemeente', %s, true)", [str(gemeente)])
        for sql, params in vragen:
            cursor.execute(sql, params)
            if cursor.description:
                cursor.fetchall()


def _beheer(sql: str) -> None:
    with psycopg.connect(embedded.urls(VAR_DIR).superuser, autocommit=True) as verbinding:
        verbinding.execute(sql)


def _sluit() -> None:
    from django.db import connections

    connections.close_all()
