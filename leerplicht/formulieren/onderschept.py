"""A form that comes at the wrong moment: after logging out, on a locked screen, or with a stale CSRF token.

It is not acted upon, but what was typed is kept as a draft of the user who opened the form, and stands in the form
again after logging in or unlocking. The proof in the form says whose it is; without one nothing is kept, so that a
stranger cannot fill the database. Whoever stops a POST calls `houd_vast` and sends the user on to its answer:

    SlotMiddleware, TweedeFactorMiddleware, InlogMiddleware, and Django's own check through CSRF_FAILURE_VIEW.
"""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from leerplicht.formulieren import bewijs
from leerplicht.formulieren.concept import BEWIJS, SLEUTEL, TAB, VERVOLG_OP, TeGroot, bewaar, ingevuld, mag_nu
from leerplicht.formulieren.verzending import AL_VERZONDEN, eerder_verzonden
from leerplicht.models import Concept

BEWAARD = "Wat u verstuurde is nog niet opgeslagen, maar wel bewaard. U vindt het terug in het formulier."
NIET_BEWAARD = "Wat u verstuurde is niet opgeslagen. Doe het opnieuw."

# On the request: what it posted is kept already, or could not be.
VASTGEHOUDEN = "_vastgehouden"


def houd_vast(request: HttpRequest, aanleiding: str) -> str:
    """Keep the posted form; the address on which its user finds it again, with a message that says so.

    For a form in which nothing is typed (a button, a choice) that is the page it stood on.
    `aanleiding`: one of `Concept.Aanleiding`.
    """
    bewezen = bewijs.lees(request.POST.get(BEWIJS, ""))
    if bewezen is None:
        return _pagina_ervoor(request)
    naar = eerder_verzonden(request, bewezen)
    if naar is not None:
        messages.info(request, AL_VERZONDEN)
        return naar
    if _bewaar(request, bewezen, aanleiding):
        messages.info(request, BEWAARD)
    else:
        messages.warning(request, NIET_BEWAARD)
    return bewezen.formulier


def houd_geweigerd_vast(request: HttpRequest) -> None:
    """Keep what the user sent from this address and what was not accepted; the answer itself is not ours."""
    bewezen = bewijs.lees(request.POST.get(BEWIJS, ""))
    if not bewezen or hasattr(request, VASTGEHOUDEN):
        return
    if (bewezen.formulier, bewezen.gebruiker) == (request.path, request.user.pk):
        _bewaar(request, bewezen, Concept.Aanleiding.TYPEN)


def onderschep(request: HttpRequest, aanleiding: str) -> HttpResponse:
    """Keep the posted form, and ask to log in first."""
    return redirect_to_login(houd_vast(request, aanleiding))


def csrf_mislukt(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's check on where a form comes from failed; mostly since somebody logged in again in another tab."""
    bewezen = bewijs.lees(request.POST.get(BEWIJS, ""))
    if bewezen is None:
        return render(request, "403_csrf.html", status=403)
    naar = houd_vast(request, Concept.Aanleiding.VERLOPEN)
    if not request.user.is_authenticated:
        return redirect_to_login(naar)
    if request.user.pk != bewezen.gebruiker:
        return render(request, "403_csrf.html", {"van_een_ander": True}, status=403)
    return redirect(naar)


def _bewaar(request: HttpRequest, bewezen: bewijs.Bewijs, aanleiding: str) -> bool:
    setattr(request, VASTGEHOUDEN, True)
    if not mag_nu(bewezen.gebruiker):
        return False
    try:
        bewaard = bewaar(
            bewezen,
            ingevuld(request.POST),
            tab=(request.POST.get(TAB) or request.POST.get(SLEUTEL, ""))[:43],
            volgnummer=0,
            vervolg_op=request.POST.get(VERVOLG_OP, ""),
            aanleiding=aanleiding,
        )
    except TeGroot:
        return False
    return bewaard is not None


def _pagina_ervoor(request: HttpRequest) -> str:
    vorige = request.headers.get("Referer", "")
    eigen = url_has_allowed_host_and_scheme(vorige, {request.get_host()}, require_https=request.is_secure())
    return vorige if eigen else reverse("start")
