"""The report on the screen, its runs and its texts."""

import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from leerplicht.formulieren.bewerken import bewerk
from leerplicht.models import Gebruiker
from leerplicht.roles import Recht
from leerplicht.rules import schooljaar_label
from leerplicht.toegang.rechten import vereist
from leerplicht.toegang.verzoek import Verzoek
from rapportage import actions
from rapportage.afscherming import mag_downloaden, verslag_voor
from rapportage.forms import SchooljaarForm, TekstForm
from rapportage.hoofdstukken import stel_samen
from rapportage.jaarbeeld.voorleggen import kop_van_run
from rapportage.models import RunStatus, Verslagrun, Verslagtekst
from rapportage.schooljaren import standaardjaar, verslagjaren
from rapportage.teksten import PLAATSEN
from rapportage.uitvoering import teksten_van
from rapportage.verslag import maak_verslag

AANTAL_RUNS = 20
BADGES = {
    RunStatus.WACHT: "neutraal",
    RunStatus.BEZIG: "info",
    RunStatus.KLAAR: "ok",
    RunStatus.MISLUKT: "fout",
    RunStatus.GEANNULEERD: "neutraal",
}


@vereist(Recht.VERSLAG)
def jaarverslag(request: Verzoek) -> HttpResponse:
    """Choose a school year; make the report; earlier runs."""
    vandaag = timezone.localdate()
    jaren = verslagjaren(vandaag)
    form = SchooljaarForm(
        request.GET if "schooljaar" in request.GET else {"schooljaar": standaardjaar(jaren, vandaag)}, jaren=jaren
    )
    schooljaar = form.cleaned_data["schooljaar"] if form.is_valid() else None
    context = {
        "titel": "Jaarverslag",
        "form": form,
        "schooljaar": schooljaar,
        "label": schooljaar_label(schooljaar) if schooljaar else "",
        "runs": [_run_regel(run, request.user) for run in _runs(request)[:AANTAL_RUNS]],
        "mag_maken": request.user.mag(Recht.VERSLAG_MAKEN),
    }
    return render(request, "rapportage/jaarverslag.html", context)


@vereist(Recht.VERSLAG)
def verslag(request: Verzoek, schooljaar: int) -> HttpResponse:
    """The report as a page, counted now."""
    _bestaat(schooljaar)
    gemeente = request.user.gemeente
    geteld = verslag_voor(maak_verslag(gemeente, schooljaar=schooljaar), request.user)
    label = schooljaar_label(schooljaar)
    context = {
        "titel": f"Jaarverslag {label}",
        "verslag": geteld,
        "schooljaar": schooljaar,
        "label": label,
        "peildatum": datetime.date.fromisoformat(geteld.peildatum),
        "delen": stel_samen(geteld, teksten_van(gemeente.pk, schooljaar)),
        "fouten": [controle for controle in geteld.controles if not controle.houdt],
        "mag_maken": request.user.mag(Recht.VERSLAG_MAKEN),
        "kruimels": [("Jaarverslag", reverse("jaarverslag")), (label, "")],
    }
    return render(request, "rapportage/verslag.html", context)


@require_POST
@vereist(Recht.VERSLAG_MAKEN)
def maak_jaarverslag(request: Verzoek, schooljaar: int) -> HttpResponse:
    """The button: a new run, or the one already on its way."""
    _bestaat(schooljaar)
    run, nieuw = actions.vraag_verslag_aan(
        gemeente=request.user.gemeente, schooljaar=schooljaar, door=request.user, op=timezone.localdate()
    )
    if not nieuw:
        messages.info(request, "Dit jaarverslag wordt al gemaakt.")
    return redirect("verslagrun", run.pk)


@vereist(Recht.VERSLAG, Recht.JAARBEELD)
def verslagrun(request: Verzoek, pk: int) -> HttpResponse:
    """Progress and result of a run; htmx asks for the part that changes."""
    run = get_object_or_404(_runs(request), pk=pk)
    label = schooljaar_label(run.schooljaar)
    context = {
        "label": label,
        "mag_maken": request.user.mag(Recht.VERSLAG_MAKEN),
        **kop_van_run(run, request.user),
        **_run_regel(run, request.user),
    }
    sjabloon = "rapportage/_run.html" if request.htmx else "rapportage/verslagrun.html"
    return render(request, sjabloon, context)


@require_POST
@vereist(Recht.VERSLAG_MAKEN)
def annuleer_verslagrun(request: Verzoek, pk: int) -> HttpResponse:
    run = get_object_or_404(_runs(request), pk=pk)
    run = actions.annuleer(run, door=request.user, op=timezone.localdate())
    if run.status == RunStatus.KLAAR:
        messages.info(request, "Het verslag was al klaar. Er is niets gestopt.")
    return redirect("verslagrun", pk)


