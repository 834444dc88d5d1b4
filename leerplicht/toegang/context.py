"""What every page needs to know: the active gemeente, the choice of gemeenten, the navigation."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from leerplicht.onderdeel import navigatie_voor
from leerplicht.toegang.zegels.verzegeld import verzegeld_in
from leerplicht.toegang.zegels.vraag import stel_vraag


def gemeente(request: HttpRequest) -> dict:
    """Context: `actieve_gemeente`, `gemeenten` (those to choose from), `rol`, `navigatie`."""
    gebruiker = getattr(request, "user", None)
    if gebruiker is None or not gebruiker.is_authenticated or gebruiker.aanstelling is None:
        return {"actieve_gemeente": None, "gemeenten": [], "rol": None, "navigatie": []}
    return {
        "actieve_gemeente": gebruiker.gemeente,
        # Asked when used: the pages 403 and 404 come after a rollback, when nothing can be asked any more.
        "gemeenten": SimpleLazyObject(gebruiker.gemeenten),
        "rol": gebruiker.rol,
        "navigatie": navigatie_voor(gebruiker, request.path),
    }


def slot(request: HttpRequest) -> dict:
    """Context: `slot_na`, the number of seconds without activity after which the screen is locked."""
    return {"slot_na": round(settings.SLOT_NA.total_seconds())}


def zegels(request: HttpRequest) -> dict:
    """Context, each looked up when the page asks for it: `kijkvraag`, on a page about a leerling who is a
    colleague's work; `verzegeld`, the numbers of the leerlingen whose dossier does not open by itself.
    """
    return {
        "kijkvraag": SimpleLazyObject(lambda: stel_vraag(request)),
        "verzegeld": SimpleLazyObject(lambda: verzegeld_in(request)),
    }
