"""A backup is proved by bringing it back: into an empty database, everything compared, and used again."""

import datetime
import json
import os
import shutil
import subprocess
import sys

import psycopg
import pytest

from leerplicht import embedded
from leerplicht.beheer.backup import BackupFout, Inhoud, maak_backup
from leerplicht.beheer.herstel import beproef, controleer, herstel
from leerplicht.beheer.inventaris import maak_inventaris
from leerplicht.models import Herstelproef
from tests import services

NU = datetime.datetime(2024, 3, 1, 3, 15, tzinfo=datetime.UTC)
TEKST = b"Verklaring van de school"


@pytest.fixture
def bestanden(tmp_path):
    """A document, as the files of an installation lie."""
    map = tmp_path / "bestanden"
    (map / "ab").mkdir(parents=True)
    (map / "ab" / "cdef").write_bytes(TEKST)
    return map


@pytest.fixture
def installatie(own_database, zoe):
    """A database with a gemeente, a leerling, an enrolment, history; and the URLs of its roles."""
    return embedded.urls(services.VAR_DIR, database=own_database.name)


@pytest.fixture
def backup(installatie, bestanden, tmp_path):
    return maak_backup(installatie.backup, bestanden, tmp_path / "backups", nu=NU)


@pytest.fixture
def lege_database(template_database):
    """Migrated, as `docker compose up` leaves it, but nobody works in it."""
    naam = services.copy(template_database, "leeg")
    yield embedded.urls(services.VAR_DIR, database=naam)
    services.drop(naam)


def _inhoud(url: str):
    with psycopg.connect(url) as verbinding:
        return maak_inventaris(verbinding)


def test_a_restored_installation_is_the_same_in_everything(
    installatie, backup, bestanden, lege_database, tmp_path, zoe
):
    voor = _inhoud(installatie.backup)
    inhoud = herstel(lege_database.owner, tmp_path / "nieuw", backup)
    assert _inhoud(lege_database.backup) == voor == inhoud.inventaris
    assert (tmp_path / "nieuw" / "ab" / "cdef").read_bytes() == TEKST
    # The names of the people are there, and the second lock too.
    with psycopg.connect(lege_database.app) as app:
        app.execute("SELECT set_config('app.gemeente', %s, true)", [str(zoe.gemeente_id)])
        assert app.execute("SELECT voornaam, achternaam FROM leerplicht_leerling").fetchall() == [("Zoë", "Çelik")]
        app.execute("SELECT set_config('app.gemeente', '0', true)")
        assert app.execute("SELECT count(*) FROM leerplicht_leerling").fetchone() == (0,)
    with psycopg.connect(lege_database.app) as app, pytest.raises(psycopg.errors.UndefinedObject):
        app.execute("SELECT * FROM leerplicht_leerling")


def test_the_rights_of_the_app_do_not_grow_in_a_restore(installatie, lege_database, bestanden, tmp_path):
    with psycopg.connect(installatie.owner) as eigenaar:
        eigenaar.execute("REVOKE UPDATE, DELETE ON leerplicht_gebeurtenis FROM leerplicht_app")
    backup = maak_backup(installatie.backup, bestanden, tmp_path / "b", nu=NU)
    herstel(lege_database.owner, tmp_path / "nieuw", backup)
    mag = "SELECT has_table_privilege('leerplicht_gebeurtenis', r) FROM unnest(ARRAY['SELECT', 'DELETE']) r"
    with psycopg.connect(lege_database.app) as app:
        assert app.execute(mag).fetchall() == [(True,), (False,)]
    # A table of a later migration gets its usual rights again.
    with psycopg.connect(lege_database.owner) as eigenaar:
        eigenaar.execute("CREATE TABLE later (id int)")
    with psycopg.connect(lege_database.app) as app:
        assert app.execute("DELETE FROM later").rowcount == 0


