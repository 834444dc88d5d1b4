"""Checks that several verbs share. They raise a ValidationError with a Dutch sentence at the field."""

import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone

from leerplicht.models import Code


def niet_in_toekomst(**dagen: datetime.date | None) -> None:
    """Every day given is today or earlier."""
    vandaag = timezone.localdate()
    fouten = {
        veld: "Deze datum ligt in de toekomst." for veld, dag in dagen.items() if dag is not None and dag > vandaag
    }
    if fouten:
        raise ValidationError(fouten)


def uit_lijst(veld: str, code: Code | None, lijst: str, schooljaar: int) -> None:
    """The code stands in the list and holds in the school year."""
    if code is None:
        raise ValidationError({veld: "Maak een keuze uit de lijst."})
    eindigt = code.tot_schooljaar is not None and schooljaar >= code.tot_schooljaar
    if code.lijst != lijst or schooljaar < code.van_schooljaar or eindigt:
        raise ValidationError({veld: "Deze keuze staat niet in de lijst van dit schooljaar."})
