"""A walk over every address as one user, in every way a browser or a script can ask, looking for marks.

Each question is taken back afterwards, so that every user walks through the same world. Everybody asks for every
address. Left out on purpose, since it cannot show more:
- a second number, and POST, where the view is declared closed to the user: it must answer 403 before it looks;
- filters, orders, searches, htmx, numbers of the other gemeente, junk in a form, and POST with every number: only
  where the walk is thorough. Of a long list of choices the first two and the last;
- from another gemeente more than one number, unless the walk is thorough: to all of them no row is there;
- POST where the page has no form of its own, and around login: those know no rows of a gemeente.
"""

import io
import logging
import zipfile
from collections import Counter
from collections.abc import Container, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Self
from urllib.parse import urlencode

import pypdf
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from leerplicht.logs import PlaceOnlyFormatter
from leerplicht.models.zaak import RECHT_PER_COMPARTIMENT
from tests.verhalen.lekmerken import Merk, Merken
from tests.verhalen.lekverwachting import Adres, adressen_van, uitkomst, verwacht, views_per_route
from tests.verhalen.lekwereld import NUMMERS, Plek
from tests.verhalen.lekwie import Wie
from tests.verhalen.wandeling import schoon

# What every page carries; the rest of the fields is of its form.
VASTE_VELDEN = {"csrfmiddlewaretoken", "next"}
DOSSIERRECHTEN = frozenset(RECHT_PER_COMPARTIMENT)
EERSTE = 2
TIJD = Counter()
NIET_ZO = 405
ROND_INLOGGEN = "/account/"


@dataclass
class Verslag:
    """What one walk found. `statussen`: of every address the first time, by GET."""

    wie: Wie
    gezien: set[Merk] = field(default_factory=set)
    lekken: list[str] = field(default_factory=list)
    kapot: list[str] = field(default_factory=list)
    anders: list[str] = field(default_factory=list)
    vragen: Counter = field(default_factory=Counter)
    statussen: Counter = field(default_factory=Counter)
    paginas: dict[str, bytes] = field(default_factory=dict)


class _Pagina(HTMLParser):
    """The ways to go on from a page: choices of its filter, links to itself, fields of its posted forms."""

    def __init__(self) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.per_veld: dict[str, list[str]] = {}
        self.velden: set[str] = set()
        self.zoekt = self.stuurt = self.htmx = False
        self._get = self._post = False
        self._select = ""

    @classmethod
    def van(cls, antwoord: HttpResponse) -> Self:
        pagina = cls()
        if antwoord.status_code == 200 and antwoord["Content-Type"].startswith("text/html"):
            pagina.feed(antwoord.content.decode())
        return pagina

    @property
    def keuzes(self) -> list[str]:
        waarden = (waarde for alle in self.per_veld.values() for waarde in (*alle[:EERSTE], alle[-1]))
        return sorted(self.links | set(waarden))

    def handle_starttag(self, tag: str, attrs: list) -> None:
        waarden = dict(attrs)
        naam = waarden.get("name") or ""
        self.htmx |= "hx-get" in waarden or "hx-post" in waarden
        if tag == "form":
            post = (waarden.get("method") or "get").lower() == "post"
            # A form that goes elsewhere is a form of that address.
            self._post = post and not waarden.get("action")
            self._get = not post
            self.stuurt |= self._post
        if tag in ("input", "select", "textarea") and naam:
            if self._post:
                self.velden.add(naam)
                self.zoekt |= naam == "tekst" and tag == "input"
            elif self._get and tag == "input" and waarden.get("type") != "hidden":
                self.links.add(urlencode({naam: waarden.get("value") or "01-01-1996"}))
        if tag == "select":
            self._select = naam if self._get else ""
        if tag == "option" and self._select and waarden.get("value"):
            self.per_veld.setdefault(self._select, []).append(urlencode({self._select: waarden["value"]}))
        if tag == "a" and (waarden.get("href") or "").startswith("?"):
            self.links.add(waarden["href"].removeprefix("?"))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._get = self._post = False


