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

    def __init__(self, *args: Any, vandaag: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"op": vandaag}, **kwargs)


class WonenForm(VersieForm):
    gestart_op = DatumField(label="Begonnen op")
    geeindigd_op = DatumField(label="Geëindigd op", required=False)
    uitkomst = forms.ChoiceField(
        label="Uitkomst", required=False, choices=[("", "Niet bekend"), *BwjUitkomst.choices]
    )

    def __init__(self, *args: Any, plek: BegeleidWonen, **kwargs: Any) -> None:
        velden = ("version", "gestart_op", "geeindigd_op", "uitkomst")
        super().__init__(*args, initial={veld: getattr(plek, veld) for veld in velden}, **kwargs)
