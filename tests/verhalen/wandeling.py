"""Walking the whole product in two worlds that somebody may not tell apart, and comparing what he is shown.

A world is made and taken back in a savepoint, so that both begin from the same rows with the same keys. Each
request is taken back too: what one leaves behind (a message, a line in a log) does not reach the next.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterable
from contextlib import contextmanager
from html.parser import HTMLParser
from urllib.parse import quote

from django.db import connection, models, transaction
from django.http import HttpResponse
from django.test import Client

from leerplicht.formulieren.export import XLSX
from leerplicht.models import Gebruiker
from tests import services
from tests.verhalen.adressen import routes, vul_in
from tests.verhalen.test_toegankelijk import SOORTEN

# What differs at every request, whoever asks: tokens, the random name of a search, the time of day.
RUIS = [
    (re.compile(rb'(name="csrfmiddlewaretoken" value|X-CSRFToken&quot;:|"X-CSRFToken":) ?=?"\w+"'), rb"\1=TOKEN"),
    (re.compile(rb'(name="_\w+" value)="[^"]*"'), rb"\1=SLEUTEL"),
    (re.compile(rb"(zoek=|name=\"zoek\" value=\")[\w-]{12}(?![\w-])"), rb"\1ZOEK"),
    (re.compile(rb"\b\d\d:\d\d(:\d\d)?\b"), b"UU:MM"),
    # Nobody does the work that waits: on a slow machine the walk outlasts what that may take.
    (
        re.compile(
            rb'<div class="utrecht-alert[^>]*>(?:(?!</div>).)*al langer dan 5 minuten(?:(?!</div>).)*</div>\s*',
            re.S,
        ),
        b"",
    ),
    # The disk of the machine fills meanwhile.
    (re.compile(rb"Er is \d+ GB vrij"), b"Er is GB vrij"),
]
EERSTE = 2
ZOEKPAGINAS = (
    "/leerlingen/",
    "/meldingen/",
    "/meldingen/onderzoeken/",
    "/meldingen/signalen/",
    "/vrijstellingen/",
    "/doorstroompunt/",
)


class Filters(HTMLParser):
    """The choices that the GET forms of a page offer, and the links to the same page: as queries.

    Of a long list of choices the first and the last: the rest is asked in the same way.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.keuzes: dict[str, list[str]] = {}
        self.in_get = False
        self.veld = ""
        self.feed(html)

    @property
    def queries(self) -> set[str]:
        keuzes = (keuze for per_veld in self.keuzes.values() for keuze in (*per_veld[:EERSTE], per_veld[-1]))
        return self.links | set(keuzes)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        van = dict(attrs)
        if tag == "form":
            self.in_get = van.get("method", "get") == "get"
        elif tag == "select":
            self.veld = (van.get("name") or "") if self.in_get else ""
        elif tag == "option" and self.veld and van.get("value"):
            self.keuzes.setdefault(self.veld, []).append(f"?{self.veld}={quote(van['value'] or '')}")
        elif tag == "a" and (van.get("href") or "").startswith("?") and "zoek=" not in (van["href"] or ""):
            self.links.add(van["href"] or "")


def adressen(pks: dict[type[models.Model], set[int]], **woorden: Iterable[str]) -> list[str]:
    """Every address of the project with the keys of its own kind of row; of an unknown kind with all of them."""
    alle = {pk for eigen in pks.values() for pk in eigen}
    gevonden = set()
    for route in routes():
        soort = re.search(r"/([\w-]+)/<int:(?:\w+_)?pk>", route)
        model = SOORTEN.get(soort[1]) if soort else None
        keuzes = [{naam: woord} for naam, een in woorden.items() if f":{naam}>" in route for woord in een] or [{}]
        for keuze in keuzes:
            gevonden |= {vul_in(route, pk, **keuze) for pk in (pks.get(model, set()) if model else alle)}
    return sorted(gevonden)


