"""What can be read in: each *bron* declares its columns, how its rows are judged, and how they are carried out.

An app tells its bronnen in `Onderdeel.bronnen`. The rest (files, preview, progress, undo) is the same for all.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from leerplicht.roles import Recht

if TYPE_CHECKING:
    from leerplicht.inlezen.werktafel import Werktafel


class Veldsoort(StrEnum):
    """How a text of the file becomes a value; `velden.py` reads them, the type of the column follows from it."""

    TEKST = "tekst"  # text, at most `lengte` characters
    NUMMER = "nummer"  # an identifier of somebody else: kept as it is written
    DATUM = "datum"  # date
    BSN = "bsn"  # nine digits that pass the eleven-test
    ONDERWIJSNUMMER = "onderwijsnummer"
    GETAL = "getal"  # whole number
    DECIMAAL = "decimaal"  # number with a comma
    JANEE = "janee"  # boolean
    KEUZE = "keuze"  # one of `keuzes`: what the file says → what we store; or as the gemeente translated it
    CODE = "code"  # a code of `lijst`, by its code or label, or as the gemeente translated it
    BRIN = "brin"  # BRIN with vestiging, six characters; or four, and see `vestiging_bij`
    VESTIGING = "vestiging"  # the last two of a BRIN
    POSTCODE = "postcode"


# Whose texts a gemeente can say the meaning of, when no list knows them.
KOPPELBAAR = frozenset((Veldsoort.KEUZE, Veldsoort.CODE))
# How the codes of the bronnen of the old package begin.
OUD = "oud-"


@dataclass(frozen=True)
class Kolom:
    """One column. `code`: its name for us; `kop`: its heading in the file, `ook`: other headings it may have.

    `keuzes`: for KEUZE, the accepted texts in lower case and what each is stored as. `lijst`: for CODE, a list of
    the gemeente; "reden-{soort}" is that of the column `soort` of the same row.
    `uitleg` and `voorbeeld` stand on the page that describes the file.
    """

    code: str
    kop: str
    soort: Veldsoort = Veldsoort.TEKST
    verplicht: bool = False
    lengte: int = 200
    keuzes: Mapping[str, str] = field(default_factory=dict)
    lijst: str = ""
    ook: tuple[str, ...] = ()
    uitleg: str = ""
    voorbeeld: str = ""


@dataclass(frozen=True)
class Bron:
    """A kind of file. `enkel`, `meer`: what its rows are called ("melding", "meldingen").

    `beoordeel` matches the rows of the werktafel with ours and sets their `stand`; `verwerk` writes the good ones.
    Both see the same werktafel, in one transaction, and change nothing else; see `werktafel.py`.
    `peildatum`: column whose date says in which school year the codes of a row hold; without one it is today.
    `pakket`: the file is a zip, and this is the list in it whose rows these are.
    `paginas`: pages about one file of it, name and url name taking its number.
    `landelijk`: its rows are of all gemeenten together, so one of them cannot take them back.
    `xml_rij`: element of one row when the file is XML; its children are the columns, by code.
    """

    code: str
    naam: str
    wat: str
    recht: Recht
    enkel: str
    meer: str
    kolommen: tuple[Kolom, ...]
    beoordeel: "Callable[[Werktafel], None]"
    verwerk: "Callable[[Werktafel], None]"
    peildatum: str = ""
    xml_rij: str = "rij"
    pakket: str = ""
    paginas: tuple[tuple[str, str], ...] = ()
    landelijk: bool = False

    @property
    def van_vroeger(self) -> bool:
        """Of the package that was used before: what it tells was done by others than who reads it in."""
        return self.code.startswith(OUD)

    def kolom(self, code: str) -> Kolom:
        return next(kolom for kolom in self.kolommen if kolom.code == code)


_DELEN = ("straat", "huisnummer", "huisletter", "toevoeging", "postcode", "plaats")
# Columns that tell where somebody lives or may be found: not everybody may know.
ADRES = frozenset((*_DELEN, *(f"ouder_{deel}" for deel in _DELEN), "afwijkend_adres"))


def vestiging_bij(brin: str, kop: str = "Vestiging", *ook: str) -> Kolom:
    """The column beside that of a BRIN: the law and most lists keep the vestiging apart from it."""
    return Kolom(
        f"{brin}_vestiging",
        kop,
        Veldsoort.VESTIGING,
        ook=ook,
        uitleg="Alleen als de vestiging niet achter de BRIN staat.",
    )


VESTIGING = vestiging_bij("brin", "Vestiging", "vest", "vestigingscode", "vestigingsnummer", "vestigingsnr")


def huisnummer_bij(straat: str) -> tuple[Kolom, ...]:
    """The columns beside that of a street: the BRP and most packages keep the number apart; see `adressen.py`.

    No heading "Nr": in most files that is the number of the row.
    """
    van = straat.removesuffix("straat")
    toevoegingen = ("huisnummertoevoeging", "toev", "huisnr toev", "huisnummer toev")
    return tuple(
        Kolom(
            f"{van}{code}",
            kop,
            Veldsoort.NUMMER,
            lengte=15,
            ook=ook,
            uitleg="Alleen als het niet achter de straat staat.",
        )
        for code, kop, ook in (
            ("huisnummer", "Huisnummer", ("huisnr",)),
            ("huisletter", "Huisletter", ()),
            ("toevoeging", "Toevoeging", toevoegingen),
        )
    )


# Who a row is about, in every bron about persons: `leerplicht/koppelen` matches by these names.
PERSOON = (
    Kolom("bsn", "BSN", Veldsoort.BSN, ook=("burgerservicenummer",), voorbeeld="123456782"),
    Kolom("onderwijsnummer", "Onderwijsnummer", Veldsoort.ONDERWIJSNUMMER),
    Kolom("achternaam", "Achternaam", lengte=80, verplicht=True, ook=("geslachtsnaam",), voorbeeld="Vries"),
    Kolom("tussenvoegsel", "Tussenvoegsel", lengte=20, ook=("voorvoegsel", "voorvoegsels"), voorbeeld="de"),
    Kolom("voornaam", "Voornaam", lengte=80, verplicht=True, ook=("voornamen", "roepnaam"), voorbeeld="Noa"),
    Kolom("geboortedatum", "Geboortedatum", Veldsoort.DATUM, verplicht=True, voorbeeld="05-09-2009"),
    Kolom(
        "geslacht",
        "Geslacht",
        Veldsoort.KEUZE,
        keuzes={
            **dict.fromkeys(("m", "man", "jongen"), "m"),
            **dict.fromkeys(("v", "vrouw", "meisje"), "v"),
            **dict.fromkeys(("x", "anders"), "x"),
            **dict.fromkeys(("o", "onbekend"), ""),
        },
        voorbeeld="v",
    ),
    Kolom("straat", "Straat en huisnummer", lengte=120, ook=("adres", "straatnaam"), voorbeeld="Dorpsstraat 1"),
    *huisnummer_bij("straat"),
    Kolom("postcode", "Postcode", Veldsoort.POSTCODE, voorbeeld="2711 AB"),
    Kolom("plaats", "Woonplaats", lengte=80, ook=("plaats",), voorbeeld="Zoetermeer"),
)
