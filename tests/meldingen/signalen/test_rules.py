"""When it is a signaal, at the edges of the law and of the year."""

from datetime import date

import pytest

from leerplicht.models import Compartiment
from meldingen.signalen.choices import Signaalsoort, Zeefreden
from meldingen.signalen.rules import (
    Persoon,
    Zonderschool,
    achttien_zonder_school,
    beoordeel,
    compartiment_van,
    over_open_dossier,
    signaleren_vanaf,
    te_veel,
)

ABSOLUUT, WORDT = Signaalsoort.ABSOLUUT, Signaalsoort.WORDT_LEERPLICHTIG
JONG = date(2010, 5, 12)  # leerplichtig 01-06-2015 to 31-07-2026, 18 on 12-05-2028


def kind(geboren=JONG, **feiten):
    return Zonderschool(leerling_id=1, geboortedatum=geboren, **feiten)


def oordeel(dag, geboren=JONG, **feiten):
    """Kind, cause, reason."""
    gevonden = beoordeel(kind(geboren, **feiten), dag, 7)
    return gevonden and (gevonden.soort, gevonden.aanleiding_op, gevonden.reden)


@pytest.mark.parametrize(
    ("aanleiding", "vanaf"),
    [
        (date(2026, 3, 5), date(2026, 3, 12)),
        (date(2026, 7, 24), date(2026, 7, 31)),
        (date(2026, 7, 25), date(2026, 9, 1)),
        (date(2026, 8, 1), date(2026, 9, 1)),
        (date(2026, 8, 24), date(2026, 9, 1)),
        (date(2026, 8, 25), date(2026, 9, 1)),
        (date(2026, 8, 26), date(2026, 9, 2)),
        (date(2024, 2, 22), date(2024, 2, 29)),
    ],
)
def test_a_school_has_a_week_and_the_month_of_august(aanleiding, vanaf):
    assert signaleren_vanaf(aanleiding, 7) == vanaf


@pytest.mark.parametrize(
    ("dag", "verwacht"),
    [
        (date(2015, 5, 11), None),  # not 5 yet
        (date(2015, 5, 12), (WORDT, date(2015, 6, 1), None)),
        (date(2015, 5, 31), (WORDT, date(2015, 6, 1), None)),
        (date(2015, 6, 7), (WORDT, date(2015, 6, 1), None)),
        (date(2015, 6, 8), (ABSOLUUT, date(2015, 6, 1), None)),
        (date(2015, 7, 31), (ABSOLUUT, date(2015, 6, 1), None)),
        # A new school year asks again, from September on.
        (date(2015, 8, 1), (ABSOLUUT, date(2015, 8, 1), Zeefreden.WACHT)),
        (date(2015, 8, 31), (ABSOLUUT, date(2015, 8, 1), Zeefreden.WACHT)),
        (date(2015, 9, 1), (ABSOLUUT, date(2015, 8, 1), None)),
        (date(2023, 9, 30), (ABSOLUUT, date(2023, 8, 1), None)),
        (date(2023, 10, 1), (ABSOLUUT, date(2023, 8, 1), None)),
        (date(2024, 2, 29), (ABSOLUUT, date(2023, 8, 1), None)),
        (date(2028, 5, 11), (ABSOLUUT, date(2027, 8, 1), None)),
        (date(2028, 5, 12), None),  # 18: no duty
    ],
)
def test_from_the_fifth_to_the_eighteenth_birthday(dag, verwacht):
    assert oordeel(dag) == verwacht


def test_born_on_29_february_turns_5_and_18_on_1_march():
    geboren = date(2012, 2, 29)
    assert oordeel(date(2017, 2, 28), geboren) is None
    assert oordeel(date(2017, 3, 1), geboren) == (WORDT, date(2017, 4, 1), None)
    assert oordeel(date(2030, 2, 28), geboren) == (ABSOLUUT, date(2029, 8, 1), None)
    assert oordeel(date(2030, 3, 1), geboren) is None


