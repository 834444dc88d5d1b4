"""Vrijstellingen: the list, register per ground, decide, note a return."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from leerplicht.dossier.actions import inschrijving_op
from leerplicht.dossier.dossier import zaakblok
from leerplicht.formulieren.bladeren import pagina_van
from leerplicht.formulieren.export import Kolom, exporteer
from leerplicht.formulieren.pagina import formulierpagina, stappagina
from leerplicht.formulieren.uitvoeren import voer_uit
from leerplicht.formulieren.zoeken import keer_terug_met_zoekvraag
from leerplicht.models import Leerling
from leerplicht.roles import Recht
from leerplicht.toegang.rechten import vereist
from leerplicht.toegang.verzoek import Verzoek
from meldingen import actions
from meldingen.actions.vrijstelling import uitkomst_naam
from meldingen.choices import Grondslag
from meldingen.filters import VrijstellingFilter
from meldingen.forms import BesluitForm, TerugdraaiForm, TerugkeerForm, VrijstellingForm
from meldingen.lijsten import Toon, behandelaar_van, in_toon, met_eigenaar
from meldingen.models import Vrijstelling
from meldingen.views.soorten import GRONDSLAG_UITLEG

# What deciding and taking back are about.
BESLOTEN = ("besluit", "besloten_op", "geldig_van", "geldig_tot_en_met")


@vereist(Recht.LEERPLICHT)
def vrijstellingen(request: Verzoek) -> HttpResponse:
    if request.method == "POST":
        return keer_terug_met_zoekvraag(request)
    zichtbaar = Vrijstelling.objects.zichtbaar_voor(request.user)
    filter = _filter(request)
    vandaag = timezone.localdate()
    nu = request.GET.get("toon", "")
    tabs = [{"naam": "Alle", "url": "?", "actief": not nu, "aantal": zichtbaar.count()}]
    for toon in Toon:
        aantal = in_toon(zichtbaar, toon, vandaag).count()
        tabs.append({"naam": toon.label, "url": f"?toon={toon}", "actief": nu == toon, "aantal": aantal})
    pagina = pagina_van(request, filter.qs, met_eigenaar(Vrijstelling.objects.all()))
    context = {
        "titel": "Vrijstellingen",
        "filter": filter,
        "form": filter.form,
        "tabs": tabs,
        "pagina": pagina,
        "rijen": [(vrijstelling, uitkomst_naam(vrijstelling)) for vrijstelling in pagina.object_list],
        "sorteer": filter.standaard,
    }
    return render(request, "meldingen/vrijstellingen.html", context)


@require_safe
@vereist(Recht.LEERPLICHT)
def exporteer_vrijstellingen(request: Verzoek, vorm: str) -> HttpResponse:
    kolommen = [
        Kolom("Zaak", lambda vrijstelling: str(vrijstelling.zaak)),
        Kolom("Leerling", lambda vrijstelling: vrijstelling.leerling.naam_op_lijst),
        Kolom("Grond", lambda vrijstelling: vrijstelling.get_grondslag_display()),
        Kolom("Ontvangen op", lambda vrijstelling: vrijstelling.ontvangen_op),
        Kolom("Behandelaar", behandelaar_van),
        Kolom("Uitkomst", lambda vrijstelling: uitkomst_naam(vrijstelling).capitalize()),
        Kolom("Geldig tot en met", lambda vrijstelling: vrijstelling.geldig_tot_en_met),
    ]
    rijen, lijst = met_eigenaar(Vrijstelling.objects.all()), reverse("vrijstellingen")
    return exporteer(request, _filter(request), rijen, kolommen, naam="vrijstellingen", vorm=vorm, lijst=lijst)


def _filter(request: Verzoek) -> VrijstellingFilter:
    return VrijstellingFilter(request.GET, Vrijstelling.objects.zichtbaar_voor(request.user), request=request)


@vereist(Recht.LEERPLICHT)
def kies_grondslag(request: Verzoek, leerling_pk: int) -> HttpResponse:
    leerling = get_object_or_404(Leerling.objects.zichtbaar_voor(request.user), pk=leerling_pk)
    keuzes = [
        {
            "naam": grond.label,
            "uitleg": GRONDSLAG_UITLEG[grond],
            "merk": "Beroep" if grond in Grondslag.BEROEP else "Aanvraag",
            "url": reverse("vrijstelling_nieuw", args=[leerling.pk, grond]),
        }
        for grond in Grondslag
    ]
    context = {"titel": "Nieuwe vrijstelling: welke grond?", "leerling": leerling, "keuzes": keuzes}
    return render(request, "meldingen/kies.html", context)


@vereist(Recht.LEERPLICHT)
def nieuwe_vrijstelling(request: Verzoek, leerling_pk: int, grondslag: str) -> HttpResponse:
    leerling = get_object_or_404(Leerling.objects.zichtbaar_voor(request.user), pk=leerling_pk)
    if grondslag not in Grondslag:
        raise Http404
    grond = Grondslag(grondslag)
    vandaag = timezone.localdate()
    inschrijving = inschrijving_op(leerling, vandaag)
    form = VrijstellingForm(
        request.POST or None,
        grondslag=grondslag,
        gebruiker=request.user,
        vandaag=vandaag,
        initial={"ontvangen_op": vandaag, "onderwijssoort": inschrijving and inschrijving.onderwijssoort_id},
    )
    if request.method == "POST" and form.is_valid():
        vrijstelling = voer_uit(
            form,
            actions.registreer_vrijstelling,
            leerling,
            grondslag=grondslag,
            op=vandaag,
            door=request.user,
            eigenaar=request.user,
            **form.cleaned_data,
        )
        if form.is_valid():
            wat = "Het beroep" if vrijstelling.is_beroep else "De aanvraag"
            messages.success(request, f"{wat} is geregistreerd als zaak {vrijstelling.zaak}.")
            return redirect("vrijstelling", vrijstelling.pk)
    wat = "Beroep op vrijstelling" if grond in Grondslag.BEROEP else "Aanvraag vrijstelling"
    titel, terug = f"{wat} {grond.label}", reverse("leerling", args=[leerling.pk])
    return formulierpagina(request, form, titel=titel, knop="Registreer", terug=terug, leerling=leerling)


@vereist(Recht.LEERPLICHT)
def vrijstelling(request: Verzoek, pk: int) -> HttpResponse:
    vrijstelling = get_object_or_404(
        Vrijstelling.objects.zichtbaar_voor(request.user).select_related("leerling", "zaak", "onderwijssoort"),
        pk=pk,
    )
    context = {
        "titel": f"Vrijstelling {vrijstelling.get_grondslag_display()}",
        "vrijstelling": vrijstelling,
        "uitkomst": uitkomst_naam(vrijstelling),
        "leerling": vrijstelling.leerling,
        **zaakblok(request.user, vrijstelling.zaak),
    }
    return render(request, "meldingen/vrijstelling.html", context)


@vereist(Recht.LEERPLICHT)
def beslis(request: Verzoek, pk: int) -> HttpResponse:
    vrijstelling = get_object_or_404(
        Vrijstelling.objects.zichtbaar_voor(request.user).select_related("leerling"), pk=pk
    )
    vandaag = timezone.localdate()
    return stappagina(
        request,
        vrijstelling,
        lambda data, rij: BesluitForm(data, vrijstelling=rij, vandaag=vandaag),
        actions.beslis,
        raakt=BESLOTEN,
        op=vandaag,
        titel="Beroep toetsen" if vrijstelling.is_beroep else "Besluit nemen",
        knop="Leg uitkomst vast",
        terug=reverse("vrijstelling", args=[vrijstelling.pk]),
        klaar="De uitkomst is vastgelegd.",
        leerling=vrijstelling.leerling,
    )


@vereist(Recht.LEERPLICHT)
def draai_besluit_terug(request: Verzoek, pk: int) -> HttpResponse:
    vrijstelling = get_object_or_404(
        Vrijstelling.objects.zichtbaar_voor(request.user).select_related("leerling"), pk=pk
    )
    return stappagina(
        request,
        vrijstelling,
        lambda data, rij: TerugdraaiForm(data, initial={"version": rij.version}),
        actions.draai_besluit_terug,
        raakt=BESLOTEN,
        op=timezone.localdate(),
        titel="Uitkomst terugdraaien",
        knop="Draai terug",
        terug=reverse("vrijstelling", args=[vrijstelling.pk]),
        klaar="De uitkomst is teruggedraaid.",
        leerling=vrijstelling.leerling,
    )


@vereist(Recht.LEERPLICHT)
def noteer_terugkeer(request: Verzoek, pk: int) -> HttpResponse:
    vrijstelling = get_object_or_404(
        Vrijstelling.objects.zichtbaar_voor(request.user).select_related("leerling"), pk=pk
    )
    vandaag = timezone.localdate()
    return stappagina(
        request,
        vrijstelling,
        lambda data, rij: TerugkeerForm(
            data, initial={"version": rij.version, "teruggekeerd_op": rij.teruggekeerd_op or vandaag}
        ),
        actions.noteer_terugkeer,
        raakt=(*BESLOTEN, "teruggekeerd_op"),
        op=vandaag,
        titel="Terug naar onderwijs",
        knop="Leg terugkeer vast",
        terug=reverse("vrijstelling", args=[vrijstelling.pk]),
        klaar="De terugkeer is vastgelegd.",
        leerling=vrijstelling.leerling,
    )
