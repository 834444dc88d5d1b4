"""Terms: working days and Dutch public holidays, as pure functions of plain dates."""

from datetime import date, timedelta
from functools import cache


@cache
def feestdagen(jaar: int) -> frozenset[date]:
    """Public holidays (Algemene termijnenwet art. 3), Good Friday and every fifth year 5 May included."""
    pasen = _eerste_paasdag(jaar)
    koningsdag = date(jaar, 4, 27)
    if koningsdag.weekday() == 6:
        koningsdag = date(jaar, 4, 26)
    vast = {date(jaar, 1, 1), koningsdag, date(jaar, 12, 25), date(jaar, 12, 26)}
    if jaar % 5 == 0:
        vast.add(date(jaar, 5, 5))
    # Good Friday, both Easter days, Ascension, both days of Pentecost.
    return frozenset(vast | {pasen + timedelta(dagen) for dagen in (-2, 0, 1, 39, 49, 50)})


def is_werkdag(dag: date) -> bool:
    return dag.weekday() < 5 and dag not in feestdagen(dag.year)


def werkdagen_na(dag: date, aantal: int) -> date:
    """The last day of a service term of `aantal` working days; the day itself does not count."""
    while aantal > 0:
        dag += timedelta(1)
        aantal -= is_werkdag(dag)
    return dag


def weken_na(dag: date, weken: int) -> date:
    """The last day of a term of law in weeks; one that ends on no working day is extended (art. 1 lid 1)."""
    einde = dag + timedelta(weeks=weken)
    while not is_werkdag(einde):
        einde += timedelta(1)
    return einde


def maanden_na(dag: date, maanden: int) -> date:
    """The same day so many months later; the last day of the month when that month is shorter."""
    jaar, maand = divmod(dag.year * 12 + dag.month - 1 + maanden, 12)
    volgende = date(jaar + (maand == 11), (maand + 1) % 12 + 1, 1)
    return min(date(jaar, maand + 1, 1) + timedelta(dag.day - 1), volgende - timedelta(1))


def _eerste_paasdag(jaar: int) -> date:
    """Gregorian Easter after Meeus, Jones and Butcher (Astronomical Algorithms, chapter 8)."""
    a, b, c = jaar % 19, jaar // 100, jaar % 100
    d, e = divmod(b, 4)
    f = (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    maand, dag = divmod(h + m - 7 * n + 114, 31)
    return date(jaar, maand, dag + 1)
