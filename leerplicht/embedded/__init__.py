"""The PostgreSQL and Valkey the project brings itself, for when `DATABASE_URL` is absent.

`join(var_dir)` is all a process has to call: it starts the services or joins those that run. They live as long
as any process that joined lives, however that process ends. Importable without Django.
"""

import hashlib
import os
import secrets
import stat
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

PROJECT_DIR = Path(__file__).resolve().parent.parent.parent


class EmbeddedError(Exception):
    """The services cannot run. The text is one Dutch sentence for the person at the keyboard."""


@dataclass(frozen=True)
class Urls:
    """Where the services are. `redis` and `broker` are one place, as redis-py and as Celery write it."""

    app: str
    owner: str
    backup: str
    superuser: str
    redis: str
    broker: str


def runtime_dir(var_dir: Path) -> Path:
    """Sockets and locks: short (a socket path has 107 bytes), private, one per user and per var directory."""
    name = hashlib.sha256(str(Path(var_dir).resolve()).encode()).hexdigest()[:12]
    # Not TMPDIR: that differs between the shells of one user. make_private refuses what somebody else laid there.
    return Path("/tmp") / f"leerplicht-{os.geteuid()}-{name}"  # noqa: S108


def urls(var_dir: Path, *, database: str = "leerplicht", redis_db: int = 0) -> Urls:
    """The URLs of the services of this var directory; starts nothing."""
    sockets = runtime_dir(var_dir)
    host = quote(str(sockets), safe="")

    def postgres(role: str, name: str) -> str:
        return f"postgres://{role}@{host}/{name}"

    return Urls(
        app=postgres("leerplicht_app", database),
        owner=postgres("leerplicht_owner", database),
        backup=postgres("leerplicht_backup", database),
        superuser=postgres("postgres", "postgres"),
        redis=f"unix://{sockets}/valkey.sock?db={redis_db}",
        broker=f"redis+socket://{sockets}/valkey.sock?virtual_host={redis_db}",
    )


def make_private(directory: Path) -> Path:
    """Make a directory only this user can enter, or refuse one that somebody else laid there."""
    try:
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = directory.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
            raise EmbeddedError(f"De map {directory} is van een andere gebruiker; verwijder die map eerst.")
        if stat.S_IMODE(found.st_mode) != 0o700:
            directory.chmod(0o700)
    except OSError as error:
        raise sentence(error, directory) from error
    return directory


def sentence(error: OSError, path: Path) -> EmbeddedError:
    """The Dutch sentence for what the file system refuses, about the file itself where it is known."""
    return EmbeddedError(f"{error.filename or path} is niet te gebruiken: {_reason(error)}.")


def _reason(error: OSError) -> str:
    import errno

    reasons = {
        errno.ENOSPC: "de schijf is vol",
        errno.EDQUOT: "de schijfruimte van deze gebruiker is op",
        errno.EACCES: "deze gebruiker mag er niet schrijven",
        errno.EPERM: "deze gebruiker mag er niet schrijven",
        errno.EROFS: "de schijf is alleen-lezen",
        errno.EEXIST: "er staat een bestand met de naam van een map",
        errno.ENOTDIR: "er staat een bestand met de naam van een map",
    }
    return reasons.get(error.errno or 0, f"fout {error.errno} van het besturingssysteem")


def secret_key(var_dir: Path, name: str = "secret_key") -> str:
    """A random secret, made once and kept in the file `name` where only this user reads it."""
    path = Path(var_dir) / name
    try:
        Path(var_dir).mkdir(parents=True, exist_ok=True)
        if not path.exists() or not path.read_text().strip():
            # Written beside and renamed, so that two first starts agree and a full disk leaves no empty key.
            new = path.with_name(f"{name}.{os.getpid()}")
            descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "w") as file:
                file.write(secrets.token_urlsafe(48))
            try:
                if path.exists():
                    path.unlink()
                os.link(new, path)
            except FileExistsError:
                pass
            finally:
                new.unlink()
        return path.read_text().strip()
    except OSError as error:
        raise sentence(error, path) from error


def join(var_dir: Path, *, durable: bool = True) -> None:
    """Start the services of this var directory or join them; keeps them alive until this process ends.

    `durable=False` is for tests: faster, and loses data when the machine stops.
    Raises EmbeddedError with one Dutch sentence.
    """
    from leerplicht.embedded import joining

    joining.join(Path(var_dir).resolve(), durable=durable)


def leave(var_dir: Path) -> None:
    """Stop needing the services, and wait until they have stopped unless another process needs them."""
    from leerplicht.embedded import joining

    joining.leave(Path(var_dir).resolve())


def alive(var_dir: Path) -> bool:
    """Whether the supervisor of this var directory runs."""
    from leerplicht.embedded import joining

    return joining.alive(Path(var_dir).resolve())
