"""What the Doorstroompunt tells the kernel: menu, rows of the werkvoorraad, links on a leerling, use of codes."""

from collections.abc import Sequence

from django.db.models import F, Q
from django.urls import reverse

from doorstroompunt.choices import (
    REDEN_GEEN_GEBRUIK,
    REDEN_GESTOPT,
    REDEN_ZORG_18PLUS,
    Begeleiding,
    Populatie,
    Zaaksoort,
    uitstroom_lijst,
)
from doorstroompunt.models import BegeleidWonen, Overstap, Traject
from doorstroompunt.privacy import GEGEVENS
from doorstroompunt.uitwisseling import BRONNEN
from leerplicht.models import Zaak
from leerplicht.onderdeel import Codekolom, Menukeuze, Onderdeel, Zaakregel
from leerplicht.roles import Recht
from leerplicht.toegang.logboek.choices import Doel


def regels(zaken: Sequence[Zaak]) -> dict[int, Zaakregel]:
    """Rows of the werkvoorraad, by zaak id; one query per kind of zaak."""
    ids = [zaak.pk for zaak in zaken]
    gevonden: dict[int, Zaakregel] = {}
    for traject in Traject.objects.filter(zaak__in=ids):
        gevonden[traject.zaak_id] = Zaakregel(
            titel=traject.populatie_kort,
            detail=_detail(traject),
            url=reverse("traject", args=[traject.pk]),
            status="neutraal" if traject.afgesloten_op else "info",
        )
    for overstap in Overstap.objects.filter(zaak__in=ids).select_related("school", "zaak"):
        gevonden[overstap.zaak_id] = Zaakregel(
            titel=f"De Overstap {overstap.zomer}",
            detail=f"{overstap.school}, risico" if overstap.risico else str(overstap.school),
            url=reverse("overstap", args=[overstap.pk]),
            status="neutraal" if overstap.zaak.gesloten_op else "info",
        )
    for plek in BegeleidWonen.objects.filter(zaak__in=ids):
        gevonden[plek.zaak_id] = Zaakregel(
            titel="Begeleid Wonen Jongeren",
            detail=f"sinds {plek.gestart_op:%d-%m-%Y}",
            url=reverse("wonen_wijzigen", args=[plek.pk]),
            status="neutraal" if plek.geeindigd_op else "info",
        )
    return gevonden


def _detail(traject: Traject) -> str:
    begeleiding = (
        Begeleiding(traject.begeleiding).label if traject.begeleiding else "Begeleiding nog niet vastgelegd"
    )
    return f"{begeleiding}, in beeld sinds {traject.aangemeld_op:%d-%m-%Y}"


CODELIJSTEN = {
    REDEN_GESTOPT: "Redenen om te stoppen met onderwijs",
    REDEN_GEEN_GEBRUIK: "Redenen om geen gebruik te maken van begeleiding (tabel 14)",
    REDEN_ZORG_18PLUS: "Redenen van zorg 18+",
    uitstroom_lijst(Populatie.UITVALLER): "Uitstroom van uitvallers (tabel 13)",
    uitstroom_lijst(Populatie.OUDE_VSV): "Uitstroom van oude voortijdig schoolverlaters (grafiek 5)",
    uitstroom_lijst(Populatie.KWETSBAAR): "Uitstroom van kwetsbare jongeren (tabel 16)",
    uitstroom_lijst(Populatie.ZORG_18PLUS): "Uitstroom bij zorg 18+",
}
_JAAR = F("schooljaar")
CODEKOLOMMEN = (
    Codekolom("trajecten", Traject, "onderwijssoort", _JAAR, {"achtergrond": Q(populatie=Populatie.UITVALLER)}),
    Codekolom("trajecten", Traject, "reden", _JAAR),
    Codekolom("trajecten", Traject, "reden_geen_gebruik", _JAAR),
    Codekolom("trajecten", Traject, "uitstroom", _JAAR, {"uitstroom": Q(begeleiding=Begeleiding.BEGELEID)}),
)

ONDERDEEL = Onderdeel(
    code="doorstroompunt",
    naam="Doorstroompunt",
    zaaksoorten=dict(Zaaksoort.choices),
    regels=regels,
    menu=(Menukeuze("Doorstroompunt", "trajecten", frozenset({Recht.DOORSTROOMPUNT}), 40),),
    nieuw=(
        ("Traject openen", "traject_nieuw", Recht.DOORSTROOMPUNT),
        ("De Overstap", "overstap_nieuw", Recht.DOORSTROOMPUNT),
        ("No-show vastleggen", "noshow_nieuw", Recht.DOORSTROOMPUNT),
        ("Begeleid Wonen", "wonen_nieuw", Recht.DOORSTROOMPUNT),
        # Leerplicht hands its work over; who works at the Doorstroompunt takes it over with a new traject.
        ("Overdragen aan Doorstroompunt", "overdragen", Recht.LEERPLICHT),
    ),
    codelijsten=CODELIJSTEN,
    codekolommen=CODEKOLOMMEN,
    privacy=GEGEVENS,
    bronnen=BRONNEN,
    doelen={
        **dict.fromkeys(("trajecten", "overstappen", "noshow", "noshowklas", "wonen"), Doel.WERKVERDELING),
        **dict.fromkeys(("trajecten_csv", "trajecten_xlsx", "noshowklas_wijzigen"), Doel.WERKVERDELING),
        **dict.fromkeys(
            ("traject_nieuw", "overdragen", "overstap_nieuw", "noshow_nieuw", "wonen_nieuw"), Doel.REGISTREREN
        ),
        **dict.fromkeys(
            (
                "traject",
                "traject_wijzigen",
                "traject_begeleiding",
                "traject_volgen",
                "traject_geen_gebruik",
                "traject_sluiten",
                "traject_heropenen",
                "poging_nieuw",
                "overstap",
                "overstap_wijzigen",
                "noshow_huisbezoek",
                "wonen_wijzigen",
            ),
            Doel.DOSSIER,
        ),
    },
)
