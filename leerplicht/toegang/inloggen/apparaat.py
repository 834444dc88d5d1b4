"""The device cookie: this browser has shown who its user is.

Until the end of the day on which the second factor was given it is not asked again on this device. For sixty days
the device stays *known*: that gives no access, but an attack on the account does not slow its owner down there.
The mark in the cookie follows from the password and the factors: when one of these changes, it holds no longer.
Nor after all sessions were ended.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from leerplicht.models import Gebruiker

ZOUT = "leerplicht.apparaat"
BEKEND = timedelta(days=60)
# A shared desk: as many colleagues are remembered on one device.
HOOGSTENS = 12


@dataclass(frozen=True)
class Vertrouwen:
    """One colleague on this device. `factor_tot`: until then the second factor is not asked."""

    gebruiker: int
    merk: str
    factor_tot: float
    bekend_tot: float


def cookienaam() -> str:
    return f"{settings.COOKIE_PREFIX}apparaat"


def slaat_factor_over(request: HttpRequest, gebruiker: Gebruiker) -> bool:
    """Has this user given the second factor on this device today?"""
    nu = timezone.now().timestamp()
    return any(een.factor_tot > nu for een in _van(request, gebruiker))


def merk_van_bekend(request: HttpRequest, gebruiker: Gebruiker) -> str | None:
    """The mark of this user on this device, when he logged in here before; else None."""
    nu = timezone.now().timestamp()
    return next((een.merk for een in _van(request, gebruiker) if een.bekend_tot > nu), None)


def onthoud(request: HttpRequest, response: HttpResponse, gebruiker: Gebruiker, *, met_factor: bool) -> None:
    """Let the device know its user; `met_factor`: he has just given the second factor."""
    nu = timezone.now()
    eigen = _van(request, gebruiker)
    eerder = max((een.factor_tot for een in eigen), default=0.0)
    nieuw = Vertrouwen(
        gebruiker=gebruiker.pk,
        merk=_merk(gebruiker),
        factor_tot=einde_van_de_dag(nu).timestamp() if met_factor else eerder,
        bekend_tot=(nu + BEKEND).timestamp(),
    )
    anderen = [een for een in _lees(request) if een.gebruiker != gebruiker.pk]
    inhoud = [(v.gebruiker, v.merk, v.factor_tot, v.bekend_tot) for v in (nieuw, *anderen)][:HOOGSTENS]
    response.set_cookie(
        cookienaam(),
        signing.dumps(inhoud, salt=ZOUT, compress=True),
        max_age=BEKEND,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def einde_van_de_dag(moment: datetime) -> datetime:
    """Midnight after this moment, where the colleagues are."""
    hier = timezone.localtime(moment)
    return timezone.make_aware(datetime.combine(hier.date() + timedelta(days=1), time.min))


def _van(request: HttpRequest, gebruiker: Gebruiker) -> list[Vertrouwen]:
    eigen = [een for een in _lees(request) if een.gebruiker == gebruiker.pk]
    if not eigen or not gebruiker.is_active:
        return []
    merk = _merk(gebruiker)
    return [een for een in eigen if constant_time_compare(een.merk, merk)]


def _lees(request: HttpRequest) -> list[Vertrouwen]:
    try:
        return [Vertrouwen(*een) for een in signing.loads(request.COOKIES.get(cookienaam(), ""), salt=ZOUT)]
    except (signing.BadSignature, TypeError, ValueError):
        return []


def _merk(gebruiker: Gebruiker) -> str:
    factoren = Authenticator.objects.filter(user=gebruiker).exclude(type=Authenticator.Type.RECOVERY_CODES)
    delen = [gebruiker.pk, gebruiker.email, gebruiker.password, gebruiker.sessieronde]
    delen += [
        f"{pk} {gemaakt.timestamp()}" for pk, gemaakt in factoren.order_by("pk").values_list("pk", "created_at")
    ]
    return salted_hmac(ZOUT, "|".join(map(str, delen)), algorithm="sha256").hexdigest()
