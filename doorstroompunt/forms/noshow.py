"""Forms of the No-show action."""

from datetime import date
from typing import Any

from django import forms

from doorstroompunt.models import NoShow, NoShowKlas
from leerplicht.formulieren.velden import DatumField
from leerplicht.formulieren.versies import VersieForm
from leerplicht.models import Gebruiker, School


class KlasForm(forms.Form):
    """A visit to a class; with `klas` it corrects one and carries its version."""

    school = forms.ModelChoiceField(School.objects.all(), label="School", empty_label="Kies een school")
    klas = forms.CharField(label="Klas", max_length=40)
    op = DatumField(label="Bezocht op")
    ingeschreven = forms.IntegerField(label="Aantal ingeschreven studenten", min_value=1, max_value=999)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, vandaag: date, klas: NoShowKlas | None = None) -> None:
        initial: dict[str, Any] = {"op": vandaag}
        if klas is not None:
            velden = ("school", "klas", "ingeschreven", "version")
            initial = {"op": klas.bezocht_op, **{veld: getattr(klas, veld) for veld in velden}}
        super().__init__(data, initial=initial)
        self.fields["ingeschreven"].widget.attrs["class"] = "invoer--kort"
        if klas is None:
            del self.fields["version"]


class AfwezigForm(forms.Form):
    """In which visited class a student was absent."""

    klas = forms.ModelChoiceField(NoShowKlas.objects.none(), label="Klas", empty_label="Kies een bezochte klas")

    def __init__(self, *args: Any, gebruiker: Gebruiker, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["klas"].queryset = NoShowKlas.objects.zichtbaar_voor(gebruiker)  # type: ignore[attr-defined]


class HuisbezoekForm(VersieForm):
    huisbezoek_op = DatumField(label="Huisbezoek op", required=False)
    bevinding = forms.CharField(label="Bevinding", max_length=200, required=False)

    def __init__(self, data: Any = None, *, noshow: NoShow) -> None:
        velden = ("version", "huisbezoek_op", "bevinding")
        super().__init__(data, initial={veld: getattr(noshow, veld) for veld in velden})
