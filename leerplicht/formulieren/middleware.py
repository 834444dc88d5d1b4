"""For every form without any view doing something for it: begins with its draft, is acted upon once.

On GET `request.POST` holds the user's draft of the form at this address, read only when a view asks for it. A view
builds its form as `Form(request.POST or None, ...)`, so that the form begins as it was left; `begin_met_concept`
in templates/base.html keeps a form that was not sent yet from showing errors.
"""

from contextlib import suppress

from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect
from django.utils.functional import SimpleLazyObject

from leerplicht.formulieren.concept import leesbare, ruim_op
from leerplicht.formulieren.onderschept import houd_geweigerd_vast, onderschep
from leerplicht.formulieren.verzending import AL_VERZONDEN, neem_op, rond_af
from leerplicht.models import Concept


class InlogMiddleware(LoginRequiredMiddleware):
    """Who is not logged in logs in first; the form that he sent waits for him."""

    def handle_no_permission(self, request, view_func):
        if request.method == "POST":
            return onderschep(request, Concept.Aanleiding.UITGELOGD)
        return super().handle_no_permission(request, view_func)


class NietAangenomenMiddleware:
    """A form that was sent and not accepted, by its errors or by ours, is kept as what its user typed.

    Without JavaScript this is the only place. Outside the transaction of the request, which may be rolled back.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method == "POST" and not isinstance(response, HttpResponseRedirect):
            # Without a database there is nowhere to keep it, and the answer says already that something is wrong.
            with suppress(DatabaseError):
                houd_geweigerd_vast(request)
        return response


class FormulierMiddleware:
    """Works inside the transaction of `GemeenteMiddleware`; who has no gemeente has no forms."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        verzending = getattr(request, "verzending", None)
        if verzending is not None:
            gelukt = isinstance(response, HttpResponseRedirect)
            rond_af(verzending, response["Location"] if gelukt else None)
            if gelukt:
                # Not `request.user`: who logs out has none any more.
                ruim_op(verzending.gebruiker, request.path, request.POST)
        return response

    def process_view(self, request, view, args, kwargs) -> HttpResponse | None:
        """After the checks on session and CSRF token, which are views of their own."""
        if getattr(request.user, "aanstelling", None) is None:
            return None
        if request.method == "GET":
            request.POST = SimpleLazyObject(lambda: _concept(request))
        elif request.method == "POST":
            verzending, nieuw = neem_op(request) or (None, True)
            if verzending is not None and not nieuw:
                # What was kept of it while it was typed again is saved already.
                ruim_op(request.user, request.path, request.POST)
                messages.info(request, AL_VERZONDEN)
                return redirect(verzending.naar)
            request.verzending = verzending
        return None


def _concept(request) -> QueryDict:
    """The draft to show; a form with several shows the latest, or the one that `?concept=` names."""
    gevonden = leesbare(request.user, formulier=request.path)
    gevraagd = [een for een in gevonden if str(een.concept.pk) == request.GET.get("concept")]
    if not gevonden:
        return QueryDict()
    request.concept = (gevraagd or gevonden)[0]
    request.andere_concepten = [een for een in gevonden if een is not request.concept]
    return QueryDict(request.concept.velden)
