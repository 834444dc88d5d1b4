"""One row: repair it, or say who it is."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from leerplicht.formulieren.bewerken import Maak, zet_stap
from leerplicht.formulieren.pagina import ingehaald
from leerplicht.inlezen import actions
from leerplicht.inlezen.forms import TERUG, KeuzeForm, VerbeterForm
from leerplicht.inlezen.views.kader import INLEZERS, aanlevering_van, adres, van_bestand
from leerplicht.inlezen.views.verzegeld import gesloten
from leerplicht.inlezen.vullen import lijsten, plekken_van
from leerplicht.inlezen.werktafel import Stand
from leerplicht.models import Aanleverregel, Leerling
from leerplicht.models.aanlevering import OP_TE_LOSSEN
from leerplicht.templatetags.weergave import datum
from leerplicht.toegang.rechten import vereist
from leerplicht.toegang.verzoek import Verzoek
from leerplicht.toegang.zegels.wacht import wijs_naar_openen

TE_LAAT = "Over de regels van dit bestand kunt u nu niets besluiten. Kijk hier hoe ver het is."
# What a decision about a row is about.
BESLUIT = ("verbeterd", "keuze")
NIEUW = ("nieuw", "Niemand van hen: dit is een nieuwe leerling")
OVERSLAAN = ("overslaan", "Sla deze regel over")


@vereist(*INLEZERS)
def regel(request: Verzoek, pk: int) -> HttpResponse:
    """Repair it: every column as a text, with what is wrong beside it."""
    rij = _rij(request, pk)
    dicht = gesloten(request, [rij]).get(pk)
    if dicht is not None:
        return wijs_naar_openen(request, dicht)
    gevonden, bron = aanlevering_van(request, rij.aanlevering_id)
    plekken = {
        plek: kolom.code for plek, kolom in plekken_van(bron, gevonden.koppen, gevonden.gemeente_id).items()
    }
    betekenis = lijsten(bron, gevonden.gemeente_id)
    return _pagina(
        request,
        rij,
        lambda data, nu: VerbeterForm(data, regel=nu, bron=bron, plekken=plekken, lijsten=betekenis),
        actions.verbeter,
        titel=f"Regel {rij.regel} verbeteren",
        knop="Bewaar de verbetering",
        klaar=f"Regel {rij.regel} is verbeterd.",
        ander=(
            "Kies wie het is" if rij.stand == Stand.TWIJFEL else "Sla deze regel over, of kies opnieuw",
            reverse("aanleverregel_kiezen", args=[pk]),
        ),
    )


@vereist(*INLEZERS)
def kies(request: Verzoek, pk: int) -> HttpResponse:
    """Who it is, of the candidates with their reasons, or nobody of them; or leave the row out, or not."""
    rij = _rij(request, pk)
    dicht = gesloten(request, [rij]).get(pk)
    if dicht is not None:
        return wijs_naar_openen(request, dicht)
    twijfel = rij.stand == Stand.TWIJFEL
    vraag = "Wie is dit?" if twijfel else "Wat gebeurt er met deze regel?"
    mogelijk = actions.mogelijk(rij)
    keuzes = [een for een in (*_kandidaten(request, rij), NIEUW) if een[0] in mogelijk] + [OVERSLAAN]
    if rij.keuze:
        keuzes.append((TERUG, "Lees hem toch in" if rij.keuze == "overslaan" else "Kies later opnieuw wie dit is"))
    return _pagina(
        request,
        rij,
        lambda data, nu: KeuzeForm(data, regel=nu, vraag=vraag, keuzes=keuzes),
        actions.kies,
        titel=f"Regel {rij.regel}: {'wie is dit' if twijfel else 'wel of niet inlezen'}?",
        knop="Bewaar de keuze",
        klaar=f"De keuze voor regel {rij.regel} is bewaard.",
        ander=("Verbeter deze regel", reverse("aanleverregel", args=[pk])),
    )


def _pagina(
    request: Verzoek,
    rij: Aanleverregel,
    maak: Maak,
    actie: Callable[..., None],
    *,
    titel: str,
    knop: str,
    klaar: str,
    ander: tuple[str, str],
) -> HttpResponse:
    gevonden, bron = aanlevering_van(request, rij.aanlevering_id)
    if request.method != "POST" and gevonden.status not in OP_TE_LOSSEN:
        # From a draft or a bookmark, when it is being checked or was read in.
        messages.info(request, TE_LAAT)
        return redirect(adres(gevonden))
    bewerking = zet_stap(request, rij, maak, actie, raakt=BESLUIT, door=request.user, op=timezone.localdate())
    if bewerking.ingehaald:
        waar = van_bestand(gevonden, bron, titel)
        return ingehaald(request, bewerking, rij, titel=titel, terug=adres(gevonden), leerling=None, kruimels=waar)
    if bewerking.klaar:
        messages.success(request, klaar)
        return redirect(_volgende(request, rij) or f"{adres(gevonden)}?stand={rij.stand}")
    inhoud = rij.verbeterd or rij.ruw
    context = {
        "titel": titel,
        "kruimels": van_bestand(gevonden, bron, titel),
        "form": bewerking.form,
        "knop": knop,
        "terug": f"{adres(gevonden)}?stand={rij.stand}",
        "ander": ander,
        "inhoud": [(kop, inhoud[plek]) for plek, kop in enumerate(gevonden.koppen) if plek < len(inhoud)],
        "zinnen": [zin for veld, zin in rij.fouten if not veld],
    }
    return render(request, "inlezen/regel.html", context)


def _rij(request: Verzoek, pk: int) -> Aanleverregel:
    zichtbaar = Aanleverregel.objects.zichtbaar_voor(request.user)
    return get_object_or_404(zichtbaar.select_related("aanlevering"), pk=pk)


def _volgende(request: Verzoek, rij: Aanleverregel) -> str | None:
    """The next row of the same stand about which nothing was decided since: one sitting for all of them."""
    open_regels = Aanleverregel.objects.zichtbaar_voor(request.user).filter(
        aanlevering=rij.aanlevering_id, stand=rij.stand, regel__gt=rij.regel, te_controleren=False
    )
    volgende = open_regels.first() if rij.stand in (Stand.TWIJFEL, Stand.GEWEIGERD) else None
    if volgende is None:
        return None
    naam = "aanleverregel_kiezen" if volgende.stand == Stand.TWIJFEL else "aanleverregel"
    return reverse(naam, args=[volgende.pk])


def _kandidaten(request: Verzoek, rij: Aanleverregel) -> list[tuple[str, str]]:
    """Those that the user may see, each with who it is and why it could be him."""
    redenen = {een["leerling"]: een["redenen"] for een in rij.kandidaten}
    leerlingen = Leerling.objects.zichtbaar_voor(request.user).in_bulk(list(redenen))
    return [
        (str(pk), f"{leerlingen[pk].naam}, geboren op {datum(leerlingen[pk].geboortedatum)}: {' '.join(waarom)}")
        for pk, waarom in redenen.items()
        if pk in leerlingen
    ]
