"""Onderzoeken door de jeugdarts: the list, request, answer, follow-up."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from leerplicht.dossier.actions import inschrijving_op
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
from meldingen.filters import JgzFilter
from meldingen.forms import FollowUpForm, JgzAanvraagForm, UitslagForm
from meldingen.lijsten import met_eigenaar, paginas_van
from meldingen.models import JgzOnderzoek


@vereist(Recht.LEERPLICHT)
def jgz_onderzoeken(request: Verzoek) -> HttpResponse:
    if request.method == "POST":
        return keer_terug_met_zoekvraag(request)
    filter = JgzFilter(request.GET, JgzOnderzoek.objects.zichtbaar_voor(request.user), request=request)
    context = {
        "titel": "Onderzoeken jeugdarts",
        "filter": filter,
        "form": filter.form,
        "pagina": pagina_van(request, filter.qs, met_eigenaar(JgzOnderzoek.objects.all())),
        "sorteer": filter.standaard,
        "paginas": paginas_van(request.user, "jgz_onderzoeken"),
    }
    return render(request, "meldingen/jgz_onderzoeken.html", context)


@vereist(Recht.LEERPLICHT)
def nieuw_jgz(request: Verzoek, leerling_pk: int) -> HttpResponse:
    leerling = get_object_or_404(Leerling.objects.zichtbaar_voor(request.user), pk=leerling_pk)
    vandaag = timezone.localdate()
    inschrijving = inschrijving_op(leerling, vandaag)
    form = JgzAanvraagForm(
        request.POST or None,
        gebruiker=request.user,
        vandaag=vandaag,
        initial={"aangevraagd_op": vandaag, "onderwijssoort": inschrijving and inschrijving.onderwijssoort_id},
    )
    if request.method == "POST" and form.is_valid():
        onderzoek = voer_uit(
            form,
            actions.vraag_jgz_aan,
            leerling,
            op=vandaag,
            door=request.user,
            eigenaar=request.user,
            **form.cleaned_data,
        )
        if form.is_valid():
            messages.success(request, f"De aanvraag is geregistreerd als zaak {onderzoek.zaak}.")
            return redirect("jgz", onderzoek.pk)
    titel = "Onderzoek door de jeugdarts aanvragen"
    terug = reverse("leerling", args=[leerling.pk])
    return formulierpagina(request, form, titel=titel, knop="Registreer", terug=terug, leerling=leerling)


@vereist(Recht.LEERPLICHT)
def jgz(request: Verzoek, pk: int) -> HttpResponse:
    onderzoek = get_object_or_404(
        JgzOnderzoek.objects.zichtbaar_voor(request.user).select_related("leerling", "zaak", "onderwijssoort"),
        pk=pk,
    )
    context = {
        "titel": "Onderzoek door de jeugdarts",
        "onderzoek": onderzoek,
        "leerling": onderzoek.leerling,
        **zaakblok(request.user, onderzoek.zaak),
    }
    return render(request, "meldingen/jgz.html", context)


@vereist(Recht.LEERPLICHT)
def leg_uitslag_vast(request: Verzoek, pk: int) -> HttpResponse:
    onderzoek = get_object_or_404(
        JgzOnderzoek.objects.zichtbaar_voor(request.user).select_related("leerling"), pk=pk
    )
    vandaag = timezone.localdate()
    return stappagina(
        request,
        onderzoek,
        lambda data, rij: UitslagForm(data, initial={"version": rij.version, "onderzocht_op": vandaag}),
        actions.leg_uitslag_vast,
        raakt=("onderzocht_op", "in_staat"),
        op=vandaag,
        titel="Uitslag van de jeugdarts",
        knop="Leg uitslag vast",
        terug=reverse("jgz", args=[onderzoek.pk]),
        klaar="De uitslag is vastgelegd.",
        leerling=onderzoek.leerling,
    )


@vereist(Recht.LEERPLICHT)
def leg_follow_up_vast(request: Verzoek, pk: int) -> HttpResponse:
    onderzoek = get_object_or_404(
        JgzOnderzoek.objects.zichtbaar_voor(request.user).select_related("leerling"), pk=pk
    )
    vandaag = timezone.localdate()
    return stappagina(
        request,
        onderzoek,
        lambda data, rij: FollowUpForm(data, initial={"version": rij.version, "follow_up_op": vandaag}),
        actions.leg_follow_up_vast,
        raakt=("follow_up_op", "follow_up"),
        op=vandaag,
        titel="Follow-up ziekteverzuim",
        knop="Leg follow-up vast",
        terug=reverse("jgz", args=[onderzoek.pk]),
        klaar="De follow-up is vastgelegd.",
        leerling=onderzoek.leerling,
    )
