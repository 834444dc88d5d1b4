"""Triage: what came in, forty at a time; carry out what is ticked; take the last round back."""

import re

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from leerplicht.formulieren.bladeren import pagina_van
from leerplicht.toegang.rechten import DOSSIERS, vereist
from leerplicht.toegang.verzoek import Verzoek
from leerplicht.toegang.zegels.verzegeld import verzegeld_in
from meldingen.lijsten import paginas_van
from meldingen.models import Melding, Sorteerronde
from meldingen.models.melding import MeldingQuerySet
from meldingen.triage.actions import maak_ongedaan, sorteer_alle
from meldingen.triage.choices import Actie
from meldingen.triage.filters import TriageFilter
from meldingen.triage.forms import OPNIEUW, RijForm
from meldingen.triage.lezen import Rij, groepen, met_rij, rijen_voor, volgorde

PER_PAGINA = 40
AANGEVINKT = re.compile(r"m([1-9]\d{0,17})-kies")
GEEN_RONDE = "Er is niets van u om ongedaan te maken."
NIETS_GEKOZEN = "U hebt nog niets aangevinkt. Er is niets gedaan."


@vereist(*DOSSIERS)
def triage(request: Verzoek) -> HttpResponse:
    if request.method == "POST":
        return _voer_uit(request)
    parameters = request.GET.copy()
    # Without a script: tick all that is certain.
    vink = parameters.pop("vink", [""]) == ["zeker"]
    keuze = TriageFilter(parameters, _zichtbaar(request).te_sorteren(), request=request)
    pagina = pagina_van(request, volgorde(keuze.qs), met_rij(Melding.objects.all()), PER_PAGINA)
    rijen = _rijen(request, list(pagina.object_list))
    formulieren = {rij.melding.pk: RijForm(None, rij, vink=vink) for rij in rijen}
    parameters.pop("pagina", None)
    context = {
        "titel": "Binnengekomen meldingen sorteren",
        "filter": keuze,
        "form": keuze.form,
        "pagina": pagina,
        "groepen": [
            {"naam": groep.naam, "rijen": [(rij, formulieren[rij.melding.pk]) for rij in groep.rijen]}
            for groep in groepen(rijen)
        ],
        "zeker": sum(rij.voorstel.zeker and not rij.dicht for rij in rijen),
        "vink_zeker": "&".join(filter(None, (parameters.urlencode(), "vink=zeker"))),
        "toetsen": list(Actie),
        "paginas": paginas_van(request.user, "triage"),
        **_laatste_ronde(request),
    }
    return render(request, "meldingen/triage.html", context)


def _zichtbaar(request: Verzoek) -> MeldingQuerySet:
    return Melding.objects.zichtbaar_voor(request.user)


def _rijen(request: Verzoek, meldingen: list[Melding]) -> list[Rij]:
    return rijen_voor(request.user, meldingen, verzegeld_in(request), vandaag=timezone.localdate())


def _laatste_ronde(request: Verzoek) -> dict:
    """The last round of today, with what stayed and why."""
    rondes = Sorteerronde.objects.zichtbaar_voor(request.user)
    ronde = rondes.filter(op=timezone.localdate()).first()
    zinnen = dict(ronde.niet_gedaan) if ronde else {}
    gebleven = _zichtbaar(request).filter(pk__in=zinnen).select_related("leerling") if zinnen else []
    return {
        "ronde": ronde,
        "niet_gedaan": [(melding, zinnen[melding.pk]) for melding in gebleven],
    }


def _voer_uit(request: Verzoek) -> HttpResponseRedirect:
    """What is ticked and not left for later."""
    gevonden = [AANGEVINKT.fullmatch(naam) for naam in request.POST]
    ids = [int(een[1]) for een in gevonden if een][:PER_PAGINA]
    rijen = _rijen(request, list(met_rij(_zichtbaar(request)).filter(pk__in=ids)))
    formulieren = [RijForm(request.POST, rij) for rij in rijen]
    later = [form for form in formulieren if form.data.get(f"{form.prefix}-actie") == Actie.NIETS]
    te_doen = [form for form in formulieren if form not in later]
    if te_doen:
        ronde = sorteer_alle(
            [form.keuze() for form in te_doen if form.is_valid()],
            geweigerd=[(form.rij.melding.pk, OPNIEUW) for form in te_doen if not form.is_valid()],
            op=timezone.localdate(),
            door=request.user,
        )
        _zeg(request, ronde)
    else:
        messages.warning(request, NIETS_GEKOZEN)
    return redirect(f"{request.path}?{_zonder_pagina(request)}" if _zonder_pagina(request) else request.path)


def _zonder_pagina(request: Verzoek) -> str:
    """The filter stays; the next ones stand on its first page."""
    parameters = request.GET.copy()
    for naam in ("pagina", "vink"):
        parameters.pop(naam, None)
    return parameters.urlencode()


def _zeg(request: Verzoek, ronde: Sorteerronde) -> None:
    gedaan, niet = len(ronde.gedaan), len(ronde.niet_gedaan)
    zin = f"{gedaan} verwerkt" + (f", {niet} niet." if niet else ".")
    (messages.warning if niet else messages.success)(request, zin)


@require_POST
@vereist(*DOSSIERS)
def maak_sorteren_ongedaan(request: Verzoek) -> HttpResponse:
    nummer = request.POST.get("ronde", "")
    gevraagd = int(nummer) if nummer.isdecimal() and len(nummer) <= 18 else 0
    ronde = Sorteerronde.objects.zichtbaar_voor(request.user).filter(pk=gevraagd).first()
    try:
        if ronde is None:
            raise ValidationError(GEEN_RONDE)
        with transaction.atomic():
            ronde = maak_ongedaan(ronde, op=timezone.localdate(), door=request.user)
    except ValidationError as fout:
        messages.warning(request, " ".join(fout.messages))
    else:
        terug = len(ronde.gedaan) - len(ronde.niet_gedaan)
        messages.success(request, f"{terug} teruggezet.")
    return redirect("triage")
