"""Verslagrun: one making of the report, with its own states. Verslagtekst: the texts around the numbers.

GepubliceerdCijfer: what a report said that was made elsewhere.
"""

from typing import Self

from django.db import models
from django.db.models import Q

from leerplicht.models import Gebruiker
from leerplicht.roles import Recht
from leerplicht.toegang.queryset import GemeenteQuerySet
from leerplicht.toegang.tabelregels import gemeente_regels, versie_trigger, volg


class RunStatus(models.TextChoices):
    """A run that failed is never *klaar*. A person asks to stop; the worker makes it *geannuleerd*."""

    WACHT = "wacht", "Wacht"
    BEZIG = "bezig", "Bezig"
    KLAAR = "klaar", "Klaar"
    MISLUKT = "mislukt", "Mislukt"
    GEANNULEERD = "geannuleerd", "Geannuleerd"


class VerslagrunQuerySet(GemeenteQuerySet):
    """Who makes the report sees every run; who only has the jaarbeeld those that were put forward."""

    rechten = frozenset({Recht.VERSLAG, Recht.JAARBEELD})

    def zichtbaar_voor(self, gebruiker: Gebruiker) -> Self:
        runs = super().zichtbaar_voor(gebruiker)
        return runs if gebruiker.mag(Recht.VERSLAG) else runs.voorgelegd()

    def klaar(self) -> Self:
        """Runs with a result."""
        return self.filter(status=RunStatus.KLAAR)

    def voorgelegd(self) -> Self:
        """Runs that were put forward to the wethouder, and not taken back."""
        return self.filter(voorgelegd_op__isnull=False)


# How a run goes on and what it made are no history; that it was put forward is.
@volg("rapportage_verslagrun", exclude=("voortgang", "stap", "cijfers", "pdf", "version"))
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
    voorgelegd_op = models.DateField("voorgelegd op", null=True, blank=True)
    voorgelegd_door = models.ForeignKey(
        "leerplicht.Gebruiker", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
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
            # Two reports of one year before the wethouder could contradict each other.
            models.UniqueConstraint(
                fields=["gemeente", "schooljaar"],
                condition=Q(voorgelegd_op__isnull=False),
                name="verslagrun_een_voorgelegd",
            ),
            models.CheckConstraint(
                condition=Q(voorgelegd_op__isnull=True, voorgelegd_door__isnull=True)
                | Q(voorgelegd_op__isnull=False, voorgelegd_door__isnull=False, status=RunStatus.KLAAR),
                name="verslagrun_voorgelegd_is_klaar",
            ),
        ]

    def __str__(self):
        return f"Jaarverslag {self.schooljaar} ({self.get_status_display()})"


class VerslagtekstQuerySet(GemeenteQuerySet):
    rechten = frozenset({Recht.VERSLAG})

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


class GepubliceerdCijferQuerySet(GemeenteQuerySet):
    rechten = frozenset({Recht.VERSLAG})

    def in_schooljaar(self, schooljaar: int) -> Self:
        return self.filter(schooljaar=schooljaar)


@volg("rapportage_gepubliceerdcijfer")
class GepubliceerdCijfer(models.Model):
    """One number of a report that was published, to lay beside what is counted now (`naast_elkaar/`).

    Row and column as they were printed, or by the codes of our report. A column may be its number; empty is the
    first.
    """

    gemeente = models.ForeignKey("leerplicht.Gemeente", on_delete=models.PROTECT, db_index=False, related_name="+")
    schooljaar = models.PositiveSmallIntegerField("schooljaar")
    tabel = models.SlugField("tabel", max_length=60)
    rij = models.CharField("rij", max_length=120)
    kolom = models.CharField("kolom", max_length=80, blank=True)
    waarde = models.DecimalField("waarde", max_digits=12, decimal_places=2)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = GepubliceerdCijferQuerySet.as_manager()

    class Meta:
        ordering = ["schooljaar", "tabel", "pk"]
        verbose_name = "gepubliceerd cijfer"
        verbose_name_plural = "gepubliceerde cijfers"
        triggers = [versie_trigger()]
        constraints = [
            *gemeente_regels("rapportage_gepubliceerdcijfer"),
            models.UniqueConstraint(
                fields=["gemeente", "schooljaar", "tabel", "rij", "kolom"], name="gepubliceerdcijfer_een_per_cel"
            ),
        ]

    def __str__(self):
        return f"{self.tabel}: {self.rij}"
