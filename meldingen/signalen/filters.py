"""The lists of signalen and of the sieve."""

from typing import Any

import django_filters
from django.db.models import QuerySet

from leerplicht.formulieren.filters import StrengFilterForm
from leerplicht.models.zaak import compartimenten
from meldingen.filters import ZaakFilterSet
from meldingen.models import Signaal
from meldingen.signalen.choices import Signaalsoort, Signaaluitkomst
from meldingen.signalen.rules import compartiment_van

OPEN = "open"


class SignaalFilter(ZaakFilterSet):
    sorteringen = {
        "aanleiding_op": ("aanleiding_op", "pk"),
        "leerling": ("leerling__zoeknaam", "aanleiding_op", "pk"),
        "soort": ("soort", "aanleiding_op", "pk"),
    }
    standaard = "-aanleiding_op"

    soort = django_filters.ChoiceFilter(label="Soort", empty_label="Alle soorten")
    status = django_filters.ChoiceFilter(
        label="Status",
        choices=[(OPEN, "Open"), *((code, naam.capitalize()) for code, naam in Signaaluitkomst.choices)],
        empty_label="Open en afgehandeld",
        method="filter_status",
    )

    class Meta:
        model = Signaal
        fields: list[str] = []
        form = StrengFilterForm

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zichtbaar = compartimenten(self.request.user)
        soorten = [soort for soort in Signaalsoort if compartiment_van(soort) in zichtbaar]
        self.kies("soort", [(soort.value, soort.label) for soort in soorten])

    @property
    def gekozen_status(self) -> str:
        """Decides the columns: of open signalen there is no outcome."""
        return self.data.get("status", "")

    def filter_status(self, queryset: QuerySet, naam: str, status: str) -> QuerySet:
        return queryset.filter(uitkomst="" if status == OPEN else status)
