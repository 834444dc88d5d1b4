"""Zaak: the spine. Tasks, events, assignments point to the zaak, so that they exist once for every app."""

from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.contrib.postgres.functions import TransactionNow
from django.db import models
from django.db.models import F, Func, Q, Value

from leerplicht.roles import Recht
from leerplicht.toegang.queryset import GemeenteQuerySet
from leerplicht.toegang.tabelregels import (
    alleen_aanvullen,
    gemeente_regels,
    nooit_verwijderen,
    versie_trigger,
    volg,
)


class Compartiment(models.TextChoices):
    """Which law rules the data, and so who may read it."""

    TOEZICHT = "toezicht", "toezicht (leerplicht)"
    OPSPORING = "opsporing", "opsporing"
    DOORSTROOMPUNT = "doorstroompunt", "Doorstroompunt"


# The right that opens a compartment.
RECHT_PER_COMPARTIMENT = {
    Recht.LEERPLICHT: Compartiment.TOEZICHT,
    Recht.DOORSTROOMPUNT: Compartiment.DOORSTROOMPUNT,
    Recht.OPSPORING: Compartiment.OPSPORING,
}


def compartimenten(gebruiker) -> list[str]:
    """The compartments that the user's active role opens."""
    return [str(comp) for recht, comp in RECHT_PER_COMPARTIMENT.items() if gebruiker.mag(recht)]


class ZaakQuerySet(GemeenteQuerySet):
    def zichtbaar_voor(self, gebruiker) -> Self:
        return self.filter(gemeente_id=gebruiker.gemeente.pk, compartiment__in=compartimenten(gebruiker))

    def open(self) -> Self:
        return self.filter(gesloten_op__isnull=True)

    def van(self, gebruiker) -> Self:
        return self.filter(toewijzingen__tot__isnull=True, toewijzingen__gebruiker=gebruiker)

    def zonder_eigenaar(self) -> Self:
        """Owned by the team: a Toewijzing without a person."""
        return self.filter(toewijzingen__tot__isnull=True, toewijzingen__gebruiker__isnull=True)


class ViaZaakQuerySet(GemeenteQuerySet):
    """Rows that hang on a zaak are visible as the zaak is."""

    def zichtbaar_voor(self, gebruiker) -> Self:
        return self.filter(gemeente_id=gebruiker.gemeente.pk, zaak__compartiment__in=compartimenten(gebruiker))


