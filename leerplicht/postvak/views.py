"""Beheer: what goes out of the program, how far it is, and what a person must decide about."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from leerplicht.codelijsten.views import tabs_van_beheer
from leerplicht.formulieren.bewerken import zet_stap
from leerplicht.formulieren.bladeren import pagina_van
from leerplicht.formulieren.versies import versieform
from leerplicht.formulieren.zoeken import keer_terug_met_zoekvraag
from leerplicht.models import MAIL, Opdracht, OpdrachtStatus
from leerplicht.postvak import actions, mail, soorten
from leerplicht.postvak.filters import AANDACHT, OpdrachtFilter
from leerplicht.roles import Recht
from leerplicht.toegang.rechten import vereist
from leerplicht.toegang.verzoek import Verzoek

BADGES = {
    OpdrachtStatus.WACHT: "neutraal",
    OpdrachtStatus.BEZIG: "info",
    OpdrachtStatus.VERZENDT: "info",
    OpdrachtStatus.GEDAAN: "ok",
    OpdrachtStatus.MISLUKT: "fout",
    OpdrachtStatus.ONZEKER: "waarschuwing",
    OpdrachtStatus.GEANNULEERD: "neutraal",
}


@dataclass(frozen=True)
class Regel:
    """One opdracht as the beheerder reads it. `mag_*`: what a person can decide about it now."""

    opdracht: Opdracht

    @property
    def wat(self) -> str:
        return mail.onderwerp(self.opdracht.sjabloon) if self.opdracht.soort == MAIL else self.soort

    @property
    def soort(self) -> str:
        return soorten.namen().get(self.opdracht.soort, self.opdracht.soort)

    @property
    def badge(self) -> str:
        return BADGES[OpdrachtStatus(self.opdracht.status)]

    @property
    def is_onzeker(self) -> bool:
        return self.opdracht.status == OpdrachtStatus.ONZEKER

    @property
    def is_mislukt(self) -> bool:
        return self.opdracht.status == OpdrachtStatus.MISLUKT

    @property
    def wacht_op_volgende(self) -> bool:
        """Tried before, and waiting until it is tried again."""
        return self.opdracht.status == OpdrachtStatus.WACHT and self.opdracht.pogingen > 0

    @property
    def mag_opnieuw(self) -> bool:
        kan = self.is_onzeker or self.is_mislukt or self.wacht_op_volgende
        return kan and soorten.te_herhalen(self.opdracht.soort)


@vereist(Recht.GEBRUIKERS)
def uitgaand(request: Verzoek) -> HttpResponse:
    if request.method == "POST":
        return keer_terug_met_zoekvraag(request)
    zichtbaar = _zichtbaar(request)
    filter = OpdrachtFilter(request.GET, zichtbaar, request=request)
    pagina = pagina_van(request, filter.qs, zichtbaar)
    nu = timezone.now()
    context = {
        "titel": "Uitgaande berichten",
        "tabs": tabs_van_beheer(request, "uitgaand"),
        "filter": filter,
        "form": filter.form,
        "pagina": pagina,
        "sorteer": "-aangevraagd",
        "regels": [Regel(een) for een in pagina.object_list],
        "aandacht": zichtbaar.vraagt_aandacht(nu).count() if request.GET.get("stand") != AANDACHT else 0,
        "te_laat": zichtbaar.te_laat(nu).count(),
    }
    return render(request, "postvak/uitgaand.html", context)


@vereist(Recht.GEBRUIKERS)
def opdracht(request: Verzoek, pk: int) -> HttpResponse:
    regel = Regel(get_object_or_404(_zichtbaar(request), pk=pk))
    context = {
        "titel": regel.wat,
        "regel": regel,
        "opdracht": regel.opdracht,
        "kruimels": [("Uitgaande berichten", reverse("uitgaand")), (regel.wat, "")],
    }
    return render(request, "postvak/opdracht.html", context)


@require_POST
@vereist(Recht.GEBRUIKERS)
def proefbericht(request: Verzoek) -> HttpResponse:
    gevraagd = actions.stuur_proefbericht(**_wie(request))
    messages.success(request, f"Het proefbericht gaat naar {request.user.email}.")
    return redirect("uitgaand_opdracht", gevraagd.pk)


@require_POST
@vereist(Recht.GEBRUIKERS)
def probeer_opnieuw(request: Verzoek, pk: int) -> HttpResponse:
    return _beslis(request, pk, actions.probeer_opnieuw, "Het wordt nu opnieuw geprobeerd.")


@require_POST
@vereist(Recht.GEBRUIKERS)
def noteer_verstuurd(request: Verzoek, pk: int) -> HttpResponse:
    return _beslis(request, pk, actions.noteer_verstuurd, "Genoteerd: het bericht is verstuurd.")


@require_POST
@vereist(Recht.GEBRUIKERS)
def laat_vervallen(request: Verzoek, pk: int) -> HttpResponse:
    return _beslis(request, pk, actions.laat_vervallen, "Genoteerd: dit hoeft niet meer.")


def _beslis(request: Verzoek, pk: int, actie: Callable[..., Any], zin: str) -> HttpResponse:
    """Nothing is typed here: what is refused is said above the page as it is now."""
    over = get_object_or_404(_zichtbaar(request), pk=pk)
    bewerking = zet_stap(request, over, versieform, actie, raakt=("status", "beslist_door"), **_wie(request))
    if bewerking.klaar:
        messages.success(request, zin)
    else:
        messages.error(request, actions.AL_BESLIST)
    return redirect("uitgaand_opdracht", pk)


def _zichtbaar(request: Verzoek):
    return Opdracht.objects.zichtbaar_voor(request.user).select_related("ontvanger", "gemeente", "beslist_door")


def _wie(request: Verzoek) -> dict[str, Any]:
    return {"door": request.user, "op": timezone.localdate()}
