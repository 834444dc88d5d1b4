"""Input about sealing a dossier and looking into one."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from stdnum.exceptions import ValidationError as StdnumError
from stdnum.nl import postcode as nl_postcode

from leerplicht.formulieren.versies import VersieForm
from leerplicht.models import Gebruiker
from leerplicht.toegang.zegels.choices import Kijkgrond, Oordeel, Zegelgrond

KIES = [("", "Kies een reden")]
IEDEREEN = "iedereen"


class NaarField(forms.CharField):
    """Where to go on afterwards."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=200, widget=forms.HiddenInput, **kwargs)


class LangeTekstField(forms.CharField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=2000, widget=forms.Textarea(attrs={"rows": 4}), **kwargs)


class KijkvraagForm(forms.Form):
    """What for, and where to go on."""

    grond = forms.ChoiceField(label="Waarvoor kijkt u in dit dossier?", choices=KIES + Kijkgrond.choices)
    toelichting = forms.CharField(label="Meer hierover", required=False, max_length=300)
    naar = NaarField()


class OpenenForm(forms.Form):
    grond = forms.ChoiceField(
        label="Waarvoor opent u dit dossier?",
        choices=KIES + [een for een in Kijkgrond.choices if een[0] != Kijkgrond.VERGISSING],
    )
    toelichting = LangeTekstField(
        label="Waarom is dat nodig?", help_text="De privacy officer leest dit. Noem geen namen van anderen."
    )
    naar = NaarField()


class EigenKringForm(forms.Form):
    """One's own circle."""

    grond = forms.ChoiceField(label="Waarom", choices=KIES + Zegelgrond.choices)
    toelichting = LangeTekstField(
        label="Toelichting",
        required=False,
        help_text="Alleen de teamleider en de privacy officer lezen dit. Schrijf niet meer op dan nodig is.",
    )


class VerzegelForm(EigenKringForm):
    """For who may seal: also for a colleague, or for everybody."""

    # A colleague, or None for everybody.
    voor = forms.TypedChoiceField(label="Voor wie gaat dit dossier dicht?")
    field_order = ("voor", "grond", "toelichting")

    def __init__(self, *args: Any, collegas: Iterable[Gebruiker], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        per_nummer = {str(een.pk): een for een in collegas}
        voor = cast(forms.TypedChoiceField, self.fields["voor"])
        voor.choices = [(IEDEREEN, "Voor iedereen"), *((nummer, een.naam) for nummer, een in per_nummer.items())]
        voor.coerce = per_nummer.get


class EigenPostcodeForm(forms.Form):
    postcode = forms.CharField(
        label="Uw eigen postcode",
        required=False,
        max_length=10,
        help_text="Bijvoorbeeld 2711 AB. Maak het vak leeg om uw postcode te wissen.",
        widget=forms.TextInput(attrs={"class": "invoer--kort", "autocomplete": "postal-code"}),
    )

    def clean_postcode(self) -> str:
        waarde = self.cleaned_data["postcode"]
        if not waarde:
            return ""
        try:
            return nl_postcode.validate(waarde)
        except StdnumError as fout:
            raise ValidationError("Dit is geen Nederlandse postcode. Schrijf bijvoorbeeld 2711 AB.") from fout


class OordeelForm(VersieForm):
    oordeel = forms.ChoiceField(label="Oordeel", choices=Oordeel.choices, widget=forms.RadioSelect)
    toelichting = LangeTekstField(
        label="Toelichting", required=False, help_text="Nodig als de opening niet terecht was."
    )
