"""Every known way in which row-level security fails, one test each.

That web and worker refuse a role that it does not bind stands in tests/leerplicht/test_database_role.py, that no
table was forgotten in tests/leerplicht/test_tabelregels.py.
"""

import datetime

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction
from django.http import FileResponse
from django.test import Client

from leerplicht import embedded
from leerplicht.dossier.actions import registreer_leerling
from leerplicht.management.commands.migrate import _bind_owner
from leerplicht.models import Leerling, Zaak
from leerplicht.toegang import gemeente as slot
from leerplicht.toegang.gemeente import in_gemeente
from tests import services
from tests.cast import _gemeente

DAG = datetime.date(2024, 3, 1)
GEHEIM = "Verklapmijniet"
KIES = "SELECT set_config('app.gemeente', %s, true)"
TEL = "SELECT count(*) FROM leerplicht_leerling"


def leerling_van(gemeente, achternaam):
    return registreer_leerling(
        gemeente=gemeente,
        door=None,
        voornaam="Noa",
        achternaam=achternaam,
        geboortedatum=datetime.date(2010, 2, 3),
    )


@pytest.fixture
def leerlingen(zoetermeer, anders):
    """Own and foreign leerling, in one transaction of the app role; Zoetermeer is active."""
    eigen = leerling_van(zoetermeer, "Vries")
    with in_gemeente(anders.pk):
        return eigen, leerling_van(anders, GEHEIM)


@pytest.fixture
def gemeenten(own_database):
    """Committed: two leerlingen in the one gemeente and three in the other; the ids of both."""
    eigen, vreemd = _gemeente("0637", "Zoetermeer"), _gemeente("9999", "Anderstad")
    for gemeente, aantal in ((eigen, 2), (vreemd, 3)):
        with in_gemeente(gemeente.pk):
            for nummer in range(aantal):
                leerling_van(gemeente, f"{GEHEIM} {nummer}")
    return eigen.pk, vreemd.pk


@pytest.fixture
def als_rol(own_database):
    """`als_rol("app")`, `als_rol("owner")`: a connection of its own to the test's database."""
    open_ = []

    def verbind(rol: str) -> psycopg.Connection:
        nieuw = services.connect(getattr(embedded.urls(services.VAR_DIR, database=own_database.name), rol))
        open_.append(nieuw)
        return nieuw

    yield verbind
    for verbinding in open_:
        verbinding.close()


def tel(verbinding: psycopg.Connection, gemeente_id: int) -> int:
    """The leerlingen that a transaction of this gemeente counts."""
    with verbinding.transaction():
        verbinding.execute(KIES, [str(gemeente_id)])
        return verbinding.execute(TEL).fetchone()[0]


# --- the setting


def test_an_unset_setting_is_an_error(gemeenten, als_rol):
    with pytest.raises(psycopg.errors.UndefinedObject):
        als_rol("app").execute(TEL)


def test_a_reused_connection_starts_closed(gemeenten, als_rol):
    """After a transaction the setting is an empty text: an error too, not the rows of the last visitor."""
    app = als_rol("app")
    assert tel(app, gemeenten[0]) == 2
    with pytest.raises(psycopg.errors.InvalidTextRepresentation):
        app.execute(TEL)


def test_a_persistent_connection_of_django_starts_closed(gemeenten):
    with in_gemeente(gemeenten[0]):
        assert Leerling.objects.count() == 2
        pid = connection.connection.info.backend_pid
    with transaction.atomic():
        assert connection.connection.info.backend_pid == pid
        assert slot._current() == ""


def test_set_config_before_begin_is_lost(gemeenten, als_rol):
    """Why the middleware opens the transaction first: outside one the setting lives for its own statement only."""
    app = als_rol("app")
    app.execute(KIES, [str(gemeenten[0])])
    with pytest.raises(psycopg.errors.InvalidTextRepresentation), app.transaction():
        app.execute(TEL)


