"""Signalen: the list, the sieve behind it, one signaal and what is done with it."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from leerplicht.dossier.dossier import plicht_op, zaakblok
from leerplicht.formulieren.bladeren import PER_PAGINA, pagina_van
from leerplicht.formulieren.pagina import stappagina
from leerplicht.formulieren.zoeken import keer_terug_met_zoekvraag
from leerplicht.models import Leerling
from leerplicht.roles import Recht
from leerplicht.toegang.rechten import DOSSIERS, vereist
from leerplicht.toegang.verzoek import Verzoek
from meldingen.lijsten import met_eigenaar, paginas_van
from meldingen.models import Onderzoek, Signaal, Vrijstelling
from meldingen.signalen import actions
from meldingen.signalen.choices import Signaalsoort, Zeefreden
from meldingen.signalen.filters import SignaalFilter
from meldingen.signalen.forms import NietsForm, SignaalHeropenForm, StartOnderzoekForm
from meldingen.signalen.zeef import zeef

# What handling and opening again are about.
AFGEHANDELD = ("uitkomst", "afgehandeld_op")


@vereist(*DOSSIERS)
def signalen(request: Verzoek) -> HttpResponse:
    if request.method == "POST":
        return keer_terug_met_zoekvraag(request)
    filter = SignaalFilter(request.GET, Signaal.objects.zichtbaar_voor(request.user), request=request)
    context = {
        "titel": "Signalen",
        "filter": filter,
        "form": filter.form,
        "pagina": pagina_van(request, filter.qs, met_eigenaar(Signaal.objects.all())),
        "sorteer": filter.standaard,
        "paginas": paginas_van(request.user, "signalen"),
        "mag_zeven": request.user.mag(Recht.LEERPLICHT),
    }
    return render(request, "meldingen/signalen.html", context)


@vereist(Recht.LEERPLICHT)
def zeefpagina(request: Verzoek) -> HttpResponse:
    """Who is enrolled nowhere today, and of each why that is a signaal or not: it must be trusted."""
    gekozen = request.GET.get("reden", "")
    if gekozen and gekozen not in Zeefreden:
        raise Http404
    vandaag = timezone.localdate()
    gezeefd = zeef(request.user.gemeente.pk, vandaag)
    regels = [regel for regel in gezeefd.regels if regel.oordeel.reden == gekozen] if gekozen else gezeefd.regels
    pagina = Paginator(regels, PER_PAGINA).get_page(request.GET.get("pagina"))
    leerlingen = Leerling.objects.zichtbaar_voor(request.user).in_bulk(regel.leerling_id for regel in pagina)
    context = {
        "titel": "Niet ingeschreven: wel of geen signaal",
        "zeef": gezeefd,
        "per_reden": gezeefd.per_reden(),
        "geen_signaal": len(gezeefd.regels) - len(gezeefd.signalen),
        "gekozen": gekozen,
        "pagina": pagina,
        "rijen": [(leerlingen[regel.leerling_id], regel.oordeel) for regel in pagina],
        "vandaag": vandaag,
    }
    return render(request, "meldingen/zeef.html", context)


@vereist(*DOSSIERS)
def signaal(request: Verzoek, pk: int) -> HttpResponse:
    signaal = get_object_or_404(
        Signaal.objects.zichtbaar_voor(request.user).select_related("leerling", "zaak", "onderzoek__zaak"), pk=pk
    )
    leerling = signaal.leerling
    onderzoeken = Onderzoek.objects.zichtbaar_voor(request.user).filter(leerling=leerling)
    context = {
        "titel": signaal.get_soort_display(),
        "signaal": signaal,
        "leerling": leerling,
        "plicht": plicht_op(leerling, timezone.localdate()),
        "inschrijvingen": leerling.inschrijvingen.select_related("school", "onderwijssoort")[:3],
        "vrijstellingen": Vrijstelling.objects.zichtbaar_voor(request.user).filter(leerling=leerling)[:3],
        "onderzoeken": onderzoeken.select_related("zaak")[:3],
        "te_onderzoeken": signaal.soort == Signaalsoort.ABSOLUUT,
        **zaakblok(request.user, signaal.zaak),
    }
    return render(request, "meldingen/signaal.html", context)


@vereist(Recht.LEERPLICHT)
def start_onderzoek(request: Verzoek, pk: int) -> HttpResponse:
    signaal = _een(request, pk)
    if request.method != "POST" and signaal.afgehandeld_op is not None:
        # Nothing to start any more; its page says what was done.
        return redirect("signaal", pk=signaal.pk)
    return stappagina(
        request,
        signaal,
        lambda data, rij: StartOnderzoekForm(data, initial={"version": rij.version}),
        actions.start_onderzoek_na,
        raakt=AFGEHANDELD,
        op=timezone.localdate(),
        titel="Onderzoek absoluut verzuim starten",
        knop="Start onderzoek",
        terug=reverse("signaal", args=[signaal.pk]),
        klaar="Het onderzoek is gestart. U bent de behandelaar.",
        naar=lambda onderzoek: reverse("onderzoek", args=[onderzoek.pk]),
        leerling=signaal.leerling,
    )


@vereist(*DOSSIERS)
def doe_niets(request: Verzoek, pk: int) -> HttpResponse:
    signaal = _een(request, pk)
    return stappagina(
        request,
        signaal,
        lambda data, rij: NietsForm(data, initial={"version": rij.version}),
        actions.doe_niets,
        raakt=AFGEHANDELD,
        op=timezone.localdate(),
        titel="Niets te doen met dit signaal",
        knop="Handel af",
        terug=reverse("signaal", args=[signaal.pk]),
        klaar="Het signaal is afgehandeld.",
        leerling=signaal.leerling,
    )


@vereist(*DOSSIERS)
def heropen_signaal(request: Verzoek, pk: int) -> HttpResponse:
    signaal = _een(request, pk)
    return stappagina(
        request,
        signaal,
        lambda data, rij: SignaalHeropenForm(data, initial={"version": rij.version}),
        actions.heropen_signaal,
        raakt=AFGEHANDELD,
        op=timezone.localdate(),
        titel="Signaal heropenen",
        knop="Heropen",
        terug=reverse("signaal", args=[signaal.pk]),
        klaar="Het signaal is weer open.",
        leerling=signaal.leerling,
    )


def _een(request: Verzoek, pk: int) -> Signaal:
    return get_object_or_404(Signaal.objects.zichtbaar_voor(request.user).select_related("leerling"), pk=pk)
