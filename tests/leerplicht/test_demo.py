"""`manage.py demo` as a real process: starts everything, and stops everything it started and nothing else."""

import http.client
import os
import signal
import socket
import subprocess
import sys

import pytest

from tests import services


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def demo(own_database, port):
    process = subprocess.Popen(
        [sys.executable, "manage.py", "demo", "--leeg", "--port", str(port)],
        cwd=services.PROJECT_DIR,
        env=os.environ | own_database.environment | {"PYTHONUNBUFFERED": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # As a script starts a command in its background.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN),
    )
    yield process
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)


def listening(demo, port):
    """Read until the address is said."""
    for line in demo.stdout:
        if line.strip():
            return line.strip() == f"De toepassing draait op http://127.0.0.1:{port}/ (stoppen: Ctrl-C)"
    return False


def children(demo):
    """The processes it started, as {last words of the command that name them: file descriptor}."""
    found = {}
    for entry in os.listdir("/proc"):
        if not entry.isdigit():
            continue
        try:
            with open(f"/proc/{entry}/stat") as stat, open(f"/proc/{entry}/cmdline") as command:
                if int(stat.read().rsplit(")", 1)[1].split()[1]) == demo.pid:
                    words = command.read()
                    (name,) = [n for n in ("gunicorn", "worker", "beat") if f"{n}\0" in words]
                    found[name] = os.pidfd_open(int(entry))
        except (FileNotFoundError, ProcessLookupError):
            continue
    return found


def kill(pidfd):
    signal.pidfd_send_signal(pidfd, signal.SIGKILL)


def test_ctrl_c_stops_all_it_started(demo, port):
    assert listening(demo, port)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", "/")
    assert (connection.getresponse().status, children(demo).keys()) == (302, {"gunicorn", "worker", "beat"})
    started = children(demo)
    demo.send_signal(signal.SIGINT)
    said, error = demo.communicate(timeout=60)
    assert (demo.returncode, said.strip(), error) == (0, "Stoppen ...", "")
    for pidfd in started.values():
        with pytest.raises(ProcessLookupError):
            kill(pidfd)


def test_a_dead_part_stops_the_rest_with_one_sentence(demo, port):
    assert listening(demo, port)
    started = children(demo)
    kill(started["worker"])
    _, error = demo.communicate(timeout=60)
    log = services.VAR_DIR / "log" / "worker.log"
    assert (demo.returncode, error.strip()) == (1, f"De achtergrondwerker is gestopt (code -9). Zie {log}.")
    with pytest.raises(ProcessLookupError):
        kill(started["gunicorn"])


def test_killed_by_force_it_takes_its_parts_along(demo, port):
    assert listening(demo, port)
    started = children(demo)
    demo.kill()
    demo.wait()

    def gone(pidfd):
        try:
            signal.pidfd_send_signal(pidfd, 0)
        except ProcessLookupError:
            return True
        return False

    services.until(lambda: all(gone(pidfd) for pidfd in started.values()))


def test_port_in_use_is_one_sentence(own_database):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = subprocess.run(
            [sys.executable, "manage.py", "demo", "--leeg", "--port", str(port)],
            cwd=services.PROJECT_DIR,
            env=os.environ | own_database.environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    sentence = f"Poort {port} is al in gebruik; kies een andere, bijvoorbeeld: make demo PORT=8001\n"
    assert (result.returncode, result.stdout, result.stderr) == (1, "", sentence)
