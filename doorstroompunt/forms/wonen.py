"""Forms of Begeleid Wonen Jongeren."""

from datetime import date
from typing import Any

from django import forms

from doorstroompunt.choices import BwjUitkomst
from doorstroompunt.models import BegeleidWonen
from leerplicht.formulieren.velden import DatumField
from leerplicht.formulieren.versies import VersieForm


class NieuweWonenForm(forms.Form):
    op = DatumField(label="Begonnen op")

    def __init__(self, data: Any = None, *, vandaag: date) -> None:
        super().__init__(data, initial={"op": vandaag})


class WonenForm(VersieForm):
    gestart_op = DatumField(label="Begonnen op")
    geeindigd_op = DatumField(label="Geëindigd op", required=False)
    uitkomst = forms.ChoiceField(
        label="Uitkomst", required=False, choices=[("", "Niet bekend"), *BwjUitkomst.choices]
    )

    def __init__(self, data: Any = None, *, plek: BegeleidWonen) -> None:
        velden = ("version", "gestart_op", "geeindigd_op", "uitkomst")
        super().__init__(data, initial={veld: getattr(plek, veld) for veld in velden})
