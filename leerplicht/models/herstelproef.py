"""Herstelproef: a backup that was restored on trial. Outside row-level security: it says nothing of a gemeente."""

from typing import Self

from django.db import models


class HerstelproefQuerySet(models.QuerySet):
    def laatste_geslaagde(self) -> Self:
        return self.filter(fout="").order_by("-gedaan")


class Herstelproef(models.Model):
    """One trial: when, of which backup, what was in it. `fout` is empty when everything was equal."""

    gedaan = models.DateTimeField()
    backup_van = models.DateTimeField(null=True)
    tabellen = models.PositiveIntegerField(default=0)
    rijen = models.PositiveBigIntegerField(default=0)
    bestanden = models.PositiveIntegerField(default=0)
    fout = models.CharField(max_length=300, blank=True)

    objects = HerstelproefQuerySet.as_manager()

    class Meta:
        ordering = ["-gedaan"]
        verbose_name_plural = "herstelproeven"

    def __str__(self):
        return f"{self.gedaan:%Y-%m-%d %H:%M}"
