"""Forms of De Overstap."""

from datetime import date
from typing import Any

from django import forms

from doorstroompunt.choices import OverstapUitkomst
from doorstroompunt.models import Overstap
from leerplicht.formulieren.velden import DatumField
from leerplicht.formulieren.versies import VersieForm
from leerplicht.models import School


class NieuweOverstapForm(forms.Form):
    zomer = forms.IntegerField(label="Zomer van", min_value=2000, max_value=2100)
    school = forms.ModelChoiceField(School.objects.all(), label="School", empty_label="Kies een school")
    risico = forms.BooleanField(label="Risico om niet te starten", required=False)

    def __init__(self, data: Any = None, *, vandaag: date, school: School | None) -> None:
        super().__init__(data, initial={"zomer": vandaag.year, "school": school})
        # A year is no amount: without a thousands separator.
        self.fields["zomer"].widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "invoer--kort"})


class OverstapForm(VersieForm):
    brief_op = DatumField(label="Brief aan de ouders op", required=False)
    reactie_op = DatumField(label="Reactie van de ouders op", required=False)
    risico = forms.BooleanField(label="Risico om niet te starten", required=False)
    uitkomst = forms.ChoiceField(
        label="Uitkomst", required=False, choices=[("", "Nog niet bekend"), *OverstapUitkomst.choices]
    )

    def __init__(self, data: Any = None, *, overstap: Overstap) -> None:
        velden = ("version", "brief_op", "reactie_op", "risico", "uitkomst")
        super().__init__(data, initial={veld: getattr(overstap, veld) for veld in velden})
