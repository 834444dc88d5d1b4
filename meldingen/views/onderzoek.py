"""Onderzoeken absoluut verzuim."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from leerplicht.dossier.dossier import zaakblok
from leerplicht.formulieren.bladeren import pagina_van
from leerplicht.formulieren.pagina import formulierpagina, stappagina
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

# What establishing, closing and reopening are about.
AFGEROND = ("uitkomst", "afgerond_op")


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
    return formulierpagina(
        request,
        form,
        titel="Nieuw onderzoek absoluut verzuim",
        knop="Start onderzoek",
        terug=reverse("leerling", args=[leerling.pk]),
        leerling=leerling,
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
    return stappagina(
        request,
        onderzoek,
        lambda data, rij: VaststelForm(data, onderzoek=rij, gebruiker=request.user, vandaag=timezone.localdate()),
        actions.stel_vast,
        raakt=AFGEROND,
        op=timezone.localdate(),
        titel="Absoluut verzuim vaststellen",
        knop="Stel vast",
        terug=reverse("onderzoek", args=[onderzoek.pk]),
        klaar="Het absoluut verzuim is vastgesteld en telt als melding.",
        naar=lambda melding: reverse("melding", args=[melding.pk]),
        leerling=onderzoek.leerling,
    )


@vereist(Recht.LEERPLICHT)
def sluit_onderzoek(request: Verzoek, pk: int) -> HttpResponse:
    onderzoek = get_object_or_404(Onderzoek.objects.zichtbaar_voor(request.user).select_related("leerling"), pk=pk)
    vandaag = timezone.localdate()
    return stappagina(
        request,
        onderzoek,
        lambda data, rij: OnderzoekSluitForm(data, initial={"version": rij.version, "afgerond_op": vandaag}),
        actions.sluit_onderzoek,
        raakt=AFGEROND,
        op=vandaag,
        titel="Onderzoek afsluiten zonder melding",
        knop="Sluit af",
        terug=reverse("onderzoek", args=[onderzoek.pk]),
        klaar="Het onderzoek is afgesloten zonder melding.",
        leerling=onderzoek.leerling,
    )


@vereist(Recht.LEERPLICHT)
def heropen_onderzoek(request: Verzoek, pk: int) -> HttpResponse:
    onderzoek = get_object_or_404(Onderzoek.objects.zichtbaar_voor(request.user).select_related("leerling"), pk=pk)
    return stappagina(
        request,
        onderzoek,
        lambda data, rij: OnderzoekHeropenForm(data, initial={"version": rij.version}),
        actions.heropen_onderzoek,
        raakt=AFGEROND,
        op=timezone.localdate(),
        titel="Onderzoek heropenen",
        knop="Heropen",
        terug=reverse("onderzoek", args=[onderzoek.pk]),
        klaar="Het onderzoek is weer open.",
        leerling=onderzoek.leerling,
    )
