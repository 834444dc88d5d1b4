"""The data map: of every field which law rules it, on what ground, how long it is kept, and who reads it.

Each app declares its models in `privacy.py` and tells them with its `Onderdeel`. A declaration names every field,
so that a new one is asked for: a field that nobody declared fails the tests.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from leerplicht.roles import Recht

# Columns that every table has and that say nothing by themselves; nobody needs to declare them.
SLEUTELS = frozenset({"id", "gemeente", "version"})


class Vak(StrEnum):
    """The compartment of a field. What is *gedeeld* stands with the person or follows its dossier."""

    TOEZICHT = "toezicht"
    OPSPORING = "opsporing"
    DOORSTROOMPUNT = "doorstroompunt"
    GEDEELD = "gedeeld"
    BEHEER = "beheer"
    GEEN = "geen"


VAKNAMEN = {
    Vak.TOEZICHT: "Toezicht",
    Vak.OPSPORING: "Opsporing",
    Vak.DOORSTROOMPUNT: "Doorstroompunt",
    Vak.GEDEELD: "Toezicht en Doorstroompunt samen",
    Vak.BEHEER: "Beheer",
    Vak.GEEN: "Geen persoonsgegeven",
}

# Who reads a compartment, where a rule says nothing else; None is everybody who works here.
LEZERS: dict[Vak, frozenset[Recht] | None] = {
    Vak.TOEZICHT: frozenset({Recht.LEERPLICHT}),
    Vak.OPSPORING: frozenset({Recht.OPSPORING}),
    Vak.DOORSTROOMPUNT: frozenset({Recht.DOORSTROOMPUNT}),
    Vak.GEDEELD: frozenset({Recht.LEERPLICHT, Recht.DOORSTROOMPUNT}),
    Vak.BEHEER: frozenset(),
    Vak.GEEN: None,
}


@dataclass(frozen=True)
class Regel:
    """Why fields may be held. `bewaren`: codes of the parameters that say how long; the longest one holds.

    `toegang`: who reads them where that is not the compartment's own; an empty set is nobody, only the program.
    `code_beslist`: a field that points at a code stands in the compartment of that code, when the code has one.
    """

    vak: Vak
    grond: str
    bewaren: tuple[str, ...] = ()
    toegang: frozenset[Recht] | None = None
    toelichting: str = ""
    code_beslist: bool = False

    @property
    def lezers(self) -> frozenset[Recht] | None:
        """Rights of which one is enough to read; None is everybody, an empty set nobody."""
        return LEZERS[self.vak] if self.toegang is None else self.toegang


GEEN_PERSOONSGEGEVEN = Regel(Vak.GEEN, "Niet nodig: dit gaat niet over een persoon")


@dataclass(frozen=True)
class Gegevens:
    """The declaration of one model: what it is for, and its fields by rule, as words in one string.

    `namen`: what a field is called in Dutch where the model does not say so.
    """

    model: str
    wat: str
    regels: tuple[tuple[Regel, str], ...]
    naam: str = ""
    namen: dict[str, str] = field(default_factory=dict)

    def per_veld(self) -> dict[str, Regel]:
        """The rule of each declared field."""
        return {naam: regel for regel, velden in self.regels for naam in velden.split()}

    def genoemd(self) -> list[str]:
        """Every name as often as it was declared."""
        return [naam for _, velden in self.regels for naam in velden.split()]
