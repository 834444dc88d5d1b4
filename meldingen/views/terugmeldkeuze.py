"""What DUO is told of each result, for who keeps the code lists."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from leerplicht.codelijsten.views import tabs_van_beheer
from leerplicht.formulieren.pagina import wijzigpagina
from leerplicht.roles import Recht
from leerplicht.rules import schooljaar_van
from leerplicht.toegang.rechten import vereist
from leerplicht.toegang.verzoek import Verzoek
from meldingen.forms.terugmeldkeuze import TerugmeldkeuzeForm
from meldingen.models import Terugmeldkeuze
from meldingen.uitwisseling import terugmeldkeuze
from meldingen.uitwisseling.terugmeldkeuze import Resultaat

NAAM = "Terugmelden aan DUO"


def _resultaten(request: Verzoek) -> list[Resultaat]:
    return terugmeldkeuze.resultaten(request.user, schooljaar=schooljaar_van(timezone.localdate()))


@require_safe
@vereist(Recht.LIJSTEN)
def terugmeldkeuzes(request: Verzoek) -> HttpResponse:
    context = {
        "titel": "Terugmelden aan DUO: welke reden",
        "tabs": tabs_van_beheer(request, "terugmeldkeuzes"),
        "resultaten": _resultaten(request),
        "anders": terugmeldkeuze.anders(),
    }
    return render(request, "meldingen/terugmeldkeuzes.html", context)


@vereist(Recht.LIJSTEN)
def kies_terugmelding(request: Verzoek, code: str) -> HttpResponse:
    resultaat = next((een for een in _resultaten(request) if een.code == code), None)
    if resultaat is None:
        raise Http404
    huidig = Terugmeldkeuze.objects.zichtbaar_voor(request.user).filter(code=code).first()
    titel = f"Terugmelden: {resultaat.label}"
    terug = reverse("terugmeldkeuzes")
    return wijzigpagina(
        request,
        huidig or Terugmeldkeuze(gemeente=request.user.gemeente, code=code, version=0),
        lambda data, rij: TerugmeldkeuzeForm(data, keuze=rij, standaard=resultaat.standaard),
        terugmeldkeuze.kies,
        op=timezone.localdate(),
        titel=titel,
        uitleg=_gevolg(terugmeldkeuze.aantal_gemeld(request.user, resultaat)),
        terug=terug,
        kruimels=[(NAAM, terug), (titel, "")],
        klaar="De keuze is opgeslagen. Zij geldt vanaf het volgende bestand voor DUO.",
    )


def _gevolg(aantal: int) -> str:
    if not aantal:
        return "Uw keuze geldt vanaf het volgende bestand voor DUO. Er hoeft niets opnieuw te worden gemeld."
    hoeveel = "is 1 melding" if aantal == 1 else f"zijn {aantal} meldingen"
    wordt = "wordt die melding" if aantal == 1 else "worden deze meldingen"
    return f"Let op: met dit resultaat {hoeveel} al zo gemeld. Kiest u iets anders, dan {wordt} opnieuw gemeld."
