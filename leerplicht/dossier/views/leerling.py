"""The list of leerlingen, and the dossier of one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from leerplicht import rules
from leerplicht.dossier import actions, dossier
from leerplicht.dossier.filters import LeerlingFilter
from leerplicht.dossier.forms import LeerlingForm, NieuweLeerlingForm
from leerplicht.dossier.lijst import met_school, zaak_met_nummer
from leerplicht.formulieren.bladeren import pagina_van
from leerplicht.formulieren.pagina import wijzigpagina
from leerplicht.formulieren.uitvoeren import voer_uit
from leerplicht.formulieren.zoeken import keer_terug_met_zoekvraag
from leerplicht.koppelen.rules import Kandidaat
from leerplicht.koppelen.vergelijk import lijkt_op
from leerplicht.models import Leerling
from leerplicht.onderdeel import onderdelen, zaakregels
from leerplicht.roles import Recht
from leerplicht.toegang.rechten import DOSSIERS, vereist
from leerplicht.toegang.verzoek import Verzoek


@vereist(*DOSSIERS)
def leerlingen(request: Verzoek) -> HttpResponse:
    """List and search. A whole zaaknummer leads straight to its page."""
    if request.method == "POST":
        zaak = zaak_met_nummer(request.user, request.POST.get("tekst", ""))
        if zaak is not None:
            return redirect(zaakregels([zaak])[zaak.pk].url)
        return keer_terug_met_zoekvraag(request)
    zichtbaar = Leerling.objects.zichtbaar_voor(request.user)
    filter = LeerlingFilter(request.GET, zichtbaar, request=request)
    vandaag = timezone.localdate()
    pagina = pagina_van(request, filter.qs, met_school(zichtbaar, request.user, vandaag))
    context = {"titel": "Leerlingen", "filter": filter, "form": filter.form, "pagina": pagina, "sorteer": "naam"}
    return render(request, "leerplicht/leerlingen.html", context)


@vereist(*DOSSIERS)
def leerling(request: Verzoek, pk: int) -> HttpResponse:
    """The dossier: who, where, under which duty, what is to be done, everything that happened."""
    blijft = Leerling.objects.opgegaan_in(pk, request.user)
    if blijft is not None:
        # Bookmarks, letters and colleagues may still name the number he had.
        return redirect("leerling", blijft)
    leerling = get_object_or_404(Leerling.objects.zichtbaar_voor(request.user), pk=pk)
    vandaag = timezone.localdate()
    zaken = dossier.zaken_van(request.user, leerling)
    context = {
        "titel": leerling.naam,
        "leerling": leerling,
        "vandaag": vandaag,
        "leeftijd": rules.leeftijd_op(leerling.geboortedatum, vandaag),
        "plicht": dossier.plicht_op(leerling, vandaag),
        "inschrijving": actions.inschrijving_op(leerling, vandaag),
        "weg": dossier.waarom_weg(leerling, vandaag),
        "inschrijvingen": leerling.inschrijvingen.select_related("school__opgevolgd_door", "onderwijssoort"),
        "betrokkenen": leerling.betrokkenen.all(),
        "gezinsleden": dossier.gezinsleden(request.user, leerling),
        "zaken": zaken,
        "taken": dossier.open_taken(zaken),
        "stappen": dossier.verloop(request.user, leerling=leerling),
        "maximum": dossier.MAXIMUM,
        "nieuw": _nieuw(request, leerling),
        "samenvoegingen": leerling.samenvoegingen.filter(ongedaan_op__isnull=True).select_related("weg", "door"),
        "mag_verzegelen": request.user.mag(Recht.VERZEGELEN),
    }
    return render(request, "leerplicht/leerling.html", context)


def _nieuw(request: Verzoek, leerling: Leerling) -> dict[str, str]:
    """Url to name of what the user may begin for this leerling; once, when two rights lead to the same page."""
    return {
        reverse(url_naam, args=[leerling.pk]): naam
        for onderdeel in onderdelen()
        for naam, url_naam, recht in onderdeel.nieuw
        if request.user.mag(recht)
    }


@vereist(*DOSSIERS)
def nieuwe_leerling(request: Verzoek) -> HttpResponse:
    return _registreer(request, gezinslid=None)


@vereist(*DOSSIERS)
def nieuw_gezinslid(request: Verzoek, pk: int) -> HttpResponse:
    """A brother or sister: the same gezin, and the same address to begin with."""
    return _registreer(request, get_object_or_404(Leerling.objects.zichtbaar_voor(request.user), pk=pk))


def _registreer(request: Verzoek, gezinslid: Leerling | None) -> HttpResponse:
    adres = ("achternaam", "tussenvoegsel", "straat", "postcode", "plaats", "geheim_adres")
    form = NieuweLeerlingForm(
        request.POST or None,
        gebruiker=request.user,
        vandaag=timezone.localdate(),
        initial={veld: getattr(gezinslid, veld) for veld in adres} if gezinslid else {},
    )
    lijkt: list[tuple[Leerling, Kandidaat]] = []
    if request.method == "POST" and form.is_valid():
        lijkt = _lijkt_op(request, form)
    if request.method == "POST" and form.is_valid() and not lijkt:
        nieuw = voer_uit(
            form,
            actions.registreer_leerling,
            gemeente=request.user.gemeente,
            door=request.user,
            gezin=gezinslid.gezin if gezinslid else None,
            **form.velden(),
        )
        if form.is_valid():
            messages.success(request, f"{nieuw.naam} is geregistreerd.")
            return redirect("leerling", nieuw.pk)
    context = {
        "titel": f"Broer of zus van {gezinslid.naam}" if gezinslid else "Nieuwe leerling",
        "form": form,
        "knop": "Registreer",
        "boven": "koppelen/dezelfde.html",
        "lijkt": lijkt,
        "te_bevestigen": ",".join(str(ander.pk) for ander, _ in lijkt),
        "terug": reverse("leerling", args=[gezinslid.pk]) if gezinslid else reverse("leerlingen"),
    }
    return render(request, "leerplicht/formulierpagina.html", context)


def _lijkt_op(request: Verzoek, form: NieuweLeerlingForm) -> list[tuple[Leerling, Kandidaat]]:
    """Who is known and may be the same, unless all of them were shown before and it is none of them."""
    gevonden = lijkt_op(request.user, Leerling(**form.velden()))
    bevestigd = set(form.cleaned_data["bevestigd"].split(","))
    return [] if {str(ander.pk) for ander, _ in gevonden} <= bevestigd else gevonden


@vereist(*DOSSIERS)
def wijzig_leerling(request: Verzoek, pk: int) -> HttpResponse:
    leerling = get_object_or_404(Leerling.objects.zichtbaar_voor(request.user), pk=pk)
    return wijzigpagina(
        request,
        leerling,
        lambda data, rij: LeerlingForm(
            data,
            gebruiker=request.user,
            vandaag=timezone.localdate(),
            leerling=rij,
            initial=LeerlingForm.beginwaarden(rij),
        ),
        actions.wijzig_leerling,
        titel=f"Gegevens van {leerling.naam}",
        terug=reverse("leerling", args=[leerling.pk]),
        klaar="De gegevens zijn opgeslagen.",
        leerling=leerling,
    )
