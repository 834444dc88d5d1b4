"""What every table with rows of a gemeente gets from the database, so that code cannot forget it.

Each rule is a Django constraint: `makemigrations` sees it, a new table has it from its first migration.

- `RijBeveiliging`: row-level security. Without `app.gemeente` a query is an error, never a silently empty page.
- `ZelfdeGemeente`: a composite foreign key, so that a row can only point at a row of its own gemeente.
- `gemeente_regels(...)`: the usual set; `versie_trigger()`: the database counts versions, since `update()`
  and COPY would forget it; `volg`: history by triggers, itself behind row-level security.
- `volg_buiten_gemeente`: the same history for the few tables that decide which gemeente may be seen.
"""

import pghistory
import pgtrigger
from django.db import models
from django.db.models.constraints import BaseConstraint


class _DatabaseRule(BaseConstraint):
    """A constraint that Django's own SQL builder does not know: made after the table, checked by PostgreSQL."""

    def constraint_sql(self, model, schema_editor):
        # Django calls this inside CREATE TABLE, where neither policies nor forward references can stand.
        schema_editor.deferred_sql.append(self.create_sql(model, schema_editor))
        return None

    def validate(self, model, instance, exclude=None, using="default"):
        """Nothing to check in Python: the database does it."""

    def __eq__(self, other):
        return type(self) is type(other) and self.deconstruct() == other.deconstruct()

    __hash__ = BaseConstraint.__hash__


class RijBeveiliging(_DatabaseRule):
    """Row-level security: only rows of the active gemeente can be read or written.

    Between migrations it binds the owner of the tables too: `manage.py migrate` lifts that while it runs, since
    PostgreSQL checks new constraints as the owner, and a data migration would silently change no row.
    """

    def create_sql(self, model, schema_editor):
        quote = schema_editor.quote_name
        table = quote(model._meta.db_table)
        return (
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; "
            f"CREATE POLICY {quote(self.name)} ON {table} "
            # A bare comparison: wrapping current_setting in a subselect costs 14-85 times.
            f"USING (gemeente_id = current_setting('app.gemeente')::bigint)"
        )

    def remove_sql(self, model, schema_editor):
        quote = schema_editor.quote_name
        table = quote(model._meta.db_table)
        return f"DROP POLICY {quote(self.name)} ON {table}; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY"


class ZelfdeGemeente(_DatabaseRule):
    """Foreign key (gemeente_id, <field>_id, …) to (gemeente_id, id, …) of the field's model.

    `shared`: further columns that must be equal, own column to target column; the leerling of a melding is that
    of its zaak, its reden is of the list of its kind.
    The Django field itself carries `db_constraint=False`, so that the check runs once.
    """

    def __init__(self, *, name, field, shared=None):
        super().__init__(name=name)
        self.field = field
        self.shared = dict(shared or {})

    def create_sql(self, model, schema_editor):
        quote = schema_editor.quote_name
        field = model._meta.get_field(self.field)
        own = ", ".join(quote(c) for c in ("gemeente_id", field.column, *self.shared))
        target = ", ".join(quote(c) for c in ("gemeente_id", "id", *self.shared.values()))
        table, other = quote(model._meta.db_table), quote(field.remote_field.model._meta.db_table)
        return (
            f"ALTER TABLE {table} ADD CONSTRAINT {quote(self.name)} "
            f"FOREIGN KEY ({own}) REFERENCES {other} ({target}) DEFERRABLE INITIALLY DEFERRED"
        )

    def remove_sql(self, model, schema_editor):
        quote = schema_editor.quote_name
        return f"ALTER TABLE {quote(model._meta.db_table)} DROP CONSTRAINT {quote(self.name)}"

    def deconstruct(self):
        path, args, kwargs = super().deconstruct()
        kwargs["field"] = self.field
        if self.shared:
            kwargs["shared"] = self.shared
        return path, args, kwargs


class AlleenToevoegen(_DatabaseRule):
    """Nobody but the owner may change or delete rows; a trigger can be switched off (`pgtrigger.ignore`)."""

    def create_sql(self, model, schema_editor):
        table = model._meta.db_table
        grantees = (
            "SELECT DISTINCT grantee FROM information_schema.role_table_grants "  # noqa: S608
            f"WHERE table_name = '{table}' AND grantee NOT IN (current_user, 'PUBLIC')"
        )
        return (
            f"DO $$ DECLARE ontvanger text; BEGIN FOR ontvanger IN {grantees} "
            f"LOOP EXECUTE 'REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM ' || quote_ident(ontvanger); "
            f"END LOOP; REVOKE ALL ON {table} FROM PUBLIC; END $$"
        )

    def remove_sql(self, model, schema_editor):
        """Nothing: what may be done with a table is granted anew by whoever wants it back."""
        return None


def gemeente_regels(table: str, *fields: str) -> list[BaseConstraint]:
    """The rules of a table of the gemeente: key, policy, and a composite foreign key for each of `fields`."""
    return [
        models.UniqueConstraint(fields=["gemeente", "id"], name=f"{table}_gemeente_id"),
        RijBeveiliging(name=f"{table}_gemeente"),
        *(ZelfdeGemeente(name=f"{table}_{field}_fk", field=field) for field in fields),
    ]


def versie_trigger(*velden: str) -> pgtrigger.Trigger:
    """Counts `version` up at every change, however it is made; with `velden` at a change of one of these only."""
    return pgtrigger.Trigger(
        name="version",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        condition=pgtrigger.AnyChange(*velden) if velden else None,
        func="NEW.version = OLD.version + 1; RETURN NEW;",
    )


def nooit_verwijderen() -> pgtrigger.Protect:
    """Rows that are ended, never deleted (code lists, assignments)."""
    return pgtrigger.Protect(name="never_delete", operation=pgtrigger.Delete)


def alleen_aanvullen() -> pgtrigger.Protect:
    """Rows that never change once written (the timeline)."""
    return pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)


def nooit_leegmaken() -> pgtrigger.Trigger:
    """TRUNCATE, which no trigger of a row sees."""
    return pgtrigger.Trigger(
        name="never_truncate",
        level=pgtrigger.Statement,
        when=pgtrigger.Before,
        operation=pgtrigger.Truncate,
        func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;",
    )


def volg(table: str, *, exclude: tuple[str, ...] = ()):
    """Class decorator: keep every insert, update and delete in an append-only event table of the gemeente.

    `exclude` must name generated columns: PostgreSQL refuses to write those.
    """
    return pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        exclude=list(exclude) or None,
        meta={"constraints": [RijBeveiliging(name=f"{table}_event_gemeente")]},
    )


def volg_buiten_gemeente(*, exclude: tuple[str, ...] = ()):
    """Class decorator: history of a table outside row-level security, itself outside it too.

    Who works where is written while another gemeente is active, or none (a login, a command), and a policy would
    then refuse the row of history and with it the change. So readers filter by gemeente in code.
    """
    return pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        exclude=list(exclude) or None,
    )
