"""The role of a colleague in this gemeente, and the machtiging beside it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from leerplicht.formulieren.op_versie import op_versie
from leerplicht.formulieren.uitvoeren import voer_uit
from leerplicht.models import Aanstelling
from leerplicht.roles import ROLLEN, Recht
from leerplicht.toegang.gebruikers import actions, zinnen
from leerplicht.toegang.gebruikers.forms import MachtigingForm, RedenForm, RolForm
from leerplicht.toegang.gebruikers.views.kader import aanstelling_van, formulier, wie, wijzig
from leerplicht.toegang.gebruikers.werk import rechten_met_rol, tel_open_zaken
from leerplicht.toegang.rechten import vereist
from leerplicht.toegang.verzoek import Verzoek


@vereist(Recht.GEBRUIKERS)
def wijzig_rol(request: Verzoek, pk: int) -> HttpResponse:
    aanstelling = aanstelling_van(request, pk)
    form = RolForm(request.POST or None, initial={"rol": aanstelling.rol, "version": aanstelling.version})

    def gevolg() -> list[str]:
        rol, vandaag = form.cleaned_data["rol"], timezone.localdate()
        open_blijft = rechten_met_rol(aanstelling, rol, op=vandaag)
        aantal = tel_open_zaken(aanstelling, zonder=open_blijft)
        return zinnen.gevolg_van_rol(aanstelling, rol, aantal)

    return wijzig(
        request,
        aanstelling,
        form,
        op_versie(actions.wijzig_rol),
        titel=f"Rol van {aanstelling.gebruiker}",
        knop="Opslaan",
        gedaan="De rol is gewijzigd.",
        gevolg=gevolg,
    )


@vereist(Recht.GEBRUIKERS)
def machtig(request: Verzoek, pk: int) -> HttpResponse:
    aanstelling = aanstelling_van(request, pk)
    begin = {
        "van": aanstelling.opsporing_van or timezone.localdate(),
        "tot_en_met": aanstelling.opsporing_tot_en_met,
        "waarom": aanstelling.opsporing_waarom if aanstelling.opsporing_van else "",
        "version": aanstelling.version,
    }
    form = MachtigingForm(request.POST or None, initial=begin)

    def gevolg() -> list[str]:
        vandaag = timezone.localdate()
        if form.cleaned_data["van"] <= vandaag <= form.cleaned_data["tot_en_met"]:
            return []
        return zinnen.gevolg_van_sluiten(aanstelling, _opsporing(aanstelling))

    return wijzig(
        request,
        aanstelling,
        form,
        op_versie(actions.machtig),
        titel=f"Machtiging opsporing van {aanstelling.gebruiker}",
        knop="Opslaan",
        gedaan="De machtiging is opgeslagen.",
        uitleg=[zinnen.UITLEG_OPSPORING],
        gevolg=gevolg,
    )


@vereist(Recht.GEBRUIKERS)
def trek_in(request: Verzoek, pk: int) -> HttpResponse:
    aanstelling = aanstelling_van(request, pk)
    form = RedenForm(request.POST or None, initial={"version": aanstelling.version})
    return wijzig(
        request,
        aanstelling,
        form,
        op_versie(actions.trek_machtiging_in),
        titel=f"Machtiging van {aanstelling.gebruiker} intrekken",
        knop="Trek in",
        gedaan="De machtiging is ingetrokken.",
        uitleg=[
            "De collega ziet vanaf nu geen opsporing meer.",
            *zinnen.gevolg_van_sluiten(aanstelling, _opsporing(aanstelling)),
        ],
    )


@vereist(Recht.GEBRUIKERS)
def beeindig_rol(request: Verzoek, pk: int) -> HttpResponse:
    aanstelling = aanstelling_van(request, pk)
    form = RedenForm(request.POST or None, initial={"version": aanstelling.version})
    if request.method == "POST" and form.is_valid():
        aantal = voer_uit(form, op_versie(actions.beeindig_rol), aanstelling, **wie(request), **form.cleaned_data)
        if form.is_valid():
            zin = f"{aanstelling.gebruiker} werkt niet meer in {aanstelling.gemeente}."
            messages.success(request, " ".join([zin, *zinnen.staat_bij_team(aantal)]))
            return redirect("gebruikers")
    uitleg = [
        f"{aanstelling.gebruiker} kan niet meer werken in {aanstelling.gemeente}. Het account blijft bestaan.",
        *zinnen.gaat_naar_team(tel_open_zaken(aanstelling), aanstelling.gemeente),
    ]
    titel = f"Rol van {aanstelling.gebruiker} beëindigen"
    return formulier(request, aanstelling, form, titel, "Beëindig de rol", uitleg=uitleg)


def _opsporing(aanstelling: Aanstelling) -> int:
    """Open zaken that are closed to the colleague without a machtiging."""
    return tel_open_zaken(aanstelling, zonder=ROLLEN[aanstelling.rol].rechten)
