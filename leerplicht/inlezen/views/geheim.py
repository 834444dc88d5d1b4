"""Addresses in the rows of a file: a list does not need them, and some are secret."""

from collections.abc import Iterable

from leerplicht.inlezen.bron import ADRES, Bron, Kolom
from leerplicht.inlezen.vullen import plekken_van
from leerplicht.models import Aanlevering, Aanleverregel, Leerling

GEHEIM = "geheim adres"


def te_tonen(gevonden: Aanlevering, bron: Bron) -> frozenset[int]:
    """What of a row is listed: no address, and of no column that nothing reads is known what it tells."""
    plekken = plekken_van(bron, gevonden.koppen, gevonden.gemeente_id)
    return frozenset(plek for plek, kolom in plekken.items() if kolom.code not in ADRES)


def met_geheim_adres(regels: Iterable[Aanleverregel]) -> set[int]:
    """Of these rows, those about somebody whose address may not be told; of a parent that is not looked up."""
    regels = list(regels)
    wie = {regel.betreft_id for regel in regels if regel.betreft_id is not None}
    geheim = set(Leerling.objects.filter(pk__in=wie, geheim_adres=True).values_list("pk", flat=True))
    return {
        regel.pk for regel in regels if regel.betreft_id in geheim or _van_ouder(regel) or _wordt_geheim(regel)
    }


def _van_ouder(regel: Aanleverregel) -> bool:
    return any(code.startswith("ouder_") for code in ADRES & regel.verschil.keys())


def _wordt_geheim(regel: Aanleverregel) -> bool:
    return any(regel.verschil.get(code, [None, None])[1] is True for code in ("geheim_adres", "ouder_geheim"))


def is_adres(kolom: Kolom) -> bool:
    return kolom.code in ADRES
