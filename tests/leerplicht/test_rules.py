"""The rules at their edges: 31 July, 1 August, 30 September, 1 October, 29 February and the birthdays."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerplicht import rules

DAGEN = st.dates(date(1980, 1, 1), date(2060, 12, 31))
LEEFTIJDEN = st.integers(0, 30)
EEN_DAG = timedelta(days=1)


@pytest.mark.parametrize(
    ("dag", "schooljaar"),
    [
        (date(2023, 7, 31), 2022),
        (date(2023, 8, 1), 2023),
        (date(2023, 9, 30), 2023),
        (date(2023, 10, 1), 2023),
        (date(2023, 12, 31), 2023),
        (date(2024, 1, 1), 2023),
        (date(2024, 2, 29), 2023),
        (date(2024, 7, 31), 2023),
        (date(2024, 8, 1), 2024),
    ],
)
def test_schooljaar_van(dag, schooljaar):
    assert rules.schooljaar_van(dag) == schooljaar


def test_a_school_year_from_end_to_end():
    assert rules.begin_schooljaar(2023) == date(2023, 8, 1)
    assert rules.einde_schooljaar(2023) == date(2024, 7, 31)
    assert rules.teldatum(2023) == date(2024, 10, 1)
    assert rules.schooljaar_label(2023) == "2023-2024"
    assert rules.schooljaar_label(1999) == "1999-2000"


@given(DAGEN)
def test_every_day_lies_in_its_school_year_and_in_no_other(dag):
    schooljaar = rules.schooljaar_van(dag)

    assert rules.begin_schooljaar(schooljaar) <= dag <= rules.einde_schooljaar(schooljaar)
    assert rules.einde_schooljaar(schooljaar) + EEN_DAG == rules.begin_schooljaar(schooljaar + 1)


@pytest.mark.parametrize(
    ("geboren", "dag", "leeftijd"),
    [
        (date(2010, 9, 2), date(2010, 9, 2), 0),
        (date(2010, 9, 2), date(2015, 9, 1), 4),
        (date(2010, 9, 2), date(2015, 9, 2), 5),
        (date(2010, 12, 31), date(2011, 1, 1), 0),
        (date(2008, 2, 29), date(2024, 2, 28), 15),
        (date(2008, 2, 29), date(2024, 2, 29), 16),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
    ],
)
def test_leeftijd_op(geboren, dag, leeftijd):
    assert rules.leeftijd_op(geboren, dag) == leeftijd


def test_no_age_before_the_birth():
    with pytest.raises(ValueError, match="voor de geboortedatum"):
        rules.leeftijd_op(date(2010, 9, 2), date(2010, 9, 1))


@given(DAGEN, LEEFTIJDEN)
def test_an_age_is_reached_on_its_birthday_and_not_a_day_earlier(geboren, leeftijd):
    dag = rules.verjaardag(geboren, leeftijd)

    assert rules.leeftijd_op(geboren, dag) == leeftijd
    if leeftijd > 0:
        assert rules.leeftijd_op(geboren, dag - EEN_DAG) == leeftijd - 1


@given(DAGEN, st.integers(0, 12_000))
def test_nobody_gets_younger(geboren, dagen):
    dag = geboren + timedelta(days=dagen)

    assert rules.leeftijd_op(geboren, dag + EEN_DAG) - rules.leeftijd_op(geboren, dag) in {0, 1}


@pytest.mark.parametrize(
    ("geboren", "begin"),
    [
        (date(2010, 9, 2), date(2015, 10, 1)),
        (date(2010, 9, 30), date(2015, 10, 1)),
        (date(2010, 10, 1), date(2015, 11, 1)),
        (date(2010, 12, 15), date(2016, 1, 1)),
        (date(2010, 7, 31), date(2015, 8, 1)),
        (date(2010, 8, 1), date(2015, 9, 1)),
        (date(2012, 2, 28), date(2017, 3, 1)),
        # Five on 1 March 2017, because 2017 has no 29 February.
        (date(2012, 2, 29), date(2017, 4, 1)),
    ],
)
def test_begin_leerplicht(geboren, begin):
    assert rules.begin_leerplicht(geboren) == begin


@given(DAGEN)
def test_the_leerplicht_begins_on_the_first_of_a_month_within_31_days_of_the_birthday(geboren):
    begin = rules.begin_leerplicht(geboren)

    assert begin.day == 1
    assert timedelta(days=1) <= begin - rules.verjaardag(geboren, 5) <= timedelta(days=31)


@pytest.mark.parametrize(
    ("geboren", "einde"),
    [
        (date(2008, 7, 31), date(2024, 7, 31)),
        (date(2008, 8, 1), date(2025, 7, 31)),
        (date(2008, 9, 30), date(2025, 7, 31)),
        (date(2008, 10, 1), date(2025, 7, 31)),
        (date(2008, 2, 29), date(2024, 7, 31)),
    ],
)
def test_einde_leerplicht(geboren, einde):
    assert rules.einde_leerplicht(geboren) == einde


@pytest.mark.parametrize(
    ("eerste_volledige_schooljaar", "einde"),
    [
        (2011, date(2023, 7, 31)),  # twelve years: 2011-2012 up to and including 2022-2023
        (2012, date(2024, 7, 31)),
        (2013, date(2024, 7, 31)),  # the age comes first
    ],
)
def test_twelve_full_school_years_can_end_it_earlier(eerste_volledige_schooljaar, einde):
    geboren = date(2008, 3, 15)

    assert rules.einde_leerplicht(geboren, eerste_volledige_schooljaar=eerste_volledige_schooljaar) == einde


def test_leerplichtig_from_the_first_to_the_last_day():
    geboren = date(2008, 7, 31)

    assert not rules.is_leerplichtig(geboren, date(2013, 7, 31))
    assert rules.is_leerplichtig(geboren, date(2013, 8, 1))
    assert rules.is_leerplichtig(geboren, date(2024, 7, 31))
    assert not rules.is_leerplichtig(geboren, date(2024, 8, 1))


def test_leerplichtig_ends_earlier_after_twelve_years():
    geboren = date(2008, 3, 15)

    assert rules.is_leerplichtig(geboren, date(2023, 7, 31), eerste_volledige_schooljaar=2011)
    assert not rules.is_leerplichtig(geboren, date(2023, 8, 1), eerste_volledige_schooljaar=2011)


def test_another_age_in_the_law_is_an_argument():
    assert rules.begin_leerplicht(date(2010, 9, 2), beginleeftijd=4) == date(2014, 10, 1)
    assert rules.einde_leerplicht(date(2008, 7, 31), eindleeftijd=17) == date(2025, 7, 31)


def test_kwalificatieplichtig_from_the_end_of_leerplicht_to_the_18th_birthday():
    geboren = date(2008, 7, 31)

    assert not rules.is_kwalificatieplichtig(geboren, date(2024, 7, 31))
    assert rules.is_kwalificatieplichtig(geboren, date(2024, 8, 1))
    assert rules.is_kwalificatieplichtig(geboren, date(2026, 7, 30))
    assert not rules.is_kwalificatieplichtig(geboren, date(2026, 7, 31))


def test_kwalificatieplichtig_to_1_march_when_born_on_29_february():
    geboren = date(2008, 2, 29)

    assert rules.is_kwalificatieplichtig(geboren, date(2026, 2, 28))
    assert not rules.is_kwalificatieplichtig(geboren, date(2026, 3, 1))


@pytest.mark.parametrize("reden", ["startkwalificatie_op", "diploma_praktijkonderwijs_op", "vso_verlaten_op"])
def test_kwalificatieplicht_ends_on_the_day_of_the_diploma_or_the_leaving(reden):
    geboren = date(2008, 3, 15)

    assert rules.is_kwalificatieplichtig(geboren, date(2025, 6, 30), **{reden: date(2025, 7, 1)})
    assert not rules.is_kwalificatieplichtig(geboren, date(2025, 7, 1), **{reden: date(2025, 7, 1)})


@given(DAGEN, DAGEN)
def test_nobody_has_both_duties_at_once_and_there_is_no_gap_between_them(geboren, dag):
    leerplichtig = rules.is_leerplichtig(geboren, dag)
    kwalificatieplichtig = rules.is_kwalificatieplichtig(geboren, dag)

    assert not (leerplichtig and kwalificatieplichtig)
    assert (leerplichtig or kwalificatieplichtig) == (
        rules.begin_leerplicht(geboren) <= dag < rules.verjaardag(geboren, 18)
    )


@pytest.mark.parametrize(
    ("diploma", "verwacht"),
    [
        ("havo", True),
        ("vwo", True),
        ("mbo_2", True),
        ("mbo_3", True),
        ("mbo_4", True),
        ("mbo_1", False),
        ("vmbo", False),
        ("pro", False),
        ("vso", False),
    ],
)
def test_is_startkwalificatie(diploma, verwacht):
    assert rules.is_startkwalificatie(diploma) is verwacht


def test_an_unknown_diploma_is_an_error():
    with pytest.raises(ValueError, match="Onbekend diploma: 'mbo-2'"):
        rules.is_startkwalificatie("mbo-2")


def test_ingeschreven_op():
    periodes = [(date(2022, 8, 1), date(2023, 7, 31)), (date(2023, 10, 1), None)]
    dagen = (date(2022, 7, 31), date(2022, 8, 1), date(2023, 7, 31), date(2023, 8, 1), date(2023, 9, 30))

    assert [rules.ingeschreven_op(periodes, dag) for dag in dagen] == [False, True, True, False, False]
    assert rules.ingeschreven_op(periodes, date(2023, 10, 1))
    assert rules.ingeschreven_op(periodes, date(2040, 1, 1))
    assert not rules.ingeschreven_op([], date(2023, 10, 1))


@pytest.mark.parametrize(
    ("gestopt_op", "verwacht"),
    [
        (date(2023, 7, 31), False),
        (date(2023, 8, 1), True),
        (date(2024, 2, 29), True),
        (date(2024, 7, 31), True),
        (date(2024, 8, 1), False),
        (date(2024, 9, 30), False),
    ],
)
def test_is_uitvaller(gestopt_op, verwacht):
    assert rules.is_uitvaller(gestopt_op, 2023) is verwacht


def test_who_stops_with_a_startkwalificatie_is_no_uitvaller():
    gestopt_op = date(2024, 7, 15)

    assert not rules.is_uitvaller(gestopt_op, 2023, startkwalificatie_op=date(2024, 7, 15))
    assert rules.is_uitvaller(gestopt_op, 2023, startkwalificatie_op=date(2024, 7, 16))


def nieuwe_vsver(**anders):
    gegevens = {"gestopt_op": date(2024, 3, 1), "schooljaar": 2023, "ingeschreven_op_teldatum": False}
    return rules.is_nieuwe_vsver(**{**gegevens, **anders})


def test_is_nieuwe_vsver():
    assert nieuwe_vsver()
    assert nieuwe_vsver(gestopt_op=date(2024, 7, 31))
    assert not nieuwe_vsver(gestopt_op=date(2024, 8, 1))
    assert not nieuwe_vsver(ingeschreven_op_teldatum=True)
    assert not nieuwe_vsver(certificaat_en_werk=True)


def test_a_startkwalificatie_obtained_before_the_teldatum_is_in_time():
    assert not nieuwe_vsver(startkwalificatie_op=date(2024, 9, 30))
    assert not nieuwe_vsver(startkwalificatie_op=date(2024, 10, 1))
    assert nieuwe_vsver(startkwalificatie_op=date(2024, 10, 2))


def test_a_stop_in_september_counts_in_the_year_that_has_begun():
    assert not nieuwe_vsver(gestopt_op=date(2024, 9, 30), schooljaar=2023)
    assert nieuwe_vsver(gestopt_op=date(2024, 9, 30), schooljaar=2024)


def test_the_age_limit_of_the_doorstroompunt_is_a_birthday():
    geboren = date(2002, 2, 1)

    assert rules.in_doelgroep_doorstroompunt(geboren, date(2025, 1, 31), 23)
    assert not rules.in_doelgroep_doorstroompunt(geboren, date(2025, 2, 1), 23)
    assert rules.in_doelgroep_doorstroompunt(geboren, date(2025, 2, 1), 27)
    assert not rules.in_doelgroep_doorstroompunt(geboren, date(2002, 1, 31), 27)


def test_the_doorstroompunt_is_for_those_without_startkwalificatie():
    geboren, behaald = date(2005, 2, 1), date(2025, 6, 20)

    assert rules.in_doelgroep_doorstroompunt(geboren, date(2025, 6, 19), 23, startkwalificatie_op=behaald)
    assert not rules.in_doelgroep_doorstroompunt(geboren, date(2025, 6, 20), 23, startkwalificatie_op=behaald)
