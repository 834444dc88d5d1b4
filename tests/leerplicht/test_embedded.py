"""The embedded services as real processes: who keeps them alive, and what they survive."""

import os
import select
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg
import pytest
import redis

from leerplicht import embedded
from leerplicht.embedded import locks, runtime_dir
from tests.services import until

PROJECT_DIR = Path(__file__).resolve().parent.parent.parent
USER = """
from leerplicht import embedded
try:
    embedded.join({!r})
except embedded.EmbeddedError as error:
    print(error, flush=True)
else:
    print("joined", flush=True)
    input()
"""


class User:
    """A process that needs the services of one var directory until it ends."""

    def __init__(self, var_dir, *, prefix=(), environment=None):
        self.process = subprocess.Popen(
            [*prefix, sys.executable, "-c", USER.format(str(var_dir))],
            cwd=PROJECT_DIR,
            env=os.environ | (environment or {}),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.said = self.process.stdout.readline().strip()

    def end(self):
        """The words on standard error."""
        return self.process.communicate("\n", timeout=60)[1]

    def kill(self):
        self.process.kill()
        self.process.communicate()


@pytest.fixture
def var_dir(tmp_path):
    yield tmp_path / "var"
    # Whatever the test left: all its users have ended or are ended here by closing their pipes.
    until(lambda: not embedded.alive(tmp_path / "var"))


@pytest.fixture
def users(var_dir):
    started = []

    def start(**how):
        started.append(User(var_dir, **how))
        return started[-1]

    yield start
    for user in started:
        if user.process.poll() is None:
            user.kill()


def connect(var_dir):
    return psycopg.connect(embedded.urls(var_dir).app, autocommit=True)


def value(var_dir, query):
    with connect(var_dir) as connection:
        return connection.execute(query).fetchone()


def answers(var_dir):
    try:
        return value(var_dir, "SELECT 1") == (1,)
    except psycopg.OperationalError:
        return False


def postmaster(var_dir):
    return int((var_dir / "postgres" / "postmaster.pid").read_text().splitlines()[0])


def supervisor(var_dir):
    """The parent of the database server: the only process that listens to nobody but its users."""
    return int(Path(f"/proc/{postmaster(var_dir)}/stat").read_text().rsplit(")", 1)[1].split()[1])


def keep_a_row(var_dir):
    with psycopg.connect(embedded.urls(var_dir).owner, autocommit=True) as connection:
        connection.execute("CREATE TABLE bewijs (woord text)")
        connection.execute("INSERT INTO bewijs VALUES ('bewaard')")


def test_first_start_makes_roles_extensions_and_privileges(users, var_dir):
    assert users().said == "joined"
    keep_a_row(var_dir)
    with connect(var_dir) as connection:
        roles = connection.execute(
            "SELECT rolname, rolsuper, rolbypassrls, rolcreatedb FROM pg_roles"
            " WHERE rolname LIKE 'leerplicht%' ORDER BY 1"
        ).fetchall()
        extensions = connection.execute("SELECT extname FROM pg_extension ORDER BY 1").fetchall()
        owner = connection.execute(
            "SELECT datdba::regrole::text FROM pg_database WHERE datname = 'leerplicht'"
        ).fetchone()
        privileges = connection.execute(
            "SELECT p, has_table_privilege('bewijs', p)"
            " FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) p"
        ).fetchall()
        provider = connection.execute(
            "SELECT datlocprovider::text, datlocale FROM pg_database WHERE datname = 'leerplicht'"
        ).fetchone()
    assert roles == [
        ("leerplicht_app", False, False, False),
        # Reads every row of every gemeente, and writes none.
        ("leerplicht_backup", False, True, False),
        ("leerplicht_owner", False, False, True),
    ]
    assert extensions == [("btree_gist",), ("pg_trgm",), ("plpgsql",), ("unaccent",)]
    assert owner == ("leerplicht_owner",)
    assert privileges == [
        ("SELECT", True),
        ("INSERT", True),
        ("UPDATE", True),
        ("DELETE", True),
        ("TRUNCATE", False),
    ]
    assert provider == ("b", "C.UTF-8")


def test_valkey_refuses_to_forget(users, var_dir):
    users()
    client = redis.Redis.from_url(embedded.urls(var_dir).redis, decode_responses=True)
    assert client.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}


def test_sockets_lie_in_a_private_directory(users, var_dir):
    users()
    assert stat.S_IMODE(runtime_dir(var_dir).stat().st_mode) == 0o700


def test_services_outlive_their_starter_and_end_with_their_last_user(users, var_dir):
    first, second = users(), users()
    server = postmaster(var_dir)
    first.kill()
    third = users()
    assert (second.end(), answers(var_dir), postmaster(var_dir)) == ("", True, server)
    ended = os.pidfd_open(server)
    third.end()
    assert select.select([ended], [], [], 30) == ([ended], [], [])
    until(lambda: not runtime_dir(var_dir).exists())


def test_killed_database_recovers_with_its_rows(users, var_dir):
    users()
    keep_a_row(var_dir)
    killed = postmaster(var_dir)
    os.kill(killed, signal.SIGKILL)
    until(lambda: answers(var_dir) and postmaster(var_dir) != killed)
    assert value(var_dir, "SELECT woord FROM bewijs") == ("bewaard",)


def test_killed_supervisor_takes_its_services_along_and_the_next_user_heals(users, var_dir):
    users()
    keep_a_row(var_dir)
    gone = [os.pidfd_open(postmaster(var_dir))]
    os.kill(supervisor(var_dir), signal.SIGKILL)
    assert select.select(gone, [], [], 30)[0] == gone
    assert (users().said, value(var_dir, "SELECT woord FROM bewijs")) == ("joined", ("bewaard",))


