"""Web and worker refuse a database role that row-level security does not bind."""

import sys

from django.core import checks
from django.db import DEFAULT_DB_ALIAS, connections

_QUERY = """
    SELECT rolname, rolsuper, rolbypassrls,
        EXISTS (
            SELECT FROM pg_class
            WHERE relrowsecurity AND pg_has_role(current_user, relowner, 'MEMBER')
        ),
        EXISTS (
            SELECT FROM pg_roles AS other
            WHERE (rolsuper OR rolbypassrls) AND pg_has_role(current_user, other.oid, 'MEMBER')
        )
    FROM pg_roles WHERE rolname = current_user
"""


def bypass(alias: str = DEFAULT_DB_ALIAS) -> str | None:
    """Why the role of this connection is not bound by row-level security (a Dutch sentence), or None."""
    with connections[alias].cursor() as cursor:
        cursor.execute(_QUERY)
        role, superuser, bypasses, owner, may_become = cursor.fetchone()
    if superuser:
        reason = "is superuser"
    elif bypasses:
        reason = "heeft BYPASSRLS"
    elif owner:
        reason = "is eigenaar van de tabellen"
    elif may_become:
        # SET ROLE, and the policy is gone.
        reason = "kan een rol aannemen die superuser is of BYPASSRLS heeft"
    else:
        return None
    return (
        f"De databaserol {role} {reason}: de scheiding tussen gemeenten geldt dan niet. "
        "Geef in DATABASE_URL de rol van de toepassing op en in DATABASE_OWNER_URL die van de eigenaar."
    )


def refuse_bypassing_role() -> None:
    """End this process with one sentence when the app's role is not bound."""
    reason = bypass()
    # The processes forked after this must not share the connection.
    connections.close_all()
    if reason:
        sys.exit(reason)


@checks.register(checks.Tags.database)
def check_role(app_configs, databases, **_):
    """`manage.py check --database default`."""
    if DEFAULT_DB_ALIAS not in (databases or ()):
        return []
    reason = bypass()
    return [checks.Error(reason, id="leerplicht.E001")] if reason else []
