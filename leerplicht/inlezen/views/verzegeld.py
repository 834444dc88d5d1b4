"""Rows of a file about a sealed leerling: closed like his dossier, until somebody says why."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.urls import reverse

from leerplicht.models import Aanleverregel
from leerplicht.toegang.verzoek import Verzoek
from leerplicht.toegang.zegels.verzegeld import dicht_in

VERZEGELD = "Verzegeld dossier. Open het eerst, met een reden."


def gesloten(request: Verzoek, regels: Sequence[Aanleverregel]) -> dict[int, int]:
    """Of the rows that are about a sealed leerling, or may be: his number, by that of the row."""
    wie = {regel.pk: _leerlingen(regel) for regel in regels}
    dicht = dicht_in(request, (pk for leerlingen in wie.values() for pk in leerlingen))
    return {rij: next(pk for pk in wie[rij] if pk in dicht) for rij in wie if dicht.intersection(wie[rij])}


def openen(request: Verzoek, leerling_id: int) -> str:
    """Where a reason is asked; from there it goes on at this page."""
    return f"{reverse('dossier_openen', args=[leerling_id])}?{urlencode({'naar': request.path})}"


def _leerlingen(regel: Aanleverregel) -> list[int]:
    zelf = [] if regel.betreft_id is None else [regel.betreft_id]
    return [*zelf, *(een["leerling"] for een in regel.kandidaten)]
