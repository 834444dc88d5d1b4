"""The rules of meldingen at their edges."""

from datetime import date
from decimal import Decimal

import pytest

from leerplicht.models import Compartiment
from meldingen.choices import Soort
from meldingen.rules import (
    aandachtspunten,
    besluit_weken,
    compartiment_van,
    soorten_in,
    vervolgsoorten,
    voortgang_termijn,
)

JONG = date(2010, 5, 12)  # leerplichtig until 31-07-2026, 18 on 12-05-2028
NIETS = {
    "geboortedatum": JONG,
    "startkwalificatie_op": None,
    "uren": None,
    "drempel_uren": 16,
    "vrijgesteld_tot_en_met": None,
    "al_gemeld": False,
    "overleden_op": None,
    "vertrokken_op": None,
    "gevestigd_op": None,
    "vandaag": date(2024, 3, 5),
}


def codes(**velden):
    return [punt.code for punt in aandachtspunten(**NIETS | velden)]


def test_only_verzuim_18plus_belongs_to_the_doorstroompunt():
    assert soorten_in([Compartiment.DOORSTROOMPUNT]) == [Soort.VERZUIM_18PLUS]
    assert soorten_in([Compartiment.TOEZICHT]) == [soort for soort in Soort if soort != Soort.VERZUIM_18PLUS]
    assert soorten_in([]) == []
    assert {compartiment_van(soort) for soort in Soort.LEERPLICHT} == {Compartiment.TOEZICHT}


@pytest.mark.parametrize(
    ("resultaat", "soorten"),
    [
        ("thuiszitter", [Soort.THUISZITTER]),
        ("verzuim", [Soort.ABSOLUUT, Soort.RELATIEF_WETTELIJK, Soort.RELATIEF_LICHT]),
        ("naar_school", []),
    ],
)
def test_which_meldingen_follow_from_a_result(resultaat, soorten):
    assert vervolgsoorten(resultaat) == soorten


def test_only_a_thuiszitter_has_a_term_of_his_own_to_look_at_again():
    eigen = {soort for soort in Soort if voortgang_termijn(soort) == "thuiszitter_voortgang_werkdagen"}
    assert eigen == {Soort.THUISZITTER}
    assert {voortgang_termijn(soort) for soort in set(Soort) - eigen} == {"eerste_contact_werkdagen"}


def test_terms_to_decide():
    assert {grond: besluit_weken(grond) for grond in ("3a", "3b", "15", "5_onder_a")} == {
        "3a": 4,
        "3b": 4,
        "15": 8,
        "5_onder_a": 8,
    }


@pytest.mark.parametrize(
    ("soort", "uren", "verwacht"),
    [
        (Soort.RELATIEF_WETTELIJK, 15, ["uren"]),
        (Soort.RELATIEF_WETTELIJK, 16, []),
        (Soort.RELATIEF_WETTELIJK, None, []),
        (Soort.RELATIEF_LICHT, 15, []),
        (Soort.RELATIEF_LICHT, 16, ["uren"]),
        (Soort.RELATIEF_LICHT, Decimal("15.99"), []),
        (Soort.RELATIEF_WETTELIJK, Decimal("15.99"), ["uren"]),
        (Soort.RELATIEF_WETTELIJK, Decimal("16.00"), []),
        (Soort.ZORG, 40, []),
    ],
)
def test_hours_that_do_not_fit_the_kind(soort, uren, verwacht):
    assert codes(soort=soort, gemeld_op=date(2024, 3, 5), uren=uren) == verwacht


@pytest.mark.parametrize(("uren", "geschreven"), [(8, "8"), (Decimal("10.00"), "10"), (Decimal("15.50"), "15,5")])
def test_hours_are_written_as_they_were_told(uren, geschreven):
    punten = aandachtspunten(
        **NIETS | {"soort": Soort.RELATIEF_WETTELIJK, "gemeld_op": date(2024, 3, 5), "uren": uren}
    )
    assert [punt.tekst for punt in punten] == [
        f"{geschreven} uur is minder dan 16 uur in 4 weken: dat past bij licht verzuim."
    ]


@pytest.mark.parametrize(
    ("gemeld_op", "behaald", "verwacht"),
    [
        (date(2015, 5, 31), None, ["plicht"]),
        (date(2015, 6, 1), None, []),
        (date(2028, 5, 11), None, []),
        (date(2028, 5, 12), None, ["plicht"]),
        (date(2027, 1, 1), date(2026, 12, 1), ["plicht"]),
    ],
)
def test_not_under_a_duty_on_the_meldingsdatum(gemeld_op, behaald, verwacht):
    assert codes(soort=Soort.ZORG, gemeld_op=gemeld_op, startkwalificatie_op=behaald) == verwacht


def test_verzuim_18plus_asks_for_the_age_and_not_for_the_duty():
    assert codes(soort=Soort.VERZUIM_18PLUS, gemeld_op=date(2028, 5, 11)) == ["leeftijd"]
    assert codes(soort=Soort.VERZUIM_18PLUS, gemeld_op=date(2028, 5, 12)) == []


def test_a_vrijstelling_in_force_is_told_with_its_last_day():
    punten = aandachtspunten(
        **NIETS | {"soort": Soort.ZORG, "gemeld_op": date(2024, 3, 5), "vrijgesteld_tot_en_met": date(2024, 7, 31)}
    )
    assert [(punt.code, punt.tekst) for punt in punten] == [
        ("vrijstelling", "Er geldt een vrijstelling tot en met 31-07-2024.")
    ]


def test_the_same_kind_on_the_same_day_is_asked_about():
    punten = aandachtspunten(**NIETS | {"soort": Soort.ZORG, "gemeld_op": date(2024, 3, 5), "al_gemeld": True})
    assert [(punt.code, punt.tekst) for punt in punten] == [
        ("dubbel", "Er is al een melding van deze soort op 05-03-2024. Is dit een andere?")
    ]


def test_who_died_or_left_is_pointed_out_from_that_day_on():
    dag = date(2024, 3, 5)
    zorg = {"soort": Soort.ZORG, "gemeld_op": dag}
    assert codes(**zorg, overleden_op=dag) == ["overleden"]
    assert codes(**zorg, overleden_op=date(2024, 3, 6)) == []
    assert codes(**zorg, vertrokken_op=dag) == ["vertrokken"]
    assert codes(**zorg, vertrokken_op=date(2024, 3, 6)) == []
    assert codes(**zorg, vertrokken_op=date(2024, 1, 1), gevestigd_op=dag) == []
    assert codes(**zorg, vertrokken_op=dag, overleden_op=dag) == ["overleden"]


def test_who_died_or_left_after_the_melding_is_pointed_out_today():
    zorg = {"soort": Soort.ZORG, "gemeld_op": date(2024, 3, 5), "vandaag": date(2024, 3, 20)}
    assert codes(**zorg, overleden_op=date(2024, 3, 20)) == ["overleden"]
    assert codes(**zorg, overleden_op=date(2024, 3, 21)) == []
    assert codes(**zorg, vertrokken_op=date(2024, 3, 10)) == ["vertrokken"]
    # Left before it and back since: not here on the day that it is about.
    weer = {"vertrokken_op": date(2024, 3, 1), "gevestigd_op": date(2024, 3, 15)}
    assert codes(**zorg, **weer) == ["vertrokken"]
