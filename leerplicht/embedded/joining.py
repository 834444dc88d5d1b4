"""The side of a process that needs the services: take part in the shared lock, start the supervisor if need be."""

import os
import subprocess
import sys
import time
from pathlib import Path

from leerplicht.embedded import PROJECT_DIR, EmbeddedError, locks, make_private, runtime_dir, sentence

# What a first start needs at most, with room for the example gemeente.
MINIMUM_FREE_BYTES = 250 * 1024 * 1024

# Crash recovery of the embedded amounts of data takes a second; a loaded machine may take much longer.
READY_PATIENCE = 90.0

# Open for as long as this process (or a fork of it, such as a web worker) lives.
_joined: dict[Path, int] = {}


def alive(var_dir: Path) -> bool:
    runtime = runtime_dir(var_dir)
    if not (runtime.is_dir() and var_dir.is_dir()):
        return False
    return not locks.is_free(runtime / "supervisor.lock") and not locks.is_free(var_dir / "supervisor.lock")


def join(var_dir: Path, *, durable: bool) -> None:
    runtime = runtime_dir(var_dir)
    try:
        (var_dir / "log").mkdir(parents=True, exist_ok=True)
        # Again when a supervisor that nobody needed any more removed the directory while we waited for it.
        while var_dir not in _joined or not locks.same_file(_joined[var_dir], runtime / "users.lock"):
            make_private(runtime)
            users = locks.open_lock(runtime / "users.lock")
            locks.take(users, shared=True)
            if var_dir in _joined:
                os.close(_joined[var_dir])
            _joined[var_dir] = users
        start = locks.open_lock(runtime / "start.lock")
        try:
            locks.take(start)
            if not _ready(var_dir, runtime):
                _start_supervisor(var_dir, durable=durable)
        finally:
            os.close(start)
    except OSError as error:
        raise sentence(error, var_dir) from error


def _ready(var_dir: Path, runtime: Path) -> bool:
    """True when a living supervisor has both services ready, waited for if need be; False when none lives."""
    deadline = time.monotonic() + READY_PATIENCE
    while alive(var_dir):
        if (runtime / "ready").exists():
            return True
        if time.monotonic() > deadline:
            raise EmbeddedError(f"De ingebouwde diensten worden niet gereed; zie {var_dir / 'log'}.")
        time.sleep(0.02)
    return False


def leave(var_dir: Path) -> None:
    users = _joined.pop(var_dir, None)
    if users is None:
        return
    os.close(users)
    runtime = runtime_dir(var_dir)
    deadline = time.monotonic() + 30
    # A free users.lock means that nobody else stays behind, so the supervisor is on its way out.
    while time.monotonic() < deadline and alive(var_dir) and _nobody_joined(runtime):
        time.sleep(0.05)


def _nobody_joined(runtime: Path) -> bool:
    """False while others share the lock. The closing supervisor holds it too, but alone and not for long."""
    path = runtime / "users.lock"
    if not path.exists() or not locks.is_free(path):
        return True
    descriptor = locks.open_lock(path)
    try:
        return locks.try_take(descriptor)
    finally:
        os.close(descriptor)


def _start_supervisor(var_dir: Path, *, durable: bool) -> None:
    space = os.statvfs(var_dir)
    if space.f_bavail * space.f_frsize < MINIMUM_FREE_BYTES:
        raise EmbeddedError(
            f"Te weinig schijfruimte voor {var_dir}: er is minstens {MINIMUM_FREE_BYTES // 1024**2} MB nodig."
        )
    log = var_dir / "log" / "supervisor.log"
    command = [sys.executable, "-m", "leerplicht.embedded.supervisor", str(var_dir)]
    if not durable:
        command.append("--not-durable")
    with log.open("ab") as log_file:
        # A session of its own: Ctrl-C in the terminal of one user must not stop the services of another.
        process = subprocess.Popen(
            command,
            cwd=PROJECT_DIR,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log_file,
            start_new_session=True,
            text=True,
        )
    assert process.stdout is not None
    with process.stdout as answers:
        answer = ""
        for answer in answers:
            if answer.startswith("LET OP"):
                print(answer.strip(), file=sys.stderr)
            else:
                break
    # Not waited for: it outlives this process on purpose, and Python must not warn about that.
    process.returncode = 0
    answer = answer.strip()
    if answer != "ready":
        raise EmbeddedError(answer or f"De ingebouwde diensten starten niet; zie {log}.")
