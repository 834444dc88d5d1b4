"""Traject: a young person whom the Doorstroompunt approaches or guides. Poging: a try to make contact."""

from typing import Self

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Concat

from doorstroompunt.choices import Begeleiding, PogingResultaat, PogingSoort, Populatie
from leerplicht.models import ViaZaakQuerySet
from leerplicht.schooljaar import schooljaar_veld
from leerplicht.toegang.tabelregels import ZelfdeGemeente, gemeente_regels, versie_trigger, volg


class TrajectQuerySet(ViaZaakQuerySet):
    def in_schooljaar(self, schooljaar: int) -> Self:
        return self.filter(schooljaar=schooljaar)

    def van_populatie(self, populatie: str) -> Self:
        return self.filter(populatie=populatie)

    def open(self) -> Self:
        return self.filter(afgesloten_op__isnull=True)

    def open_op(self, peildatum) -> Self:
        """Not yet closed at the end of the day `peildatum`: *nog in traject*."""
        return self.filter(Q(afgesloten_op__isnull=True) | Q(afgesloten_op__gt=peildatum))


@volg("doorstroompunt_traject", exclude=("schooljaar", "uitstroom_lijst"))
class Traject(models.Model):
    """One young person in one population.

    An uitvaller counts in the school year in which he stopped; the others in the one in which they came into view.
    *Nieuwe vsv'er* is not stored: it follows on 1 October from the enrolments (`leerplicht/rules.py`).
    """

    gemeente = models.ForeignKey("leerplicht.Gemeente", on_delete=models.PROTECT, db_index=False, related_name="+")
    zaak = models.OneToOneField(
        "leerplicht.Zaak", on_delete=models.PROTECT, db_constraint=False, related_name="traject"
    )
    leerling = models.ForeignKey(
        "leerplicht.Leerling", on_delete=models.PROTECT, db_constraint=False, related_name="trajecten"
    )
    populatie = models.CharField("populatie", max_length=20, choices=Populatie)
    aangemeld_op = models.DateField("in beeld sinds")
    gestopt_op = models.DateField("gestopt met onderwijs op", null=True, blank=True)
    schooljaar = schooljaar_veld(
        Case(When(populatie=Populatie.UITVALLER, then="gestopt_op"), default="aangemeld_op")
    )
    # As they were on the day of stopping (or of coming into view).
    leeftijd = models.PositiveSmallIntegerField("leeftijd op ingangsdatum")
    onderwijssoort = models.ForeignKey(
        "leerplicht.Code",
        on_delete=models.PROTECT,
        db_constraint=False,
        null=True,
        blank=True,
        related_name="+",
    )
    # Why he stopped (uitvaller), or why help was asked (zorg 18+).
    reden = models.ForeignKey(
        "leerplicht.Code",
        on_delete=models.PROTECT,
        db_constraint=False,
        null=True,
        blank=True,
        related_name="+",
    )
    begeleiding = models.CharField("begeleiding", max_length=20, choices=Begeleiding, blank=True)
    begeleiding_vanaf = models.DateField("begeleid vanaf", null=True, blank=True)
    reden_geen_gebruik = models.ForeignKey(
        "leerplicht.Code",
        on_delete=models.PROTECT,
        db_constraint=False,
        null=True,
        blank=True,
        related_name="+",
    )
    uitstroom = models.ForeignKey(
        "leerplicht.Code",
        on_delete=models.PROTECT,
        db_constraint=False,
        null=True,
        blank=True,
        related_name="+",
    )
    # Name of the list of the population (`choices.uitstroom_lijst`), for the composite key.
    uitstroom_lijst = models.GeneratedField(
        expression=Concat(Value("uitstroom-"), "populatie"),
        output_field=models.CharField(max_length=40),
        db_persist=True,
    )
    afgesloten_op = models.DateField("afgesloten op", null=True, blank=True)
    toelichting = models.TextField("toelichting", blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = TrajectQuerySet.as_manager()

    class Meta:
        ordering = ["-aangemeld_op", "-pk"]
        verbose_name_plural = "trajecten"
        triggers = [versie_trigger()]
        indexes = [
            models.Index(fields=["gemeente", "schooljaar", "populatie"], name="traject_schooljaar"),
            models.Index(fields=["gemeente", "leerling"], name="traject_leerling"),
        ]
        constraints = [
            *gemeente_regels("doorstroompunt_traject", "onderwijssoort", "reden", "reden_geen_gebruik"),
            ZelfdeGemeente(
                name="doorstroompunt_traject_uitstroom_fk", field="uitstroom", shared={"uitstroom_lijst": "lijst"}
            ),
            ZelfdeGemeente(
                name="doorstroompunt_traject_zaak_fk", field="zaak", shared={"leerling_id": "leerling_id"}
            ),
            models.CheckConstraint(
                condition=~Q(populatie=Populatie.UITVALLER) | Q(gestopt_op__isnull=False),
                name="traject_uitvaller_is_gestopt",
            ),
            models.CheckConstraint(
                condition=Q(begeleiding=Begeleiding.GEEN_GEBRUIK, reden_geen_gebruik__isnull=False)
                | (~Q(begeleiding=Begeleiding.GEEN_GEBRUIK) & Q(reden_geen_gebruik__isnull=True)),
                name="traject_geen_gebruik_heeft_reden",
            ),
            models.CheckConstraint(
                condition=~Q(begeleiding=Begeleiding.BEGELEID) | Q(begeleiding_vanaf__isnull=False),
                name="traject_begeleid_heeft_begin",
            ),
            # Guided or followed: closed exactly with a destination. Without help: closed without one.
            models.CheckConstraint(
                condition=Q(uitstroom__isnull=True, afgesloten_op__isnull=True)
                | Q(uitstroom__isnull=False, afgesloten_op__isnull=False)
                | Q(begeleiding=Begeleiding.GEEN_GEBRUIK, uitstroom__isnull=True, afgesloten_op__isnull=False),
                name="traject_gesloten_met_uitstroom",
            ),
            models.CheckConstraint(
                condition=Q(afgesloten_op__isnull=True) | Q(afgesloten_op__gte=F("aangemeld_op")),
                name="traject_sluit_na_aanmelden",
            ),
        ]

    def __str__(self):
        return f"{self.get_populatie_display()} {self.zaak}"

    @property
    def populatie_kort(self) -> str:
        return Populatie(self.populatie).kort


@volg("doorstroompunt_poging")
class Poging(models.Model):
    """A try to make contact in a zaak: of a traject, of De Overstap or of verzuim 18+."""

    gemeente = models.ForeignKey("leerplicht.Gemeente", on_delete=models.PROTECT, db_index=False, related_name="+")
    zaak = models.ForeignKey(
        "leerplicht.Zaak", on_delete=models.PROTECT, db_constraint=False, related_name="pogingen"
    )
    soort = models.CharField("soort contact", max_length=20, choices=PogingSoort)
    op = models.DateField("op")
    resultaat = models.CharField("resultaat", max_length=20, choices=PogingResultaat)
    toelichting = models.TextField("toelichting", blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ViaZaakQuerySet.as_manager()

    class Meta:
        ordering = ["-op", "-pk"]
        verbose_name_plural = "pogingen"
        triggers = [versie_trigger()]
        constraints = gemeente_regels("doorstroompunt_poging", "zaak")

    def __str__(self):
        return f"{self.get_soort_display()} {self.op}"
