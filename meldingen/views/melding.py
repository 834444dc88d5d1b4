"""Meldingen: the list, the choice of a kind, register, look at, change, close, reopen."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from leerplicht import parameters
from leerplicht.dossier.dossier import zaakblok
from leerplicht.formulieren.bladeren import pagina_van
from leerplicht.formulieren.export import Kolom, exporteer
from leerplicht.formulieren.pagina import stappagina, wijzigpagina
from leerplicht.formulieren.uitvoeren import voer_uit
from leerplicht.formulieren.versies import versieform
from leerplicht.formulieren.zoeken import keer_terug_met_zoekvraag
from leerplicht.models import Leerling
from leerplicht.models.zaak import compartimenten
from leerplicht.toegang.leesbaar import code_in_woorden
from leerplicht.toegang.rechten import DOSSIERS, vereist
from leerplicht.toegang.verzoek import Verzoek
from meldingen import actions, rules
from meldingen.choices import Soort
from meldingen.filters import MeldingFilter
from meldingen.forms import MeldingForm, MeldingWijzigForm, SluitForm
from meldingen.lijsten import (
    behandelaar_van,
    met_eigenaar,
    paginas_van,
    te_vervolgen,
    vervolgen_op,
    vorige_van,
    vrijstelling_op,
)
from meldingen.models import Melding
from meldingen.views.soorten import SOORT_UITLEG

# What closing and reopening are about.
GESLOTEN = ("gesloten_op", "resultaat")


@vereist(*DOSSIERS)
def meldingen(request: Verzoek) -> HttpResponse:
    if request.method == "POST":
        return keer_terug_met_zoekvraag(request)
    filter = _filter(request)
    context = {
        "titel": "Meldingen",
        "filter": filter,
        "form": filter.form,
        "pagina": pagina_van(request, filter.qs, _rijen()),
        "sorteer": filter.standaard,
        "paginas": paginas_van(request.user, "meldingen"),
    }
    return render(request, "meldingen/meldingen.html", context)


@require_safe
@vereist(*DOSSIERS)
def exporteer_meldingen(request: Verzoek, vorm: str) -> HttpResponse:
    kolommen = [
        Kolom("Zaak", lambda melding: str(melding.zaak)),
        Kolom("Leerling", lambda melding: melding.leerling.naam_op_lijst),
        Kolom("Soort", lambda melding: melding.get_soort_display()),
        Kolom("Gemeld op", lambda melding: melding.gemeld_op),
        Kolom("School", lambda melding: str(melding.school or "")),
        Kolom("Behandelaar", behandelaar_van),
        Kolom("Status", lambda melding: "Afgesloten" if melding.gesloten_op else "Open"),
        Kolom("Afgesloten op", lambda melding: melding.gesloten_op),
        Kolom("Resultaat", lambda melding: code_in_woorden(melding.resultaat, request.user)),
    ]
    lijst = reverse("meldingen")
    return exporteer(request, _filter(request), _rijen(), kolommen, naam="meldingen", vorm=vorm, lijst=lijst)


def _filter(request: Verzoek) -> MeldingFilter:
    return MeldingFilter(request.GET, Melding.objects.zichtbaar_voor(request.user), request=request)


def _rijen() -> QuerySet[Melding]:
    """With what a row of the list needs."""
    return met_eigenaar(Melding.objects.all()).select_related("leerling", "zaak", "school", "resultaat")


@vereist(*DOSSIERS)
def kies_soort(request: Verzoek, leerling_pk: int) -> HttpResponse:
    """Which kind of melding? `vervolg_op` (a melding) narrows it to what follows from its result."""
    leerling = get_object_or_404(Leerling.objects.zichtbaar_voor(request.user), pk=leerling_pk)
    soorten = rules.soorten_in(compartimenten(request.user))
    vorige = _vorige(request, leerling)
    if vorige is not None and vorige.resultaat is not None:
        volgende = rules.vervolgsoorten(vorige.resultaat.code)
        soorten = [soort for soort in soorten if soort in volgende] or soorten
    query = f"?vervolg_op={vorige.pk}" if vorige else ""
    keuzes = []
    for soort in soorten:
        if soort == Soort.ABSOLUUT:
            url = reverse("onderzoek_nieuw", args=[leerling.pk])
        else:
            url = reverse("melding_nieuw", args=[leerling.pk, soort]) + query
        keuzes.append({"naam": soort.label, "uitleg": SOORT_UITLEG[soort], "url": url})
    context = {"titel": "Nieuwe melding: welke soort?", "leerling": leerling, "keuzes": keuzes}
    return render(request, "meldingen/kies.html", context)


def _vorige(request: Verzoek, leerling: Leerling) -> Melding | None:
    """The melding that this one follows; another leerling's or an unknown one is 404."""
    vervolg_op = request.GET.get("vervolg_op", "")
    if not vervolg_op:
        return None
    if not vervolg_op.isdecimal():
        raise Http404
    zichtbaar = Melding.objects.zichtbaar_voor(request.user).select_related("resultaat")
    return get_object_or_404(zichtbaar, pk=vervolg_op, leerling=leerling)


