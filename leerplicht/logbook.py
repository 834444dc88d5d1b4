"""The logbook: the only place that writes a Logregel.

**Nothing about a person is shown without a row.** It is written when the response is ready, in the transaction of
the request, before anything leaves the server; when it cannot be written the answer is an error page. What was
rolled back (a refusal, an error) gets its row in a transaction of its own, with the status that was answered.
A redirect is written too: what was read may stand in the message on the next page.
"""

import uuid

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from leerplicht.models import Aanstelling, Logregel
from leerplicht.onderdeel import doel_van
from leerplicht.toegang.logboek.choices import Handeling
from leerplicht.toegang.logboek.spoor import Spoor
from leerplicht.toegang.verzoek import gaat_over_een, route_van
from leerplicht.toegang.zegels.vraag import kijk_op

# What a request carries.
VERZOEK = "verzoek_id"
COLLEGA = "gelezen_collega_id"


def leg_lezen_vast(request: HttpRequest, response: HttpResponseBase, spoor: Spoor, *, als: Aanstelling) -> None:
    """One row for all that was read in this request `als` this colleague; none when that was nobody."""
    collega_id = getattr(request, COLLEGA, None)
    if not spoor and collega_id is None:
        return
    spoor.los_op()
    if not spoor.leerlingen and collega_id is None:
        return
    route = route_van(request)
    Logregel.objects.create(
        gemeente_id=als.gemeente_id,
        gebruiker_id=als.gebruiker_id,
        rol=als.rol,
        verzoek=verzoek_van(request),
        route=route,
        handeling=_handeling(request, response),
        doel=doel_van(route),
        reden=_reden(request, response, spoor),
        leerlingen=sorted(spoor.leerlingen),
        zaken=sorted(spoor.zaken),
        aantal=len(spoor.leerlingen),
        status=response.status_code,
        collega_id=collega_id,
    )


def gaat_over_collega(request: HttpRequest, gebruiker_id: int) -> None:
    """This page shows what a colleague did: that too is a read, also when he read nobody."""
    setattr(request, COLLEGA, gebruiker_id)


def verzoek_van(request: HttpRequest) -> uuid.UUID:
    """The number of this request, the same in the logbook and in the history."""
    if not hasattr(request, VERZOEK):
        setattr(request, VERZOEK, uuid.uuid4())
    return getattr(request, VERZOEK)


def _handeling(request: HttpRequest, response: HttpResponseBase) -> Handeling:
    if response.headers.get("Content-Disposition", "").startswith("attachment"):
        return Handeling.GEDOWNLOAD
    # On GET `request.POST` is the draft of a form (`FormulierMiddleware`).
    verstuurd = request.method == "POST"
    if "zoek" in request.GET or (verstuurd and "tekst" in request.POST):
        return Handeling.GEZOCHT
    if verstuurd:
        return Handeling.BEWERKT
    return Handeling.BEKEKEN if gaat_over_een(request) else Handeling.LIJST


def _reden(request: HttpRequest, response: HttpResponseBase, spoor: Spoor) -> str:
    """What the colleague said that he looks for, when the page does not say it; nothing for what was refused."""
    leerling_id = spoor.eerste()
    if leerling_id is None or response.status_code >= 400:
        return ""
    kijk = kijk_op(request, leerling_id)
    return kijk.reden if kijk else ""
