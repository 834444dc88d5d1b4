"""School: a reference table for all gemeenten (a school teaches children of many)."""

import datetime
from typing import Self

import pgtrigger
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from stdnum.nl import brin

from leerplicht.toegang.tabelregels import volg_buiten_gemeente

# Along the successors of a school one may never come back at the school itself, however the rows are written.
GEEN_KRING = """
IF NEW.opgevolgd_door_id IS NOT NULL AND EXISTS (
    WITH RECURSIVE keten (id) AS (
        SELECT NEW.opgevolgd_door_id
        UNION
        SELECT school.opgevolgd_door_id FROM leerplicht_school school JOIN keten ON school.id = keten.id
        WHERE school.opgevolgd_door_id IS NOT NULL
    )
    SELECT FROM keten WHERE id = NEW.id
) THEN
    RAISE EXCEPTION 'School % follows itself up', NEW.brin USING ERRCODE = 'check_violation',
        CONSTRAINT = 'school_opvolging_geen_kring';
END IF;
RETURN NEW;
"""


def valideer_brin(waarde: str) -> None:
    """BRIN (4 characters) or BRIN with vestiging (6), such as `16SW03`."""
    if not brin.is_valid(waarde):
        raise ValidationError("Vul een geldig BRIN-nummer met vestiging in, bijvoorbeeld 16SW03.")


class SchoolQuerySet(models.QuerySet):
    def open_op(self, dag: datetime.date) -> Self:
        """Where somebody can be enrolled from that day on."""
        return self.filter(Q(opgeheven_op__isnull=True) | Q(opgeheven_op__gt=dag))


@volg_buiten_gemeente()
class School(models.Model):
    """A location of a school: BRIN and vestigingsnummer together are its key.

    `opgevolgd_door`: the school that it was merged into; who follows it arrives at a school without a successor.
    """

    brin = models.CharField("BRIN met vestiging", max_length=6, unique=True, validators=[valideer_brin])
    naam = models.CharField("naam", max_length=120)
    adres = models.CharField("straat en huisnummer", max_length=120, blank=True)
    postcode = models.CharField("postcode", max_length=7, blank=True)
    plaats = models.CharField("plaats", max_length=80)
    gemeente_code = models.CharField("gemeentenummer", max_length=4, blank=True)
    # As DUO writes it: BO, SBO, VMBO/HAVO/VWO, MBO …
    structuur = models.CharField("onderwijsstructuur", max_length=60, blank=True)
    rmc_regio = models.CharField("RMC-regio", max_length=60, blank=True)
    opgeheven_op = models.DateField("opgeheven op", null=True, blank=True)
    opgevolgd_door = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="voorgangers"
    )

    objects = SchoolQuerySet.as_manager()

    class Meta:
        ordering = ["naam", "brin"]
        verbose_name_plural = "scholen"
        triggers = [
            pgtrigger.Trigger(
                name="geen_kring",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=GEEN_KRING,
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(opgevolgd_door__isnull=True) | Q(opgeheven_op__isnull=False),
                name="school_opgevolgd_is_opgeheven",
            ),
        ]

    def __str__(self):
        return self.naam
