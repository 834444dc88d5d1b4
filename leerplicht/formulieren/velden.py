"""Form fields that officers meet on every screen: a date typed as in a letter, and a BSN."""

import datetime
import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from stdnum.exceptions import InvalidChecksum
from stdnum.exceptions import ValidationError as StdnumError
from stdnum.nl import bsn

EERSTE_JAAR = 1900


class DatumInvoer(forms.DateInput):
    """A text input: <input type=date> follows the language of the browser, not that of the page."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        standaard = {"class": "invoer--datum", "inputmode": "numeric", "autocomplete": "off"}
        super().__init__(attrs={**standaard, **(attrs or {})}, format="%d-%m-%Y")


class DatumField(forms.DateField):
    """A date as dd-mm-jjjj; also 5-9-2023, 05/09/2023, 05092023 and ISO 2023-09-05.

    A year of two digits is refused: in a dossier 12-05-10 could be a birth date or an appointment.
    """

    widget = DatumInvoer
    default_error_messages = {
        "required": "Vul een datum in.",
        "invalid": "Dit is geen bestaande datum. Schrijf bijvoorbeeld 05-09-2023.",
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "Dag-maand-jaar, bijvoorbeeld 05-09-2023")
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> datetime.date | None:
        datum = super().to_python(value.strip() if isinstance(value, str) else value)
        # A slip of the keyboard ("0203" for 2023) is a real date to Python, but to nobody else.
        if datum and datum.year < EERSTE_JAAR:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return datum


# Nine digits with room for dots and spaces. Python refuses to read a number of thousands of digits.
LANGSTE_NUMMER = 20


def leesbaar(tekst: str) -> None:
    """Validator: a name or title holds a letter or digit, and no character that cannot be seen."""
    onzichtbaar = any(unicodedata.category(teken) in ("Cc", "Cf", "Co", "Cs", "Cn") for teken in tekst)
    if onzichtbaar or "\ufffd" in tekst or not any(teken.isalnum() for teken in tekst):
        raise ValidationError(
            "Hier staan tekens in die niet te lezen zijn. Typ de tekst opnieuw.", code="leesbaar"
        )


class BsnField(forms.CharField):
    """A burgerservicenummer: nine digits that pass the eleven-test; dots and spaces are forgiven.

    Source of the test: Logisch Ontwerp BSN (9a + 8b + … + 2h - i divisible by 11).
    """

    default_error_messages = {
        "required": "Vul een BSN in.",
        "cijfers": "Een BSN heeft 9 cijfers. Controleer het nummer.",
        "elfproef": "Dit BSN klopt niet. Misschien staan er twee cijfers verwisseld.",
    }

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"class": "invoer--bsn", "inputmode": "numeric", "autocomplete": "off"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        ingevuld = super().clean(value)
        if ingevuld in self.empty_values:
            return ingevuld
        if len(ingevuld) > LANGSTE_NUMMER:
            raise ValidationError(self.error_messages["cijfers"], code="cijfers")
        try:
            return bsn.validate(ingevuld)
        except InvalidChecksum as fout:
            raise ValidationError(self.error_messages["elfproef"], code="elfproef") from fout
        except StdnumError as fout:
            raise ValidationError(self.error_messages["cijfers"], code="cijfers") from fout
