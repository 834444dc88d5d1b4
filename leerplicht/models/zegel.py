"""Verzegeling: for whom a dossier is closed. Opening: why somebody looked in it, or in a colleague's work."""

import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from leerplicht.models.leerling import Leerling
from leerplicht.roles import Recht
from leerplicht.toegang.queryset import GemeenteQuerySet, PersoonQuerySet
from leerplicht.toegang.tabelregels import gemeente_regels, nooit_verwijderen, versie_trigger, volg
from leerplicht.toegang.zegels.choices import Kijkgrond, Oordeel, Openingsoort, Zegelgrond


class VerzegelingQuerySet(PersoonQuerySet):
    def zichtbaar_voor(self, gebruiker) -> Self:
        """All of the gemeente for who seals; for others what is closed to themselves."""
        zichtbaar = super().zichtbaar_voor(gebruiker)
        return zichtbaar if gebruiker.mag(Recht.VERZEGELEN) else zichtbaar.filter(voor=gebruiker)

    def geldig(self) -> Self:
        return self.filter(beeindigd_op__isnull=True)


@volg("leerplicht_verzegeling")
class Verzegeling(models.Model):
    """A dossier that does not open by itself: for one colleague (his own circle), or for everybody (no `voor`)."""

    gemeente = models.ForeignKey("leerplicht.Gemeente", on_delete=models.PROTECT, db_index=False, related_name="+")
    leerling = models.ForeignKey(Leerling, on_delete=models.PROTECT, db_constraint=False, related_name="+")
    voor = models.ForeignKey(
        "leerplicht.Gebruiker", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    grond = models.CharField("grond", max_length=20, choices=Zegelgrond)
    toelichting = models.TextField("toelichting", blank=True)
    van = models.DateField("verzegeld op")
    door = models.ForeignKey("leerplicht.Gebruiker", on_delete=models.PROTECT, related_name="+")
    beeindigd_op = models.DateField("beëindigd op", null=True, blank=True)
    beeindigd_door = models.ForeignKey(
        "leerplicht.Gebruiker", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = VerzegelingQuerySet.as_manager()

    class Meta:
        ordering = ["-van", "-pk"]
        verbose_name_plural = "verzegelingen"
        triggers = [versie_trigger(), nooit_verwijderen()]
        constraints = [
            *gemeente_regels("leerplicht_verzegeling", "leerling"),
            # Also the index by which a page finds what is closed: few rows run at a time.
            models.UniqueConstraint(
                fields=["gemeente", "voor", "leerling"],
                condition=Q(beeindigd_op__isnull=True),
                nulls_distinct=False,
                name="verzegeling_een_tegelijk",
            ),
            models.CheckConstraint(
                condition=Q(beeindigd_op__isnull=True, beeindigd_door__isnull=True)
                | Q(beeindigd_op__isnull=False, beeindigd_door__isnull=False, beeindigd_op__gte=F("van")),
                name="verzegeling_einde_heel",
            ),
            models.CheckConstraint(
                condition=~Q(grond=Zegelgrond.ANDERS) | ~Q(toelichting=""), name="verzegeling_met_toelichting"
            ),
        ]

    def __str__(self):
        return f"verzegeld voor {self.voor or 'iedereen'}"


class OpeningQuerySet(GemeenteQuerySet):
    rechten = frozenset({Recht.PRIVACY})

    def te_beoordelen(self) -> Self:
        """Of sealed dossiers, not reviewed yet: those whose term ends first come first."""
        return self.filter(beoordelen_voor__isnull=False, beoordeeld_op__isnull=True).order_by(
            "beoordelen_voor", "pk"
        )

    def van(self, gebruiker, *, op: datetime.date) -> Self:
        """His own that hold on a day: until its end."""
        return self.filter(gemeente_id=gebruiker.gemeente.pk, gebruiker=gebruiker, geldig_op=op)


@volg("leerplicht_opening")
class Opening(models.Model):
    """The reason somebody gave for looking in a dossier; it holds for that leerling until the end of the day.

    Outside his own work a colleague is asked for it; a sealed dossier does not open without, and is reviewed.
    """

    gemeente = models.ForeignKey("leerplicht.Gemeente", on_delete=models.PROTECT, db_index=False, related_name="+")
    leerling = models.ForeignKey(Leerling, on_delete=models.PROTECT, db_constraint=False, related_name="+")
    gebruiker = models.ForeignKey("leerplicht.Gebruiker", on_delete=models.PROTECT, related_name="+")
    soort = models.CharField("wat er werd geopend", max_length=20, choices=Openingsoort)
    grond = models.CharField("waarvoor", max_length=20, choices=Kijkgrond)
    toelichting = models.TextField("toelichting", blank=True)
    geopend_op = models.DateTimeField("geopend", default=timezone.now)
    geldig_op = models.DateField("geldig op")
    beoordelen_voor = models.DateField("beoordelen uiterlijk op", null=True, blank=True)
    beoordeeld_op = models.DateField("beoordeeld op", null=True, blank=True)
    beoordeeld_door = models.ForeignKey(
        "leerplicht.Gebruiker", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    oordeel = models.CharField("oordeel", max_length=20, choices=Oordeel, blank=True)
    oordeel_toelichting = models.TextField("toelichting bij het oordeel", blank=True)
    # When the privacy officers were told that the term has passed; once.
    gemaand_op = models.DateField("gemaand op", null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OpeningQuerySet.as_manager()

    class Meta:
        ordering = ["-geopend_op", "-pk"]
        verbose_name_plural = "openingen"
        # To be told is no change: a form about the opening stays good.
        triggers = [versie_trigger("oordeel", "oordeel_toelichting", "beoordeeld_op"), nooit_verwijderen()]
        indexes = [
            models.Index(fields=["gemeente", "gebruiker", "geldig_op"], name="opening_van_vandaag"),
            models.Index(
                fields=["gemeente", "beoordelen_voor"],
                condition=Q(beoordelen_voor__isnull=False, beoordeeld_op__isnull=True),
                name="opening_te_beoordelen",
            ),
        ]
        constraints = [
            *gemeente_regels("leerplicht_opening", "leerling"),
            models.CheckConstraint(
                condition=Q(soort=Openingsoort.ZEGEL, beoordelen_voor__isnull=False)
                | (~Q(soort=Openingsoort.ZEGEL) & Q(beoordelen_voor__isnull=True)),
                name="opening_van_zegel_wordt_beoordeeld",
            ),
            models.CheckConstraint(
                condition=~Q(toelichting="") | ~(Q(soort=Openingsoort.ZEGEL) | Q(grond=Kijkgrond.ANDERS)),
                name="opening_met_toelichting",
            ),
            models.CheckConstraint(
                condition=Q(beoordeeld_op__isnull=True, beoordeeld_door__isnull=True, oordeel="")
                | (
                    Q(beoordelen_voor__isnull=False, beoordeeld_op__isnull=False, beoordeeld_door__isnull=False)
                    & ~Q(oordeel="")
                ),
                name="opening_oordeel_heel",
            ),
        ]

    def __str__(self):
        return f"{Openingsoort(self.soort).label}, {self.geopend_op:%d-%m-%Y}"

    @property
    def reden(self) -> str:
        """Why, as one sentence: the choice, and what was added to it."""
        waarvoor = Kijkgrond(self.grond).label
        return f"{waarvoor}: {self.toelichting}" if self.toelichting else waarvoor
