"""The duty of a leerling as the dossier tells it, and who can be given a zaak."""

from datetime import date

import pytest

from leerplicht.dossier.dossier import behandelaars, plicht_op
from leerplicht.models import Compartiment


@pytest.mark.parametrize(
    ("dag", "behaald", "naam", "geldt", "uitleg"),
    [
        (
            date(2015, 5, 31),
            None,
            "Nog niet leerplichtig",
            False,
            "Leerplichtig vanaf 01-06-2015 (artikel 3 lid 1).",
        ),
        (date(2015, 6, 1), None, "Leerplichtig", True, None),
        (date(2026, 7, 31), None, "Leerplichtig", True, None),
        (date(2026, 8, 1), None, "Kwalificatieplichtig", True, None),
        (
            date(2027, 1, 1),
            date(2026, 12, 1),
            "Niet leerplichtig",
            False,
            "Heeft sinds 01-12-2026 een startkwalificatie.",
        ),
        (
            date(2028, 5, 12),
            None,
            "Niet leerplichtig",
            False,
            "Geen startkwalificatie: doelgroep van het Doorstroompunt tot 27 jaar.",
        ),
        (date(2037, 5, 12), None, "Niet leerplichtig", False, "Is 27 jaar of ouder."),
    ],
)
def test_the_duty_and_why(noa, dag, behaald, naam, geldt, uitleg):
    noa.startkwalificatie_op = behaald
    plicht = plicht_op(noa, dag)
    assert (plicht.naam, plicht.geldt) == (naam, geldt)
    assert uitleg is None or plicht.uitleg == uitleg


def test_only_who_may_see_a_zaak_can_be_given_it(anna, bram, carla, dirk, eva, wethouder, floor):
    assert set(behandelaars(anna, [Compartiment.TOEZICHT])) == {anna, bram, eva}
    assert set(behandelaars(anna, [Compartiment.DOORSTROOMPUNT])) == {dirk, eva}
    assert set(behandelaars(eva, list(Compartiment))) == {anna, bram, dirk, eva}


@pytest.mark.parametrize(
    ("feiten", "dag", "naam", "uitleg"),
    [
        ({"overleden_op": date(2024, 3, 5)}, date(2024, 3, 5), "Overleden", "Overleden op 05-03-2024."),
        (
            {"vertrokken_op": date(2024, 3, 5), "vertrokken_naar": "Delft"},
            date(2024, 3, 5),
            "Vertrokken",
            "Vertrokken naar Delft op 05-03-2024. "
            "Het toezicht is aan de gemeente waar de leerling woont (artikel 16).",
        ),
        (
            {"vertrokken_op": date(2024, 3, 5), "vertrokken_buitenland": True},
            date(2025, 1, 1),
            "Vertrokken",
            "Vertrokken naar het buitenland op 05-03-2024. "
            "Het toezicht is aan de gemeente waar de leerling woont (artikel 16).",
        ),
        ({"overleden_op": date(2024, 3, 5)}, date(2024, 3, 4), "Leerplichtig", None),
        ({"vertrokken_op": date(2024, 3, 5)}, date(2024, 3, 4), "Leerplichtig", None),
        (
            {"vertrokken_op": date(2024, 3, 5), "gevestigd_op": date(2024, 6, 1)},
            date(2024, 6, 1),
            "Leerplichtig",
            None,
        ),
        (
            {"vertrokken_op": date(2024, 3, 5), "gevestigd_op": date(2024, 3, 1)},
            date(2024, 6, 1),
            "Vertrokken",
            None,
        ),
    ],
)
def test_who_died_or_left_has_no_duty_here(noa, feiten, dag, naam, uitleg):
    for veld, waarde in feiten.items():
        setattr(noa, veld, waarde)
    plicht = plicht_op(noa, dag)
    assert (plicht.naam, plicht.geldt) == (naam, naam == "Leerplichtig")
    assert uitleg is None or plicht.uitleg == uitleg
