"""Logging in with the gemeente's own account (OpenID Connect). One identity provider per gemeente, from settings.

It says who somebody is; who may work here stays with the beheerder: only a colleague with a role in that gemeente
comes in, recognised by `sub`, and the first time by the confirmed e-mail address. It speaks for its own gemeente
only: such a session never reaches another gemeente, nor what belongs to the account as a whole.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

import requests
from allauth.account.signals import user_logged_in
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.dispatch import receiver
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from leerplicht.models import Gebruiker, Gemeente
from leerplicht.postvak.actions import mail_collega
from leerplicht.toegang.inloggen import slot
from leerplicht.toegang.inloggen.tweede_factor import leg_bewijs_vast
from leerplicht.toegang.middleware import SESSION_KEY, VIA_GEMEENTE

logger = logging.getLogger(__name__)

# Who opens the lock has shown himself so recently; without this a browser that is still logged in there opens it.
ONLANGS = 5 * 60
MET_TWEEDE_FACTOR = {"mfa", "otp", "hwk", "swk", "fpt", "sc"}

GEEN_ANTWOORD = "Het inlogscherm van de gemeente {naam} antwoordt niet. Probeer het later opnieuw."
MISLUKT = "Inloggen met het account van de gemeente {naam} is niet gelukt. Probeer het opnieuw."
ONBEKEND = "Dit account hoort niet bij een collega die hier werkt voor de gemeente {naam}."
NIET_BEVESTIGD = "De gemeente {naam} heeft het e-mailadres van dit account niet bevestigd."
NIET_OPNIEUW = "U heeft zich niet opnieuw aangemeld bij de gemeente {naam}. Het scherm blijft op slot."


class Geweigerd(Exception):
    """Not let in; the text is a Dutch sentence with {naam} for the gemeente."""


@dataclass(frozen=True)
class Ingang:
    """A gemeente whose accounts can be used to log in."""

    code: str
    naam: str

    @property
    def url(self) -> str:
        return reverse("openid_connect_login", args=[self.code])


def ingangen() -> list[Ingang]:
    return [Ingang(code, een["naam"]) for code, een in settings.OIDC.items()]


def ingang_van(request: HttpRequest) -> Ingang | None:
    """The one through which this session began."""
    via = request.session.get(VIA_GEMEENTE)
    code = Gemeente.objects.filter(pk=via).values_list("code", flat=True).first() if via else None
    return next((een for een in ingangen() if een.code == code), None)


@never_cache
@login_not_required
def naar_gemeente(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Send the browser to the identity provider. Of the address only `next` counts.

    On GET, by a link: our CSP stops a form whose answer leads to another site. It changes nothing yet.
    """
    if provider_id not in settings.OIDC:
        raise Http404
    vraag = QueryDict(mutable=True)
    if request.GET.get("next"):
        vraag["next"] = request.GET["next"]
    if _op_slot(request):
        vraag["auth_params"] = "prompt=login&max_age=0"
    request.GET = vraag  # type: ignore[assignment]
    try:
        return openid_connect.login(request, provider_id)
    except requests.RequestException as fout:
        logger.error("OIDC van gemeente %s antwoordt niet: %s", provider_id, type(fout).__name__)
        return _weiger(request, provider_id, GEEN_ANTWOORD, status=503)


class GemeenteaccountAdapter(DefaultSocialAccountAdapter):
    def list_apps(self, request, provider=None, client_id=None):
        """Only those of the settings: a row in the database must not open a door."""
        return [app for app in super().list_apps(request, provider, client_id) if app.pk is None]

    def is_open_for_signup(self, request, sociallogin):
        return False

    def on_authentication_error(self, request, provider, error=None, exception=None, extra_context=None):
        """Also when he changed his mind there. The log gets the kind of error, never what was sent along."""
        code = provider.app.provider_id
        logger.warning("OIDC van gemeente %s: %s %s", code, error, type(exception).__name__)
        raise ImmediateHttpResponse(_weiger(request, code, MISLUKT))

    def pre_social_login(self, request, sociallogin):
        code = sociallogin.account.provider
        try:
            gemeente, gebruiker = _herken(sociallogin)
            if _ontgrendelt(request, sociallogin, gemeente, gebruiker):
                raise ImmediateHttpResponse(redirect(sociallogin.get_redirect_url(request) or "/"))
        except Geweigerd as fout:
            raise ImmediateHttpResponse(_weiger(request, code, str(fout))) from fout
        if request.user.is_authenticated:
            logout(request)
        if _vroeg_tweede_factor(sociallogin):
            leg_bewijs_vast(request, gebruiker, "gemeente", gemeente=code)
        _koppel(sociallogin, gemeente, gebruiker)


