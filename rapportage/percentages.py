"""Shares as the report prints them."""

from decimal import Decimal


def percentage(deel: int, geheel: int, decimalen: int = 1) -> Decimal | None:
    """`deel` as a percentage of `geheel`, rounded half up: tables have one decimal, charts none.

    None when there is nothing to take a share of. The shares of one table need not add up to 100.
    The rounding is done on whole numbers, since a decimal quotient could already have been rounded once.
    """
    if geheel == 0:
        return None
    if deel < 0 or geheel < 0:
        raise ValueError("Een percentage is van aantallen, en die zijn niet negatief.")
    in_kleinste_eenheid = Decimal((2 * 100 * 10**decimalen * deel + geheel) // (2 * geheel))
    return in_kleinste_eenheid.scaleb(-decimalen)
