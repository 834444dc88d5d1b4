"""A list as a file for a spreadsheet: the same rows, filter and order as on the screen, and nothing that can run.

A spreadsheet takes a cell that begins with = + - or @ for a formula, also when it came from a form that anybody
could fill in. In XLSX a text is written as text; in CSV such a text gets an apostrophe in front of it. The file is
named after the list and the day, never after a person.
"""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import xlsxwriter
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from leerplicht.bestanden.bijlage import bijlage
from leerplicht.formulieren.filters import StrengeFilterSet
from leerplicht.templatetags.weergave import datum, getal

VORMEN = ("xlsx", "csv")
# More rows than somebody works through; who needs more asks for figures, not for persons.
MEESTE_RIJEN = 20_000
PER_KEER = 2_000
# What a spreadsheet reads as the beginning of a formula; the last four are how Japanese keyboards write them.
FORMULE = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
BREEDSTE = 48
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"

Cel = str | int | date | None


@dataclass(frozen=True)
class Kolom:
    """One column: its heading, and the cell of a row in it."""

    kop: str
    cel: Callable[[Any], Cel]


def exporteer(
    request: HttpRequest,
    filter: StrengeFilterSet,
    rijen: QuerySet,
    kolommen: Sequence[Kolom],
    *,
    naam: str,
    vorm: str,
    lijst: str,
) -> HttpResponse:
    """The filtered list as a file. `rijen`: the same model with what a row needs. `lijst`: address of the list.

    A filter that is wrong, or that finds more than `MEESTE_RIJEN`, gives no file: the list itself says why.
    """
    query = request.GET.urlencode()
    terug = HttpResponseRedirect(f"{lijst}?{query}" if query else lijst)
    if not filter.form.is_valid():
        return terug
    ids = list(filter.qs.values_list("pk", flat=True)[: MEESTE_RIJEN + 1])
    if len(ids) > MEESTE_RIJEN:
        zin = f"Dit zijn meer dan {getal(MEESTE_RIJEN)} rijen. Filter de lijst, en maak dan het bestand."
        messages.error(request, zin)
        return terug
    tabel = ([kolom.cel(rij) for kolom in kolommen] for rij in _in_volgorde(rijen, ids))
    koppen = [kolom.kop for kolom in kolommen]
    if vorm == "xlsx":
        inhoud, mime = naar_xlsx(koppen, tabel, blad=naam.capitalize()), XLSX
    else:
        inhoud, mime = naar_csv(koppen, tabel), CSV
    return bijlage(inhoud, naam=f"{naam}-{timezone.localdate():%Y-%m-%d}.{vorm}", mime=mime)


def _in_volgorde(rijen: QuerySet, ids: list[int]) -> Iterator[Any]:
    for begin in range(0, len(ids), PER_KEER):
        deel = ids[begin : begin + PER_KEER]
        per_id = rijen.in_bulk(deel)
        yield from (per_id[pk] for pk in deel if pk in per_id)


def naar_csv(koppen: Sequence[str], tabel: Iterator[Sequence[Cel]]) -> bytes:
    """As a Dutch spreadsheet opens it by a double click: UTF-8 with a BOM, semicolons, days as 31-12-2024."""
    uit = io.StringIO()
    schrijver = csv.writer(uit, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    schrijver.writerow(koppen)
    for rij in tabel:
        schrijver.writerow([_csv_cel(cel) for cel in rij])
    return uit.getvalue().encode("utf-8-sig")


def _csv_cel(cel: Cel) -> str:
    if cel is None:
        return ""
    if isinstance(cel, date):
        return datum(cel)
    if isinstance(cel, int):
        return str(cel)
    tekst = cel.replace("\x00", "")
    # Also behind spaces: a spreadsheet may strip those before it looks.
    return f"'{tekst}" if tekst.lstrip(" ").startswith(FORMULE) else tekst


def naar_xlsx(koppen: Sequence[str], tabel: Iterator[Sequence[Cel]], *, blad: str) -> bytes:
    """A worksheet with a heading that stays in sight and a filter on it; a text is never a formula or a link."""
    uit = io.BytesIO()
    veilig = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(uit, {**veilig, "in_memory": True}) as boek:
        vel = boek.add_worksheet(blad)
        vet, dag = boek.add_format({"bold": True}), boek.add_format({"num_format": "dd-mm-yyyy"})
        breedte = [len(kop) for kop in koppen]
        aantal = 0
        for kolom, kop in enumerate(koppen):
            vel.write_string(0, kolom, kop, vet)
        for aantal, rij in enumerate(tabel, start=1):
            for kolom, cel in enumerate(rij):
                if isinstance(cel, str):
                    vel.write_string(aantal, kolom, cel)
                    breedte[kolom] = max(breedte[kolom], len(cel))
                elif isinstance(cel, date):
                    vel.write_datetime(aantal, kolom, cel, dag)
                    breedte[kolom] = max(breedte[kolom], 10)
                elif cel is not None:
                    vel.write_number(aantal, kolom, cel)
        for kolom, tekens in enumerate(breedte):
            vel.set_column(kolom, kolom, min(tekens, BREEDSTE) + 2)
        vel.freeze_panes(1, 0)
        vel.autofilter(0, 0, aantal, len(koppen) - 1)
    return uit.getvalue()
