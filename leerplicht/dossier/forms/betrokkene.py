"""A parent, guardian or carer."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from stdnum.exceptions import ValidationError as StdnumError
from stdnum.nl import postcode

from leerplicht.formulieren.versies import VersieForm
from leerplicht.models import Betrokkene, Relatie


class BetrokkeneForm(forms.Form):
    naam = forms.CharField(label="Naam", max_length=160)
    relatie = forms.ChoiceField(label="Relatie", choices=Relatie.choices, widget=forms.RadioSelect)
    gezag = forms.BooleanField(label="Heeft gezag", required=False, initial=True)
    feitelijke_verzorger = forms.BooleanField(label="Verzorgt het kind feitelijk", required=False, initial=True)
    telefoon = forms.CharField(label="Telefoon", max_length=20, required=False)
    email = forms.EmailField(label="E-mail", required=False)
    straat = forms.CharField(label="Straat en huisnummer", max_length=120, required=False)
    postcode = forms.CharField(
        label="Postcode", required=False, widget=forms.TextInput(attrs={"class": "invoer--kort"})
    )
    plaats = forms.CharField(label="Woonplaats", max_length=80, required=False)
    geheim_adres = forms.BooleanField(label="Geheim adres", required=False)

    def clean_postcode(self) -> str:
        waarde = self.cleaned_data["postcode"]
        if not waarde:
            return ""
        try:
            return postcode.validate(waarde)
        except StdnumError as fout:
            raise ValidationError("Dit is geen Nederlandse postcode. Schrijf bijvoorbeeld 2711 AB.") from fout


class BetrokkeneWijzigForm(VersieForm, BetrokkeneForm):
    @classmethod
    def beginwaarden(cls, betrokkene: Betrokkene) -> dict[str, Any]:
        return {veld: getattr(betrokkene, veld) for veld in cls.base_fields}
