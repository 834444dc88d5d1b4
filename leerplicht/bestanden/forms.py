"""Add a document, or withdraw one."""

from django import forms

from leerplicht.bestanden.keuring import EXTENSIES, GROOTSTE, MEGABYTE, WELKE, Gekeurd, keur
from leerplicht.formulieren.velden import leesbaar
from leerplicht.formulieren.versies import VersieForm


class DocumentForm(forms.Form):
    bestand = forms.FileField(
        label="Bestand",
        help_text=f"{WELKE}, hoogstens {GROOTSTE // MEGABYTE} MB.",
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(EXTENSIES)}),
        error_messages={"required": "Kies een bestand.", "empty": "Het bestand is leeg."},
    )
    # Not asked for: a browser cannot keep a chosen file when a form has an error. The name of the file does.
    omschrijving = forms.CharField(label="Omschrijving", max_length=140, required=False, validators=[leesbaar])

    def clean_bestand(self) -> Gekeurd:
        return keur(self.cleaned_data["bestand"])


class IntrekForm(VersieForm):
    waarom = forms.CharField(
        label="Waarom trekt u dit document in?",
        max_length=200,
        validators=[leesbaar],
        help_text="Bijvoorbeeld: hoort bij een andere leerling.",
    )
