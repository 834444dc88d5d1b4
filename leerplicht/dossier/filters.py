"""The list of leerlingen."""

from typing import Any

from django.db.models import Q

from leerplicht.dossier.zoeken import nummer_uit
from leerplicht.formulieren.filters import StrengeFilterSet, StrengFilterForm
from leerplicht.models import Leerling, Zaak
from leerplicht.models.leerling import LeerlingQuerySet
from leerplicht.models.zaak import ZaakQuerySet


class LeerlingFilter(StrengeFilterSet):
    sorteringen = {"naam": ("zoeknaam", "pk"), "geboortedatum": ("geboortedatum", "zoeknaam", "pk")}
    standaard = "naam"

    class Meta:
        model = Leerling
        fields: list[str] = []
        form = StrengFilterForm

    def filter_zoek(self, queryset: Any, naam: str, tekst: str) -> LeerlingQuerySet:
        return zoek_leerlingen(queryset, tekst, Zaak.objects.zichtbaar_voor(self.request.user))


def zoek_leerlingen(leerlingen: LeerlingQuerySet, tekst: str, zaken: ZaakQuerySet) -> LeerlingQuerySet:
    """By name, BSN or onderwijsnummer, or by the number of one of `zaken`."""
    if not tekst:
        return leerlingen
    nummer = nummer_uit(tekst)
    if nummer is None:
        return leerlingen.zoek(tekst)
    return leerlingen.filter(
        Q(pk__in=leerlingen.zoek(tekst)) | Q(pk__in=zaken.filter(nummer=nummer).values("leerling"))
    )
