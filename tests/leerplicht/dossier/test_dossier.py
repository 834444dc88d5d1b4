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
