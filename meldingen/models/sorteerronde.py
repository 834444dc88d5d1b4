"""Sorteerronde: what one colleague sorted at once, so that it can be brought back on the same day."""

from typing import Self

from django.db import models

from leerplicht.roles import Recht
from leerplicht.toegang.queryset import GemeenteQuerySet
from leerplicht.toegang.tabelregels import gemeente_regels, nooit_verwijderen


class SorteerrondeQuerySet(GemeenteQuerySet):
    rechten = frozenset({Recht.LEERPLICHT, Recht.DOORSTROOMPUNT})

    def zichtbaar_voor(self, gebruiker) -> Self:
        """One's own: what a colleague sorted stands in the dossiers."""
        return super().zichtbaar_voor(gebruiker).filter(gebruiker=gebruiker)


class Sorteerronde(models.Model):
    """One press on the button of the triage. Holds numbers and sentences of the program, nothing about a person.

    `gedaan`: per melding how it was before (`Gesorteerd` in meldingen/triage/actions.py).
    `niet_gedaan`: [melding, sentence] of the rows that stayed.
    """

    gemeente = models.ForeignKey("leerplicht.Gemeente", on_delete=models.PROTECT, db_index=False, related_name="+")
    gebruiker = models.ForeignKey("leerplicht.Gebruiker", on_delete=models.PROTECT, related_name="+")
    op = models.DateField("op")
    moment = models.DateTimeField("tijdstip", auto_now_add=True)
    gedaan = models.JSONField(default=list)
    niet_gedaan = models.JSONField(default=list)
    ongedaan_op = models.DateField("ongedaan gemaakt op", null=True, blank=True)

    objects = SorteerrondeQuerySet.as_manager()

    class Meta:
        ordering = ["-moment", "-pk"]
        verbose_name_plural = "sorteerrondes"
        triggers = [nooit_verwijderen()]
        indexes = [models.Index(fields=["gemeente", "gebruiker", "op"], name="sorteerronde_van_de_dag")]
        constraints = gemeente_regels("meldingen_sorteerronde")

    def __str__(self):
        return f"sorteerronde {self.pk}"
