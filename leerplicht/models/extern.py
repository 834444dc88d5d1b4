"""ExternCijfer: figures that cannot be counted from dossiers, entered with their date and source."""

from django.db import models

from leerplicht.models.codelijst import CodeQuerySet
from leerplicht.toegang.tabelregels import gemeente_regels, versie_trigger, volg


class ExternCijferSoort(models.TextChoices):
    """What a figure is; the codes are those of the kerncijfers of the report."""

    LEERPLICHTIGEN = "leerplichtigen", "Leerplichtigen van 5 tot 18 jaar"
    DOELGROEP_VSV = "doelgroep_vsv", "Doelgroep voortijdig schoolverlaten"
    MELDINGEN = "meldingen", "Meldingen in een eerder schooljaar"
    LEERLINGEN_GEMELD = "leerlingen_gemeld", "Gemelde leerlingen in een eerder schooljaar"
    THUISZITTERS = "thuiszitters", "Thuiszitters in een eerder schooljaar"
    NIEUWE_VSV_PROMILLE = (
        "nieuwe_vsv_promille",
        "Nieuwe voortijdig schoolverlaters per 1.000 van de doelgroep",
    )
    VERZUIM_18PLUS_JONGEREN = "verzuim_18plus_jongeren", "Jongeren met verzuim 18+ in een eerder schooljaar"
    ZORG_18PLUS_JONGEREN = "zorg_18plus_jongeren", "Jongeren met een zorgmelding 18+ in een eerder schooljaar"


@volg("leerplicht_extern_cijfer")
class ExternCijfer(models.Model):
    """A whole number for a school year (its starting year), with the day it held and where it comes from."""

    gemeente = models.ForeignKey("leerplicht.Gemeente", on_delete=models.PROTECT, db_index=False, related_name="+")
    soort = models.CharField("cijfer", max_length=40, choices=ExternCijferSoort)
    schooljaar = models.PositiveSmallIntegerField("schooljaar")
    waarde = models.PositiveIntegerField("waarde")
    peildatum = models.DateField("peildatum")
    bron = models.CharField("bron", max_length=200)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = CodeQuerySet.as_manager()

    class Meta:
        ordering = ["-schooljaar", "soort"]
        verbose_name = "extern cijfer"
        verbose_name_plural = "externe cijfers"
        triggers = [versie_trigger()]
        constraints = [
            *gemeente_regels("leerplicht_extern_cijfer"),
            models.UniqueConstraint(
                fields=["gemeente", "soort", "schooljaar"], name="extern_cijfer_een_per_schooljaar"
            ),
        ]

    def __str__(self):
        return f"{self.get_soort_display()} {self.schooljaar}: {self.waarde}"