@vereist(Recht.VERSLAG, Recht.JAARBEELD)
def verslagrun_pdf(request: Verzoek, pk: int) -> HttpResponse:
    run = _te_downloaden(request, pk)
    assert run.pdf is not None  # a run that is klaar has one
    return HttpResponse(bytes(run.pdf), content_type="application/pdf", headers=_bijlage(run, "pdf"))


@vereist(Recht.VERSLAG, Recht.JAARBEELD)
def verslagrun_json(request: Verzoek, pk: int) -> HttpResponse:
    run = _te_downloaden(request, pk)
    return JsonResponse(
        run.cijfers, json_dumps_params={"ensure_ascii": False, "indent": 2}, headers=_bijlage(run, "json")
    )


@vereist(Recht.VERSLAG_MAKEN)
def verslagteksten(request: Verzoek, schooljaar: int) -> HttpResponse:
    """All places for own text, with what is there."""
    _bestaat(schooljaar)
    teksten = teksten_van(request.user.gemeente.pk, schooljaar)
    label = schooljaar_label(schooljaar)
    context = {
        "titel": f"Teksten bij het jaarverslag {label}",
        "schooljaar": schooljaar,
        "plaatsen": [
            {"code": code, "naam": naam, "tekst": teksten.get(code, "")} for code, naam in PLAATSEN.items()
        ],
        "kruimels": [("Jaarverslag", reverse("jaarverslag")), (f"Teksten {label}", "")],
    }
    return render(request, "rapportage/teksten.html", context)


@vereist(Recht.VERSLAG_MAKEN)
def verslagtekst(request: Verzoek, schooljaar: int, plaats: str) -> HttpResponse:
    """Edit the text of one place."""
    _bestaat(schooljaar)
    if plaats not in PLAATSEN:
        raise Http404
    huidig = Verslagtekst.objects.zichtbaar_voor(request.user).op_plaats(schooljaar, plaats).first()
    gemeente = request.user.gemeente
    plek = huidig or Verslagtekst(gemeente=gemeente, schooljaar=schooljaar, plaats=plaats, version=0)
    bewerking = bewerk(
        request,
        plek,
        lambda data, rij: TekstForm(data, initial={"tekst": rij.tekst, "version": rij.version}),
        actions.schrijf_tekst,
        door=request.user,
        op=timezone.localdate(),
    )
    if bewerking.klaar:
        messages.success(request, f"De tekst bij “{PLAATSEN[plaats]}” is opgeslagen.")
        return redirect("verslagteksten", schooljaar)
    label = schooljaar_label(schooljaar)
    teksten_url = reverse("verslagteksten", args=[schooljaar])
    context = {
        "titel": f"Tekst: {PLAATSEN[plaats]}",
        "form": bewerking.form,
        "knop": "Opslaan",
        "terug": teksten_url,
        "kruimels": [
            ("Jaarverslag", reverse("jaarverslag")),
            (f"Teksten {label}", teksten_url),
            (PLAATSEN[plaats], ""),
        ],
    }
    return render(request, "rapportage/tekst.html", context)


def _bestaat(schooljaar: int) -> None:
    if not 2000 <= schooljaar <= timezone.localdate().year:
        raise Http404


def _runs(request: Verzoek):
    """Without the documents themselves: they can be large."""
    runs = Verslagrun.objects.zichtbaar_voor(request.user).select_related("aangevraagd_door", "voorgelegd_door")
    return runs.defer("pdf", "cijfers")


def _te_downloaden(request: Verzoek, pk: int) -> Verslagrun:
    klaar = Verslagrun.objects.zichtbaar_voor(request.user).klaar().select_related("gemeente")
    run = get_object_or_404(klaar, pk=pk)
    if not mag_downloaden(run, request.user):
        raise PermissionDenied
    return run


def _waarom_stil(run: Verslagrun) -> str:
    return actions.WORDT_OPGEPAKT if run.status == RunStatus.WACHT else actions.WORDT_HERVAT


def _run_regel(run: Verslagrun, gebruiker: Gebruiker) -> dict:
    vast = actions.is_vastgelopen(run, timezone.now())
    return {
        "run": run,
        "label": schooljaar_label(run.schooljaar),
        # Also while it is interrupted: another worker takes it up.
        "loopt": run.status in (RunStatus.WACHT, RunStatus.BEZIG),
        "vast": vast,
        "klaar": run.status == RunStatus.KLAAR,
        "downloaden": mag_downloaden(run, gebruiker),
        "status": "Onderbroken" if vast else run.get_status_display(),
        "badge": "waarschuwing" if vast else BADGES[RunStatus(run.status)],
        "fout": _waarom_stil(run) if vast else run.fout,
    }


def _bijlage(run: Verslagrun, soort: str) -> dict[str, str]:
    naam = f"jaarverslag-{run.gemeente.code}-{schooljaar_label(run.schooljaar)}.{soort}"
    return {"Content-Disposition": f'attachment; filename="{naam}"'}
