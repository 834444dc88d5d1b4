"""Terugmeldkeuze: what a gemeente itself chose that DUO is told of a result."""

from django.db import models
from django.db.models import Q

from leerplicht.roles import Recht
from leerplicht.toegang.queryset import GemeenteQuerySet
from leerplicht.toegang.tabelregels import gemeente_regels, versie_trigger, volg
from meldingen.choices import DuoReden, DuoStatus


class TerugmeldkeuzeQuerySet(GemeenteQuerySet):
    """For who keeps the code lists."""

    rechten = frozenset({Recht.LIJSTEN})


@volg("meldingen_terugmeldkeuze")
class Terugmeldkeuze(models.Model):
    """Of a result, by its code in whatever list: the status and reason that DUO is told instead of the default.

    Empty `status`: the default again. The row stays, so that who works on it at the same time is told.
    """

    gemeente = models.ForeignKey("leerplicht.Gemeente", on_delete=models.PROTECT, db_index=False, related_name="+")
    code = models.SlugField("code van het resultaat", max_length=60)
    status = models.CharField("status bij DUO", max_length=20, choices=DuoStatus, blank=True)
    reden = models.CharField("reden van sluiten", max_length=20, choices=DuoReden, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = TerugmeldkeuzeQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        verbose_name_plural = "terugmeldkeuzes"
        triggers = [versie_trigger()]
        constraints = [
            *gemeente_regels("meldingen_terugmeldkeuze"),
            models.UniqueConstraint(fields=["gemeente", "code"], name="terugmeldkeuze_een_per_code"),
            models.CheckConstraint(
                condition=Q(status=DuoStatus.AFGESLOTEN) & ~Q(reden="")
                | Q(status__in=["", DuoStatus.IN_BEHANDELING, DuoStatus.TER_KENNISGEVING], reden=""),
                name="terugmeldkeuze_reden_bij_afgesloten",
            ),
        ]

    def __str__(self):
        return f"{self.code}: {self.status or 'standaard'}"
