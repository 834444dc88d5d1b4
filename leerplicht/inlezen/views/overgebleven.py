"""Rows that stay behind when the good ones are read in: to repair elsewhere, or to go on with here."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from leerplicht.bestanden.bijlage import bijlage
from leerplicht.formulieren.export import CSV, naar_csv
from leerplicht.formulieren.pagina import stapknop
from leerplicht.inlezen import actions
from leerplicht.inlezen.koppen import ERNAAST
from leerplicht.inlezen.views.kader import INLEZERS, STAND, aanlevering_van, adres, zinnen
from leerplicht.inlezen.views.verzegeld import VERZEGELD, gesloten
from leerplicht.inlezen.vullen import plekken_van
from leerplicht.inlezen.werktafel import TE_BEKIJKEN, Stand
from leerplicht.models import Aanleverregel
from leerplicht.toegang.rechten import vereist
from leerplicht.toegang.verzoek import Verzoek

# More rows than somebody repairs by hand.
MEESTE = 50_000
TWIJFEL = "Niet zeker wie dit is. Vul het BSN in, of kies op het scherm wie het is."


@require_safe
@vereist(*INLEZERS)
def geweigerd(request: Verzoek, pk: int) -> HttpResponse:
    """What we read of these rows as it came, with what is wrong beside them: to repair and offer again."""
    gevonden, bron = aanlevering_van(request, pk)
    regels = Aanleverregel.objects.zichtbaar_voor(request.user).filter(aanlevering=gevonden, stand__in=TE_BEKIJKEN)
    if not regels.exists():
        raise Http404
    # Of a column that nothing reads is not known what it tells; nor would it be read when it comes back.
    plekken = list(plekken_van(bron, gevonden.koppen, gevonden.gemeente_id))
    te_tonen = list(regels[:MEESTE])
    dicht = gesloten(request, te_tonen)
    tabel = (
        [*_cellen([], plekken), str(regel.regel), VERZEGELD]
        if regel.pk in dicht
        else [
            *_cellen(regel.verbeterd or regel.ruw, plekken),
            str(regel.regel),
            TWIJFEL if regel.stand == Stand.TWIJFEL else zinnen(regel, bron),
        ]
        for regel in te_tonen
    )
    koppen = [*(gevonden.koppen[plek] for plek in plekken), *ERNAAST]
    return bijlage(naar_csv(koppen, tabel), naam=f"overgebleven-{gevonden.pk}.csv", mime=CSV)


@require_POST
@vereist(*INLEZERS)
def bied_aan(request: Verzoek, pk: int) -> HttpResponse:
    gevonden, _ = aanlevering_van(request, pk)
    return stapknop(
        request,
        gevonden,
        actions.bied_overgebleven_aan,
        raakt=STAND,
        op=timezone.localdate(),
        terug=adres(gevonden),
        naar=adres,
        klaar="De overgebleven regels worden gecontroleerd. Wat al is ingelezen, verandert niet.",
    )


def _cellen(teksten: list[str], plekken: list[int]) -> list[str]:
    return [teksten[plek] if plek < len(teksten) else "" for plek in plekken]
