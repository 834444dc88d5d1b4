"""A page with one form, of a row that exists: what is left of a view when versions are taken care of."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.db import models
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from leerplicht.formulieren.bewerken import Bewerking, Maak, bewerk, zet_stap
from leerplicht.formulieren.versies import versieform
from leerplicht.models import Leerling, Zaak
from leerplicht.toegang.verzoek import Verzoek

SJABLOON = "leerplicht/formulierpagina.html"
# Name and address of the pages above this one, and last of this one itself.
Kruimels = Sequence[tuple[str, str]]


def formulierpagina(
    request: Verzoek,
    form: Form,
    *,
    titel: str,
    knop: str,
    terug: str,
    leerling: Leerling | None = None,
    kruimels: Kruimels = (),
    uitleg: str = "",
) -> HttpResponse:
    """`kruimels`: where the page stands, if not below the leerlingen; `uitleg`: a sentence below its title."""
    context = {
        "titel": titel,
        "form": form,
        "knop": knop,
        "terug": terug,
        "leerling": leerling,
        "kruimels": kruimels,
        "uitleg": uitleg,
    }
    return render(request, SJABLOON, context)


def wijzigpagina(
    request: Verzoek,
    rij: models.Model,
    maak: Maak,
    actie: Callable[..., Any],
    *,
    titel: str,
    terug: str,
    klaar: str,
    leerling: Leerling | None = None,
    kruimels: Kruimels = (),
    uitleg: str = "",
    **velden: Any,
) -> HttpResponse:
    """A form that edits fields of a row (`bewerk`). `klaar`: what is said when it was saved."""
    bewerking = bewerk(request, rij, maak, actie, door=request.user, **velden)
    if bewerking.klaar:
        messages.success(request, klaar)
        return redirect(terug)
    return formulierpagina(
        request,
        bewerking.form,
        titel=titel,
        knop="Opslaan",
        terug=terug,
        leerling=leerling,
        kruimels=kruimels,
        uitleg=uitleg,
    )


def stappagina(
    request: Verzoek,
    rij: models.Model,
    maak: Maak,
    actie: Callable[..., Any],
    *,
    raakt: Sequence[str],
    titel: str,
    knop: str,
    terug: str,
    klaar: str,
    naar: Callable[[Any], str] | None = None,
    leerling: Leerling | None = None,
    kruimels: Kruimels = (),
    uitleg: str = "",
    vraag: str = "",
    **velden: Any,
) -> HttpResponse:
    """A form that changes the state of a row (`zet_stap`). `naar`: where the outcome of the action is shown, if
    not at `terug`; `vraag`: the sentence above a form that only asks for confirmation.
    """
    bewerking = zet_stap(request, rij, maak, actie, raakt=raakt, door=request.user, **velden)
    if bewerking.ingehaald:
        return ingehaald(request, bewerking, rij, titel=titel, terug=terug, leerling=leerling, kruimels=kruimels)
    if bewerking.klaar:
        messages.success(request, klaar)
        return redirect(naar(bewerking.uitkomst) if naar else terug)
    context = {
        "titel": titel,
        "form": bewerking.form,
        "knop": knop,
        "terug": terug,
        "leerling": leerling,
        "kruimels": kruimels,
        "uitleg": uitleg,
        "vraag": vraag,
    }
    return render(request, "leerplicht/bevestig.html" if vraag else SJABLOON, context)


def stapknop(
    request: Verzoek,
    rij: models.Model,
    actie: Callable[..., Any],
    *,
    raakt: Sequence[str],
    terug: str,
    klaar: str,
    naar: Callable[[Any], str] | None = None,
    **velden: Any,
) -> HttpResponse:
    """A button on a page, without a form of its own, that changes the state of a row (`zet_stap`).

    `naar`: where to go on with what the action gave.
    """
    bewerking = zet_stap(request, rij, versieform, actie, raakt=raakt, door=request.user, **velden)
    if bewerking.ingehaald:
        messages.warning(request, f"{bewerking.ingehaald.zin} Er is niets opnieuw gedaan.")
    elif bewerking.klaar:
        messages.success(request, klaar)
        return redirect(naar(bewerking.uitkomst) if naar else terug)
    else:
        messages.error(request, " ".join(str(zin) for fouten in bewerking.form.errors.values() for zin in fouten))
    return redirect(terug)


def ingehaald(
    request: Verzoek,
    bewerking: Bewerking,
    rij: models.Model,
    *,
    titel: str,
    terug: str,
    leerling: Leerling | None,
    kruimels: Kruimels = (),
) -> HttpResponse:
    """A colleague was first: what he did, and what was typed in vain, to copy or to keep as a note."""
    assert bewerking.ingehaald is not None
    lang = [een for een in bewerking.ingehaald.getypt if een.lang]
    context = {
        "titel": titel,
        "ingehaald": bewerking.ingehaald,
        "terug": terug,
        "leerling": leerling,
        "kruimels": kruimels,
        "zaak": (rij if isinstance(rij, Zaak) else getattr(rij, "zaak", None)) if lang else None,
        "notitie": "\n\n".join(een.tekst for een in lang),
        "notitietitel": f"Niet verwerkt: {titel}"[:160],
        "vandaag": timezone.localdate(),
    }
    return render(request, "leerplicht/ingehaald.html", context)
