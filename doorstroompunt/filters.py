"""Filters of the lists of the Doorstroompunt."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, QuerySet

from doorstroompunt.choices import Begeleiding, OverstapUitkomst, Populatie
from doorstroompunt.models import BegeleidWonen, NoShowKlas, Overstap, Traject
from leerplicht.formulieren.filters import StrengeFilterSet, StrengFilterForm
from leerplicht.models import Gebruiker, Leerling, Toewijzing
from leerplicht.rules import schooljaar_label

ONBEKEND = "onbekend"
TEAM = "team"
STATUSSEN = [("open", "Open"), ("gesloten", "Afgesloten")]


class _MetLeerling(StrengeFilterSet):
    """Lists of rows about one leerling: searched by name, BSN or onderwijsnummer, or the number of the zaak."""

    def filter_zoek(self, queryset: QuerySet, naam: str, tekst: str) -> QuerySet:
        if not tekst:
            return queryset
        leerlingen = Leerling.objects.zichtbaar_voor(self.request.user).zoek(tekst)
        gevonden = queryset.filter(leerling__in=leerlingen)
        # A zaaknummer has at most six digits; a BSN has nine.
        if tekst.isdigit() and len(tekst) < 9:
            return queryset.filter(zaak__nummer=int(tekst))
        return gevonden


class TrajectFilter(_MetLeerling):
    """`schooljaren`: those to choose from; `collegas`: who may be behandelaar."""

    sorteringen = {
        "aangemeld": ("aangemeld_op", "pk"),
        "naam": ("leerling__zoeknaam", "pk"),
        "gestopt": ("gestopt_op", "pk"),
        "leeftijd": ("leeftijd", "pk"),
    }
    standaard = "-aangemeld"

    populatie = django_filters.ChoiceFilter(label="Populatie", choices=Populatie.choices, empty_label="Alle")
    schooljaar = django_filters.ChoiceFilter(label="Schooljaar", empty_label="Alle")
    begeleiding = django_filters.ChoiceFilter(
        label="Begeleiding",
        choices=[(ONBEKEND, "Nog niet vastgelegd"), *Begeleiding.choices],
        method="filter_begeleiding",
        empty_label="Alle",
    )
    status = django_filters.ChoiceFilter(
        label="Status", choices=STATUSSEN, method="filter_status", empty_label="Alle"
    )
    behandelaar = django_filters.ChoiceFilter(
        label="Behandelaar", method="filter_behandelaar", empty_label="Iedereen"
    )

    class Meta:
        model = Traject
        fields: list[str] = []
        form = StrengFilterForm

    def __init__(self, *args: Any, schooljaren: list[int], collegas: list[Gebruiker], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kies("schooljaar", [(str(jaar), schooljaar_label(jaar)) for jaar in schooljaren])
        self.kies(
            "behandelaar", [(TEAM, "Nog van niemand"), *((str(collega.pk), collega.naam) for collega in collegas)]
        )

    def filter_begeleiding(self, queryset: QuerySet, naam: str, waarde: str) -> QuerySet:
        return queryset.filter(begeleiding="" if waarde == ONBEKEND else waarde)

    def filter_status(self, queryset: QuerySet, naam: str, waarde: str) -> QuerySet:
        return queryset.filter(afgesloten_op__isnull=waarde == "open")

    def filter_behandelaar(self, queryset: QuerySet, naam: str, waarde: str) -> QuerySet:
        lopend = Toewijzing.objects.filter(gemeente=OuterRef("gemeente"), zaak=OuterRef("zaak"), tot__isnull=True)
        return queryset.filter(Exists(lopend.filter(gebruiker=None if waarde == TEAM else int(waarde))))


class OverstapFilter(_MetLeerling):
    sorteringen = {"naam": ("leerling__zoeknaam", "pk"), "brief": ("brief_op", "pk")}
    standaard = "naam"

    zomer = django_filters.ChoiceFilter(label="Zomer", empty_label="Alle")
    uitkomst = django_filters.ChoiceFilter(
        label="Uitkomst",
        choices=[(ONBEKEND, "Nog niet bekend"), *OverstapUitkomst.choices],
        method="filter_uitkomst",
        empty_label="Alle",
    )
    risico = django_filters.BooleanFilter(
        label="Risico",
        widget=forms.Select(choices=[("", "Alle"), ("true", "Met risico"), ("false", "Zonder risico")]),
    )

    class Meta:
        model = Overstap
        fields: list[str] = []
        form = StrengFilterForm

    def __init__(self, *args: Any, zomers: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kies("zomer", [(str(zomer), str(zomer)) for zomer in zomers])

    def filter_uitkomst(self, queryset: QuerySet, naam: str, waarde: str) -> QuerySet:
        return queryset.filter(uitkomst="" if waarde == ONBEKEND else waarde)


class WonenFilter(_MetLeerling):
    sorteringen = {"begin": ("gestart_op", "pk"), "naam": ("leerling__zoeknaam", "pk")}
    standaard = "-begin"

    status = django_filters.ChoiceFilter(
        label="Status",
        choices=[("open", "Woont er nu"), ("gesloten", "Geëindigd")],
        method="filter_status",
        empty_label="Alle",
    )

    class Meta:
        model = BegeleidWonen
        fields: list[str] = []
        form = StrengFilterForm

    def filter_status(self, queryset: QuerySet, naam: str, waarde: str) -> QuerySet:
        return queryset.filter(geeindigd_op__isnull=waarde == "open")


class KlasFilter(StrengeFilterSet):
    sorteringen = {"bezocht": ("bezocht_op", "pk"), "klas": ("klas", "pk")}
    standaard = "-bezocht"

    class Meta:
        model = NoShowKlas
        fields: list[str] = []
        form = StrengFilterForm

    def filter_zoek(self, queryset: QuerySet, naam: str, tekst: str) -> QuerySet:
        return queryset.filter(klas__icontains=tekst) if tekst else queryset
