"""One active gemeente per request, in one transaction around the whole request; and no page kept by a browser."""

from allauth.core.exceptions import ImmediateHttpResponse, ReauthenticationRequired
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.utils.cache import add_never_cache_headers

from leerplicht import logbook
from leerplicht.toegang.gemeente import in_gemeente
from leerplicht.toegang.logboek.spoor import volg
from leerplicht.toegang.zegels import wacht

SESSION_KEY = "gemeente"
# In the session of who logged in with the account of a gemeente: it reaches no other.
VIA_GEMEENTE = "via_gemeente"


class NietBewarenMiddleware:
    """No page of ours stays behind in the cache of a browser or proxy: a desk in a town hall is shared.

    A view that says itself how its answer may be kept decides. Files that are the same for everybody (static) are
    answered before this.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response


class GemeenteMiddleware:
    """Chooses the active gemeente and sets it in PostgreSQL before any view runs.

    The choice is kept in the session; without one it is the user's first gemeente. Who has none (or is not
    logged in) gets no gemeente: every query on rows of a gemeente then fails instead of showing something.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.get_response(request)
        request.user.alleen_gemeente = request.session.get(VIA_GEMEENTE)
        aanstelling = request.user.kies_aanstelling(request.session.get(SESSION_KEY))
        if aanstelling is None:
            return self.get_response(request)
        with volg() as spoor:
            with in_gemeente(aanstelling.gemeente_id):
                response = self.get_response(request)
                if response.streaming:
                    raise RuntimeError("Rows of a gemeente cannot be streamed: the transaction ends first.")
                dicht = None if connection.needs_rollback else wacht.houdt_tegen(request, response, spoor)
                if dicht is not None:
                    transaction.set_rollback(True)
                    response = HttpResponseForbidden()
                teruggedraaid = connection.needs_rollback
                if not teruggedraaid:
                    logbook.leg_lezen_vast(request, response, spoor, als=aanstelling)
            if teruggedraaid:
                with in_gemeente(aanstelling.gemeente_id):
                    logbook.leg_lezen_vast(request, response, spoor, als=aanstelling)
        return response if dicht is None else wacht.wijs_naar_openen(request, dicht)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Django turns the exception into a response below this middleware: nothing of it may be committed.

        Those of allauth are an answer, given before the view began; to give it allauth still asks the database.
        """
        if isinstance(exception, (ImmediateHttpResponse, ReauthenticationRequired)):
            return
        if connection.in_atomic_block and getattr(request.user, "aanstelling", None) is not None:
            transaction.set_rollback(True)
