"""Verslagrun: one making of the report, with its own states. Verslagtekst: the texts around the numbers."""

from typing import Self

from django.db import models
from django.db.models import Q

from leerplicht.models.codelijst import CodeQuerySet
from leerplicht.toegang.tabelregels import gemeente_regels, versie_trigger, volg


class RunStatus(models.TextChoices):
    """A run that failed is never *klaar*. A person asks to stop; the worker makes it *geannuleerd*."""

    WACHT = "wacht", "Wacht"
    BEZIG = "bezig", "Bezig"
    KLAAR = "klaar", "Klaar"
    MISLUKT = "mislukt", "Mislukt"
    GEANNULEERD = "geannuleerd", "Geannuleerd"


class VerslagrunQuerySet(CodeQuerySet):
    def klaar(self) -> Self:
        """Runs with a result."""
        return self.filter(status=RunStatus.KLAAR)


class Verslagrun(models.Model):
    """Numbers and PDF of one report, kept in the row: a backup of the database holds the reports too."""

    gemeente = models.ForeignKey("leerplicht.Gemeente", on_delete=models.PROTECT, db_index=False, related_name="+")
    schooljaar = models.PositiveSmallIntegerField("schooljaar")
    peildatum = models.DateField("peildatum")
    status = models.CharField(max_length=12, choices=RunStatus, default=RunStatus.WACHT)
    annuleren = models.BooleanField(default=False)
    voortgang = models.PositiveSmallIntegerField("voortgang in procenten", default=0)
    stap = models.CharField("bezig met", max_length=120, blank=True)
    fout = models.CharField("wat er misging", max_length=300, blank=True)
    aangevraagd_door = models.ForeignKey("leerplicht.Gebruiker", on_delete=models.PROTECT, related_name="+")
    aangevraagd = models.DateTimeField(auto_now_add=True)
    gestart = models.DateTimeField(null=True, blank=True)
    beeindigd = models.DateTimeField(null=True, blank=True)
    cijfers = models.JSONField(null=True, blank=True)
    pdf = models.BinaryField(null=True, blank=True)
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = VerslagrunQuerySet.as_manager()

    class Meta:
        ordering = ["-aangevraagd"]
        verbose_name_plural = "verslagruns"
        triggers = [versie_trigger()]
        constraints = [
            *gemeente_regels("rapportage_verslagrun"),
            # Two clicks on the button are one run.
            models.UniqueConstraint(
                fields=["gemeente", "schooljaar", "peildatum"],
                condition=Q(status__in=[RunStatus.WACHT, RunStatus.BEZIG]),
                name="verslagrun_een_tegelijk",
            ),
            models.CheckConstraint(
                condition=Q(status=RunStatus.KLAAR, pdf__isnull=False, cijfers__isnull=False)
                | (~Q(status=RunStatus.KLAAR) & Q(pdf__isnull=True)),
                name="verslagrun_klaar_heeft_pdf",
            ),
        ]

    def __str__(self):
        return f"Jaarverslag {self.schooljaar} ({self.get_status_display()})"


class VerslagtekstQuerySet(CodeQuerySet):
    def op_plaats(self, schooljaar: int, plaats: str) -> Self:
        return self.filter(schooljaar=schooljaar, plaats=plaats)


@volg("rapportage_verslagtekst")
class Verslagtekst(models.Model):
    """The text of the gemeente at one place of one report. Places are declared in `rapportage/teksten.py`."""

    gemeente = models.ForeignKey("leerplicht.Gemeente", on_delete=models.PROTECT, db_index=False, related_name="+")
    schooljaar = models.PositiveSmallIntegerField("schooljaar")
    plaats = models.SlugField("plaats", max_length=40)
    tekst = models.TextField("tekst", blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = VerslagtekstQuerySet.as_manager()

    class Meta:
        ordering = ["schooljaar", "plaats"]
        verbose_name_plural = "verslagteksten"
        triggers = [versie_trigger()]
        constraints = [
            *gemeente_regels("rapportage_verslagtekst"),
            models.UniqueConstraint(
                fields=["gemeente", "schooljaar", "plaats"], name="verslagtekst_een_per_plaats"
            ),
        ]

    def __str__(self):
        return f"{self.plaats} {self.schooljaar}"