class Wandelaar:
    """A colleague who asks for every address; logged in before the worlds are made."""

    def __init__(self, gebruiker: Gebruiker, *, grondig: bool = True) -> None:
        self.gebruiker, self.grondig = gebruiker, grondig
        # An error must be an answer that can be compared, not the end of the walk.
        self.client = Client(raise_request_exception=True)
        self.client.force_login(gebruiker, backend="allauth.account.auth_backends.AuthenticationBackend")

    def loop(
        self, adressen: Iterable[str], *, zoek: Iterable[str], getypt: Iterable[str] = ()
    ) -> dict[str, bytes]:
        """What is shown at every address, with every choice of every filter, and for every search."""
        gezien: dict[str, bytes] = {}
        for adres in adressen:
            antwoord = self._get(adres)
            gezien[adres] = schoon(antwoord)
            for query in self._vragen(adres, antwoord, set(getypt)):
                gezien[adres + query] = schoon(self._get(adres + query))
        for adres in ZOEKPAGINAS:
            for tekst in zoek:
                with weg():
                    gezien[f"{adres} zoek {tekst}"] = schoon(
                        self.client.post(adres, {"tekst": tekst}, follow=True)
                    )
        return gezien

    def _vragen(self, adres: str, antwoord: HttpResponse, getypt: set[str]) -> list[str]:
        """What can be asked of a page or file beside itself."""
        if antwoord.status_code != 200:
            return []
        queries: set[str] = set()
        if antwoord["Content-Type"].startswith("text/html"):
            queries = Filters(antwoord.content.decode()).queries
            if not queries:
                return []
            if not self.grondig:
                queries = set()
        elif "/export/" not in adres:
            return []
        return sorted(queries | getypt)

    def _get(self, adres: str) -> HttpResponse:
        with weg():
            return self.client.get(adres)


@contextmanager
def weg():
    """A savepoint that is always taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def in_wereld(maak: Callable[[], object], wandel: Callable[[], dict[str, dict[str, bytes]]]):
    """What everybody sees in a world. Afterwards the next number of every table is what it was before."""
    volgende = _tellers()
    with weg():
        maak()
        gezien = wandel()
    with services.owner(connection.settings_dict["NAME"]) as eigenaar:
        for teller, stand in volgende.items():
            eigenaar.execute("SELECT setval(%s, coalesce(%s, 1), %s)", (teller, stand, stand is not None))
    return gezien


def _tellers() -> dict[str, int | None]:
    """A sequence is not taken back with the rows that took from it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT quote_ident(schemaname) || '.' || quote_ident(sequencename), last_value FROM pg_sequences"
        )
        return dict(cursor.fetchall())


def schoon(antwoord: HttpResponse) -> bytes:
    """An answer as bytes, status and address included, without what differs at every request."""
    waarheen = antwoord.headers.get("Location", "") or getattr(antwoord, "redirect_chain", "")
    inhoud = antwoord.content
    if antwoord.get("Content-Type") == XLSX:
        # Its moment of making stands beside the sheet.
        with zipfile.ZipFile(io.BytesIO(inhoud)) as boek:
            inhoud = b"".join(boek.read(deel) for deel in boek.namelist() if deel.startswith("xl/"))
    tekst = f"{antwoord.status_code} {waarheen}\n".encode() + inhoud
    for patroon, door in RUIS:
        tekst = patroon.sub(door, tekst)
    return tekst


def verschillen(een: dict[str, bytes], ander: dict[str, bytes]) -> dict[str, tuple[str, str]]:
    """Address → the first place where the two differ, from both."""
    gevonden = {}
    for adres in sorted(een.keys() | ander.keys()):
        a, b = een.get(adres, b"niet gevraagd"), ander.get(adres, b"niet gevraagd")
        if a != b:
            plek = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
            rond = slice(max(0, plek - 60), plek + 60)
            gevonden[adres] = (a[rond].decode(errors="replace"), b[rond].decode(errors="replace"))
    return gevonden
