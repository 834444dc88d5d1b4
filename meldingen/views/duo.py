"""What goes back to DUO, and what DUO has that we do not."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Max
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from leerplicht.bestanden.bijlage import bijlage
from leerplicht.bestanden.opslag import BestandKwijt
from leerplicht.formulieren.bladeren import pagina_van
from leerplicht.formulieren.export import CSV
from leerplicht.inlezen.lezen import Onleesbaar
from leerplicht.models import Aanlevering
from leerplicht.roles import Recht
from leerplicht.toegang.rechten import vereist
from leerplicht.toegang.verzoek import Verzoek
from meldingen.choices import DuoReden, DuoStatus
from meldingen.lijsten import paginas_van
from meldingen.models import Terugmelding
from meldingen.uitwisseling import duo, terugmelden
from meldingen.uitwisseling.vergelijken import vergelijk


@require_safe
@vereist(Recht.LEERPLICHT)
def terugmeldingen(request: Verzoek) -> HttpResponse:
    """What DUO should be told, and the files so far."""
    rijen = terugmelden.te_melden(request.user)
    pagina = pagina_van(request, rijen, rijen.select_related("leerling", "zaak"))
    bestanden = Terugmelding.objects.zichtbaar_voor(request.user).order_by().values("bestand")
    context = {
        "titel": "Terugmelden aan DUO",
        "pagina": pagina,
        "regels": [
            {
                "melding": een,
                "was": DuoStatus(een.duo_status).label,
                "wordt": DuoStatus(een.nu_status).label,
                "reden": DuoReden(een.nu_reden).label if een.nu_reden else "",
            }
            for een in pagina.object_list
        ],
        "bestanden": bestanden.annotate(op=Max("op"), aantal=Count("pk")).order_by("-bestand")[:20],
        "paginas": paginas_van(request.user, "terugmeldingen"),
    }
    return render(request, "meldingen/terugmeldingen.html", context)


@require_POST
@vereist(Recht.LEERPLICHT)
def maak_terugmeldbestand(request: Verzoek) -> HttpResponse:
    try:
        nummer = terugmelden.maak_bestand(door=request.user, op=timezone.localdate())
    except ValidationError as fout:
        messages.info(request, fout.messages[0])
    else:
        messages.success(request, f"Bestand {nummer} staat klaar. Download het, en bied het aan bij DUO.")
    return redirect(reverse("terugmeldingen"))


@require_safe
@vereist(Recht.LEERPLICHT)
def terugmeldbestand(request: Verzoek, nummer: int) -> HttpResponse:
    rijen = (
        Terugmelding.objects.zichtbaar_voor(request.user).filter(bestand=nummer).select_related("zaak__melding")
    )
    gevonden = list(rijen)
    if not gevonden:
        raise Http404
    return bijlage(terugmelden.als_csv(gevonden), naam=f"terugmelding-duo-{nummer}.csv", mime=CSV)


@require_safe
@vereist(Recht.LEERPLICHT)
def vergelijk_met_duo(request: Verzoek, pk: int) -> HttpResponse:
    """A file of the verzuimregister beside our own meldingen."""
    zichtbaar = Aanlevering.objects.zichtbaar_voor(request.user).filter(bron=duo.CODE, bestand_weg_op=None)
    aanlevering = get_object_or_404(zichtbaar, pk=pk)
    terug = reverse("aanlevering", args=[pk])
    try:
        uitkomst = vergelijk(aanlevering, request.user)
    except (Onleesbaar, BestandKwijt):
        messages.error(request, "Dit bestand is niet te lezen, dus ook niet te vergelijken.")
        return redirect(terug)
    context = {
        "titel": "Vergelijken met DUO",
        "uitkomst": uitkomst,
        "aanlevering": aanlevering,
        "kruimels": [("Inlezen", reverse("inlezen")), ("Bestand", terug), ("Vergelijken", "")],
    }
    return render(request, "meldingen/vergelijken.html", context)
