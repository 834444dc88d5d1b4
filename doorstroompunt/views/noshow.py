"""The No-show action: visited classes, and the absent of each."""

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from doorstroompunt.actions.noshow import leg_huisbezoek_vast, leg_klas_vast, meld_afwezig, wijzig_klas
from doorstroompunt.filters import KlasFilter
from doorstroompunt.forms import AfwezigForm, HuisbezoekForm, KlasForm
from doorstroompunt.models import NoShow, NoShowKlas
from doorstroompunt.views.kader import tabs
from leerplicht.formulieren.bladeren import pagina_van
from leerplicht.formulieren.pagina import formulierpagina, wijzigpagina
from leerplicht.formulieren.uitvoeren import voer_uit
from leerplicht.models import Leerling
from leerplicht.roles import Recht
from leerplicht.toegang.rechten import vereist
from leerplicht.toegang.verzoek import Verzoek


@vereist(Recht.DOORSTROOMPUNT)
def noshow(request: Verzoek) -> HttpResponse:
    """Visited classes with how many were absent and visited at home."""
    zichtbaar = NoShowKlas.objects.zichtbaar_voor(request.user)
    filter = KlasFilter(request.GET, zichtbaar, request=request)
    rijen = zichtbaar.select_related("school").annotate(
        aantal_afwezig=Count("afwezigen"), aantal_bezocht=Count("afwezigen__huisbezoek_op")
    )
    context = {
        "titel": "No-show",
        "tabs": tabs("noshow"),
        "filter": filter,
        "form": filter.form,
        "pagina": pagina_van(request, filter.qs, rijen),
        "sorteer": "-bezocht",
    }
    return render(request, "doorstroompunt/noshow.html", context)


@vereist(Recht.DOORSTROOMPUNT)
def noshowklas(request: Verzoek, pk: int) -> HttpResponse:
    klas = get_object_or_404(NoShowKlas.objects.zichtbaar_voor(request.user).select_related("school"), pk=pk)
    afwezigen = NoShow.objects.zichtbaar_voor(request.user).filter(klas=klas).select_related("leerling")
    context = {
        "titel": f"Klas {klas.klas}",
        "klas": klas,
        "afwezigen": list(afwezigen.order_by("leerling__zoeknaam")),
    }
    return render(request, "doorstroompunt/noshowklas.html", context)


@vereist(Recht.DOORSTROOMPUNT)
def nieuwe_klas(request: Verzoek) -> HttpResponse:
    form = KlasForm(request.POST or None, vandaag=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        klas = voer_uit(
            form, leg_klas_vast, gemeente=request.user.gemeente, door=request.user, **form.cleaned_data
        )
        if form.is_valid():
            messages.success(request, "Het bezoek aan de klas is vastgelegd.")
            return redirect("noshowklas", klas.pk)
    return formulierpagina(request, form, titel="Klas bezocht", knop="Leg vast", terug=reverse("noshow"))


@vereist(Recht.DOORSTROOMPUNT)
def klas_wijzigen(request: Verzoek, pk: int) -> HttpResponse:
    klas = get_object_or_404(NoShowKlas.objects.zichtbaar_voor(request.user), pk=pk)
    return wijzigpagina(
        request,
        klas,
        lambda data, rij: KlasForm(data, vandaag=timezone.localdate(), klas=rij),
        wijzig_klas,
        titel=f"Klas {klas.klas} wijzigen",
        terug=reverse("noshowklas", args=[pk]),
        klaar="De gegevens zijn opgeslagen.",
    )


@vereist(Recht.DOORSTROOMPUNT)
def nieuwe_noshow(request: Verzoek, pk: int) -> HttpResponse:
    """`pk` is that of the leerling."""
    leerling = get_object_or_404(Leerling.objects.zichtbaar_voor(request.user), pk=pk)
    form = AfwezigForm(request.POST or None, gebruiker=request.user)
    if request.method == "POST" and form.is_valid():
        klas = form.cleaned_data["klas"]
        voer_uit(form, meld_afwezig, klas, leerling=leerling, op=klas.bezocht_op, door=request.user)
        if form.is_valid():
            messages.success(request, f"{leerling.naam} staat bij de afwezigen van klas {klas.klas}.")
            return redirect("noshowklas", klas.pk)
    titel = f"Afwezig bij klassenbezoek: {leerling.naam}"
    terug = reverse("leerling", args=[leerling.pk])
    return formulierpagina(request, form, titel=titel, knop="Leg vast", terug=terug, leerling=leerling)


@vereist(Recht.DOORSTROOMPUNT)
def huisbezoek(request: Verzoek, pk: int) -> HttpResponse:
    rijen = NoShow.objects.zichtbaar_voor(request.user).select_related("leerling", "klas")
    noshow = get_object_or_404(rijen, pk=pk)
    return wijzigpagina(
        request,
        noshow,
        lambda data, rij: HuisbezoekForm(data, noshow=rij),
        leg_huisbezoek_vast,
        op=timezone.localdate(),
        titel=f"Huisbezoek: {noshow.leerling.naam}",
        terug=reverse("noshowklas", args=[noshow.klas_id]),
        klaar="Het huisbezoek is vastgelegd.",
        leerling=noshow.leerling,
    )
