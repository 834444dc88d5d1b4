"""Begeleid Wonen Jongeren: the list, a new place, its end."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from doorstroompunt.actions.wonen import start_wonen, wijzig_wonen
from doorstroompunt.filters import WonenFilter
from doorstroompunt.forms import NieuweWonenForm, WonenForm
from doorstroompunt.models import BegeleidWonen
from doorstroompunt.views.kader import tabs
from leerplicht.formulieren.bladeren import pagina_van
from leerplicht.formulieren.pagina import formulierpagina, wijzigpagina
from leerplicht.formulieren.uitvoeren import voer_uit
from leerplicht.formulieren.zoeken import keer_terug_met_zoekvraag
from leerplicht.models import Leerling
from leerplicht.roles import Recht
from leerplicht.toegang.rechten import vereist
from leerplicht.toegang.verzoek import Verzoek


@vereist(Recht.DOORSTROOMPUNT)
def wonen(request: Verzoek) -> HttpResponse:
    if request.method == "POST":
        return keer_terug_met_zoekvraag(request)
    zichtbaar = BegeleidWonen.objects.zichtbaar_voor(request.user)
    filter = WonenFilter(request.GET, zichtbaar, request=request)
    context = {
        "titel": "Begeleid Wonen Jongeren",
        "tabs": tabs("wonen"),
        "filter": filter,
        "form": filter.form,
        "pagina": pagina_van(request, filter.qs, zichtbaar.select_related("leerling", "zaak")),
        "sorteer": "-begin",
    }
    return render(request, "doorstroompunt/wonen.html", context)


@vereist(Recht.DOORSTROOMPUNT)
def nieuw_wonen(request: Verzoek, pk: int) -> HttpResponse:
    """`pk` is that of the leerling."""
    leerling = get_object_or_404(Leerling.objects.zichtbaar_voor(request.user), pk=pk)
    form = NieuweWonenForm(request.POST or None, vandaag=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        voer_uit(form, start_wonen, leerling, door=request.user, **form.cleaned_data)
        if form.is_valid():
            messages.success(request, f"{leerling.naam} heeft een plek in Begeleid Wonen.")
            return redirect("wonen")
    titel = f"Begeleid Wonen: {leerling.naam}"
    terug = reverse("leerling", args=[leerling.pk])
    return formulierpagina(request, form, titel=titel, knop="Leg vast", terug=terug, leerling=leerling)


@vereist(Recht.DOORSTROOMPUNT)
def wonen_wijzigen(request: Verzoek, pk: int) -> HttpResponse:
    rijen = BegeleidWonen.objects.zichtbaar_voor(request.user).select_related("leerling", "zaak")
    plek = get_object_or_404(rijen, pk=pk)
    return wijzigpagina(
        request,
        plek,
        lambda data, rij: WonenForm(data, plek=rij),
        wijzig_wonen,
        op=timezone.localdate(),
        titel=f"Begeleid Wonen: {plek.leerling.naam}",
        terug=reverse("wonen"),
        klaar="De gegevens zijn opgeslagen.",
        leerling=plek.leerling,
    )