@vereist(*DOSSIERS)
def nieuwe_melding(request: Verzoek, leerling_pk: int, soort: str) -> HttpResponse:
    """Register a melding. Points of attention are shown once; who confirms them registers all the same."""
    leerlingen = Leerling.objects.zichtbaar_voor(request.user)
    if request.method == "POST":
        # Two clicks, or two colleagues, take turns: the second then sees that there is one already.
        leerlingen = leerlingen.select_for_update()
    leerling = get_object_or_404(leerlingen, pk=leerling_pk)
    soorten = rules.soorten_in(compartimenten(request.user))
    if soort not in soorten or soort == Soort.ABSOLUUT:
        raise Http404
    vandaag = timezone.localdate()
    vorige = _vorige(request, leerling)
    form = MeldingForm(
        request.POST or None,
        soort=soort,
        leerling=leerling,
        gebruiker=request.user,
        vandaag=vandaag,
        initial={"gemeld_op": vandaag, "vervolg_op": vorige},
    )
    punten: list[rules.Aandachtspunt] = []
    if request.method == "POST" and form.is_valid():
        punten = _aandachtspunten(request, leerling, soort, form)
        if not punten:
            melding = voer_uit(
                form,
                actions.registreer_melding,
                leerling,
                soort=soort,
                op=vandaag,
                door=request.user,
                eigenaar=request.user,
                **form.velden(),
            )
            if form.is_valid():
                messages.success(request, f"De melding is geregistreerd als zaak {melding.zaak}.")
                return redirect("melding", melding.pk)
    context = {
        "titel": Soort(soort).label,
        "uitleg": SOORT_UITLEG[Soort(soort)],
        "leerling": leerling,
        "soort": soort,
        "form": form,
        "punten": punten,
        "te_bevestigen": ",".join(punt.code for punt in punten),
        "terug": reverse("melding_kies_soort", args=[leerling.pk]),
    }
    return render(request, "meldingen/melding_nieuw.html", context)


def _aandachtspunten(
    request: Verzoek, leerling: Leerling, soort: str, form: MeldingForm
) -> list[rules.Aandachtspunt]:
    """What does not fit, unless all of it was shown before and confirmed."""
    gemeld_op = form.cleaned_data["gemeld_op"]
    if gemeld_op < leerling.geboortedatum:
        return []
    vrijstelling = vrijstelling_op(request.user, leerling, gemeld_op)
    punten = rules.aandachtspunten(
        soort=soort,
        gemeld_op=gemeld_op,
        geboortedatum=leerling.geboortedatum,
        startkwalificatie_op=leerling.startkwalificatie_op,
        uren=form.cleaned_data.get("verzuim_uren"),
        drempel_uren=parameters.op("relatief_wettelijk_uren", gemeld_op).waarde,
        vrijgesteld_tot_en_met=vrijstelling.geldig_tot_en_met if vrijstelling else None,
        al_gemeld=Melding.objects.zichtbaar_voor(request.user)
        .net_zo(leerling=leerling, soort=soort, gemeld_op=gemeld_op)
        .exists(),
        overleden_op=leerling.overleden_op,
        vertrokken_op=leerling.vertrokken_op,
        gevestigd_op=leerling.gevestigd_op,
        vandaag=timezone.localdate(),
    )
    bevestigd = set(form.cleaned_data["bevestigd"].split(","))
    return [] if {punt.code for punt in punten} <= bevestigd else punten


