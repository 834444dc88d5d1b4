"""Around a leerling: his schools, his parents and carers."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from leerplicht.dossier import actions
from leerplicht.dossier.forms import BetrokkeneForm, InschrijvingForm, UitschrijvingForm
from leerplicht.formulieren.uitvoeren import voer_uit
from leerplicht.models import Betrokkene, Inschrijving, Leerling
from leerplicht.rules import schooljaar_van
from leerplicht.toegang.rechten import DOSSIERS, vereist
from leerplicht.toegang.verzoek import Verzoek


def _pagina(request: Verzoek, leerling: Leerling, titel: str, form, knop: str) -> HttpResponse:
    context = {
        "titel": titel,
        "leerling": leerling,
        "form": form,
        "knop": knop,
        "terug": reverse("leerling", args=[leerling.pk]),
    }
    return render(request, "leerplicht/formulierpagina.html", context)


@vereist(*DOSSIERS)
def schrijf_in(request: Verzoek, pk: int) -> HttpResponse:
    leerling = get_object_or_404(Leerling.objects.zichtbaar_voor(request.user), pk=pk)
    vandaag = timezone.localdate()
    lopend = actions.inschrijving_op(leerling, vandaag)
    form = InschrijvingForm(
        request.POST or None, gebruiker=request.user, schooljaar=schooljaar_van(vandaag), lopend=lopend
    )
    if request.method == "POST" and form.is_valid():
        velden = form.cleaned_data
        beeindigt = lopend if velden.pop("beeindig_vorige", False) else None
        voer_uit(form, actions.schrijf_in, leerling, door=request.user, beeindigt=beeindigt, **velden)
        if form.is_valid():
            messages.success(request, "De inschrijving is vastgelegd.")
            return redirect("leerling", leerling.pk)
    return _pagina(request, leerling, f"Inschrijving van {leerling.naam}", form, "Vastleggen")


@vereist(*DOSSIERS)
def schrijf_uit(request: Verzoek, pk: int) -> HttpResponse:
    inschrijving = get_object_or_404(
        Inschrijving.objects.zichtbaar_voor(request.user).select_related("leerling"), pk=pk
    )
    form = UitschrijvingForm(request.POST or None, initial={"tot_en_met": inschrijving.tot_en_met})
    if request.method == "POST" and form.is_valid():
        voer_uit(form, actions.schrijf_uit, inschrijving, door=request.user, **form.cleaned_data)
        if form.is_valid():
            messages.success(request, "De uitschrijving is vastgelegd.")
            return redirect("leerling", inschrijving.leerling_id)
    return _pagina(request, inschrijving.leerling, f"Uitschrijven bij {inschrijving.school}", form, "Vastleggen")


@vereist(*DOSSIERS)
def nieuwe_betrokkene(request: Verzoek, pk: int) -> HttpResponse:
    leerling = get_object_or_404(Leerling.objects.zichtbaar_voor(request.user), pk=pk)
    adres = {veld: getattr(leerling, veld) for veld in ("straat", "postcode", "plaats", "geheim_adres")}
    form = BetrokkeneForm(request.POST or None, initial=adres)
    if request.method == "POST" and form.is_valid():
        velden = {veld: waarde for veld, waarde in form.cleaned_data.items() if veld != "version"}
        voer_uit(form, actions.registreer_betrokkene, leerling, door=request.user, **velden)
        if form.is_valid():
            messages.success(request, "De ouder of verzorger is toegevoegd.")
            return redirect("leerling", leerling.pk)
    return _pagina(request, leerling, f"Ouder of verzorger van {leerling.naam}", form, "Toevoegen")


@vereist(*DOSSIERS)
def wijzig_betrokkene(request: Verzoek, pk: int) -> HttpResponse:
    betrokkene = get_object_or_404(
        Betrokkene.objects.zichtbaar_voor(request.user).select_related("leerling"), pk=pk
    )
    form = BetrokkeneForm(request.POST or None, initial=BetrokkeneForm.beginwaarden(betrokkene))
    if request.method == "POST" and form.is_valid():
        voer_uit(form, actions.wijzig_betrokkene, betrokkene, door=request.user, **form.cleaned_data)
        if form.is_valid():
            messages.success(request, "De gegevens zijn opgeslagen.")
            return redirect("leerling", betrokkene.leerling_id)
    return _pagina(request, betrokkene.leerling, f"Gegevens van {betrokkene.naam}", form, "Opslaan")
