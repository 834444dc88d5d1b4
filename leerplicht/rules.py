"""The rules of school year, age and duty, as pure functions of plain values and an explicit date.

One legal rule is one function with its article in the docstring. Articles without a name are of the
Leerplichtwet 1969. Ages and numbers of years are keyword arguments; their defaults are the statutory values,
and a caller who needs the value of another date passes `parameters.op(code, dag).waarde`. All days are dates,
first and last day included.
"""

from collections.abc import Iterable
from datetime import date

DIPLOMAS_STARTKWALIFICATIE = frozenset({"havo", "vwo", "mbo_2", "mbo_3", "mbo_4"})
DIPLOMAS_ZONDER_STARTKWALIFICATIE = frozenset({"pro", "vso", "vmbo", "mbo_1"})


# School year ------------------------------------------------------------------------------------------------


def schooljaar_van(dag: date) -> int:
    """Article 1: a school year runs from 1 August to 31 July, and is named by the year it starts in.

    1 August 2023 up to and including 31 July 2024 is 2023.
    """
    return dag.year if dag.month >= 8 else dag.year - 1


def begin_schooljaar(schooljaar: int) -> date:
    """The first day: 1 August."""
    return date(schooljaar, 8, 1)


def einde_schooljaar(schooljaar: int) -> date:
    """The last day, which still belongs to it: 31 July."""
    return date(schooljaar + 1, 7, 31)


def schooljaar_label(schooljaar: int) -> str:
    """As it is written: 2023 becomes "2023-2024"."""
    return f"{schooljaar}-{schooljaar + 1}"


def teldatum(schooljaar: int) -> date:
    """The day the vsv'ers of a school year are counted: 1 October *after* it, so 1 October 2024 for 2023.

    Whoever stopped during the year and is enrolled again on this day is no nieuwe vsv'er.
    """
    return date(schooljaar + 1, 10, 1)


# Age --------------------------------------------------------------------------------------------------------


def verjaardag(geboortedatum: date, leeftijd: int) -> date:
    """The day an age is reached.

    Born on 29 February: in a year without that day on 1 March, since only then the year is full.
    """
    jaar = geboortedatum.year + leeftijd
    try:
        return geboortedatum.replace(year=jaar)
    except ValueError:
        return date(jaar, 3, 1)


def leeftijd_op(geboortedatum: date, dag: date) -> int:
    """Age in completed years. Raises ValueError for a day before the birth."""
    if dag < geboortedatum:
        raise ValueError("De dag ligt voor de geboortedatum.")
    leeftijd = dag.year - geboortedatum.year
    return leeftijd if dag >= verjaardag(geboortedatum, leeftijd) else leeftijd - 1


# Leerplicht and kwalificatieplicht --------------------------------------------------------------------------


def begin_leerplicht(geboortedatum: date, *, beginleeftijd: int = 5) -> date:
    """Article 3 lid 1: the month after the month in which the child turns 5.

    The duty begins on the first *school day* of that month; which day that is differs per school, so this is
    the first day of the month.
    """
    dag = verjaardag(geboortedatum, beginleeftijd)
    return date(dag.year + 1, 1, 1) if dag.month == 12 else date(dag.year, dag.month + 1, 1)


def einde_leerplicht(
    geboortedatum: date,
    *,
    eerste_volledige_schooljaar: int | None = None,
    eindleeftijd: int = 16,
    schooljaren: int = 12,
) -> date:
    """Article 3 lid 1: the last day of the leerplicht, whichever of two school years ends first.

    The school year in which the young person turns 16, or the twelfth full school year at a school, counted
    from `eerste_volledige_schooljaar` without interruption. That year is often unknown; then the age alone
    decides.
    """
    laatste_schooljaar = schooljaar_van(verjaardag(geboortedatum, eindleeftijd))
    if eerste_volledige_schooljaar is not None:
        laatste_schooljaar = min(laatste_schooljaar, eerste_volledige_schooljaar + schooljaren - 1)
    return einde_schooljaar(laatste_schooljaar)


def is_leerplichtig(
    geboortedatum: date,
    dag: date,
    *,
    eerste_volledige_schooljaar: int | None = None,
    beginleeftijd: int = 5,
    eindleeftijd: int = 16,
    schooljaren: int = 12,
) -> bool:
    """Article 3 lid 1: between begin and end of the leerplicht. Vrijstellingen are not looked at."""
    einde = einde_leerplicht(
        geboortedatum,
        eerste_volledige_schooljaar=eerste_volledige_schooljaar,
        eindleeftijd=eindleeftijd,
        schooljaren=schooljaren,
    )
    return begin_leerplicht(geboortedatum, beginleeftijd=beginleeftijd) <= dag <= einde


