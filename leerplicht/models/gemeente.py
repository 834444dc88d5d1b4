"""Gemeente, Gebruiker and Aanstelling: who works where. Outside row-level security: they decide what it shows."""

import datetime
from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from leerplicht.roles import ROLLEN, Recht, Rol
from leerplicht.toegang.tabelregels import versie_trigger, volg_buiten_gemeente


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


# Neither the password nor what every login changes is history; nor where somebody lived.
@volg_buiten_gemeente(exclude=("password", "last_login", "eigen_postcode"))
class Gebruiker(AbstractBaseUser, PermissionsMixin):
    """A colleague. Logs in by e-mail; what he may see follows from the active `Aanstelling`."""

    email = models.EmailField("e-mail", unique=True)
    naam = models.CharField("naam", max_length=120)
    is_active = models.BooleanField("actief", default=True)
    # Why he was deactivated or reactivated, the last time that happened.
    actief_waarom = models.CharField("reden", max_length=300, blank=True)
    # When another beheerder took the second factor away and why; empty again once a new one was set up.
    factor_gereset_op = models.DateTimeField("tweede stap gereset op", null=True, blank=True, editable=False)
    factor_gereset_waarom = models.CharField("reden", max_length=300, blank=True)
    # Counted up to end all his sessions: a session holds only in the round in which it began.
    sessieronde = models.PositiveIntegerField(default=0, editable=False)
    # Told by the colleague himself: dossiers of his own street do not open by themselves.
    eigen_postcode = models.CharField("eigen postcode", max_length=7, blank=True)
    date_joined = models.DateTimeField(default=timezone.now, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["naam"]

    objects = GebruikerManager()

    # The role and gemeente of this request; set by `kies_aanstelling`, never stored.
    aanstelling: "Aanstelling | None" = None
    # The only gemeente that this request may reach, when that gemeente vouched for him; never stored.
    alleen_gemeente: int | None = None

    class Meta:
        ordering = ["naam"]
        verbose_name = "gebruiker"
        # A login is no change: a form about the colleague stays good when he logs in meanwhile.
        triggers = [versie_trigger("email", "naam", "is_active", "actief_waarom", "factor_gereset_op")]

    def __str__(self):
        return self.naam

    def get_session_auth_hash(self):
        """Django asks at every request whether it is still that of the session; also a cached session ends so."""
        return f"{super().get_session_auth_hash()}{self.sessieronde}"

    def get_session_auth_fallback_hash(self):
        """The same under the keys that were in use before."""
        for sleutel in super().get_session_auth_fallback_hash():
            yield f"{sleutel}{self.sessieronde}"

    def kies_aanstelling(self, gemeente_id: int | None = None) -> "Aanstelling | None":
        """Make one of the user's gemeenten the active one; the first by name when the choice is not his."""
        eigen = list(self.bereikbaar().select_related("gemeente").order_by("gemeente__naam"))
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
        if not self.is_active or self.aanstelling is None:
            return False
        return recht in self.aanstelling.rechten(op=timezone.localdate())

    def mag_een_van(self, rechten: Iterable[Recht]) -> bool:
        return any(self.mag(recht) for recht in rechten)

    def gemeenten(self) -> list[Gemeente]:
        return list(Gemeente.objects.filter(aanstellingen__in=self.bereikbaar()).order_by("naam"))

    def bereikbaar(self) -> "models.QuerySet[Aanstelling]":
        """His roles, as far as this session reaches."""
        if self.alleen_gemeente is None:
            return self.aanstellingen.all()
        return self.aanstellingen.filter(gemeente=self.alleen_gemeente)

    def collegas(self) -> "models.QuerySet[Gebruiker]":
        """Active users of the active gemeente, to hand work to."""
        return Gebruiker.objects.filter(is_active=True, aanstellingen__gemeente=self.gemeente).order_by("naam")

    def collegas_met(self, rechten: Iterable[Recht], *, op: datetime.date) -> "models.QuerySet[Gebruiker]":
        """Those of `collegas` with one of these rights on a day; the rule of `Aanstelling.rechten`, as a query."""
        gevraagd = frozenset(rechten)
        gevonden = Q(rol__in=[rol.code for rol in ROLLEN.values() if rol.rechten & gevraagd])
        if Recht.OPSPORING in gevraagd:
            leerplicht = [rol.code for rol in ROLLEN.values() if Recht.LEERPLICHT in rol.rechten]
            gevonden |= Q(rol__in=leerplicht, opsporing_van__lte=op, opsporing_tot_en_met__gte=op)
        return self.collegas().filter(aanstellingen__in=self.gemeente.aanstellingen.filter(gevonden))


@volg_buiten_gemeente()
class Aanstelling(models.Model):
    """The role of a user in a gemeente, and for some the machtiging to read opsporing (Wpg, article 6).

    That article names persons, never a job title: no role opens opsporing, and a machtiging ends on its last day.
    """

    gebruiker = models.ForeignKey(Gebruiker, on_delete=models.CASCADE, related_name="aanstellingen")
    gemeente = models.ForeignKey(Gemeente, on_delete=models.CASCADE, related_name="aanstellingen")
    rol = models.CharField("rol", max_length=30, choices=[(rol.code, rol.naam) for rol in ROLLEN.values()])
    opsporing_van = models.DateField("gemachtigd vanaf", null=True, blank=True)
    opsporing_tot_en_met = models.DateField("gemachtigd tot en met", null=True, blank=True)
    # Why the machtiging was given, changed or withdrawn, the last time that happened.
    opsporing_waarom = models.CharField("reden", max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        triggers = [versie_trigger()]
        constraints = [
            models.UniqueConstraint(fields=["gemeente", "gebruiker"], name="aanstelling_een_rol_per_gemeente"),
            models.CheckConstraint(
                condition=Q(opsporing_van__isnull=True, opsporing_tot_en_met__isnull=True)
                | Q(
                    opsporing_van__isnull=False,
                    opsporing_tot_en_met__isnull=False,
                    opsporing_tot_en_met__gte=F("opsporing_van"),
                ),
                name="aanstelling_machtiging_op_volgorde",
            ),
            models.CheckConstraint(
                condition=Q(opsporing_van__isnull=True) | ~Q(opsporing_waarom=""),
                name="aanstelling_machtiging_met_reden",
            ),
        ]

    def __str__(self):
        return f"{self.gebruiker}: {self.rol}"

    def gemachtigd(self, *, op: datetime.date) -> bool:
        """Whether the machtiging holds on a day; its last day is inside."""
        van, tot_en_met = self.opsporing_van, self.opsporing_tot_en_met
        return van is not None and tot_en_met is not None and van <= op <= tot_en_met

    def rechten(self, *, op: datetime.date) -> frozenset[Recht]:
        """Those of the role, and opsporing for who has dossiers of leerplicht and a machtiging on this day."""
        van_de_rol = ROLLEN[self.rol].rechten
        if Recht.LEERPLICHT in van_de_rol and self.gemachtigd(op=op):
            return van_de_rol | {Recht.OPSPORING}
        return van_de_rol
