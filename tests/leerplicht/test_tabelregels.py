"""The second lock and the other rules that PostgreSQL itself keeps, for every table of the gemeente."""

import datetime

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.utils import DataError, ProgrammingError

from leerplicht.dossier import actions
from leerplicht.models import Code, Gebeurtenis, Gezin, Leerling, Toewijzing, Zaak
from leerplicht.toegang.gemeente import in_gemeente
from meldingen.models import Melding

DAG = datetime.date(2024, 3, 1)


def _rows(sql: str, params=()) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


BUITEN = {
    # It decides who may choose a gemeente, so it stays open, and its history with it.
    "leerplicht_aanstelling",
    "leerplicht_aanstellingevent",
    # It holds ids only, and is swept by a worker that does not know the gemeente of the next row yet.
    "leerplicht_opdracht",
}


def _tenant_tables() -> set[str]:
    """Tables with a gemeente, as the models say."""
    return {
        model._meta.db_table
        for model in apps.get_models()
        if model._meta.db_table not in BUITEN and any(f.column == "gemeente_id" for f in model._meta.local_fields)
    }


def _leerling(gemeente, naam="Zoë"):
    return actions.registreer_leerling(
        gemeente=gemeente,
        door=None,
        voornaam=naam,
        achternaam="Çelik",
        geboortedatum=datetime.date(2010, 2, 3),
    )


def test_no_tenant_table_was_forgotten(db):
    protected = {
        name
        for (name,) in _rows(
            "SELECT relname FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid "
            "WHERE relrowsecurity AND relforcerowsecurity AND polcmd = '*' AND polwithcheck IS NULL "
            "AND pg_get_expr(polqual, polrelid) = %s",
            ["(gemeente_id = (current_setting('app.gemeente'::text))::bigint)"],
        )
    }
    with_column = {
        name
        for (name,) in _rows(
            "SELECT table_name FROM information_schema.columns "
            "WHERE table_schema = 'public' AND column_name = 'gemeente_id'"
        )
    }
    assert protected == _tenant_tables()
    assert with_column - protected == BUITEN


def test_every_reference_between_tenant_tables_holds_the_gemeente(db):
    tables = _tenant_tables()
    single = _rows(
        "SELECT conrelid::regclass::text, conname FROM pg_constraint WHERE contype = 'f' "
        "AND conrelid::regclass::text = ANY(%s) AND confrelid::regclass::text = ANY(%s) "
        "AND array_length(conkey, 1) = 1",
        [list(tables), list(tables)],
    )
    assert single == []
    expected = {
        (model._meta.db_table, field.column)
        for model in apps.get_models()
        if model._meta.db_table in tables and not model.__name__.endswith("Event")
        for field in model._meta.local_fields
        if field.remote_field and field.remote_field.model._meta.db_table in tables
    }
    composite = set(
        _rows(
            "SELECT conrelid::regclass::text, a.attname FROM pg_constraint c "
            "JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY(c.conkey) "
            "WHERE contype = 'f' AND array_length(conkey, 1) > 1 AND a.attname <> 'gemeente_id'"
        )
    )
    # `leerling_id` of a melding is held through the key of its zaak.
    assert expected - composite == set()


def test_what_is_unique_begins_with_the_gemeente(db):
    """Otherwise a refusal would tell that another gemeente has it. Indexes: those with a condition too."""
    others = _rows(
        "SELECT i.indrelid::regclass::text, i.indexrelid::regclass::text, a.attname FROM pg_index i "
        "LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0] "
        "WHERE (indisunique OR indisexclusion) AND NOT indisprimary "
        "AND i.indrelid::regclass::text = ANY(%s) AND a.attname IS DISTINCT FROM 'gemeente_id'",
        [list(_tenant_tables())],
    )
    # One-to-one columns hold a global id, which is unique by itself.
    assert {column for _, _, column in others} <= {"zaak_id", "melding_id", "onderzoek_id"}


def test_a_table_without_a_gemeente_points_at_no_row_of_one(db):
    """It would show across gemeenten which rows there are."""
    tables = _tenant_tables()
    assert [
        str(field)
        for model in apps.get_models()
        if model._meta.db_table not in tables
        for field in model._meta.local_fields
        if field.remote_field and field.remote_field.model._meta.db_table in tables
    ] == []


def test_no_view_and_no_function_reads_with_the_rights_of_its_maker(db):
    """A view reads as its owner unless it says otherwise, and so does SECURITY DEFINER."""
    views = _rows(
        "SELECT relname FROM pg_class c WHERE relnamespace = 'public'::regnamespace "
        "AND (relkind = 'm' OR relkind = 'v' AND NOT coalesce(reloptions @> '{security_invoker=true}', false)) "
        "AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')"
    )
    functions = _rows(
        "SELECT oid::regprocedure::text FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef"
    )
    assert (views, functions) == ([], [])


def test_without_a_gemeente_every_query_is_an_error(own_database):
    with pytest.raises((ProgrammingError, DataError)), transaction.atomic():
        Leerling.objects.count()


