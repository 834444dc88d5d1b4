"""The roles, each a short declaration. A user holds one role per gemeente (`Aanstelling`)."""

from dataclasses import dataclass
from enum import StrEnum


class Recht(StrEnum):
    """What a role may do. A right is a compartment of dossiers or a room of the product, never a single button."""

    LEERPLICHT = "leerplicht"  # dossiers of supervision: meldingen, vrijstellingen, JGZ
    DOORSTROOMPUNT = "doorstroompunt"  # dossiers of voluntary guidance from 18
    VERSLAG = "verslag"  # the yearly report: numbers, never a person
    VERSLAG_MAKEN = "verslag_maken"  # start a run, write the texts, enter external figures
    LIJSTEN = "lijsten"  # code lists and parameters


@dataclass(frozen=True)
class Rol:
    """`uitleg` is shown to whoever hands out the role."""

    code: str
    naam: str
    uitleg: str
    rechten: frozenset[Recht]


ROLLEN: dict[str, Rol] = {
    rol.code: rol
    for rol in (
        Rol(
            "leerplichtambtenaar",
            "Leerplichtambtenaar",
            "Registreert en sluit meldingen en vrijstellingen, en ziet de dossiers van leerplicht.",
            frozenset({Recht.LEERPLICHT, Recht.VERSLAG, Recht.VERSLAG_MAKEN}),
        ),
        Rol(
            "casemanager",
            "Casemanager Doorstroompunt",
            "Begeleidt jongeren vanaf 18 jaar en ziet de dossiers van het Doorstroompunt.",
            frozenset({Recht.DOORSTROOMPUNT, Recht.VERSLAG, Recht.VERSLAG_MAKEN}),
        ),
        Rol(
            "teamleider",
            "Teamleider",
            "Verdeelt het werk, ziet alle dossiers van de gemeente en maakt het jaarverslag.",
            frozenset({Recht.LEERPLICHT, Recht.DOORSTROOMPUNT, Recht.VERSLAG, Recht.VERSLAG_MAKEN}),
        ),
        Rol(
            "wethouder",
            "Wethouder",
            "Leest en downloadt het jaarverslag. Ziet nooit een persoon.",
            frozenset({Recht.VERSLAG}),
        ),
        Rol(
            "functioneel_beheerder",
            "Functioneel beheerder",
            "Onderhoudt de lijsten en parameters. Ziet geen dossiers.",
            frozenset({Recht.LIJSTEN, Recht.VERSLAG}),
        ),
    )
}
