"""Small forms on a zaak."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from leerplicht.formulieren.velden import DatumField, leesbaar
from leerplicht.formulieren.versies import VersieForm
from leerplicht.models import Gebruiker


class ToewijzingForm(VersieForm):
    """To whom; nobody means: back to the team. The version is that of the assignment that runs."""

    aan = forms.ModelChoiceField(queryset=Gebruiker.objects.none(), required=False)

    def __init__(self, *args: Any, behandelaars: QuerySet[Gebruiker], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["aan"].queryset = behandelaars  # type: ignore[attr-defined]


class NotitieForm(forms.Form):
    """Something to keep on the timeline."""

    SOORTEN = [("notitie", "Notitie"), ("gesprek", "Gesprek"), ("brief", "Brief of e-mail")]

    soort = forms.ChoiceField(label="Soort", choices=SOORTEN)
    op = DatumField(label="Datum")
    titel = forms.CharField(label="Onderwerp", max_length=160, validators=[leesbaar])
    toelichting = forms.CharField(label="Toelichting", required=False, widget=forms.Textarea)

    def __init__(self, *args: Any, vandaag: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.vandaag = vandaag

    def clean_op(self) -> date:
        if self.cleaned_data["op"] > self.vandaag:
            raise ValidationError("Deze datum ligt in de toekomst.")
        return self.cleaned_data["op"]
