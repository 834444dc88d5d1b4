"""Nobody gets further than the door without the second factor that the role asks: one place, for every address."""

from collections.abc import Callable
from datetime import timedelta

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.account.signals import authentication_step_completed
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django_htmx.http import HttpResponseClientRedirect

from leerplicht.formulieren.onderschept import houd_vast
from leerplicht.models import Concept, Gebruiker
from leerplicht.roles import ROLLEN
from leerplicht.toegang.inloggen.apparaat import onthoud

FACTOREN = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
# How a session proves it, in allauth's record of authentications: a factor given, a device on which it was
# given today, or the word of the gemeente's own identity provider.
BEWIJZEN = {"mfa", "apparaat", "gemeente"}

# So long a password is enough to set up a new one, after a beheerder took the old one away.
NA_RESET = timedelta(hours=24)

# On the request: what the device cookie must tell of it ("bekend": logged in; "mfa": with the second factor).
TE_ONTHOUDEN = "_apparaat_onthouden"

# Leaving, the lock over the screen, which shows nothing, and what is typed in a page that was opened before.
ALTIJD = {
    "account_logout",
    "reset_verlopen",
    "concept_bewaren",
    "slot",
    "slot_open",
    "slot_opties",
    "slot_stand",
    "slot_leeft",
    "slot_dicht",
    "slot_klaar",
}
# Who has no factor yet may choose one, and nothing else.
KIEZEN = {
    "mfa_index",
    "mfa_activate_totp",
    "mfa_totp_qr",
    "mfa_add_webauthn",
    "account_reauthenticate",
}
# Who has one, but did not give it in this session, may give it.
GEVEN = {"mfa_reauthenticate", "mfa_reauthenticate_webauthn"}


class TweedeFactorMiddleware:
    """Redirects every view to the choice or the check of a second factor, except those two themselves."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        wat = getattr(request, TE_ONTHOUDEN, None)
        if wat and isinstance(request.user, Gebruiker) and response.status_code < 400:
            onthoud(request, response, request.user, met_factor=wat == "mfa")
        return response

    def process_view(self, request: HttpRequest, view_func, view_args, view_kwargs) -> HttpResponse | None:
        gebruiker = request.user
        if not isinstance(gebruiker, Gebruiker) or not moet_nog(request, gebruiker):
            return None
        heeft = heeft_factor(gebruiker)
        naam = request.resolver_match.view_name if request.resolver_match else ""
        verlopen = not heeft and reset_verlopen(gebruiker)
        if naam in ALTIJD or (not verlopen and naam in (GEVEN if heeft else KIEZEN)):
            return None
        adres = reverse(eerste_vraag(gebruiker) if heeft else "mfa_index")
        if verlopen:
            adres = reverse("reset_verlopen")
        if request.headers.get("HX-Request"):
            return HttpResponseClientRedirect(adres)
        is_post = request.method == "POST"
        naar = houd_vast(request, Concept.Aanleiding.UITGELOGD) if is_post else request.get_full_path()
        return redirect(f"{adres}?{urlencode({'next': naar})}")


def vereist(gebruiker: Gebruiker) -> bool:
    """Does a role of this user ask a second factor? Without any role too: nobody knows yet which it becomes."""
    if not settings.TWEEDE_FACTOR:
        return False
    rollen = list(gebruiker.aanstellingen.values_list("rol", flat=True))
    return not rollen or any(ROLLEN[rol].tweede_factor for rol in rollen)


def bewezen(request: HttpRequest, gebruiker: Gebruiker) -> bool:
    return any(een["method"] in BEWIJZEN for een in get_authentication_records(request, gebruiker))


def moet_nog(request: HttpRequest, gebruiker: Gebruiker) -> bool:
    return not bewezen(request, gebruiker) and vereist(gebruiker)


def reset_verlopen(gebruiker: Gebruiker) -> bool:
    """Was the factor taken away, and is the time over in which the password alone lets one set up a new one?"""
    gereset = gebruiker.factor_gereset_op
    return gereset is not None and timezone.now() > gereset + NA_RESET


def sluit_reset(gebruiker: Gebruiker) -> None:
    """A new factor was set up."""
    Gebruiker.objects.filter(pk=gebruiker.pk, factor_gereset_op__isnull=False).update(factor_gereset_op=None)


def heeft_factor(gebruiker: Gebruiker) -> bool:
    return Authenticator.objects.filter(user=gebruiker, type__in=FACTOREN).exists()


def eerste_vraag(gebruiker: Gebruiker) -> str:
    """The page on which this user gives the factor: the key when that is all there is, else the code."""
    sleutel_alleen = not Authenticator.objects.filter(user=gebruiker, type=Authenticator.Type.TOTP).exists()
    return "mfa_reauthenticate_webauthn" if sleutel_alleen else "mfa_reauthenticate"


def leg_bewijs_vast(request: HttpRequest, gebruiker: Gebruiker, methode: str, **meer: str) -> None:
    record_authentication(request, gebruiker, methode, **meer)


@receiver(user_logged_in)
def _bij_inloggen(request: HttpRequest, **_) -> None:
    if not hasattr(request, TE_ONTHOUDEN):
        setattr(request, TE_ONTHOUDEN, "bekend")


@receiver(authentication_step_completed)
def _bij_bewijs(request: HttpRequest, method: str, **_) -> None:
    if method == "mfa":
        setattr(request, TE_ONTHOUDEN, "mfa")
