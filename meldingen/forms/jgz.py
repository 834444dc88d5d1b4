"""Onderzoek door de jeugdarts: request, answer, follow-up."""

from datetime import date
from typing import Any

from django import forms

from leerplicht.formulieren.velden import DatumField
from leerplicht.formulieren.versies import VersieForm
from leerplicht.models import Code, Gebruiker
from leerplicht.rules import schooljaar_van
from meldingen.choices import FollowUp, InStaat, JgzAanvrager


class JgzAanvraagForm(forms.Form):
    aangevraagd_op = DatumField(label="Aangevraagd op")
    aangevraagd_door = forms.ChoiceField(label="Aangevraagd door", choices=JgzAanvrager.choices)
    onderwijssoort = forms.ModelChoiceField(
        label="Soort onderwijs", queryset=Code.objects.none(), required=False, empty_label="Nog niet bekend"
    )

    def __init__(self, *args: Any, gebruiker: Gebruiker, vandaag: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["onderwijssoort"].queryset = (  # type: ignore[attr-defined]
            Code.objects.zichtbaar_voor(gebruiker)
            .van_lijst("onderwijssoort")
            .in_schooljaar(schooljaar_van(vandaag))
        )


class UitslagForm(VersieForm):
    onderzocht_op = DatumField(label="Onderzocht op")
    in_staat = forms.ChoiceField(
        label="Kan de leerling onderwijs volgen?",
        choices=InStaat.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies of de leerling onderwijs kan volgen."},
    )
    zonder_follow_up = forms.BooleanField(label="Er is geen follow-up nodig: sluit het onderzoek", required=False)


class FollowUpForm(VersieForm):
    follow_up_op = DatumField(label="Follow-up op")
    follow_up = forms.ChoiceField(
        label="Ziekteverzuim bij follow-up",
        choices=FollowUp.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies hoe het nu met het ziekteverzuim is."},
    )
