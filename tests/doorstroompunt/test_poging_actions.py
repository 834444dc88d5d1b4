"""doorstroompunt/actions/poging.py: every try to make contact, and what is none."""

from datetime import date

import pytest

from doorstroompunt.actions.poging import leg_poging_vast
from doorstroompunt.actions.traject import sluit_traject
from doorstroompunt.models import Poging
from tests.doorstroompunt.stappen import AANGEMELD, LATER, TOEKOMST, verloop, weigert


def test_een_poging_staat_met_haar_resultaat_in_het_verloop(uitvaller, dirk):
    leg_poging_vast(uitvaller.zaak, soort="brief", resultaat="verzonden", op=AANGEMELD, door=dirk)
    leg_poging_vast(
        uitvaller.zaak, soort="huisbezoek", resultaat="bereikt", op=LATER, door=dirk, toelichting="Moeder thuis."
    )
    pogingen = Poging.objects.filter(zaak=uitvaller.zaak).values_list("soort", "resultaat", "op", "toelichting")
    assert list(pogingen) == [
        ("huisbezoek", "bereikt", LATER, "Moeder thuis."),
        ("brief", "verzonden", AANGEMELD, ""),
    ]
    assert verloop(uitvaller.zaak)[-2:] == [
        (AANGEMELD, "brief", "Brief: verzonden"),
        (LATER, "gesprek", "Huisbezoek: bereikt"),
    ]


@pytest.mark.parametrize(
    ("velden", "fouten"),
    [
        ({"soort": "fax"}, {"soort": ["Kies hoe u contact zocht."]}),
        ({"soort": "brief"}, {"resultaat": ["Bij brief kan alleen: verzonden."]}),
        ({"resultaat": "verzonden"}, {"resultaat": ["Bij telefoon kan alleen: bereikt of niet bereikt."]}),
        ({"op": TOEKOMST}, {"op": ["Deze datum ligt in de toekomst."]}),
        ({"op": date(2024, 1, 31)}, {"op": ["De zaak loopt pas sinds 01-02-2024."]}),
    ],
)
def test_wat_geen_poging_is(uitvaller, dirk, velden, fouten):
    goed = {"soort": "telefoon", "resultaat": "bereikt", "op": AANGEMELD}
    assert weigert(leg_poging_vast, uitvaller.zaak, door=dirk, **{**goed, **velden}) == fouten


def test_in_een_gesloten_zaak_komt_geen_poging_meer(zorg, dirk, code):
    sluit_traject(zorg, uitstroom=code("uitstroom-zorg_18plus", "op_school"), op=LATER, door=dirk)
    fouten = weigert(leg_poging_vast, zorg.zaak, soort="brief", resultaat="verzonden", op=LATER, door=dirk)
    assert fouten == {"": ["Deze zaak is afgesloten. Heropen haar eerst."]}
