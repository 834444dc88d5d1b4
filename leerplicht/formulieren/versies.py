"""Two colleagues in one dossier: a change is refused when the row changed since the form was opened."""

from typing import TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

Rij = TypeVar("Rij", bound=models.Model)

CONFLICT = (
    "Een collega heeft deze gegevens intussen gewijzigd. Wat u typte staat er nog. "
    "Open de pagina opnieuw in een tweede venster, vergelijk, en sla daarna op."
)


class VersieForm(forms.Form):
    """A form that edits a row; it carries the version of the row as it was when the form was opened."""

    version = forms.IntegerField(widget=forms.HiddenInput)


def vergrendel(rij: Rij, version: int) -> Rij:
    """The row as it is now, locked for this transaction. Raises ValidationError when it has another version."""
    actueel: Rij = type(rij)._default_manager.select_for_update(of=("self",)).get(pk=rij.pk)
    if actueel.version != version:  # type: ignore[attr-defined]
        raise ValidationError(CONFLICT, code="conflict")
    return actueel
