"""The account of a colleague: its name, and whether it may log in."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from leerplicht.formulieren.op_versie import op_versie
from leerplicht.formulieren.uitvoeren import voer_uit
from leerplicht.roles import Recht
from leerplicht.toegang.gebruikers import actions, zinnen
from leerplicht.toegang.gebruikers.bereik import beheert_overal
from leerplicht.toegang.gebruikers.forms import NaamForm, RedenForm
from leerplicht.toegang.gebruikers.tweede_factor import reset_tweede_factor
from leerplicht.toegang.gebruikers.views.kader import aanstelling_van, formulier, klaar, wie
from leerplicht.toegang.gebruikers.werk import tel_open_zaken
from leerplicht.toegang.rechten import vereist
from leerplicht.toegang.verzoek import Verzoek

GEEN_RESET = "Dit account wordt ook gebruikt in een gemeente die u niet beheert."


@vereist(Recht.GEBRUIKERS)
def wijzig_naam(request: Verzoek, pk: int) -> HttpResponse:
    aanstelling = aanstelling_van(request, pk)
    collega = aanstelling.gebruiker
    form = NaamForm(request.POST or None, initial={"naam": collega.naam, "version": collega.version})
    if request.method == "POST" and form.is_valid():
        voer_uit(form, op_versie(actions.hernoem), collega, **wie(request), **form.cleaned_data)
        if form.is_valid():
            return klaar(request, aanstelling, "De naam is opgeslagen.")
    return formulier(request, aanstelling, form, f"Naam van {collega}", "Opslaan")


@vereist(Recht.GEBRUIKERS)
def deactiveer(request: Verzoek, pk: int) -> HttpResponse:
    aanstelling = aanstelling_van(request, pk)
    collega = aanstelling.gebruiker
    form = RedenForm(request.POST or None, initial={"version": collega.version})
    if request.method == "POST" and form.is_valid():
        aantal = voer_uit(form, op_versie(actions.deactiveer), collega, **wie(request), **form.cleaned_data)
        if form.is_valid():
            zin = f"{collega} is niet meer actief en is overal uitgelogd."
            return klaar(request, aanstelling, " ".join([zin, *zinnen.staat_bij_team(aantal)]))
    overal = beheert_overal(request.user, collega)
    uitleg = [actions.BUITEN_BEREIK]
    if overal:
        uitleg = [f"{collega} kan niet meer inloggen. Alle sessies eindigen direct."]
        for een in collega.aanstellingen.select_related("gemeente").order_by("gemeente__naam"):
            uitleg += zinnen.gaat_naar_team(tel_open_zaken(een), een.gemeente)
    titel = f"{collega} deactiveren"
    return formulier(request, aanstelling, form, titel, "Deactiveer", uitleg=uitleg, kan=overal)


@vereist(Recht.GEBRUIKERS)
def activeer(request: Verzoek, pk: int) -> HttpResponse:
    aanstelling = aanstelling_van(request, pk)
    collega = aanstelling.gebruiker
    form = RedenForm(request.POST or None, initial={"version": collega.version})
    if request.method == "POST" and form.is_valid():
        voer_uit(form, op_versie(actions.activeer), collega, **wie(request), **form.cleaned_data)
        if form.is_valid():
            return klaar(request, aanstelling, f"{collega} is weer actief.")
    uitleg = [f"{collega} kan weer inloggen, met dezelfde rol. De zaken die naar het team gingen, blijven daar."]
    overal = beheert_overal(request.user, collega)
    titel = f"{collega} weer activeren"
    return formulier(
        request,
        aanstelling,
        form,
        titel,
        "Activeer",
        uitleg=uitleg if overal else [actions.BUITEN_BEREIK],
        kan=overal,
    )


@vereist(Recht.GEBRUIKERS)
def reset_tweede_stap(request: Verzoek, pk: int) -> HttpResponse:
    aanstelling = aanstelling_van(request, pk)
    collega = aanstelling.gebruiker
    form = RedenForm(request.POST or None, initial={"version": collega.version})
    if request.method == "POST" and form.is_valid():
        voer_uit(form, op_versie(reset_tweede_factor), collega, **wie(request), **form.cleaned_data)
        if form.is_valid():
            zin = f"{collega} krijgt een e-mail en heeft 24 uur om een nieuwe tweede stap in te stellen."
            return klaar(request, aanstelling, zin)
    zelf, overal = collega == request.user, beheert_overal(request.user, collega)
    uitleg = [
        f"De app, de sleutels en de herstelcodes van {collega} werken niet meer. Alle sessies eindigen direct.",
        "Bel de collega eerst zelf op een nummer dat u kent: ook wie zich voor hem uitgeeft, vraagt hierom.",
    ]
    if zelf or not overal:
        uitleg = ["Uw eigen tweede stap reset een andere beheerder." if zelf else GEEN_RESET]
    titel = f"Tweede stap van {collega} resetten"
    return formulier(request, aanstelling, form, titel, "Reset", uitleg=uitleg, kan=overal and not zelf)


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
