"""The start page of the wethouder, and the steps that put a report on it."""

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from leerplicht.formulieren.pagina import stapknop
from leerplicht.roles import Recht
from leerplicht.rules import schooljaar_label
from leerplicht.toegang.rechten import vereist
from leerplicht.toegang.verzoek import Verzoek
from rapportage.afscherming import mag_downloaden
from rapportage.jaarbeeld import actions, beeld
from rapportage.models import Verslagrun


@vereist(Recht.JAARBEELD)
def jaarbeeld(request: Verzoek) -> HttpResponse:
    """The newest report that was put forward, or the one of the school year that was asked for."""
    voorgelegd = Verslagrun.objects.zichtbaar_voor(request.user).voorgelegd().select_related("voorgelegd_door")
    runs = list(voorgelegd.defer("pdf").order_by("-schooljaar")[: beeld.JAREN])
    gevraagd = request.GET.get("schooljaar", str(runs[0].schooljaar) if runs else "")
    run = next((een for een in runs if str(een.schooljaar) == gevraagd), None)
    if run is None and gevraagd:
        raise Http404
    context = {
        "titel": "Jaarbeeld",
        "run": run,
        "label": schooljaar_label(run.schooljaar) if run else "",
        "tabs": [
            {
                "naam": schooljaar_label(een.schooljaar),
                "url": f"?schooljaar={een.schooljaar}",
                "actief": een is run,
            }
            for een in runs
        ],
        "themas": beeld.jaarbeeld(run, runs) if run else [],
        "jaren": [schooljaar_label(een.schooljaar) for een in reversed(runs)],
        "reeks": beeld.reeks(runs[::-1]) if len(runs) > 1 else [],
        "downloaden": run is not None and mag_downloaden(run, request.user),
        "mag_maken": request.user.mag(Recht.VERSLAG_MAKEN),
    }
    return render(request, "rapportage/jaarbeeld.html", context)


@require_POST
@vereist(Recht.VERSLAG_MAKEN)
def leg_voor(request: Verzoek, pk: int) -> HttpResponse:
    return _zet(request, pk, actions.leg_voor, "Het jaarverslag is voorgelegd aan de wethouder.")


@require_POST
@vereist(Recht.VERSLAG_MAKEN)
def haal_terug(request: Verzoek, pk: int) -> HttpResponse:
    zin = "Het jaarverslag is teruggehaald. De wethouder ziet het niet meer."
    return _zet(request, pk, actions.haal_terug, zin)


def _zet(request: Verzoek, pk: int, actie: Callable[..., Verslagrun], gedaan: str) -> HttpResponse:
    run = get_object_or_404(Verslagrun.objects.zichtbaar_voor(request.user).defer("pdf", "cijfers"), pk=pk)
    terug = reverse("verslagrun", args=[pk])
    return stapknop(
        request, run, actie, raakt=("voorgelegd_op",), terug=terug, klaar=gedaan, op=timezone.localdate()
    )
