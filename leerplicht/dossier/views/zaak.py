"""What every zaak has, whichever app it belongs to: an owner, tasks, notes."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from leerplicht.dossier import actions
from leerplicht.dossier.dossier import behandelaars
from leerplicht.dossier.forms import NotitieForm, ToewijzingForm
from leerplicht.formulieren.uitvoeren import voer_uit
from leerplicht.models import Taak, Zaak
from leerplicht.onderdeel import zaakregels
from leerplicht.toegang.rechten import DOSSIERS, vereist
from leerplicht.toegang.verzoek import Verzoek


def _url(zaak: Zaak) -> str:
    return zaakregels([zaak])[zaak.pk].url


@require_POST
@vereist(*DOSSIERS)
def wijs_toe(request: Verzoek, pk: int) -> HttpResponse:
    zaak = get_object_or_404(Zaak.objects.zichtbaar_voor(request.user), pk=pk)
    form = ToewijzingForm(request.POST, behandelaars=behandelaars(request.user, [zaak.compartiment]))
    if form.is_valid():
        aan = form.cleaned_data["aan"]
        voer_uit(form, actions.wijs_toe, zaak, aan=aan, op=timezone.localdate(), door=request.user)
    if form.is_valid():
        messages.success(request, f"Zaak {zaak} is toegewezen aan {aan or 'het team'}.")
    else:
        messages.error(request, "Kies een collega van deze gemeente.")
    return redirect(_url(zaak))


@require_POST
@vereist(*DOSSIERS)
def rond_taak_af(request: Verzoek, pk: int) -> HttpResponse:
    taak = get_object_or_404(Taak.objects.zichtbaar_voor(request.user).select_related("zaak__leerling"), pk=pk)
    actions.rond_taak_af(taak, op=timezone.localdate(), door=request.user)
    messages.success(request, f"Gedaan: {taak.titel}")
    if request.POST.get("terug") == "leerling":
        return redirect("leerling", taak.zaak.leerling_id)
    return redirect(_url(taak.zaak))


@vereist(*DOSSIERS)
def nieuwe_notitie(request: Verzoek, pk: int) -> HttpResponse:
    """Put a note, talk or letter on the timeline. It cannot be changed afterwards."""
    zaak = get_object_or_404(Zaak.objects.zichtbaar_voor(request.user).select_related("leerling"), pk=pk)
    vandaag = timezone.localdate()
    form = NotitieForm(request.POST or None, vandaag=vandaag, initial={"op": vandaag})
    if request.method == "POST" and form.is_valid():
        voer_uit(form, actions.leg_vast, zaak, door=request.user, **form.cleaned_data)
        if form.is_valid():
            messages.success(request, "Vastgelegd in het verloop.")
            return redirect(_url(zaak))
    context = {
        "titel": f"Vastleggen in zaak {zaak}",
        "leerling": zaak.leerling,
        "form": form,
        "knop": "Vastleggen",
        "terug": _url(zaak),
    }
    return render(request, "leerplicht/formulierpagina.html", context)
