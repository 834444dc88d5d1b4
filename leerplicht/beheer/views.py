"""/gezond/: for the container platform, for Prometheus, and for the beheerder."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from leerplicht.beheer.gezond import Meting, Stand, alle_metingen, onmisbare_metingen
from leerplicht.codelijsten.views import tabs_van_beheer
from leerplicht.roles import Recht
from leerplicht.toegang.rechten import vereist
from leerplicht.toegang.verzoek import Verzoek

BADGES = {Stand.OK: ("Goed", "ok"), Stand.LET_OP: ("Let op", "waarschuwing"), Stand.FOUT: ("Fout", "fout")}


@require_safe
@login_not_required
@never_cache
def leeft(request: HttpRequest) -> HttpResponse:
    """This process answers. Asks nothing of others: a database that is away is no reason to restart it."""
    return JsonResponse({"stand": Stand.OK})


@require_safe
@login_not_required
@never_cache
def klaar(request: HttpRequest) -> HttpResponse:
    """200 when this process can give pages, otherwise 503; which part, not why: anybody may ask this."""
    return _als_json(onmisbare_metingen())


@require_safe
@never_cache
@vereist(Recht.GEBRUIKERS)
def gezond(request: Verzoek) -> HttpResponse:
    """Every part with its sentence."""
    regels = [{"meting": meting, "badge": BADGES[meting.stand]} for meting in alle_metingen()]
    context = {"titel": "Werkt alles?", "tabs": tabs_van_beheer(request, "gezond"), "regels": regels}
    return render(request, "leerplicht/beheer/gezond.html", context)


def _als_json(metingen: list[Meting]) -> JsonResponse:
    mis = any(meting.is_fout for meting in metingen)
    standen = {meting.code: meting.stand for meting in metingen}
    return JsonResponse(
        {"stand": Stand.FOUT if mis else Stand.OK, "onderdelen": standen}, status=503 if mis else 200
    )
