"""Every address of the project, from its URL resolver: a page that is added later is walked too."""

import re
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

# What stands in an address in the place of a name that is no primary key.
WOORDEN = {
    "schooljaar": "2023",
    "lijst": "reden-zorg",
    "soort": "zorg",
    "grondslag": "5_onder_a",
    "plaats": "relatief",
}


def routes() -> list[str]:
    """The addresses as they are declared: "/leerlingen/<int:pk>/". Without login and logout."""
    return [pad for pad in _routes(get_resolver()) if not pad.startswith("/account/") and "^" not in pad]


def vul_in(route: str, nummer: int | None = None, **woorden: str) -> str:
    """The address with every number `nummer`, and the words of `woorden` or else of WOORDEN."""
    waarden = WOORDEN | woorden

    def waarde(gevonden: re.Match) -> str:
        return waarden.get(gevonden["naam"], str(nummer))

    return re.sub(r"<(?:\w+:)?(?P<naam>\w+)>", waarde, route)


def adressen(pks: set[int]) -> list[str]:
    """Every address; those with numbers with each of the primary keys."""
    return sorted({vul_in(route, pk) for route in routes() for pk in pks})


def _routes(resolver: URLResolver, voor: str = "/") -> Iterator[str]:
    for deel in resolver.url_patterns:
        pad = voor + str(deel.pattern)
        if isinstance(deel, URLResolver):
            yield from _routes(deel, pad)
        elif isinstance(deel, URLPattern):
            yield pad
