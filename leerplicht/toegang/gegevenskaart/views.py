"""The page of the data map. It shows what is declared, never data."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from leerplicht.codelijsten.views import tabs_van_beheer
from leerplicht.gegevenskaart import VAKNAMEN
from leerplicht.roles import Recht
from leerplicht.toegang.gegevenskaart.kaart import kaartbladen
from leerplicht.toegang.rechten import vereist
from leerplicht.toegang.verzoek import Verzoek


class VakForm(forms.Form):
    """Which compartment; a GET form."""

    compartiment = forms.ChoiceField(
        label="Compartiment",
        required=False,
        choices=[("", "Alle compartimenten"), *((vak.value, naam) for vak, naam in VAKNAMEN.items())],
        error_messages={"invalid_choice": "Dit compartiment bestaat niet. Kies er een uit de lijst."},
    )


@vereist(Recht.PRIVACY, Recht.LIJSTEN)
def gegevenskaart(request: Verzoek) -> HttpResponse:
    form = VakForm(request.GET)
    bladen = kaartbladen(form.cleaned_data["compartiment"], op=timezone.localdate()) if form.is_valid() else []
    context = {
        "titel": "Gegevenskaart",
        "form": form,
        "bladen": bladen,
        "tabs": tabs_van_beheer(request, "gegevenskaart") if request.user.mag(Recht.LIJSTEN) else [],
    }
    return render(request, "leerplicht/gegevenskaart/kaart.html", context)
