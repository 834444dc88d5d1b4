"""The list of colleagues, a new one, the page of one, and what each role may do."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from leerplicht.codelijsten.views import tabs_van_beheer
from leerplicht.formulieren.bladeren import pagina_van
from leerplicht.formulieren.uitvoeren import voer_uit
from leerplicht.formulieren.zoeken import keer_terug_met_zoekvraag
from leerplicht.roles import RECHTEN, ROLLEN, Recht
from leerplicht.toegang.gebruikers import actions, zinnen
from leerplicht.toegang.gebruikers.bereik import beheert_overal, zichtbaar_voor
from leerplicht.toegang.gebruikers.filters import GebruikerFilter
from leerplicht.toegang.gebruikers.forms import NieuweCollegaForm
from leerplicht.toegang.gebruikers.verloop import verloop
from leerplicht.toegang.gebruikers.views.kader import aanstelling_van, wie
from leerplicht.toegang.gebruikers.werk import tel_open_zaken
from leerplicht.toegang.rechten import vereist
from leerplicht.toegang.verzoek import Verzoek


@vereist(Recht.GEBRUIKERS)
def gebruikers(request: Verzoek) -> HttpResponse:
    if request.method == "POST":
        return keer_terug_met_zoekvraag(request)
    zichtbaar = zichtbaar_voor(request.user)
    filter = GebruikerFilter(request.GET, zichtbaar, request=request)
    vandaag = timezone.localdate()
    pagina = pagina_van(request, filter.qs, zichtbaar)
    context = {
        "titel": "Gebruikers",
        "tabs": tabs_van_beheer(request, "gebruikers"),
        "filter": filter,
        "form": filter.form,
        "pagina": pagina,
        "sorteer": "naam",
        "regels": [
            {"aanstelling": een, "rol": ROLLEN[een.rol].naam, "machtiging": zinnen.machtiging(een, vandaag)}
            for een in pagina.object_list
        ],
    }
    return render(request, "toegang/gebruikers/lijst.html", context)


@vereist(Recht.GEBRUIKERS)
def nieuwe_gebruiker(request: Verzoek) -> HttpResponse:
    form = NieuweCollegaForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        nieuw = voer_uit(form, actions.voeg_toe, request.user.gemeente, **wie(request), **form.cleaned_data)
        if form.is_valid():
            # The same sentence whether or not the address had an account already.
            messages.success(request, "De collega is toegevoegd en krijgt een e-mail.")
            return redirect("gebruiker", nieuw.pk)
    context = {
        "titel": "Nieuwe gebruiker",
        "form": form,
        "knop": "Voeg toe",
        "terug": reverse("gebruikers"),
        "kruimels": [("Gebruikers", reverse("gebruikers")), ("Nieuwe gebruiker", "")],
    }
    return render(request, "toegang/gebruikers/formulier.html", context)


@vereist(Recht.GEBRUIKERS)
def gebruiker(request: Verzoek, pk: int) -> HttpResponse:
    aanstelling = aanstelling_van(request, pk)
    vandaag = timezone.localdate()
    rol = ROLLEN[aanstelling.rol]
    context = {
        "titel": aanstelling.gebruiker.naam,
        "aanstelling": aanstelling,
        "collega": aanstelling.gebruiker,
        "rol": rol,
        "machtiging": zinnen.machtiging(aanstelling, vandaag),
        "kan_gemachtigd": Recht.LEERPLICHT in rol.rechten,
        "open_zaken": tel_open_zaken(aanstelling),
        "zelf": aanstelling.gebruiker_id == request.user.pk,
        "overal": beheert_overal(request.user, aanstelling.gebruiker),
        "stappen": verloop(request.user, aanstelling),
        "kruimels": [("Gebruikers", reverse("gebruikers")), (aanstelling.gebruiker.naam, "")],
    }
    return render(request, "toegang/gebruikers/gebruiker.html", context)


@vereist(Recht.GEBRUIKERS)
def rollen(request: Verzoek) -> HttpResponse:
    """Each role with what it may do, as declared in roles.py; also to be printed for a letter of appointment."""
    context = {
        "titel": "Rollen",
        "tabs": tabs_van_beheer(request, "rollen"),
        "rollen": [
            {"rol": rol, "rechten": [uitleg for recht, uitleg in RECHTEN.items() if recht in rol.rechten]}
            for rol in ROLLEN.values()
        ],
        "opsporing": RECHTEN[Recht.OPSPORING],
        "uitleg_opsporing": zinnen.UITLEG_OPSPORING,
    }
    return render(request, "toegang/gebruikers/rollen.html", context)