DAG = date(2024, 3, 5)
SINDS = date(2023, 8, 1)


@pytest.mark.parametrize(
    ("feiten", "sinds", "reden"),
    [
        ({}, SINDS, None),
        ({"overleden_op": DAG, "vertrokken_op": DAG}, SINDS, Zeefreden.OVERLEDEN),
        ({"overleden_op": date(2024, 3, 6)}, SINDS, None),
        ({"vertrokken_op": DAG}, SINDS, Zeefreden.VERTROKKEN),
        ({"vertrokken_op": date(2024, 3, 6)}, SINDS, None),
        ({"vertrokken_op": date(2024, 1, 1), "gevestigd_op": date(2024, 2, 1)}, date(2024, 2, 1), None),
        # A startkwalificatie ends the kwalificatieplicht, not the leerplicht.
        ({"startkwalificatie_op": date(2024, 1, 1)}, SINDS, None),
        ({"buitenland": True, "vrijgesteld": True}, SINDS, Zeefreden.BUITENLAND),
        ({"vrijgesteld": True}, SINDS, Zeefreden.VRIJGESTELD),
        ({"aanvraag_loopt": True}, SINDS, Zeefreden.AANVRAAG),
        ({"begint_op": date(2024, 4, 5)}, SINDS, Zeefreden.BEGINT),
        ({"begint_op": date(2024, 4, 6)}, SINDS, None),
        ({"onderzoek_loopt": True}, SINDS, Zeefreden.ONDERZOCHT),
        ({"onderzocht_op": SINDS}, SINDS, Zeefreden.ONDERZOCHT),
        ({"onderzocht_op": date(2023, 7, 31)}, SINDS, None),
        ({"bekeken": (SINDS, date(2023, 9, 5))}, SINDS, Zeefreden.BEKEKEN),
        ({"bekeken": (date(2022, 8, 1), date(2023, 7, 31))}, SINDS, None),
        ({"laatst_ingeschreven": date(2024, 2, 26)}, date(2024, 2, 27), None),
        ({"laatst_ingeschreven": date(2024, 2, 27)}, date(2024, 2, 28), Zeefreden.WACHT),
        ({"laatst_vrijgesteld": date(2024, 1, 31)}, date(2024, 2, 1), None),
        # What was looked at before the cause is no answer to it; a date that was corrected is no new cause.
        (
            {"laatst_ingeschreven": date(2024, 1, 31), "bekeken": (SINDS, date(2024, 1, 15))},
            date(2024, 2, 1),
            None,
        ),
        (
            {"laatst_ingeschreven": date(2024, 1, 31), "bekeken": (date(2024, 1, 30), date(2024, 2, 9))},
            date(2024, 2, 1),
            Zeefreden.BEKEKEN,
        ),
    ],
)
def test_what_the_sieve_holds_back(feiten, sinds, reden):
    assert oordeel(DAG, **feiten) == (ABSOLUUT, sinds, reden)


def test_with_a_startkwalificatie_nothing_is_asked_after_the_leerplicht():
    gehaald = {"startkwalificatie_op": date(2026, 7, 1)}
    assert oordeel(date(2026, 7, 31), **gehaald) == (ABSOLUUT, date(2025, 8, 1), None)
    assert oordeel(date(2026, 8, 1), **gehaald) == (ABSOLUUT, date(2026, 8, 1), Zeefreden.STARTKWALIFICATIE)


def test_the_sentence_says_how_it_was_derived():
    gevonden = beoordeel(kind(laatst_ingeschreven=date(2024, 2, 9), gevestigd_op=date(2023, 9, 1)), DAG, 7)
    assert gevonden.waarom == (
        "Leerplichtig sinds 01-06-2015 (artikel 3 lid 1) en op geen school ingeschreven. De laatste inschrijving "
        "eindigde op 09-02-2024. Kwam op 01-09-2023 in de gemeente wonen."
    )
    assert beoordeel(kind(), date(2026, 8, 1), 7).waarom == (
        "Kwalificatieplichtig sinds 01-08-2026 (artikel 4a) en op geen school ingeschreven. "
        "Er is nooit een inschrijving geweest."
    )


