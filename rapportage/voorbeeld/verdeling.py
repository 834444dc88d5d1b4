"""Dividing numbers: over rows by share, and codes over records, so that every total is exact."""

from collections.abc import Callable, Iterable, Mapping
from random import Random
from typing import Any, TypeVar

T = TypeVar("T")


def schaal(aantallen: Mapping[str, int], totaal: int) -> dict[str, int]:
    """The same shares of another total, in whole numbers: largest remainders first, then in order of the rows."""
    som = sum(aantallen.values())
    uit = {code: aantal * totaal // som for code, aantal in aantallen.items()}
    op_rest = sorted(aantallen, key=lambda code: -(aantallen[code] * totaal % som))
    for code in op_rest[: totaal - sum(uit.values())]:
        uit[code] += 1
    return uit


def uitgeschreven(rng: Random, aantallen: Mapping[T, int]) -> list[T]:
    """Every code as often as its number says, in random order."""
    codes = [code for code, aantal in aantallen.items() for _ in range(aantal)]
    rng.shuffle(codes)
    return codes


def deel_toe(
    rng: Random,
    records: Iterable[Any],
    aantallen: Mapping[str, int],
    eisen: Mapping[str, Callable[[Any], bool]] | None = None,
) -> list[tuple[Any, str]]:
    """Give each record a code, each code exactly as often as its number says.

    `eisen`: what a record must meet to get a code, such as an age. Raises ValueError when that cannot be done.
    """
    over = list(records)
    if len(over) != sum(aantallen.values()):
        raise ValueError(f"{len(over)} records, {sum(aantallen.values())} codes.")
    rng.shuffle(over)
    toegedeeld: list[tuple[Any, str]] = []
    for code, eis in (eisen or {}).items():
        passend = [record for record in over if eis(record)][: aantallen.get(code, 0)]
        if len(passend) < aantallen.get(code, 0):
            raise ValueError(f"Te weinig records voor {code}.")
        gekozen = {id(record) for record in passend}
        over = [record for record in over if id(record) not in gekozen]
        toegedeeld += [(record, code) for record in passend]
    rest = {code: aantal for code, aantal in aantallen.items() if code not in (eisen or {})}
    return toegedeeld + list(zip(over, uitgeschreven(rng, rest), strict=True))
