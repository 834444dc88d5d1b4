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
