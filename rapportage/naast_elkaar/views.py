"""The page on which a report that was published lies beside what is counted now."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from leerplicht.inlezen.velden import sleutel
from leerplicht.models import Code, Compartiment
from leerplicht.roles import Recht
from leerplicht.rules import schooljaar_label
from leerplicht.toegang.rechten import vereist
from leerplicht.toegang.verzoek import Verzoek
from rapportage.afscherming import leest_alles, verslag_voor
from rapportage.models import GepubliceerdCijfer
from rapportage.naast_elkaar.vergelijken import Gedrukt, leg_naast, voeg_opsporing_samen
from rapportage.uitwisseling.gepubliceerd import BRON
from rapportage.verslag import maak_verslag


@vereist(Recht.VERSLAG)
def naast_elkaar(request: Verzoek, schooljaar: int) -> HttpResponse:
    """Per table what was published and what is counted, with the differences marked."""
    if not 2000 <= schooljaar <= timezone.localdate().year:
        raise Http404
    gedrukt = _gedrukt(request, schooljaar)
    label = schooljaar_label(schooljaar)
    context = {
        "titel": f"Gepubliceerd en geteld {label}",
        "schooljaar": schooljaar,
        "bron": BRON,
        "mag_maken": request.user.mag(Recht.VERSLAG_MAKEN),
        "kruimels": [
            ("Jaarverslag", reverse("jaarverslag")),
            (label, reverse("verslag", args=[schooljaar])),
            ("Naast elkaar", ""),
        ],
    }
    if gedrukt:
        geteld = verslag_voor(maak_verslag(request.user.gemeente, schooljaar=schooljaar), request.user)
        paren = leg_naast(geteld, gedrukt)
        context |= {
            "paren": paren,
            "gelijk": sum(paar.gelijk for paar in paren),
            "totaal": sum(paar.gepubliceerd for paar in paren),
        }
    return render(request, "rapportage/naast_elkaar.html", context)


def _gedrukt(request: Verzoek, schooljaar: int) -> list[Gedrukt]:
    """What was published, for who may not read opsporing with those rows as the one that his report has too."""
    cijfers = GepubliceerdCijfer.objects.zichtbaar_voor(request.user).in_schooljaar(schooljaar)
    gedrukt = [Gedrukt(*cel) for cel in cijfers.values_list("tabel", "rij", "kolom", "waarde")]
    if leest_alles(request.user):
        return gedrukt
    codes = Code.objects.zichtbaar_voor(request.user).filter(compartiment=Compartiment.OPSPORING)
    return voeg_opsporing_samen(gedrukt, {sleutel(naam) for code in codes for naam in (code.code, code.label)})
