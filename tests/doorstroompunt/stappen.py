"""What the tests of the actions share: the days of the story, refusals, the timeline."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from leerplicht.models import Gebeurtenis

GESTOPT = date(2024, 1, 15)
AANGEMELD = date(2024, 2, 1)
LATER = date(2024, 6, 3)
TOEKOMST = date(2999, 1, 1)


def weigert(actie, *args, **velden) -> dict[str, list[str]]:
    """The sentences of a refusal, by field."""
    with pytest.raises(ValidationError) as fout:
        actie(*args, **velden)
    return fout.value.message_dict if hasattr(fout.value, "error_dict") else {"": fout.value.messages}


def verloop(zaak) -> list[tuple]:
    return list(Gebeurtenis.objects.filter(zaak=zaak).order_by("pk").values_list("op", "soort", "titel"))
