"""Forms of a traject: open, change, guide, close."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from doorstroompunt.actions.overname import over_te_nemen
from doorstroompunt.actions.traject import GESTOPT_VERPLICHT, MET_GESTOPT, REDEN_LIJST, REDEN_VERPLICHT, telt_in
from doorstroompunt.choices import REDEN_GEEN_GEBRUIK, Populatie, uitstroom_lijst
from doorstroompunt.models import Traject
from leerplicht.formulieren.velden import DatumField
from leerplicht.formulieren.versies import VersieForm
from leerplicht.models import Code, Gebruiker, Leerling
from meldingen.models import Melding


class Codeveld(forms.ModelChoiceField):
    """A choice out of a code list; posts the code, not the id of one of its versions."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Code.objects.none(), to_field_name="code", empty_label="Maak een keuze", **kwargs)

    def toon(self, gebruiker: Gebruiker, lijst: str, schooljaar: int) -> None:
        """Offer the codes of a list that hold in a school year."""
        self.queryset = Code.objects.zichtbaar_voor(gebruiker).van_lijst(lijst).in_schooljaar(schooljaar)


class PopulatieForm(forms.Form):
    """The first question, which decides what else is asked."""

    populatie = forms.ChoiceField(
        label="Waarom komt deze jongere in beeld?", choices=Populatie, widget=forms.RadioSelect
    )


class _BeginForm(forms.Form):
    """What is known at the start; shows only what the population needs."""

    aangemeld_op = DatumField(label="In beeld sinds")
    gestopt_op = DatumField(label="Gestopt met onderwijs op", required=False)
    reden = Codeveld(label="Reden", required=False)
    toelichting = forms.CharField(label="Toelichting", required=False, widget=forms.Textarea)

    def richt_in(self, gebruiker: Gebruiker, populatie: Populatie, vandaag: date) -> None:
        if populatie not in MET_GESTOPT:
            del self.fields["gestopt_op"]
        elif populatie in GESTOPT_VERPLICHT:
            self.fields["gestopt_op"].required = True
        lijst = REDEN_LIJST.get(populatie)
        if lijst is None:
            del self.fields["reden"]
            return
        veld = self.fields["reden"]
        assert isinstance(veld, Codeveld)
        veld.required = populatie in REDEN_VERPLICHT
        aangemeld_op = self._dag("aangemeld_op") or vandaag
        veld.toon(gebruiker, lijst, telt_in(populatie, aangemeld_op, self._dag("gestopt_op")))

    def _dag(self, naam: str) -> date | None:
        """A day as typed or as known; a mistake in it is reported by the field itself."""
        if naam not in self.fields:
            return None
        try:
            return self.fields[naam].clean(self[naam].value())
        except ValidationError:
            return None


class OpenTrajectForm(_BeginForm):
    """`melding`: an open melding of leerplicht that is taken over at 18; asked only when there is one."""

    melding = forms.ModelChoiceField(
        Melding.objects.none(),
        label="Overnemen van leerplicht",
        required=False,
        empty_label="Nee, geen melding overnemen",
        help_text="De melding wordt afgesloten met als resultaat: overdracht naar het Doorstroompunt.",
    )

    def __init__(
        self,
        data: Any = None,
        *,
        gebruiker: Gebruiker,
        leerling: Leerling,
        populatie: Populatie,
        vandaag: date,
    ) -> None:
        super().__init__(data, initial={"aangemeld_op": vandaag})
        self.richt_in(gebruiker, populatie, vandaag)
        meldingen = over_te_nemen(leerling, door=gebruiker)
        if meldingen:
            self.fields["melding"].queryset = meldingen  # type: ignore[attr-defined]
        else:
            del self.fields["melding"]


class OverdrachtForm(_BeginForm):
    """Hand a melding over to the Doorstroompunt. `meldingen`: those to choose from."""

    melding = forms.ModelChoiceField(
        Melding.objects.none(),
        label="Welke melding draagt u over?",
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": "Kies een melding."},
    )
    aangemeld_op = DatumField(label="Overgedragen op")

    field_order = ("melding", "aangemeld_op", "gestopt_op", "reden", "toelichting")

    def __init__(
        self,
        data: Any = None,
        *,
        gebruiker: Gebruiker,
        meldingen: QuerySet[Melding],
        populatie: Populatie,
        vandaag: date,
    ) -> None:
        super().__init__(data, initial={"aangemeld_op": vandaag, "melding": meldingen.first()})
        self.richt_in(gebruiker, populatie, vandaag)
        keuze = self.fields["melding"]
        keuze.queryset = meldingen  # type: ignore[attr-defined]
        keuze.label_from_instance = (  # type: ignore[attr-defined]
            lambda melding: f"{melding.get_soort_display()} van {melding.gemeld_op:%d-%m-%Y} (zaak {melding.zaak})"
        )


class WijzigTrajectForm(VersieForm, _BeginForm):
    def __init__(self, data: Any = None, *, gebruiker: Gebruiker, traject: Traject) -> None:
        velden = ("version", "aangemeld_op", "gestopt_op", "reden", "toelichting")
        super().__init__(data, initial={veld: getattr(traject, veld) for veld in velden})
        self.richt_in(gebruiker, Populatie(traject.populatie), traject.aangemeld_op)


class BegeleidingForm(VersieForm):
    op = DatumField(label="Vanaf")

    def __init__(self, data: Any = None, *, traject: Traject, vandaag: date) -> None:
        super().__init__(data, initial={"version": traject.version, "op": vandaag})


class GeenGebruikForm(VersieForm):
    reden = Codeveld(label="Waarom maakt de jongere geen gebruik van begeleiding?")
    op = DatumField(label="Datum")
    toelichting = forms.CharField(label="Toelichting", required=False, widget=forms.Textarea)

    def __init__(self, data: Any = None, *, gebruiker: Gebruiker, traject: Traject, vandaag: date) -> None:
        super().__init__(data, initial={"version": traject.version, "op": vandaag})
        self.fields["reden"].toon(gebruiker, REDEN_GEEN_GEBRUIK, traject.schooljaar)  # type: ignore[attr-defined]


class SluitTrajectForm(VersieForm):
    uitstroom = Codeveld(label="Waar gaat de jongere heen?")
    op = DatumField(label="Afgesloten op")
    toelichting = forms.CharField(label="Toelichting", required=False, widget=forms.Textarea)

    def __init__(self, data: Any = None, *, gebruiker: Gebruiker, traject: Traject, vandaag: date) -> None:
        super().__init__(data, initial={"version": traject.version, "op": vandaag})
        veld = self.fields["uitstroom"]
        veld.toon(gebruiker, uitstroom_lijst(traject.populatie), traject.schooljaar)  # type: ignore[attr-defined]


class HeropenForm(VersieForm):
    waarom = forms.CharField(label="Waarom heropent u het traject?", widget=forms.Textarea)

    def __init__(self, data: Any = None, *, traject: Traject) -> None:
        super().__init__(data, initial={"version": traject.version})
