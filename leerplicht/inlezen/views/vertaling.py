"""What was remembered of the headings and codes of a bron: see it, change it, take it back."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from leerplicht.formulieren.bladeren import pagina_van
from leerplicht.formulieren.pagina import stappagina, wijzigpagina
from leerplicht.formulieren.versies import versieform
from leerplicht.inlezen import actions
from leerplicht.inlezen.bron import Bron
from leerplicht.inlezen.forms import VertalingForm
from leerplicht.inlezen.vertalingen import keuzes_voor, per_kolom
from leerplicht.inlezen.views.kader import INLEZERS, bron_van, kruimels
from leerplicht.models import Bronvertaling
from leerplicht.rules import schooljaar_van
from leerplicht.toegang.rechten import vereist
from leerplicht.toegang.verzoek import Verzoek

OPNIEUW = "Bestanden die nog niet zijn ingelezen, worden opnieuw gecontroleerd."


@require_safe
@vereist(*INLEZERS)
def vertalingen(request: Verzoek, bron: str) -> HttpResponse:
    soort = bron_van(request, bron)
    zichtbaar = Bronvertaling.objects.zichtbaar_voor(request.user)
    pagina = pagina_van(request, zichtbaar.filter(bron=bron).exclude(naar=""), zichtbaar)
    dit_jaar = schooljaar_van(timezone.localdate())
    context = {
        "titel": f"Vertalingen: {soort.naam}",
        "bron": soort,
        "pagina": pagina,
        "groepen": list(per_kolom(list(pagina.object_list), soort, request.user, schooljaar=dit_jaar)),
        "kruimels": kruimels(soort, ("Vertalingen", "")),
    }
    return render(request, "inlezen/vertalingen.html", context)


@vereist(*INLEZERS)
def wijzig(request: Verzoek, bron: str, pk: int) -> HttpResponse:
    soort, rij = _rij(request, bron, pk)
    keuzes = keuzes_voor(rij, soort, request.user)
    titel = f"Vertaling wijzigen: {rij.waarde}"
    return wijzigpagina(
        request,
        rij,
        lambda data, nu: VertalingForm(data, vertaling=nu, keuzes=keuzes),
        actions.wijzig_vertaling,
        op=timezone.localdate(),
        titel=titel,
        uitleg=f"{OPNIEUW} Wat al is ingelezen, verandert niet.",
        terug=_terug(soort),
        kruimels=_kruimels(soort, titel),
        klaar=f"De vertaling is gewijzigd. {OPNIEUW}",
    )


@vereist(*INLEZERS)
def verwijder(request: Verzoek, bron: str, pk: int) -> HttpResponse:
    soort, rij = _rij(request, bron, pk)
    titel = f"Vertaling verwijderen: {rij.waarde}"
    return stappagina(
        request,
        rij,
        versieform,
        actions.verwijder_vertaling,
        raakt=("naar",),
        op=timezone.localdate(),
        titel=titel,
        vraag=(
            f"Staat “{rij.waarde}” weer in een bestand, dan vragen wij opnieuw wat het betekent. "
            f"Wat al is ingelezen, verandert niet. {OPNIEUW}"
        ),
        knop="Verwijder de vertaling",
        terug=_terug(soort),
        kruimels=_kruimels(soort, titel),
        klaar=f"De vertaling is verwijderd. {OPNIEUW}",
    )


def _rij(request: Verzoek, bron: str, pk: int) -> tuple[Bron, Bronvertaling]:
    soort = bron_van(request, bron)
    return soort, get_object_or_404(Bronvertaling.objects.zichtbaar_voor(request.user), pk=pk, bron=bron)


def _terug(bron: Bron) -> str:
    return reverse("inlezen_vertalingen", args=[bron.code])


def _kruimels(bron: Bron, titel: str) -> list[tuple[str, str]]:
    return kruimels(bron, ("Vertalingen", _terug(bron)), (titel, ""))
