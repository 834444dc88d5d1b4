"""PostgreSQL and Valkey of the tests themselves, and databases copied from one migrated template.

Loaded by pytest before the settings are (`-p tests.services` in pyproject.toml), hence the environment here.
"""

import hashlib
import os
import shutil
from pathlib import Path

import psycopg
import redis

from leerplicht import embedded
from leerplicht.embedded import locks

PROJECT_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = PROJECT_DIR / "var" / "test"
APPS = ("leerplicht", "meldingen", "doorstroompunt", "rapportage")

os.environ["VAR_DIR"] = str(VAR_DIR)
# The browser library runs an event loop in the thread of the test; our code itself is not async.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "CELERY_BROKER_URL"):
    os.environ.pop(name, None)


def start() -> None:
    embedded.join(VAR_DIR, durable=False)
    _drop_leftovers()


def owner(database: str = "postgres") -> psycopg.Connection:
    return psycopg.connect(embedded.urls(VAR_DIR, database=database).owner, autocommit=True)


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


def own_redis_db() -> tuple[int, int]:
    """A Valkey database no other test process uses: (number, lock to keep open). Empty."""
    for number in range(1, 64):
        lock = locks.open_lock(VAR_DIR / f"redis-{number}.lock")
        if locks.try_take(lock):
            redis.Redis.from_url(embedded.urls(VAR_DIR, redis_db=number).redis).flushdb()
            return number, lock
        os.close(lock)
    raise RuntimeError("More than 63 test processes at once.")


def _drop_leftovers() -> None:
    """Databases of test processes that were killed."""
    with owner() as connection:
        for (name,) in connection.execute(
            r"SELECT datname FROM pg_database WHERE datname LIKE 'test\_%'"
        ).fetchall():
            if not Path(f"/proc/{name.split('_')[1]}").exists():
                connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _migrations_hash() -> str:
    """Of everything that decides what a migrated database looks like."""
    files = [PROJECT_DIR / "requirements.lock", PROJECT_DIR / "leerplicht" / "embedded" / "roles.sql"]
    for app in APPS:
        files += sorted((PROJECT_DIR / app / "migrations").glob("*.py"))
        # Constraints and triggers come from our own classes, which migrations only name.
        files += sorted((PROJECT_DIR / app).glob("toegang/tabelregels.py"))
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:12]


def chromium() -> str | None:
    return shutil.which("chromium", path="/usr/bin")