def van_het_hele_account(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorator: what counts in all gemeenten of a colleague is not for a session by the word of one."""

    @wraps(view)
    def bewaakt(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        via = request.session.get(VIA_GEMEENTE)
        if via and request.user.aanstellingen.exclude(gemeente=via).exists():  # type: ignore[union-attr]
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return bewaakt


@receiver(user_logged_in)
def _bind_aan_gemeente(request: HttpRequest, sociallogin: SocialLogin | None = None, **_: Any) -> None:
    request.session.pop(VIA_GEMEENTE, None)
    if sociallogin is not None:
        gemeente = Gemeente.objects.get(code=sociallogin.account.provider)
        request.session[VIA_GEMEENTE] = request.session[SESSION_KEY] = gemeente.pk


def _herken(sociallogin: SocialLogin) -> tuple[Gemeente, Gebruiker]:
    """Which colleague this is. Raises Geweigerd."""
    beweerd = sociallogin.account.extra_data
    gegevens, token = beweerd.get("userinfo", {}), beweerd.get("id_token", {})
    # OpenID Connect Core 1.0, 5.3.2: both must speak of the same person.
    zelfde = bool(token) and gegevens.get("sub") == token.get("sub")
    if not zelfde or sociallogin.state.get("process") != AuthProcess.LOGIN:
        raise Geweigerd(MISLUKT)
    code = sociallogin.account.provider
    gemeente = Gemeente.objects.filter(code=code).first()
    gebruiker = sociallogin.user if sociallogin.is_existing else None
    if gebruiker is None:
        if gegevens.get("email_verified") is not True:
            raise Geweigerd(NIET_BEVESTIGD)
        gebruiker = Gebruiker.objects.filter(email__iexact=gegevens.get("email", "")).first()
        # A second `sub` with his address is somebody who got the address after him.
        if gebruiker and SocialAccount.objects.filter(provider=code, user=gebruiker).exists():
            raise Geweigerd(ONBEKEND)
    if gemeente is None or gebruiker is None or not gebruiker.is_active:
        raise Geweigerd(ONBEKEND)
    if not gebruiker.aanstellingen.filter(gemeente=gemeente).exists():
        raise Geweigerd(ONBEKEND)
    return gemeente, gebruiker


def _koppel(sociallogin: SocialLogin, gemeente: Gemeente, gebruiker: Gebruiker) -> None:
    """Remember the `sub`, and nothing else of what was told about him; he hears of it the first time."""
    nieuw = sociallogin.account.pk is None
    sociallogin.user = sociallogin.account.user = gebruiker
    sociallogin.account.extra_data = {}
    sociallogin.account.save()
    if nieuw:
        mail_collega(
            gebruiker,
            sjabloon="gemeenteaccount",
            sleutel=f"gemeenteaccount-{sociallogin.account.pk}",
            gemeente_id=gemeente.pk,
        )


def _ontgrendelt(request: HttpRequest, sociallogin: SocialLogin, gemeente: Gemeente, gebruiker: Gebruiker) -> bool:
    """Whether this opens the lock of the session that is there, which then goes on. Raises Geweigerd."""
    if request.user.pk != gebruiker.pk or request.session.get(VIA_GEMEENTE) != gemeente.pk:
        return False
    if _op_slot(request):
        getoond = sociallogin.account.extra_data["id_token"].get("auth_time")
        if getoond is not None and time.time() - getoond > ONLANGS:
            raise Geweigerd(NIET_OPNIEUW)
        slot.doe_open(request.sessie, timezone.now())  # type: ignore[attr-defined]
    _koppel(sociallogin, gemeente, gebruiker)
    return True


def _op_slot(request: HttpRequest) -> bool:
    sessie = slot.sessie_van(request)
    return sessie is not None and sessie.op_slot(timezone.now())


def _vroeg_tweede_factor(sociallogin: SocialLogin) -> bool:
    """Told per login (`amr`, RFC 8176), or agreed with the gemeente once and for all."""
    amr = sociallogin.account.extra_data["id_token"].get("amr", [])
    altijd = settings.OIDC[sociallogin.account.provider].get("tweede_factor", False)
    return altijd or bool(MET_TWEEDE_FACTOR & set(amr))


def _weiger(request: HttpRequest, code: str, zin: str, status: int = 403) -> HttpResponse:
    naam = settings.OIDC[code]["naam"]
    return render(request, "inloggen/geweigerd.html", {"zin": zin.format(naam=naam)}, status=status)
