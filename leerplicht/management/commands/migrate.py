"""Django's migrate, as the role that owns the tables: the app role may not make any."""

from django.core.management.commands.migrate import Command as Migrate
from django.db import connections


class Command(Migrate):
    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.set_defaults(database="owner")

    def handle(self, *args, **options):
        # While it migrates the owner sees every gemeente; see `RijBeveiliging`.
        _force_row_security(options["database"], on=False)
        try:
            super().handle(*args, **options)
        finally:
            _force_row_security(options["database"], on=True)


def _force_row_security(database: str, *, on: bool) -> None:
    """Bind the owner to the policies of all tables that have them, or release him."""
    with connections[database].cursor() as cursor:
        cursor.execute(
            "SELECT format('ALTER TABLE %%I.%%I ' || %s, n.nspname, c.relname) "
            "FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
            "WHERE c.relrowsecurity AND c.relforcerowsecurity <> %s AND n.nspname = 'public' "
            "AND pg_has_role(c.relowner, 'USAGE')",
            ["FORCE ROW LEVEL SECURITY" if on else "NO FORCE ROW LEVEL SECURITY", on],
        )
        for (statement,) in cursor.fetchall():
            cursor.execute(statement)
