"""What the screens of the Doorstroompunt have in common: tabs, and a page with one form."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from leerplicht.formulieren.op_versie import op_versie
from leerplicht.formulieren.uitvoeren import voer_uit
from leerplicht.models import Leerling
from leerplicht.toegang.verzoek import Verzoek

TABS = (
    ("Trajecten", "trajecten"),
    ("De Overstap", "overstappen"),
    ("No-show", "noshow"),
    ("Begeleid Wonen", "wonen"),
)


def tabs(actief: str) -> list[dict[str, Any]]:
    """The rooms of the Doorstroompunt; verzuim 18+ lives with the meldingen."""
    eigen = [{"naam": naam, "url": reverse(url), "actief": url == actief} for naam, url in TABS]
    verzuim = {"naam": "Verzuim 18+", "url": reverse("meldingen") + "?soort=verzuim_18plus", "actief": False}
    return [*eigen, verzuim]


def formulierpagina(
    request: Verzoek, form: Form, *, titel: str, knop: str, terug: str, leerling: Leerling | None = None
) -> HttpResponse:
    context = {"titel": titel, "form": form, "knop": knop, "terug": terug, "leerling": leerling}
    return render(request, "leerplicht/formulierpagina.html", context)


def wijzig(
    request: Verzoek,
    form: Form,
    actie: Callable[..., Any],
    rij: Any,
    *,
    titel: str,
    knop: str,
    terug: str,
    klaar: str,
    leerling: Leerling | None = None,
    **velden: Any,
) -> HttpResponse:
    """Show the form; when it is posted run the action on the row, if that still has the version of the form."""
    if request.method == "POST" and form.is_valid():
        voer_uit(form, op_versie(actie), rij, door=request.user, **velden, **form.cleaned_data)
        if form.is_valid():
            messages.success(request, klaar)
            return redirect(terug)
    return formulierpagina(request, form, titel=titel, knop=knop, terug=terug, leerling=leerling)
