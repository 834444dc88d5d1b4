"""Forms of the code lists and the external figures."""

from typing import Any

from django import forms

from leerplicht.codelijsten.versies import indelingen_van
from leerplicht.formulieren.velden import DatumField
from leerplicht.models import Code, ExternCijfer, ExternCijferSoort, Gebruiker, Indeling, IndelingSoort
from leerplicht.onderdeel import lijsten_met_opsporing
from leerplicht.rules import schooljaar_label, schooljaar_van

# A change may be prepared so many school years ahead.
VOORUIT = 2


def schooljaren(van: int, tot_en_met: int) -> list[tuple[int, str]]:
    """Choices, the latest first."""
    return [(jaar, schooljaar_label(jaar)) for jaar in range(tot_en_met, van - 1, -1)]


class CodeForm(forms.Form):
    """Label, order and roll-ups of a code from a school year on; `code` is the version that changes, if any."""

    label = forms.CharField(label="Omschrijving", max_length=120)
    volgorde = forms.IntegerField(
        label="Volgorde", min_value=0, max_value=32000, help_text="Lager staat hoger in de tabel."
    )
    vanaf_schooljaar = forms.TypedChoiceField(label="Geldt vanaf schooljaar", coerce=int)
    opsporing = forms.BooleanField(
        label="Deze keuze is van opsporing",
        required=False,
        help_text=(
            "Zoals Halt en proces-verbaal: wie daarvoor niet is gemachtigd, leest “Afgehandeld”. "
            "Dit kunt u later niet meer wijzigen."
        ),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, gebruiker: Gebruiker, lijst: str, schooljaar: int, code: Code | None, **kwargs: Any
    ) -> None:
        """`schooljaar`: the current one; a change is proposed for it, or for the first year of the version."""
        super().__init__(*args, **kwargs)
        van = code.van_schooljaar if code else schooljaar
        laatste = code.tot_schooljaar - 1 if code and code.tot_schooljaar else schooljaar + VOORUIT
        self.fields["vanaf_schooljaar"].choices = schooljaren(van, max(van, laatste))  # type: ignore[attr-defined]
        self.initial["vanaf_schooljaar"] = min(max(van, schooljaar), max(van, laatste))
        self.fields["volgorde"].widget.attrs["class"] = "invoer--kort"
        if code is not None or lijst not in lijsten_met_opsporing():
            del self.fields["opsporing"]
        if code is None:
            del self.fields["version"]
        else:
            self.initial.update(label=code.label, volgorde=code.volgorde, version=code.version)
        zichtbaar = Indeling.objects.zichtbaar_voor(gebruiker)
        nu = {soort: rij.code for soort, rij in indelingen_van(code).items()} if code else {}
        soorten = set(zichtbaar.filter(code__lijst=lijst).values_list("soort", flat=True))
        for soort in (soort for soort in IndelingSoort if soort in soorten):
            rijen = Code.objects.zichtbaar_voor(gebruiker).van_lijst(f"rij-{soort}")
            self.fields[f"indeling_{soort}"] = forms.ModelChoiceField(
                rijen.in_schooljaar(self._vanaf()),
                to_field_name="code",
                required=False,
                label=f"Telt mee bij: {soort.label}",
                empty_label="Niet ingedeeld",
            )
            self.initial[f"indeling_{soort}"] = nu.get(soort)

    def _vanaf(self) -> int:
        gekozen = self["vanaf_schooljaar"].value()
        return int(gekozen) if str(gekozen).isdigit() else int(self.initial["vanaf_schooljaar"])

    def velden(self) -> dict[str, Any]:
        """The arguments of the actions: the roll-ups together in `indelingen`."""
        schoon = {naam: waarde for naam, waarde in self.cleaned_data.items() if not naam.startswith("indeling_")}
        indelingen = {
            naam.removeprefix("indeling_"): waarde
            for naam, waarde in self.cleaned_data.items()
            if naam.startswith("indeling_")
        }
        return {**schoon, "indelingen": indelingen}


class EindeForm(forms.Form):
    """From which school year on a code can no longer be chosen."""

    vanaf_schooljaar = forms.TypedChoiceField(label="Niet meer te kiezen vanaf schooljaar", coerce=int)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, code: Code, schooljaar: int) -> None:
        super().__init__(data, initial={"version": code.version, "vanaf_schooljaar": schooljaar + 1})
        jaren = schooljaren(code.van_schooljaar, max(code.van_schooljaar, schooljaar) + VOORUIT)
        self.fields["vanaf_schooljaar"].choices = jaren  # type: ignore[attr-defined]


class CijferForm(forms.Form):
    """An external figure; with `cijfer` it corrects one and carries its version."""

    soort = forms.ChoiceField(label="Cijfer", choices=[("", "Maak een keuze"), *ExternCijferSoort.choices])
    schooljaar = forms.TypedChoiceField(label="Schooljaar", coerce=int)
    waarde = forms.IntegerField(label="Waarde", min_value=0, max_value=2_000_000_000, help_text="Een heel getal.")
    peildatum = DatumField(label="Peildatum")
    bron = forms.CharField(label="Bron", max_length=200)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, schooljaar: int, cijfer: ExternCijfer | None = None) -> None:
        velden = ("soort", "schooljaar", "waarde", "peildatum", "bron", "version")
        initial = {veld: getattr(cijfer, veld) for veld in velden} if cijfer else {"schooljaar": schooljaar}
        super().__init__(data, initial=initial)
        eerste = min(schooljaar - 10, cijfer.schooljaar if cijfer else schooljaar)
        self.fields["schooljaar"].choices = schooljaren(eerste, schooljaar + 1)  # type: ignore[attr-defined]
        self.fields["waarde"].widget.attrs["class"] = "invoer--kort"
        if cijfer is None:
            del self.fields["version"]


class SchooljaarForm(forms.Form):
    """Which school year a list is shown for."""

    schooljaar = forms.TypedChoiceField(label="Schooljaar", coerce=int)

    def __init__(self, *args: Any, eerste: int, vandaag: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        jaren = schooljaren(eerste, schooljaar_van(vandaag) + VOORUIT)
        self.fields["schooljaar"].choices = jaren  # type: ignore[attr-defined]
