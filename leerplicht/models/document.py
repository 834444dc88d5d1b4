"""Document: a file in a zaak. Its content lies in `leerplicht/bestanden/opslag.py`, by its hash."""

from typing import Self

from django.db import models
from django.db.models import Q

from leerplicht.models.zaak import ViaZaakQuerySet, Zaak
from leerplicht.toegang.tabelregels import gemeente_regels, nooit_verwijderen, versie_trigger, volg


class DocumentQuerySet(ViaZaakQuerySet):
    def geldig(self) -> Self:
        """Not withdrawn."""
        return self.filter(ingetrokken_op__isnull=True)


@volg("leerplicht_document")
class Document(models.Model):
    """A file that a colleague added to a zaak. Added by mistake, it is withdrawn: nobody reads it any more."""

    gemeente = models.ForeignKey("leerplicht.Gemeente", on_delete=models.PROTECT, db_index=False, related_name="+")
    zaak = models.ForeignKey(Zaak, on_delete=models.PROTECT, db_constraint=False, related_name="documenten")
    naam = models.CharField("naam van het bestand", max_length=150)
    omschrijving = models.CharField("omschrijving", max_length=160)
    mime = models.CharField("soort bestand", max_length=100)
    grootte = models.PositiveIntegerField("grootte in bytes")
    sha256 = models.CharField("vingerafdruk", max_length=64)
    toegevoegd = models.DateTimeField("toegevoegd", auto_now_add=True)
    toegevoegd_door = models.ForeignKey("leerplicht.Gebruiker", on_delete=models.PROTECT, related_name="+")
    ingetrokken_op = models.DateField("ingetrokken op", null=True, blank=True)
    ingetrokken_waarom = models.CharField("waarom ingetrokken", max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["-toegevoegd", "-pk"]
        verbose_name_plural = "documenten"
        triggers = [versie_trigger(), nooit_verwijderen()]
        indexes = [models.Index(fields=["gemeente", "zaak"], name="document_zaak")]
        constraints = [
            *gemeente_regels("leerplicht_document", "zaak"),
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="document_sha256"),
            models.CheckConstraint(
                condition=Q(ingetrokken_op__isnull=True, ingetrokken_waarom="")
                | (Q(ingetrokken_op__isnull=False) & ~Q(ingetrokken_waarom="")),
                name="document_ingetrokken_met_reden",
            ),
        ]

    def __str__(self):
        return self.omschrijving
