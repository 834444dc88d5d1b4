"""Input about looking into a dossier."""

from django import forms

from leerplicht.toegang.zegels.choices import Kijkgrond

KIES = [("", "Kies een reden")]


class KijkvraagForm(forms.Form):
    """What for, and where to go on."""

    grond = forms.ChoiceField(label="Waarvoor kijkt u in dit dossier?", choices=KIES + Kijkgrond.choices)
    toelichting = forms.CharField(label="Meer hierover", required=False, max_length=300)
    naar = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
