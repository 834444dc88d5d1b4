"""Mergers of schools: a chain of successors ends, however the rows are written."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from leerplicht.models import School

DAG = date(2024, 8, 1)


@pytest.fixture
def scholen(db):
    """Three schools, A to C."""
    namen = {"A": "16SW03", "B": "01AB00", "C": "02CD00"}
    return [School.objects.create(brin=brin, naam=naam, plaats="Zoetermeer") for naam, brin in namen.items()]


def volgt(school, opvolger):
    with transaction.atomic():
        School.objects.filter(pk=school.pk).update(opgeheven_op=DAG, opgevolgd_door=opvolger)


def test_a_chain_of_mergers_may_be_long_but_no_circle(scholen):
    a, b, c = scholen
    volgt(a, b)
    volgt(b, c)
    with pytest.raises(IntegrityError, match="School 02CD00 follows itself up"):
        volgt(c, a)
    with pytest.raises(IntegrityError):
        volgt(c, c)
    assert dict(School.objects.values_list("naam", "opgevolgd_door__naam")) == {"A": "B", "B": "C", "C": None}


def test_one_statement_cannot_make_a_circle_either(scholen):
    a, b, _ = scholen
    elkaar = {"opgeheven_op": DAG, "opgevolgd_door_id": a.pk + b.pk - F("pk")}
    with pytest.raises(IntegrityError, match="follows itself up"), transaction.atomic():
        School.objects.filter(pk__in=[a.pk, b.pk]).update(**elkaar)


def test_a_school_that_was_followed_up_is_closed(scholen):
    a, b, _ = scholen
    with pytest.raises(IntegrityError, match="school_opgevolgd_is_opgeheven"), transaction.atomic():
        School.objects.filter(pk=a.pk).update(opgevolgd_door=b)


def test_one_can_enrol_until_the_day_a_school_closes(scholen):
    a, b, c = scholen
    volgt(a, b)
    assert set(School.objects.open_op(date(2024, 7, 31))) == {a, b, c}
    assert set(School.objects.open_op(DAG)) == {b, c}
