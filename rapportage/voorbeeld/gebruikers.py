"""Who logs in to the example: one per role, one who may read opsporing, one of two gemeenten."""

import datetime
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from leerplicht.models import Aanstelling, Gebruiker, Gemeente
from leerplicht.roles import ROLLEN

ZOETERMEER = "0637"
# Not the code of a gemeente that exists.
VOORBEELDAM = "9998"
NAMEN = {ZOETERMEER: "Zoetermeer", VOORBEELDAM: "Voorbeeldam"}

# Known to everybody: the example holds nobody who exists.
WACHTWOORD = "leerplicht-demo"


@dataclass(frozen=True)
class Login:
    """A login of the example: `rol` in every one of `gemeenten` (codes). `opsporing`: authorised for it."""

    naam: str
    rol: str
    gemeenten: tuple[str, ...] = (ZOETERMEER,)
    opsporing: bool = False

    @property
    def email(self) -> str:
        return f"{self.naam.lower()}@voorbeeld.test"


LOGINS = (
    Login("Anna", "leerplichtambtenaar"),
    Login("Bram", "leerplichtambtenaar"),
    Login("Dirk", "casemanager"),
    Login("Eva", "teamleider"),
    Login("Wethouder", "wethouder"),
    Login("Floor", "functioneel_beheerder"),
    Login("Hanna", "administratie"),
    Login("Iris", "redacteur"),
    Login("Joris", "privacy_officer"),
    Login("Carla", "teamleider", (VOORBEELDAM,)),
    Login("Gerda", "teamleider", (ZOETERMEER, VOORBEELDAM)),
    Login("Gijs", "leerplichtambtenaar_boa", opsporing=True),
)
# Of who is authorised; the example does not end by itself.
MACHTIGING = {
    "opsporing_van": datetime.date(2020, 8, 1),
    "opsporing_tot_en_met": datetime.date(2099, 7, 31),
    "opsporing_waarom": "Voorbeeld: akte van opsporingsbevoegdheid",
}


def maak_gebruikers(gemeenten: dict[str, Gemeente]) -> dict[str, Gebruiker]:
    """The users with their role in each gemeente, by first name."""
    gebruikers = {}
    # Hashed once for all: it takes longer than all the rest of a user, and the password is no secret.
    gehasht = make_password(WACHTWOORD)
    for login in LOGINS:
        gebruiker = Gebruiker.objects.create(email=login.email, naam=login.naam, password=gehasht)
        machtiging = MACHTIGING if login.opsporing else {}
        Aanstelling.objects.bulk_create(
            Aanstelling(gebruiker=gebruiker, gemeente=gemeenten[code], rol=login.rol, **machtiging)
            for code in login.gemeenten
        )
        gebruikers[login.naam] = gebruiker
    return gebruikers


def tabel() -> str:
    """The logins as lines of text, for who starts the example."""
    regels = [f"Wachtwoord van iedereen: {WACHTWOORD}"]
    for login in LOGINS:
        waar = ", ".join(NAMEN[code] for code in login.gemeenten)
        ook = ", gemachtigd voor opsporing" if login.opsporing else ""
        regels.append(f"{login.email:<26} {ROLLEN[login.rol].naam:<28} {waar}{ook}")
    return "\n".join(regels)
