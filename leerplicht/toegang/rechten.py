"""The right to a room: 403 for who may not enter it at all. Single rows are 404 (`zichtbaar_voor`)."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse

from leerplicht.roles import Recht
from leerplicht.toegang.verzoek import Verzoek

DOSSIERS = (Recht.LEERPLICHT, Recht.DOORSTROOMPUNT)


def vereist(*rechten: Recht) -> Callable:
    """Decorator of a view: the user needs one of these rights. `view.rechten` tells which."""

    def om_view(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def met_recht(request: Verzoek, *args, **kwargs) -> HttpResponse:
            if not request.user.mag_een_van(rechten):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        met_recht.rechten = frozenset(rechten)  # type: ignore[attr-defined]
        return met_recht

    return om_view
