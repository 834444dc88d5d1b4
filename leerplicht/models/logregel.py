"""Logregel: one read of persons. Written by `leerplicht/logbook.py` and by nothing else."""

from functools import reduce
from operator import or_
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils import timezone

from leerplicht.roles import Recht
from leerplicht.toegang.logboek.choices import Doel, Handeling
from leerplicht.toegang.queryset import GemeenteQuerySet
from leerplicht.toegang.tabelregels import AlleenToevoegen, RijBeveiliging, alleen_aanvullen, nooit_leegmaken


class LogregelQuerySet(GemeenteQuerySet):
    rechten = frozenset({Recht.PRIVACY})

    def over(self, *leerling_ids: int) -> Self:
        """Reads of this leerling, alone or in a list; of each of the numbers he has or had."""
        # By the index, also under row-level security: roles.sql says why `@>` may use it.
        return self.filter(reduce(or_, (Q(leerlingen__contains=[pk]) for pk in leerling_ids)))


class Logregel(models.Model):
    """Who read about which leerlingen, when, on which page and what for. A list or a search is one row.

    Ids instead of foreign keys: the row must stay when a dossier is destroyed or a colleague leaves.
    """

    gemeente_id = models.BigIntegerField()
    tijdstip = models.DateTimeField(default=timezone.now)
    gebruiker_id = models.BigIntegerField()
    rol = models.CharField(max_length=30)
    # One request of one browser.
    verzoek = models.UUIDField()
    # The name of the page, never its address: an address can hold a search.
    route = models.CharField(max_length=60)
    handeling = models.CharField(max_length=20, choices=Handeling)
    doel = models.CharField(max_length=20, choices=Doel)
    reden = models.TextField(blank=True)
    leerlingen = ArrayField(models.BigIntegerField())
    zaken = ArrayField(models.BigIntegerField(), default=list)
    aantal = models.PositiveIntegerField()
    # Whose reading this was about: the privacy officer looked at what a colleague did.
    collega_id = models.BigIntegerField(null=True, blank=True)
    # HTTP: 200 was shown, 302 led elsewhere, 4xx was refused after the rows were read.
    status = models.PositiveSmallIntegerField()

    objects = LogregelQuerySet.as_manager()

    class Meta:
        ordering = ["-tijdstip", "-pk"]
        verbose_name_plural = "logregels"
        triggers = [alleen_aanvullen(), nooit_leegmaken()]
        indexes = [
            models.Index(fields=["gemeente_id", "gebruiker_id", "tijdstip"], name="logregel_gebruiker"),
            GinIndex(fields=["leerlingen"], name="logregel_leerlingen"),
        ]
        constraints = [
            RijBeveiliging(name="leerplicht_logregel_gemeente"),
            AlleenToevoegen(name="leerplicht_logregel_alleen_toevoegen"),
        ]

    def __str__(self):
        return f"{self.tijdstip:%d-%m-%Y %H:%M} {Handeling(self.handeling).label}"
