"""The Celery application as it is, with one kind of work more and a beat that sweeps as often as a test wants.

The work adds a gezin to the gemeente, and then waits inside its transaction as long as a test holds the gate with
the number of its onderwerp: an advisory lock of the database, so that a process can be killed exactly there.
"""

from leerplicht.celery import app
from leerplicht.onderdeel import Onderdeel, registreer_onderdeel

SOORT = "gezin"


def _doe(gemeente_id: int | None, onderwerp_id: int | None) -> None:
    from django.db import connection

    from leerplicht.models import Gezin

    Gezin.objects.create(gemeente_id=gemeente_id)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [onderwerp_id])


registreer_onderdeel(Onderdeel("proef", "Proef", {}, lambda zaken: {}, opdrachten={SOORT: _doe}))
app.conf.beat_schedule["postvak"]["schedule"] = 0.3
