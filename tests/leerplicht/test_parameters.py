"""The law as dated data: the value of a day, periods that do not overlap, defaults as in the rules."""

import inspect
from datetime import date

import pytest

from leerplicht import parameters, rules
from leerplicht.parameters import GeenParameter, Parameter


def parameter(**anders):
    velden = {
        "code": "grens",
        "waarde": 1,
        "eenheid": "jaar",
        "omschrijving": "Een grens.",
        "artikel": "",
        "bron": "Een bron",
    }
    return Parameter(**{**velden, **anders})


@pytest.mark.parametrize(
    ("dag", "grens"),
    [
        (date(2000, 1, 1), 23),
        (date(2025, 12, 31), 23),
        (date(2026, 1, 1), 27),
        (date(2060, 1, 1), 27),
    ],
)
def test_the_age_limit_of_the_doorstroompunt_changed_on_1_january_2026(dag, grens):
    assert parameters.op("doorstroompunt_leeftijdsgrens", dag).waarde == grens


def test_a_change_of_the_age_limit_brings_somebody_back():
    geboren = date(2002, 6, 1)
    binnen = [
        rules.in_doelgroep_doorstroompunt(geboren, dag, parameters.op("doorstroompunt_leeftijdsgrens", dag).waarde)
        for dag in (date(2025, 5, 31), date(2025, 12, 31), date(2026, 1, 1))
    ]

    assert binnen == [True, False, True]


def test_no_value_on_that_day_is_a_sentence():
    with pytest.raises(GeenParameter) as fout:
        parameters.op("kwalificatieplicht_eindleeftijd", date(2007, 7, 31))

    assert str(fout.value) == "De parameter “kwalificatieplicht_eindleeftijd” heeft geen waarde op 31-07-2007."
    assert parameters.op("kwalificatieplicht_eindleeftijd", date(2007, 8, 1)).waarde == 18


def test_an_unknown_code_is_the_same_sentence():
    with pytest.raises(GeenParameter, match="“leerplicht_beginleeftyd” heeft geen waarde op 01-08-2023"):
        parameters.op("leerplicht_beginleeftyd", date(2023, 8, 1))


@pytest.mark.parametrize(
    ("code", "waarde", "eenheid"),
    [
        ("leerplicht_beginleeftijd", 5, "jaar"),
        ("leerplicht_eindleeftijd", 16, "jaar"),
        ("leerplicht_schooljaren", 12, "schooljaar"),
        ("kwalificatieplicht_eindleeftijd", 18, "jaar"),
        ("eigen_plicht_leeftijd", 12, "jaar"),
        ("relatief_wettelijk_uren", 16, "uur"),
        ("relatief_wettelijk_lesweken", 4, "lesweek"),
        ("verlof_schooldagen_directeur", 10, "schooldag"),
        ("jgz_follow_up_maanden", 2, "maand"),
        ("ontvangst_bevestigen_werkdagen", 2, "werkdag"),
        ("eerste_contact_werkdagen", 5, "werkdag"),
        ("gesprek_werkdagen", 10, "werkdag"),
        ("uitzoeken_werkdagen", 10, "werkdag"),
        ("thuiszitter_voortgang_werkdagen", 20, "werkdag"),
    ],
)
def test_the_values_of_the_reported_year(code, waarde, eenheid):
    gevonden = parameters.op(code, date(2023, 8, 1))

    assert (gevonden.waarde, gevonden.eenheid, gevonden.geverifieerd) == (waarde, eenheid, True)


def test_what_could_not_be_confirmed_says_so():
    niet_geverifieerd = {p.code for p in parameters.alle() if not p.geverifieerd}

    assert niet_geverifieerd == {
        "luxe_eerste_waarschuwing_schooldagen",
        "kennisgeving_inschrijving_dagen",
        "halt_vanaf_leeftijd",
        "halt_tot_leeftijd",
        "halt_instemming_ouders_tot_leeftijd",
        "halt_uren_minimaal",
        "halt_uren_maximaal",
        "halt_te_laat_minimaal",
        "halt_te_laat_maximaal",
        "recidive_jaren",
        "bewaren_leerplicht_jaren",
        "bewaren_kwalificatieplicht_jaren",
        "bewaren_doorstroompunt_jaren",
        "bewaren_opsporing_jaren",
        "bewaren_account_jaren",
        "bewaren_sessie_dagen",
        "bewaren_opdrachten_dagen",
        "bewaren_verslag_jaren",
        "bewaren_bronbestand_dagen",
    }


def test_every_parameter_is_explained_and_law_names_its_article():
    for p in parameters.alle():
        assert type(p.waarde) is int, p
        assert p.omschrijving.endswith("."), p
        assert p.bron, p
        assert p.artikel or p.lokaal or not p.geverifieerd, p


def test_the_defaults_of_the_rules_are_the_values_of_the_law():
    dag = date(2023, 8, 1)
    standaard = {
        (functie.__name__, naam): argument.default
        for functie in (rules.begin_leerplicht, rules.einde_leerplicht, rules.is_kwalificatieplichtig)
        for naam, argument in inspect.signature(functie).parameters.items()
        if type(argument.default) is int
    }

    assert standaard == {
        ("begin_leerplicht", "beginleeftijd"): parameters.op("leerplicht_beginleeftijd", dag).waarde,
        ("einde_leerplicht", "eindleeftijd"): parameters.op("leerplicht_eindleeftijd", dag).waarde,
        ("einde_leerplicht", "schooljaren"): parameters.op("leerplicht_schooljaren", dag).waarde,
        ("is_kwalificatieplichtig", "eindleeftijd_leerplicht"): parameters.op(
            "leerplicht_eindleeftijd", dag
        ).waarde,
        ("is_kwalificatieplichtig", "schooljaren"): parameters.op("leerplicht_schooljaren", dag).waarde,
        ("is_kwalificatieplichtig", "eindleeftijd"): parameters.op("kwalificatieplicht_eindleeftijd", dag).waarde,
    }


def test_periods_that_meet_do_not_overlap():
    parameters.controleer_periodes(
        [
            parameter(geldig_van=date(2026, 1, 1)),
            parameter(geldig_tot=date(2025, 12, 31)),
            parameter(code="andere_grens"),
        ]
    )


@pytest.mark.parametrize(
    "tweede",
    [
        {"geldig_van": date(2025, 12, 31)},
        {"geldig_tot": date(2020, 1, 1)},
        {},
    ],
)
def test_overlapping_periods_are_refused(tweede):
    with pytest.raises(ValueError, match="“grens” heeft periodes die elkaar overlappen"):
        parameters.controleer_periodes([parameter(geldig_tot=date(2025, 12, 31)), parameter(**tweede)])


def test_a_period_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="“grens” heeft een periode die eindigt voor het begin"):
        parameters.controleer_periodes([parameter(geldig_van=date(2026, 1, 1), geldig_tot=date(2025, 12, 31))])
