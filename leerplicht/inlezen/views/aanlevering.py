"""One file: how far it is, what was found in it, and what can be done with it."""

from datetime import date
from decimal import Decimal

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from leerplicht.formulieren.bladeren import pagina_van
from leerplicht.formulieren.pagina import stapknop, stappagina
from leerplicht.formulieren.versies import versieform
from leerplicht.inlezen import actions
from leerplicht.inlezen.bron import Bron, Kolom, Veldsoort
from leerplicht.inlezen.bronnen import bronnen_voor
from leerplicht.inlezen.keuzes import keuzes_van, kop_van
from leerplicht.inlezen.koppen import lijkt_op, ongebruikt
from leerplicht.inlezen.views.geheim import GEHEIM, is_adres, met_geheim_adres, te_tonen
from leerplicht.inlezen.views.kader import (
    INLEZERS,
    STAND,
    aanlevering_van,
    adres,
    badge,
    kruimels,
    van_bestand,
    zinnen,
)
from leerplicht.inlezen.views.verzegeld import gesloten, openen
from leerplicht.inlezen.werktafel import GOED, Stand
from leerplicht.inlezen.woorden import per_kolom
from leerplicht.models import Aanlevering, AanleveringStatus, Aanleverregel
from leerplicht.models.aanlevering import OP_TE_LOSSEN
from leerplicht.templatetags.weergave import cijfer
from leerplicht.toegang.rechten import vereist
from leerplicht.toegang.verzoek import Verzoek

UITLEG = {
    Stand.NIEUW: "Dit kennen wij nog niet.",
    Stand.GEWIJZIGD: "Dit kennen wij, en er verandert iets.",
    Stand.GELIJK: "Dit kennen wij precies zo. Er gebeurt niets.",
    Stand.TWIJFEL: "Hier kiest u eerst wie het is.",
    Stand.GEWEIGERD: "Hier klopt iets niet. Verbeter de regel, of laat hem liggen.",
    Stand.BEWERKT: "Het bestand zegt iets anders, maar hieraan is hier gewerkt. Het blijft zoals het bij ons is.",
    Stand.OVERGESLAGEN: "U koos om deze over te slaan.",
}
# Of a note the beginning.
LANGSTE_WAARDE = 200


@require_safe
@vereist(*INLEZERS)
def aanlevering(request: Verzoek, pk: int) -> HttpResponse:
    """Only the part that changes, when htmx asks for it; at its end the page anew, with the rows."""
    gevonden, bron = aanlevering_van(request, pk)
    if request.htmx:
        if not gevonden.loopt:
            return HttpResponseClientRefresh()
        return render(request, "inlezen/_stand.html", _stand(gevonden, bron))
    context = _stand(gevonden, bron) | _koppen(request, gevonden, bron) | _regels(request, gevonden, bron)
    return render(request, "inlezen/aanlevering.html", context)


@require_POST
@vereist(*INLEZERS)
def lees_in(request: Verzoek, pk: int) -> HttpResponse:
    gevonden, _ = aanlevering_van(request, pk)
    return stapknop(
        request,
        gevonden,
        actions.lees_in,
        raakt=STAND,
        alleen_goede=request.POST.get("welke") == "goede",
        op=timezone.localdate(),
        terug=adres(gevonden),
        klaar="Het inlezen begint. U kunt deze pagina rustig verlaten.",
    )


@require_POST
@vereist(*INLEZERS)
def controleer(request: Verzoek, pk: int) -> HttpResponse:
    gevonden, _ = aanlevering_van(request, pk)
    return stapknop(
        request,
        gevonden,
        actions.controleer_opnieuw,
        raakt=STAND,
        op=timezone.localdate(),
        terug=adres(gevonden),
        klaar="Het bestand wordt opnieuw gecontroleerd.",
    )


@require_POST
@vereist(*INLEZERS)
def annuleer(request: Verzoek, pk: int) -> HttpResponse:
    gevonden, _ = aanlevering_van(request, pk)
    return stapknop(
        request,
        gevonden,
        actions.annuleer,
        raakt=STAND,
        op=timezone.localdate(),
        terug=adres(gevonden),
        klaar="Het stopt zodra dat kan.",
    )


@vereist(*INLEZERS)
def verwijder(request: Verzoek, pk: int) -> HttpResponse:
    gevonden, bron = aanlevering_van(request, pk)
    return stappagina(
        request,
        gevonden,
        versieform,
        actions.verwijder_bestand,
        kruimels=van_bestand(gevonden, bron, "Bestand verwijderen"),
        raakt=STAND,
        op=timezone.localdate(),
        titel="Bestand verwijderen",
        vraag=(
            "Het bestand en de regels die wij ervan bewaren gaan weg. Wat al is ingelezen, blijft in de dossiers. "
            "Wilt u het bestand verwijderen?"
        ),
        knop="Verwijder het bestand",
        terug=adres(gevonden),
        klaar="Het bestand is verwijderd.",
    )