def test_rows_of_another_gemeente_do_not_exist(zoetermeer, anders):
    eigen = _leerling(zoetermeer)
    with in_gemeente(anders.pk):
        vreemd = _leerling(anders, "Noa")
        assert list(Leerling.objects.all()) == [vreemd]
        assert Leerling.objects.filter(pk=eigen.pk).update(voornaam="X") == 0
    assert list(Leerling.objects.all()) == [eigen]


def test_the_former_gemeente_comes_back_after_a_block_and_after_an_error(zoetermeer, anders):
    eigen = _leerling(zoetermeer)
    with in_gemeente(anders.pk):
        pass
    assert list(Leerling.objects.all()) == [eigen]
    with pytest.raises(ZeroDivisionError), in_gemeente(anders.pk):
        raise ZeroDivisionError
    assert list(Leerling.objects.all()) == [eigen]


def test_a_row_cannot_be_written_into_another_gemeente(zoetermeer, anders):
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        Gezin.objects.create(gemeente=anders)


def test_a_zaak_cannot_be_about_a_leerling_of_another_gemeente(zoetermeer, anders):
    eigen = _leerling(zoetermeer)
    with in_gemeente(anders.pk), pytest.raises(IntegrityError), transaction.atomic():
        Zaak.objects.create(gemeente=anders, nummer=1, leerling_id=eigen.pk, soort="melding", geopend_op=DAG)
        _check_now()


def test_the_database_counts_versions_also_of_update(zoetermeer):
    leerling = _leerling(zoetermeer)
    Leerling.objects.filter(pk=leerling.pk).update(plaats="Elders")
    leerling.refresh_from_db()
    assert leerling.version == 2


def test_history_sees_update_and_cannot_be_rewritten(zoetermeer):
    leerling = _leerling(zoetermeer)
    Leerling.objects.filter(pk=leerling.pk).update(voornaam="Zoe")
    history = apps.get_model("leerplicht", "LeerlingEvent").objects.filter(pgh_obj_id=leerling.pk)
    assert list(history.order_by("pgh_id").values_list("pgh_label", "voornaam", "version")) == [
        ("insert", "Zoë", 1),
        ("update", "Zoe", 2),
    ]
    with pytest.raises(ProgrammingError), transaction.atomic():
        history.update(voornaam="Iemand")
    with pytest.raises(ProgrammingError), transaction.atomic():
        history.delete()


def test_one_owner_at_a_time_without_a_gap(zoetermeer, anna, bram):
    zaak = actions.open_zaak(_leerling(zoetermeer), soort="melding", op=DAG, door=anna, eigenaar=anna)
    actions.wijs_toe(zaak, aan=bram, op=DAG, door=anna)
    eerste, tweede = zaak.toewijzingen.order_by("van")
    assert [(t.gebruiker, t.tot) for t in (eerste, tweede)] == [(anna, tweede.van), (bram, None)]
    with pytest.raises(IntegrityError), transaction.atomic():
        Toewijzing.objects.create(gemeente=zoetermeer, zaak=zaak, gebruiker=anna, van=tweede.van)


def test_the_timeline_and_the_codes_are_never_deleted(zoetermeer, anna):
    zaak = actions.open_zaak(_leerling(zoetermeer), soort="melding", op=DAG, door=anna)
    actions.leg_vast(zaak, soort="notitie", titel="Gebeld", op=DAG, door=anna)
    with pytest.raises(ProgrammingError), transaction.atomic():
        Gebeurtenis.objects.all().delete()
    with pytest.raises(ProgrammingError), transaction.atomic():
        Code.objects.filter(lijst="reden-luxe").delete()


def test_zaaknummers_have_no_gaps(zoetermeer, anders):
    leerling = _leerling(zoetermeer)
    nummers = [actions.open_zaak(leerling, soort="melding", op=DAG, door=None).nummer for _ in range(3)]
    with in_gemeente(anders.pk):
        elders = actions.open_zaak(_leerling(anders), soort="melding", op=DAG, door=None).nummer
    assert (nummers, elders) == ([1, 2, 3], 1)


def test_a_code_of_another_list_is_refused(zoetermeer, anna):
    leerling = _leerling(zoetermeer)

    def melding(soort, **codes):
        zaak = actions.open_zaak(leerling, soort="melding", op=DAG, door=anna)
        return Melding.objects.create(
            gemeente=zoetermeer, zaak=zaak, leerling=leerling, soort=soort, gemeld_op=DAG, leeftijd=14, **codes
        )

    van_zorg = Code.objects.get(lijst="reden-zorg", code="ziekte")
    melding("zorg", reden=van_zorg)
    with pytest.raises(IntegrityError, match="meldingen_melding_reden_fk"), transaction.atomic():
        melding("thuiszitter", reden=van_zorg)
        _check_now()


def _check_now():
    """Composite keys are checked at the commit; here at once."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
