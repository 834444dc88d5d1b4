"""Input about colleagues. No form takes a password: each chooses his own, by a link in an e-mail."""

from typing import Any

from django import forms
from django.utils.html import format_html

from leerplicht.formulieren.velden import DatumField, leesbaar
from leerplicht.formulieren.versies import VersieForm
from leerplicht.roles import ROLLEN

# The length of a reason in the database.
LANGSTE_REDEN = 300


class NaamField(forms.CharField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label="Naam", max_length=120, validators=[leesbaar], **kwargs)


class RolField(forms.ChoiceField):
    """All roles with what they mean, so that nobody hands out one by its name only."""

    def __init__(self, **kwargs: Any) -> None:
        keuzes = [
            (rol.code, format_html('<strong>{}</strong><br><span class="gedempt">{}</span>', rol.naam, rol.uitleg))
            for rol in ROLLEN.values()
        ]
        super().__init__(label="Rol", choices=keuzes, widget=forms.RadioSelect, **kwargs)


class RedenField(forms.CharField):
    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "Reden")
        kwargs.setdefault("help_text", "Blijft bewaard bij het account, en staat nooit in een dossier.")
        widget = forms.Textarea(attrs={"rows": 3})
        super().__init__(max_length=LANGSTE_REDEN, widget=widget, **kwargs)


class NieuweCollegaForm(forms.Form):
    email = forms.EmailField(
        label="E-mail",
        max_length=254,
        help_text="Hiermee logt de collega in. Er gaat een e-mail naar dit adres.",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    naam = NaamField(help_text="Heeft dit e-mailadres al een account, dan blijft de naam die daar staat.")
    rol = RolField()


class NaamForm(VersieForm):
    naam = NaamField()


class RolForm(VersieForm):
    rol = RolField()


class MachtigingForm(VersieForm):
    van = DatumField(label="Gemachtigd vanaf")
    tot_en_met = DatumField(label="Gemachtigd tot en met", help_text="Op deze dag geldt de machtiging nog.")
    waarom = RedenField(
        label="Grond", help_text="Waarom deze collega opsporing mag zien, bijvoorbeeld het besluit en de datum."
    )


class RedenForm(VersieForm):
    waarom = RedenField()
