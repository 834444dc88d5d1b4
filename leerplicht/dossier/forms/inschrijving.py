"""Enrol at a school and leave it again."""

from typing import Any

from django import forms
from django.utils import timezone

from leerplicht.formulieren.velden import DatumField
from leerplicht.formulieren.versies import VersieForm
from leerplicht.models import Code, Gebruiker, Inschrijving, School


class OnderwijsVelden(forms.Form):
    """School, kind of education and year in it: for an enrolment, and for a melding of who is not enrolled."""

    school = forms.ModelChoiceField(label="School", queryset=School.objects.none(), empty_label="Kies een school")
    onderwijssoort = forms.ModelChoiceField(
        label="Soort onderwijs", queryset=Code.objects.none(), empty_label="Kies een soort onderwijs"
    )
    leerjaar = forms.IntegerField(
        label="Leerjaar",
        required=False,
        min_value=1,
        max_value=8,
        widget=forms.NumberInput(attrs={"class": "invoer--kort"}),
        error_messages={
            "invalid": "Vul een leerjaar in van 1 tot en met 8.",
            "min_value": "Vul een leerjaar in van 1 tot en met 8.",
            "max_value": "Vul een leerjaar in van 1 tot en met 8.",
        },
    )

    def vul_onderwijs(self, gebruiker: Gebruiker, schooljaar: int) -> None:
        """The schools, and the kinds of education of that school year."""
        self.fields["school"].queryset = School.objects.open_op(timezone.localdate())  # type: ignore[attr-defined]
        self.fields["onderwijssoort"].queryset = (  # type: ignore[attr-defined]
            Code.objects.zichtbaar_voor(gebruiker).van_lijst("onderwijssoort").in_schooljaar(schooljaar)
        )


class InschrijvingForm(VersieForm, OnderwijsVelden):
    """Enrol after the enrolment that runs now. `lopend`: that one, or an unsaved one of version 0."""

    # Which enrolment the form spoke of; it may have been ended since.
    lopend = forms.IntegerField(required=False, widget=forms.HiddenInput)
    van = DatumField(label="Ingeschreven van")
    beeindig_vorige = forms.BooleanField(
        label="Beëindig de lopende inschrijving op de dag ervoor", required=False, initial=True
    )
    field_order = ["van", "school", "onderwijssoort", "leerjaar", "beeindig_vorige"]

    def __init__(self, data: Any = None, *, gebruiker: Gebruiker, schooljaar: int, lopend: Inschrijving) -> None:
        super().__init__(data, initial={"version": lopend.version, "lopend": lopend.pk})
        self.vul_onderwijs(gebruiker, schooljaar)
        if lopend.pk is None:
            del self.fields["beeindig_vorige"]
        else:
            self.fields["beeindig_vorige"].help_text = f"Nu: {lopend}, sinds {lopend.van:%d-%m-%Y}."


class UitschrijvingForm(VersieForm):
    tot_en_met = DatumField(label="Laatste dag op deze school")