def test_the_setting_survives_release_savepoint(zoetermeer, anders):
    """Why `in_gemeente` puts the former value back: PostgreSQL takes it back only with a rollback."""
    with transaction.atomic():
        slot._set(str(anders.pk))
    assert slot._current() == str(anders.pk)
    slot._set(str(zoetermeer.pk))
    with in_gemeente(anders.pk):
        pass
    assert slot._current() == str(zoetermeer.pk)


def test_after_a_request_the_setting_is_what_it_was(zoetermeer, anders, carla):
    client = Client()
    client.force_login(carla)
    assert client.get("/leerlingen/").status_code == 200
    assert slot._current() == str(zoetermeer.pk)
    assert client.get("/leerlingen/0/").status_code == 404
    assert slot._current() == str(zoetermeer.pk)


@pytest.mark.urls("tests.leerplicht.toegang_urls")
def test_streams_and_files_from_the_disk_are_refused(anna):
    """Both are read after the transaction has ended."""
    client = Client(raise_request_exception=False)
    client.force_login(anna)
    assert FileResponse().streaming
    assert client.get("/stroom/").status_code == 500


def test_prepared_statements_do_not_keep_a_gemeente(gemeenten, als_rol):
    """A plan that is kept for a connection holds the setting as an expression, not its value."""
    app = als_rol("app")
    for gemeente_id, aantal in [(gemeenten[0], 2), (gemeenten[1], 3)] * 6:
        with app.transaction():
            app.execute(KIES, [str(gemeente_id)])
            assert app.execute(f"{TEL} WHERE id > %s", [0], prepare=True).fetchone()[0] == aantal
    (plannen,) = app.execute("SELECT sum(generic_plans) FROM pg_prepared_statements").fetchone()
    assert plannen > 0


# --- the owner


def test_the_owner_is_bound_between_migrations(gemeenten, als_rol):
    owner = als_rol("owner")
    with pytest.raises(psycopg.errors.UndefinedObject):
        owner.execute(TEL)
    assert tel(owner, gemeenten[0]) == 2


def test_a_data_migration_touches_every_gemeente(gemeenten, als_rol):
    """Bound, it would change the rows of one gemeente and say nothing; while `migrate` runs it changes all."""
    owner = als_rol("owner")
    wijzig = "UPDATE leerplicht_leerling SET plaats = 'Elders'"
    with owner.transaction():
        owner.execute(KIES, [str(gemeenten[0])])
        assert owner.execute(wijzig).rowcount == 2
    try:
        _bind_owner("owner", bind=False)
        assert owner.execute(wijzig).rowcount == 5
    finally:
        _bind_owner("owner", bind=True)
    with pytest.raises(psycopg.errors.InvalidTextRepresentation):
        owner.execute(wijzig)


# --- other doors to the rows


