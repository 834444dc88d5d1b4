"""What the pages of one file share."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from leerplicht.inlezen.bron import Bron
from leerplicht.inlezen.bronnen import bronnen_voor
from leerplicht.models import Aanlevering, AanleveringStatus, Aanleverregel
from leerplicht.roles import Recht
from leerplicht.toegang.verzoek import Verzoek

# Whoever has work into which something can be read.
INLEZERS = (Recht.LEERPLICHT, Recht.DOORSTROOMPUNT, Recht.LIJSTEN, Recht.VERSLAG_MAKEN)
# What its buttons are about.
STAND = ("status", "telling")

BADGES = {
    AanleveringStatus.KOPPELEN: "waarschuwing",
    AanleveringStatus.GECONTROLEERD: "waarschuwing",
    AanleveringStatus.INGELEZEN: "ok",
    AanleveringStatus.GEWEIGERD: "fout",
    AanleveringStatus.MISLUKT: "fout",
    AanleveringStatus.TERUGGEDRAAID: "neutraal",
    AanleveringStatus.GEANNULEERD: "neutraal",
}


def aanlevering_van(request: Verzoek, pk: int) -> tuple[Aanlevering, Bron]:
    zichtbaar = Aanlevering.objects.zichtbaar_voor(request.user)
    aanlevering = get_object_or_404(
        zichtbaar.select_related("door", "ingelezen_door", "teruggedraaid_door"), pk=pk
    )
    return aanlevering, bron_van(request, aanlevering.bron)


def bron_van(request: Verzoek, code: str) -> Bron:
    bron = bronnen_voor(request.user).get(code)
    if bron is None:
        raise Http404
    return bron


def badge(aanlevering: Aanlevering) -> str:
    return BADGES.get(AanleveringStatus(aanlevering.status), "info")


def adres(aanlevering: Aanlevering) -> str:
    return reverse("aanlevering", args=[aanlevering.pk])


def van_bestand(aanlevering: Aanlevering, bron: Bron, titel: str) -> list[tuple[str, str]]:
    """The breadcrumbs of a page about one file."""
    return kruimels(bron, ("Bestand", adres(aanlevering)), (titel, ""))


def kruimels(bron: Bron, *verder: tuple[str, str]) -> list[tuple[str, str]]:
    return [("Inlezen", reverse("inlezen")), (bron.naam, reverse("inlezen_bron", args=[bron.code])), *verder]


def zinnen(regel: Aanleverregel, bron: Bron) -> str:
    """What is wrong with a row, with the column before it."""
    return " ".join(f"{bron.kolom(veld).kop}: {zin}" if veld else zin for veld, zin in regel.fouten)
