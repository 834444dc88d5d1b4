"""Pages of a list: first the ids of the page, then its rows with what they need (a join over 50 rows, not all)."""

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

PER_PAGINA = 50


def pagina_van(request: HttpRequest, lijst: QuerySet, rijen: QuerySet, per_pagina: int = PER_PAGINA) -> Page:
    """The page ?pagina= of `lijst`, filled from `rijen` (the same model with its select_related) in that order."""
    pagina = Paginator(lijst.values_list("pk", flat=True), per_pagina).get_page(request.GET.get("pagina"))
    ids = list(pagina.object_list)
    per_id = rijen.in_bulk(ids)
    pagina.object_list = [per_id[pk] for pk in ids]
    return pagina
