"""Days on which things happen in the example: never in a weekend, and reports from schools never in a holiday."""

from datetime import date, timedelta
from functools import cache
from random import Random

from leerplicht.rules import schooljaar_van

# First and last day, as (month, day): roughly the holidays of every year. Only the example leans on them.
VAKANTIES = (((10, 14), (10, 22)), ((12, 23), (12, 31)), ((1, 1), (1, 7)), ((2, 17), (2, 25)), ((4, 27), (5, 5)))
EERSTE_LESDAG = (8, 21)
LAATSTE_LESDAG = (7, 12)


def is_werkdag(dag: date) -> bool:
    return dag.weekday() < 5


def werkdag(dag: date) -> date:
    """The day itself, or the Monday after the weekend it lies in."""
    while not is_werkdag(dag):
        dag += timedelta(days=1)
    return dag


def werkdag_terug(dag: date) -> date:
    """The day itself, or the Friday before the weekend it lies in."""
    while not is_werkdag(dag):
        dag -= timedelta(days=1)
    return dag


@cache
def lesdagen(schooljaar: int) -> tuple[date, ...]:
    """The school days of a school year."""
    dag, laatste = date(schooljaar, *EERSTE_LESDAG), date(schooljaar + 1, *LAATSTE_LESDAG)
    dagen = []
    while dag <= laatste:
        vrij = any(begin <= (dag.month, dag.day) <= einde for begin, einde in VAKANTIES)
        if is_werkdag(dag) and not vrij:
            dagen.append(dag)
        dag += timedelta(days=1)
    return tuple(dagen)


def lesdag(rng: Random, schooljaar: int, *, vanaf: date = date.min, tot_en_met: date = date.max) -> date:
    """A school day of the school year, between two days if given."""
    return rng.choice([dag for dag in lesdagen(schooljaar) if vanaf <= dag <= tot_en_met])


def werkdag_na(rng: Random, dag: date, *, minstens: int, hoogstens: int, uiterlijk: date = date.max) -> date:
    """A working day, `minstens` to `hoogstens` days after a day, and not after `uiterlijk`."""
    later = werkdag(dag + timedelta(days=rng.randint(minstens, hoogstens)))
    return min(later, max(dag, werkdag_terug(uiterlijk))) if later > uiterlijk else later


def jaren_eerder(dag: date, jaren: int) -> date:
    """The same day of an earlier year; 28 February where there is no 29th."""
    try:
        return dag.replace(year=dag.year - jaren)
    except ValueError:
        return dag.replace(year=dag.year - jaren, day=28)


def dag_tussen(rng: Random, eerste: date, laatste: date) -> date:
    """Any day of the period, weekends too (births, moves)."""
    return eerste + timedelta(days=rng.randint(0, (laatste - eerste).days))


def volgende_schooldag(dag: date) -> date:
    """The first school day after a day, also when that is after the summer."""
    for schooljaar in (schooljaar_van(dag), schooljaar_van(dag) + 1):
        for kandidaat in lesdagen(schooljaar):
            if kandidaat > dag:
                return kandidaat
    raise ValueError("Na een schooljaar komt altijd een volgend schooljaar.")
