"""Code lists: redenen, resultaten and onderwijssoorten are rows of the gemeente, versioned per school year."""

from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import IntegerRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from leerplicht.models.zaak import Compartiment
from leerplicht.toegang.queryset import GemeenteQuerySet
from leerplicht.toegang.tabelregels import (
    gemeente_regels,
    nooit_verwijderen,
    versie_trigger,
    volg,
)


class IndelingSoort(models.TextChoices):
    """The groupings that tables use: each turns the codes of a list into the rows of a table."""

    OVERZICHT = "overzicht", "uitkomst in het overzicht"
    SECTOR = "sector", "primair, voortgezet of middelbaar onderwijs"
    HERKOMST = "herkomst", "herkomst bij relatief verzuim (tabel 5)"
    ACHTERGROND = "achtergrond", "onderwijsachtergrond van uitvallers (tabel 12)"
    VRIJSTELLING = "vrijstelling", "onderwijs bij vrijstelling (tabel 11)"
    UITSTROOM = "uitstroom", "hoofdgroep van de uitstroom (tabel 13, grafiek 5)"


class CodeQuerySet(GemeenteQuerySet):
    """Code lists hold no persons: every colleague of the gemeente reads them."""

    def zichtbaar_voor(self, gebruiker) -> Self:
        return self.filter(gemeente_id=gebruiker.gemeente.pk)

    def van_lijst(self, lijst: str) -> Self:
        return self.filter(lijst=lijst)

    def in_schooljaar(self, schooljaar: int) -> Self:
        """The versions that are valid in a school year, named by its starting year."""
        return self.filter(van_schooljaar__lte=schooljaar).filter(
            Q(tot_schooljaar__isnull=True) | Q(tot_schooljaar__gt=schooljaar)
        )


@volg("leerplicht_code")
class Code(models.Model):
    """One version of one code of a list, valid for the school years [van, tot).

    A report counts by `code`, so a new label does not break a series. A code is ended, never deleted.

    `compartiment`: that a dossier carries this code is itself of opsporing: Halt, proces-verbaal. It is a column
    and no list in the program, because a gemeente adds codes of its own ("Halt afgerond").
    """

    gemeente = models.ForeignKey("leerplicht.Gemeente", on_delete=models.PROTECT, db_index=False, related_name="+")
    lijst = models.CharField("lijst", max_length=40)
    code = models.SlugField("code", max_length=60)
    label = models.CharField("omschrijving", max_length=120)
    volgorde = models.PositiveSmallIntegerField("volgorde", default=0)
    # Empty: that of the dossier.
    compartiment = models.CharField("compartiment", max_length=20, choices=Compartiment, blank=True)
    van_schooljaar = models.PositiveSmallIntegerField("vanaf schooljaar")
    # Exclusive: the first school year in which it is no longer valid.
    tot_schooljaar = models.PositiveSmallIntegerField("tot schooljaar", null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = CodeQuerySet.as_manager()

    class Meta:
        ordering = ["lijst", "volgorde", "label"]
        verbose_name_plural = "codes"
        triggers = [versie_trigger(), nooit_verwijderen()]
        constraints = [
            *gemeente_regels("leerplicht_code"),
            models.UniqueConstraint(
                fields=["gemeente", "lijst", "code", "van_schooljaar"], name="code_een_versie_per_schooljaar"
            ),
            models.UniqueConstraint(fields=["gemeente", "lijst", "id"], name="code_gemeente_lijst_id"),
            models.CheckConstraint(
                condition=Q(tot_schooljaar__isnull=True) | Q(tot_schooljaar__gt=F("van_schooljaar")),
                name="code_jaren_op_volgorde",
            ),
            models.CheckConstraint(
                condition=Q(compartiment__in=["", Compartiment.OPSPORING]), name="code_gewoon_of_opsporing"
            ),
            ExclusionConstraint(
                name="code_versies_overlappen_niet",
                expressions=[
                    ("gemeente", RangeOperators.EQUAL),
                    ("lijst", RangeOperators.EQUAL),
                    ("code", RangeOperators.EQUAL),
                    (
                        Func(
                            F("van_schooljaar"),
                            F("tot_schooljaar"),
                            Value("[)"),
                            function="int4range",
                            output_field=IntegerRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    def __str__(self):
        return self.label

    @property
    def is_opsporing(self) -> bool:
        return self.compartiment == Compartiment.OPSPORING


@volg("leerplicht_indeling")
class Indeling(models.Model):
    """The row of a grouping in which a code counts: *Formele waarschuwing* → *Waarschuwing*."""

    gemeente = models.ForeignKey("leerplicht.Gemeente", on_delete=models.PROTECT, db_index=False, related_name="+")
    code = models.ForeignKey(Code, on_delete=models.PROTECT, db_constraint=False, related_name="indelingen")
    soort = models.CharField("indeling", max_length=20, choices=IndelingSoort)
    rij = models.ForeignKey(Code, on_delete=models.PROTECT, db_constraint=False, related_name="ingedeeld")
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = CodeQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "indelingen"
        triggers = [versie_trigger()]
        constraints = [
            *gemeente_regels("leerplicht_indeling", "code", "rij"),
            models.UniqueConstraint(fields=["gemeente", "code", "soort"], name="indeling_een_rij_per_code"),
        ]

    def __str__(self):
        return f"{self.code} → {self.rij}"
