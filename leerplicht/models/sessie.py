"""Sessie: one login of a user on one device. Outside row-level security: it comes before any gemeente."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models

from leerplicht.models.gemeente import Gebruiker


class SessieQuerySet(models.QuerySet):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> Self:
        """Nobody sees the sessions of another, not even whoever manages users."""
        return self.filter(gebruiker=gebruiker)

    def verlopen(self, nu: datetime) -> Self:
        return self.filter(begonnen_op__lte=nu - timedelta(seconds=settings.SESSION_COOKIE_AGE))


class Sessie(models.Model):
    """Django's session points at this row; without it the session has ended, wherever its cookie is.

    Beside the session, not in it: a slow request that saves the session would take back the activity of another.
    """

    gebruiker = models.ForeignKey(Gebruiker, on_delete=models.CASCADE, related_name="sessies")
    begonnen_op = models.DateTimeField("ingelogd op", db_index=True)
    laatst_actief = models.DateTimeField("laatst gebruikt op")
    # The screen was locked; by itself it also counts as locked after a time without activity.
    vergrendeld = models.BooleanField("op slot", default=False)
    apparaat = models.CharField("apparaat", max_length=80)

    objects = SessieQuerySet.as_manager()

    class Meta:
        ordering = ["-laatst_actief"]

    def __str__(self):
        return f"{self.apparaat}, {self.begonnen_op:%d-%m-%Y %H:%M}"

    def is_verlopen(self, nu: datetime) -> bool:
        return nu >= self.begonnen_op + timedelta(seconds=settings.SESSION_COOKIE_AGE)

    def seconden_tot_slot(self, nu: datetime) -> float:
        """How long the screen still stays open without activity; 0 or less: it is locked."""
        if self.vergrendeld:
            return 0
        return (self.laatst_actief + settings.SLOT_NA - nu).total_seconds()

    def op_slot(self, nu: datetime) -> bool:
        return self.seconden_tot_slot(nu) <= 0
