"""Record a try to make contact, in any zaak of the Doorstroompunt."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from doorstroompunt.actions.poging import leg_poging_vast
from doorstroompunt.forms import PogingForm
from doorstroompunt.views.kader import formulierpagina
from leerplicht.formulieren.uitvoeren import voer_uit
from leerplicht.models import Zaak
from leerplicht.onderdeel import zaakregels
from leerplicht.roles import Recht
from leerplicht.toegang.rechten import vereist
from leerplicht.toegang.verzoek import Verzoek


@vereist(Recht.DOORSTROOMPUNT)
def nieuwe_poging(request: Verzoek, pk: int) -> HttpResponse:
    """`pk` is that of the zaak."""
    zaak = get_object_or_404(Zaak.objects.zichtbaar_voor(request.user).select_related("leerling"), pk=pk)
    terug = zaakregels([zaak])[zaak.pk].url
    form = PogingForm(request.POST or None, vandaag=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        voer_uit(form, leg_poging_vast, zaak, door=request.user, **form.cleaned_data)
        if form.is_valid():
            messages.success(request, "De poging is vastgelegd.")
            return redirect(terug)
    titel = f"Poging vastleggen: {zaak.leerling.naam}"
    return formulierpagina(request, form, titel=titel, knop="Leg vast", terug=terug, leerling=zaak.leerling)
