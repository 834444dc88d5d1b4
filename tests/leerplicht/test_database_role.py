"""Web and worker as real processes refuse a role that row-level security does not bind."""

import os
import subprocess
import sys

import pytest

from leerplicht import embedded
from leerplicht.database_role import bypass
from tests import services

OWNER = "De databaserol leerplicht_owner is eigenaar van de tabellen"
SUPERUSER = "De databaserol postgres is superuser"
BYPASSRLS = "De databaserol mag_alles heeft BYPASSRLS"
MAY_BECOME = "De databaserol mag_meer kan een rol aannemen die superuser is of BYPASSRLS heeft"
REST = (
    ": de scheiding tussen gemeenten geldt dan niet. "
    "Geef in DATABASE_URL de rol van de toepassing op en in DATABASE_OWNER_URL die van de eigenaar."
)
WEB = ["gunicorn", "--config", "python:leerplicht.gunicorn", "--bind", "127.0.0.1:0", "leerplicht.wsgi"]
WORKER = ["celery", "-A", "leerplicht", "worker"]


def run(words, database, url):
    return subprocess.run(
        [sys.executable, "-m", *words],
        cwd=services.PROJECT_DIR,
        env=os.environ | database.environment | {"DATABASE_URL": url},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def as_role(own_database):
    """`as_role(name)`: the URL of the test's database for this role."""
    app = own_database.environment["DATABASE_URL"]
    return lambda name: app.replace("leerplicht_app@", f"{name}@")


@pytest.fixture
def bypassing_roles(own_database):
    superuser = embedded.urls(services.VAR_DIR).superuser
    with services.connect(superuser) as connection:
        connection.execute("DROP ROLE IF EXISTS mag_alles, mag_meer")
        connection.execute("CREATE ROLE mag_alles LOGIN BYPASSRLS")
        connection.execute("CREATE ROLE mag_meer LOGIN IN ROLE mag_alles")
    yield
    with services.connect(superuser) as connection:
        connection.execute("DROP ROLE mag_alles, mag_meer")


@pytest.mark.parametrize("words", [WEB, WORKER], ids=["web", "worker"])
@pytest.mark.parametrize(("role", "sentence"), [("leerplicht_owner", OWNER), ("postgres", SUPERUSER)])
def test_refused(own_database, as_role, words, role, sentence):
    result = run(words, own_database, as_role(role))
    # Celery prints its banner before it starts.
    assert (result.returncode != 0, result.stderr.strip().splitlines()[-1]) == (True, sentence + REST)


@pytest.mark.parametrize(
    ("words", "role", "sentence"),
    [(WEB, "mag_alles", BYPASSRLS), (WORKER, "mag_alles", BYPASSRLS), (WEB, "mag_meer", MAY_BECOME)],
    ids=["web", "worker", "web-by-set-role"],
)
def test_bypassrls_is_refused(own_database, as_role, bypassing_roles, words, role, sentence):
    result = run(words, own_database, as_role(role))
    assert (result.returncode, result.stderr.strip().splitlines()[-1]) == (1, sentence + REST)


def test_check_command_names_the_role(own_database, as_role):
    words = ["django", "check", "--database", "default"]
    settings = {"DJANGO_SETTINGS_MODULE": "leerplicht.settings"}
    own_database.environment.update(settings)
    bound = run(words, own_database, as_role("leerplicht_app"))
    refused = run(words, own_database, as_role("leerplicht_owner"))
    assert (bound.returncode, refused.returncode) == (0, 1)
    assert f"(leerplicht.E001) {OWNER}{REST}" in refused.stderr


@pytest.mark.django_db
def test_the_app_role_is_bound():
    assert bypass() is None
