"""A chapter and a part of the report."""

from dataclasses import dataclass

from rapportage.hoofdstukken.blokken import Blok


@dataclass(frozen=True)
class Hoofdstuk:
    """`code` is its anchor. `vorm`: gewoon; ruim is set larger; oogopslag is a page of its own."""

    code: str
    titel: str
    blokken: tuple[Blok, ...]
    vorm: str = "gewoon"


@dataclass(frozen=True)
class Deel:
    """A part of the report with its own colour (named after its code in the stylesheets)."""

    code: str
    titel: str
    inleiding: str
    hoofdstukken: tuple[Hoofdstuk, ...]
