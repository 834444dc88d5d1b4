"""De Overstap: the list of a summer with its counts, and one candidate."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from doorstroompunt.actions.overstap import meld_aan_voor_overstap, wijzig_overstap
from doorstroompunt.choices import OverstapUitkomst, PogingSoort
from doorstroompunt.filters import OverstapFilter
from doorstroompunt.forms import NieuweOverstapForm, OverstapForm
from doorstroompunt.models import Overstap, Poging
from doorstroompunt.views.kader import tabs
from leerplicht.dossier.actions import inschrijving_op
from leerplicht.dossier.dossier import zaakblok
from leerplicht.formulieren.bladeren import pagina_van
from leerplicht.formulieren.pagina import formulierpagina, wijzigpagina
from leerplicht.formulieren.uitvoeren import voer_uit
from leerplicht.formulieren.zoeken import keer_terug_met_zoekvraag
from leerplicht.models import Leerling
from leerplicht.roles import Recht
from leerplicht.toegang.rechten import vereist
from leerplicht.toegang.verzoek import Verzoek


@vereist(Recht.DOORSTROOMPUNT)
def overstappen(request: Verzoek) -> HttpResponse:
    """The candidates, the latest summer first, with how many there are of each outcome."""
    if request.method == "POST":
        return keer_terug_met_zoekvraag(request)
    zichtbaar = Overstap.objects.zichtbaar_voor(request.user)
    zomers = list(zichtbaar.order_by("-zomer").values_list("zomer", flat=True).distinct())
    # Without any parameter the latest summer; a filter that asks for something else shows just that.
    parameters = request.GET or ({"zomer": str(zomers[0])} if zomers else {})
    filter = OverstapFilter(parameters, zichtbaar, request=request, zomers=zomers)
    context = {
        "titel": "De Overstap",
        "tabs": tabs("overstappen"),
        "filter": filter,
        "form": filter.form,
        "cijfers": _cijfers(filter.qs),
        "pagina": pagina_van(request, filter.qs, zichtbaar.select_related("leerling", "zaak", "school")),
        "sorteer": "naam",
    }
    return render(request, "doorstroompunt/overstappen.html", context)


def _cijfers(overstappen) -> list[tuple[str, int]]:
    """Name and number of the tiles above the list."""
    huisbezoek = Q(zaak__pogingen__soort=PogingSoort.HUISBEZOEK)
    aantallen = overstappen.order_by().aggregate(
        totaal=Count("pk", distinct=True),
        brief=Count("pk", filter=Q(brief_op__isnull=False), distinct=True),
        risico=Count("pk", filter=Q(risico=True), distinct=True),
        huisbezoek=Count("pk", filter=huisbezoek, distinct=True),
        gestart=Count("pk", filter=Q(uitkomst=OverstapUitkomst.GESTART), distinct=True),
        onbekend=Count("pk", filter=Q(uitkomst=""), distinct=True),
    )
    niet = aantallen["totaal"] - aantallen["gestart"] - aantallen["onbekend"]
    return [
        ("Kandidaten", aantallen["totaal"]),
        ("Brief verstuurd", aantallen["brief"]),
        ("Risico", aantallen["risico"]),
        ("Op huisbezoek geweest", aantallen["huisbezoek"]),
        ("Gestart", aantallen["gestart"]),
        ("Niet gestart", niet),
        ("Nog niet bekend", aantallen["onbekend"]),
    ]


def _overstap(request: Verzoek, pk: int) -> Overstap:
    rijen = Overstap.objects.zichtbaar_voor(request.user).select_related("leerling", "zaak", "school")
    return get_object_or_404(rijen, pk=pk)


@vereist(Recht.DOORSTROOMPUNT)
def overstap(request: Verzoek, pk: int) -> HttpResponse:
    overstap = _overstap(request, pk)
    context = {
        "titel": f"De Overstap {overstap.zomer}: {overstap.leerling.naam}",
        "overstap": overstap,
        "leerling": overstap.leerling,
        "pogingen": list(Poging.objects.zichtbaar_voor(request.user).filter(zaak=overstap.zaak)),
        **zaakblok(request.user, overstap.zaak),
    }
    return render(request, "doorstroompunt/overstap.html", context)


@vereist(Recht.DOORSTROOMPUNT)
def nieuwe_overstap(request: Verzoek, pk: int) -> HttpResponse:
    """`pk` is that of the leerling."""
    leerling = get_object_or_404(Leerling.objects.zichtbaar_voor(request.user), pk=pk)
    vandaag = timezone.localdate()
    inschrijving = inschrijving_op(leerling, vandaag)
    form = NieuweOverstapForm(
        request.POST or None, vandaag=vandaag, school=inschrijving.school if inschrijving else None
    )
    if request.method == "POST" and form.is_valid():
        nieuw = voer_uit(
            form, meld_aan_voor_overstap, leerling, op=vandaag, door=request.user, **form.cleaned_data
        )
        if form.is_valid():
            messages.success(request, "De kandidaat is toegevoegd.")
            return redirect("overstap", nieuw.pk)
    titel = f"De Overstap: {leerling.naam}"
    terug = reverse("leerling", args=[leerling.pk])
    return formulierpagina(request, form, titel=titel, knop="Voeg toe", terug=terug, leerling=leerling)


@vereist(Recht.DOORSTROOMPUNT)
def overstap_wijzigen(request: Verzoek, pk: int) -> HttpResponse:
    overstap = _overstap(request, pk)
    return wijzigpagina(
        request,
        overstap,
        lambda data, rij: OverstapForm(data, overstap=rij),
        wijzig_overstap,
        op=timezone.localdate(),
        titel=f"De Overstap {overstap.zomer} wijzigen: {overstap.leerling.naam}",
        terug=reverse("overstap", args=[pk]),
        klaar="De gegevens zijn opgeslagen.",
        leerling=overstap.leerling,
    )
