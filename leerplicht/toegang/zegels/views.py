"""Saying why somebody looks into a dossier."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from leerplicht.formulieren.uitvoeren import voer_uit
from leerplicht.models import Leerling
from leerplicht.toegang.rechten import DOSSIERS, vereist
from leerplicht.toegang.verzoek import Verzoek
from leerplicht.toegang.zegels import actions
from leerplicht.toegang.zegels.forms import KijkvraagForm
from leerplicht.toegang.zegels.rules import eigen_pad


@vereist(*DOSSIERS)
def geef_reden(request: Verzoek, pk: int) -> HttpResponse:
    """The question in the frame of a page is sent here, and leads back to that page."""
    leerling = get_object_or_404(Leerling.objects.zichtbaar_voor(request.user), pk=pk)
    form = KijkvraagForm(request.POST or None)
    naar = eigen_pad(form["naar"].value()) or reverse("leerling", args=[leerling.pk])
    if request.method == "POST" and form.is_valid():
        velden = {veld: form.cleaned_data[veld] for veld in ("grond", "toelichting")}
        voer_uit(form, actions.geef_reden, leerling, door=request.user, op=timezone.localdate(), **velden)
        if form.is_valid():
            return redirect(naar)
    context = {
        "titel": f"Waarvoor kijkt u in het dossier van {leerling.naam}?",
        "form": form,
        "knop": "Geef reden",
        "terug": naar,
        "leerling": leerling,
    }
    return render(request, "zegels/reden.html", context)
