"""What an officer fills in to end a signaal, or to open it again."""

from django import forms

from leerplicht.formulieren.versies import VersieForm
from meldingen.signalen.choices import NietsReden


class NietsForm(VersieForm):
    reden = forms.ChoiceField(
        label="Waarom is er niets te doen?",
        choices=NietsReden.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies waarom er niets te doen is."},
    )
    toelichting = forms.CharField(
        label="Toelichting",
        required=False,
        widget=forms.Textarea,
        help_text="Voor dezelfde aanleiding komt er geen nieuw signaal.",
    )


class StartOnderzoekForm(VersieForm):
    toelichting = forms.CharField(
        label="Toelichting",
        required=False,
        widget=forms.Textarea,
        help_text="Wat uit het signaal blijkt, gaat mee naar het onderzoek.",
    )


class SignaalHeropenForm(VersieForm):
    waarom = forms.CharField(label="Waarom heropent u het signaal?", widget=forms.Textarea)
