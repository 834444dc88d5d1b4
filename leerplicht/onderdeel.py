"""What an app tells the kernel about itself.

The kernel knows no other app. Each app registers one `Onderdeel` in `AppConfig.ready()`; start page, werkvoorraad,
dossier and search walk the registered ones.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from django.urls import reverse

from leerplicht.roles import Recht
from leerplicht.toegang.logboek.choices import Doel

if TYPE_CHECKING:
    from django.db.models import F, Func, Model, Q

    from leerplicht.gegevenskaart import Gegevens
    from leerplicht.inlezen.bron import Bron
    from leerplicht.models import Gebruiker, Opdracht, Zaak


@dataclass(frozen=True)
class Menukeuze:
    """An entry of the main navigation; shown to users with one of `rechten`."""

    naam: str
    url_naam: str
    rechten: frozenset[Recht]
    volgorde: int


@dataclass(frozen=True)
class Zaakregel:
    """One zaak as a row of the werkvoorraad, a search result or the dossier.

    `status` is one of the badges of `leerplicht/templatetags/weergave.py`.
    """

    titel: str
    detail: str
    url: str
    status: str


@dataclass(frozen=True)
class Aankondiging:
    """A line above the werkvoorraad about work that is no zaak of somebody yet, and where it is done."""

    tekst: str
    url: str


@dataclass(frozen=True)
class Codekolom:
    """A column that points at codes, so that a change in a code list can be counted before it is made.

    `rijen`: what the rows are called, plural. `schooljaar`: expression of the school year a row counts in.
    `indelingen`: groupings that divide these rows, with which of the rows they do.
    """

    rijen: str
    model: "type[Model]"
    veld: str
    schooljaar: "F | Func"
    indelingen: "dict[str, Q]" = field(default_factory=dict)

    def geteld(self, aantal: int) -> str:
        """What so many of these rows are called: "melding" for one, "meldingen" for none or more."""
        return str(self.model._meta.verbose_name) if aantal == 1 else self.rijen


# Does the work of an opdracht, given its gemeente_id and onderwerp_id, inside the transaction that makes it
# *gedaan* and in which only that gemeente can be seen: it happens once.
Handler = Callable[[int | None, int | None], None]


@dataclass(frozen=True)
class Langlopend:
    """Work that commits in steps by itself, so it takes longer than a transaction should.

    `doe` is called again when a worker died in it: it goes on, or begins anew. `tijdslimiet`: after so long
    without `leerplicht.postvak.uitvoering.verleng` its worker is taken for dead. `pogingen`: how often it is
    tried; `opgegeven` is told, inside a transaction of the gemeente, when that was the last.
    """

    doe: "Callable[[Opdracht], None]"
    pogingen: int
    tijdslimiet: timedelta = timedelta(minutes=5)
    opgegeven: "Callable[[Opdracht], None] | None" = None


@dataclass(frozen=True)
class Onderdeel:
    """`zaaksoorten`: kinds of zaak of this app, code to name. `regels`: rows for those zaken, by zaak id.

    `codelijsten`: titles of the code lists of this app, by name. `codekolommen`: where its rows use codes.
    `privacy`: what its fields are, for whom and for how long (`privacy.py` of the app).
    `opdrachten`: who does the work of the outbox, by kind (`leerplicht/postvak`); `opdrachtnamen`: what the
    beheerder calls it.
    `doelen`: what each page about persons is for, by url name; the logbook refuses to show a person without.
    `bronnen`: the files of others that this app can read in (`leerplicht/inlezen`).
    `beheer`: rooms of this app beside those of the kernel, under Beheer.
    `aankondigingen`: what a user is told above his werkvoorraad.
    """

    code: str
    naam: str
    zaaksoorten: dict[str, str]
    regels: "Callable[[Sequence[Zaak]], dict[int, Zaakregel]]"
    menu: tuple[Menukeuze, ...] = ()
    beheer: tuple[Menukeuze, ...] = ()
    # Links on the page of a leerling: (name, url name taking the leerling's pk, right).
    nieuw: tuple[tuple[str, str, Recht], ...] = field(default=())
    codelijsten: dict[str, str] = field(default_factory=dict)
    codekolommen: tuple[Codekolom, ...] = ()
    # Lists in which a code can be of opsporing: results, and the rows in which those count.
    lijsten_met_opsporing: frozenset[str] = frozenset()
    privacy: "tuple[Gegevens, ...]" = ()
    opdrachten: dict[str, Handler | Langlopend] = field(default_factory=dict)
    opdrachtnamen: dict[str, str] = field(default_factory=dict)
    doelen: dict[str, Doel] = field(default_factory=dict)
    bronnen: "tuple[Bron, ...]" = ()
    aankondigingen: "Callable[[Gebruiker], list[Aankondiging]] | None" = None


_ONDERDELEN: dict[str, Onderdeel] = {}

KERNMENU = (
    Menukeuze("Werkvoorraad", "start", frozenset({Recht.LEERPLICHT, Recht.DOORSTROOMPUNT}), 10),
    Menukeuze("Leerlingen", "leerlingen", frozenset({Recht.LEERPLICHT, Recht.DOORSTROOMPUNT}), 50),
    Menukeuze(
        "Inlezen",
        "inlezen",
        frozenset({Recht.LEERPLICHT, Recht.DOORSTROOMPUNT, Recht.LIJSTEN, Recht.VERSLAG_MAKEN}),
        80,
    ),
    Menukeuze("Beheer", "lijsten", frozenset({Recht.LIJSTEN}), 90),
    Menukeuze("Privacy", "privacy", frozenset({Recht.PRIVACY}), 92),
    Menukeuze("Gegevenskaart", "gegevenskaart", frozenset({Recht.PRIVACY}), 95),
)


KERNDOELEN = {
    "start": Doel.WERKVERDELING,
    "leerlingen": Doel.OPZOEKEN,
    "leerling_nieuw": Doel.REGISTREREN,
    "gezinslid_nieuw": Doel.REGISTREREN,
    "leerling": Doel.DOSSIER,
    "leerling_wijzigen": Doel.DOSSIER,
    "samenvoegen": Doel.OPZOEKEN,
    "samenvoegen_met": Doel.DOSSIER,
    "samenvoeging_ongedaan": Doel.DOSSIER,
    "leerling_inschrijven": Doel.DOSSIER,
    "leerling_uitschrijven": Doel.DOSSIER,
    "betrokkene_nieuw": Doel.DOSSIER,
    "betrokkene_wijzigen": Doel.DOSSIER,
    "zaak_toewijzen": Doel.WERKVERDELING,
    "zaak_notitie": Doel.DOSSIER,
    "taak_gedaan": Doel.DOSSIER,
    "concepten": Doel.DOSSIER,
    "aanleverregel": Doel.REGISTREREN,
    "aanleverregel_kiezen": Doel.REGISTREREN,
    "document": Doel.DOSSIER,
    "document_nieuw": Doel.DOSSIER,
    "document_intrekken": Doel.DOSSIER,
    "document_terugzetten": Doel.DOSSIER,
    "reden_geven": Doel.TOEGANG,
    "dossier_openen": Doel.TOEGANG,
    "verzegelen": Doel.TOEGANG,
    "verzegeling_beeindigen": Doel.TOEGANG,
    "privacy_openingen": Doel.CONTROLE,
    "privacy_opening": Doel.CONTROLE,
    "privacy": Doel.CONTROLE,
    "privacy_leerling": Doel.CONTROLE,
    "privacy_wijzigingen": Doel.CONTROLE,
    "privacy_collega": Doel.CONTROLE,
    "privacy_inzage": Doel.INZAGE,
    # Open work goes to the team.
    "gebruiker_rol": Doel.WERKVERDELING,
    "gebruiker_rol_beeindigen": Doel.WERKVERDELING,
    "gebruiker_machtiging": Doel.WERKVERDELING,
    "gebruiker_machtiging_intrekken": Doel.WERKVERDELING,
    "gebruiker_deactiveren": Doel.WERKVERDELING,
}


# How the end of the name of a page reads.
LEESWIJZE = {"nieuw": "toevoegen", "csv": "downloaden als CSV", "xlsx": "downloaden als Excel"}


def registreer_onderdeel(onderdeel: Onderdeel) -> None:
    """Called once by each app, in `AppConfig.ready()`."""
    _ONDERDELEN[onderdeel.code] = onderdeel


def onderdelen() -> list[Onderdeel]:
    return list(_ONDERDELEN.values())


def lijsten_met_opsporing() -> frozenset[str]:
    return frozenset().union(*(onderdeel.lijsten_met_opsporing for onderdeel in onderdelen()))


def zaaksoort_namen() -> dict[str, str]:
    """All kinds of zaak, code to name."""
    return {code: naam for onderdeel in onderdelen() for code, naam in onderdeel.zaaksoorten.items()}


def zaakregels(zaken: "Sequence[Zaak]") -> dict[int, Zaakregel]:
    """A row for each zaak, in one call per app whatever the number of zaken."""
    regels: dict[int, Zaakregel] = {}
    for onderdeel in onderdelen():
        eigen = [zaak for zaak in zaken if zaak.soort in onderdeel.zaaksoorten]
        if eigen:
            regels |= onderdeel.regels(eigen)
    return regels


def aankondigingen_voor(gebruiker: "Gebruiker") -> list[Aankondiging]:
    """Of all apps, above the werkvoorraad of this user."""
    return [
        een
        for onderdeel in onderdelen()
        if onderdeel.aankondigingen is not None
        for een in onderdeel.aankondigingen(gebruiker)
    ]


def doel_van(url_naam: str) -> Doel:
    """What a page about persons is for. An error when nobody said so: then nothing of it is shown."""
    for doelen in (KERNDOELEN, *(onderdeel.doelen for onderdeel in onderdelen())):
        if url_naam in doelen:
            return doelen[url_naam]
    raise LookupError(f"De pagina {url_naam!r} leest personen en heeft geen doel: noem het in `doelen`.")


def _menu() -> list[Menukeuze]:
    return [keuze for menu in (KERNMENU, *(onderdeel.menu for onderdeel in onderdelen())) for keuze in menu]


def paginanaam(url_naam: str) -> str:
    """What a page is called, to who never opens it: its place in the menu, or "melding_nieuw" as it reads."""
    in_menu = {keuze.url_naam: keuze.naam for keuze in _menu()}
    if url_naam in in_menu:
        return in_menu[url_naam]
    *waarvan, wat = url_naam.split("_")
    gelezen = " ".join([*waarvan, LEESWIJZE.get(wat, wat)])
    return gelezen[:1].upper() + gelezen[1:]


def navigatie_voor(gebruiker: "Gebruiker", pad: str) -> list[dict]:
    """The main navigation for this user: dicts with `naam`, `url`, `actief` (the longest matching url)."""
    keuzes = sorted(_menu(), key=lambda keuze: keuze.volgorde)
    zichtbaar = [(keuze.naam, reverse(keuze.url_naam)) for keuze in keuzes if gebruiker.mag_een_van(keuze.rechten)]
    actief = max((url for _, url in zichtbaar if pad.startswith(url)), key=len, default=None)
    return [{"naam": naam, "url": url, "actief": url == actief} for naam, url in zichtbaar]
