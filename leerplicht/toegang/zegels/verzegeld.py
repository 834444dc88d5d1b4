"""Which dossiers do not open by themselves for somebody: sealed for everybody or for him, or of his own street."""

from collections.abc import Iterable

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from leerplicht.models import Gebruiker, Leerling, Opening, Verzegeling
from leerplicht.toegang.zegels.choices import Openingsoort
from leerplicht.toegang.zegels.rules import schrijfwijzen

_VERZEGELD = "_verzegeld"


def verzegeld_in(request: HttpRequest) -> frozenset[int]:
    """The leerlingen whose dossier is sealed for who asks; looked up once per request."""
    if not hasattr(request, _VERZEGELD):
        setattr(request, _VERZEGELD, verzegeld_voor(request.user))  # type: ignore[arg-type]
    return getattr(request, _VERZEGELD)


def verzegeld_voor(gebruiker: Gebruiker) -> frozenset[int]:
    """Few at any time. One query."""
    lopend = Verzegeling.objects.geldig().filter(gemeente=gebruiker.gemeente)
    gevonden = lopend.filter(Q(voor=gebruiker) | Q(voor__isnull=True)).order_by().values_list("leerling_id")
    if gebruiker.eigen_postcode:
        in_de_straat = Leerling.objects.filter(
            gemeente=gebruiker.gemeente, postcode__in=schrijfwijzen(gebruiker.eigen_postcode)
        )
        gevonden = gevonden.union(in_de_straat.order_by().values_list("pk"))
    return frozenset(pk for (pk,) in gevonden)


def geopend_vandaag(gebruiker: Gebruiker, leerling_ids: list[int]) -> set[int]:
    """Those of these leerlingen whose seal he opened with a reason, today."""
    openingen = Opening.objects.van(gebruiker, op=timezone.localdate()).filter(
        leerling_id__in=leerling_ids, soort=Openingsoort.ZEGEL
    )
    return set(openingen.values_list("leerling_id", flat=True))


def is_dicht(gebruiker: Gebruiker, leerling_id: int) -> bool:
    return leerling_id in verzegeld_voor(gebruiker) and not geopend_vandaag(gebruiker, [leerling_id])


def dicht_in(request: HttpRequest, leerling_ids: Iterable[int]) -> set[int]:
    """Those of these leerlingen whose dossier is closed to who asks; of who was merged, that of who stayed."""
    verzegeld, gevraagd = verzegeld_in(request), set(leerling_ids)
    if not verzegeld or not gevraagd:
        return set()
    samengevoegd = Leerling.objects.filter(pk__in=gevraagd, samengevoegd_met__in=verzegeld)
    wie = dict.fromkeys(gevraagd) | dict(samengevoegd.values_list("pk", "samengevoegd_met_id"))
    dicht = {pk: naar or pk for pk, naar in wie.items() if (naar or pk) in verzegeld}
    geopend = geopend_vandaag(request.user, list(dicht.values())) if dicht else set()  # type: ignore[arg-type]
    return {pk for pk, naar in dicht.items() if naar not in geopend}
