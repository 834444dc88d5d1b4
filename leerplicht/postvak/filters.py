"""The list of what goes out. An unknown parameter or a wrong value shows nothing."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone

from leerplicht.formulieren.filters import StrengeFilterSet, StrengFilterForm
from leerplicht.models import Opdracht, OpdrachtStatus
from leerplicht.postvak.soorten import namen

AANDACHT = "aandacht"


class OpdrachtFilter(StrengeFilterSet):
    sorteringen = {
        "aangevraagd": ("aangemaakt", "pk"),
        "ontvanger": ("ontvanger__naam", "-aangemaakt", "pk"),
        "stand": ("status", "-aangemaakt", "pk"),
    }
    standaard = "-aangevraagd"

    stand = django_filters.ChoiceFilter(
        label="Stand",
        choices=[(AANDACHT, "Vraagt aandacht"), *OpdrachtStatus.choices],
        empty_label="Alles",
        method="filter_stand",
    )
    soort = django_filters.ChoiceFilter(label="Soort", empty_label="Alle soorten")

    class Meta:
        model = Opdracht
        fields: list[str] = []
        form = StrengFilterForm

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kies("soort", list(namen().items()))

    def filter_zoek(self, queryset: QuerySet, naam: str, tekst: str) -> QuerySet:
        return queryset.filter(Q(ontvanger__naam__icontains=tekst) | Q(ontvanger__email__icontains=tekst))

    def filter_stand(self, queryset: QuerySet, naam: str, waarde: str) -> QuerySet:
        if waarde == AANDACHT:
            return queryset.vraagt_aandacht(timezone.now())  # type: ignore[attr-defined]
        return queryset.filter(status=waarde)
