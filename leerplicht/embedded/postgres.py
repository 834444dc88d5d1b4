"""The embedded PostgreSQL: made on first start, recovered after a crash, set aside when half of it is gone."""

import os
import re
import shutil
import signal
import subprocess
import time
from pathlib import Path

from leerplicht.embedded import EmbeddedError, programs

SQL = Path(__file__).with_name("roles.sql")
START_PATIENCE = 60.0
# What PostgreSQL writes when its files are gone or torn. Narrow on purpose: anything else (memory, permissions,
# a vanished socket directory) is not repaired by beginning anew.
_TORN = re.compile(
    r"could not (open|stat|access) .*No such file or directory|could not read .*: read \d+ of"
    r"|valid checkpoint record|required WAL directory|is missing|not a valid data directory|contains invalid data"
)
_MISSING_FILES = """
    SELECT count(*) FROM pg_class
    WHERE relpersistence = 'p' AND pg_relation_filepath(oid) IS NOT NULL
    AND pg_stat_file(pg_relation_filepath(oid), true) IS NULL
"""


class TornData(Exception):
    """The data directory cannot be opened because files are missing."""


def start(var_dir: Path, runtime: Path, *, durable: bool, warn) -> subprocess.Popen:
    """Start PostgreSQL, ready for connections, with roles and database.

    Raises EmbeddedError. Data that is half deleted is set aside under another name, after a `warn(sentence)`.
    """
    data = var_dir / "postgres"
    try:
        return _start(data, runtime, durable=durable)
    except TornData:
        aside = data.with_name(f"postgres.defect-{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}")
        data.rename(aside)
        warn(f"LET OP: de database was beschadigd en begint opnieuw; de resten staan in {aside}.")
    try:
        return _start(data, runtime, durable=durable)
    except TornData as error:
        raise EmbeddedError(f"De database start niet; zie {_log(data)}.") from error


def stop(process: subprocess.Popen) -> None:
    programs.stop(process, [signal.SIGINT, signal.SIGQUIT, signal.SIGKILL], patience=20)


def _log(data: Path) -> Path:
    return data.parent / "log" / "postgres.log"


def _start(data: Path, runtime: Path, *, durable: bool) -> subprocess.Popen:
    if data.exists() and not os.listdir(data):
        data.rmdir()
    prefix = programs.as_ordinary_user(data)
    if not data.exists():
        _make(data, prefix, durable=durable)
    _remove_stale_locks(data, runtime)
    log = _log(data)
    begin = log.stat().st_size if log.exists() else 0
    if begin > 10_000_000:
        os.truncate(log, 0)
        begin = 0
    process = programs.run(
        [*prefix, programs.postgres_bin() / "postgres", "-D", data, *_options(runtime, durable=durable)],
        log=log,
        death_signal=signal.SIGINT,
        cwd=data,
    )
    try:
        _wait_until_ready(process, data, begin)
        _prepare(data, runtime)
    except BaseException:
        stop(process)
        raise
    return process


def _options(runtime: Path, *, durable: bool) -> list[str]:
    settings = {
        "listen_addresses": "",
        "unix_socket_directories": str(runtime),
        "unix_socket_permissions": "0700",
        "max_connections": "120",
        "timezone": "UTC",
        "log_timezone": "UTC",
        "max_wal_size": "512MB",
        # No personal data in the log: neither the statement nor the "Key (…)=(…)" of an error.
        "log_min_error_statement": "panic",
        "log_error_verbosity": "terse",
    }
    if not durable:
        settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        # Its workers belong to PostgreSQL itself: a database they are in cannot be dropped by its owner.
        settings |= {"autovacuum": "off"}
    return [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]


