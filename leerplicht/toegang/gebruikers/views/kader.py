"""What the pages about one colleague share: finding him, a form with its breadcrumbs, an effect shown before."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from leerplicht.formulieren.bewerken import Maak, bewerk, zet_stap
from leerplicht.formulieren.pagina import ingehaald
from leerplicht.models import Aanstelling, Gebruiker
from leerplicht.toegang.gebruikers.bereik import zichtbaar_voor
from leerplicht.toegang.gebruikers.forms import RedenForm
from leerplicht.toegang.verzoek import Verzoek


def aanstelling_van(request: Verzoek, pk: int) -> Aanstelling:
    return get_object_or_404(zichtbaar_voor(request.user), pk=pk)


def wie(request: Verzoek) -> dict[str, Any]:
    return {"door": request.user, "op": timezone.localdate()}


def wijzig(
    request: Verzoek,
    aanstelling: Aanstelling,
    maak: Maak,
    actie: Callable[..., Any],
    *,
    titel: str,
    knop: str,
    gedaan: str,
    uitleg: list[str] | None = None,
    gevolg: Callable[[dict[str, Any]], list[str]],
) -> HttpResponse:
    """A form for the aanstelling; first a page with the effect, when there is one that must be known before."""
    if request.POST.get("stap") == "terug":
        return formulier(request, aanstelling, maak(request.POST, aanstelling), titel, knop, uitleg=uitleg)
    getoond = request.POST.get("stap") == "opslaan" and request.POST.get("version") == str(aanstelling.version)

    def toon_of_doe(rij: Aanstelling, **velden: Any) -> list[str]:
        """The effect that must be shown first; empty when it was done."""
        wat = [] if getoond else gevolg(velden)
        if not wat:
            actie(rij, **wie(request), **velden)
        return wat

    bewerking = bewerk(request, aanstelling, maak, toon_of_doe)
    if bewerking.klaar and not bewerking.uitkomst:
        return klaar(request, aanstelling, gedaan)
    if not bewerking.klaar:
        return formulier(request, aanstelling, bewerking.form, titel, knop, uitleg=uitleg)
    context = {
        "titel": titel,
        "form": bewerking.form,
        "knop": knop,
        "wat": bewerking.uitkomst,
        "kruimels": kruimels_van(aanstelling, titel),
    }
    return render(request, "toegang/gebruikers/gevolg.html", context)


def stap(
    request: Verzoek,
    aanstelling: Aanstelling,
    rij: Aanstelling | Gebruiker,
    actie: Callable[..., Any],
    *,
    raakt: Sequence[str],
    titel: str,
    knop: str,
    gedaan: Callable[[Any], str],
    uitleg: list[str],
    naar: str = "",
    kan: bool = True,
) -> HttpResponse:
    """A step with a reason, on the aanstelling or on its account. `gedaan`: the outcome as a sentence."""

    def maak(data: Any, rij: Aanstelling | Gebruiker) -> RedenForm:
        return RedenForm(data, initial={"version": rij.version})

    terug = reverse("gebruiker", args=[aanstelling.pk])
    bewerking = zet_stap(request, rij, maak, actie, raakt=raakt, **wie(request))
    if bewerking.ingehaald:
        return ingehaald(request, bewerking, rij, titel=titel, terug=terug, leerling=None)
    if bewerking.klaar:
        messages.success(request, gedaan(bewerking.uitkomst))
        return redirect(naar or terug)
    return formulier(request, aanstelling, bewerking.form, titel, knop, uitleg=uitleg, kan=kan)


def formulier(
    request: Verzoek,
    aanstelling: Aanstelling,
    form: Form,
    titel: str,
    knop: str,
    *,
    uitleg: list[str] | None = None,
    kan: bool = True,
) -> HttpResponse:
    context = {
        "titel": titel,
        "form": form,
        "knop": knop,
        "uitleg": uitleg or [],
        "kan": kan,
        "aanstelling": aanstelling,
        "terug": reverse("gebruiker", args=[aanstelling.pk]),
        "kruimels": kruimels_van(aanstelling, titel),
    }
    return render(request, "toegang/gebruikers/formulier.html", context)


def kruimels_van(aanstelling: Aanstelling, titel: str) -> list[tuple[str, str]]:
    return [
        ("Gebruikers", reverse("gebruikers")),
        (aanstelling.gebruiker.naam, reverse("gebruiker", args=[aanstelling.pk])),
        (titel, ""),
    ]


def klaar(request: Verzoek, aanstelling: Aanstelling, zin: str) -> HttpResponse:
    messages.success(request, zin)
    return redirect("gebruiker", aanstelling.pk)
