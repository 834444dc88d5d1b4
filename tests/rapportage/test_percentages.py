"""Shares: exact decimals, half up, no share of nothing."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapportage.percentages import percentage


@pytest.mark.parametrize(
    ("deel", "geheel", "decimalen", "verwacht"),
    [
        (80, 175, 1, "45.7"),
        (259, 9960, 1, "2.6"),
        (32, 759, 1, "4.2"),
        (1, 3, 1, "33.3"),
        (2, 3, 1, "66.7"),
        (0, 41, 1, "0.0"),
        (41, 41, 1, "100.0"),
        (1, 8, 0, "13"),  # 12.5: half goes up, not to the even neighbour
        (5, 8, 0, "63"),  # 62.5: the even neighbour would be 62
        (1, 2000, 1, "0.1"),  # 0.05 exactly
        (3, 2000, 1, "0.2"),  # 0.15 exactly, which a binary float holds as 0.1499…
        (6, 1, 1, "600.0"),
    ],
)
def test_percentage(deel, geheel, decimalen, verwacht):
    uitkomst = percentage(deel, geheel, decimalen)

    assert isinstance(uitkomst, Decimal)
    assert str(uitkomst) == verwacht


def test_one_decimal_unless_asked_otherwise():
    assert percentage(1, 8) == Decimal("12.5")


def test_no_share_of_nothing():
    assert percentage(0, 0) is None


@pytest.mark.parametrize(("deel", "geheel"), [(-1, 5), (1, -5)])
def test_counts_are_not_negative(deel, geheel):
    with pytest.raises(ValueError, match="niet negatief"):
        percentage(deel, geheel)


@given(st.integers(0, 10**12), st.integers(1, 10**12), st.integers(0, 3))
def test_never_further_than_half_a_unit_from_the_true_share(deel, geheel, decimalen):
    """Compared as whole numbers, so that nothing is rounded on the way: -half < share - true <= half."""
    eenheden = int(percentage(deel, geheel, decimalen).scaleb(decimalen))
    verschil = 2 * (eenheden * geheel - deel * 100 * 10**decimalen)

    assert -geheel < verschil <= geheel
