"""Opening the lock: one touch of the key, a code of the app, the password, or the account of the gemeente."""

from collections.abc import Callable
from typing import cast

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import ReauthenticateWebAuthnForm
from allauth.mfa.webauthn.internal.auth import begin_authentication
from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from leerplicht.models import Gebruiker
from leerplicht.toegang.inloggen import gemeenteaccount, slot
from leerplicht.toegang.inloggen.forms import TweedeStapOpnieuw, WachtwoordBevestigen
from leerplicht.toegang.verzoek import Verzoek

# The field that was filled in → who judges it.
FORMULIEREN: dict[str, Callable[..., forms.Form]] = {
    "credential": ReauthenticateWebAuthnForm,
    "code": TweedeStapOpnieuw,
    "password": WachtwoordBevestigen,
}
NIETS_INGEVULD = "Vul uw wachtwoord of een code in."


def wijzen(request: HttpRequest) -> list[str]:
    """How this user can open the lock: the easiest first."""
    gebruiker = cast(Gebruiker, request.user)
    soorten = set(Authenticator.objects.filter(user=gebruiker).values_list("type", flat=True))
    kan = {
        "aanraken": Authenticator.Type.WEBAUTHN in soorten,
        "gemeente": gemeenteaccount.ingang_van(request) is not None,
        "code": Authenticator.Type.TOTP in soorten,
        "wachtwoord": gebruiker.has_usable_password(),
    }
    return [wijze for wijze, mogelijk in kan.items() if mogelijk]


@never_cache
@require_safe
def slotpagina(request: Verzoek) -> HttpResponse:
    naar = slot.terug_naar(request, request.GET.get("naar"))
    if not _op_slot(request):
        return redirect(naar)
    return slot.toon_slot(request, naar=naar, status=200)


@never_cache
@require_POST
@sensitive_post_parameters()
def open_slot(request: Verzoek) -> HttpResponse:
    naar = slot.terug_naar(request, request.POST.get("naar"))
    fout = _fout(request) if _op_slot(request) else ""
    if not fout:
        slot.doe_open(request.sessie, timezone.now())
    if slot.vraagt_geen_pagina(request):
        return JsonResponse({"fout": fout} if fout else {"open": True}, status=400 if fout else 200)
    return slot.toon_slot(request, naar=naar, fout=fout) if fout else redirect(naar)


@never_cache
@require_POST
def opties(request: Verzoek) -> HttpResponse:
    """What the browser needs to ask the touch."""
    return JsonResponse(begin_authentication(request.user))


@never_cache
@require_POST
def sluit_slot(request: Verzoek) -> HttpResponse:
    slot.doe_dicht(request.sessie)
    if slot.vraagt_geen_pagina(request):
        return HttpResponse(status=204)
    return slot.toon_slot(request, naar=slot.terug_naar(request, request.headers.get("Referer")), status=200)


@never_cache
@require_POST
def leeft(request: Verzoek) -> HttpResponse:
    """Somebody types or points, and nothing was sent for a while. The middleware has counted it."""
    return HttpResponse(status=204)


@never_cache
@require_safe
@login_not_required
def stand(request: Verzoek) -> HttpResponse:
    """For the page: locked or not, and for how long not. Asking is no activity.

    `csrf`: logging in again gives the browser another token, and the forms on the page still have the old one.
    """
    if not request.user.is_authenticated:
        return JsonResponse({"uitgelogd": True})
    over = request.sessie.seconden_tot_slot(timezone.now())
    return JsonResponse(
        {
            "op_slot": over <= 0,
            "over": max(0, round(over)),
            "wie": request.user.pk,
            "wijzen": wijzen(request) if over <= 0 else [],
            "csrf": get_token(request),
        }
    )


@never_cache
@require_safe
def klaar(request: Verzoek) -> HttpResponse:
    """The tab in which was logged in again tells the others, and may be closed."""
    if _op_slot(request):
        return redirect("slot")
    return render(request, "inloggen/klaar.html")


def _op_slot(request: Verzoek) -> bool:
    return request.sessie.op_slot(timezone.now())


def _fout(request: Verzoek) -> str:
    """Checks what was posted; "" when it is right, else why not."""
    for veld, formulier in FORMULIEREN.items():
        if request.POST.get(veld):
            ingevuld = formulier(data=request.POST, user=request.user)
            if not ingevuld.is_valid():
                return " ".join(str(fout) for fouten in ingevuld.errors.values() for fout in fouten)
            if hasattr(ingevuld, "save"):
                ingevuld.save()
            return ""
    return NIETS_INGEVULD
