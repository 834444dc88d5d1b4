"""What every zaak has, whichever app it belongs to: an owner, tasks, notes."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from leerplicht.dossier import actions
from leerplicht.dossier.dossier import behandelaars
from leerplicht.dossier.forms import NotitieForm, ToewijzingForm
from leerplicht.formulieren.bewerken import zet_stap
from leerplicht.formulieren.pagina import formulierpagina, stapknop
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
    # Locked before its assignment, as everybody does who assigns.
    zaken = Zaak.objects.zichtbaar_voor(request.user).select_for_update(of=("self",))
    zaak = get_object_or_404(zaken, pk=pk)
    mogelijk = behandelaars(request.user, [zaak.compartiment])
    getoond = request.POST.get("toewijzing", "")
    toewijzing = get_object_or_404(zaak.toewijzingen, pk=getoond if getoond.isdecimal() else None)
    bewerking = zet_stap(
        request,
        toewijzing,
        lambda data, rij: ToewijzingForm(data, behandelaars=mogelijk),
        lambda rij, aan: actions.wijs_toe(zaak, aan=aan, op=timezone.localdate(), door=request.user),
        raakt=("tot",),
    )
    if bewerking.ingehaald:
        nu = zaak.toewijzingen.get(tot__isnull=True)
        van = nu.gebruiker or "het team"
        messages.warning(request, f"{bewerking.ingehaald.zin} Zaak {zaak} is nu van {van}.")
    elif bewerking.klaar:
        aan = bewerking.form.cleaned_data["aan"]
        messages.success(request, f"Zaak {zaak} is toegewezen aan {aan or 'het team'}.")
    else:
        messages.error(request, "Kies een collega van deze gemeente.")
    return redirect(_url(zaak))


@require_POST
@vereist(*DOSSIERS)
def rond_taak_af(request: Verzoek, pk: int) -> HttpResponse:
    taak = get_object_or_404(Taak.objects.zichtbaar_voor(request.user).select_related("zaak__leerling"), pk=pk)
    van_leerling = request.POST.get("terug") == "leerling"
    return stapknop(
        request,
        taak,
        actions.rond_taak_af,
        raakt=("gedaan_op",),
        op=timezone.localdate(),
        terug=reverse("leerling", args=[taak.zaak.leerling_id]) if van_leerling else _url(taak.zaak),
        klaar=f"Gedaan: {taak.titel}",
    )


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
    titel = f"Vastleggen in zaak {zaak}"
    return formulierpagina(request, form, titel=titel, knop="Vastleggen", terug=_url(zaak), leerling=zaak.leerling)
