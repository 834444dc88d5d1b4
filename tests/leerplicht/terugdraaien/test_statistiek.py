"""When PostgreSQL knows how large its tables are; in the tests nobody counts them but the test itself."""

import psycopg
import pytest

from leerplicht import embedded
from leerplicht.terugdraaien.statistiek import is_bijgewerkt
from tests import services
from tests.cast import _gemeente


@pytest.fixture
def gezinnen(own_database):
    """`gezinnen(aantal)`: so many more, past the triggers; `gezinnen()`: the table is counted anew."""
    gemeente = _gemeente("0637", "Zoetermeer")
    meester = embedded.urls(services.VAR_DIR).superuser
    with psycopg.connect(meester, dbname=own_database.name, autocommit=True) as verbinding:
        verbinding.execute("SET session_replication_role = replica")

        def doe(aantal: int = 0) -> None:
            if aantal:
                verbinding.execute(
                    "INSERT INTO leerplicht_gezin (gemeente_id, version) SELECT %s, 1 FROM generate_series(1, %s)",
                    [gemeente.pk, aantal],
                )
            else:
                verbinding.execute("ANALYZE leerplicht_gezin")
            # Else a connection may keep for a second what it tells the others.
            verbinding.execute("SELECT pg_stat_force_next_flush()")
            verbinding.execute("SELECT 1")

        yield doe


def test_many_new_rows_are_unknown_until_the_table_is_counted(gezinnen):
    gezinnen(9_000)
    assert is_bijgewerkt()
    gezinnen(16_000)
    assert not is_bijgewerkt()
    gezinnen()
    assert is_bijgewerkt()
    # Many, but less than half of what was there.
    gezinnen(12_000)
    assert is_bijgewerkt()
    gezinnen(1_000)
    assert not is_bijgewerkt()
