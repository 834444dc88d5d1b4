"""File locks: the kernel releases them however a process ends, so there is no stale state to clean up.

- `runtime/users.lock`: shared by every process that needs the services; the supervisor stops when it is free.
- `runtime/start.lock`: held while one process starts the supervisor, so that others wait until it is ready.
- `runtime/ready`: no lock; there while both services answer. Believed only while the supervisor lives.
- `runtime/supervisor.lock` (guards the sockets) and `var/supervisor.lock` (guards the data): held by the
  supervisor. Two, because either directory can be deleted under it.
"""

import fcntl
import os
import time
from pathlib import Path


def open_lock(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def take(descriptor: int, *, shared: bool = False) -> None:
    """Wait for the lock."""
    fcntl.flock(descriptor, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)


def try_take(descriptor: int, *, patience: float = 0.0) -> bool:
    """The exclusive lock, or False when somebody still holds it after `patience` seconds."""
    deadline = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except BlockingIOError:
            if time.monotonic() >= deadline:
                return False
            time.sleep(0.05)


def is_free(path: Path) -> bool:
    """Whether nobody holds this lock exclusively. Asks for a share, so that two who look see no one."""
    descriptor = open_lock(path)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        return True
    except BlockingIOError:
        return False
    finally:
        os.close(descriptor)


def same_file(descriptor: int, path: Path) -> bool:
    """Whether the locked file is still the one that others find under this path."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except OSError:
        return False
