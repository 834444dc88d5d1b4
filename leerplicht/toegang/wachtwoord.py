"""The rules for passwords that Django does not have, or not in Dutch."""

import re

from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError

from leerplicht.models import Gemeente

# What somebody who knows where we work tries first. The names of the gemeenten come with it.
GERADEN_WOORDEN = (
    *("leerplichtambtenaar", "leerplicht", "doorstroompunt", "jaarverslag", "gemeente", "ambtenaar", "stadhuis"),
    *("wachtwoord", "welkom", "geheim", "inloggen", "beheerder", "admin", "demo", "test"),
    *("lente", "zomer", "herfst", "winter", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag"),
    *("januari", "februari", "maart", "april", "juni", "juli", "augustus", "september", "oktober", "november"),
    "december",
)
# So many letters must be left when the words that anybody guesses are taken out.
EIGEN_LETTERS = 6


class MinimumLengthValidator(password_validation.MinimumLengthValidator):
    def get_error_message(self):
        return f"Het wachtwoord is te kort: neem ten minste {self.min_length} tekens."


class GeradenWoordenValidator:
    """Refuses a password of hardly more than words of this work, with digits and signs around them (ASVS 6.1.2).

    Of one shorter than `vanaf` the length says enough.
    """

    def __init__(self, vanaf):
        self.vanaf = vanaf

    def validate(self, password, user=None):
        if len(password) < self.vanaf:
            return
        gemeenten = Gemeente.objects.values_list("naam", flat=True)
        woorden = sorted({*GERADEN_WOORDEN, *map(_letters, gemeenten)} - {""}, key=len, reverse=True)
        over = re.sub("|".join(map(re.escape, woorden)), "", _letters(password))
        if len(over) < EIGEN_LETTERS:
            raise ValidationError(
                "Dit wachtwoord is makkelijk te raden: het bestaat vooral uit woorden van het werk, maanden of "
                "cijfers. Neem een paar woorden die niets met elkaar te maken hebben.",
                code="password_guessable",
            )

    def get_help_text(self):
        return "Gebruik niet alleen woorden van het werk, maanden of cijfers."


def _letters(tekst: str) -> str:
    return "".join(teken for teken in tekst.casefold() if teken.isalpha())
