"""Django's migrate, as the role that owns the tables: the app role may not make any."""

from django.core.management.commands.migrate import Command as Migrate
from django.db import connections

# Any number, the same for every migrate on this database.
LOCK = 18_690_518


class Command(Migrate):
    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.set_defaults(database="owner")

    def handle(self, *args, database, **options):
        """Two that migrate at once (two starts, two containers) take turns; the second finds nothing to do."""
        with connections[database].cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        try:
            # While it migrates the owner sees every gemeente; see `RijBeveiliging`.
            _bind_owner(database, bind=False)
            super().handle(*args, database=database, **options)
        finally:
            _bind_owner(database, bind=True)
            with connections[database].cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def _bind_owner(database: str, *, bind: bool) -> None:
    """Let row-level security hold for the owner of the tables too, or release him from it."""
    with connections[database].cursor() as cursor:
        cursor.execute(
            "SELECT format('ALTER TABLE %%I ' || %s || ' ROW LEVEL SECURITY', relname) FROM pg_class "
            "WHERE relnamespace = 'public'::regnamespace AND relrowsecurity AND relforcerowsecurity <> %s",
            ["FORCE" if bind else "NO FORCE", bind],
        )
        for (statement,) in cursor.fetchall():
            cursor.execute(statement)
