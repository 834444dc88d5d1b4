"""School: a reference table for all gemeenten (a school teaches children of many)."""

from django.core.exceptions import ValidationError
from django.db import models
from stdnum.nl import brin


def valideer_brin(waarde: str) -> None:
    """BRIN (4 characters) or BRIN with vestiging (6), such as `16SW03`."""
    if not brin.is_valid(waarde):
        raise ValidationError("Vul een geldig BRIN-nummer met vestiging in, bijvoorbeeld 16SW03.")


class School(models.Model):
    """A location of a school: BRIN and vestigingsnummer together are its key."""

    brin = models.CharField("BRIN met vestiging", max_length=6, unique=True, validators=[valideer_brin])
    naam = models.CharField("naam", max_length=120)
    plaats = models.CharField("plaats", max_length=80)
    opgeheven_op = models.DateField("opgeheven op", null=True, blank=True)

    class Meta:
        ordering = ["naam", "brin"]
        verbose_name_plural = "scholen"

    def __str__(self):
        return self.naam