def test_stale_process_id_of_a_stranger_is_ignored_and_the_stranger_left_alone(users, var_dir):
    users().end()
    until(lambda: not embedded.alive(var_dir))
    (var_dir / "postgres" / "postmaster.pid").write_text(f"{os.getpid()}\n{var_dir / 'postgres'}\n")
    assert (users().said, answers(var_dir)) == ("joined", True)


@pytest.mark.parametrize(
    "part",
    [
        "postgres/global/pg_control",
        "postgres/PG_VERSION",
        "postgres/base",
        "postgres/pg_wal",
        "postgres/pg_notify",
        "valkey/appendonlydir",
    ],
)
def test_half_deleted_data_heals(users, var_dir, part):
    users().end()
    until(lambda: not embedded.alive(var_dir))
    path = var_dir / part
    shutil.rmtree(path, ignore_errors=True)
    path.unlink(missing_ok=True)
    user = users()
    assert (user.said, answers(var_dir)) == ("joined", True)
    if part.startswith("postgres"):
        assert user.end().startswith("LET OP: de database was beschadigd en begint opnieuw")


def test_a_table_without_its_file_is_noticed_at_the_start(users, var_dir):
    user = users()
    keep_a_row(var_dir)
    (relation,) = value(var_dir, "SELECT pg_relation_filepath('bewijs')")
    user.end()
    until(lambda: not embedded.alive(var_dir))
    (var_dir / "postgres" / relation).unlink()
    assert users().end().startswith("LET OP: de database was beschadigd en begint opnieuw")


def test_var_deleted_under_running_services_starts_anew(users, var_dir):
    users()
    keep_a_row(var_dir)
    shutil.rmtree(var_dir, ignore_errors=True)
    assert users().said == "joined"
    assert value(var_dir, "SELECT to_regclass('bewijs')") == (None,)


def test_first_start_killed_halfway_leaves_nothing_that_looks_like_a_database(users, var_dir):
    (var_dir / "postgres.new" / "base").mkdir(parents=True)
    assert (users().said, (var_dir / "postgres.new").exists()) == ("joined", False)


def test_a_full_disk_is_one_sentence(var_dir, monkeypatch):
    from leerplicht.embedded import joining

    monkeypatch.setattr(joining, "MINIMUM_FREE_BYTES", 2**62)
    with pytest.raises(embedded.EmbeddedError, match=r"^Te weinig schijfruimte voor .*$"):
        embedded.join(var_dir)
    embedded.leave(var_dir)


def test_a_file_in_the_place_of_var_is_one_sentence(var_dir):
    var_dir.write_text("")
    with pytest.raises(embedded.EmbeddedError) as caught:
        embedded.secret_key(var_dir)
    assert str(caught.value) == f"{var_dir} is niet te gebruiken: er staat een bestand met de naam van een map."
    var_dir.unlink()


def test_secret_is_made_once_and_kept_private(var_dir):
    secret = embedded.secret_key(var_dir)
    assert (len(secret), embedded.secret_key(var_dir)) == (64, secret)
    assert stat.S_IMODE((var_dir / "secret_key").stat().st_mode) == 0o600
    assert [path.name for path in var_dir.iterdir()] == ["secret_key"]


def test_an_empty_secret_is_replaced(var_dir):
    var_dir.mkdir()
    (var_dir / "secret_key").touch()
    assert len(embedded.secret_key(var_dir)) == 64


as_root = pytest.mark.skipif(os.geteuid() != 0, reason="needs root to become somebody else")


@as_root
def test_root_without_user_namespaces_runs_the_database_as_nobody(users, var_dir, tmp_path):
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in ("setpriv", "sh"):
        (programs / name).symlink_to(shutil.which(name))
    # Below a directory only root may enter.
    tmp_path.chmod(0o700)
    user = users(environment={"PATH": str(programs)})
    assert (user.said, answers(var_dir)) == ("joined", True)
    assert Path(f"/proc/{postmaster(var_dir)}").stat().st_uid == 65534
    keep_a_row(var_dir)
    os.kill(supervisor(var_dir), signal.SIGKILL)
    user.kill()
    # And back again, with the same rows.
    assert (users().said, value(var_dir, "SELECT woord FROM bewijs")) == ("joined", ("bewaard",))
    assert (var_dir / "postgres").stat().st_uid == 0


@as_root
def test_an_ordinary_user_runs_it_too(users, var_dir, tmp_path):
    nobody = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
    # The services start a Python of their own, so ours must be able to start another.
    reach = f"import subprocess, sys; open({str(PROJECT_DIR / 'manage.py')!r}); "
    reach += "subprocess.check_call([sys.executable, '-V'])"
    if subprocess.run([*nobody, sys.executable, "-c", reach], check=False, capture_output=True).returncode:
        pytest.skip("the checkout or its Python lies where only root may enter")
    for directory in (tmp_path, *tmp_path.parents):
        if directory == Path(tempfile.gettempdir()):
            break
        directory.chmod(0o755)
    var_dir.mkdir()
    os.chown(var_dir, 65534, 65534)
    user = users(prefix=nobody)
    assert user.said == "joined"
    assert Path(f"/proc/{postmaster(var_dir)}").stat().st_uid == 65534
    ended = os.pidfd_open(postmaster(var_dir))
    user.end()
    assert select.select([ended], [], [], 30)[0] == [ended]


def test_two_who_ask_whether_a_lock_is_free_do_not_see_each_other(tmp_path):
    path = tmp_path / "lock"
    holder = locks.open_lock(path)
    locks.take(holder, shared=True)
    assert locks.is_free(path)
    os.close(holder)
