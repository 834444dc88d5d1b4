"""Prevention: De Overstap (vmbo to mbo), the No-show action in classes, and Begeleid Wonen Jongeren."""

import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q

from doorstroompunt.choices import BwjUitkomst, OverstapUitkomst
from leerplicht.models import ViaZaakQuerySet
from leerplicht.roles import Recht
from leerplicht.toegang.queryset import GemeenteQuerySet
from leerplicht.toegang.tabelregels import ZelfdeGemeente, gemeente_regels, versie_trigger, volg


class DoorstroompuntQuerySet(GemeenteQuerySet):
    """Rows without a zaak: for who works at the Doorstroompunt."""

    rechten = frozenset({Recht.DOORSTROOMPUNT})


@volg("doorstroompunt_overstap")
class Overstap(models.Model):
    """An exam candidate of the vmbo who is followed to the mbo in the summer of `zomer` (a calendar year)."""

    gemeente = models.ForeignKey("leerplicht.Gemeente", on_delete=models.PROTECT, db_index=False, related_name="+")
    zaak = models.OneToOneField(
        "leerplicht.Zaak", on_delete=models.PROTECT, db_constraint=False, related_name="overstap"
    )
    leerling = models.ForeignKey(
        "leerplicht.Leerling", on_delete=models.PROTECT, db_constraint=False, related_name="overstappen"
    )
    zomer = models.PositiveSmallIntegerField("zomer van")
    school = models.ForeignKey("leerplicht.School", on_delete=models.PROTECT, related_name="+")
    brief_op = models.DateField("brief aan de ouders op", null=True, blank=True)
    reactie_op = models.DateField("reactie van de ouders op", null=True, blank=True)
    risico = models.BooleanField("risico om niet te starten", default=False)
    uitkomst = models.CharField("uitkomst", max_length=30, choices=OverstapUitkomst, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ViaZaakQuerySet.as_manager()

    class Meta:
        ordering = ["-zomer", "pk"]
        verbose_name = "deelname aan De Overstap"
        verbose_name_plural = "deelnames aan De Overstap"
        triggers = [versie_trigger()]
        constraints = [
            *gemeente_regels("doorstroompunt_overstap"),
            ZelfdeGemeente(
                name="doorstroompunt_overstap_zaak_fk", field="zaak", shared={"leerling_id": "leerling_id"}
            ),
            models.UniqueConstraint(fields=["gemeente", "zomer", "leerling"], name="overstap_een_per_zomer"),
        ]

    def __str__(self):
        return f"De Overstap {self.zomer}"


class BegeleidWonenQuerySet(ViaZaakQuerySet):
    def in_periode(self, begin: datetime.date, einde: datetime.date) -> Self:
        """Had a place on at least one day of the period; both days are included."""
        return self.filter(gestart_op__lte=einde).filter(Q(geeindigd_op__isnull=True) | Q(geeindigd_op__gte=begin))


@volg("doorstroompunt_begeleidwonen")
class BegeleidWonen(models.Model):
    """A place in Begeleid Wonen Jongeren. An end without a recorded outcome is possible and counted."""

    gemeente = models.ForeignKey("leerplicht.Gemeente", on_delete=models.PROTECT, db_index=False, related_name="+")
    zaak = models.OneToOneField(
        "leerplicht.Zaak", on_delete=models.PROTECT, db_constraint=False, related_name="begeleid_wonen"
    )
    leerling = models.ForeignKey(
        "leerplicht.Leerling", on_delete=models.PROTECT, db_constraint=False, related_name="begeleid_wonen"
    )
    gestart_op = models.DateField("begonnen op")
    geeindigd_op = models.DateField("geëindigd op", null=True, blank=True)
    uitkomst = models.CharField("uitkomst", max_length=20, choices=BwjUitkomst, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = BegeleidWonenQuerySet.as_manager()

    class Meta:
        ordering = ["-gestart_op", "-pk"]
        verbose_name = "plek in Begeleid Wonen Jongeren"
        verbose_name_plural = "plekken in Begeleid Wonen Jongeren"
        triggers = [versie_trigger()]
        constraints = [
            *gemeente_regels("doorstroompunt_begeleidwonen"),
            ZelfdeGemeente(
                name="doorstroompunt_begeleidwonen_zaak_fk", field="zaak", shared={"leerling_id": "leerling_id"}
            ),
            models.CheckConstraint(
                condition=Q(geeindigd_op__isnull=True) | Q(geeindigd_op__gte=F("gestart_op")),
                name="begeleidwonen_periode_op_volgorde",
            ),
            models.CheckConstraint(
                condition=Q(uitkomst="") | Q(geeindigd_op__isnull=False),
                name="begeleidwonen_uitkomst_na_einde",
            ),
        ]

    def __str__(self):
        return f"Begeleid Wonen {self.zaak}"


@volg("doorstroompunt_noshowklas")
class NoShowKlas(models.Model):
    """A class of the mbo that is visited after the summer to see who did not start."""

    gemeente = models.ForeignKey("leerplicht.Gemeente", on_delete=models.PROTECT, db_index=False, related_name="+")
    school = models.ForeignKey("leerplicht.School", on_delete=models.PROTECT, related_name="+")
    klas = models.CharField("klas", max_length=40)
    bezocht_op = models.DateField("bezocht op")
    ingeschreven = models.PositiveSmallIntegerField("aantal ingeschreven studenten")
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = DoorstroompuntQuerySet.as_manager()

    class Meta:
        ordering = ["-bezocht_op", "klas"]
        verbose_name = "No-show-klas"
        verbose_name_plural = "No-show-klassen"
        triggers = [versie_trigger()]
        constraints = [
            *gemeente_regels("doorstroompunt_noshowklas"),
            models.UniqueConstraint(
                fields=["gemeente", "school", "klas", "bezocht_op"], name="noshowklas_een_bezoek_per_dag"
            ),
        ]

    def __str__(self):
        return f"{self.klas} {self.bezocht_op}"


@volg("doorstroompunt_noshow")
class NoShow(models.Model):
    """A student of the gemeente who was absent at the class visit, and what was found at home."""

    gemeente = models.ForeignKey("leerplicht.Gemeente", on_delete=models.PROTECT, db_index=False, related_name="+")
    klas = models.ForeignKey(NoShowKlas, on_delete=models.PROTECT, db_constraint=False, related_name="afwezigen")
    leerling = models.ForeignKey(
        "leerplicht.Leerling", on_delete=models.PROTECT, db_constraint=False, related_name="noshows"
    )
    huisbezoek_op = models.DateField("huisbezoek op", null=True, blank=True)
    bevinding = models.CharField("bevinding", max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = DoorstroompuntQuerySet.as_manager()

    class Meta:
        ordering = ["klas", "pk"]
        verbose_name = "No-show"
        verbose_name_plural = "No-shows"
        triggers = [versie_trigger()]
        constraints = [
            *gemeente_regels("doorstroompunt_noshow", "klas", "leerling"),
            models.UniqueConstraint(fields=["gemeente", "klas", "leerling"], name="noshow_een_per_klas"),
        ]

    def __str__(self):
        return f"No-show {self.klas}"
