"""Gemeente, Gebruiker and Aanstelling: who works where. Outside row-level security: they decide what it shows."""

from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.utils import timezone

from leerplicht.roles import ROLLEN, Recht, Rol


class Gemeente(models.Model):
    """A gemeente that works in this installation."""

    code = models.CharField("gemeentecode", max_length=4, unique=True)
    naam = models.CharField("naam", max_length=80)
    telefoon = models.CharField("telefoon", max_length=20, blank=True)
    email = models.EmailField("e-mail", blank=True)
    # The last zaaknummer given out; counted under a row lock, so that numbers have no gaps and no doubles.
    laatste_zaaknummer = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["naam"]
        verbose_name_plural = "gemeenten"
        constraints = [
            models.CheckConstraint(condition=models.Q(code__regex=r"^\d{4}$"), name="gemeente_code_vier_cijfers"),
        ]

    def __str__(self):
        return self.naam


class GebruikerManager(BaseUserManager["Gebruiker"]):
    def create_user(self, email, password=None, **velden):
        gebruiker = self.model(email=self.normalize_email(email), **velden)
        gebruiker.set_password(password)
        gebruiker.save(using=self._db)
        return gebruiker


class Gebruiker(AbstractBaseUser, PermissionsMixin):
    """A colleague. Logs in by e-mail; what he may see follows from the active `Aanstelling`."""

    email = models.EmailField("e-mail", unique=True)
    naam = models.CharField("naam", max_length=120)
    is_active = models.BooleanField("actief", default=True)
    date_joined = models.DateTimeField(default=timezone.now, editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["naam"]

    objects = GebruikerManager()

    # The role and gemeente of this request; set by `kies_aanstelling`, never stored.
    aanstelling: "Aanstelling | None" = None

    class Meta:
        ordering = ["naam"]
        verbose_name = "gebruiker"

    def __str__(self):
        return self.naam

    def kies_aanstelling(self, gemeente_id: int | None = None) -> "Aanstelling | None":
        """Make one of the user's gemeenten the active one; the first by name when the choice is not his."""
        eigen = list(self.aanstellingen.select_related("gemeente").order_by("gemeente__naam"))
        gekozen = [aanstelling for aanstelling in eigen if aanstelling.gemeente_id == gemeente_id]
        self.aanstelling = next(iter(gekozen or eigen), None)
        return self.aanstelling

    @property
    def gemeente(self) -> Gemeente:
        """The active gemeente; an error when none was chosen, so that code fails closed."""
        if self.aanstelling is None:
            raise RuntimeError("Deze gebruiker heeft geen actieve gemeente.")
        return self.aanstelling.gemeente

    @property
    def rol(self) -> Rol:
        if self.aanstelling is None:
            raise RuntimeError("Deze gebruiker heeft geen actieve gemeente.")
        return ROLLEN[self.aanstelling.rol]

    def mag(self, recht: Recht) -> bool:
        return self.is_active and self.aanstelling is not None and recht in self.rol.rechten

    def mag_een_van(self, rechten: Iterable[Recht]) -> bool:
        return any(self.mag(recht) for recht in rechten)

    def gemeenten(self) -> list[Gemeente]:
        return list(Gemeente.objects.filter(aanstellingen__gebruiker=self).order_by("naam"))

    def collegas(self) -> "models.QuerySet[Gebruiker]":
        """Active users of the active gemeente, to hand work to."""
        return Gebruiker.objects.filter(is_active=True, aanstellingen__gemeente=self.gemeente).order_by("naam")


class Aanstelling(models.Model):
    """The role of a user in a gemeente."""

    gebruiker = models.ForeignKey(Gebruiker, on_delete=models.CASCADE, related_name="aanstellingen")
    gemeente = models.ForeignKey(Gemeente, on_delete=models.CASCADE, related_name="aanstellingen")
    rol = models.CharField("rol", max_length=30, choices=[(rol.code, rol.naam) for rol in ROLLEN.values()])

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gemeente", "gebruiker"], name="aanstelling_een_rol_per_gemeente"),
        ]

    def __str__(self):
        return f"{self.gebruiker}: {self.rol}"
