"""Onderzoek absoluut verzuim: start, establish, close."""

from datetime import date
from typing import Any

from django import forms

from leerplicht.formulieren.velden import DatumField
from leerplicht.formulieren.versies import VersieForm
from leerplicht.models import Gebruiker
from leerplicht.rules import schooljaar_van
from meldingen.choices import Herkomst, OnderzoekUitkomst, Soort
from meldingen.forms.melding import MeldingVelden
from meldingen.models import Onderzoek


class OnderzoekForm(forms.Form):
    gestart_op = DatumField(label="Onderzoek gestart op", help_text="Bij vaststellen wordt dit de meldingsdatum.")
    toelichting = forms.CharField(label="Toelichting", required=False, widget=forms.Textarea)
    meteen = forms.BooleanField(
        label="Het absoluut verzuim is al vastgesteld",
        required=False,
        help_text="U gaat dan meteen verder met de reden en het soort onderwijs.",
    )


class VaststelForm(VersieForm, MeldingVelden):
    vastgesteld_op = DatumField(label="Vastgesteld op")

    field_order = ["vastgesteld_op", "reden", "onderwijssoort", "herkomst", "vervolg_op", "toelichting"]

    def __init__(self, data: Any = None, *, onderzoek: Onderzoek, gebruiker: Gebruiker, vandaag: date) -> None:
        super().__init__(data, initial={"version": onderzoek.version, "vastgesteld_op": vandaag})
        self.beperk_tot(Soort.ABSOLUUT, gebruiker, onderzoek.leerling, schooljaar_van(onderzoek.gestart_op))
        # Who is not enrolled follows no education, unless the officer knows better.
        self.fields["onderwijssoort"].to_field_name = "code"  # type: ignore[attr-defined]
        self.fields["onderwijssoort"].initial = "geen"
        self.fields["herkomst"].initial = Herkomst.EIGEN


class OnderzoekHeropenForm(VersieForm):
    waarom = forms.CharField(
        label="Waarom heropent u het onderzoek?",
        widget=forms.Textarea,
        help_text="De uitkomst vervalt. In het verloop blijft die staan.",
    )


class OnderzoekSluitForm(VersieForm):
    """An onderzoek that finds no absoluut verzuim."""

    uitkomst = forms.ChoiceField(
        label="Waarom is er geen absoluut verzuim?",
        choices=[keuze for keuze in OnderzoekUitkomst.choices if keuze[0] != OnderzoekUitkomst.VASTGESTELD],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies waarom er geen absoluut verzuim is."},
    )
    afgerond_op = DatumField(label="Afgesloten op")
    toelichting = forms.CharField(label="Toelichting", required=False, widget=forms.Textarea)