TOEZICHT, DOORSTROOMPUNT = Compartiment.TOEZICHT, Compartiment.DOORSTROOMPUNT


@pytest.mark.parametrize(
    ("dag", "compartiment", "verwacht"),
    [
        (date(2026, 7, 31), TOEZICHT, None),
        (date(2026, 8, 1), TOEZICHT, (Signaalsoort.KWALIFICATIEPLICHT, date(2026, 8, 1), True)),
        (date(2026, 9, 1), TOEZICHT, (Signaalsoort.KWALIFICATIEPLICHT, date(2026, 8, 1), False)),
        (date(2028, 5, 11), TOEZICHT, (Signaalsoort.KWALIFICATIEPLICHT, date(2026, 8, 1), False)),
        (date(2028, 5, 12), TOEZICHT, (Signaalsoort.ACHTTIEN_DOSSIER, date(2028, 5, 12), True)),
        (date(2028, 6, 12), TOEZICHT, (Signaalsoort.ACHTTIEN_DOSSIER, date(2028, 5, 12), False)),
        (date(2028, 5, 12), DOORSTROOMPUNT, None),
        (date(2037, 5, 11), DOORSTROOMPUNT, None),
        (date(2037, 5, 12), DOORSTROOMPUNT, (Signaalsoort.LEEFTIJDSGRENS, date(2037, 5, 12), True)),
        (date(2039, 1, 1), DOORSTROOMPUNT, (Signaalsoort.LEEFTIJDSGRENS, date(2037, 5, 12), True)),
    ],
)
def test_birthdays_matter_to_open_work(dag, compartiment, verwacht):
    gevonden = over_open_dossier(kind(), compartiment, date(2026, 3, 1), dag, 27)
    assert verwacht == (gevonden and (gevonden.soort, gevonden.op, gevonden.nieuw))


def test_who_opened_a_dossier_after_the_birthday_knew_it():
    assert over_open_dossier(kind(), TOEZICHT, date(2028, 5, 12), date(2028, 5, 20), 27) is None


@pytest.mark.parametrize("feit", ["overleden", "vertrokken"])
def test_death_and_departure_are_told_in_each_compartment_apart(feit):
    wie = Persoon(leerling_id=1, geboortedatum=JONG, **{f"{feit}_op": DAG})
    soorten = [
        over_open_dossier(wie, compartiment, date(2020, 1, 1), DAG, 27).soort
        for compartiment in (TOEZICHT, DOORSTROOMPUNT)
    ]
    assert soorten == [feit, f"{feit}_traject"]
    assert [compartiment_van(soort) for soort in soorten] == [TOEZICHT, DOORSTROOMPUNT]


@pytest.mark.parametrize(
    ("dag", "feiten", "verwacht"),
    [
        (date(2028, 5, 11), {}, None),
        (date(2028, 5, 12), {}, True),
        (date(2028, 6, 12), {}, False),
        (date(2028, 5, 12), {"startkwalificatie_op": date(2028, 5, 12)}, None),
        (date(2028, 5, 12), {"vertrokken_op": DAG}, None),
        (date(2028, 5, 12), {"overleden_op": DAG}, None),
    ],
)
def test_eighteen_without_school(dag, feiten, verwacht):
    gevonden = achttien_zonder_school(Persoon(leerling_id=1, geboortedatum=JONG, **feiten), dag)
    assert verwacht == (gevonden and gevonden.nieuw)


def test_too_many_at_once_says_that_enrolments_are_missing():
    assert [te_veel(150, 5_000), te_veel(151, 5_000), te_veel(600, 20_000), te_veel(601, 20_000)] == [
        False,
        True,
        False,
        True,
    ]
