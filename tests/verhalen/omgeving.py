"""The product as it runs, for one test: broker, web, workers, beats and a database; each of them can be killed.

To be killed is SIGKILL for a process and all it started, as when a machine stops.
"""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import redis
from django.test import Client
from kombu import Connection

from leerplicht.embedded import programs, valkey
from tests import services

CELERY = ("-m", "celery", "-A", "tests.verhalen.proefwerk")
COMMANDS = {
    "web": ("-m", "gunicorn", "-c", "python:leerplicht.gunicorn", "leerplicht.wsgi"),
    "worker": (*CELERY, "worker", "--without-gossip", "--without-mingle", "--without-heartbeat"),
    "beat": (*CELERY, "beat", "--pidfile", ""),
}


@dataclass(frozen=True)
class Proces:
    pid: int
    ouder: int


class Omgeving:
    """`start(naam)` and `dood(naam)`, where the name begins with broker, web, worker or beat: "worker-2"."""

    def __init__(self, database, mail_url: str):
        self.database = database
        # Short: the address of a socket has 107 bytes.
        self.directory = Path(tempfile.mkdtemp(prefix="lp-"))
        (self.directory / "log").mkdir()
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        sock = self.directory / "valkey.sock"
        self.redis_url, self.broker_url = f"unix://{sock}?db=0", f"redis+socket://{sock}?virtual_host=0"
        self.environment = database.environment | {
            "REDIS_URL": self.redis_url,
            "CELERY_BROKER_URL": self.broker_url,
            "EMAIL_URL": mail_url,
            "PORT": str(self.port),
            "WEB_CONCURRENCY": "1",
            # Who is logged in here did not come through the door.
            "TWEEDE_FACTOR": "0",
        }
        self.processes: dict[str, subprocess.Popen] = {}

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self, *namen: str, tegelijk: int = 1) -> None:
        """Start what has these names. `tegelijk`: how many tasks a worker does at once."""
        for naam in namen:
            soort = naam.partition("-")[0]
            if soort == "broker":
                self.processes[naam] = valkey.start(self.directory, self.directory, durable=True, warn=print)
                continue
            extra: tuple[str, ...] = ()
            if soort == "worker":
                extra = ("--concurrency", str(tegelijk), "--hostname", f"{naam}@%h")
            elif soort == "beat":
                extra = ("--schedule", str(self.directory / naam))
            self.processes[naam] = programs.run(
                [sys.executable, *COMMANDS[soort], *extra],
                log=self.directory / "log" / f"{naam}.log",
                death_signal=signal.SIGKILL,
                cwd=services.PROJECT_DIR,
                environment=self.environment,
            )
        if "web" in namen:
            services.until(lambda: self._leeft())

    def dood(self, naam: str) -> None:
        process = self.processes.pop(naam)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def log(self, naam: str) -> str:
        return (self.directory / "log" / f"{naam}.log").read_text()

    def stop(self) -> None:
        for naam in list(self.processes):
            self.bevries(naam, voort=True)
            self.dood(naam)
        shutil.rmtree(self.directory)

    def bevries(self, naam: str, *, voort: bool = False) -> None:
        """It answers nothing any more, until `voort`."""
        os.killpg(self.processes[naam].pid, signal.SIGCONT if voort else signal.SIGSTOP)

    def leeg_de_wachtrij(self) -> None:
        """The broker forgets what it had, as one that kept nothing on disk."""
        redis.Redis.from_url(self.redis_url).flushall()

    def stuur(self, taak, *args) -> None:
        """A message of our own to the workers."""
        with Connection(self.broker_url) as connection:
            taak.apply_async(args, connection=connection)

    def hartslag(self) -> None:
        """Wait until a worker has done what was sent before this."""
        from leerplicht.tasks import HEARTBEAT, heartbeat

        cache = redis.Redis.from_url(self.redis_url)
        # As Django's cache writes it.
        sleutel = f":1:{HEARTBEAT}"
        cache.delete(sleutel)
        self.stuur(heartbeat)
        services.until(lambda: cache.exists(sleutel) == 1)

    def kinderen(self, naam: str, woord: str) -> list["Proces"]:
        """The processes that came forth from `naam` and have this word in their command."""
        gevonden = []
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                with suppress(OSError):
                    velden = (entry / "stat").read_text().rsplit(")", 1)[1].split()
                    woorden = (entry / "cmdline").read_bytes().split(b"\0")
                    if int(velden[3]) == self.processes[naam].pid and woord.encode() in woorden:
                        gevonden.append(Proces(int(entry.name), int(velden[1])))
        return gevonden

    def wachtende_transacties(self) -> int:
        """How many wait for another transaction to end."""
        return self._tel("locktype = 'transactionid'")

    @contextmanager
    def poort(self, nummer: int) -> Iterator[None]:
        """Hold the gate of `proefwerk`: who does that work waits in its transaction."""
        with services.owner(self.database.name) as connection:
            connection.execute("SELECT pg_advisory_lock(%s)", [nummer])
            yield

    def verbreek_wachtende(self) -> None:
        """The database drops the connections that wait for another transaction to end."""
        with services.owner(self.database.name) as connection:
            connection.execute(
                """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE datname = current_database() AND wait_event_type = 'Lock'"""
            )

    def wachtend(self, nummer: int) -> int:
        """How many stand before that gate."""
        return self._tel(f"locktype = 'advisory' AND objid = {nummer:d}")

    def _tel(self, welke: str) -> int:
        return wachtend(self.database, welke)

    def _leeft(self) -> bool:
        assert self.processes["web"].poll() is None, self.log("web")
        connection = HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/gezond/leeft/")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()


