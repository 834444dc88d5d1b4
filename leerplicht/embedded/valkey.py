"""The embedded Valkey: broker and cache on a private socket, kept on disk."""

import os
import signal
import socket
import subprocess
import time
from pathlib import Path

from leerplicht.embedded import EmbeddedError, programs

START_PATIENCE = 30.0


def start(var_dir: Path, runtime: Path, *, durable: bool, warn) -> subprocess.Popen:
    """Start Valkey, ready for connections. Data it cannot read is set aside, after a `warn(sentence)`."""
    data = var_dir / "valkey"
    log = var_dir / "log" / "valkey.log"
    begin = log.stat().st_size if log.exists() else 0
    process = _start(data, runtime, durable=durable)
    if process is None:
        if b"No space left on device" in log.read_bytes()[begin:]:
            raise EmbeddedError(f"{data} is niet te gebruiken: de schijf is vol.")
        aside = data.with_name(f"valkey.defect-{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}")
        data.rename(aside)
        warn(f"LET OP: de wachtrij was beschadigd en begint leeg; de resten staan in {aside}.")
        process = _start(data, runtime, durable=durable)
    if process is None:
        raise EmbeddedError(f"Valkey start niet; zie {log}.")
    return process


def stop(process: subprocess.Popen) -> None:
    programs.stop(process, [signal.SIGTERM, signal.SIGKILL], patience=20)


def _start(data: Path, runtime: Path, *, durable: bool) -> subprocess.Popen | None:
    """The process, or None when it ended by itself."""
    data.mkdir(mode=0o700, exist_ok=True)
    path = runtime / "valkey.sock"
    path.unlink(missing_ok=True)
    log = data.parent / "log" / "valkey.log"
    if log.exists() and log.stat().st_size > 10_000_000:
        os.truncate(log, 0)
    process = programs.run(
        [
            programs.valkey_server(),
            "--port", "0",
            "--unixsocket", path,
            "--unixsocketperm", "700",
            "--dir", data,
            "--appendonly", "yes" if durable else "no",
            "--save", "",
            "--maxmemory-policy", "noeviction",
            "--databases", "64",
            "--daemonize", "no",
            "--loglevel", "notice",
        ],
        log=log,
        death_signal=signal.SIGTERM,
        cwd=data,
    )  # fmt: skip
    deadline = time.monotonic() + START_PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            return None
        if _answers(path):
            return process
        time.sleep(0.01)
    stop(process)
    raise EmbeddedError(f"Valkey was na {START_PATIENCE:.0f} seconden niet gereed; zie {log}.")


def _answers(path: Path) -> bool:
    """Whether it answers PING with PONG; while it reads its file it answers LOADING."""
    try:
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(5)
            client.connect(str(path))
            client.sendall(b"PING\r\n")
            return client.recv(64).startswith(b"+PONG")
    except OSError:
        return False
