"""What the headings and the codes of a bron mean here; remembered for its next file."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from leerplicht.formulieren.pagina import stappagina
from leerplicht.inlezen import actions
from leerplicht.inlezen.bron import Bron
from leerplicht.inlezen.forms import CodesForm, KolommenForm
from leerplicht.inlezen.views.kader import INLEZERS, STAND, aanlevering_van, adres
from leerplicht.inlezen.vullen import plekken_van
from leerplicht.models import Aanlevering, Code
from leerplicht.toegang.rechten import vereist
from leerplicht.toegang.verzoek import Verzoek


def _vertaal_en_controleer(aanlevering: Aanlevering, *, door, op, kolom, vertalingen) -> None:
    """One act for the user: what it means is remembered, and the file is judged by it."""
    actions.vertaal(aanlevering, kolom=kolom, vertalingen=vertalingen, door=door, op=op)
    actions.controleer_opnieuw(aanlevering, door=door, op=op)


@vereist(*INLEZERS)
def kolommen(request: Verzoek, pk: int) -> HttpResponse:
    gevonden, bron = aanlevering_van(request, pk)
    if not gevonden.koppen:
        raise Http404
    nu = {plek: kolom.code for plek, kolom in plekken_van(bron, gevonden.koppen, gevonden.gemeente_id).items()}
    return stappagina(
        request,
        gevonden,
        lambda data, rij: KolommenForm(data, bron=bron, koppen=rij.koppen, nu=nu, versie=rij.version),
        _vertaal_en_controleer,
        raakt=STAND,
        op=timezone.localdate(),
        titel="Kolommen koppelen",
        knop="Opslaan en controleren",
        terug=adres(gevonden),
        klaar="De kolommen zijn gekoppeld. Het bestand wordt opnieuw gecontroleerd.",
    )


@vereist(*INLEZERS)
def codes(request: Verzoek, pk: int, kolom: str) -> HttpResponse:
    gevonden, bron = aanlevering_van(request, pk)
    onbekend = gevonden.onbekend.get(kolom)
    if not onbekend:
        # Back from translating the last one.
        return redirect(adres(gevonden))
    keuzes = _keuzes(request, bron, kolom)
    return stappagina(
        request,
        gevonden,
        lambda data, rij: CodesForm(
            data, kolom=kolom, onbekend=rij.onbekend.get(kolom, {}), codes=keuzes, versie=rij.version
        ),
        _vertaal_en_controleer,
        raakt=STAND,
        op=timezone.localdate(),
        titel=f"Codes koppelen: {bron.kolom(kolom).kop}",
        knop="Opslaan en controleren",
        terug=adres(gevonden),
        klaar="De codes zijn gekoppeld. Het bestand wordt opnieuw gecontroleerd.",
    )


def _keuzes(request: Verzoek, bron: Bron, kolom: str) -> list[tuple[str, str]]:
    """The codes of the lists that this column can mean, each once."""
    lijst = bron.kolom(kolom).lijst
    codes = Code.objects.zichtbaar_voor(request.user)
    if "{" in lijst:
        codes = codes.filter(lijst__startswith=lijst.partition("{")[0])
    else:
        codes = codes.van_lijst(lijst)
    return sorted({code.code: code.label for code in codes}.items(), key=lambda keuze: keuze[1].lower())
