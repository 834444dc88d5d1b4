"""Onderzoeken absoluut verzuim."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from leerplicht.dossier.dossier import zaakblok
from leerplicht.formulieren.bladeren import pagina_van
from leerplicht.formulieren.uitvoeren import voer_uit
from leerplicht.formulieren.zoeken import keer_terug_met_zoekvraag
from leerplicht.models import Leerling
from leerplicht.roles import Recht
from leerplicht.toegang.rechten import vereist
from leerplicht.toegang.verzoek import Verzoek
from meldingen import actions
from meldingen.filters import OnderzoekFilter
from meldingen.forms import OnderzoekForm, OnderzoekHeropenForm, OnderzoekSluitForm, VaststelForm
from meldingen.lijsten import met_eigenaar, paginas_van
from meldingen.models import Onderzoek


@vereist(Recht.LEERPLICHT)
def onderzoeken(request: Verzoek) -> HttpResponse:
    if request.method == "POST":
        return keer_terug_met_zoekvraag(request)
    filter = OnderzoekFilter(request.GET, Onderzoek.objects.zichtbaar_voor(request.user), request=request)
    context = {
        "titel": "Onderzoeken absoluut verzuim",
        "filter": filter,
        "form": filter.form,
        "pagina": pagina_van(request, filter.qs, met_eigenaar(Onderzoek.objects.all())),
        "sorteer": filter.standaard,
        "paginas": paginas_van(request.user, "onderzoeken"),
    }
    return render(request, "meldingen/onderzoeken.html", context)


@vereist(Recht.LEERPLICHT)
def nieuw_onderzoek(request: Verzoek, leerling_pk: int) -> HttpResponse:
    leerling = get_object_or_404(Leerling.objects.zichtbaar_voor(request.user), pk=leerling_pk)
    vandaag = timezone.localdate()
    form = OnderzoekForm(request.POST or None, initial={"gestart_op": vandaag})
    if request.method == "POST" and form.is_valid():
        velden = form.cleaned_data
        meteen = velden.pop("meteen")
        onderzoek = voer_uit(
            form,
            actions.start_onderzoek,
            leerling,
            op=vandaag,
            door=request.user,
            eigenaar=request.user,
            **velden,
        )
        if form.is_valid():
            messages.success(request, f"Het onderzoek is gestart als zaak {onderzoek.zaak}.")
            return redirect("onderzoek_vaststellen" if meteen else "onderzoek", onderzoek.pk)
    return _formulier(
        request, leerling, "Nieuw onderzoek absoluut verzuim", form, "Start onderzoek", "leerling", leerling.pk
    )


@vereist(Recht.LEERPLICHT)
def onderzoek(request: Verzoek, pk: int) -> HttpResponse:
    onderzoek = get_object_or_404(
        Onderzoek.objects.zichtbaar_voor(request.user).select_related("leerling", "zaak", "melding"), pk=pk
    )
    context = {
        "titel": "Onderzoek absoluut verzuim",
        "onderzoek": onderzoek,
        "leerling": onderzoek.leerling,
        **zaakblok(request.user, onderzoek.zaak),
    }
    return render(request, "meldingen/onderzoek.html", context)


@vereist(Recht.LEERPLICHT)
def stel_vast(request: Verzoek, pk: int) -> HttpResponse:
    onderzoek = get_object_or_404(Onderzoek.objects.zichtbaar_voor(request.user).select_related("leerling"), pk=pk)
    vandaag = timezone.localdate()
    form = VaststelForm(
        request.POST or None, onderzoek=onderzoek, gebruiker=request.user, initial={"vastgesteld_op": vandaag}
    )
    if request.method == "POST" and form.is_valid():
        melding = voer_uit(form, actions.stel_vast, onderzoek, op=vandaag, door=request.user, **form.cleaned_data)
        if form.is_valid():
            messages.success(request, "Het absoluut verzuim is vastgesteld en telt als melding.")
            return redirect("melding", melding.pk)
    titel = "Absoluut verzuim vaststellen"
    return _formulier(request, onderzoek.leerling, titel, form, "Stel vast", "onderzoek", onderzoek.pk)


@vereist(Recht.LEERPLICHT)
def sluit_onderzoek(request: Verzoek, pk: int) -> HttpResponse:
    onderzoek = get_object_or_404(Onderzoek.objects.zichtbaar_voor(request.user).select_related("leerling"), pk=pk)
    vandaag = timezone.localdate()
    form = OnderzoekSluitForm(request.POST or None, initial={"afgerond_op": vandaag})
    if request.method == "POST" and form.is_valid():
        voer_uit(form, actions.sluit_onderzoek, onderzoek, op=vandaag, door=request.user, **form.cleaned_data)
        if form.is_valid():
            messages.success(request, "Het onderzoek is afgesloten zonder melding.")
            return redirect("onderzoek", onderzoek.pk)
    titel = "Onderzoek afsluiten zonder melding"
    return _formulier(request, onderzoek.leerling, titel, form, "Sluit af", "onderzoek", onderzoek.pk)


@vereist(Recht.LEERPLICHT)
def heropen_onderzoek(request: Verzoek, pk: int) -> HttpResponse:
    onderzoek = get_object_or_404(Onderzoek.objects.zichtbaar_voor(request.user).select_related("leerling"), pk=pk)
    form = OnderzoekHeropenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        velden = {"op": timezone.localdate(), "door": request.user, **form.cleaned_data}
        voer_uit(form, actions.heropen_onderzoek, onderzoek, **velden)
        if form.is_valid():
            messages.success(request, "Het onderzoek is weer open.")
            return redirect("onderzoek", onderzoek.pk)
    titel = "Onderzoek heropenen"
    return _formulier(request, onderzoek.leerling, titel, form, "Heropen", "onderzoek", onderzoek.pk)


def _formulier(
    request: Verzoek, leerling: Leerling, titel: str, form, knop: str, terug: str, terug_pk: int
) -> HttpResponse:
    context = {
        "titel": titel,
        "leerling": leerling,
        "form": form,
        "knop": knop,
        "terug": reverse(terug, args=[terug_pk]),
    }
    return render(request, "leerplicht/formulierpagina.html", context)