@vereist(*DOSSIERS)
def onderwijs_op(request: Verzoek, leerling_pk: int, soort: str) -> HttpResponse:
    """The part of the form that depends on the meldingsdatum: enrolment and redenen. For htmx; posts the form."""
    leerling = get_object_or_404(Leerling.objects.zichtbaar_voor(request.user), pk=leerling_pk)
    if soort not in rules.soorten_in(compartimenten(request.user)) or soort == Soort.ABSOLUUT:
        raise Http404
    form = MeldingForm(
        initial=request.POST.dict(),
        soort=soort,
        leerling=leerling,
        gebruiker=request.user,
        vandaag=timezone.localdate(),
    )
    return render(request, "meldingen/onderwijs.html", {"form": form})


@vereist(*DOSSIERS)
def melding(request: Verzoek, pk: int) -> HttpResponse:
    zichtbaar = Melding.objects.zichtbaar_voor(request.user)
    rijen = zichtbaar.select_related(
        "leerling", "zaak", "school", "onderwijssoort", "reden", "resultaat", "onderzoek"
    )
    melding = get_object_or_404(rijen, pk=pk)
    volgende = rules.vervolgsoorten(melding.resultaat.code) if melding.resultaat else []
    context = {
        "titel": melding.get_soort_display(),
        "melding": melding,
        "leerling": melding.leerling,
        "vorige": vorige_van(request.user, melding),
        "vervolgen": vervolgen_op(request.user, melding),
        "vervolg_nodig": bool(volgende) and te_vervolgen(melding, volgende),
        **zaakblok(request.user, melding.zaak),
    }
    return render(request, "meldingen/melding.html", context)


@vereist(*DOSSIERS)
def wijzig_melding(request: Verzoek, pk: int) -> HttpResponse:
    melding = get_object_or_404(
        Melding.objects.zichtbaar_voor(request.user).select_related("leerling", "reden", "zaak"), pk=pk
    )
    return wijzigpagina(
        request,
        melding,
        lambda data, rij: MeldingWijzigForm(data, melding=rij, gebruiker=request.user),
        actions.wijzig_melding,
        op=timezone.localdate(),
        titel=f"{melding.get_soort_display()} wijzigen",
        terug=reverse("melding", args=[melding.pk]),
        klaar="De melding is gewijzigd.",
        leerling=melding.leerling,
    )


@vereist(*DOSSIERS)
def sluit_melding(request: Verzoek, pk: int) -> HttpResponse:
    melding = get_object_or_404(
        Melding.objects.zichtbaar_voor(request.user).select_related("leerling", "zaak"), pk=pk
    )
    vandaag = timezone.localdate()
    heropenen = reverse("melding_heropenen", args=[melding.pk])
    return stappagina(
        request,
        melding,
        lambda data, rij: SluitForm(data, melding=rij, gebruiker=request.user, vandaag=vandaag),
        actions.sluit_melding,
        raakt=GESLOTEN,
        op=vandaag,
        titel=f"{melding.get_soort_display()} afsluiten",
        knop="Sluit af",
        terug=reverse("melding", args=[melding.pk]),
        klaar=format_html('De melding is afgesloten. <a href="{}">Heropenen</a>', heropenen),
        leerling=melding.leerling,
    )


@vereist(*DOSSIERS)
def heropen_melding(request: Verzoek, pk: int) -> HttpResponse:
    """Ask once, then take the closing back."""
    melding = get_object_or_404(
        Melding.objects.zichtbaar_voor(request.user).select_related("leerling", "zaak", "resultaat"), pk=pk
    )
    if melding.gesloten_op is None and request.method != "POST":
        return redirect("melding", melding.pk)
    resultaat = code_in_woorden(melding.resultaat, request.user)
    return stappagina(
        request,
        melding,
        versieform,
        actions.heropen_melding,
        raakt=GESLOTEN,
        op=timezone.localdate(),
        titel=f"{melding.get_soort_display()} heropenen",
        vraag=f"Het resultaat “{resultaat}” en de datum vervallen. In het verloop blijven ze staan.",
        knop="Heropen",
        terug=reverse("melding", args=[melding.pk]),
        klaar="De melding is weer open.",
        leerling=melding.leerling,
    )
