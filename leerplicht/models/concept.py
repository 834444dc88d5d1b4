"""What is typed but not yet saved, and which forms were already sent: so that nothing typed is lost."""

from typing import Self

from django.db import models

from leerplicht.toegang.queryset import GemeenteQuerySet
from leerplicht.toegang.tabelregels import gemeente_regels


class EigenQuerySet(GemeenteQuerySet):
    """Rows of one user: for nobody else, whatever the role."""

    def zichtbaar_voor(self, gebruiker) -> Self:
        if gebruiker.aanstelling is None:
            return self.none()
        return self.filter(gemeente_id=gebruiker.gemeente.pk, gebruiker=gebruiker)


class Concept(models.Model):
    """What one user typed in one form on one tab, until it is saved; encrypted, see formulieren/geheim.py.

    `volgnummer` orders the saves of a tab: an older one that arrives late never overwrites a newer one.
    """

    class Aanleiding(models.TextChoices):
        """Why it waits here. Each but the first is a form that was sent and could not be accepted."""

        TYPEN = "typen", "tijdens het typen bewaard"
        UITGELOGD = "uitgelogd", "verstuurd toen de gebruiker was uitgelogd"
        VERGRENDELD = "vergrendeld", "verstuurd toen het scherm op slot was"
        VERLOPEN = "verlopen", "verstuurd vanaf een verlopen pagina"
        VERZEGELD = "verzegeld", "verstuurd in een verzegeld dossier"

    gemeente = models.ForeignKey("leerplicht.Gemeente", on_delete=models.PROTECT, db_index=False, related_name="+")
    gebruiker = models.ForeignKey("leerplicht.Gebruiker", on_delete=models.CASCADE, related_name="+")
    # The address of the form: its route and the primary keys in it, never a name.
    formulier = models.CharField(max_length=200)
    tab = models.CharField(max_length=43)
    volgnummer = models.PositiveBigIntegerField()
    inhoud = models.BinaryField()
    aanleiding = models.CharField(max_length=12, choices=Aanleiding, default=Aanleiding.TYPEN)
    begonnen = models.DateTimeField(auto_now_add=True)
    bewaard = models.DateTimeField()

    objects = EigenQuerySet.as_manager()

    class Meta:
        ordering = ["-bewaard"]
        verbose_name_plural = "concepten"
        indexes = [models.Index(fields=["gemeente", "bewaard"], name="concept_bewaard")]
        constraints = [
            *gemeente_regels("leerplicht_concept"),
            models.UniqueConstraint(
                fields=["gemeente", "gebruiker", "formulier", "tab"], name="concept_een_per_tab"
            ),
        ]

    def __str__(self):
        return f"concept van {self.formulier}"


class Verzending(models.Model):
    """A form that was sent and acted upon: the same form with the same content is not acted upon again.

    Written in the transaction of the request. `inhoud` is a keyed hash: what was sent cannot be read from it.
    """

    gemeente = models.ForeignKey("leerplicht.Gemeente", on_delete=models.PROTECT, db_index=False, related_name="+")
    gebruiker = models.ForeignKey("leerplicht.Gebruiker", on_delete=models.CASCADE, related_name="+")
    sleutel = models.CharField(max_length=43)
    inhoud = models.CharField(max_length=64)
    # The last save of a draft of this form before it was sent; one that comes in later is overtaken.
    volgnummer = models.PositiveBigIntegerField(default=0)
    # Where the first was sent on to.
    naar = models.CharField(max_length=500, blank=True)
    op = models.DateTimeField(auto_now_add=True)

    objects = EigenQuerySet.as_manager()

    class Meta:
        ordering = ["-op"]
        verbose_name_plural = "verzendingen"
        indexes = [models.Index(fields=["gemeente", "op"], name="verzending_op")]
        constraints = [
            *gemeente_regels("leerplicht_verzending"),
            models.UniqueConstraint(
                fields=["gemeente", "gebruiker", "sleutel", "inhoud"], name="verzending_eenmaal"
            ),
        ]

    def __str__(self):
        return f"verzending van {self.op}"
