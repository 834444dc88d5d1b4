"""JgzOnderzoek: the schoolarts looks at worrying sick leave, with a follow-up after two months."""

import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q

from leerplicht.models import ViaZaakQuerySet
from leerplicht.toegang.tabelregels import ZelfdeGemeente, gemeente_regels, versie_trigger, volg
from meldingen.choices import FollowUp, InStaat, JgzAanvrager


class JgzOnderzoekQuerySet(ViaZaakQuerySet):
    def onderzocht_in_periode(self, begin: datetime.date, einde: datetime.date) -> Self:
        """Examined on a day of the period; both days are included."""
        return self.filter(onderzocht_op__range=(begin, einde))


@volg("meldingen_jgzonderzoek")
class JgzOnderzoek(models.Model):
    """An examination on sick leave. Holds no medical detail: only whether the leerling can attend."""

    gemeente = models.ForeignKey("leerplicht.Gemeente", on_delete=models.PROTECT, db_index=False, related_name="+")
    zaak = models.OneToOneField(
        "leerplicht.Zaak", on_delete=models.PROTECT, db_constraint=False, related_name="jgz_onderzoek"
    )
    leerling = models.ForeignKey(
        "leerplicht.Leerling", on_delete=models.PROTECT, db_constraint=False, related_name="jgz_onderzoeken"
    )
    aangevraagd_op = models.DateField("aangevraagd op")
    aangevraagd_door = models.CharField("aangevraagd door", max_length=10, choices=JgzAanvrager)
    onderwijssoort = models.ForeignKey(
        "leerplicht.Code",
        on_delete=models.PROTECT,
        db_constraint=False,
        null=True,
        blank=True,
        related_name="+",
    )
    onderzocht_op = models.DateField("onderzocht op", null=True, blank=True)
    in_staat = models.CharField("in staat onderwijs te volgen", max_length=30, choices=InStaat, blank=True)
    follow_up_op = models.DateField("follow-up op", null=True, blank=True)
    follow_up = models.CharField("ziekteverzuim bij follow-up", max_length=40, choices=FollowUp, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = JgzOnderzoekQuerySet.as_manager()

    class Meta:
        ordering = ["-aangevraagd_op", "-pk"]
        verbose_name = "onderzoek door de jeugdarts"
        verbose_name_plural = "onderzoeken door de jeugdarts"
        triggers = [versie_trigger()]
        indexes = [models.Index(fields=["gemeente", "onderzocht_op"], name="jgz_onderzocht_op")]
        constraints = [
            *gemeente_regels("meldingen_jgzonderzoek", "onderwijssoort"),
            ZelfdeGemeente(
                name="meldingen_jgzonderzoek_zaak_fk", field="zaak", shared={"leerling_id": "leerling_id"}
            ),
            models.CheckConstraint(
                condition=Q(onderzocht_op__isnull=False) | Q(in_staat="", follow_up=""),
                name="jgz_uitslag_na_onderzoek",
            ),
            models.CheckConstraint(
                condition=Q(follow_up="", follow_up_op__isnull=True)
                | (~Q(follow_up="") & Q(follow_up_op__isnull=False)),
                name="jgz_follow_up_heeft_datum",
            ),
            models.CheckConstraint(
                condition=Q(onderzocht_op__isnull=True) | Q(onderzocht_op__gte=F("aangevraagd_op")),
                name="jgz_onderzoek_na_aanvraag",
            ),
            models.CheckConstraint(
                condition=Q(follow_up_op__isnull=True) | Q(follow_up_op__gte=F("onderzocht_op")),
                name="jgz_follow_up_na_onderzoek",
            ),
        ]

    def __str__(self):
        return f"JGZ-onderzoek {self.zaak}"
