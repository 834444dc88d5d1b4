"""The account of a colleague: its name, and whether it may log in."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from leerplicht.formulieren.bewerken import bewerk
from leerplicht.roles import Recht
from leerplicht.toegang.gebruikers import actions, zinnen
from leerplicht.toegang.gebruikers.bereik import beheert_overal
from leerplicht.toegang.gebruikers.forms import NaamForm
from leerplicht.toegang.gebruikers.tweede_factor import reset_tweede_factor
from leerplicht.toegang.gebruikers.views.kader import aanstelling_van, formulier, klaar, stap, wie
from leerplicht.toegang.gebruikers.werk import tel_open_zaken
from leerplicht.toegang.rechten import vereist
from leerplicht.toegang.verzoek import Verzoek

GEEN_RESET = "Dit account wordt ook gebruikt in een gemeente die u niet beheert."
ACTIEF = ("is_active", "actief_waarom")


@vereist(Recht.GEBRUIKERS)
def wijzig_naam(request: Verzoek, pk: int) -> HttpResponse:
    aanstelling = aanstelling_van(request, pk)
    bewerking = bewerk(
        request,
        aanstelling.gebruiker,
        lambda data, rij: NaamForm(data, initial={"naam": rij.naam, "version": rij.version}),
        actions.hernoem,
        **wie(request),
    )
    if bewerking.klaar:
        return klaar(request, aanstelling, "De naam is opgeslagen.")
    return formulier(request, aanstelling, bewerking.form, f"Naam van {aanstelling.gebruiker}", "Opslaan")


@vereist(Recht.GEBRUIKERS)
def deactiveer(request: Verzoek, pk: int) -> HttpResponse:
    aanstelling = aanstelling_van(request, pk)
    collega = aanstelling.gebruiker
    overal = beheert_overal(request.user, collega)
    uitleg = [actions.BUITEN_BEREIK]
    if overal:
        uitleg = [f"{collega} kan niet meer inloggen. Alle sessies eindigen direct."]
        for een in collega.aanstellingen.select_related("gemeente").order_by("gemeente__naam"):
            uitleg += zinnen.gaat_naar_team(tel_open_zaken(een), een.gemeente)
    return stap(
        request,
        aanstelling,
        collega,
        actions.deactiveer,
        raakt=ACTIEF,
        titel=f"{collega} deactiveren",
        knop="Deactiveer",
        gedaan=lambda aantal: " ".join(
            [f"{collega} is niet meer actief en is overal uitgelogd.", *zinnen.staat_bij_team(aantal)]
        ),
        uitleg=uitleg,
        kan=overal,
    )


@vereist(Recht.GEBRUIKERS)
def activeer(request: Verzoek, pk: int) -> HttpResponse:
    aanstelling = aanstelling_van(request, pk)
    collega = aanstelling.gebruiker
    uitleg = [f"{collega} kan weer inloggen, met dezelfde rol. De zaken die naar het team gingen, blijven daar."]
    overal = beheert_overal(request.user, collega)
    return stap(
        request,
        aanstelling,
        collega,
        actions.activeer,
        raakt=ACTIEF,
        titel=f"{collega} weer activeren",
        knop="Activeer",
        gedaan=lambda _: f"{collega} is weer actief.",
        uitleg=uitleg if overal else [actions.BUITEN_BEREIK],
        kan=overal,
    )


@vereist(Recht.GEBRUIKERS)
def reset_tweede_stap(request: Verzoek, pk: int) -> HttpResponse:
    aanstelling = aanstelling_van(request, pk)
    collega = aanstelling.gebruiker
    zelf, overal = collega == request.user, beheert_overal(request.user, collega)
    uitleg = [
        f"De app, de sleutels en de herstelcodes van {collega} werken niet meer. Alle sessies eindigen direct.",
        "Bel de collega eerst zelf op een nummer dat u kent: ook wie zich voor hem uitgeeft, vraagt hierom.",
    ]
    if zelf or not overal:
        uitleg = ["Uw eigen tweede stap reset een andere beheerder." if zelf else GEEN_RESET]
    return stap(
        request,
        aanstelling,
        collega,
        reset_tweede_factor,
        raakt=("factor_gereset_op", "factor_gereset_waarom"),
        titel=f"Tweede stap van {collega} resetten",
        knop="Reset",
        gedaan=lambda _: f"{collega} krijgt een e-mail en heeft 24 uur om een nieuwe tweede stap in te stellen.",
        uitleg=uitleg,
        kan=overal and not zelf,
    )


@require_POST
@vereist(Recht.GEBRUIKERS)
def mail_wachtwoordlink(request: Verzoek, pk: int) -> HttpResponse:
    aanstelling = aanstelling_van(request, pk)
    try:
        actions.mail_wachtwoordlink(aanstelling, **wie(request))
    except ValidationError as fout:
        messages.error(request, fout.messages[0])
        return redirect("gebruiker", pk)
    return klaar(request, aanstelling, f"{aanstelling.gebruiker} krijgt een e-mail om een wachtwoord te kiezen.")