@volg("leerplicht_zaak")
class Zaak(models.Model):
    """A piece of work about one leerling. Melding, Vrijstelling and Traject are each one-to-one with a zaak."""

    gemeente = models.ForeignKey("leerplicht.Gemeente", on_delete=models.PROTECT, db_index=False, related_name="+")
    nummer = models.PositiveIntegerField("zaaknummer")
    leerling = models.ForeignKey(
        "leerplicht.Leerling", on_delete=models.PROTECT, db_constraint=False, related_name="zaken"
    )
    # A code of an Onderdeel; the kernel knows no list of them.
    soort = models.CharField("soort zaak", max_length=30)
    compartiment = models.CharField(max_length=20, choices=Compartiment, default=Compartiment.TOEZICHT)
    geopend_op = models.DateField("geopend op")
    gesloten_op = models.DateField("gesloten op", null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ZaakQuerySet.as_manager()

    class Meta:
        ordering = ["-geopend_op", "-nummer"]
        verbose_name_plural = "zaken"
        triggers = [versie_trigger()]
        indexes = [
            models.Index(fields=["gemeente", "leerling"], name="zaak_leerling"),
            models.Index(
                fields=["gemeente", "geopend_op"], condition=Q(gesloten_op__isnull=True), name="zaak_open"
            ),
        ]
        constraints = [
            *gemeente_regels("leerplicht_zaak", "leerling"),
            models.UniqueConstraint(fields=["gemeente", "nummer"], name="zaak_nummer_uniek"),
            # Target of composite keys: a melding concerns the leerling of its zaak.
            models.UniqueConstraint(fields=["gemeente", "id", "leerling"], name="zaak_gemeente_leerling"),
            models.CheckConstraint(
                condition=Q(gesloten_op__isnull=True) | Q(gesloten_op__gte=F("geopend_op")),
                name="zaak_periode_op_volgorde",
            ),
        ]

    def __str__(self):
        return f"{self.nummer:06d}"


@volg("leerplicht_toewijzing")
class Toewijzing(models.Model):
    """Who owns a zaak in a period [van, tot). Exactly one owner at a time; no person means: the team."""

    gemeente = models.ForeignKey("leerplicht.Gemeente", on_delete=models.PROTECT, db_index=False, related_name="+")
    zaak = models.ForeignKey(Zaak, on_delete=models.PROTECT, db_constraint=False, related_name="toewijzingen")
    gebruiker = models.ForeignKey(
        "leerplicht.Gebruiker", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    van = models.DateTimeField()
    tot = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ViaZaakQuerySet.as_manager()

    class Meta:
        ordering = ["van"]
        verbose_name_plural = "toewijzingen"
        triggers = [versie_trigger(), nooit_verwijderen()]
        indexes = [
            models.Index(
                fields=["gemeente", "gebruiker", "zaak"],
                condition=Q(tot__isnull=True),
                name="toewijzing_lopend",
            )
        ]
        constraints = [
            *gemeente_regels("leerplicht_toewijzing", "zaak"),
            models.CheckConstraint(
                condition=Q(tot__isnull=True) | Q(tot__gt=F("van")), name="toewijzing_periode_op_volgorde"
            ),
            ExclusionConstraint(
                name="toewijzing_een_eigenaar_tegelijk",
                expressions=[
                    ("gemeente", RangeOperators.EQUAL),
                    ("zaak", RangeOperators.EQUAL),
                    (
                        Func(
                            F("van"),
                            F("tot"),
                            Value("[)"),
                            function="tstzrange",
                            output_field=DateTimeRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    def __str__(self):
        return str(self.gebruiker or "team")


class GebeurtenisQuerySet(ViaZaakQuerySet):
    def zichtbaar_voor(self, gebruiker) -> Self:
        """Of zaken that are visible, without what is of a compartment that is not."""
        return super().zichtbaar_voor(gebruiker).filter(compartiment__in=["", *compartimenten(gebruiker)])


class Gebeurtenis(models.Model):
    """Something that happened in a zaak, as it reads on the timeline. Appended, never edited."""

    gemeente = models.ForeignKey("leerplicht.Gemeente", on_delete=models.PROTECT, db_index=False, related_name="+")
    zaak = models.ForeignKey(Zaak, on_delete=models.PROTECT, db_constraint=False, related_name="gebeurtenissen")
    op = models.DateField("op")
    # The moment of the transaction, as in the history: so `terugdraaien.py` finds what one transaction wrote.
    vastgelegd = models.DateTimeField(db_default=TransactionNow(), editable=False)
    # Name of an icon of the timeline: melding, besluit, gesprek, brief, notitie, overdracht, sluiting.
    soort = models.CharField(max_length=20)
    titel = models.CharField(max_length=160)
    toelichting = models.TextField(blank=True)
    # Empty: that of the zaak. A zaak of toezicht can hold events of opsporing: a Halt referral.
    compartiment = models.CharField("compartiment", max_length=20, choices=Compartiment, blank=True)
    door = models.ForeignKey(
        "leerplicht.Gebruiker", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = GebeurtenisQuerySet.as_manager()

    class Meta:
        ordering = ["-op", "-pk"]
        verbose_name_plural = "gebeurtenissen"
        triggers = [alleen_aanvullen()]
        indexes = [models.Index(fields=["gemeente", "zaak", "op"], name="gebeurtenis_zaak")]
        constraints = gemeente_regels("leerplicht_gebeurtenis", "zaak")

    def __str__(self):
        return self.titel


class TaakQuerySet(ViaZaakQuerySet):
    def open(self) -> Self:
        return self.filter(gedaan_op__isnull=True)


@volg("leerplicht_taak")
class Taak(models.Model):
    """Something to do in a zaak before a day, with the reason why that day."""

    gemeente = models.ForeignKey("leerplicht.Gemeente", on_delete=models.PROTECT, db_index=False, related_name="+")
    zaak = models.ForeignKey(Zaak, on_delete=models.PROTECT, db_constraint=False, related_name="taken")
    titel = models.CharField("taak", max_length=160)
    vervalt_op = models.DateField("uiterlijk op")
    waarom = models.CharField("waarom deze datum", max_length=200)
    gedaan_op = models.DateField("gedaan op", null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = TaakQuerySet.as_manager()

    class Meta:
        ordering = ["vervalt_op", "pk"]
        verbose_name_plural = "taken"
        triggers = [versie_trigger()]
        indexes = [
            models.Index(
                fields=["gemeente", "zaak", "vervalt_op"],
                condition=Q(gedaan_op__isnull=True),
                name="taak_open",
            )
        ]
        constraints = gemeente_regels("leerplicht_taak", "zaak")

    def __str__(self):
        return self.titel
