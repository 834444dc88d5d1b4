"""Working days, public holidays and terms at their edges."""

from datetime import date

import pytest

from leerplicht.termijnen import feestdagen, is_werkdag, maanden_na, weken_na, werkdagen_na


def test_public_holidays_of_2024():
    assert feestdagen(2024) == {
        date(2024, 1, 1),
        date(2024, 3, 29),
        date(2024, 3, 31),
        date(2024, 4, 1),
        date(2024, 4, 27),
        date(2024, 5, 9),
        date(2024, 5, 19),
        date(2024, 5, 20),
        date(2024, 12, 25),
        date(2024, 12, 26),
    }


def test_kings_day_on_a_sunday_moves_to_saturday_and_liberation_day_is_free_every_fifth_year():
    assert date(2025, 4, 26) in feestdagen(2025)
    assert date(2025, 4, 27) not in feestdagen(2025)
    assert date(2025, 5, 5) in feestdagen(2025)
    assert is_werkdag(date(2026, 5, 5))


@pytest.mark.parametrize(
    ("dag", "aantal", "laatste"),
    [
        (date(2024, 3, 4), 0, date(2024, 3, 4)),
        (date(2024, 3, 4), 5, date(2024, 3, 11)),
        # Good Friday, the weekend and Easter Monday lie between.
        (date(2024, 3, 28), 1, date(2024, 4, 2)),
        (date(2023, 12, 22), 2, date(2023, 12, 28)),
        # Summer and winter time do not move a day.
        (date(2024, 10, 25), 1, date(2024, 10, 28)),
    ],
)
def test_working_days(dag, aantal, laatste):
    assert werkdagen_na(dag, aantal) == laatste


def test_a_term_of_law_that_ends_on_a_free_day_is_extended():
    # 4 weeks after 4 March 2024 is Easter Monday.
    assert weken_na(date(2024, 3, 4), 4) == date(2024, 4, 2)
    assert weken_na(date(2024, 3, 5), 4) == date(2024, 4, 2)


@pytest.mark.parametrize(
    ("dag", "maanden", "later"),
    [
        (date(2023, 12, 31), 2, date(2024, 2, 29)),
        (date(2022, 12, 31), 2, date(2023, 2, 28)),
        (date(2024, 11, 15), 1, date(2024, 12, 15)),
        (date(2024, 12, 15), 1, date(2025, 1, 15)),
        (date(2024, 10, 31), 2, date(2024, 12, 31)),
    ],
)
def test_months(dag, maanden, later):
    assert maanden_na(dag, maanden) == later
