"""What every address must answer to everybody, derived from what is declared: the rights on its view (`vereist`),
the row that it names, and the compartment of that row. A page that is added later is expected to obey the same.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from django.db import models
from django.http import HttpResponse

from leerplicht.models import Aanlevering, Aanleverregel, Bronvertaling, Concept, Gebruiker
from leerplicht.models.zaak import RECHT_PER_COMPARTIMENT
from leerplicht.roles import Recht
from rapportage.models import Verslagrun
from tests.verhalen.adressen import views, vul_in
from tests.verhalen.lekwereld import NUMMERS, Plek, leest_als_zaak
from tests.verhalen.lekwie import Wie
from tests.verhalen.test_toegankelijk import SOORTEN

# Where an address has no number but a word that decides what is shown.
ANDERE_WOORDEN = ({"soort": "verzuim_18plus"},)
# The views that ask no right of who works here. Each looks at rights, or at the user's own rows, by itself.
VOOR_IEDEREEN = {
    "/",
    "/gemeente/",
    "/concepten/",
    "/concepten/bewaren/",
    "/concepten/<int:pk>/verwijderen/",
    "/gezond/leeft/",
    "/gezond/klaar/",
    "/gezond/metrics/",
}


class Uitkomst(StrEnum):
    OPEN = "open"  # a page, a file, a form that is not filled in, or on to another page
    DICHT = "dicht"  # 403: not for this role
    ONBEKEND = "onbekend"  # 404: there is no such row, says the product
    INLOGGEN = "inloggen"  # 302 to the login


@dataclass(frozen=True)
class Adres:
    """An address, how it is declared, and the number that was filled in."""

    pad: str
    route: str
    nummer: int | None

    @property
    def view(self) -> Callable:
        return views_per_route()[self.route]

    @property
    def rechten(self) -> frozenset[Recht] | None:
        """One of these opens the view; None: it asks none."""
        return getattr(self.view, "rechten", None)

    @property
    def model(self) -> type[models.Model] | None:
        """Of which the number is a row."""
        soort = re.search(r"/([\w-]+)/<int:(?:\w+_)?pk>", self.route)
        return SOORTEN[soort[1]] if soort else None

    def dicht_voor(self, wie: Wie) -> bool:
        """Refused whatever the number is."""
        return self.rechten is not None and not self.rechten & wie.rechten


def views_per_route() -> dict[str, Callable]:
    if not _VIEWS:
        _VIEWS.update(views())
    return _VIEWS


_VIEWS: dict[str, Callable] = {}


def heeft_nummer(route: str) -> bool:
    return bool(re.search(r"<int:(?:\w+_)?pk>", route))


def adressen_van(route: str, nummers: list[int]) -> list[Adres]:
    """The address with each of these numbers, and with the other words where a word decides what is shown."""
    gevonden = {}
    for nummer in nummers if heeft_nummer(route) else [None]:
        for woorden in ({}, *ANDERE_WOORDEN):
            pad = vul_in(route, nummer, **woorden)
            gevonden.setdefault(pad, Adres(pad, route, nummer))
    return list(gevonden.values())


def verwacht(wie: Wie, adres: Adres, wereld: dict[str, list[Plek]]) -> Uitkomst | None:
    """None: it depends on how it is asked."""
    if not wie.ingelogd and getattr(adres.view, "login_required", True):
        return Uitkomst.INLOGGEN
    if adres.dicht_voor(wie):
        return Uitkomst.DICHT
    if adres.model is not None:
        plek = next((plek for plek in wereld.get(wie.kant, []) if plek.nummer == adres.nummer), None)
        # Every compartment has a colleague too.
        er_is = plek is not None and (adres.model is Gebruiker or adres.model in plek.rijen)
        if plek is None or not er_is or not _leesbaar(wie, adres.model, plek):
            return Uitkomst.ONBEKEND
    eigen = EIGEN_REGEL.get(adres.route)
    return eigen(wie, adres) if eigen else Uitkomst.OPEN


def _start(wie: Wie, adres: Adres) -> Uitkomst:
    return Uitkomst.OPEN if wie.rechten else Uitkomst.DICHT


def _soort(wie: Wie, adres: Adres) -> Uitkomst:
    """A melding of 18 and older is of the Doorstroompunt, the other kinds are of leerplicht."""
    nodig = Recht.DOORSTROOMPUNT if "/verzuim_18plus/" in adres.pad else Recht.LEERPLICHT
    return Uitkomst.OPEN if nodig in wie.rechten else Uitkomst.ONBEKEND


def _bron_van_leerplicht(wie: Wie, adres: Adres) -> Uitkomst:
    """The verzuimregister: who reads in other things only, does not have it."""
    return Uitkomst.OPEN if Recht.LEERPLICHT in wie.rechten else Uitkomst.ONBEKEND


def _bestand_van_verslag(wie: Wie, adres: Adres) -> Uitkomst:
    """All its numbers, those of opsporing too: not for who could lay them beside dossiers."""
    dossiers = wie.rechten & {Recht.LEERPLICHT, Recht.DOORSTROOMPUNT}
    return Uitkomst.DICHT if dossiers and Recht.OPSPORING not in wie.rechten else Uitkomst.OPEN


def _ingetrokken(wie: Wie, adres: Adres) -> Uitkomst:
    """The document of opsporing was withdrawn."""
    return Uitkomst.ONBEKEND if adres.nummer == NUMMERS[wie.kant, "opsporing"] else Uitkomst.OPEN


def _al_ingetrokken(wie: Wie, adres: Adres) -> Uitkomst | None:
    """The page is gone; who sends its form is told that a colleague was first."""
    return None if adres.nummer == NUMMERS[wie.kant, "opsporing"] else Uitkomst.OPEN


def _onbekend(wie: Wie, adres: Adres) -> Uitkomst:
    return Uitkomst.ONBEKEND


# Where more than right and row decides, each with its reason.
EIGEN_REGEL: dict[str, Callable[[Wie, Adres], Uitkomst | None]] = {
    "/": _start,
    # An empty form names no gemeente, and no colleague.
    "/gemeente/": _onbekend,
    "/zaken/<int:pk>/toewijzen/": _onbekend,
    # Opened by a token, not by a user.
    "/gezond/metrics/": _onbekend,
    "/leerlingen/<int:leerling_pk>/melding/<slug:soort>/": _soort,
    "/leerlingen/<int:leerling_pk>/melding/<slug:soort>/onderwijs/": _soort,
    "/inlezen/bron/<slug:bron>/": _bron_van_leerplicht,
    "/inlezen/bron/<slug:bron>/voorbeeld/": _bron_van_leerplicht,
    "/inlezen/bron/<slug:bron>/vertalingen/": _bron_van_leerplicht,
    "/jaarverslag/runs/<int:pk>/pdf/": _bestand_van_verslag,
    "/jaarverslag/runs/<int:pk>/json/": _bestand_van_verslag,
    "/documenten/<int:pk>/": _ingetrokken,
    "/documenten/<int:pk>/intrekken/": _al_ingetrokken,
}


def _leesbaar(wie: Wie, model: type[models.Model], plek: Plek) -> bool:
    if model is Concept:
        return wie.typte == plek.vak
    if model is Verslagrun:
        return wie.ziet_verslag(plek.vak)
    if model in (Aanlevering, Aanleverregel, Bronvertaling):
        return Recht.LEERPLICHT in wie.rechten
    if leest_als_zaak(model):
        return any(recht in wie.rechten for recht, vak in RECHT_PER_COMPARTIMENT.items() if vak == plek.vak)
    return True


def uitkomst(antwoord: HttpResponse) -> Uitkomst:
    """What an answer comes down to. Who is sent on, was let in, unless it is to the login."""
    keten = getattr(antwoord, "redirect_chain", None) or []
    naar = keten[0][0] if keten else antwoord.get("Location", "")
    if naar:
        return Uitkomst.INLOGGEN if naar.startswith("/account/login/") else Uitkomst.OPEN
    return {403: Uitkomst.DICHT, 404: Uitkomst.ONBEKEND}.get(antwoord.status_code, Uitkomst.OPEN)
