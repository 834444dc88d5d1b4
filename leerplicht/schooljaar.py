"""The school year as a column that the database computes, so that it can never differ from its date."""

from django.db import models
from django.db.models.expressions import Func


class _SchooljaarVan(Func):
    """Starting year of the school year (1 August - 31 July) of a date: seven months earlier, the year."""

    template = "(extract(year from (%(expressions)s - interval '7 months')))::smallint"
    output_field = models.SmallIntegerField()


def schooljaar_veld(expression) -> models.GeneratedField:
    """Generated column with the starting year of the school year of a date (field name or expression)."""
    return models.GeneratedField(
        expression=_SchooljaarVan(expression), output_field=models.SmallIntegerField(), db_persist=True
    )


def schooljaar_uit(expression) -> Func:
    """The same for a query, of a table without such a column."""
    return _SchooljaarVan(expression)
