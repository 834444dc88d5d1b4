"""The user's own drafts: kept while typing, listed, thrown away."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from leerplicht.formulieren import bewijs
from leerplicht.formulieren.concept import (
    BEWIJS,
    TAB,
    VERVOLG_OP,
    VOLGNUMMER,
    TeGroot,
    bewaar,
    ingevuld,
    leesbare,
    mag_nu,
    verwijder,
)
from leerplicht.models import Concept
from leerplicht.toegang.verzoek import Verzoek

TE_VAAK = "Er wordt te vaak opgeslagen. Het gaat vanzelf weer verder."
VERLOPEN = "Deze pagina staat te lang open. Kopieer uw tekst en open het formulier opnieuw."


@login_not_required
@csrf_exempt
@require_POST
def bewaar_concept(request: HttpRequest) -> JsonResponse:
    """Keep what is typed; asked by static/concept.js while somebody types.

    The proof in the form stands for session and CSRF token, both of which end while a form is open: only a page
    that the server made for this user has it, and all it gives is a place to leave his own text.
    """
    bewezen = bewijs.lees(request.POST.get(BEWIJS, ""))
    volgnummer = request.POST.get(VOLGNUMMER, "")
    if bewezen is None or not volgnummer.isdecimal():
        return JsonResponse({"fout": VERLOPEN}, status=400)
    if not mag_nu(bewezen.gebruiker):
        return JsonResponse({"fout": TE_VAAK}, status=429)
    try:
        bewaard = bewaar(
            bewezen,
            ingevuld(request.POST),
            tab=request.POST.get(TAB, "")[:43],
            volgnummer=int(volgnummer),
            vervolg_op=request.POST.get(VERVOLG_OP, ""),
        )
    except TeGroot as fout:
        return JsonResponse({"fout": str(fout)}, status=413)
    return JsonResponse(
        {
            "opgeslagen": date_format(timezone.localtime(bewaard), "H:i") if bewaard else None,
            "ingelogd": request.user.is_authenticated and request.user.pk == bewezen.gebruiker,
        }
    )


@require_GET
def concepten(request: Verzoek) -> HttpResponse:
    """Everything the user typed and has not saved yet, to find it back after a crash."""
    context = {"titel": "Mijn concepten", "concepten": leesbare(request.user) if request.user.aanstelling else []}
    return render(request, "leerplicht/concepten.html", context)


@require_POST
def verwijder_concept(request: Verzoek, pk: int) -> HttpResponse:
    """Throw a draft away and begin its form anew."""
    concept = get_object_or_404(Concept.objects.zichtbaar_voor(request.user), pk=pk)
    verwijder(concept, door=request.user)
    messages.success(request, "Het concept is verwijderd.")
    return redirect("concepten" if request.POST.get("terug") == "concepten" else concept.formulier)
