"""Closing a dossier: by who knows the leerling himself, or by the teamleider."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from leerplicht.formulieren.pagina import stappagina
from leerplicht.formulieren.uitvoeren import voer_uit
from leerplicht.formulieren.versies import versieform
from leerplicht.models import Leerling, Verzegeling
from leerplicht.roles import Recht
from leerplicht.toegang.rechten import DOSSIERS, vereist
from leerplicht.toegang.verzoek import Verzoek
from leerplicht.toegang.zegels import actions
from leerplicht.toegang.zegels.forms import EigenKringForm, EigenPostcodeForm, VerzegelForm


@vereist(*DOSSIERS)
def verzegel(request: Verzoek, pk: int) -> HttpResponse:
    """What is sealed of this leerling, and a form for one seal more. Opens also when the dossier does not."""
    leerling = get_object_or_404(Leerling.objects.zichtbaar_voor(request.user), pk=pk)
    vandaag, mag = timezone.localdate(), request.user.mag(Recht.VERZEGELEN)
    form: EigenKringForm
    if mag:
        collegas = request.user.collegas_met(DOSSIERS, op=vandaag)
        form = VerzegelForm(request.POST or None, collegas=collegas)
    else:
        form = EigenKringForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        velden = {"voor": request.user} | form.cleaned_data
        voer_uit(form, actions.verzegel, leerling, door=request.user, op=vandaag, **velden)
        if form.is_valid():
            messages.success(request, "Het dossier is verzegeld. Het gaat alleen nog open met een reden.")
            return redirect("verzegelen", leerling.pk)
    lopend = Verzegeling.objects.zichtbaar_voor(request.user).geldig().filter(leerling=leerling)
    context = {
        "titel": f"{'Verzegelen' if mag else 'Eigen kring'}: {leerling.naam}",
        "leerling": leerling,
        "mag_verzegelen": mag,
        "verzegelingen": lopend.select_related("voor", "door"),
        "form": form,
        "knop": "Verzegel dit dossier",
        "terug": reverse("leerlingen"),
    }
    return render(request, "zegels/verzegelen.html", context)


@vereist(Recht.VERZEGELEN)
def beeindig(request: Verzoek, pk: int) -> HttpResponse:
    zichtbaar = Verzegeling.objects.zichtbaar_voor(request.user).exclude(voor=request.user)
    # Who has the form open while a colleague ends it is told so.
    gevonden = get_object_or_404(
        (zichtbaar if request.method == "POST" else zichtbaar.geldig()).select_related("leerling", "voor"), pk=pk
    )
    return stappagina(
        request,
        gevonden,
        versieform,
        actions.beeindig,
        raakt=("beeindigd_op",),
        op=timezone.localdate(),
        titel=f"Verzegeling beëindigen voor {gevonden.voor or 'iedereen'}",
        knop="Beëindig de verzegeling",
        terug=reverse("verzegelen", args=[gevonden.leerling_id]),
        klaar="De verzegeling is beëindigd.",
        leerling=gevonden.leerling,
        vraag=f"Het dossier van {gevonden.leerling.naam} gaat daarna weer open zonder reden.",
    )


@vereist(*DOSSIERS)
def eigen_postcode(request: Verzoek) -> HttpResponse:
    """The colleague's own street, told by himself."""
    form = EigenPostcodeForm(request.POST or None, initial={"postcode": request.user.eigen_postcode})
    if request.method == "POST" and form.is_valid():
        wie = {"door": request.user, "op": timezone.localdate()}
        voer_uit(form, actions.zet_eigen_postcode, request.user, **form.cleaned_data, **wie)
        messages.success(request, "Uw postcode is opgeslagen." if form.cleaned_data["postcode"] else "Gewist.")
        return redirect("eigen_postcode")
    context = {"titel": "Mijn eigen straat", "form": form, "knop": "Opslaan", "terug": reverse("start")}
    return render(request, "zegels/eigen_postcode.html", context)
