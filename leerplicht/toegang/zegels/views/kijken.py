"""Saying why somebody looks into a dossier: one that is a colleague's work, or one that is sealed."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from leerplicht import parameters
from leerplicht.formulieren.uitvoeren import voer_uit
from leerplicht.models import Leerling, Verzegeling
from leerplicht.toegang.rechten import DOSSIERS, vereist
from leerplicht.toegang.verzoek import Verzoek
from leerplicht.toegang.zegels import actions
from leerplicht.toegang.zegels.forms import KijkvraagForm, OpenenForm
from leerplicht.toegang.zegels.rules import eigen_pad
from leerplicht.toegang.zegels.verzegeld import is_dicht


@vereist(*DOSSIERS)
def geef_reden(request: Verzoek, pk: int) -> HttpResponse:
    """The question in the frame of a page is sent here, and leads back to that page."""
    leerling = get_object_or_404(Leerling.objects.zichtbaar_voor(request.user), pk=pk)
    form = KijkvraagForm(request.POST or None)
    naar = _verder(form, leerling)
    if _gedaan(request, form, actions.geef_reden, leerling):
        return redirect(naar)
    context = {
        "titel": f"Waarvoor kijkt u in het dossier van {leerling.naam}?",
        "form": form,
        "knop": "Geef reden",
        "terug": naar,
        "leerling": leerling,
    }
    return render(request, "zegels/reden.html", context)


@vereist(*DOSSIERS)
def open_dossier(request: Verzoek, pk: int) -> HttpResponse:
    """A sealed dossier asks why before it opens. Nothing of it but the name is shown here."""
    leerling = get_object_or_404(Leerling.objects.zichtbaar_voor(request.user), pk=pk)
    form = OpenenForm(request.POST or None, initial={"naar": request.GET.get("naar", "")})
    naar = _verder(form, leerling)
    if not is_dicht(request.user, leerling.pk) or _gedaan(request, form, actions.open_verzegeld, leerling):
        return redirect(naar)
    context = {
        "titel": f"Het dossier van {leerling.naam} is verzegeld",
        "waarom": _waarom_dicht(request, leerling),
        "dagen": parameters.op("opening_beoordelen_dagen", timezone.localdate()).waarde,
        "form": form,
        "knop": "Open het dossier",
        "terug": reverse("leerlingen"),
    }
    return render(request, "zegels/openen.html", context)


def _verder(form: Any, leerling: Leerling) -> str:
    return eigen_pad(form["naar"].value()) or reverse("leerling", args=[leerling.pk])


def _gedaan(request: Verzoek, form: Any, actie: Any, leerling: Leerling) -> bool:
    if request.method != "POST" or not form.is_valid():
        return False
    velden = {veld: form.cleaned_data[veld] for veld in ("grond", "toelichting")}
    voer_uit(form, actie, leerling, door=request.user, op=timezone.localdate(), **velden)
    return form.is_valid()


def _waarom_dicht(request: Verzoek, leerling: Leerling) -> str:
    """What he knows already himself; of a seal for everybody not the ground."""
    lopend = Verzegeling.objects.geldig().filter(leerling=leerling)
    if lopend.filter(voor__isnull=True).exists():
        return "De teamleider heeft dit dossier voor iedereen verzegeld."
    if lopend.filter(voor=request.user).exists():
        return "Dit is iemand uit uw eigen kring."
    return "Deze leerling woont op uw eigen postcode."
