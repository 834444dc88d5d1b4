"""Vrijstelling: an application or appeal, its decision and its period (Lpw art. 3a, 3b, 5, 5a, 11, 15)."""

import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q

from leerplicht.models import ViaZaakQuerySet
from leerplicht.toegang.tabelregels import ZelfdeGemeente, gemeente_regels, versie_trigger, volg
from meldingen.choices import Besluit, Grondslag


class VrijstellingQuerySet(ViaZaakQuerySet):
    def afgehandeld_in_periode(self, begin: datetime.date, einde: datetime.date) -> Self:
        """What tabel 11 counts: granted and valid in the period, or refused in it. Both days are included."""
        verleend = Q(besluit=Besluit.VERLEEND, geldig_van__lte=einde, geldig_tot_en_met__gte=begin)
        geweigerd = Q(besluit=Besluit.NIET_VERLEEND, besloten_op__range=(begin, einde))
        return self.filter(verleend | geweigerd)

    def besloten_voor(self, dag: datetime.date) -> Self:
        return self.filter(besloten_op__lt=dag)

    def open(self) -> Self:
        return self.filter(besluit="")

    def geldig_op(self, dag: datetime.date) -> Self:
        return self.filter(besluit=Besluit.VERLEEND, geldig_van__lte=dag, geldig_tot_en_met__gte=dag)


@volg("meldingen_vrijstelling")
class Vrijstelling(models.Model):
    """A request that is decided (besluit) or an appeal to a right that is tested (beroep), per ground."""

    gemeente = models.ForeignKey("leerplicht.Gemeente", on_delete=models.PROTECT, db_index=False, related_name="+")
    zaak = models.OneToOneField(
        "leerplicht.Zaak", on_delete=models.PROTECT, db_constraint=False, related_name="vrijstelling"
    )
    leerling = models.ForeignKey(
        "leerplicht.Leerling", on_delete=models.PROTECT, db_constraint=False, related_name="vrijstellingen"
    )
    grondslag = models.CharField("grondslag", max_length=10, choices=Grondslag)
    ontvangen_op = models.DateField("ontvangen op")
    # As it was when received: KDC, po, vo, mbo or none.
    onderwijssoort = models.ForeignKey(
        "leerplicht.Code",
        on_delete=models.PROTECT,
        db_constraint=False,
        null=True,
        blank=True,
        related_name="+",
    )
    besluit = models.CharField("besluit", max_length=20, choices=Besluit, blank=True)
    besloten_op = models.DateField("besloten op", null=True, blank=True)
    motivering = models.TextField("motivering", blank=True)
    geldig_van = models.DateField("geldig van", null=True, blank=True)
    geldig_tot_en_met = models.DateField("geldig tot en met", null=True, blank=True)
    # 5 onder a: counted in the report's text.
    tot_einde_leerplicht = models.BooleanField("tot het einde van de leerplicht", default=False)
    bezocht_speciaal_onderwijs = models.BooleanField("heeft speciaal onderwijs bezocht", default=False)
    teruggekeerd_op = models.DateField("terug naar onderwijs op", null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = VrijstellingQuerySet.as_manager()

    class Meta:
        ordering = ["-ontvangen_op", "-pk"]
        verbose_name_plural = "vrijstellingen"
        triggers = [versie_trigger()]
        indexes = [
            models.Index(fields=["gemeente", "geldig_van", "geldig_tot_en_met"], name="vrijstelling_periode"),
            models.Index(fields=["gemeente", "leerling"], name="vrijstelling_leerling"),
        ]
        constraints = [
            *gemeente_regels("meldingen_vrijstelling", "onderwijssoort"),
            ZelfdeGemeente(
                name="meldingen_vrijstelling_zaak_fk", field="zaak", shared={"leerling_id": "leerling_id"}
            ),
            models.CheckConstraint(
                condition=Q(besluit="", besloten_op__isnull=True)
                | (~Q(besluit="") & Q(besloten_op__isnull=False)),
                name="vrijstelling_besluit_heeft_datum",
            ),
            models.CheckConstraint(
                condition=Q(besluit=Besluit.VERLEEND, geldig_van__isnull=False, geldig_tot_en_met__isnull=False)
                | (
                    ~Q(besluit=Besluit.VERLEEND)
                    & Q(geldig_van__isnull=True, geldig_tot_en_met__isnull=True, teruggekeerd_op__isnull=True)
                ),
                name="vrijstelling_verleend_heeft_periode",
            ),
            models.CheckConstraint(
                condition=Q(geldig_van__isnull=True) | Q(geldig_tot_en_met__gte=F("geldig_van")),
                name="vrijstelling_periode_op_volgorde",
            ),
            models.CheckConstraint(
                condition=Q(besloten_op__isnull=True) | Q(besloten_op__gte=F("ontvangen_op")),
                name="vrijstelling_besluit_na_ontvangst",
            ),
            models.CheckConstraint(
                condition=Q(grondslag=Grondslag.ONDER_A)
                | Q(tot_einde_leerplicht=False, bezocht_speciaal_onderwijs=False),
                name="vrijstelling_alleen_5_onder_a",
            ),
        ]

    def __str__(self):
        return f"Vrijstelling {self.get_grondslag_display()} {self.zaak}"

    @property
    def is_beroep(self) -> bool:
        """A right that is confirmed, not a favour that is granted."""
        return self.grondslag in Grondslag.BEROEP
