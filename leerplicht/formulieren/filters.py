"""The strict base of every filter: a mistyped parameter is an error and an empty list, never all rows."""

from typing import Any, ClassVar

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from leerplicht.formulieren.velden import DatumField
from leerplicht.formulieren.zoeken import zoekvraag


class StrengFilterForm(forms.Form):
    """The form behind a filter. Knows the request, to look up a search text by its token."""

    request: Any = None

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or {}
        onbekend = sorted(set(self.data) - set(self.fields) - {"pagina"})
        if onbekend:
            raise ValidationError(f"Dit filter bestaat niet: {', '.join(onbekend)}. Er wordt niets getoond.")
        return schoon

    def clean_zoek(self) -> str:
        token = self.cleaned_data["zoek"]
        if not token:
            return ""
        tekst = zoekvraag(self.request, token)
        if tekst is None:
            raise ValidationError("Deze zoekvraag is verlopen. Zoek opnieuw.")
        return tekst


class DatumFilter(django_filters.Filter):
    """One end of a half-open range of days: `gte` for the first day, `lt` for the day after the last one."""

    field_class = DatumField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, help_text=kwargs.pop("help_text", ""), **kwargs)


class StrengeFilterSet(django_filters.FilterSet):
    """Base of the filters. `sorteringen`: value of ?sorteer= to the fields it orders by; `standaard`: without it.

    Each filter gets `zoek` (token of a posted search) and `sorteer` by itself; subclasses define `filter_zoek`.
    """

    sorteringen: ClassVar[dict[str, tuple[str, ...]]] = {}
    standaard: ClassVar[str]

    sorteer = django_filters.ChoiceFilter(label="Volgorde", method="filter_niet", widget=forms.HiddenInput)
    zoek = django_filters.CharFilter(label="Zoeken", method="filter_zoek", widget=forms.HiddenInput)

    class Meta:
        form = StrengFilterForm

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kies("sorteer", [(f"{teken}{naam}", naam) for naam in self.sorteringen for teken in ("", "-")])

    def kies(self, naam: str, keuzes: list[tuple[str, str]]) -> None:
        """Give a filter the choices that this user has."""
        self.filters[naam].extra["choices"] = keuzes

    @property
    def form(self) -> StrengFilterForm:
        formulier = super().form
        formulier.request = self.request
        return formulier

    @property
    def actief(self) -> int:
        """How many filters are in use, the order not counted."""
        return sum(1 for naam in self.filters if naam != "sorteer" and self.data.get(naam))

    @property
    def zoektekst(self) -> str:
        return self.form.cleaned_data.get("zoek", "") if self.form.is_valid() else ""

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        if not self.form.is_valid():
            return queryset.none()
        return super().filter_queryset(queryset).order_by(*self._volgorde())

    def filter_niet(self, queryset: QuerySet, naam: str, waarde: Any) -> QuerySet:
        return queryset

    def filter_zoek(self, queryset: QuerySet, naam: str, tekst: str) -> QuerySet:
        raise NotImplementedError

    def _volgorde(self) -> tuple[str, ...]:
        keuze = self.form.cleaned_data.get("sorteer") or self.standaard
        velden = self.sorteringen[keuze.removeprefix("-")]
        if not keuze.startswith("-"):
            return velden
        return tuple(veld.removeprefix("-") if veld.startswith("-") else f"-{veld}" for veld in velden)
