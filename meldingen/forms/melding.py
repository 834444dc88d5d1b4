"""Register, change and close a melding: a form with the fields of its kind and no others."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from leerplicht.codelijsten.versies import versie_in
from leerplicht.dossier.actions import inschrijving_op
from leerplicht.dossier.forms.inschrijving import OnderwijsVelden
from leerplicht.formulieren.velden import DatumField
from leerplicht.formulieren.versies import VersieForm
from leerplicht.models import Code, Gebruiker, Inschrijving, Leerling
from leerplicht.roles import Recht
from leerplicht.rules import schooljaar_label, schooljaar_van
from leerplicht.templatetags.weergave import cijfer
from meldingen.actions.melding import OVERDRAGEN_WAAR
from meldingen.choices import OVERDRACHT, Herkomst, Soort, reden_lijst, resultaat_lijst
from meldingen.models import Melding

JA_NEE = [("ja", "Ja"), ("nee", "Nee")]
ONDERWIJS = ("school", "onderwijssoort", "leerjaar")

BASIS = ("gemeld_op", "herkomst", *ONDERWIJS, "reden", "vervolg_op", "toelichting")
PERIODE = ("verzuim_van", "verzuim_tot_en_met")
# domein.md keeps the kinds apart by what is known of each: nothing is asked that a kind does not need.
VELDEN: dict[str, tuple[str, ...]] = {
    Soort.ABSOLUUT: ("herkomst", "onderwijssoort", "reden", "vervolg_op", "toelichting"),
    Soort.LUXE: (*BASIS, *PERIODE, "verwijtbaarheid_onderzocht"),
    Soort.RELATIEF_LICHT: (*BASIS, *PERIODE, "verzuim_uren", "duo_nummer"),
    Soort.RELATIEF_WETTELIJK: (*BASIS, *PERIODE, "verzuim_uren", "duo_nummer"),
    Soort.THUISZITTER: (*BASIS, *PERIODE, "geoorloofd", "dagbesteding", "duo_nummer"),
    Soort.ZORG: BASIS,
    Soort.VERZUIM_18PLUS: (*BASIS, *PERIODE, "verzuim_uren", "duo_nummer"),
}


class CodeKeuze(forms.ModelChoiceField):
    """A code of a list. Its value is the code: it stays chosen when another school year has its own version."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Code.objects.none(), to_field_name="code", **kwargs)

    def vul(self, gebruiker: Gebruiker, lijst: str, schooljaar: int) -> None:
        self.queryset = Code.objects.zichtbaar_voor(gebruiker).van_lijst(lijst).in_schooljaar(schooljaar)
        self.error_messages["invalid_choice"] = (
            f"Deze keuze geldt niet in schooljaar {schooljaar_label(schooljaar)}. Kies een andere."
        )


