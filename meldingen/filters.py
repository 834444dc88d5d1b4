"""The lists of leerplicht. An unknown parameter or a wrong value shows nothing, never everything."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from leerplicht.dossier.dossier import behandelaars
from leerplicht.dossier.filters import zoek_leerlingen
from leerplicht.formulieren.filters import DatumFilter, StrengeFilterSet, StrengFilterForm
from leerplicht.models import Code, Compartiment, Leerling, School, Zaak
from leerplicht.models.zaak import compartimenten
from leerplicht.roles import Recht
from leerplicht.rules import schooljaar_label, schooljaar_van
from leerplicht.toegang.leesbaar import AFGEHANDELD
from meldingen.choices import Grondslag, OnderzoekUitkomst, reden_lijst, resultaat_lijst
from meldingen.lijsten import Toon, in_toon
from meldingen.models import JgzOnderzoek, Melding, Onderzoek, Vrijstelling
from meldingen.rules import soorten_in

EERSTE_SCHOOLJAAR = 2015
STATUSSEN = [("open", "Open"), ("gesloten", "Afgesloten")]
NIEMAND = "niemand"
# Not the name of a code: those have no tilde.
ALLE_OPSPORING = "~afgehandeld"


def _schooljaren() -> list[tuple[str, str]]:
    """From the current school year back."""
    nu = schooljaar_van(timezone.localdate())
    return [(str(jaar), schooljaar_label(jaar)) for jaar in range(nu, EERSTE_SCHOOLJAAR - 1, -1)]


def _op_naam(keuzes: dict[str, str]) -> list[tuple[str, str]]:
    return sorted(keuzes.items(), key=lambda keuze: keuze[1])


class ZaakFilterSet(StrengeFilterSet):
    """What is shared by lists of rows that hang on a zaak: the search."""

    def filter_zoek(self, queryset: QuerySet, naam: str, tekst: str) -> QuerySet:
        gebruiker = self.request.user
        leerlingen = Leerling.objects.zichtbaar_voor(gebruiker)
        gevonden = zoek_leerlingen(leerlingen, tekst, Zaak.objects.zichtbaar_voor(gebruiker))
        return queryset.filter(leerling__in=gevonden.values("pk"))


class MeldingFilter(ZaakFilterSet):
    sorteringen = {
        "gemeld_op": ("gemeld_op", "pk"),
        "leerling": ("leerling__zoeknaam", "gemeld_op", "pk"),
        "soort": ("soort", "gemeld_op", "pk"),
    }
    standaard = "-gemeld_op"

    soort = django_filters.ChoiceFilter(label="Soort", empty_label="Alle soorten")
    status = django_filters.ChoiceFilter(
        label="Status", choices=STATUSSEN, empty_label="Open en afgesloten", method="filter_status"
    )
    schooljaar = django_filters.ChoiceFilter(
        label="Schooljaar", choices=_schooljaren, empty_label="Alle schooljaren"
    )
    school = django_filters.ModelChoiceFilter(
        label="School", queryset=School.objects.all(), empty_label="Alle scholen"
    )
    behandelaar = django_filters.ChoiceFilter(
        label="Behandelaar", empty_label="Iedereen", method="filter_behandelaar"
    )
    gemeld_van = DatumFilter(label="Gemeld vanaf", field_name="gemeld_op", lookup_expr="gte")
    gemeld_tot = DatumFilter(
        label="Gemeld vóór", field_name="gemeld_op", lookup_expr="lt", help_text="Deze dag telt niet mee."
    )
    reden = django_filters.ChoiceFilter(label="Reden", field_name="reden__code", empty_label="Alle redenen")
    resultaat = django_filters.ChoiceFilter(
        label="Resultaat", empty_label="Alle resultaten", method="filter_resultaat"
    )

    class Meta:
        model = Melding
        fields: list[str] = []
        form = StrengFilterForm

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        gebruiker = self.request.user
        soorten = soorten_in(compartimenten(gebruiker))
        self.kies("soort", [(soort.value, soort.label) for soort in soorten])
        self.kies(
            "behandelaar",
            [
                (NIEMAND, "Nog van niemand"),
                *((str(c.pk), c.naam) for c in behandelaars(gebruiker, compartimenten(gebruiker))),
            ],
        )
        self.kies("reden", self._codes([reden_lijst(soort) for soort in soorten]))
        self.kies("resultaat", self._resultaten([resultaat_lijst(soort) for soort in soorten]))

    @property
    def gekozen_status(self) -> str:
        """Decides the columns: open meldingen have no result, and of one status nobody reads it in every row."""
        return self.data.get("status", "")

    def _codes(self, lijsten: list[str]) -> list[tuple[str, str]]:
        """Codes of these lists, each once: lists share codes, and a code has versions."""
        codes = Code.objects.zichtbaar_voor(self.request.user).filter(lijst__in=lijsten)
        return _op_naam(dict(codes.values_list("code", "label")))

    def _resultaten(self, lijsten: list[str]) -> list[tuple[str, str]]:
        """Who may not read opsporing has one choice for all of it."""
        codes = Code.objects.zichtbaar_voor(self.request.user).filter(lijst__in=lijsten)
        alles = self.request.user.mag(Recht.OPSPORING)
        gewoon = {code.code: code.label for code in codes if alles or not code.is_opsporing}
        samen = {} if alles or not any(code.is_opsporing for code in codes) else {ALLE_OPSPORING: AFGEHANDELD}
        return _op_naam(gewoon | samen)

    def filter_resultaat(self, queryset: QuerySet, naam: str, resultaat: str) -> QuerySet:
        if resultaat == ALLE_OPSPORING:
            return queryset.filter(resultaat__compartiment=Compartiment.OPSPORING)
        gevonden = queryset.filter(resultaat__code=resultaat)
        # Lists share names: a code of opsporing in one can be an ordinary one in another.
        return gevonden if self.request.user.mag(Recht.OPSPORING) else gevonden.filter(resultaat__compartiment="")

    def filter_status(self, queryset: QuerySet, naam: str, status: str) -> QuerySet:
        return queryset.filter(gesloten_op__isnull=status == "open")

    def filter_behandelaar(self, queryset: QuerySet, naam: str, wie: str) -> QuerySet:
        zaken = Zaak.objects.zichtbaar_voor(self.request.user)
        gekozen = zaken.zonder_eigenaar() if wie == NIEMAND else zaken.van(int(wie))
        return queryset.filter(zaak__in=gekozen.values("pk"))


class OnderzoekFilter(ZaakFilterSet):
    sorteringen = {"gestart_op": ("gestart_op", "pk"), "leerling": ("leerling__zoeknaam", "gestart_op", "pk")}
    standaard = "-gestart_op"

    status = django_filters.ChoiceFilter(
        label="Status",
        choices=[("open", "In onderzoek"), *OnderzoekUitkomst.choices],
        empty_label="Alles",
        method="filter_status",
    )
    schooljaar = django_filters.ChoiceFilter(
        label="Schooljaar", choices=_schooljaren, empty_label="Alle schooljaren"
    )

    class Meta:
        model = Onderzoek
        fields: list[str] = []
        form = StrengFilterForm

    def filter_status(self, queryset: QuerySet, naam: str, status: str) -> QuerySet:
        return queryset.filter(uitkomst="" if status == "open" else status)


class VrijstellingFilter(ZaakFilterSet):
    sorteringen = {
        "ontvangen_op": ("ontvangen_op", "pk"),
        "geldig_tot_en_met": ("geldig_tot_en_met", "pk"),
        "leerling": ("leerling__zoeknaam", "ontvangen_op", "pk"),
    }
    standaard = "-ontvangen_op"

    toon = django_filters.ChoiceFilter(choices=Toon.choices, method="filter_toon", widget=forms.HiddenInput)
    grondslag = django_filters.ChoiceFilter(
        label="Grondslag", choices=Grondslag.choices, empty_label="Alle gronden"
    )

    class Meta:
        model = Vrijstelling
        fields: list[str] = []
        form = StrengFilterForm

    def filter_toon(self, queryset: Any, naam: str, toon: str) -> QuerySet:
        return in_toon(queryset, toon, timezone.localdate())


class JgzFilter(ZaakFilterSet):
    sorteringen = {
        "aangevraagd_op": ("aangevraagd_op", "pk"),
        "leerling": ("leerling__zoeknaam", "aangevraagd_op", "pk"),
    }
    standaard = "-aangevraagd_op"

    status = django_filters.ChoiceFilter(
        label="Status",
        choices=[("wacht", "Wacht op de jeugdarts"), ("onderzocht", "Onderzocht")],
        empty_label="Alles",
        method="filter_status",
    )

    class Meta:
        model = JgzOnderzoek
        fields: list[str] = []
        form = StrengFilterForm

    def filter_status(self, queryset: QuerySet, naam: str, status: str) -> QuerySet:
        return queryset.filter(onderzocht_op__isnull=status == "wacht")
