"""The guard: no page of a sealed dossier leaves the server without a reason.

It looks at what was read, not at who asks for what: no view takes part in it, so no view can forget it. It comes
after the view, so whatever the view did is rolled back, and what was posted is kept as a draft.
"""

from urllib.parse import urlencode, urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from leerplicht.formulieren.onderschept import houd_vast
from leerplicht.models import Concept
from leerplicht.onderdeel import doel_van
from leerplicht.toegang.logboek.choices import Doel
from leerplicht.toegang.logboek.spoor import Spoor
from leerplicht.toegang.rechten import DOSSIERS
from leerplicht.toegang.verzoek import gaat_over_een, route_van
from leerplicht.toegang.zegels.rules import eigen_pad
from leerplicht.toegang.zegels.verzegeld import geopend_vandaag, verzegeld_in

# What opens a seal, and what the privacy officer does.
VRIJ = frozenset({Doel.TOEGANG, Doel.CONTROLE, Doel.INZAGE})


def houdt_tegen(request: HttpRequest, response: HttpResponseBase, spoor: Spoor) -> int | None:
    """The leerling whose dossier must not be shown in this answer; None when nothing stands in its way.

    Only pages about one: in a list the name stays, or nobody would find his work back.
    """
    if response.status_code >= 400 or not spoor or not gaat_over_een(request):
        return None
    gebruiker = request.user
    if getattr(gebruiker, "aanstelling", None) is None or not gebruiker.mag_een_van(DOSSIERS):  # type: ignore[union-attr]
        return None
    spoor.los_op()
    over = spoor.over()
    if not over or doel_van(route_van(request)) in VRIJ:
        return None
    dicht = [pk for pk in over if pk in verzegeld_in(request)]
    if not dicht:
        return None
    geopend = geopend_vandaag(gebruiker, dicht)  # type: ignore[arg-type]
    return next((pk for pk in dicht if pk not in geopend), None)


def wijs_naar_openen(request: HttpRequest, leerling_id: int) -> HttpResponse:
    """To the page that asks for a reason; outside the transaction that was rolled back."""
    # What the view had to say did not happen.
    list(messages.get_messages(request))
    naar = request.path
    if request.method == "POST":
        naar = urlsplit(houd_vast(request, Concept.Aanleiding.VERZEGELD)).path
    elif "HX-Request" in request.headers:
        naar = urlsplit(request.headers.get("HX-Current-URL", "")).path
    adres = f"{reverse('dossier_openen', args=[leerling_id])}?{urlencode({'naar': eigen_pad(naar)})}"
    if "HX-Request" in request.headers:
        return HttpResponse(headers={"HX-Redirect": adres})
    return redirect(adres)