def wachtend(database, welke: str) -> int:
    """Locks that are waited for in this database."""
    with services.owner(database.name) as connection:
        row = connection.execute(
            f"""SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid)
            WHERE NOT granted AND datname = current_database() AND {welke}"""
        ).fetchone()
    assert row is not None
    return row[0]


class Tabel:
    """A table in which nobody can write: who wants to waits in the middle of its transaction, until `open`."""

    def __init__(self, database, naam: str):
        self.database = database
        self.connection = services.owner(database.name)
        self.connection.execute("BEGIN")
        self.connection.execute(f'LOCK TABLE "{naam}" IN SHARE MODE')

    def wachtend(self) -> int:
        """How many stand before it."""
        return wachtend(self.database, "locktype = 'relation'")

    def open(self) -> None:
        self.connection.close()


class Bezoeker:
    """A colleague in a browser without JavaScript, who is logged in."""

    def __init__(self, omgeving: Omgeving, gebruiker):
        client = Client()
        client.force_login(gebruiker, backend="allauth.account.auth_backends.AuthenticationBackend")
        self.cookies = {"sessionid": client.cookies["sessionid"].value}
        self.port = omgeving.port

    def lees(self, pad: str) -> str:
        status, _, pagina = self._vraag("GET", pad)
        assert status == 200, pagina
        return pagina

    def formulier(self, pad: str, actie: str | None = None) -> dict[str, str]:
        """What a form on this page sends without anything typed: to this address, or the one to `actie`."""
        zoek = 'action="' if actie is None else f'action="{actie}"'
        for formulier in re.findall(r"<form\b.*?</form>", self.lees(pad), re.DOTALL):
            if 'name="_sleutel"' in formulier and (zoek in formulier) is (actie is not None):
                verborgen = re.findall(r"<input[^>]*type=\"hidden\"[^>]*>", formulier)
                return dict(re.search(r'name="([^"]+)" value="([^"]*)"', een).groups() for een in verborgen)  # type: ignore[union-attr]
        raise AssertionError(f"No form for {actie} at {pad}.")

    def verstuur(self, pad: str, velden: dict[str, str]) -> tuple[int, str]:
        """Status, and where it leads."""
        status, naar, _ = self._vraag("POST", pad, urllib.parse.urlencode(velden))
        return status, naar

    def _vraag(self, methode: str, pad: str, inhoud: str | None = None) -> tuple[int, str, str]:
        headers = {"Cookie": "; ".join(f"{naam}={waarde}" for naam, waarde in self.cookies.items())}
        if inhoud is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(methode, pad, inhoud, headers)
            antwoord = connection.getresponse()
            for cookie in antwoord.headers.get_all("Set-Cookie") or []:
                naam, _, waarde = cookie.partition(";")[0].partition("=")
                self.cookies[naam] = waarde
            return antwoord.status, antwoord.headers.get("Location", ""), antwoord.read().decode()
        finally:
            connection.close()
