"""The law as dated data: every threshold with the period it holds, its article and its source.

The values stand in `fixtures/parameters.yaml`. They are the same for every gemeente; what a gemeente may
choose itself is marked `lokaal` and given with its default.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import yaml

BESTAND = Path(__file__).resolve().parent.parent / "fixtures" / "parameters.yaml"


class GeenParameter(LookupError):
    """No value holds for that code on that day; the message is a Dutch sentence."""


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """One value of one threshold during one period; both days included, None is open-ended.

    `eenheid` is the unit of `waarde` (jaar, uur, schooldag …), `artikel` is empty when the value is not law,
    and `geverifieerd` is False while the value could not be confirmed in a current text.
    """

    code: str
    waarde: int
    eenheid: str
    omschrijving: str
    artikel: str
    bron: str
    geldig_van: date | None = None
    geldig_tot: date | None = None
    geverifieerd: bool = True
    lokaal: bool = False

    def geldt_op(self, dag: date) -> bool:
        """Whether the day lies in the period."""
        return (self.geldig_van or date.min) <= dag <= (self.geldig_tot or date.max)


@cache
def alle() -> tuple[Parameter, ...]:
    """Every parameter, in the order of the file."""
    gelezen = yaml.safe_load(BESTAND.read_text(encoding="utf-8"))
    parameters = tuple(Parameter(**velden) for velden in gelezen)
    controleer_periodes(parameters)
    return parameters


def op(code: str, dag: date) -> Parameter:
    """The parameter as it holds on a day. Raises GeenParameter when there is none."""
    for parameter in alle():
        if parameter.code == code and parameter.geldt_op(dag):
            return parameter
    raise GeenParameter(f"De parameter “{code}” heeft geen waarde op {dag:%d-%m-%Y}.")


def controleer_periodes(parameters: Iterable[Parameter]) -> None:
    """Raise ValueError when a period ends before it begins, or two periods of one code overlap."""
    per_code: dict[str, list[Parameter]] = {}
    for parameter in parameters:
        per_code.setdefault(parameter.code, []).append(parameter)
    for code, waarden in per_code.items():
        waarden.sort(key=lambda parameter: parameter.geldig_van or date.min)
        for waarde in waarden:
            if (waarde.geldig_tot or date.max) < (waarde.geldig_van or date.min):
                raise ValueError(f"De parameter “{code}” heeft een periode die eindigt voor het begin.")
        for eerste, tweede in pairwise(waarden):
            if (eerste.geldig_tot or date.max) >= (tweede.geldig_van or date.min):
                raise ValueError(f"De parameter “{code}” heeft periodes die elkaar overlappen.")
