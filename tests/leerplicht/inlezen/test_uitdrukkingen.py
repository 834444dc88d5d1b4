"""The rules in SQL give what `rules.py` gives, also on the days that are always wrong."""

from datetime import date

from django.db import connection

from leerplicht.inlezen.uitdrukkingen import leeftijd, schooljaar
from leerplicht.rules import leeftijd_op, schooljaar_van

DAGEN = [date(2023, 7, 31), date(2023, 8, 1), date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 1)]
DAGEN += [date(2025, 2, 28), date(2025, 3, 1), date(2024, 9, 30), date(2024, 10, 1), date(2024, 12, 31)]
GEBOREN = [date(2008, 2, 29), date(2008, 3, 1), date(2008, 7, 31), date(2008, 8, 1), date(2008, 12, 31)]


def test_schooljaar_en_leeftijd(db):
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT dag, geboren, {schooljaar("dag")}, {leeftijd("geboren", "dag")}
            FROM unnest(%s::date[]) AS dag, unnest(%s::date[]) AS geboren""",
            [DAGEN, GEBOREN],
        )
        gevonden = {(dag, geboren): (jaar, leeftijd) for dag, geboren, jaar, leeftijd in cursor.fetchall()}
    assert gevonden == {
        (dag, geboren): (schooljaar_van(dag), leeftijd_op(geboren, dag)) for dag in DAGEN for geboren in GEBOREN
    }
