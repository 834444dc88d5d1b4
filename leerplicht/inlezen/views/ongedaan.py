"""Take back what a file brought; and once more what stayed, when that is free."""

from django.http import HttpResponse
from django.utils import timezone

from leerplicht.formulieren.pagina import stappagina
from leerplicht.formulieren.versies import versieform
from leerplicht.inlezen import actions
from leerplicht.inlezen.bron import Bron
from leerplicht.inlezen.views.kader import INLEZERS, STAND, aanlevering_van, adres, van_bestand
from leerplicht.inlezen.werktafel import GOED
from leerplicht.models import Aanlevering, AanleveringStatus
from leerplicht.toegang.rechten import vereist
from leerplicht.toegang.verzoek import Verzoek

# Of the files that were read in later, so many are named.
DAARNA_GENOEMD = 5


@vereist(*INLEZERS)
def draai_terug(request: Verzoek, pk: int) -> HttpResponse:
    gevonden, bron = aanlevering_van(request, pk)
    return stappagina(
        request,
        gevonden,
        versieform,
        actions.draai_terug,
        kruimels=van_bestand(gevonden, bron, "Inlezen ongedaan maken"),
        raakt=STAND,
        op=timezone.localdate(),
        titel="Inlezen ongedaan maken",
        vraag=_vraag_de_rest(request, gevonden) if gevonden.gebleven else _vraag_alles(request, gevonden, bron),
        knop="Maak ongedaan",
        terug=adres(gevonden),
        klaar="Het terugdraaien begint.",
    )


def _vraag_alles(request: Verzoek, gevonden: Aanlevering, bron: Bron) -> str:
    nieuw, gewijzigd = (gevonden.telling.get(stand, 0) for stand in GOED)
    wat = f"{nieuw + gewijzigd} {bron.enkel if nieuw + gewijzigd == 1 else bron.meer}"
    return (
        f"Alles wat dit bestand bracht gaat weg, en wat het wijzigde komt terug zoals het was. "
        f"Wat een collega daarna heeft bewerkt, blijft staan. {_daarna(request, gevonden)}"
        f"Wilt u {wat} uit dit bestand terugdraaien ({nieuw} nieuw, {gewijzigd} gewijzigd)?"
    )


def _vraag_de_rest(request: Verzoek, gevonden: Aanlevering) -> str:
    bleef = "bleef 1 dossier" if gevonden.gebleven == 1 else f"bleven {gevonden.gebleven} dossiers"
    return (
        f"De vorige keer {bleef} staan. Waar een collega aan heeft gewerkt, blijft ook nu staan. "
        f"{_daarna(request, gevonden)}Wilt u wat nu vrij is alsnog terugdraaien?"
    )


def _daarna(request: Verzoek, gevonden: Aanlevering) -> str:
    """What leans on a row of this file keeps it in place: undone from the last to the first, nothing is left."""
    if gevonden.ingelezen_op is None:
        return ""
    sinds = gevonden.eerdere_keren[0][1] if gevonden.eerdere_keren else gevonden.ingelezen_op
    andere = Aanlevering.objects.zichtbaar_voor(request.user).exclude(pk=gevonden.pk)
    later = andere.filter(status=AanleveringStatus.INGELEZEN, ingelezen_op__gt=sinds)
    nummers = [str(pk) for pk in later.order_by("-ingelezen_op").values_list("pk", flat=True)[:DAARNA_GENOEMD]]
    if not nummers:
        return ""
    wat, het = ("is bestand", "het") if len(nummers) == 1 else ("zijn de bestanden", "ze")
    bouwt = "Bouwt" if len(nummers) == 1 else "Bouwen"
    return (
        f"Daarna {wat} {', '.join(nummers)} ingelezen. {bouwt} {het} hierop voort, draai {het} dan eerst terug. "
    )
