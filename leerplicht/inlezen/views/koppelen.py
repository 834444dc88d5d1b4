"""What the headings and the codes of a bron mean here; remembered for its next file."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from leerplicht.formulieren.concept import verwijder_van
from leerplicht.formulieren.pagina import stappagina
from leerplicht.inlezen import actions
from leerplicht.inlezen.forms import CodesForm, KolommenForm, codeveld
from leerplicht.inlezen.keuzes import kop_van
from leerplicht.inlezen.vertalingen import codekeuzes
from leerplicht.inlezen.views.kader import INLEZERS, STAND, aanlevering_van, adres, van_bestand
from leerplicht.inlezen.vullen import plekken_van
from leerplicht.inlezen.woorden import gelezen_woorden
from leerplicht.toegang.rechten import vereist
from leerplicht.toegang.verzoek import Verzoek


@vereist(*INLEZERS)
def kolommen(request: Verzoek, pk: int) -> HttpResponse:
    gevonden, bron = aanlevering_van(request, pk)
    if not gevonden.koppen:
        raise Http404
    nu = {plek: kolom.code for plek, kolom in plekken_van(bron, gevonden.koppen, gevonden.gemeente_id).items()}
    return stappagina(
        request,
        gevonden,
        lambda data, rij: KolommenForm(
            data, bron=bron, koppen=rij.koppen, inhoud=rij.kolominhoud, nu=nu, versie=rij.version
        ),
        actions.vertaal,
        raakt=STAND,
        gezegd={f"kop_{plek}": code for plek, code in nu.items()},
        op=timezone.localdate(),
        titel="Kolommen koppelen",
        uitleg=(
            "Boven elk vak staat een kop uit het bestand, met wat er in de eerste regels onder staat. "
            "Kies welke kolom dat bij ons is. Wij onthouden dat."
        ),
        knop="Opslaan en controleren",
        terug=adres(gevonden),
        kruimels=van_bestand(gevonden, bron, "Kolommen koppelen"),
        klaar="De kolommen zijn gekoppeld. Het bestand wordt opnieuw gecontroleerd.",
    )


@vereist(*INLEZERS)
def codes(request: Verzoek, pk: int, kolom: str) -> HttpResponse:
    """`kolom`: a woordsleutel, see keuzes.py."""
    gevonden, bron = aanlevering_van(request, pk)
    gelezen = gelezen_woorden(gevonden, bron, kolom, request.user)
    if not gevonden.onbekend.get(kolom) and not gelezen:
        # Of a file that was checked anew meanwhile, the last one may be gone; and with it what was begun here.
        verwijder_van(request.path, door=request.user)
        return redirect(adres(gevonden))
    keuzes = codekeuzes(bron, kolom, request.user)
    titel = f"Codes koppelen: {kop_van(bron, kolom)}"
    return stappagina(
        request,
        gevonden,
        lambda data, rij: CodesForm(
            data,
            kolom=kolom,
            onbekend=rij.onbekend.get(kolom, {}),
            gelezen=gelezen_woorden(rij, bron, kolom, request.user),
            codes=keuzes,
            versie=rij.version,
        ),
        actions.vertaal,
        raakt=STAND,
        gezegd={codeveld(een.woord): een.naar for een in gelezen},
        op=timezone.localdate(),
        titel=titel,
        uitleg="Boven elk vak staat een woord uit het bestand. Kies wat dat bij ons is. Wij onthouden dat.",
        knop="Opslaan en controleren",
        terug=adres(gevonden),
        kruimels=van_bestand(gevonden, bron, titel),
        klaar="De codes zijn gekoppeld. Het bestand wordt opnieuw gecontroleerd.",
    )
