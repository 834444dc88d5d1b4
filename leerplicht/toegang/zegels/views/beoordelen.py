"""The privacy officer judges within a term why sealed dossiers were opened."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from leerplicht.formulieren.bewerken import zet_stap
from leerplicht.formulieren.bladeren import pagina_van
from leerplicht.formulieren.pagina import ingehaald
from leerplicht.models import Opening
from leerplicht.roles import Recht
from leerplicht.toegang.logboek.views import privacytabs
from leerplicht.toegang.logboek.wie import namen_van
from leerplicht.toegang.rechten import vereist
from leerplicht.toegang.verzoek import Verzoek
from leerplicht.toegang.zegels import actions
from leerplicht.toegang.zegels.choices import Openingsoort
from leerplicht.toegang.zegels.forms import OordeelForm


@vereist(Recht.PRIVACY)
def openingen(request: Verzoek) -> HttpResponse:
    """What waits for a judgement, whose term ends first comes first; with `?welke=beoordeeld` what was judged."""
    zichtbaar = Opening.objects.zichtbaar_voor(request.user).filter(soort=Openingsoort.ZEGEL)
    beoordeeld = request.GET.get("welke") == "beoordeeld"
    if beoordeeld:
        gekozen = zichtbaar.filter(beoordeeld_op__isnull=False).order_by("-beoordeeld_op", "-pk")
    else:
        gekozen = zichtbaar.te_beoordelen()
    pagina = pagina_van(request, gekozen, zichtbaar.select_related("gebruiker"))
    namen = namen_van(request.user, (een.leerling_id for een in pagina.object_list))
    context = {
        "titel": "Beoordeelde openingen" if beoordeeld else "Te beoordelen openingen",
        "tabs": privacytabs("privacy_openingen"),
        "beoordeeld": beoordeeld,
        "vandaag": timezone.localdate(),
        "pagina": pagina,
        "regels": [
            {"opening": een, "leerling": namen.get(een.leerling_id, f"leerling {een.leerling_id}")}
            for een in pagina.object_list
        ],
    }
    return render(request, "zegels/openingen.html", context)


@vereist(Recht.PRIVACY)
def opening(request: Verzoek, pk: int) -> HttpResponse:
    """One opening, and the form to judge it as long as nobody did."""
    zichtbaar = Opening.objects.zichtbaar_voor(request.user).filter(soort=Openingsoort.ZEGEL)
    gevonden = get_object_or_404(zichtbaar.select_related("gebruiker", "beoordeeld_door"), pk=pk)
    naam = namen_van(request.user, [gevonden.leerling_id]).get(gevonden.leerling_id, "")
    titel, terug = f"Opening van het dossier van {naam}", reverse("privacy_openingen")
    bewerking = zet_stap(
        request,
        gevonden,
        lambda data, rij: OordeelForm(data, initial={"version": rij.version}),
        actions.beoordeel,
        raakt=("oordeel", "oordeel_toelichting", "beoordeeld_op"),
        door=request.user,
        op=timezone.localdate(),
    )
    if bewerking.ingehaald:
        return ingehaald(request, bewerking, gevonden, titel=titel, terug=terug, leerling=None)
    if bewerking.klaar:
        messages.success(request, "Uw oordeel is opgeslagen.")
        return redirect(terug)
    context: dict[str, Any] = {
        "titel": titel,
        "opening": gevonden,
        "naam": naam,
        "vandaag": timezone.localdate(),
        "form": bewerking.form,
        "zelf_geopend": gevonden.gebruiker_id == request.user.pk,
        "knop": "Sla het oordeel op",
        "terug": terug,
        "kruimels": [("Privacy", reverse("privacy")), ("Openingen", terug), (naam, "")],
    }
    return render(request, "zegels/opening.html", context)
