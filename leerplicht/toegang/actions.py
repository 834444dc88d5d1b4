"""Who works in this installation: a new gemeente with its beheerder, and further users.

Done by whoever runs the installation, before anybody can log in: so without `door`.
Every refusal is a ValidationError and leaves nothing behind.
"""

import re

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from leerplicht.codelijsten.actions import richt_in
from leerplicht.models import Aanstelling, Gebruiker, Gemeente
from leerplicht.roles import ROLLEN
from leerplicht.toegang.gemeente import in_gemeente


@transaction.atomic
def maak_gemeente(
    *,
    code: str,
    naam: str,
    vanaf_schooljaar: int,
    email: str,
    beheerder: str,
    wachtwoord: str,
) -> Gemeente:
    """A gemeente with the first code lists and a functioneel beheerder, who logs in by `email`.

    `code`: the four digits of the CBS. `vanaf_schooljaar`: the first school year its code lists hold for.
    """
    if not re.fullmatch("[0-9]{4}", code):
        raise ValidationError(f"{code} is geen gemeentecode: geef vier cijfers.")
    if Gemeente.objects.filter(code=code).exists():
        raise ValidationError(f"Er is al een gemeente met code {code}.")
    gemeente = Gemeente.objects.create(code=code, naam=_naam(naam, "gemeente", hoogstens=80))
    with in_gemeente(gemeente.pk):
        richt_in(gemeente, vanaf_schooljaar=vanaf_schooljaar)
    maak_gebruiker(gemeente, email=email, naam=beheerder, rol="functioneel_beheerder", wachtwoord=wachtwoord)
    return gemeente


@transaction.atomic
def maak_gebruiker(gemeente: Gemeente, *, email: str, naam: str, rol: str, wachtwoord: str) -> Gebruiker:
    """A user with a role (a code of `ROLLEN`) in the gemeente. The e-mail address is kept in lower case."""
    if rol not in ROLLEN:
        raise ValidationError(f"{rol} is geen rol: kies uit {', '.join(ROLLEN)}.")
    email = _email(email)
    if Gebruiker.objects.filter(email__iexact=email).exists():
        raise ValidationError(f"Er is al een gebruiker met e-mailadres {email}.")
    naam = _naam(naam, "gebruiker", hoogstens=120)
    validate_password(wachtwoord, Gebruiker(email=email, naam=naam))
    gebruiker = Gebruiker.objects.create_user(email, wachtwoord, naam=naam)
    Aanstelling.objects.create(gebruiker=gebruiker, gemeente=gemeente, rol=rol)
    return gebruiker


def _naam(naam: str, van: str, *, hoogstens: int) -> str:
    naam = naam.strip()
    if not 1 <= len(naam) <= hoogstens:
        raise ValidationError(f"Geef de {van} een naam van 1 tot en met {hoogstens} tekens.")
    return naam


def _email(email: str) -> str:
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError as fout:
        raise ValidationError(f"{email} is geen e-mailadres.") from fout
    if len(email) > 254:
        raise ValidationError("Het e-mailadres is langer dan 254 tekens.")
    return email
