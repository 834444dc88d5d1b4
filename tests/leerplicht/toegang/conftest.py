"""More of the cast for this room: a second beheerder, and work to be given back."""

import datetime

import pytest

from leerplicht.dossier.actions import open_zaak, registreer_leerling
from leerplicht.models import Aanstelling, Compartiment, Gebruiker
from leerplicht.toegang.gemeente import in_gemeente
from tests.cast import WACHTWOORD

DAG = datetime.date(2024, 3, 1)


def maak(naam, *rollen) -> Gebruiker:
    """A user with a role in each gemeente: `rollen` are (gemeente, role); the first is the active one."""
    gebruiker = Gebruiker.objects.create_user(f"{naam.lower()}@voorbeeld.test", WACHTWOORD, naam=naam)
    for gemeente, rol in rollen:
        Aanstelling.objects.create(gebruiker=gebruiker, gemeente=gemeente, rol=rol)
    gebruiker.kies_aanstelling(rollen[0][0].pk)
    return gebruiker


def zaak_voor(gebruiker, gemeente, compartiment=Compartiment.TOEZICHT, *, gesloten=False):
    """A zaak of this colleague, in whichever gemeente."""
    with in_gemeente(gemeente.pk):
        leerling = registreer_leerling(
            gemeente=gemeente,
            door=None,
            voornaam="Zoë",
            achternaam="Ünal",
            geboortedatum=datetime.date(2010, 1, 1),
        )
        zaak = open_zaak(
            leerling, soort="melding", op=DAG, door=gebruiker, eigenaar=gebruiker, compartiment=compartiment
        )
        if gesloten:
            zaak.gesloten_op = DAG
            zaak.save(update_fields=["gesloten_op"])
    return zaak


@pytest.fixture
def noor(zoetermeer, anders):
    """Beheerder of both gemeenten, working in Zoetermeer."""
    return maak("Noor", (zoetermeer, "functioneel_beheerder"), (anders, "functioneel_beheerder"))


@pytest.fixture
def omar(zoetermeer, anders):
    """Teamleider in Zoetermeer, leerplichtambtenaar in the other gemeente."""
    return maak("Omar", (zoetermeer, "teamleider"), (anders, "leerplichtambtenaar"))
