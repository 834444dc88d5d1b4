"""The form of a try to make contact."""

from datetime import date
from typing import Any

from django import forms

from doorstroompunt.choices import PogingResultaat, PogingSoort
from leerplicht.formulieren.velden import DatumField
from leerplicht.formulieren.versies import VersieForm
from leerplicht.models import Zaak


class PogingForm(VersieForm):
    soort = forms.ChoiceField(label="Hoe zocht u contact?", choices=PogingSoort, widget=forms.RadioSelect)
    resultaat = forms.ChoiceField(
        label="Wat was het resultaat?", choices=PogingResultaat, widget=forms.RadioSelect
    )
    op = DatumField(label="Datum")
    toelichting = forms.CharField(label="Toelichting", required=False, widget=forms.Textarea)

    def __init__(self, data: Any = None, *, zaak: Zaak, vandaag: date) -> None:
        super().__init__(data, initial={"version": zaak.version, "op": vandaag})
