"""Every address of the project, from its URL resolver: a page that is added later is walked too."""

import re
from collections.abc import Callable, Iterator

from django.urls import URLPattern, URLResolver, get_resolver

# What stands in an address in the place of a name that is no primary key.
WOORDEN = {
    "schooljaar": "2023",
    "lijst": "reden-zorg",
    "soort": "zorg",
    "grondslag": "5_onder_a",
    "plaats": "relatief",
    "provider_id": "0637",
    "bron": "duo-verzuim",
    "kolom": "onderwijssoort",
    "nummer": "1",
    "code": "naar_school",
}


def routes() -> list[str]:
    """The addresses as they are declared: "/leerlingen/<int:pk>/". Without login and logout."""
    return [pad for pad in _routes(get_resolver()) if not pad.startswith("/account/") and "^" not in pad]


def inlogroutes() -> list[str]:
    """The addresses around login: they know no rows of a gemeente, only the user himself."""
    return [pad for pad in _routes(get_resolver()) if pad.startswith("/account/") and "^" not in pad]


def views() -> dict[str, Callable]:
    """Which view answers at which address, those around login too."""
    return {pad: view for pad, view in _views(get_resolver()) if "^" not in pad}


def vul_in(route: str, nummer: int | None = None, **woorden: str) -> str:
    """The address with every number `nummer`, and the words of `woorden` or else of WOORDEN."""
    waarden = WOORDEN | woorden

    def waarde(gevonden: re.Match) -> str:
        naam, soort = gevonden["naam"], gevonden["soort"]
        if naam not in waarden and soort != "int":
            raise LookupError(f"{route}: no word for <{naam}>; add one that exists to WOORDEN in {__name__}.")
        return waarden.get(naam, str(nummer))

    return re.sub(r"<(?:(?P<soort>\w+):)?(?P<naam>\w+)>", waarde, route)


def adressen(pks: set[int]) -> list[str]:
    """Every address; those with numbers with each of the primary keys."""
    return sorted({vul_in(route, pk) for route in routes() for pk in pks})


def _routes(resolver: URLResolver) -> Iterator[str]:
    return (pad for pad, _ in _views(resolver))


def _views(resolver: URLResolver, voor: str = "/") -> Iterator[tuple[str, Callable]]:
    for deel in resolver.url_patterns:
        pad = voor + str(deel.pattern)
        if isinstance(deel, URLResolver):
            yield from _views(deel, pad)
        elif isinstance(deel, URLPattern):
            yield pad, deel.callback
