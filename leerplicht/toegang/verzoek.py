"""A request as every view gets it: `LoginRequiredMiddleware` has let only a Gebruiker through."""

from typing import TYPE_CHECKING

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

if TYPE_CHECKING:
    from leerplicht.models import Gebruiker, Sessie


class Verzoek(HttpRequest):
    """For type annotations: the user is ours, never anonymous; `htmx` tells whether htmx asks,
    `sessie` is this login."""

    user: "Gebruiker"
    htmx: HtmxDetails
    sessie: "Sessie"


def route_van(request: HttpRequest) -> str:
    """The name of the page that was asked for; "" when there is none."""
    return (request.resolver_match.url_name or "") if request.resolver_match else ""


def gaat_over_een(request: HttpRequest) -> bool:
    """Whether the address names a row: a page about one, not a list."""
    gevonden = request.resolver_match
    return gevonden is not None and any(isinstance(waarde, int) for waarde in gevonden.kwargs.values())
