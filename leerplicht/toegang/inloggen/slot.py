"""The lock over the screen: who does nothing for a quarter of an hour must show again that it is him.

The server locks, whatever the page does: every request but those of the lock itself answers 423. The page
(static/slot.js) puts the lock over what stands there, and goes on exactly there once it is open again.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.contrib.auth.views import redirect_to_login
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme

from leerplicht.formulieren.onderschept import houd_vast, onderschep
from leerplicht.models import Concept, Gebruiker, Sessie
from leerplicht.toegang.inloggen.toestel import noem_toestel

SLEUTEL = "sessie"
LOCKED = 423
# On the request: somebody did something.
ACTIEF = "_actief"
# So that a page with many small requests does not write its row as often.
TEL_OPNIEUW_NA = timedelta(seconds=20)
# A request that a page makes by itself, such as asking how far a run is, is no activity.
UIT_ZICHZELF = "X-Achtergrond"

# Neither counts as activity: a draft is also saved by a page that is left alone, and also below the lock.
GEEN_ACTIVITEIT = {
    "slot",
    "slot_open",
    "slot_opties",
    "slot_stand",
    "slot_dicht",
    "slot_klaar",
    "concept_bewaren",
}
MAG_OP_SLOT = GEEN_ACTIVITEIT | {"account_logout"}
# The way to the account of the gemeente, which opens the lock too.
LANGS_GEMEENTE = {"openid_connect_login", "openid_connect_callback"}


class SlotMiddleware:
    """Knows the session of each request, counts its activity, and stops what comes while the screen is locked."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if isinstance(request.user, Gebruiker):
            request.sessie = Sessie.objects.filter(  # type: ignore[attr-defined]
                pk=request.session.get(SLEUTEL, 0), gebruiker=request.user.pk
            ).first()
        antwoord = self.get_response(request)
        # Here, outside the transaction of the request: that would hold the row until its end.
        if getattr(request, ACTIEF, False):
            leef(request.sessie, timezone.now())  # type: ignore[attr-defined]
        return antwoord

    def process_view(self, request: HttpRequest, view_func, view_args, view_kwargs) -> HttpResponse | None:
        if not isinstance(request.user, Gebruiker):
            return None
        sessie, nu = sessie_van(request), timezone.now()
        if sessie is None or sessie.is_verlopen(nu):
            return _uitgelogd(request, sessie, view_func)
        naam = request.resolver_match.view_name if request.resolver_match else ""
        if sessie.op_slot(nu):
            return None if naam in MAG_OP_SLOT | LANGS_GEMEENTE else _op_slot(request)
        zwijgt = naam in GEEN_ACTIVITEIT | LANGS_GEMEENTE or UIT_ZICHZELF in request.headers
        setattr(request, ACTIEF, not zwijgt)
        return None


def sessie_van(request: HttpRequest) -> Sessie | None:
    return getattr(request, "sessie", None)


def leef(sessie: Sessie, nu: datetime) -> None:
    """Count this moment as activity."""
    if nu - sessie.laatst_actief > TEL_OPNIEUW_NA:
        # Not one that was locked meanwhile, in another tab.
        Sessie.objects.filter(pk=sessie.pk, vergrendeld=False).update(laatst_actief=nu)


def doe_open(sessie: Sessie, nu: datetime) -> None:
    Sessie.objects.filter(pk=sessie.pk).update(laatst_actief=nu, vergrendeld=False)


def doe_dicht(sessie: Sessie) -> None:
    Sessie.objects.filter(pk=sessie.pk).update(vergrendeld=True)


def terug_naar(request: HttpRequest, adres: str | None) -> str:
    """An address of ours to go on at; the start page instead of anything else."""
    if adres and url_has_allowed_host_and_scheme(adres, {request.get_host()}, require_https=request.is_secure()):
        return adres
    return reverse("start")


def vraagt_geen_pagina(request: HttpRequest) -> bool:
    """Asked by a script, which puts the lock over the page itself."""
    return bool(request.headers.get("HX-Request")) or request.headers.get("Accept") == "application/json"


def toon_slot(request: HttpRequest, *, naar: str, fout: str = "", status: int = LOCKED) -> HttpResponse:
    """The lock as a page of its own, for who has no JavaScript or just opened an address."""
    from leerplicht.toegang.inloggen.ontgrendelen import wijzen

    context = {"naar": naar, "fout": fout, "wijzen": wijzen(request)}
    return render(request, "inloggen/slot.html", context, status=status)


def _op_slot(request: HttpRequest) -> HttpResponse:
    if vraagt_geen_pagina(request):
        antwoord = HttpResponse(status=LOCKED)
    else:
        # What was posted is kept for after the unlocking.
        is_post = request.method == "POST"
        naar = houd_vast(request, Concept.Aanleiding.VERGRENDELD) if is_post else request.get_full_path()
        antwoord = toon_slot(request, naar=naar)
    antwoord["X-Slot"] = "dicht"
    add_never_cache_headers(antwoord)
    return antwoord


def _uitgelogd(request: HttpRequest, sessie: Sessie | None, view_func: Callable) -> HttpResponse | None:
    """The working day is over, or the session was ended elsewhere."""
    if sessie is not None:
        sessie.delete()
    logout(request)
    if not getattr(view_func, "login_required", True):
        return None
    if vraagt_geen_pagina(request):
        # The page stays, with what was typed in it; slot.js asks to log in beside it.
        return JsonResponse({"uitgelogd": True}, status=401)
    if request.method == "POST":
        return onderschep(request, Concept.Aanleiding.UITGELOGD)
    return redirect_to_login(request.get_full_path())


@receiver(user_logged_in)
def _begin(request: HttpRequest, user: Gebruiker, **_) -> None:
    """A login begins a session of its own; a second login in the same browser goes on with that one."""
    nu = timezone.now()
    Sessie.objects.verlopen(nu).delete()
    begin = {"begonnen_op": nu, "laatst_actief": nu, "vergrendeld": False}
    eigen = Sessie.objects.filter(pk=request.session.get(SLEUTEL, 0), gebruiker=user)
    if eigen.update(**begin):
        return
    toestel = noem_toestel(request.headers.get("User-Agent", ""))
    request.session[SLEUTEL] = Sessie.objects.create(gebruiker=user, apparaat=toestel, **begin).pk


@receiver(user_logged_out)
def _eind(request: HttpRequest, **_) -> None:
    Sessie.objects.filter(pk=request.session.get(SLEUTEL, 0)).delete()
