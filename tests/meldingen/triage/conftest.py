"""Meldingen as an import leaves them."""

import pytest


@pytest.fixture
def binnen(meld):
    """`binnen(noa, "zorg")`: a melding as an import leaves it: of the team, without a task, to be sorted."""

    def kom_binnen(leerling, soort="relatief_licht", **velden):
        melding = meld(leerling, soort, **{"eigenaar": None, "herkomst": "duo", "te_sorteren": True} | velden)
        melding.zaak.taken.all().delete()
        return melding

    return kom_binnen
