"""What was read, filtered. An unknown parameter or a wrong value shows nothing."""

import datetime
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from leerplicht.formulieren.filters import DatumFilter, StrengeFilterSet, StrengFilterForm
from leerplicht.formulieren.velden import DatumField
from leerplicht.models import Logregel
from leerplicht.toegang.logboek.choices import Doel, Handeling
from leerplicht.toegang.logboek.wijzigingen import Wijziging

DAG = datetime.timedelta(1)


class LogregelFilter(StrengeFilterSet):
    sorteringen = {"tijdstip": ("tijdstip", "pk")}
    standaard = "-tijdstip"

    # Nothing to search: the leerling or the colleague is known.
    zoek = None
    van = DatumFilter(label="Vanaf", method="filter_van")
    tot_en_met = DatumFilter(label="Tot en met", method="filter_tot_en_met")
    handeling = django_filters.ChoiceFilter(label="Wat", choices=Handeling.choices, empty_label="Alles")
    doel = django_filters.ChoiceFilter(label="Waarvoor", choices=Doel.choices, empty_label="Alles")

    class Meta:
        model = Logregel
        fields: list[str] = []
        form = StrengFilterForm

    def filter_van(self, queryset: QuerySet, naam: str, dag: datetime.date) -> QuerySet:
        return queryset.filter(tijdstip__gte=begin_van(dag))

    def filter_tot_en_met(self, queryset: QuerySet, naam: str, dag: datetime.date) -> QuerySet:
        return queryset.filter(tijdstip__lt=begin_van(dag + DAG))


class LeerlingLogFilter(LogregelFilter):
    """Of one leerling: also by colleague."""

    collega = django_filters.ChoiceFilter(label="Collega", field_name="gebruiker_id", empty_label="Iedereen")

    def __init__(self, *args: Any, collegas: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kies("collega", collegas)


class WijzigingFilter(StrengFilterForm):
    """The same for what was changed, which is no queryset: it is put together from many tables."""

    van = DatumField(label="Vanaf", required=False, help_text="")
    tot_en_met = DatumField(label="Tot en met", required=False, help_text="")
    door = forms.ChoiceField(label="Wie", required=False)

    def __init__(self, *args: Any, alle: list[Wijziging], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.alle = alle
        wie = sorted({(str(een.gebruiker_id or een.door), een.door) for een in alle}, key=lambda een: een[1])
        self.fields["door"].choices = [("", "Iedereen"), *wie]  # type: ignore[attr-defined]

    @property
    def actief(self) -> int:
        """How many filters are in use."""
        return sum(1 for naam in self.fields if self.data.get(naam))

    def gevonden(self) -> list[Wijziging]:
        """What the filter leaves; nothing when it is wrong."""
        if not self.is_valid():
            return []
        van, tot_en_met, door = (self.cleaned_data[naam] for naam in ("van", "tot_en_met", "door"))
        return [
            een
            for een in self.alle
            if (van is None or een.tijdstip >= begin_van(van))
            and (tot_en_met is None or een.tijdstip < begin_van(tot_en_met + DAG))
            and (not door or str(een.gebruiker_id or een.door) == door)
        ]


def begin_van(dag: datetime.date) -> datetime.datetime:
    """Midnight, as the clock here says it."""
    return timezone.make_aware(datetime.datetime.combine(dag, datetime.time()))