def tekst_van(antwoord: HttpResponse) -> str:
    """All that an answer says: headers and body, of a PDF its text, of a workbook all its parts."""
    soort = antwoord.get("Content-Type", "")
    koppen = "\n".join(f"{naam}: {waarde}" for naam, waarde in antwoord.items())
    if "spreadsheetml" in soort and antwoord.content:
        with zipfile.ZipFile(io.BytesIO(antwoord.content)) as pakket:
            return koppen + "\n" + "\n".join(pakket.read(naam).decode() for naam in pakket.namelist())
    if soort.startswith("application/pdf") and antwoord.content:
        paginas = pypdf.PdfReader(io.BytesIO(antwoord.content)).pages
        return koppen + "\n" + "\n".join(pagina.extract_text() for pagina in paginas)
    return koppen + "\n" + antwoord.content.decode(errors="replace")


class Meeluisteraar(logging.Handler):
    """Reads every log line, as the product writes it, for marks."""

    def __init__(self, merken: Merken) -> None:
        super().__init__()
        self.merken = merken
        self.gevonden: set[Merk] = set()
        self.setFormatter(PlaceOnlyFormatter("%(name)s %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        self.gevonden |= self.merken.vindplaatsen(self.format(record))


@contextmanager
def meeluisteren(merken: Merken) -> Iterator[Meeluisteraar]:
    """In the place of the other handlers: thousands of refusals would be written thrice."""
    root, luisteraar = logging.getLogger(), Meeluisteraar(merken)
    vorige, root.handlers = root.handlers, [luisteraar]
    try:
        yield luisteraar
    finally:
        root.handlers = vorige


class Wandeling:
    """One user on his way. `zoekwoorden`: texts that are in records, typed into every search box."""

    def __init__(
        self, wie: Wie, merken: Merken, wereld: dict[str, list[Plek]], zoekwoorden: tuple[str, ...] = ()
    ) -> None:
        self.wie, self.merken, self.wereld, self.zoekwoorden = wie, merken, wereld, zoekwoorden
        self.verslag = Verslag(wie)
        self.client = Client(raise_request_exception=False)
        if wie.gebruiker is not None:
            self.client.force_login(wie.gebruiker)
        self._koekjes = self.client.cookies.copy()

    def vraag(
        self, methode: str, pad: str, data: dict | None = None, *, getypt: str = "", **kop: str
    ) -> HttpResponse:
        """Ask, look, and take back whatever the question changed."""
        self.client.cookies = self._koekjes.copy()
        with transaction.atomic():
            antwoord = getattr(self.client, methode)(pad, data or {}, follow=methode == "post", **kop)
            transaction.set_rollback(True)
        soort = "htmx" if kop else methode
        self.verslag.vragen[soort] += 1
        waar = f"{self.wie.naam}: {soort} {pad}"
        if antwoord.status_code == 500:
            self.verslag.kapot.append(waar)
        for merk in self.merken.vindplaatsen(tekst_van(antwoord), getypt=getypt):
            self.verslag.gezien.add(merk)
            if not self.wie.mag(merk):
                self.verslag.lekken.append(f"{waar}: {'-'.join(merk)}")
        return antwoord

    def kijk(self) -> dict[str, bytes]:
        """What every page that may be open to him shows, and what is found there by a search."""
        gezien = {}
        for route in views_per_route():
            gezocht = False
            for adres in self._adressen(route):
                if not adres.dicht_voor(self.wie) and not route.startswith(ROND_INLOGGEN):
                    antwoord = self.vraag("get", adres.pad)
                    gezien[adres.pad] = schoon(antwoord)
                    # As in `loop`: on the first page of a route.
                    if not gezocht and _Pagina.van(antwoord).zoekt:
                        gezocht = True
                        gezien |= self._zoek(adres.pad)
        return gezien

    def _zoek(self, pad: str) -> dict[str, bytes]:
        return {
            f"{pad} zoek {woord}": schoon(self.vraag("post", pad, {"tekst": woord}, getypt=woord))
            for woord in self.zoekwoorden
        }

    def loop(
        self, *, grondig: bool = False, sturen: bool = False, bewaar: Container[str] = frozenset()
    ) -> Verslag:
        """Every address; see above. `bewaar`: of which to keep what was shown, to compare."""
        for route in views_per_route():
            adressen = self._adressen(route, erbij=grondig)
            bezocht = False
            for adres in adressen:
                antwoord = self.vraag("get", adres.pad)
                self.verslag.statussen[antwoord.status_code] += 1
                if adres.pad in bewaar:
                    self.verslag.paginas[adres.pad] = schoon(antwoord)
                if route.startswith(ROND_INLOGGEN):
                    continue
                pagina = _Pagina.van(antwoord)
                if antwoord.status_code != NIET_ZO:
                    self._beoordeel("get", adres, antwoord)
                nieuw = not bezocht and antwoord.status_code in (200, NIET_ZO)
                bezocht |= nieuw
                if grondig and nieuw:
                    self._anders(adres.pad, pagina)
                # What only takes a form must refuse that form.
                if grondig or (sturen and nieuw) or antwoord.status_code == NIET_ZO:
                    self._verstuur(adres, antwoord, pagina, rommel=grondig and nieuw)
        return self.verslag

    def _adressen(self, route: str, *, erbij: bool = False) -> list[Adres]:
        """With the numbers of all compartments where that can differ. `erbij`: of the other gemeente too."""
        hier, elders = ([nummer for (kant, _), nummer in NUMMERS.items() if kant == k] for k in ("hier", "elders"))
        meer = {"hier": elders[:1], "elders": elders[:2]}.get(self.wie.kant, [])
        alle = adressen_van(route, hier + meer * erbij)
        if route.startswith(ROND_INLOGGEN):
            return [] if self.wie.kant == "elders" else alle[:1]
        een = not self.wie.kant or (self.wie.kant == "elders" and not erbij)
        return alle[:1] if een or alle[0].dicht_voor(self.wie) else alle

    def _beoordeel(self, methode: str, adres: Adres, antwoord: HttpResponse) -> None:
        gekregen, moet = uitkomst(antwoord), verwacht(self.wie, adres, self.wereld)
        if methode == "post" and antwoord.status_code == NIET_ZO:
            # It takes no form, from nobody.
            return
        if moet is not None and gekregen != moet:
            self.verslag.anders.append(
                f"{self.wie.naam}: {methode} {adres.pad} is {gekregen} ({antwoord.status_code}), not {moet}"
            )

    def _anders(self, pad: str, pagina: _Pagina) -> None:
        if pagina.htmx:
            self.vraag("get", pad, HTTP_HX_REQUEST="true")
        for keuze in pagina.keuzes:
            self.vraag("get", f"{pad}?{keuze}")
        if pagina.keuzes:
            self.vraag("get", f"{pad}?pagina=2")
        if pagina.zoekt:
            self.verslag.paginas |= self._zoek(pad)

    def _verstuur(self, adres: Adres, gelezen: HttpResponse, pagina: _Pagina, *, rommel: bool) -> None:
        """An empty form; and one with text where a row is asked for, and a foreign row where text is."""
        if (gelezen.status_code == 200 and not pagina.stuurt) or gelezen.status_code == 403:
            return
        self._beoordeel("post", adres, self.vraag("post", adres.pad))
        velden = sorted(veld for veld in pagina.velden - VASTE_VELDEN if not veld.startswith("_"))
        if rommel and velden:
            vreemd = str(NUMMERS["elders" if self.wie.kant == "hier" else "hier", "toezicht"])
            ingevuld = {veld: (vreemd, "<rommel>")[plek % 2] for plek, veld in enumerate(velden)}
            self._beoordeel("post", adres, self.vraag("post", adres.pad, ingevuld))