def test_a_restored_database_works_on(installatie, backup, lege_database, tmp_path, own_database, zoe):
    """The next rows get the next numbers, the triggers count versions, and a migration still runs."""
    herstel(lege_database.owner, tmp_path / "nieuw", backup)
    omgeving = os.environ | own_database.environment
    omgeving |= {"DATABASE_URL": lege_database.app, "DATABASE_OWNER_URL": lege_database.owner}
    programma = f"""
import django; django.setup()
from datetime import date
from leerplicht.dossier.actions import leg_vast, open_zaak, wijzig_leerling
from leerplicht.models import Gebruiker, Leerling, Zaak
from leerplicht.toegang.gemeente import in_gemeente
with in_gemeente({zoe.gemeente_id}):
    anna, zoe = Gebruiker.objects.get(), Leerling.objects.get()
    zoe = wijzig_leerling(zoe, version=zoe.version, door=anna, voornaam="Zoë-Anne")
    zaak = open_zaak(zoe, soort="melding", op=date(2024, 3, 1), door=anna, eigenaar=anna)
    zoe.refresh_from_db()
    print(zoe.voornaam, zoe.version, zaak.nummer)
"""
    omgeving["DJANGO_SETTINGS_MODULE"] = "leerplicht.settings"
    gedaan = subprocess.run(
        [sys.executable, "-c", programma],
        cwd=services.PROJECT_DIR,
        env=omgeving,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (gedaan.stdout, gedaan.returncode) == ("Zoë-Anne 2 1\n", 0), gedaan.stderr
    migrate = [sys.executable, "manage.py", "migrate", "-v0"]
    assert subprocess.run(migrate, cwd=services.PROJECT_DIR, env=omgeving, check=False).returncode == 0


def test_where_somebody_works_nothing_is_restored(installatie, backup, tmp_path):
    voor = _inhoud(installatie.backup)
    with pytest.raises(BackupFout) as fout:
        herstel(installatie.owner, tmp_path / "nieuw", backup)
    assert str(fout.value) == "De database is niet leeg. Herstellen kan alleen in een lege installatie."
    assert _inhoud(installatie.backup) == voor


def test_a_trial_leaves_nothing_behind(installatie, backup):
    # Tests beside this one make and drop databases of their own, which begin with their process.
    eigen = f"test_{os.getpid()}_"
    databases = f"""SELECT datname FROM pg_database
        WHERE NOT starts_with(datname, 'test_') OR starts_with(datname, '{eigen}') ORDER BY 1"""
    with services.owner() as eigenaar:
        voor = eigenaar.execute(databases).fetchall()
        assert beproef(installatie.owner, backup) == Inhoud.lees(backup)
        assert eigenaar.execute(databases).fetchall() == voor


def _bederf_document(backup):
    (backup / "bestanden" / "ab" / "cdef").write_bytes(b"anders")


def _bederf_database(backup):
    dump = backup / "database.dump"
    dump.write_bytes(dump.read_bytes()[:-100])


def _vergeet_inhoud(backup):
    (backup / "inhoud.json").unlink()


def _andere_vorm(backup):
    gelezen = json.loads((backup / "inhoud.json").read_text()) | {"vorm": 99}
    (backup / "inhoud.json").write_text(json.dumps(gelezen))


@pytest.mark.parametrize(
    ("bederf", "zin"),
    [
        (_bederf_document, "Een document in {}/bestanden ontbreekt of is beschadigd: ab/cdef."),
        (_bederf_database, "De database in {} is beschadigd."),
        (_vergeet_inhoud, "{} is geen (volledige) backup."),
        (_andere_vorm, "{} is gemaakt door een andere versie van dit programma."),
    ],
)
def test_a_damaged_backup_is_refused_beforehand(backup, bederf, zin):
    bederf(backup)
    with pytest.raises(BackupFout) as fout:
        controleer(backup)
    assert str(fout.value) == zin.format(backup)


def test_one_changed_row_is_noticed(installatie, backup, lege_database, tmp_path):
    """The comparison itself: a backup that says something else than its dump holds."""
    gelezen = json.loads((backup / "inhoud.json").read_text())
    leerlingen = gelezen["inventaris"]["tabellen"]["leerplicht_leerling"]
    leerlingen["som"] = str(int(leerlingen["som"]) + 1)
    (backup / "inhoud.json").write_text(json.dumps(gelezen))
    with pytest.raises(BackupFout) as fout:
        herstel(lege_database.owner, tmp_path / "nieuw", backup)
    assert str(fout.value) == (
        "Hersteld, maar niet gelijk aan de backup: De tabel leerplicht_leerling heeft andere inhoud."
    )


def test_an_interrupted_backup_has_no_name(installatie, bestanden, tmp_path):
    """The dump fails in the middle: nothing stays that looks like a backup."""
    with pytest.raises(BackupFout):
        maak_backup(installatie.app, bestanden, tmp_path / "b", nu=NU)
    assert list((tmp_path / "b").iterdir()) == []


def test_the_commands(installatie, own_database, bestanden, tmp_path):
    omgeving = os.environ | own_database.environment | {"DATABASE_BACKUP_URL": installatie.backup}
    omgeving |= {"VAR_DIR": str(tmp_path)}

    def manage(*woorden):
        return subprocess.run(
            [sys.executable, "manage.py", *woorden],
            cwd=services.PROJECT_DIR,
            env=omgeving,
            capture_output=True,
            text=True,
            check=False,
        )

    gemaakt = manage("backup", "--naar", str(tmp_path / "backups"))
    assert gemaakt.returncode == 0, gemaakt.stderr
    backup = gemaakt.stdout.strip()
    assert oct(os.stat(backup).st_mode & 0o777) == "0o700"
    beproefd = manage("herstel", "--van", backup, "--proef")
    assert beproefd.returncode == 0, beproefd.stderr
    assert beproefd.stdout.startswith("De backup is beproefd: ")
    proef = Herstelproef.objects.get()
    assert (proef.fout, proef.bestanden, proef.rijen > 100) == ("", 1, True)
    shutil.rmtree(backup)
    weg = manage("herstel", "--van", backup, "--proef")
    assert (weg.returncode, weg.stderr) == (1, f"CommandError: {backup} is geen (volledige) backup.\n")
    assert Herstelproef.objects.order_by("pk").last().fout == f"{backup} is geen (volledige) backup."
