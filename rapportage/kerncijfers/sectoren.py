"""Kerncijfers per sector of onderwijs, which together are always the whole."""

from functools import partial

from django.db.models import Q

from leerplicht.models import IndelingSoort
from rapportage.kerncijfers.declaraties import Telling
from rapportage.verslagjaar import Periode, Verslagjaar

SECTOREN = {
    "po": "primair onderwijs",
    "vo": "voortgezet onderwijs",
    "mbo": "middelbaar beroepsonderwijs",
    "geen": "zonder school",
    "onbekend": "onderwijs niet ingevuld of niet ingedeeld",
}


def _in_sector(jaar: Verslagjaar, sector: str) -> Q:
    if sector == "onbekend":
        bekend = set(SECTOREN) - {sector}
        return Q(onderwijssoort__isnull=True) | ~Q(
            onderwijssoort__in=jaar.lijsten.ids_in(IndelingSoort.SECTOR.value, *bekend)
        )
    return Q(onderwijssoort__in=jaar.lijsten.ids_in(IndelingSoort.SECTOR.value, sector))


def _filter_in_sector(filter: Q, sector: str, jaar: Verslagjaar) -> Q:
    return filter & _in_sector(jaar, sector)


def per_sector(
    begin: str,
    wat: str,
    eenheid: str,
    bron,
    filter: Q | None = None,
    periode: Periode = Periode.SCHOOLJAAR,
) -> tuple[Telling, ...]:
    """`<begin>_po`, `<begin>_vo` …: one kerncijfer for each sector."""
    return tuple(
        Telling(
            f"{begin}_{sector}",
            f"{wat}: {label}",
            eenheid,
            bron,
            partial(_filter_in_sector, filter or Q(), sector),
            periode=periode,
        )
        for sector, label in SECTOREN.items()
    )
