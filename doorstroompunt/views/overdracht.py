"""Handing over to the Doorstroompunt, for who sees the melding but not what becomes of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from doorstroompunt import forms
from doorstroompunt.actions.overname import VANAF_LEEFTIJD, neem_over, over_te_nemen
from doorstroompunt.choices import Populatie
from leerplicht.formulieren.pagina import formulierpagina
from leerplicht.formulieren.uitvoeren import voer_uit
from leerplicht.models import Leerling
from leerplicht.roles import Recht
from leerplicht.rules import verjaardag
from leerplicht.toegang.rechten import vereist
from leerplicht.toegang.verzoek import Verzoek


@vereist(Recht.LEERPLICHT)
def draag_over(request: Verzoek, pk: int) -> HttpResponse:
    """First the population, then which melding and what that population needs. The team gets the traject."""
    leerling = get_object_or_404(Leerling.objects.zichtbaar_voor(request.user), pk=pk)
    terug = reverse("leerling", args=[leerling.pk])
    meldingen = over_te_nemen(leerling, door=request.user)
    vanaf = verjaardag(leerling.geboortedatum, VANAF_LEEFTIJD)
    keuze = forms.PopulatieForm(request.GET or None)
    if timezone.localdate() < vanaf or not meldingen or not keuze.is_valid():
        context = {
            "titel": f"Overdragen aan Doorstroompunt: {leerling.naam}",
            "leerling": leerling,
            "meldingen": meldingen,
            "vanaf": vanaf,
            "te_jong": timezone.localdate() < vanaf,
            "form": keuze,
            "terug": terug,
        }
        return render(request, "doorstroompunt/overdragen.html", context)
    populatie = Populatie(keuze.cleaned_data["populatie"])
    form = forms.OverdrachtForm(
        request.POST or None,
        gebruiker=request.user,
        meldingen=meldingen,
        populatie=populatie,
        vandaag=timezone.localdate(),
    )
    if request.method == "POST" and form.is_valid():
        velden = dict(form.cleaned_data)
        melding, op = velden.pop("melding"), velden.pop("aangemeld_op")
        voer_uit(form, neem_over, melding, populatie=populatie, op=op, door=request.user, **velden)
        if form.is_valid():
            messages.success(
                request, "De jongere is overgedragen aan het Doorstroompunt. De melding is afgesloten."
            )
            return redirect("melding", melding.pk)
    titel = f"Overdragen aan Doorstroompunt: {leerling.naam}"
    return formulierpagina(request, form, titel=titel, knop="Draag over", terug=terug, leerling=leerling)
