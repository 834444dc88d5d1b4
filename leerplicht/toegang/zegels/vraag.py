"""What does somebody look for in a dossier that is not his own work? Asked on the page, never in its way.

The purpose of a page follows from its route. On a page of a dossier, outside his own work, that is not enough:
then it asks, and what was answered stands in the logbook with every read of that day.
"""

from dataclasses import dataclass

from django.db import connection
from django.http import HttpRequest
from django.utils import timezone

from leerplicht.models import Opening
from leerplicht.onderdeel import doel_van
from leerplicht.toegang.logboek.choices import Doel
from leerplicht.toegang.logboek.spoor import huidig
from leerplicht.toegang.rechten import DOSSIERS
from leerplicht.toegang.verzoek import gaat_over_een, route_van
from leerplicht.toegang.zegels.eigen_werk import is_buiten_eigen_werk
from leerplicht.toegang.zegels.forms import KijkvraagForm
from leerplicht.toegang.zegels.verzegeld import verzegeld_in
from leerplicht.toegang.zegels.wacht import VRIJ

GEEN_REDEN = "Buiten eigen werk, geen reden gegeven"

_KIJK = "_kijk"


@dataclass(frozen=True)
class Kijk:
    """How this request looks at a leerling. `opening`: the reason that was given today."""

    leerling_id: int
    buiten_eigen_werk: bool
    opening: Opening | None

    @property
    def reden(self) -> str:
        if self.opening is not None:
            return self.opening.reden
        return GEEN_REDEN if self.buiten_eigen_werk else ""


@dataclass(frozen=True)
class Kijkvraag:
    leerling_id: int
    form: KijkvraagForm


def kijk_op(request: HttpRequest, leerling_id: int) -> Kijk | None:
    """Looked up once per request; None on a page whose purpose says enough."""
    bekend = getattr(request, _KIJK, None)
    if bekend is not None and bekend.leerling_id == leerling_id:
        return bekend
    if not (gaat_over_een(request) and request.user.mag_een_van(DOSSIERS)):  # type: ignore[union-attr]
        return None
    doel = doel_van(route_van(request))
    if doel in VRIJ:
        return None
    gebruiker = request.user
    buiten = doel == Doel.DOSSIER and is_buiten_eigen_werk(gebruiker, leerling_id)  # type: ignore[arg-type]
    gevraagd = buiten or leerling_id in verzegeld_in(request)
    opening = reden_van_vandaag(gebruiker, leerling_id) if gevraagd else None
    kijk = Kijk(leerling_id, buiten, opening)
    setattr(request, _KIJK, kijk)
    return kijk


def reden_van_vandaag(gebruiker, leerling_id: int) -> Opening | None:
    return Opening.objects.van(gebruiker, op=timezone.localdate()).filter(leerling_id=leerling_id).first()


def stel_vraag(request: HttpRequest) -> Kijkvraag | None:
    """For the frame of a page: the question, when it is still to be answered."""
    spoor = huidig()
    # After a refusal or an error the database answers nothing any more. A form that was sent is not interrupted.
    if request.method != "GET" or connection.needs_rollback or spoor is None:
        return None
    leerling_id = spoor.eerste()
    kijk = kijk_op(request, leerling_id) if leerling_id is not None else None
    if kijk is None or not kijk.buiten_eigen_werk or kijk.opening is not None:
        return None
    return Kijkvraag(kijk.leerling_id, KijkvraagForm(auto_id="kijk_%s", initial={"naar": request.path}))
