"""The role of a colleague in this gemeente, and the machtiging beside it."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from leerplicht.formulieren.bewerken import Bewerking, Ingehaald
from leerplicht.formulieren.pagina import ingehaald
from leerplicht.formulieren.tonen import getypt
from leerplicht.models import Aanstelling
from leerplicht.roles import ROLLEN, Recht
from leerplicht.toegang.gebruikers import actions, zinnen
from leerplicht.toegang.gebruikers.bereik import werkte_hier
from leerplicht.toegang.gebruikers.forms import MachtigingForm, RedenForm, RolForm
from leerplicht.toegang.gebruikers.views.kader import aanstelling_van, stap, wijzig
from leerplicht.toegang.gebruikers.werk import rechten_met_rol, tel_open_zaken
from leerplicht.toegang.rechten import vereist
from leerplicht.toegang.verzoek import Verzoek


@vereist(Recht.GEBRUIKERS)
def wijzig_rol(request: Verzoek, pk: int) -> HttpResponse:
    aanstelling = aanstelling_van(request, pk)

    def gevolg(velden: dict[str, Any]) -> list[str]:
        rol, vandaag = velden["rol"], timezone.localdate()
        open_blijft = rechten_met_rol(aanstelling, rol, op=vandaag)
        aantal = tel_open_zaken(aanstelling, zonder=open_blijft)
        return zinnen.gevolg_van_rol(aanstelling, rol, aantal)

    return wijzig(
        request,
        aanstelling,
        lambda data, rij: RolForm(data, initial={"rol": rij.rol, "version": rij.version}),
        actions.wijzig_rol,
        titel=f"Rol van {aanstelling.gebruiker}",
        knop="Opslaan",
        gedaan="De rol is gewijzigd.",
        gevolg=gevolg,
    )


@vereist(Recht.GEBRUIKERS)
def machtig(request: Verzoek, pk: int) -> HttpResponse:
    aanstelling = aanstelling_van(request, pk)
    vandaag = timezone.localdate()

    def maak(data: Any, rij: Aanstelling) -> MachtigingForm:
        begin = {
            "van": rij.opsporing_van or vandaag,
            "tot_en_met": rij.opsporing_tot_en_met,
            "waarom": rij.opsporing_waarom if rij.opsporing_van else "",
            "version": rij.version,
        }
        return MachtigingForm(data, initial=begin)

    def gevolg(velden: dict[str, Any]) -> list[str]:
        if velden["van"] <= vandaag <= velden["tot_en_met"]:
            return []
        return zinnen.gevolg_van_sluiten(aanstelling, _opsporing(aanstelling))

    return wijzig(
        request,
        aanstelling,
        maak,
        actions.machtig,
        titel=f"Machtiging opsporing van {aanstelling.gebruiker}",
        knop="Opslaan",
        gedaan="De machtiging is opgeslagen.",
        uitleg=[zinnen.UITLEG_OPSPORING],
        gevolg=gevolg,
    )


@vereist(Recht.GEBRUIKERS)
def trek_in(request: Verzoek, pk: int) -> HttpResponse:
    aanstelling = aanstelling_van(request, pk)
    return stap(
        request,
        aanstelling,
        aanstelling,
        actions.trek_machtiging_in,
        raakt=("opsporing_van", "opsporing_tot_en_met", "opsporing_waarom"),
        titel=f"Machtiging van {aanstelling.gebruiker} intrekken",
        knop="Trek in",
        gedaan=lambda _: "De machtiging is ingetrokken.",
        uitleg=[
            "De collega ziet vanaf nu geen opsporing meer.",
            *zinnen.gevolg_van_sluiten(aanstelling, _opsporing(aanstelling)),
        ],
    )


@vereist(Recht.GEBRUIKERS)
def beeindig_rol(request: Verzoek, pk: int) -> HttpResponse:
    if request.method == "POST" and (weg := werkte_hier(request.user, pk)):
        form = RedenForm(request.POST)
        zin = f"{weg} werkt al niet meer in {request.user.gemeente}."
        te_laat = Bewerking(form, ingehaald=Ingehaald(zin, [], getypt(form, request.user)))
        titel, terug = f"Rol van {weg} beëindigen", reverse("gebruikers")
        return ingehaald(request, te_laat, weg, titel=titel, terug=terug, leerling=None)
    aanstelling = aanstelling_van(request, pk)
    return stap(
        request,
        aanstelling,
        aanstelling,
        actions.beeindig_rol,
        raakt=("rol",),
        titel=f"Rol van {aanstelling.gebruiker} beëindigen",
        knop="Beëindig de rol",
        gedaan=lambda aantal: " ".join(
            [f"{aanstelling.gebruiker} werkt niet meer in {aanstelling.gemeente}.", *zinnen.staat_bij_team(aantal)]
        ),
        naar=reverse("gebruikers"),
        uitleg=[
            f"{aanstelling.gebruiker} kan niet meer werken in {aanstelling.gemeente}. Het account blijft bestaan.",
            *zinnen.gaat_naar_team(tel_open_zaken(aanstelling), aanstelling.gemeente),
        ],
    )


def _opsporing(aanstelling: Aanstelling) -> int:
    """Open zaken that are closed to the colleague without a machtiging."""
    return tel_open_zaken(aanstelling, zonder=ROLLEN[aanstelling.rol].rechten)
