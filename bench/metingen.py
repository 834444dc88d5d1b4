"""Two ways beside each other, several rounds, the median: a ratio that a busy machine does not change much."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

RONDES = 15


@dataclass(frozen=True)
class Meting:
    """One ratio. `code`: its name in the JSON; `doel`: the highest that is good; both sides are in `eenheid`."""

    code: str
    wat: str
    verhouding: float
    doel: float
    gemeten: float
    ernaast: float
    eenheid: str = "ms"

    @property
    def gehaald(self) -> bool:
        return self.verhouding <= self.doel


def naast_elkaar(
    code: str, wat: str, *, doe: Callable[[], object], ernaast: Callable[[], object], doel: float
) -> Meting:
    """How much longer `doe` takes than `ernaast`. Each round does both, in turn the one and the other first."""
    # What is read for the first time comes from the disk.
    doe()
    ernaast()
    tijden: list[tuple[float, float]] = []
    for ronde in range(RONDES):
        if ronde % 2:
            tijden.append((duur(doe), duur(ernaast)))
        else:
            ander = duur(ernaast)
            tijden.append((duur(doe), ander))
    return Meting(
        code=code,
        wat=wat,
        verhouding=round(statistics.median(een / ander for een, ander in tijden), 2),
        doel=doel,
        gemeten=round(statistics.median(een for een, _ in tijden) * 1000, 1),
        ernaast=round(statistics.median(ander for _, ander in tijden) * 1000, 1),
    )


def duur(doe: Callable[[], object]) -> float:
    """Seconds."""
    begin = time.perf_counter()
    doe()
    return time.perf_counter() - begin