def test_truncate_is_denied(gemeenten, als_rol):
    """TRUNCATE asks no policy. Nor may the app make triggers, keys or tables that would look at rows for it."""
    app = als_rol("app")
    for opdracht in ("TRUNCATE leerplicht_toewijzing", "TRUNCATE leerplicht_gezin CASCADE"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute(opdracht)
    te_veel = app.execute(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' "
        "AND has_table_privilege(oid, 'TRUNCATE, REFERENCES, TRIGGER')"
    ).fetchall()
    assert te_veel == []
    assert app.execute("SELECT has_schema_privilege('public', 'CREATE')").fetchone() == (False,)


def test_copy_is_bound(gemeenten, als_rol):
    app = als_rol("app")
    with app.transaction():
        app.execute(KIES, [str(gemeenten[0])])
        with app.cursor().copy("COPY leerplicht_leerling (achternaam) TO STDOUT") as uit:
            regels = [bytes(regel).decode() for regel in uit]
    assert sorted(regels) == [f"{GEHEIM} 0\n", f"{GEHEIM} 1\n"]
    with pytest.raises(psycopg.errors.FeatureNotSupported, match="COPY FROM not supported with row-level"):
        with app.cursor().copy("COPY leerplicht_gezin (gemeente_id) FROM STDIN"):
            pass


def test_a_condition_is_asked_of_own_rows_only(leerlingen):
    """A condition that breaks on a value tells the value, unless the policy is asked before it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM leerplicht_leerling WHERE nullif(achternaam, 'Vries')::int = 1")
        assert cursor.fetchone() == (0,)


def test_a_search_by_name_keeps_its_index(gemeenten, als_rol):
    """LIKE is not leakproof by itself: behind a policy it would read every leerling of the gemeente."""
    owner = als_rol("owner")
    _bind_owner("owner", bind=False)
    owner.execute("ALTER TABLE leerplicht_leerling DISABLE TRIGGER USER")
    owner.execute(
        "INSERT INTO leerplicht_leerling (gemeente_id, zoeknaam, voornaam, achternaam, geboortedatum, version,"
        " tussenvoegsel, geslacht, straat, postcode, plaats, geheim_adres, vertrokken_naar,"
        " vertrokken_buitenland) "
        "SELECT (%s::bigint[])[1 + i %% 2], md5(i::text), 'Noa', 'Vries', '2010-01-01', 1,"
        " '', '', '', '', '', false, '', false "
        "FROM generate_series(1, 20000) i",
        [list(gemeenten)],
    )
    owner.execute("VACUUM ANALYZE leerplicht_leerling")
    _bind_owner("owner", bind=True)
    with in_gemeente(gemeenten[0]):
        leerlingen = Leerling.objects.filter(gemeente_id=gemeenten[0])
        assert "Index Scan on leerling_zoeknaam" in leerlingen.zoek("c0ffe").explain()
        assert "Index Scan using leerling_sortering" in leerlingen[:50].explain()


def test_statistics_of_rows_are_not_shown(gemeenten, als_rol):
    """ANALYZE keeps the commonest values of a column: of all gemeenten together."""
    als_rol("owner").execute("ANALYZE leerplicht_leerling")
    app = als_rol("app")
    with app.transaction():
        app.execute(KIES, [str(gemeenten[0])])
        getoond = app.execute("SELECT attname FROM pg_stats WHERE tablename LIKE 'leerplicht_leerling%'")
        assert getoond.fetchall() == []
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute("SELECT stavalues1 FROM pg_statistic")


def test_history_is_bound(leerlingen, zoetermeer, anders):
    with connection.cursor() as cursor:
        cursor.execute("SELECT achternaam FROM leerplicht_leerlingevent")
        assert cursor.fetchall() == [("Vries",)]
        with in_gemeente(anders.pk):
            cursor.execute("SELECT achternaam FROM leerplicht_leerlingevent")
            assert cursor.fetchall() == [(GEHEIM,)]


# --- what numbers and errors tell


def test_the_app_cannot_set_a_sequence(gemeenten, als_rol):
    """It takes the next number. A number that is set back would end in an error that tells of another's row."""
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        als_rol("app").execute("SELECT setval('leerplicht_leerling_id_seq', 1)")


def test_a_number_that_another_gemeente_uses_is_free(leerlingen, anders):
    """A refusal would tell that this BSN is known elsewhere."""
    eigen, vreemd = leerlingen
    with in_gemeente(anders.pk):
        Leerling.objects.filter(pk=vreemd.pk).update(bsn="111222333", onderwijsnummer="111222333")
    eigen.bsn = eigen.onderwijsnummer = "111222333"
    eigen.save()
    assert Leerling.objects.zoek("111222333").get() == eigen


def test_a_reference_to_another_gemeente_reads_like_one_to_nothing(leerlingen, zoetermeer):
    """The same refusal in the same words, so that it does not tell which ids exist elsewhere."""
    woorden = set()
    for leerling_id in (leerlingen[1].pk, 0):
        with pytest.raises(IntegrityError) as fout, transaction.atomic(), connection.cursor() as cursor:
            Zaak.objects.create(
                gemeente=zoetermeer, nummer=1, leerling_id=leerling_id, soort="melding", geopend_op=DAG
            )
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        woorden.add(str(fout.value).replace(f"{zoetermeer.pk}, {leerling_id})", "…)"))
    assert len(woorden) == 1
