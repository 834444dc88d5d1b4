"""Vrijstelling: register, decide, return."""

from datetime import date
from typing import Any

from django import forms

from leerplicht.formulieren.velden import DatumField
from leerplicht.formulieren.versies import VersieForm
from leerplicht.models import Code, Gebruiker
from leerplicht.rules import schooljaar_van
from meldingen.choices import Besluit, Grondslag
from meldingen.models import Vrijstelling

BEROEP_UITKOMSTEN = [
    (Besluit.VERLEEND.value, "Bevestigd: de vrijstelling geldt"),
    (Besluit.NIET_VERLEEND.value, "Niet bevestigd: de vrijstelling geldt niet"),
    (Besluit.INGETROKKEN.value, "Ingetrokken door de ouders"),
]
BESLUIT_UITKOMSTEN = [
    (Besluit.VERLEEND.value, "Verleend"),
    (Besluit.NIET_VERLEEND.value, "Niet verleend"),
    (Besluit.INGETROKKEN.value, "Ingetrokken door de aanvrager"),
]


class VrijstellingForm(forms.Form):
    ontvangen_op = DatumField(label="Ontvangen op")
    onderwijssoort = forms.ModelChoiceField(
        label="Soort onderwijs", queryset=Code.objects.none(), required=False, empty_label="Nog niet bekend"
    )
    tot_einde_leerplicht = forms.BooleanField(label="Gevraagd tot het einde van de leerplicht", required=False)
    bezocht_speciaal_onderwijs = forms.BooleanField(label="Heeft speciaal onderwijs bezocht", required=False)

    def __init__(self, *args: Any, grondslag: str, gebruiker: Gebruiker, vandaag: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["onderwijssoort"].queryset = (  # type: ignore[attr-defined]
            Code.objects.zichtbaar_voor(gebruiker)
            .van_lijst("onderwijssoort")
            .in_schooljaar(schooljaar_van(vandaag))
        )
        if grondslag != Grondslag.ONDER_A:
            del self.fields["tot_einde_leerplicht"], self.fields["bezocht_speciaal_onderwijs"]


class BesluitForm(VersieForm):
    besluit = forms.ChoiceField(
        label="Uitkomst", widget=forms.RadioSelect, error_messages={"required": "Kies een uitkomst."}
    )
    besloten_op = DatumField(label="Besloten op")
    geldig_van = DatumField(label="Geldig van", required=False)
    geldig_tot_en_met = DatumField(label="Geldig tot en met", required=False)
    motivering = forms.CharField(label="Motivering", required=False, widget=forms.Textarea)

    def __init__(self, data: Any = None, *, vrijstelling: Vrijstelling, vandaag: date) -> None:
        super().__init__(data, initial={"version": vrijstelling.version, "besloten_op": vandaag})
        self.fields["besluit"].choices = (  # type: ignore[attr-defined]
            BEROEP_UITKOMSTEN if vrijstelling.is_beroep else BESLUIT_UITKOMSTEN
        )
        if vrijstelling.is_beroep:
            self.fields["besloten_op"].label = "Getoetst op"


class TerugdraaiForm(VersieForm):
    waarom = forms.CharField(
        label="Waarom draait u de uitkomst terug?",
        widget=forms.Textarea,
        help_text="De uitkomst, de periode en een terugkeer vervallen. In het verloop blijven ze staan.",
    )


class TerugkeerForm(VersieForm):
    teruggekeerd_op = DatumField(label="Terug naar onderwijs op")
