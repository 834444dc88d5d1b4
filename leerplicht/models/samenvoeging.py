"""Samenvoeging: two leerlingen turned out to be one person."""

from django.db import models
from django.db.models import F, Q

from leerplicht.models.leerling import Leerling
from leerplicht.toegang.queryset import PersoonQuerySet
from leerplicht.toegang.tabelregels import gemeente_regels


class Samenvoeging(models.Model):
    """All that was of `weg` is now of `blijft`; `context` and `moment` find it back in the history to undo it."""

    gemeente = models.ForeignKey("leerplicht.Gemeente", on_delete=models.PROTECT, db_index=False, related_name="+")
    weg = models.ForeignKey(Leerling, on_delete=models.PROTECT, db_constraint=False, related_name="+")
    blijft = models.ForeignKey(
        Leerling, on_delete=models.PROTECT, db_constraint=False, related_name="samenvoegingen"
    )
    op = models.DateField("samengevoegd op")
    door = models.ForeignKey("leerplicht.Gebruiker", on_delete=models.PROTECT, related_name="+")
    waarom = models.CharField("waarom", max_length=200)
    context = models.UUIDField(editable=False)
    moment = models.DateTimeField(editable=False)
    ongedaan_op = models.DateField("ongedaan gemaakt op", null=True, blank=True)
    ongedaan_door = models.ForeignKey(
        "leerplicht.Gebruiker", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = PersoonQuerySet.as_manager()

    class Meta:
        ordering = ["-moment", "-pk"]
        verbose_name_plural = "samenvoegingen"
        constraints = [
            *gemeente_regels("leerplicht_samenvoeging", "weg", "blijft"),
            models.UniqueConstraint(
                fields=["gemeente", "weg"], condition=Q(ongedaan_op__isnull=True), name="samenvoeging_een_tegelijk"
            ),
            models.CheckConstraint(condition=~Q(weg=F("blijft")), name="samenvoeging_van_twee"),
            models.CheckConstraint(
                condition=Q(ongedaan_op__isnull=True, ongedaan_door__isnull=True)
                | Q(ongedaan_op__isnull=False, ongedaan_door__isnull=False),
                name="samenvoeging_ongedaan_heel",
            ),
        ]

    def __str__(self):
        return f"samengevoegd op {self.op:%d-%m-%Y}"
