"""Register and edit a leerling."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from stdnum.exceptions import ValidationError as StdnumError
from stdnum.nl import onderwijsnummer, postcode

from leerplicht.formulieren.velden import LANGSTE_NUMMER, BsnField, DatumField, leesbaar
from leerplicht.formulieren.versies import VersieForm
from leerplicht.models import Gebruiker, Geslacht, Leerling


class NieuweLeerlingForm(forms.Form):
    """A leerling without BSN and onderwijsnummer can be saved: newcomers wait for both."""

    voornaam = forms.CharField(label="Voornaam", max_length=80, validators=[leesbaar])
    tussenvoegsel = forms.CharField(
        label="Tussenvoegsel",
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"class": "invoer--kort"}),
    )
    achternaam = forms.CharField(label="Achternaam", max_length=80, validators=[leesbaar])
    geboortedatum = DatumField(label="Geboortedatum")
    geslacht = forms.ChoiceField(label="Geslacht", choices=Geslacht.choices, required=False)
    bsn = BsnField(label="BSN", required=False, help_text="Heeft de leerling nog geen BSN, laat dit dan leeg.")
    onderwijsnummer = forms.CharField(
        label="Onderwijsnummer",
        max_length=LANGSTE_NUMMER,
        required=False,
        widget=forms.TextInput(attrs={"class": "invoer--bsn", "inputmode": "numeric", "autocomplete": "off"}),
    )
    straat = forms.CharField(label="Straat en huisnummer", max_length=120, required=False)
    postcode = forms.CharField(
        label="Postcode", max_length=10, required=False, widget=forms.TextInput(attrs={"class": "invoer--kort"})
    )
    plaats = forms.CharField(label="Woonplaats", max_length=80, required=False)
    geheim_adres = forms.BooleanField(
        label="Geheim adres",
        required=False,
        help_text="Het adres staat dan niet open op de pagina en gaat niet mee naar anderen.",
    )
    startkwalificatie_op = DatumField(label="Startkwalificatie behaald op", required=False)
    # Numbers of the leerlingen who were shown as perhaps the same, and are not.
    bevestigd = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, gebruiker: Gebruiker, vandaag: date, leerling: Leerling | None = None, **kwargs: Any
    ):
        super().__init__(*args, **kwargs)
        self.vandaag = vandaag
        self.anderen = Leerling.objects.zichtbaar_voor(gebruiker)
        if leerling is not None:
            self.anderen = self.anderen.exclude(pk=leerling.pk)

    def clean_geboortedatum(self) -> date:
        geboren = self.cleaned_data["geboortedatum"]
        if geboren > self.vandaag:
            raise ValidationError("De geboortedatum ligt in de toekomst.")
        return geboren

    def clean_bsn(self) -> str | None:
        return self._uniek("bsn", "dit BSN")

    def clean_onderwijsnummer(self) -> str | None:
        nummer = self.cleaned_data["onderwijsnummer"]
        if nummer:
            try:
                self.cleaned_data["onderwijsnummer"] = onderwijsnummer.validate(nummer)
            except StdnumError as fout:
                raise ValidationError("Dit onderwijsnummer klopt niet. Controleer de 9 cijfers.") from fout
        return self._uniek("onderwijsnummer", "dit onderwijsnummer")

    def clean_postcode(self) -> str:
        waarde = self.cleaned_data["postcode"]
        if not waarde:
            return ""
        try:
            return postcode.validate(waarde)
        except StdnumError as fout:
            raise ValidationError("Dit is geen Nederlandse postcode. Schrijf bijvoorbeeld 2711 AB.") from fout

    def clean_startkwalificatie_op(self) -> date | None:
        behaald = self.cleaned_data["startkwalificatie_op"]
        if behaald and behaald > self.vandaag:
            raise ValidationError("Deze datum ligt in de toekomst.")
        return behaald

    def velden(self) -> dict[str, Any]:
        """What the action takes."""
        return {veld: waarde for veld, waarde in self.cleaned_data.items() if veld != "bevestigd"}

    def _uniek(self, veld: str, naam: str) -> str | None:
        """Empty becomes None (two empty ones are no doubles); a double is refused with a link to it."""
        waarde = self.cleaned_data[veld] or None
        bekend = self.anderen.filter(**{veld: waarde}).first() if waarde else None
        if bekend is not None:
            raise ValidationError(
                format_html(
                    'Er is al een leerling met {}: <a class="utrecht-link utrecht-link--html-a" href="{}">{}</a>.',
                    naam,
                    reverse("leerling", args=[bekend.pk]),
                    bekend.naam,
                )
            )
        return waarde


class LeerlingForm(VersieForm, NieuweLeerlingForm):
    """The same fields for a leerling who is known, and what can have happened since."""

    bevestigd = None  # type: ignore[assignment]
    gevestigd_op = DatumField(label="In de gemeente komen wonen op", required=False)
    vertrokken_op = DatumField(label="Vertrokken uit de gemeente op", required=False)
    vertrokken_naar = forms.CharField(
        label="Vertrokken naar", max_length=80, required=False, help_text="De nieuwe gemeente of het land."
    )
    vertrokken_buitenland = forms.BooleanField(label="Dat is in het buitenland", required=False)
    overleden_op = DatumField(label="Overleden op", required=False)

    @classmethod
    def beginwaarden(cls, leerling: Leerling) -> dict[str, Any]:
        return {veld: getattr(leerling, veld) for veld in cls.base_fields}

    def clean_overleden_op(self) -> date | None:
        overleden = self.cleaned_data["overleden_op"]
        if overleden and overleden > self.vandaag:
            raise ValidationError("Deze datum ligt in de toekomst.")
        return overleden

    def clean(self) -> dict[str, Any]:
        velden = super().clean() or self.cleaned_data
        geboren, overleden = velden.get("geboortedatum"), velden.get("overleden_op")
        if geboren and overleden and overleden < geboren:
            self.add_error("overleden_op", f"Deze datum ligt voor de geboortedatum ({geboren:%d-%m-%Y}).")
        waarheen = velden.get("vertrokken_naar") or velden.get("vertrokken_buitenland")
        if waarheen and not velden.get("vertrokken_op") and "vertrokken_op" not in self.errors:
            self.add_error("vertrokken_op", "Vul in op welke dag de leerling is vertrokken.")
        return velden
