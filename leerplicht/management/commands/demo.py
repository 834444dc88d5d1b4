"""`make demo`: the whole application on this machine, until Ctrl-C."""

import http.client
import io
import os
import signal
import socket
import sys
import time
from pathlib import Path

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from leerplicht import embedded
from leerplicht.embedded import locks, programs

HOST = "127.0.0.1"
NAMES = {"web": "De webserver", "worker": "De achtergrondwerker", "beat": "De planner"}
WEB_PATIENCE = 60.0
# The web server of a demo that was killed needs a moment to notice it.
PORT_PATIENCE = 2.0
IN_USE = "is al in gebruik"
ZONDER_TWEEDE_FACTOR = (
    "In deze demo is de tweede stap bij het inloggen uit. Met TWEEDE_FACTOR=1 make demo staat hij aan."
)


class Command(BaseCommand):
    help = "Start de toepassing met voorbeeldgegevens: database, webserver, achtergrondwerker en planner."
    requires_system_checks: list = []

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=os.environ.get("PORT") or "8000")
        parser.add_argument("--leeg", action="store_true", help="Zonder voorbeeldgegevens.")

    def handle(self, *, port, leeg, **_):
        self.processes = {}
        self.logs = settings.VAR_DIR / "log"
        # SIGINT too: started in the background of a script it would be ignored, and nothing would stop it.
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, _interrupt)
        if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # somebody may have said nohup
            signal.signal(signal.SIGHUP, _interrupt)
        try:
            _require_free(port)
            logins = self._prepare(empty=leeg)
            self._start("web", port, "-m", "gunicorn", "-c", "python:leerplicht.gunicorn", "leerplicht.wsgi")
            self._wait_for_web(port)
            self._start_background(port)
            if not settings.TWEEDE_FACTOR:
                logins += f"\n{ZONDER_TWEEDE_FACTOR}"
            self.stdout.write(f"\n{logins}\nDe toepassing draait op http://{HOST}:{port}/ (stoppen: Ctrl-C)")
            self.stdout.flush()
            self._supervise()
        except KeyboardInterrupt:
            self.stdout.write("\nStoppen ...")
        finally:
            # A second Ctrl-C must not leave half of it running.
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, signal.SIG_IGN)
            self._stop()

    def _prepare(self, *, empty: bool) -> str:
        """Tables and example, one start at a time; returns the logins."""
        self.logs.mkdir(parents=True, exist_ok=True)
        lock = locks.open_lock(settings.VAR_DIR / "demo.lock")
        try:
            locks.take(lock)
            self._migrate()
            return "" if empty else _load_example()
        finally:
            os.close(lock)

    def _migrate(self) -> None:
        executor = MigrationExecutor(connections["owner"])
        # Looking costs a tenth of a second, `migrate` with nothing to do a whole one.
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("De database wordt bijgewerkt ...")
            call_command("migrate", verbosity=0)

    def _start(self, name: str, port: int, *words: str) -> None:
        self.processes[name] = programs.run(
            [sys.executable, *words],
            log=self.logs / f"{name}.log",
            death_signal=signal.SIGTERM,
            cwd=settings.BASE_DIR,
            environment={"HOST": HOST, "PORT": str(port)},
        )

    def _start_background(self, port: int) -> None:
        celery = ("-m", "celery", "-A", "leerplicht")
        quick = ("--without-gossip", "--without-mingle", "--loglevel", "WARNING")
        node = f"demo-{port}@%h"
        self._start("worker", port, *celery, "worker", "--concurrency", "2", "--hostname", node, *quick)
        schedule = settings.VAR_DIR / f"beat-{port}"
        self._start("beat", port, *celery, "beat", "--schedule", str(schedule), "--pidfile", "", "-l", "WARNING")

    def _wait_for_web(self, port: int) -> None:
        deadline = time.monotonic() + WEB_PATIENCE
        while not _answers(port):
            self._refuse_dead()
            if time.monotonic() > deadline:
                sys.exit(f"De webserver antwoordt niet; zie {self.logs / 'web.log'}.")
            time.sleep(0.05)

    def _refuse_dead(self) -> None:
        for name, process in self.processes.items():
            if process.poll() is not None:
                log = self.logs / f"{name}.log"
                # Who ends by itself says why in its last words; who is killed has none.
                words = f" {_last_line(log)}" if process.returncode > 0 else ""
                sys.exit(f"{NAMES[name]} is gestopt (code {process.returncode}).{words} Zie {log}.")

    def _supervise(self) -> None:
        while True:
            self._refuse_dead()
            if settings.EMBEDDED and not embedded.alive(settings.VAR_DIR):
                sys.exit(f"De ingebouwde database is gestopt; zie {self.logs / 'supervisor.log'}.")
            time.sleep(0.5)

    def _stop(self) -> None:
        for process in self.processes.values():
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        for process in self.processes.values():
            # The worker finishes a running task first, but not forever: an unfinished one is delivered again.
            programs.stop(process, [signal.SIGTERM, signal.SIGQUIT, signal.SIGKILL], patience=10)
        connections.close_all()
        if settings.EMBEDDED:
            embedded.leave(settings.VAR_DIR)


def _interrupt(number, frame):
    raise KeyboardInterrupt


def _require_free(port: int) -> None:
    deadline = time.monotonic() + PORT_PATIENCE
    while (reason := _refusal(port)) == IN_USE and time.monotonic() < deadline:
        time.sleep(0.05)
    if reason:
        sys.exit(f"Poort {port} {reason}; kies een andere, bijvoorbeeld: make demo PORT=8001")


def _refusal(port: int) -> str | None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OverflowError:
            return "bestaat niet"
        except PermissionError:
            return "mag niet door deze gebruiker worden gebruikt"
        except OSError:
            return IN_USE
    return None


def _load_example() -> str:
    """What `laad_voorbeeld` says, the logins among it."""
    if "laad_voorbeeld" not in get_commands():
        return ""
    said = io.StringIO()
    call_command("laad_voorbeeld", stdout=said)
    return said.getvalue().strip()


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection(HOST, port, timeout=10)
    try:
        connection.request("GET", "/")
        return bool(connection.getresponse().status)
    except OSError:
        return False
    finally:
        connection.close()


def _last_line(log: Path) -> str:
    lines = log.read_text(errors="replace").strip().splitlines()
    return lines[-1] if lines else ""
