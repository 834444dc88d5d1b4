"""PostgreSQL and Valkey of the tests themselves, and databases copied from one migrated template.

Loaded by pytest before the settings are (`-p tests.services` in pyproject.toml), hence the environment here.
"""

import hashlib
import os
import shutil
import time
from pathlib import Path

import psycopg
import redis

from leerplicht import embedded
from leerplicht.embedded import locks

PROJECT_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = PROJECT_DIR / "var" / "test"
APPS = ("leerplicht", "meldingen", "doorstroompunt", "rapportage")


def _own_redis_db() -> int:
    """A number that no other test process of this checkout uses, as long as this process lives."""
    VAR_DIR.mkdir(parents=True, exist_ok=True)
    for number in range(1, 64):
        if locks.try_take(locks.open_lock(VAR_DIR / f"redis-{number}.lock")):
            return number
    raise RuntimeError("More than 63 test processes at once.")


REDIS_DB = _own_redis_db()
_urls = embedded.urls(VAR_DIR, redis_db=REDIS_DB)
os.environ["VAR_DIR"] = str(VAR_DIR)
os.environ["REDIS_URL"] = _urls.redis
os.environ["CELERY_BROKER_URL"] = _urls.broker
# The browser library runs an event loop in the thread of the test; our code itself is not async.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
for name in ("DATABASE_URL", "DATABASE_OWNER_URL"):
    os.environ.pop(name, None)


def start() -> None:
    embedded.join(VAR_DIR, durable=False)
    redis.Redis.from_url(_urls.redis).flushdb()
    _drop_leftovers()


def connect(url: str) -> psycopg.Connection:
    return psycopg.connect(url, autocommit=True)


def owner(database: str = "postgres") -> psycopg.Connection:
    return connect(embedded.urls(VAR_DIR, database=database).owner)


def until(condition, patience: float = 30.0) -> None:
    """Wait for what another process does, looking 50 times a second; fails after `patience` seconds."""
    deadline = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < deadline, "It did not happen in time."
        time.sleep(0.02)


def template(migrate) -> str:
    """The name of a database with every migration applied; made by `migrate(name)` once per set of migrations."""
    name = f"template_{_migrations_hash()}"
    lock = locks.open_lock(VAR_DIR / "template.lock")
    try:
        locks.take(lock)
        with owner() as connection:
            present = {row[0] for row in connection.execute("SELECT datname FROM pg_database")}
            if name in present:
                return name
            for old in present:
                if old.startswith("template_"):
                    connection.execute(f'DROP DATABASE "{old}" WITH (FORCE)')
            connection.execute("CREATE DATABASE template_new TEMPLATE template1")
            migrate("template_new")
            connection.execute(f'ALTER DATABASE template_new RENAME TO "{name}"')
        return name
    finally:
        os.close(lock)


def copy(template_name: str, name: str) -> str:
    """A database of its own for a test process or a test; the process id in its name tells whose it is."""
    name = f"test_{os.getpid()}_{name}"
    with owner() as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template_name}"')
    return name


def drop(name: str) -> None:
    with owner() as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _drop_leftovers() -> None:
    """Databases of test processes that were killed."""
    with owner() as connection:
        for (name,) in connection.execute(
            r"SELECT datname FROM pg_database WHERE datname LIKE 'test\_%'"
        ).fetchall():
            if not Path(f"/proc/{name.split('_')[1]}").exists():
                drop(name)


def _migrations_hash() -> str:
    """Of everything that decides what a migrated database looks like."""
    files = [PROJECT_DIR / "requirements.lock", PROJECT_DIR / "leerplicht" / "embedded" / "roles.sql"]
    for app in APPS:
        files += sorted((PROJECT_DIR / app / "migrations").glob("*.py"))
        # Constraints and triggers come from our own classes, which migrations only name.
        files += sorted((PROJECT_DIR / app).glob("toegang/tabelregels.py"))
        files += sorted((PROJECT_DIR / app).glob("management/commands/migrate.py"))
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:12]


def chromium() -> str | None:
    return shutil.which("chromium", path="/usr/bin")
