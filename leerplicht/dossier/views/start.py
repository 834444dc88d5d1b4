"""The start page: the werkvoorraad. And the choice of the gemeente."""

from itertools import groupby

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from leerplicht.dossier.werkvoorraad import Groep, Tab, in_groep, met_werk, tel_groepen, werkregels, werkvoorraad
from leerplicht.formulieren.bladeren import pagina_van
from leerplicht.formulieren.concept import leesbare
from leerplicht.onderdeel import aankondigingen_voor, navigatie_voor
from leerplicht.roles import Recht
from leerplicht.toegang.middleware import SESSION_KEY
from leerplicht.toegang.rechten import DOSSIERS
from leerplicht.toegang.verzoek import Verzoek


def start(request: Verzoek) -> HttpResponse:
    """The werkvoorraad. Who has no dossiers goes to his own room: the lists, or the report."""
    if request.user.aanstelling is None:
        return render(request, "leerplicht/geen_rol.html", status=403)
    if request.user.mag_een_van(DOSSIERS):
        return _werkvoorraad(request)
    if request.user.mag(Recht.LIJSTEN):
        return redirect("lijsten")
    navigatie = navigatie_voor(request.user, request.path)
    if not navigatie:
        return render(request, "leerplicht/geen_rol.html", status=403)
    return redirect(navigatie[0]["url"])


def _werkvoorraad(request: Verzoek) -> HttpResponse:
    tab = request.GET.get("tab", Tab.MIJN)
    groep = request.GET.get("groep", "")
    if tab not in Tab or (groep and groep not in Groep):
        raise Http404
    vandaag = timezone.localdate()
    per_tab = {naam: werkvoorraad(request.user, naam, vandaag=vandaag) for naam in Tab}
    aantallen = tel_groepen(per_tab[Tab(tab)])
    zaken = per_tab[Tab(tab)]
    if groep:
        zaken = in_groep(zaken, groep)
    pagina = pagina_van(request, zaken, met_werk(zaken))
    regels = werkregels(pagina.object_list)
    return render(
        request,
        "leerplicht/start.html",
        {
            "titel": "Werkvoorraad",
            "vandaag": vandaag,
            "tabs": [
                {
                    "naam": naam.label,
                    "url": f"?tab={naam}",
                    "actief": naam == tab,
                    "aantal": per_tab[naam].order_by().count(),
                }
                for naam in Tab
            ],
            "groepen": [
                {"naam": naam.label, "code": naam.value, "aantal": aantallen[naam], "actief": naam == groep}
                for naam in Groep
            ],
            "tab": tab,
            "groep": groep,
            "pagina": pagina,
            "aankondigingen": aankondigingen_voor(request.user),
            "concepten": leesbare(request.user),
            "per_groep": [
                {"naam": naam.label, "code": naam.value, "aantal": aantallen[naam], "regels": list(rijen)}
                for naam, rijen in groupby(regels, key=lambda regel: Groep(regel.zaak.groep))
            ],
        },
    )


@require_POST
def kies_gemeente(request: Verzoek) -> HttpResponse:
    """Switch to another of the user's own gemeenten; everything on screen belongs to one gemeente."""
    eigen = {str(gemeente.pk): gemeente.pk for gemeente in request.user.gemeenten()}
    gekozen = eigen.get(request.POST.get("gemeente", ""))
    if gekozen is None:
        raise Http404
    request.session[SESSION_KEY] = gekozen
    return redirect(reverse("start"))
