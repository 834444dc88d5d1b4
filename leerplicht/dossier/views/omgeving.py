"""Around a leerling: his schools, his parents and carers."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from leerplicht.dossier import actions
from leerplicht.dossier.forms import BetrokkeneForm, BetrokkeneWijzigForm, InschrijvingForm, UitschrijvingForm
from leerplicht.formulieren.pagina import formulierpagina, stappagina, wijzigpagina
from leerplicht.formulieren.uitvoeren import voer_uit
from leerplicht.models import Betrokkene, Gebruiker, Inschrijving, Leerling
from leerplicht.rules import schooljaar_van
from leerplicht.toegang.rechten import DOSSIERS, vereist
from leerplicht.toegang.verzoek import Verzoek


@vereist(*DOSSIERS)
def schrijf_in(request: Verzoek, pk: int) -> HttpResponse:
    """The row that this form is about is the enrolment that runs: shown in it, and perhaps ended by it."""
    leerlingen = Leerling.objects.zichtbaar_voor(request.user)
    if request.method == "POST":
        # Two who enrol a leerling for the first time have no enrolment to wait for.
        leerlingen = leerlingen.select_for_update()
    leerling = get_object_or_404(leerlingen, pk=pk)
    vandaag = timezone.localdate()
    getoond = request.POST.get("lopend", "")
    lopend = actions.inschrijving_op(leerling, vandaag)
    if getoond.isdecimal():
        lopend = leerling.inschrijvingen.filter(pk=getoond).first() or lopend

    def schrijf_in(
        nu: Inschrijving, *, door: Gebruiker, lopend: int | None, beeindig_vorige: bool = False, **velden: Any
    ) -> Inschrijving:
        beeindigt = nu if beeindig_vorige else None
        return actions.schrijf_in(leerling, door=door, beeindigt=beeindigt, **velden)

    return stappagina(
        request,
        lopend or Inschrijving(gemeente=request.user.gemeente, version=0),
        lambda data, rij: InschrijvingForm(
            data, gebruiker=request.user, schooljaar=schooljaar_van(vandaag), lopend=rij
        ),
        schrijf_in,
        raakt=("school", "van", "tot_en_met"),
        titel=f"Inschrijving van {leerling.naam}",
        knop="Vastleggen",
        terug=reverse("leerling", args=[leerling.pk]),
        klaar="De inschrijving is vastgelegd.",
        leerling=leerling,
    )


@vereist(*DOSSIERS)
def schrijf_uit(request: Verzoek, pk: int) -> HttpResponse:
    inschrijving = get_object_or_404(
        Inschrijving.objects.zichtbaar_voor(request.user).select_related("leerling"), pk=pk
    )
    return stappagina(
        request,
        inschrijving,
        lambda data, rij: UitschrijvingForm(data, initial={"version": rij.version, "tot_en_met": rij.tot_en_met}),
        actions.schrijf_uit,
        raakt=("tot_en_met",),
        titel=f"Uitschrijven bij {inschrijving.school}",
        knop="Vastleggen",
        terug=reverse("leerling", args=[inschrijving.leerling_id]),
        klaar="De uitschrijving is vastgelegd.",
        leerling=inschrijving.leerling,
    )


@vereist(*DOSSIERS)
def nieuwe_betrokkene(request: Verzoek, pk: int) -> HttpResponse:
    leerling = get_object_or_404(Leerling.objects.zichtbaar_voor(request.user), pk=pk)
    adres = {veld: getattr(leerling, veld) for veld in ("straat", "postcode", "plaats", "geheim_adres")}
    form = BetrokkeneForm(request.POST or None, initial=adres)
    if request.method == "POST" and form.is_valid():
        voer_uit(form, actions.registreer_betrokkene, leerling, door=request.user, **form.cleaned_data)
        if form.is_valid():
            messages.success(request, "De ouder of verzorger is toegevoegd.")
            return redirect("leerling", leerling.pk)
    titel, terug = f"Ouder of verzorger van {leerling.naam}", reverse("leerling", args=[leerling.pk])
    return formulierpagina(request, form, titel=titel, knop="Toevoegen", terug=terug, leerling=leerling)


@vereist(*DOSSIERS)
def wijzig_betrokkene(request: Verzoek, pk: int) -> HttpResponse:
    betrokkene = get_object_or_404(
        Betrokkene.objects.zichtbaar_voor(request.user).select_related("leerling"), pk=pk
    )
    return wijzigpagina(
        request,
        betrokkene,
        lambda data, rij: BetrokkeneWijzigForm(data, initial=BetrokkeneWijzigForm.beginwaarden(rij)),
        actions.wijzig_betrokkene,
        titel=f"Gegevens van {betrokkene.naam}",
        terug=reverse("leerling", args=[betrokkene.leerling_id]),
        klaar="De gegevens zijn opgeslagen.",
        leerling=betrokkene.leerling,
    )
