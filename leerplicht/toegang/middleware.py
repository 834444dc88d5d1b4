"""One active gemeente per request, in one transaction around the whole request."""

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse

from leerplicht.toegang.gemeente import in_gemeente

SESSION_KEY = "gemeente"


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
        aanstelling = request.user.kies_aanstelling(request.session.get(SESSION_KEY))
        if aanstelling is None:
            return self.get_response(request)
        with in_gemeente(aanstelling.gemeente_id):
            response = self.get_response(request)
            if response.streaming:
                raise RuntimeError("Rows of a gemeente cannot be streamed: the transaction ends first.")
            return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Django turns the exception into a response below this middleware: nothing of it may be committed."""
        if connection.in_atomic_block:
            transaction.set_rollback(True)
