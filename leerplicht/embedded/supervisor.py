"""The process that owns PostgreSQL and Valkey: starts them, restarts them, stops them when nobody needs them.

Started by `joining`, in a session of its own. It answers on standard output: perhaps lines with `LET OP`, then
`ready` or one Dutch sentence. Killed by force, it takes both services along (PR_SET_PDEATHSIG).
"""

import os
import signal
import sys
import time
from pathlib import Path

from leerplicht.embedded import EmbeddedError, locks, postgres, runtime_dir, sentence, valkey

# How soon an idle pair of services goes, and how soon a dead one is missed.
HEARTBEAT = 0.1
# A service that keeps dying within this many seconds is not started again.
SHORTEST_LIFE = 2.0
SERVICES = {"postgres": postgres, "valkey": valkey}


class Supervisor:
    """One pair of services. `ended` becomes true by SIGTERM or SIGINT."""

    def __init__(self, var_dir: Path, *, durable: bool):
        self.var_dir = var_dir
        self.runtime = runtime_dir(var_dir)
        self.durable = durable
        self.ended = False
        self.processes: dict = {}
        self.started: dict[str, float] = {}
        self.owned: dict[Path, int] = {}

    def own_places(self) -> None:
        """Hold both directories; wait for a predecessor whose directory was deleted and who is on its way out."""
        for path in (self.runtime / "supervisor.lock", self.var_dir / "supervisor.lock"):
            descriptor = locks.open_lock(path)
            if not locks.try_take(descriptor, patience=30):
                raise EmbeddedError(f"Een vorige start houdt {path} vast; stop die eerst.")
            self.owned[path] = descriptor

    def start(self, name: str) -> None:
        self.processes[name] = SERVICES[name].start(self.var_dir, self.runtime, durable=self.durable, warn=say)
        self.started[name] = time.monotonic()

    def needed(self) -> bool:
        """Whether any process still holds the shared lock. Once free it stays ours until we are gone."""
        return not locks.try_take(self.users)

    def places_intact(self) -> bool:
        return (self.var_dir / "postgres" / "postmaster.pid").exists() and all(
            locks.same_file(descriptor, path) for path, descriptor in self.owned.items()
        )

    def run(self) -> None:
        self.own_places()
        self.users = locks.open_lock(self.runtime / "users.lock")
        try:
            for name in SERVICES:
                self.start(name)
            say("ready")
            # Whoever started us reads no further; later words go to the log.
            os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
            while not self.ended and self.needed():
                time.sleep(HEARTBEAT)
                self.restart_the_dead()
                if not self.places_intact():
                    print("Files were deleted under the services: stopping.", file=sys.stderr)
                    break
        finally:
            for name in reversed(list(self.processes)):
                SERVICES[name].stop(self.processes[name])

    def restart_the_dead(self) -> None:
        for name, process in list(self.processes.items()):
            if process.poll() is None:
                continue
            print(f"{name} ended with {process.returncode}", file=sys.stderr)
            if time.monotonic() - self.started[name] < SHORTEST_LIFE:
                raise EmbeddedError(f"{name} stopt steeds; zie {self.var_dir / 'log'}.")
            self.start(name)


def say(line: str) -> None:
    print(line, flush=True)


def main(var_dir: Path, *, durable: bool) -> int:
    supervisor = Supervisor(var_dir, durable=durable)

    def end(number, frame):
        supervisor.ended = True

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    # A terminal that closes, or a starter that does not read, is no reason to stop.
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        supervisor.run()
    except EmbeddedError as error:
        say(str(error))
        return 1
    except OSError as error:
        say(str(sentence(error, var_dir)))
        raise
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), durable="--not-durable" not in sys.argv[2:]))
