"""Opdracht: a row of the outbox, work that must happen once after the transaction that asked for it."""

import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from leerplicht.roles import Recht
from leerplicht.toegang.queryset import GemeenteQuerySet


class OpdrachtStatus(models.TextChoices):
    """wacht → bezig → gedaan | mislukt | geannuleerd; an e-mail also bezig → verzendt → gedaan | onzeker.

    *verzendt*: handed to the mail server, whose answer did not come yet. Without that answer it is *onzeker*
    whether the e-mail arrived: it is never sent again by itself, a person decides.
    """

    WACHT = "wacht", "Wacht"
    BEZIG = "bezig", "Bezig"
    VERZENDT = "verzendt", "Wordt verzonden"
    GEDAAN = "gedaan", "Gedaan"
    MISLUKT = "mislukt", "Mislukt"
    ONZEKER = "onzeker", "Onzeker"
    GEANNULEERD = "geannuleerd", "Geannuleerd"


MAIL = "mail"
BIJ_EEN_WERKER = (OpdrachtStatus.BEZIG, OpdrachtStatus.VERZENDT)
# What nothing happens to any more unless a person decides.
BEEINDIGD = (
    OpdrachtStatus.GEDAAN,
    OpdrachtStatus.MISLUKT,
    OpdrachtStatus.ONZEKER,
    OpdrachtStatus.GEANNULEERD,
)
# How long after its moment a row may still wait before somebody should look.
TE_LAAT = datetime.timedelta(minutes=5)


class OpdrachtQuerySet(GemeenteQuerySet):
    rechten = frozenset({Recht.GEBRUIKERS})

    def zichtbaar_voor(self, gebruiker) -> Self:
        """Of the active gemeente; without a gemeente when it is for a colleague of it, or for nobody at all."""
        if not gebruiker.mag_een_van(self.rechten):
            return self.none()
        collegas = gebruiker.gemeente.aanstellingen.values("gebruiker")
        zonder = Q(gemeente=None) & (Q(ontvanger__in=collegas) | Q(ontvanger=None))
        return self.filter(Q(gemeente=gebruiker.gemeente) | zonder)

    def aan_de_beurt(self, nu: datetime.datetime) -> Self:
        """Waiting and due, or left behind by a worker that gave no sign of life in time."""
        return self.filter(
            Q(status=OpdrachtStatus.WACHT, volgende_poging__lte=nu)
            | Q(status=OpdrachtStatus.BEZIG, vervalt__lte=nu)
        )

    def afgebroken_verzendingen(self, nu: datetime.datetime) -> Self:
        """Handed to the mail server by a worker that never told the answer."""
        return self.filter(status=OpdrachtStatus.VERZENDT, vervalt__lte=nu)

    def oud(self, voor: datetime.datetime) -> Self:
        """Done or no longer needed, before that moment. What failed stays until a person decided about it."""
        return self.filter(status__in=[OpdrachtStatus.GEDAAN, OpdrachtStatus.GEANNULEERD], beeindigd__lt=voor)

    def te_laat(self, nu: datetime.datetime) -> Self:
        return self.aan_de_beurt(nu - TE_LAAT)

    def vraagt_aandacht(self, nu: datetime.datetime) -> Self:
        """What a person should look at: failed, uncertain, or waiting for a worker that does not come."""
        eind = [OpdrachtStatus.MISLUKT, OpdrachtStatus.ONZEKER]
        return self.filter(Q(status__in=eind) | Q(pk__in=self.te_laat(nu).values("pk")))


class Opdracht(models.Model):
    """Written in the transaction that asks for the work, carried out by a worker (`leerplicht/postvak`).

    Outside row-level security, as it must be: the worker that sweeps does not know of which gemeente the next row
    is. Therefore it holds ids only, never what the work is about; the handler reads that behind the second lock.

    `sleutel`: whoever asks twice for the same gets the same row. `token`: which worker has it until `vervalt`.
    """

    soort = models.SlugField("soort", max_length=40)
    gemeente = models.ForeignKey("leerplicht.Gemeente", on_delete=models.PROTECT, null=True, related_name="+")
    onderwerp_id = models.BigIntegerField(null=True)
    ontvanger = models.ForeignKey("leerplicht.Gebruiker", on_delete=models.PROTECT, null=True, related_name="+")
    sjabloon = models.SlugField(max_length=60, blank=True)
    sleutel = models.CharField(max_length=120, unique=True)
    status = models.CharField(max_length=12, choices=OpdrachtStatus, default=OpdrachtStatus.WACHT)
    pogingen = models.PositiveSmallIntegerField(default=0)
    aangemaakt = models.DateTimeField(auto_now_add=True)
    volgende_poging = models.DateTimeField()
    token = models.UUIDField(null=True)
    gestart = models.DateTimeField(null=True)
    vervalt = models.DateTimeField(null=True)
    beeindigd = models.DateTimeField(null=True)
    # A sentence for the beheerder, without personal data.
    fout = models.CharField("wat er misging", max_length=300, blank=True)
    # The person who decided about it after it had ended.
    beslist_door = models.ForeignKey("leerplicht.Gebruiker", on_delete=models.PROTECT, null=True, related_name="+")

    objects = OpdrachtQuerySet.as_manager()

    class Meta:
        ordering = ["volgende_poging", "pk"]
        verbose_name_plural = "opdrachten"
        indexes = [
            # What the sweep looks for; the many that are done are not in it.
            models.Index(
                fields=["volgende_poging"],
                condition=Q(status__in=[OpdrachtStatus.WACHT, *BIJ_EEN_WERKER]),
                name="opdracht_onderweg",
            ),
            models.Index(fields=["status", "beeindigd"], name="opdracht_einde"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status__in=BIJ_EEN_WERKER)
                | Q(token__isnull=False, gestart__isnull=False, vervalt__isnull=False),
                name="opdracht_bij_een_werker",
            ),
            models.CheckConstraint(
                condition=Q(status__in=BEEINDIGD, beeindigd__isnull=False)
                | (~Q(status__in=BEEINDIGD) & Q(beeindigd__isnull=True)),
                name="opdracht_einde_heeft_tijd",
            ),
            models.CheckConstraint(
                condition=~Q(soort=MAIL) | (Q(ontvanger__isnull=False) & ~Q(sjabloon="")),
                name="opdracht_mail_heeft_ontvanger",
            ),
        ]

    def __str__(self):
        return f"{self.soort} {self.pk} ({self.get_status_display()})"

    @property
    def version(self) -> int:
        """What a person decides about is this end of it, not a later one that looks the same."""
        return int(self.beeindigd.timestamp() * 1_000_000) if self.beeindigd else 0