def _stand(gevonden: Aanlevering, bron: Bron) -> dict:
    telling = gevonden.telling
    goed = sum(telling.get(stand, 0) for stand in GOED)
    te_bekijken = telling.get(Stand.GEWEIGERD, 0) + telling.get(Stand.TWIJFEL, 0)
    return {
        "titel": f"{bron.naam}: bestand {gevonden.pk}",
        "aanlevering": gevonden,
        "bron": bron,
        "badge": badge(gevonden),
        "kruimels": kruimels(bron, ("Bestand", "")),
        "goed": goed,
        "te_bekijken": te_bekijken,
        "telling": [
            {"stand": stand.value, "naam": stand.label, "aantal": telling.get(stand, 0), "uitleg": UITLEG[stand]}
            for stand in Stand
            if telling.get(stand, 0) or stand not in (Stand.TWIJFEL, Stand.BEWERKT, Stand.OVERGESLAGEN)
        ],
        "gecontroleerd": gevonden.status == AanleveringStatus.GECONTROLEERD,
        "ingelezen": gevonden.status == AanleveringStatus.INGELEZEN,
        "koppelen": gevonden.status == AanleveringStatus.KOPPELEN,
        "paginas": []
        if gevonden.bestand_weg_op or not gevonden.telling
        else [(naam, reverse(url_naam, args=[gevonden.pk])) for naam, url_naam in bron.paginas],
        "opnieuw": gevonden.status in actions.OPNIEUW and gevonden.bestand_weg_op is None,
        "onbekend": [
            # JSON has an order of its own; a choice stands before the codes that depend on it.
            {"kolom": kop_van(bron, sleutel), "code": sleutel, "aantal": len(gevonden.onbekend[sleutel])}
            for kolom in bron.kolommen
            for sleutel in gevonden.onbekend
            if sleutel.partition("-")[0] == kolom.code
        ],
    }


def _koppen(request: Verzoek, gevonden: Aanlevering, bron: Bron) -> dict:
    """What the headings tell, as long as somebody can do something about it."""
    if gevonden.status not in OP_TE_LOSSEN:
        return {}
    hier = (bron, gevonden.koppen, gevonden.gemeente_id)
    return {
        # Before the columns are told, nearly all of them are not used.
        "ongebruikt": ongebruikt(*hier) if gevonden.status == AanleveringStatus.GECONTROLEERD else [],
        "lijkt_op": lijkt_op(*hier, van=bronnen_voor(request.user).values()),
        "woorden": list(per_kolom(gevonden, bron, request.user)),
    }


def _regels(request: Verzoek, gevonden: Aanlevering, bron: Bron) -> dict:
    """The kept rows of one stand, what asks for attention first."""
    if not gevonden.telling or gevonden.bestand_weg_op is not None:
        return {}
    standen = [stand for stand in Stand if gevonden.telling.get(stand)]
    voorkeur = [stand for stand in (Stand.TWIJFEL, Stand.GEWEIGERD) if stand in standen] or standen
    gekozen = request.GET.get("stand", voorkeur[0] if voorkeur else "")
    # Of a stand that has no rows any more the page is empty: from a bookmark, or after the last was decided.
    if gekozen and gekozen not in Stand.values:
        raise Http404
    zichtbaar = Aanleverregel.objects.zichtbaar_voor(request.user)
    lijst = zichtbaar.filter(aanlevering=gevonden, stand=gekozen)
    pagina = pagina_van(request, lijst, zichtbaar)
    dicht = gesloten(request, list(pagina.object_list))
    plekken, geheim = te_tonen(gevonden, bron), met_geheim_adres(pagina.object_list)
    basis = adres(gevonden)
    return {
        "gekozen": gekozen,
        "pagina": pagina,
        "regels": [
            {"regel": regel, "dicht": openen(request, dicht[regel.pk])}
            if regel.pk in dicht
            else _regel(regel, bron, plekken, geheim=regel.pk in geheim)
            for regel in pagina.object_list
        ],
        "tabs": [
            {
                "naam": stand.label,
                "aantal": gevonden.telling[stand],
                "url": f"{basis}?stand={stand}",
                "actief": stand == gekozen,
            }
            for stand in standen
        ],
        "meer": gevonden.telling.get(gekozen, 0) - pagina.paginator.count,
        "te_wijzigen": gevonden.status in OP_TE_LOSSEN,
        "beslist": zichtbaar.filter(aanlevering=gevonden, te_controleren=True).count(),
    }


def _regel(regel: Aanleverregel, bron: Bron, plekken: frozenset[int], *, geheim: bool) -> dict:
    """`plekken`: what of a row is listed; `geheim`: nor are the addresses among what changes."""
    teksten = enumerate(regel.verbeterd or regel.ruw)
    return {
        "regel": regel,
        "url": reverse("aanleverregel", args=[regel.pk]),
        "inhoud": " · ".join(tekst for plek, tekst in teksten if tekst and plek in plekken)[:200],
        "zinnen": zinnen(regel, bron),
        # JSON has an order of its own; a person reads that of the file.
        "verschil": [
            (
                kolom.kop,
                *(
                    GEHEIM if geheim and waarde and is_adres(kolom) else _leesbaar(kolom, waarde)
                    for waarde in regel.verschil[kolom.code]
                ),
            )
            for kolom in bron.kolommen
            if kolom.code in regel.verschil
        ],
        "beslist": regel.verbeterd is not None or bool(regel.keuze),
    }


def _leesbaar(kolom: Kolom, waarde: str | int | bool | None) -> str:
    """A value of the werktafel as a person writes it."""
    if waarde is None or waarde == "":
        return "leeg"
    if kolom.soort == Veldsoort.DATUM:
        return f"{date.fromisoformat(str(waarde)):%d-%m-%Y}"
    if kolom.soort == Veldsoort.DECIMAAL:
        return cijfer(Decimal(str(waarde)))
    if kolom.soort == Veldsoort.JANEE:
        return "ja" if waarde else "nee"
    if kolom.soort == Veldsoort.KEUZE:
        return next((keuze.naam for keuze in keuzes_van(kolom) if keuze.waarde == waarde), str(waarde))
    return str(waarde)[:LANGSTE_WAARDE]