def _make(data: Path, prefix: list[str], *, durable: bool) -> None:
    """initdb beside, then rename: a first start that is killed leaves nothing that looks like a database."""
    new = data.with_name("postgres.new")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(mode=0o700)
    if prefix and prefix[0] == "setpriv":
        os.chown(new, programs.UNPRIVILEGED, programs.UNPRIVILEGED)
    command = [
        *prefix,
        programs.postgres_bin() / "initdb",
        "--pgdata", new,
        "--username", "postgres",
        "--auth", "trust",
        "--encoding", "UTF8",
        "--locale", "C",
        "--locale-provider", "builtin",
        "--builtin-locale", "C.UTF-8",
    ]  # fmt: skip
    if not durable:
        command.append("--no-sync")
    result = subprocess.run(
        [str(word) for word in command], capture_output=True, text=True, stdin=subprocess.DEVNULL, cwd=new
    )
    if result.returncode != 0:
        with _log(data).open("a") as log:
            log.write(result.stdout + result.stderr)
        shutil.rmtree(new, ignore_errors=True)
        _refuse_full_disk(result.stderr, data)
        raise EmbeddedError(f"De database kan niet worden aangemaakt; zie {_log(data)}.")
    new.rename(data)


def _remove_stale_locks(data: Path, runtime: Path) -> None:
    """Forget what a killed predecessor left; wait for one that is still closing down; signal nobody."""
    postgres = programs.postgres_bin() / "postgres"
    deadline = time.monotonic() + START_PATIENCE
    while (pid := _pid(data)) and programs.is_program(pid, postgres, data):
        if time.monotonic() > deadline:
            raise EmbeddedError(f"De vorige database (proces {pid}) draait nog op {data}; stop dat proces eerst.")
        time.sleep(0.05)
    for stale in (data / "postmaster.pid", runtime / ".s.PGSQL.5432", runtime / ".s.PGSQL.5432.lock"):
        stale.unlink(missing_ok=True)


def _pid(data: Path) -> int | None:
    try:
        return int((data / "postmaster.pid").read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return None


def _wait_until_ready(process: subprocess.Popen, data: Path, begin: int) -> None:
    deadline = time.monotonic() + START_PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            _explain(data, begin)
        try:
            # The eighth line is PostgreSQL's own word on its state; pg_ctl reads the same.
            if (data / "postmaster.pid").read_text().splitlines()[7:8] == ["ready   "]:
                return
        except OSError:
            pass
        time.sleep(0.01)
    raise EmbeddedError(f"De database was na {START_PATIENCE:.0f} seconden niet gereed; zie {_log(data)}.")


def _explain(data: Path, begin: int) -> None:
    with _log(data).open("rb") as log:
        log.seek(begin)
        words = log.read().decode(errors="replace")
    _refuse_full_disk(words, data)
    if "incompatible with server" in words:
        raise EmbeddedError(f"{data} is van een andere versie van PostgreSQL; geef die map een andere naam.")
    if _TORN.search(words):
        raise TornData(words)
    raise EmbeddedError(f"De database start niet; zie {_log(data)}.")


def _refuse_full_disk(words: str, data: Path) -> None:
    if "No space left on device" in words:
        raise EmbeddedError(f"{data} is niet te gebruiken: de schijf is vol.")


def _prepare(data: Path, runtime: Path) -> None:
    """Roles, extensions and database, and whether every table still has its file."""
    result = _psql(runtime, "postgres", "--file", str(SQL))
    if result.returncode == 0:
        result = _psql(runtime, "leerplicht", "--command", _MISSING_FILES)
        if result.returncode == 0 and result.stdout.strip() != "0":
            raise TornData(f"{result.stdout.strip()} tables have no file")
    if result.returncode == 0:
        return
    with _log(data).open("a") as log:
        log.write(result.stderr)
    _refuse_full_disk(result.stderr, data)
    if _TORN.search(result.stderr):
        raise TornData(result.stderr)
    raise EmbeddedError(f"De database start niet; zie {_log(data)}.")


def _psql(runtime: Path, database: str, *words: str) -> subprocess.CompletedProcess:
    command = [
        str(programs.postgres_bin() / "psql"),
        "--no-psqlrc", "--tuples-only", "--no-align",
        "--host", str(runtime), "--username", "postgres", "--dbname", database,
        *words,
    ]  # fmt: skip
    return subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
