"""Trajecten: the list, the page of one, and every step in it."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from doorstroompunt import forms
from doorstroompunt.actions.overname import neem_over
from doorstroompunt.actions.traject import (
    heropen_traject,
    leg_geen_gebruik_vast,
    open_traject,
    sluit_traject,
    start_begeleiding,
    volg,
    wijzig_traject,
)
from doorstroompunt.choices import Populatie
from doorstroompunt.filters import TrajectFilter
from doorstroompunt.models import Poging, Traject
from doorstroompunt.views.kader import tabs
from leerplicht.dossier.dossier import zaakblok
from leerplicht.formulieren.bladeren import pagina_van
from leerplicht.formulieren.export import Kolom, exporteer
from leerplicht.formulieren.pagina import formulierpagina, stappagina, wijzigpagina
from leerplicht.formulieren.uitvoeren import voer_uit
from leerplicht.formulieren.zoeken import keer_terug_met_zoekvraag
from leerplicht.models import Leerling
from leerplicht.roles import Recht
from leerplicht.toegang.rechten import vereist
from leerplicht.toegang.verzoek import Verzoek
from meldingen.lijsten import behandelaar_van, met_eigenaar

# What the steps change: when a colleague took one meanwhile, the next is not taken blindly.
GESLOTEN = ("afgesloten_op", "uitstroom", "reden_geen_gebruik")
BEGELEIDING = ("begeleiding", "begeleiding_vanaf", *GESLOTEN)


@vereist(Recht.DOORSTROOMPUNT)
def trajecten(request: Verzoek) -> HttpResponse:
    """List, filter and search."""
    if request.method == "POST":
        return keer_terug_met_zoekvraag(request)
    filter = _filter(request)
    context = {
        "titel": "Trajecten",
        "tabs": tabs("trajecten"),
        "filter": filter,
        "form": filter.form,
        "pagina": pagina_van(request, filter.qs, _rijen(request)),
        "sorteer": "-aangemeld",
    }
    return render(request, "doorstroompunt/trajecten.html", context)


@require_safe
@vereist(Recht.DOORSTROOMPUNT)
def exporteer_trajecten(request: Verzoek, vorm: str) -> HttpResponse:
    kolommen = [
        Kolom("Zaak", lambda traject: str(traject.zaak)),
        Kolom("Naam", lambda traject: traject.leerling.naam_op_lijst),
        Kolom("Populatie", lambda traject: traject.populatie_kort),
        Kolom("In beeld", lambda traject: traject.aangemeld_op),
        Kolom("Gestopt", lambda traject: traject.gestopt_op),
        Kolom("Leeftijd", lambda traject: traject.leeftijd),
        Kolom("Begeleiding", lambda traject: traject.get_begeleiding_display() or "Nog niet vastgelegd"),
        Kolom("Behandelaar", behandelaar_van),
        Kolom("Status", lambda traject: "Afgesloten" if traject.afgesloten_op else "Open"),
        Kolom("Bestemming", lambda traject: str(traject.uitstroom or traject.reden_geen_gebruik or "")),
    ]
    lijst = reverse("trajecten")
    return exporteer(
        request, _filter(request), _rijen(request), kolommen, naam="trajecten", vorm=vorm, lijst=lijst
    )


def _filter(request: Verzoek) -> TrajectFilter:
    zichtbaar = Traject.objects.zichtbaar_voor(request.user)
    jaren = zichtbaar.order_by("-schooljaar").values_list("schooljaar", flat=True).distinct()
    return TrajectFilter(
        request.GET, zichtbaar, request=request, schooljaren=list(jaren), collegas=list(request.user.collegas())
    )


def _rijen(request: Verzoek) -> QuerySet[Traject]:
    """With what a row of the list needs."""
    zichtbaar = Traject.objects.zichtbaar_voor(request.user)
    return met_eigenaar(zichtbaar).select_related("leerling", "zaak", "uitstroom", "reden_geen_gebruik")


def _traject(request: Verzoek, pk: int) -> Traject:
    rijen = Traject.objects.zichtbaar_voor(request.user).select_related(
        "leerling", "zaak", "onderwijssoort", "reden", "reden_geen_gebruik", "uitstroom"
    )
    return get_object_or_404(rijen, pk=pk)


@vereist(Recht.DOORSTROOMPUNT)
def traject(request: Verzoek, pk: int) -> HttpResponse:
    """Facts, tries to make contact, timeline, and what can be done next."""
    traject = _traject(request, pk)
    context = {
        "titel": f"{traject.populatie_kort}: {traject.leerling.naam}",
        "traject": traject,
        "leerling": traject.leerling,
        "pogingen": list(Poging.objects.zichtbaar_voor(request.user).filter(zaak=traject.zaak)),
        **zaakblok(request.user, traject.zaak),
    }
    return render(request, "doorstroompunt/traject.html", context)


@vereist(Recht.DOORSTROOMPUNT)
def nieuw_traject(request: Verzoek, pk: int) -> HttpResponse:
    """First the population, then what that population needs; or take over a melding of leerplicht."""
    leerling = get_object_or_404(Leerling.objects.zichtbaar_voor(request.user), pk=pk)
    terug = reverse("leerling", args=[leerling.pk])
    keuze = forms.PopulatieForm(request.GET or None)
    if not keuze.is_valid():
        context = {
            "titel": f"Nieuw traject voor {leerling.naam}",
            "leerling": leerling,
            "form": keuze,
            "terug": terug,
        }
        return render(request, "doorstroompunt/populatie.html", context)
    populatie = Populatie(keuze.cleaned_data["populatie"])
    form = forms.OpenTrajectForm(
        request.POST or None,
        gebruiker=request.user,
        leerling=leerling,
        populatie=populatie,
        vandaag=timezone.localdate(),
    )
    if request.method == "POST" and form.is_valid():
        nieuw = _open(request, form, leerling, populatie)
        if form.is_valid():
            messages.success(request, "Het traject is geopend.")
            return redirect("traject", nieuw.pk)
    titel = f"{populatie.kort}: {leerling.naam}"
    return formulierpagina(request, form, titel=titel, knop="Open traject", terug=terug, leerling=leerling)


def _open(request: Verzoek, form: forms.OpenTrajectForm, leerling: Leerling, populatie: Populatie) -> Any:
    velden = dict(form.cleaned_data)
    melding = velden.pop("melding", None)
    actie, over = (neem_over, melding) if melding else (open_traject, leerling)
    op = velden.pop("aangemeld_op")
    wie = {"door": request.user, "eigenaar": request.user}
    return voer_uit(form, actie, over, populatie=populatie, op=op, **wie, **velden)


@vereist(Recht.DOORSTROOMPUNT)
def wijzig_gegevens(request: Verzoek, pk: int) -> HttpResponse:
    traject = _traject(request, pk)

    def maak(data: Any, rij: Traject) -> forms.WijzigTrajectForm:
        return forms.WijzigTrajectForm(data, gebruiker=request.user, traject=rij)

    # What this population has no field for stays empty.
    leeg: dict[str, Any] = {
        veld: None for veld in ("gestopt_op", "reden") if veld not in maak(None, traject).fields
    }
    return wijzigpagina(
        request,
        traject,
        maak,
        wijzig_traject,
        op=timezone.localdate(),
        titel=f"Traject wijzigen: {traject.leerling.naam}",
        terug=reverse("traject", args=[pk]),
        klaar="De gegevens zijn opgeslagen.",
        leerling=traject.leerling,
        **leeg,
    )


@vereist(Recht.DOORSTROOMPUNT)
def begeleiding(request: Verzoek, pk: int) -> HttpResponse:
    traject = _traject(request, pk)
    return stappagina(
        request,
        traject,
        lambda data, rij: forms.BegeleidingForm(data, traject=rij, vandaag=timezone.localdate()),
        start_begeleiding,
        raakt=BEGELEIDING,
        titel=f"Begeleiding starten: {traject.leerling.naam}",
        knop="Start begeleiding",
        terug=reverse("traject", args=[pk]),
        klaar="De begeleiding is gestart.",
        leerling=traject.leerling,
    )


@vereist(Recht.DOORSTROOMPUNT)
def volgen(request: Verzoek, pk: int) -> HttpResponse:
    traject = _traject(request, pk)
    return stappagina(
        request,
        traject,
        lambda data, rij: forms.BegeleidingForm(data, traject=rij, vandaag=timezone.localdate()),
        volg,
        raakt=BEGELEIDING,
        titel=f"Volgen zonder begeleiding: {traject.leerling.naam}",
        knop="Volg deze jongere",
        terug=reverse("traject", args=[pk]),
        klaar="De jongere wordt gevolgd, zonder begeleiding.",
        leerling=traject.leerling,
    )


@vereist(Recht.DOORSTROOMPUNT)
def geen_gebruik(request: Verzoek, pk: int) -> HttpResponse:
    traject = _traject(request, pk)
    vandaag = timezone.localdate()
    return stappagina(
        request,
        traject,
        lambda data, rij: forms.GeenGebruikForm(data, gebruiker=request.user, traject=rij, vandaag=vandaag),
        leg_geen_gebruik_vast,
        raakt=BEGELEIDING,
        titel=f"Geen gebruik van begeleiding: {traject.leerling.naam}",
        knop="Leg vast en sluit af",
        terug=reverse("traject", args=[pk]),
        klaar="Vastgelegd: de jongere maakt geen gebruik van begeleiding. Het traject is afgesloten.",
        leerling=traject.leerling,
    )


@vereist(Recht.DOORSTROOMPUNT)
def sluiten(request: Verzoek, pk: int) -> HttpResponse:
    traject = _traject(request, pk)
    vandaag = timezone.localdate()
    return stappagina(
        request,
        traject,
        lambda data, rij: forms.SluitTrajectForm(data, gebruiker=request.user, traject=rij, vandaag=vandaag),
        sluit_traject,
        raakt=GESLOTEN,
        titel=f"Traject afsluiten: {traject.leerling.naam}",
        knop="Sluit traject af",
        terug=reverse("traject", args=[pk]),
        klaar="Het traject is afgesloten.",
        leerling=traject.leerling,
    )


@vereist(Recht.DOORSTROOMPUNT)
def heropenen(request: Verzoek, pk: int) -> HttpResponse:
    traject = _traject(request, pk)
    return stappagina(
        request,
        traject,
        lambda data, rij: forms.HeropenForm(data, traject=rij),
        heropen_traject,
        raakt=GESLOTEN,
        op=timezone.localdate(),
        titel=f"Traject heropenen: {traject.leerling.naam}",
        knop="Heropen traject",
        terug=reverse("traject", args=[pk]),
        klaar="Het traject is heropend.",
        leerling=traject.leerling,
    )
