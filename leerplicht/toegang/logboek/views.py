"""The pages of the privacy officer: who looked, changed, when and why. To look here is itself logged."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from leerplicht import logbook
from leerplicht.formulieren.bladeren import PER_PAGINA, pagina_van
from leerplicht.formulieren.zoeken import keer_terug_met_zoekvraag, zoekvraag
from leerplicht.models import Aanstelling, Gebruiker, Leerling, Logregel
from leerplicht.pdf import PdfFout
from leerplicht.roles import Recht
from leerplicht.toegang.logboek.filters import LeerlingLogFilter, LogregelFilter, WijzigingFilter
from leerplicht.toegang.logboek.inzage import InzageForm, maak_inzage
from leerplicht.toegang.logboek.regels import per_collega, per_leerling
from leerplicht.toegang.logboek.wie import MAXIMUM, collegas_ooit, rolnaam, vind_leerlingen
from leerplicht.toegang.logboek.wijzigingen import wijzigingen as wijzigingen_van
from leerplicht.toegang.rechten import vereist
from leerplicht.toegang.verzoek import Verzoek


@vereist(Recht.PRIVACY)
def privacy(request: Verzoek) -> HttpResponse:
    """Find the leerling who asks who looked."""
    if request.method == "POST":
        return keer_terug_met_zoekvraag(request)
    token = request.GET.get("zoek", "")
    tekst = zoekvraag(request, token) if token else ""
    context = {
        "titel": "Privacy",
        "tabs": privacytabs("privacy"),
        "tekst": tekst or "",
        "verlopen": tekst is None,
        "leerlingen": vind_leerlingen(request.user, tekst or ""),
        "maximum": MAXIMUM,
    }
    return render(request, "privacy/zoeken.html", context)


@vereist(Recht.PRIVACY)
def leerling(request: Verzoek, pk: int) -> HttpResponse:
    """Who read about this leerling, alone or in a list."""
    leerling = _leerling(request, pk)
    logregels = Logregel.objects.zichtbaar_voor(request.user)
    over = logregels.over(*leerling.nummers)
    wie = Gebruiker.objects.filter(pk__in=set(over.order_by().values_list("gebruiker_id", flat=True).distinct()))
    collegas = [(str(een.pk), een.naam) for een in wie]
    filter = LeerlingLogFilter(request.GET, over, request=request, collegas=collegas)
    pagina = pagina_van(request, filter.qs, logregels)
    context = {
        **_over_leerling(leerling, "privacy_leerling"),
        "filter": filter,
        "form": filter.form,
        "pagina": pagina,
        "sorteer": "-tijdstip",
        "regels": per_leerling(pagina.object_list),
    }
    return render(request, "privacy/leerling.html", context)


@vereist(Recht.PRIVACY)
def wijzigingen(request: Verzoek, pk: int) -> HttpResponse:
    """Who changed what about this leerling."""
    leerling = _leerling(request, pk)
    alle = wijzigingen_van(request.user, leerling)
    form = WijzigingFilter(request.GET, alle=alle)
    context = {
        **_over_leerling(leerling, "privacy_wijzigingen"),
        "form": form,
        "pagina": Paginator(form.gevonden(), PER_PAGINA).get_page(request.GET.get("pagina")),
    }
    return render(request, "privacy/wijzigingen.html", context)


@vereist(Recht.PRIVACY)
def inzage(request: Verzoek, pk: int) -> HttpResponse:
    """ "Wie keek in mijn dossier": the form, or with an answer to it the PDF."""
    leerling = _leerling(request, pk)
    vandaag = timezone.localdate()
    form = InzageForm(request.GET or None, vandaag=vandaag)
    if form.is_valid():
        try:
            pdf = maak_inzage(request.user, leerling, op=vandaag, **form.cleaned_data)
        except PdfFout as fout:
            form.add_error(None, str(fout))
        else:
            # No name in the name of the file: it stands in the history of a browser.
            kop = {"Content-Disposition": 'attachment; filename="wie-keek-in-mijn-dossier.pdf"'}
            return HttpResponse(pdf, content_type="application/pdf", headers=kop)
    context = {**_over_leerling(leerling, "privacy_inzage"), "form": form}
    return render(request, "privacy/inzage.html", context)


@vereist(Recht.PRIVACY)
def collegas(request: Verzoek) -> HttpResponse:
    """Everybody who works or worked here."""
    ooit = collegas_ooit(request.user)
    pagina = pagina_van(request, ooit, ooit)
    rollen = dict(
        Aanstelling.objects.filter(gemeente=request.user.gemeente, gebruiker__in=pagina.object_list).values_list(
            "gebruiker", "rol"
        )
    )
    context = {
        "titel": "Collega’s",
        "tabs": privacytabs("privacy_collegas"),
        "pagina": pagina,
        "regels": [
            {"collega": een, "rol": rolnaam(rollen[een.pk]) if een.pk in rollen else ""}
            for een in pagina.object_list
        ],
    }
    return render(request, "privacy/collegas.html", context)


@vereist(Recht.PRIVACY)
def collega(request: Verzoek, pk: int) -> HttpResponse:
    """Whom this colleague read about."""
    collega = get_object_or_404(collegas_ooit(request.user), pk=pk)
    logbook.gaat_over_collega(request, collega.pk)
    logregels = Logregel.objects.zichtbaar_voor(request.user)
    filter = LogregelFilter(request.GET, logregels.filter(gebruiker_id=collega.pk), request=request)
    pagina = pagina_van(request, filter.qs, logregels)
    context = {
        "titel": f"Gelezen door {collega.naam}",
        "collega": collega,
        "filter": filter,
        "form": filter.form,
        "pagina": pagina,
        "sorteer": "-tijdstip",
        "regels": per_collega(request.user, pagina.object_list),
        "kruimels": [
            ("Privacy", reverse("privacy")),
            ("Collega’s", reverse("privacy_collegas")),
            (collega.naam, ""),
        ],
    }
    return render(request, "privacy/collega.html", context)


def _leerling(request: Verzoek, pk: int) -> Leerling:
    return get_object_or_404(Leerling.objects.te_verantwoorden_door(request.user), pk=pk)


def _over_leerling(leerling: Leerling, actief: str) -> dict[str, Any]:
    """The frame of the pages about one leerling."""
    bladen = (
        ("Bekeken", "privacy_leerling", f"Wie keek in het dossier van {leerling.naam}"),
        ("Gewijzigd", "privacy_wijzigingen", f"Wie wijzigde het dossier van {leerling.naam}"),
        ("Inzage geven", "privacy_inzage", f"Inzage voor {leerling.naam}"),
    )
    return {
        "titel": next(titel for _, url_naam, titel in bladen if url_naam == actief),
        "leerling": leerling,
        "tabs": [
            {"naam": naam, "url": reverse(url_naam, args=[leerling.pk]), "actief": url_naam == actief}
            for naam, url_naam, _ in bladen
        ],
        "kruimels": [("Privacy", reverse("privacy")), (leerling.naam, "")],
    }


def privacytabs(actief: str) -> list[dict[str, Any]]:
    namen = (("Leerlingen", "privacy"), ("Collega’s", "privacy_collegas"), ("Openingen", "privacy_openingen"))
    return [{"naam": naam, "url": reverse(url), "actief": url == actief} for naam, url in namen]
