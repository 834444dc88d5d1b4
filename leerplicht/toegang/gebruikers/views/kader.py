"""What the pages about one colleague share: finding him, a form with its breadcrumbs, an effect shown before."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from leerplicht.formulieren.uitvoeren import voer_uit
from leerplicht.formulieren.versies import VersieForm
from leerplicht.models import Aanstelling
from leerplicht.toegang.gebruikers.bereik import zichtbaar_voor
from leerplicht.toegang.verzoek import Verzoek


def aanstelling_van(request: Verzoek, pk: int) -> Aanstelling:
    return get_object_or_404(zichtbaar_voor(request.user), pk=pk)


def wie(request: Verzoek) -> dict[str, Any]:
    return {"door": request.user, "op": timezone.localdate()}


def wijzig(
    request: Verzoek,
    aanstelling: Aanstelling,
    form: VersieForm,
    actie: Callable[..., Any],
    *,
    titel: str,
    knop: str,
    gedaan: str,
    uitleg: list[str] | None = None,
    gevolg: Callable[[], list[str]] = list,
) -> HttpResponse:
    """A form for the aanstelling; first a page with the effect, when there is one that must be known before."""
    stap = request.POST.get("stap")
    if request.method == "POST" and form.is_valid() and stap != "terug":
        if stap != "opslaan" and (wat := gevolg()):
            context = {
                "titel": titel,
                "form": form,
                "knop": knop,
                "wat": wat,
                "kruimels": kruimels_van(aanstelling, titel),
            }
            return render(request, "toegang/gebruikers/gevolg.html", context)
        voer_uit(form, actie, aanstelling, **wie(request), **form.cleaned_data)
        if form.is_valid():
            return klaar(request, aanstelling, gedaan)
    return formulier(request, aanstelling, form, titel, knop, uitleg=uitleg)


def formulier(
    request: Verzoek,
    aanstelling: Aanstelling,
    form: VersieForm,
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
