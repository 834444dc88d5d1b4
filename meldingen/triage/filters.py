"""What of the triage is shown: of one school, one kind, from one sender."""

from typing import Any

import django_filters
from django.db.models import QuerySet

from leerplicht.formulieren.filters import StrengFilterForm
from leerplicht.models import School
from leerplicht.models.zaak import compartimenten
from leerplicht.toegang.verzoek import Verzoek
from meldingen.choices import Herkomst
from meldingen.filters import ZaakFilterSet
from meldingen.models import Melding
from meldingen.rules import soorten_in


def _scholen(request: Verzoek) -> QuerySet[School]:
    """Those that something waits of."""
    nieuw = Melding.objects.zichtbaar_voor(request.user).te_sorteren()
    return School.objects.filter(pk__in=nieuw.values("school_id"))


class TriageFilter(ZaakFilterSet):
    sorteringen = {"gemeld_op": ("gemeld_op", "pk")}
    standaard = "gemeld_op"

    school = django_filters.ModelChoiceFilter(label="School", queryset=_scholen, empty_label="Alle scholen")
    soort = django_filters.ChoiceFilter(label="Soort", empty_label="Alle soorten")
    herkomst = django_filters.ChoiceFilter(label="Gemeld door", choices=Herkomst.choices, empty_label="Iedereen")

    class Meta:
        model = Melding
        fields: list[str] = []
        form = StrengFilterForm

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        gebruiker = self.request.user
        soorten = soorten_in(compartimenten(gebruiker))
        self.kies("soort", [(soort.value, soort.label) for soort in soorten])
