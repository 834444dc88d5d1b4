"""The example gemeente for the tests of the report."""

from datetime import date

import pytest
from django.db import transaction

from leerplicht.models import Gemeente
from leerplicht.toegang.gemeente import in_gemeente
from rapportage.voorbeeld.laden import laad

GELADEN_OP = date(2026, 11, 23)


@pytest.fixture(scope="module")
def voorbeeld(django_db_setup, django_db_blocker):
    """Loaded once for all tests of a file, in a transaction that is taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        laad(GELADEN_OP)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def voorbeeldgemeente(voorbeeld):
    """The first gemeente of the example, active for the whole test."""
    gemeente = Gemeente.objects.get(code="0637")
    with in_gemeente(gemeente.pk):
        yield gemeente
