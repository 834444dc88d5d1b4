"""Terugmelding: what DUO was told about a melding, in which file. Written once, never changed."""

from django.db import models

from leerplicht.models import ViaZaakQuerySet
from leerplicht.toegang.tabelregels import alleen_aanvullen, gemeente_regels
from meldingen.choices import DuoReden, DuoStatus


class Terugmelding(models.Model):
    """A row of a file for DUO, about the melding of a zaak. `bestand`: number of the file; the last row holds."""

    gemeente = models.ForeignKey("leerplicht.Gemeente", on_delete=models.PROTECT, db_index=False, related_name="+")
    zaak = models.ForeignKey(
        "leerplicht.Zaak", on_delete=models.PROTECT, db_constraint=False, related_name="terugmeldingen"
    )
    bestand = models.PositiveIntegerField("nummer van het bestand")
    op = models.DateField("gemaakt op")
    door = models.ForeignKey("leerplicht.Gebruiker", on_delete=models.PROTECT, related_name="+")
    status = models.CharField("status bij DUO", max_length=20, choices=DuoStatus)
    reden = models.CharField("reden van sluiten", max_length=20, choices=DuoReden, blank=True)
    terugkoppeling = models.CharField("terugkoppeling aan de school", max_length=200, blank=True)

    objects = ViaZaakQuerySet.as_manager()

    class Meta:
        ordering = ["bestand", "pk"]
        verbose_name_plural = "terugmeldingen"
        triggers = [alleen_aanvullen()]
        constraints = [
            *gemeente_regels("meldingen_terugmelding", "zaak"),
            models.UniqueConstraint(fields=["gemeente", "zaak", "bestand"], name="terugmelding_een_per_bestand"),
            models.UniqueConstraint(fields=["gemeente", "bestand", "id"], name="terugmelding_van_bestand"),
        ]

    def __str__(self):
        return f"{self.get_status_display()} in bestand {self.bestand}"
