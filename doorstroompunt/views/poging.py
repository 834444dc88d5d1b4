"""Record a try to make contact, in any zaak of the Doorstroompunt."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from doorstroompunt.actions.poging import leg_poging_vast
from doorstroompunt.forms import PogingForm
from leerplicht.formulieren.pagina import stappagina
from leerplicht.models import Zaak
from leerplicht.onderdeel import zaakregels
from leerplicht.roles import Recht
from leerplicht.toegang.rechten import vereist
from leerplicht.toegang.verzoek import Verzoek


@vereist(Recht.DOORSTROOMPUNT)
def nieuwe_poging(request: Verzoek, pk: int) -> HttpResponse:
    """`pk` is that of the zaak."""
    zaak = get_object_or_404(Zaak.objects.zichtbaar_voor(request.user).select_related("leerling"), pk=pk)
    terug = zaakregels([zaak])[zaak.pk].url
    return stappagina(
        request,
        zaak,
        lambda data, rij: PogingForm(data, zaak=rij, vandaag=timezone.localdate()),
        leg_poging_vast,
        raakt=("gesloten_op",),
        titel=f"Poging vastleggen: {zaak.leerling.naam}",
        knop="Leg vast",
        terug=terug,
        klaar="De poging is vastgelegd.",
        leerling=zaak.leerling,
    )
