"""What can be read in, what was read in, and offering a file."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from leerplicht.bestanden.bijlage import bijlage
from leerplicht.formulieren.bladeren import pagina_van
from leerplicht.formulieren.export import CSV, naar_csv
from leerplicht.formulieren.uitvoeren import voer_uit
from leerplicht.inlezen import actions
from leerplicht.inlezen.bron import Kolom, Veldsoort
from leerplicht.inlezen.bronnen import bronnen, bronnen_voor
from leerplicht.inlezen.forms import AanleverForm
from leerplicht.inlezen.keuzes import keuzes_van
from leerplicht.inlezen.lezen import GROOTSTE_AANLEVERING
from leerplicht.inlezen.views.kader import INLEZERS, adres, badge, bron_van, kruimels
from leerplicht.inlezen.werktafel import GOED, Stand
from leerplicht.models import Aanlevering, AanleveringStatus
from leerplicht.toegang.rechten import vereist
from leerplicht.toegang.verzoek import Verzoek

VELDSOORTEN = {
    Veldsoort.TEKST: "tekst",
    Veldsoort.NUMMER: "nummer of kenmerk",
    Veldsoort.DATUM: "datum, bijvoorbeeld 05-09-2023",
    Veldsoort.BSN: "BSN, 9 cijfers",
    Veldsoort.ONDERWIJSNUMMER: "onderwijsnummer, 9 cijfers",
    Veldsoort.GETAL: "heel getal",
    Veldsoort.DECIMAAL: "getal, met een komma",
    Veldsoort.JANEE: "ja of nee",
    Veldsoort.BRIN: "BRIN met vestiging, bijvoorbeeld 16SW03",
    Veldsoort.VESTIGING: "twee cijfers, bijvoorbeeld 03",
    Veldsoort.POSTCODE: "postcode",
}


@require_safe
@vereist(*INLEZERS)
def inlezen(request: Verzoek) -> HttpResponse:
    lijst = Aanlevering.objects.zichtbaar_voor(request.user)
    pagina = pagina_van(request, lijst, Aanlevering.objects.select_related("door"))
    namen = {code: bron.naam for code, bron in bronnen().items()}
    eigen = bronnen_voor(request.user).values()
    groepen = [
        ("Wat steeds opnieuw binnenkomt", [bron for bron in eigen if not bron.van_vroeger]),
        ("Uit het pakket waarmee u hiervoor werkte", [bron for bron in eigen if bron.van_vroeger]),
    ]
    context = {
        "titel": "Inlezen",
        "groepen": [(kop, groep) for kop, groep in groepen if groep],
        "pagina": pagina,
        "regels": [_regel(een, namen) for een in pagina.object_list],
    }
    return render(request, "inlezen/lijst.html", context)


@vereist(*INLEZERS)
def aanleveren(request: Verzoek, bron: str) -> HttpResponse:
    """What the file must look like, and the form to offer one."""
    soort = bron_van(request, bron)
    form = AanleverForm(request.POST or None, request.FILES or None, bron=soort)
    if request.method == "POST" and form.is_valid():
        nieuw = voer_uit(
            form, actions.bied_aan, soort, door=request.user, op=timezone.localdate(), **form.cleaned_data
        )
        if form.is_valid():
            return redirect(adres(nieuw))
    eerder = Aanlevering.objects.zichtbaar_voor(request.user).filter(bron=bron).select_related("door")[:5]
    context = {
        "titel": f"{soort.naam} inlezen",
        "bron": soort,
        "form": form,
        "kolommen": [{"kolom": kolom, "vorm": _vorm(kolom)} for kolom in soort.kolommen],
        "met_uitleg": any(kolom.uitleg for kolom in soort.kolommen),
        "regels": [_regel(een, {bron: soort.naam}) for een in eerder],
        "kruimels": kruimels(soort),
    }
    return render(request, "inlezen/bron.html", context)


# What the upload handler lets through on this page.
aanleveren.grootste_bestand = GROOTSTE_AANLEVERING


@require_safe
@vereist(*INLEZERS)
def voorbeeld(request: Verzoek, bron: str) -> HttpResponse:
    """A file with the right headings and one invented row."""
    soort = bron_van(request, bron)
    rij = [kolom.voorbeeld for kolom in soort.kolommen]
    return bijlage(naar_csv([kolom.kop for kolom in soort.kolommen], iter([rij])), naam=f"{bron}.csv", mime=CSV)


def _vorm(kolom: Kolom) -> str:
    """How a value must be written."""
    if kolom.soort == Veldsoort.KEUZE:
        teksten = [keuze.tekst for keuze in keuzes_van(kolom)]
        woorden = ", ".join(tekst.upper() if len(tekst) <= 3 else tekst for tekst in teksten)
        return f"{woorden}; of een eigen woord dat u koppelt"
    if kolom.soort == Veldsoort.CODE:
        return "een code uit onze lijst, of een eigen code die u koppelt"
    return VELDSOORTEN[kolom.soort]


def _regel(aanlevering: Aanlevering, namen: dict[str, str]) -> dict:
    telling = aanlevering.telling
    return {
        "aanlevering": aanlevering,
        "wat": namen.get(aanlevering.bron, aanlevering.bron),
        "badge": badge(aanlevering),
        "url": adres(aanlevering),
        "goed": sum(telling.get(stand, 0) for stand in GOED) if telling else None,
        "te_bekijken": telling.get(Stand.GEWEIGERD, 0) + telling.get(Stand.TWIJFEL, 0) if telling else None,
        "ingelezen": aanlevering.status == AanleveringStatus.INGELEZEN,
    }
