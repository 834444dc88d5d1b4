"""The second lock: PostgreSQL shows rows of one gemeente only, the one named here, for one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


def _set(value: str) -> None:
    with connection.cursor() as cursor:
        # `true`: for this transaction only, so that a reused connection starts closed again.
        cursor.execute("SELECT set_config('app.gemeente', %s, true)", [value])


def _current() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting('app.gemeente', true), '')")
        return cursor.fetchone()[0]


@contextmanager
def in_gemeente(gemeente_id: int) -> Iterator[None]:
    """Run a block inside one transaction that sees only the rows of this gemeente.

    Views get it from the middleware; commands and tasks call it themselves, with the gemeente as an argument.
    The former value comes back on the way out: a setting survives RELEASE SAVEPOINT, so inside an outer
    transaction (a test, a task) it would leak into what follows.
    """
    with transaction.atomic():
        former = _current()
        _set(str(int(gemeente_id)))
        yield
        # A rollback, by an error or on request, takes the setting back too.
        if not connection.needs_rollback:
            _set(former)