class JaNee(forms.TypedChoiceField):
    """A question that must be answered: no is an answer too."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            choices=JA_NEE,
            coerce=lambda waarde: waarde == "ja",
            empty_value=None,
            widget=forms.RadioSelect,
            error_messages={"required": "Kies ja of nee."},
            **kwargs,
        )

    def prepare_value(self, value: Any) -> Any:
        return {True: "ja", False: "nee"}.get(value, value) if isinstance(value, bool) else value


class UrenField(forms.DecimalField):
    """Hours as they are written: 15,5 and not 15,50."""

    def prepare_value(self, value: Any) -> Any:
        return cijfer(value) if isinstance(value, Decimal) else value


class MeldingVelden(OnderwijsVelden):
    """All fields that a melding may have; `beperk_tot` leaves those of one kind."""

    gemeld_op = DatumField(label="Gemeld op")
    herkomst = forms.ChoiceField(label="Gemeld door", choices=Herkomst.choices, initial=Herkomst.SCHOOL)
    reden = CodeKeuze(label="Reden", required=False, empty_label="Nog niet bekend")
    verzuim_van = DatumField(label="Verzuim van", required=False)
    verzuim_tot_en_met = DatumField(label="Verzuim tot en met", required=False)
    verzuim_uren = UrenField(
        label="Uren verzuim in 4 weken",
        required=False,
        min_value=0,
        max_value=200,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(attrs={"class": "invoer--kort", "inputmode": "decimal"}),
        error_messages={
            "invalid": "Vul een aantal uren in, bijvoorbeeld 15,5.",
            "max_decimal_places": "Vul hooguit twee cijfers achter de komma in.",
            "min_value": "Vul een aantal uren in van 0 tot en met 200.",
            "max_value": "Vul een aantal uren in van 0 tot en met 200.",
        },
    )
    verwijtbaarheid_onderzocht = JaNee(label="Is de verwijtbaarheid onderzocht?")
    geoorloofd = JaNee(label="Is het verzuim geoorloofd?")
    dagbesteding = forms.CharField(
        label="Dagbesteding",
        required=False,
        max_length=120,
        help_text="Wie alleen dagbesteding heeft, telt als thuiszitter.",
    )
    duo_nummer = forms.CharField(label="Meldingsnummer DUO", required=False, max_length=20)
    vervolg_op = forms.ModelChoiceField(
        label="Vervolg op", queryset=Melding.objects.none(), required=False, empty_label="Geen eerdere melding"
    )
    toelichting = forms.CharField(label="Toelichting", required=False, widget=forms.Textarea)

    field_order = [
        "gemeld_op", "herkomst", *ONDERWIJS, "reden", *PERIODE, "verzuim_uren", "verwijtbaarheid_onderzocht",
        "geoorloofd", "dagbesteding", "duo_nummer", "vervolg_op", "toelichting",
    ]  # fmt: skip

    def beperk_tot(self, soort: str, gebruiker: Gebruiker, leerling: Leerling, schooljaar: int) -> None:
        for veld in set(MeldingVelden.base_fields) - set(VELDEN[soort]):
            del self.fields[veld]
        if "school" in self.fields:
            self.vul_onderwijs(gebruiker, schooljaar)
        else:
            self.fields["onderwijssoort"].queryset = (  # type: ignore[attr-defined]
                Code.objects.zichtbaar_voor(gebruiker).van_lijst("onderwijssoort").in_schooljaar(schooljaar)
            )
        self.fields["reden"].vul(gebruiker, reden_lijst(soort), schooljaar)  # type: ignore[attr-defined]
        vervolg = self.fields["vervolg_op"]
        vervolg.queryset = (  # type: ignore[attr-defined]
            Melding.objects.zichtbaar_voor(gebruiker).filter(leerling=leerling).select_related("zaak")
        )
        vervolg.label_from_instance = (  # type: ignore[attr-defined]
            lambda melding: f"{melding.get_soort_display()} van {melding.gemeld_op:%d-%m-%Y} (zaak {melding.zaak})"
        )

    def clean_duo_nummer(self) -> str | None:
        """No number is None: two meldingen without one are no doubles."""
        return self.cleaned_data["duo_nummer"] or None


class MeldingForm(MeldingVelden):
    """A new melding. Education is taken from the enrolment on the meldingsdatum; only without one it is asked."""

    # Codes of the points of attention that were shown and confirmed.
    bevestigd = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, soort: str, leerling: Leerling, gebruiker: Gebruiker, vandaag: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        dag = self._gekozen_dag() or vandaag
        self.inschrijving: Inschrijving | None = inschrijving_op(leerling, dag)
        self.leerling, self.dag = leerling, dag
        self.beperk_tot(soort, gebruiker, leerling, schooljaar_van(dag))
        if self.inschrijving is not None:
            for veld in ONDERWIJS:
                del self.fields[veld]
        else:
            # Somebody who is not enrolled has no school; the kind of education must still be counted somewhere.
            self.fields["school"].required = False

    def _gekozen_dag(self) -> date | None:
        try:
            return self.fields["gemeld_op"].clean(self["gemeld_op"].value())
        except ValidationError:
            return None

    @property
    def onderwijsvelden(self) -> list[forms.BoundField]:
        return [self[veld] for veld in ONDERWIJS if veld in self.fields]

    @property
    def overige_velden(self) -> list[forms.BoundField]:
        """The visible fields without date, education and reden: those stand in the part that follows the date."""
        apart = {"gemeld_op", "reden", *ONDERWIJS}
        return [veld for veld in self.visible_fields() if veld.name not in apart]

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or self.cleaned_data
        if self.inschrijving is not None:
            schoon |= {veld: getattr(self.inschrijving, veld) for veld in ONDERWIJS}
            # The enrolment keeps the version of the code of the year it began in; the melding that of its year.
            schoon["onderwijssoort"] = versie_in(self.inschrijving.onderwijssoort, schooljaar_van(self.dag))
        return schoon

    def velden(self) -> dict[str, Any]:
        """What the action takes."""
        return {veld: waarde for veld, waarde in self.cleaned_data.items() if veld != "bevestigd"}


class MeldingWijzigForm(VersieForm, MeldingVelden):
    """A melding that exists: education as it was then, adjustable, never looked up again."""

    field_order = MeldingVelden.field_order

    def __init__(self, *args: Any, melding: Melding, gebruiker: Gebruiker, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": self.beginwaarden(melding)} | kwargs)
        dag = melding.gemeld_op
        if self.is_bound and "gemeld_op" in VELDEN[melding.soort]:
            try:
                dag = self.fields["gemeld_op"].clean(self["gemeld_op"].value())
            except ValidationError:
                pass
        self.beperk_tot(melding.soort, gebruiker, melding.leerling, schooljaar_van(dag))
        for veld in ONDERWIJS:
            if veld in self.fields:
                self.fields[veld].required = False

    @staticmethod
    def beginwaarden(melding: Melding) -> dict[str, Any]:
        waarden = {veld: getattr(melding, veld) for veld in VELDEN[melding.soort]}
        return {**waarden, "reden": melding.reden and melding.reden.code, "version": melding.version}


class SluitForm(VersieForm):
    """Close a melding with a result of its kind, valid in its school year; the handover is no choice here."""

    resultaat = CodeKeuze(label="Resultaat", empty_label=None, widget=forms.RadioSelect)
    gesloten_op = DatumField(label="Afgesloten op")
    toelichting = forms.CharField(label="Toelichting", required=False, widget=forms.Textarea)

    def __init__(self, data: Any = None, *, melding: Melding, gebruiker: Gebruiker, vandaag: date) -> None:
        super().__init__(data, initial={"version": melding.version, "gesloten_op": vandaag})
        keuze = self.fields["resultaat"]
        keuze.vul(gebruiker, resultaat_lijst(melding.soort), melding.schooljaar)  # type: ignore[attr-defined]
        resultaten = keuze.queryset  # type: ignore[attr-defined]
        if resultaten.filter(code=OVERDRACHT).exists():
            keuze.queryset = resultaten.exclude(code=OVERDRACHT)  # type: ignore[attr-defined]
            keuze.help_text = OVERDRAGEN_WAAR
        if not gebruiker.mag(Recht.OPSPORING):
            # Typed by hand it still arrives at the action, which says why it is refused.
            keuze.widget.choices = [
                (code.code, code.label)
                for code in keuze.queryset.filter(compartiment="")  # type: ignore[attr-defined]
            ]
        keuze.error_messages["required"] = "Kies een resultaat."
