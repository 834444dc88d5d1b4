"""The list of colleagues. An unknown parameter or a wrong value shows nobody."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone

from leerplicht.formulieren.filters import StrengeFilterSet, StrengFilterForm
from leerplicht.models import Aanstelling
from leerplicht.roles import ROLLEN, Recht


class GebruikerFilter(StrengeFilterSet):
    sorteringen = {
        "naam": ("gebruiker__naam", "pk"),
        "rol": ("rol", "gebruiker__naam", "pk"),
        "gemachtigd": ("opsporing_tot_en_met", "gebruiker__naam", "pk"),
    }
    standaard = "naam"

    rol = django_filters.ChoiceFilter(
        label="Rol", choices=[(rol.code, rol.naam) for rol in ROLLEN.values()], empty_label="Alle rollen"
    )
    actief = django_filters.ChoiceFilter(
        label="Actief",
        choices=[("ja", "Actief"), ("nee", "Niet actief")],
        empty_label="Actief en niet actief",
        method="filter_actief",
    )
    opsporing = django_filters.ChoiceFilter(
        label="Opsporing",
        choices=[("nu", "Nu gemachtigd"), ("niet", "Geldt nu niet")],
        empty_label="Met of zonder",
        method="filter_opsporing",
    )

    class Meta:
        model = Aanstelling
        fields: list[str] = []
        form = StrengFilterForm

    def filter_zoek(self, queryset: QuerySet, naam: str, tekst: str) -> QuerySet:
        return queryset.filter(Q(gebruiker__naam__icontains=tekst) | Q(gebruiker__email__icontains=tekst))

    def filter_actief(self, queryset: QuerySet, naam: str, waarde: Any) -> QuerySet:
        return queryset.filter(gebruiker__is_active=waarde == "ja")

    def filter_opsporing(self, queryset: QuerySet, naam: str, waarde: Any) -> QuerySet:
        vandaag = timezone.localdate()
        leerplicht = [rol.code for rol in ROLLEN.values() if Recht.LEERPLICHT in rol.rechten]
        geldig = Q(rol__in=leerplicht, opsporing_van__lte=vandaag, opsporing_tot_en_met__gte=vandaag)
        if waarde == "nu":
            return queryset.filter(geldig)
        return queryset.filter(opsporing_van__isnull=False).exclude(geldig)
