"""The process that owns PostgreSQL and Valkey: starts them, restarts them, stops them when nobody needs them.

Started by `joining`, in a session of its own. It answers on standard output: perhaps lines with `LET OP`, then
`ready` or one Dutch sentence. Killed by force, it takes both services along (PR_SET_PDEATHSIG).
"""

import os
import shutil
import signal
import sys
import time
from pathlib import Path

from leerplicht.embedded import EmbeddedError, locks, postgres, runtime_dir, sentence, valkey

# How soon an idle pair of services goes, and how soon a dead one is missed.
HEARTBEAT = 0.1
# A service that dies more often than this within a minute is not started again.
RESTARTS_PER_MINUTE = 3
SERVICES = {"postgres": postgres, "valkey": valkey}


class Supervisor:
    """One pair of services. `ended` becomes true by SIGTERM or SIGINT."""

    def __init__(self, var_dir: Path, *, durable: bool):
        self.var_dir = var_dir
        self.runtime = runtime_dir(var_dir)
        self.ready = self.runtime / "ready"
        self.durable = durable
        self.ended = False
        self.idle = False
        self.processes: dict = {}
        self.deaths: list[float] = []
        self.owned: dict[Path, int] = {}

    def own_places(self) -> None:
        """Hold both directories; wait for a predecessor whose directory was deleted and who is on its way out."""
        for path in (self.runtime / "supervisor.lock", self.var_dir / "supervisor.lock"):
            descriptor = locks.open_lock(path)
            if not locks.try_take(descriptor, patience=30):
                raise EmbeddedError(f"Een vorige start houdt {path} vast; stop die eerst.")
            self.owned[path] = descriptor

    def start(self, name: str) -> None:
        self.ready.unlink(missing_ok=True)
        self.processes[name] = SERVICES[name].start(self.var_dir, self.runtime, durable=self.durable, warn=say)
        if self.processes.keys() == SERVICES.keys():
            self.ready.touch(mode=0o600)

    def needed(self) -> bool:
        """Whether any process still holds the shared lock. Once free it stays ours until we are gone."""
        return not locks.try_take(self.users)

    def places_intact(self, *, running: bool = True) -> bool:
        if running and not (self.var_dir / "postgres" / "postmaster.pid").exists():
            return False
        return all(locks.same_file(descriptor, path) for path, descriptor in self.owned.items())

    def run(self) -> None:
        self.own_places()
        self.users = locks.open_lock(self.runtime / "users.lock")
        try:
            for name in SERVICES:
                self.start(name)
            say("ready")
            # Whoever started us reads no further; later words go to the log.
            os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
            self.watch()
        finally:
            self.stop()

    def watch(self) -> None:
        """Until nobody needs the services, or somebody deleted the files under them."""
        while not self.ended:
            if not self.needed():
                self.ended = self.idle = True
                return
            time.sleep(HEARTBEAT)
            self.restart_the_dead()
            if not self.places_intact():
                print("Files were deleted under the services: stopping.", file=sys.stderr)
                return

    def stop(self) -> None:
        self.ready.unlink(missing_ok=True)
        for name in reversed(list(self.processes)):
            SERVICES[name].stop(self.processes[name])
        if self.idle and self.places_intact(running=False):
            # Nobody else is in it: users.lock is ours alone. Who waits for it looks again.
            shutil.rmtree(self.runtime, ignore_errors=True)

    def restart_the_dead(self) -> None:
        for name, process in list(self.processes.items()):
            if process.poll() is None:
                continue
            print(f"{name} ended with {process.returncode}", file=sys.stderr)
            self.deaths = [death for death in self.deaths if death > time.monotonic() - 60] + [time.monotonic()]
            if len(self.deaths) > RESTARTS_PER_MINUTE:
                raise EmbeddedError(f"{name} stopt steeds; zie {self.var_dir / 'log'}.")
            self.start(name)


def say(line: str) -> None:
    try:
        print(line, flush=True)
    except BrokenPipeError:
        # Whoever started us was killed; others may have joined meanwhile.
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())


def main(var_dir: Path, *, durable: bool) -> int:
    # Somebody's settings for psql must not reach ours.
    for name in [name for name in os.environ if name.startswith("PG")]:
        del os.environ[name]
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
