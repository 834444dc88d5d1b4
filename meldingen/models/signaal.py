"""Signaal: what the registers show and nobody reported."""

from typing import Self

from django.db import models
from django.db.models import Q

from leerplicht.models import ViaZaakQuerySet
from leerplicht.toegang.tabelregels import ZelfdeGemeente, gemeente_regels, nooit_verwijderen, versie_trigger, volg
from meldingen.signalen.choices import NietsReden, Signaalsoort, Signaaluitkomst


class SignaalQuerySet(ViaZaakQuerySet):
    def open(self) -> Self:
        return self.filter(uitkomst="")

    def bekeken(self) -> Self:
        """Somebody decided on it."""
        return self.filter(uitkomst__in=Signaaluitkomst.BEKEKEN)


@volg("meldingen_signaal")
class Signaal(models.Model):
    """Found at night, and a zaak of its own so that it lies in the werkvoorraad. No melding, and not counted.

    One for each leerling, kind and day of the cause, also when it was handled long ago: running again, or twice at
    once, makes nothing double.
    """

    gemeente = models.ForeignKey("leerplicht.Gemeente", on_delete=models.PROTECT, db_index=False, related_name="+")
    zaak = models.OneToOneField(
        "leerplicht.Zaak", on_delete=models.PROTECT, db_constraint=False, related_name="signaal"
    )
    leerling = models.ForeignKey(
        "leerplicht.Leerling", on_delete=models.PROTECT, db_constraint=False, related_name="signalen"
    )
    soort = models.CharField("soort signaal", max_length=30, choices=Signaalsoort)
    aanleiding_op = models.DateField("aanleiding op")
    waarom = models.CharField("waarom", max_length=400)
    uitkomst = models.CharField("uitkomst", max_length=20, choices=Signaaluitkomst, blank=True)
    afgehandeld_op = models.DateField("afgehandeld op", null=True, blank=True)
    reden = models.CharField("waarom niets te doen", max_length=20, choices=NietsReden, blank=True)
    toelichting = models.TextField("toelichting", blank=True)
    onderzoek = models.OneToOneField(
        "meldingen.Onderzoek",
        on_delete=models.PROTECT,
        db_constraint=False,
        null=True,
        blank=True,
        related_name="signaal",
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    # Of a child who was here twice both have the same signal: at a merge the second one stays, to be handled.
    dubbel_blijft_achter = True

    objects = SignaalQuerySet.as_manager()

    class Meta:
        ordering = ["-aanleiding_op", "-pk"]
        verbose_name_plural = "signalen"
        triggers = [versie_trigger(), nooit_verwijderen()]
        indexes = [models.Index(fields=["gemeente", "uitkomst", "aanleiding_op"], name="signaal_open")]
        constraints = [
            *gemeente_regels("meldingen_signaal"),
            ZelfdeGemeente(name="meldingen_signaal_zaak_fk", field="zaak", shared={"leerling_id": "leerling_id"}),
            ZelfdeGemeente(name="meldingen_signaal_onderzoek_fk", field="onderzoek"),
            models.UniqueConstraint(
                fields=["gemeente", "leerling", "soort", "aanleiding_op"], name="signaal_een_per_aanleiding"
            ),
            models.CheckConstraint(
                condition=Q(uitkomst="", afgehandeld_op__isnull=True)
                | (~Q(uitkomst="") & Q(afgehandeld_op__isnull=False)),
                name="signaal_afgehandeld_met_uitkomst",
            ),
            models.CheckConstraint(
                condition=Q(uitkomst=Signaaluitkomst.ONDERZOEK, onderzoek__isnull=False)
                | (~Q(uitkomst=Signaaluitkomst.ONDERZOEK) & Q(onderzoek__isnull=True)),
                name="signaal_onderzoek_heeft_onderzoek",
            ),
            models.CheckConstraint(
                condition=(Q(uitkomst=Signaaluitkomst.NIETS) & ~Q(reden=""))
                | (~Q(uitkomst=Signaaluitkomst.NIETS) & Q(reden="")),
                name="signaal_niets_heeft_reden",
            ),
            models.CheckConstraint(
                condition=~Q(reden=NietsReden.ANDERS) | ~Q(toelichting=""), name="signaal_anders_met_toelichting"
            ),
        ]

    def __str__(self):
        return f"{self.get_soort_display()} {self.zaak}"
