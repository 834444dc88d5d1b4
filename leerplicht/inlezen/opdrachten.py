"""The work of this room in the outbox. Who does it is imported when it is needed: it asks the outbox itself."""

from datetime import timedelta

from leerplicht.models import Opdracht
from leerplicht.onderdeel import Langlopend

SOORT = "aanlevering"
NAAM = "Bestand inlezen"
# A worker that gives no sign of life for so long has died.
DOOD_NA = timedelta(seconds=60)


def _doe(opdracht: Opdracht) -> None:
    from leerplicht.inlezen.uitvoering import doe

    doe(opdracht)


def _geef_op(opdracht: Opdracht) -> None:
    from leerplicht.inlezen.uitvoering import geef_op

    geef_op(opdracht)


OPDRACHT = Langlopend(_doe, pogingen=3, tijdslimiet=DOOD_NA, opgegeven=_geef_op)
