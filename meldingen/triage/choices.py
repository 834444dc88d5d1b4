"""What can become of a melding that came in."""

from enum import nonmember

from django.db.models import TextChoices


class Actie(TextChoices):
    """In the order of their keys: 1 for the first."""

    VERVOLG = "vervolg", "Vervolg op eerdere"
    WAARSCHUWING = "waarschuwing", "Waarschuwingsbrief"
    TOEWIJZEN = "toewijzen", "Toewijzen"
    TER_KENNISGEVING = "ter_kennisgeving", "Ter kennisgeving"
    THUISZITTER = "thuiszitter", "Thuiszitter"
    NIETS = "niets", "Later beslissen"

    # These give the zaak to somebody.
    MET_BEHANDELAAR = nonmember((VERVOLG[0], WAARSCHUWING[0], TOEWIJZEN[0], THUISZITTER[0]))

    @property
    def toets(self) -> int:
        return list(Actie).index(self) + 1
