"""The roles, each a short declaration. A user holds one role per gemeente (`Aanstelling`)."""

from dataclasses import dataclass
from enum import StrEnum


class Recht(StrEnum):
    """What a role may do. A right is a compartment of dossiers or a room of the product, never a single button."""

    LEERPLICHT = "leerplicht"  # dossiers of supervision: meldingen, vrijstellingen, JGZ
    DOORSTROOMPUNT = "doorstroompunt"  # dossiers of voluntary guidance from 18
    OPSPORING = "opsporing"  # Halt and proces-verbaal: in no role, opened per person by `Aanstelling`
    VERSLAG = "verslag"  # the yearly report: numbers, never a person
    VERSLAG_MAKEN = "verslag_maken"  # start a run, write the texts, enter external figures
    JAARBEELD = "jaarbeeld"  # reports that were put forward, and the dashboard of the year
    LIJSTEN = "lijsten"  # code lists and parameters
    GEBRUIKERS = "gebruikers"  # who works here, in which role
    PRIVACY = "privacy"  # who read and changed what about whom
    VERZEGELEN = "verzegelen"  # close a dossier to colleagues, and open it again


# What a right means, for whoever hands out roles.
RECHTEN: dict[Recht, str] = {
    Recht.LEERPLICHT: "Dossiers van leerplicht lezen en bijhouden: meldingen, vrijstellingen, jeugdarts.",
    Recht.DOORSTROOMPUNT: "Dossiers van het Doorstroompunt lezen en bijhouden: jongeren vanaf 18 jaar.",
    Recht.OPSPORING: "Opsporing lezen en vastleggen: Halt en proces-verbaal.",
    Recht.VERSLAG: "De cijfers van het jaarverslag zien zoals ze nu zijn, zonder personen.",
    Recht.VERSLAG_MAKEN: "Het jaarverslag maken, de teksten schrijven en het voorleggen aan de wethouder.",
    Recht.JAARBEELD: "Het jaarbeeld zien, en de jaarverslagen die zijn voorgelegd.",
    Recht.LIJSTEN: "De lijsten en parameters van de gemeente onderhouden.",
    Recht.GEBRUIKERS: "Bepalen wie hier werkt, in welke rol.",
    Recht.PRIVACY: "Zien wie gegevens heeft bekeken en gewijzigd, en beoordelen waarom dossiers zijn geopend.",
    Recht.VERZEGELEN: "Dossiers verzegelen voor een collega of voor iedereen, en dat beëindigen.",
}


@dataclass(frozen=True)
class Rol:
    """`uitleg` is shown to whoever hands out the role; `tweede_factor`: a password alone is not enough for it.

    `hele_gemeente`: its work is every dossier that it may see, so nobody asks what it is looked into for.
    """

    code: str
    naam: str
    uitleg: str
    rechten: frozenset[Recht]
    tweede_factor: bool = True
    hele_gemeente: bool = False

    @property
    def ziet_dossiers(self) -> bool:
        return bool(self.rechten & {Recht.LEERPLICHT, Recht.DOORSTROOMPUNT})


_MAAKT_VERSLAG = {Recht.VERSLAG, Recht.VERSLAG_MAKEN, Recht.JAARBEELD}

ROLLEN: dict[str, Rol] = {
    rol.code: rol
    for rol in (
        Rol(
            "leerplichtambtenaar",
            "Leerplichtambtenaar",
            "Registreert en sluit meldingen en vrijstellingen, en ziet de dossiers van leerplicht.",
            frozenset({Recht.LEERPLICHT, *_MAAKT_VERSLAG}),
        ),
        Rol(
            "leerplichtambtenaar_boa",
            "Leerplichtambtenaar-BOA",
            "Doet het werk van een leerplichtambtenaar en is beëdigd. Opsporing ziet alleen wie daarvoor ook is "
            "gemachtigd.",
            frozenset({Recht.LEERPLICHT, *_MAAKT_VERSLAG}),
        ),
        Rol(
            "casemanager",
            "Casemanager Doorstroompunt",
            "Begeleidt jongeren vanaf 18 jaar en ziet de dossiers van het Doorstroompunt.",
            frozenset({Recht.DOORSTROOMPUNT, *_MAAKT_VERSLAG}),
        ),
        Rol(
            "administratie",
            "Administratie",
            "Registreert meldingen en aanvragen en verdeelt de post. Ziet de dossiers van leerplicht.",
            frozenset({Recht.LEERPLICHT}),
            hele_gemeente=True,
        ),
        Rol(
            "teamleider",
            "Teamleider",
            "Verdeelt het werk, ziet alle dossiers van de gemeente, verzegelt dossiers en maakt het jaarverslag.",
            frozenset({Recht.LEERPLICHT, Recht.DOORSTROOMPUNT, Recht.VERZEGELEN, *_MAAKT_VERSLAG}),
            hele_gemeente=True,
        ),
        Rol(
            "redacteur",
            "Redacteur",
            "Schrijft de teksten en vult de cijfers van het jaarverslag aan. Ziet geen dossiers.",
            frozenset(_MAAKT_VERSLAG),
        ),
        Rol(
            "wethouder",
            "Wethouder",
            "Ziet het jaarbeeld en de jaarverslagen die zijn voorgelegd. Ziet nooit een persoon.",
            frozenset({Recht.JAARBEELD}),
        ),
        Rol(
            "functioneel_beheerder",
            "Functioneel beheerder",
            "Onderhoudt de lijsten, parameters en gebruikers. Ziet geen dossiers.",
            frozenset({Recht.LIJSTEN, Recht.GEBRUIKERS, Recht.VERSLAG, Recht.JAARBEELD}),
        ),
        Rol(
            "privacy_officer",
            "Privacy officer",
            "Ziet wie welke gegevens heeft bekeken en gewijzigd. Werkt niet in dossiers.",
            frozenset({Recht.PRIVACY}),
        ),
    )
}
