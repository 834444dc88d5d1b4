"""A request as every view gets it: `LoginRequiredMiddleware` has let only a Gebruiker through."""

from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from leerplicht.models import Gebruiker


class Verzoek(HttpRequest):
    """For type annotations: the user is ours, never anonymous."""

    user: "Gebruiker"