def is_kwalificatieplichtig(
    geboortedatum: date,
    dag: date,
    *,
    startkwalificatie_op: date | None = None,
    diploma_praktijkonderwijs_op: date | None = None,
    vso_verlaten_op: date | None = None,
    eerste_volledige_schooljaar: int | None = None,
    eindleeftijd_leerplicht: int = 16,
    schooljaren: int = 12,
    eindleeftijd: int = 18,
) -> bool:
    """Articles 4a and 4b: from the end of the leerplicht to the 18th birthday or the startkwalificatie.

    Article 4a lid 2 lets go who has the diploma of the praktijkonderwijs, and who left the vso with the
    profile arbeidsmarkt or dagbesteding (give `vso_verlaten_op` for these two profiles only). Each of the
    three dates ends the duty on the day itself.
    """
    einde = einde_leerplicht(
        geboortedatum,
        eerste_volledige_schooljaar=eerste_volledige_schooljaar,
        eindleeftijd=eindleeftijd_leerplicht,
        schooljaren=schooljaren,
    )
    if not einde < dag < verjaardag(geboortedatum, eindleeftijd):
        return False
    ontslagen_op = (startkwalificatie_op, diploma_praktijkonderwijs_op, vso_verlaten_op)
    return not any(op is not None and op <= dag for op in ontslagen_op)


def is_startkwalificatie(diploma: str) -> bool:
    """Article 1, onder f: havo, vwo, or mbo niveau 2, 3 or 4. Mbo niveau 1 (entree) is not one.

    Raises ValueError for an unknown code: a spelling mistake must not make somebody a vsv'er.
    """
    if diploma in DIPLOMAS_STARTKWALIFICATIE:
        return True
    if diploma in DIPLOMAS_ZONDER_STARTKWALIFICATIE:
        return False
    raise ValueError(f"Onbekend diploma: {diploma!r}.")


# Where somebody lives ---------------------------------------------------------------------------------------


def is_vertrokken(vertrokken_op: date | None, gevestigd_op: date | None, dag: date) -> bool:
    """Left the gemeente and did not come back: its leerplichtambtenaar has no task any more (article 16).

    On the day of leaving already; who came to live here again later, is here from that day on.
    """
    if vertrokken_op is None or dag < vertrokken_op:
        return False
    return gevestigd_op is None or not vertrokken_op < gevestigd_op <= dag


# Enrolment --------------------------------------------------------------------------------------------------


def ingeschreven_op(periodes: Iterable[tuple[date, date | None]], dag: date) -> bool:
    """Whether one of the enrolments (first day, last day) covers the day; no last day: it still runs."""
    return any(begin <= dag and (einde is None or dag <= einde) for begin, einde in periodes)


# Doorstroompunt ---------------------------------------------------------------------------------------------


def is_uitvaller(gestopt_op: date, schooljaar: int, *, startkwalificatie_op: date | None = None) -> bool:
    """Left education within the school year, without a startkwalificatie at that moment.

    WEB, chapter 8, title 3 (the own cohort: 1 August to 31 July). A stop in August or September belongs to
    the new school year, although the teldatum of the old one is still to come.
    """
    if startkwalificatie_op is not None and startkwalificatie_op <= gestopt_op:
        return False
    return schooljaar_van(gestopt_op) == schooljaar


def is_nieuwe_vsver(
    *,
    gestopt_op: date,
    schooljaar: int,
    ingeschreven_op_teldatum: bool,
    startkwalificatie_op: date | None = None,
    certificaat_en_werk: bool = False,
) -> bool:
    """An uitvaller of the school year who on the teldatum is not enrolled again and has no startkwalificatie
    yet.

    WEB, chapter 8, title 3. `certificaat_en_werk`: has a certificate of entree, pro or vso *and* works; such
    a young person is no vsv'er.
    """
    if not is_uitvaller(gestopt_op, schooljaar, startkwalificatie_op=startkwalificatie_op):
        return False
    gekwalificeerd = startkwalificatie_op is not None and startkwalificatie_op <= teldatum(schooljaar)
    return not (ingeschreven_op_teldatum or gekwalificeerd or certificaat_en_werk)


def in_doelgroep_doorstroompunt(
    geboortedatum: date,
    dag: date,
    leeftijdsgrens: int,
    *,
    startkwalificatie_op: date | None = None,
) -> bool:
    """Without startkwalificatie and below the age limit: 23, and 27 since 1 January 2026.

    WEB, chapter 8, title 3, changed by the Wet van school naar duurzaam werk. The limit has no default,
    because it depends on the day: `parameters.op("doorstroompunt_leeftijdsgrens", dag)`. There is no lower
    limit: below 18 the leerplichtambtenaar acts, for the same young people.
    """
    if startkwalificatie_op is not None and startkwalificatie_op <= dag:
        return False
    return geboortedatum <= dag < verjaardag(geboortedatum, leeftijdsgrens)
