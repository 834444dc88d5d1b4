"""Two leerlingen who are one person: find the other, see both side by side, merge, and undo it."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from leerplicht.dossier.filters import LeerlingFilter
from leerplicht.dossier.lijst import met_school
from leerplicht.formulieren.uitvoeren import voer_uit
from leerplicht.formulieren.zoeken import keer_terug_met_zoekvraag
from leerplicht.koppelen import actions
from leerplicht.koppelen.forms import SamenvoegForm
from leerplicht.koppelen.vergelijk import lijkt_op, naast_elkaar
from leerplicht.models import Leerling, Samenvoeging
from leerplicht.toegang.rechten import DOSSIERS, vereist
from leerplicht.toegang.verzoek import Verzoek

MAXIMUM = 20


@vereist(*DOSSIERS)
def kies_ander(request: Verzoek, pk: int) -> HttpResponse:
    """Who else he may be: those who resemble him, and a search."""
    leerling = get_object_or_404(Leerling.objects.zichtbaar_voor(request.user), pk=pk)
    if request.method == "POST":
        return keer_terug_met_zoekvraag(request)
    anderen = Leerling.objects.zichtbaar_voor(request.user).exclude(pk=pk)
    filter = LeerlingFilter(request.GET, anderen, request=request)
    gevonden = (filter.qs if filter.zoektekst else anderen.none()).order_by("zoeknaam", "pk")
    context = {
        "titel": "Samenvoegen met een ander",
        "leerling": leerling,
        "filter": filter,
        "form": filter.form,
        "gevonden": met_school(gevonden, request.user, timezone.localdate())[:MAXIMUM],
        "maximum": MAXIMUM,
        "lijkt": [] if filter.zoektekst else lijkt_op(request.user, leerling),
    }
    return render(request, "koppelen/kies.html", context)


@vereist(*DOSSIERS)
def voeg_samen(request: Verzoek, pk: int, ander: int) -> HttpResponse:
    """Both side by side, and which value stays where they differ."""
    zichtbaar = Leerling.objects.zichtbaar_voor(request.user)
    blijft = get_object_or_404(zichtbaar, pk=pk)
    if ander == pk:
        return redirect("samenvoegen", pk)
    weg = get_object_or_404(zichtbaar, pk=ander)
    form = SamenvoegForm(request.POST or None, weg=weg, blijft=blijft)
    if request.method == "POST" and form.is_valid():
        voer_uit(
            form,
            actions.voeg_samen,
            weg,
            blijft,
            velden=form.over_te_nemen(),
            door=request.user,
            op=timezone.localdate(),
            waarom=form.cleaned_data["waarom"],
        )
        if form.is_valid():
            messages.success(request, "De leerlingen zijn samengevoegd. Bij “Gegevens” kunt u dit ongedaan maken.")
            return redirect("leerling", blijft.pk)
    context = {
        "titel": "Is dit dezelfde persoon?",
        "leerling": blijft,
        "weg": weg,
        "kolommen": naast_elkaar(request.user, blijft, weg),
        "form": form,
        "knop": "Voeg samen",
        "terug": reverse("samenvoegen", args=[blijft.pk]),
    }
    return render(request, "koppelen/samenvoegen.html", context)


@vereist(*DOSSIERS)
def maak_ongedaan(request: Verzoek, pk: int) -> HttpResponse:
    gevonden = get_object_or_404(
        Samenvoeging.objects.zichtbaar_voor(request.user).select_related("blijft", "weg"), pk=pk
    )
    blijft = gevonden.blijft
    form = forms.Form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        uitkomst = voer_uit(form, actions.maak_ongedaan, gevonden, door=request.user, op=timezone.localdate())
        if form.is_valid():
            bleef = "" if uitkomst.geheel else f" Waar sindsdien aan is gewerkt, bleef bij {blijft.naam}."
            messages.success(request, f"De samenvoeging is ongedaan gemaakt.{bleef}")
            return redirect("leerling", blijft.pk)
    context = {
        "titel": "Samenvoeging ongedaan maken",
        "leerling": blijft,
        "form": form,
        "vraag": f"{gevonden.weg.naam} en {blijft.naam} worden weer twee leerlingen, zoals voor "
        f"{gevonden.op:%d-%m-%Y}. Waar sindsdien aan is gewerkt, blijft bij {blijft.naam}.",
        "knop": "Maak ongedaan",
        "terug": reverse("leerling", args=[blijft.pk]),
    }
    return render(request, "leerplicht/bevestig.html", context)
