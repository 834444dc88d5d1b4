"""From the text of one cell to a value, per Veldsoort.

No form fields here: a file has millions of cells. Every refusal is one Dutch sentence, for who repairs the file.
It quotes what was found only where that is the word of a list; a name, a date or a number may be of a person.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from leerplicht.formulieren.velden import EERSTE_JAAR, BsnField, DatumField
from leerplicht.inlezen.bron import KOPPELBAAR, Kolom, Veldsoort

Waarde = date | int | Decimal | bool | str | None

LAATSTE_JAAR = 2200
GROOTSTE_GETAL = 2**31 - 1
# A text that may be longer than this is a note: it keeps its lines. A shorter one is a name or a title.
LANGSTE_TITEL = 200
LANGSTE_CITAAT = 40
MEESTE_CIJFERS = 30
STREEP = "-–—"
FORMULETEKENS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
GEEN: Mapping[str, str | None] = MappingProxyType({})

LEEG = "{} is verplicht, maar is leeg."
GEEN_DATUM = str(DatumField.default_error_messages["invalid"])
TWEE_CIJFERS = "Schrijf het jaar met vier cijfers, bijvoorbeeld 05-09-2023."
ONVOLLEDIG = "Deze datum is niet volledig: de dag, de maand of het jaar is onbekend."
EXCELGETAL = "Dit is een Excel-getal, geen datum. Maak in Excel van deze kolom een datum."
BSN_CIJFERS = str(BsnField.default_error_messages["cijfers"])
BSN_ELFPROEF = str(BsnField.default_error_messages["elfproef"])
ONDERWIJSNUMMER_CIJFERS = "Een onderwijsnummer heeft 9 cijfers en begint met 10. Controleer het nummer."
ONDERWIJSNUMMER_PROEF = "Dit onderwijsnummer klopt niet. Misschien staan er twee cijfers verwisseld."
AFGEKORT = "Excel heeft dit nummer afgekort (met E+). Maak van de kolom tekst en vul het nummer weer in."
GEEN_GETAL = "Dit is geen heel getal. Schrijf bijvoorbeeld 12."
GEEN_DECIMAAL = "Dit is geen getal. Schrijf bijvoorbeeld 12,5."
TE_GROOT = "Dit getal is te groot."
GEEN_JANEE = "Schrijf hier ja of nee."
GEEN_BRIN = "Dit is geen BRIN met vestiging. Schrijf bijvoorbeeld 16SW03."
GEEN_VESTIGING = "Dit is geen vestiging van een BRIN. Schrijf twee cijfers, bijvoorbeeld 03."
GEEN_POSTCODE = "Dit is geen Nederlandse postcode. Schrijf bijvoorbeeld 2711 AB."
FORMULE = "Dit begint als een formule (met =, +, - of @). Haal dat teken weg."
ONLEESBAAR = "Hier staan tekens in die niet te lezen zijn. Typ de tekst opnieuw."
GEEN_TEKST = "Hier staat geen letter of cijfer in."

_SQL = {
    Veldsoort.DATUM: "date",
    Veldsoort.GETAL: "integer",
    Veldsoort.DECIMAAL: "numeric",
    Veldsoort.JANEE: "boolean",
}
_JANEE = {
    **dict.fromkeys(("j", "ja", "1", "true", "waar"), True),
    **dict.fromkeys(("n", "nee", "0", "false", "onwaar"), False),
}
# What else begins with one of the four: a number, a telephone number, a line of a list ("- moeder gebeld").
_GEEN_FORMULE = re.compile(r"[+-][\d .,()/-]{0,40}(E[+-]?\d+)?|[+-] (?!.*(\||!|\w\()).*", re.DOTALL)
_TIJD = r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?)?"
_DATUM = re.compile(
    rf"(?:(?P<d>\d{{1,2}})[-/](?P<m>\d{{1,2}})[-/](?P<j>\d{{4}})"
    rf"|(?P<jj>\d{{4}})-(?P<mm>\d{{1,2}})-(?P<dd>\d{{1,2}})"
    rf"|(?P<jjj>\d{{4}})(?P<mmm>\d{{2}})(?P<ddd>\d{{2}})){_TIJD}",
    re.ASCII,
)
# Days since 1900 as Excel counts them, of 1954 to 2064: what a date is in a cell that does not say so.
_EXCELGETAL = re.compile(r"[2-5]\d{4}|60000", re.ASCII)
_KORT_JAAR = re.compile(rf"\d{{1,2}}[-/]\d{{1,2}}[-/]\d{{2}}{_TIJD}", re.ASCII)
_GETAL = re.compile(r"([+-]?(?:\d{1,3}(?:\.\d{3})+|\d+))(?:[.,]0+)?", re.ASCII)
_WETENSCHAPPELIJK = re.compile(r"\d([.,]\d+)?E\+?\d+", re.ASCII | re.IGNORECASE)
_BRIN = re.compile(r"\d\d[A-Z]{2}(\d\d)?", re.ASCII)
_POSTCODE = re.compile(r"([1-9]\d{3}) ?([A-Z]{2})", re.ASCII)
# Never given out, because of what they once meant.
_GEEN_LETTERS = frozenset(("SA", "SD", "SS"))
_SCHEIDING = str.maketrans("", "", " .-")


class Ongeldig(ValueError):
    """A cell that cannot be read; its text is the sentence for the user."""


class Onbekend(Ongeldig):
    """A word that no list knows."""


def sql_type(kolom: Kolom) -> str:
    """The type of this column in the werktafel."""
    return _SQL.get(kolom.soort, "text")


def lees_waarde(kolom: Kolom, tekst: str, *, vertaal: Mapping[str, str | None] = GEEN) -> Waarde:
    """The value of one cell; None when it is empty. Raises Ongeldig.

    `vertaal`: for CODE and KEUZE, what belongs to a text (see `sleutel`): what we call it ourselves, and what the
    gemeente said that it means; None is nothing.
    """
    tekst = tekst.strip()
    # Many packages write a dash where nothing is known.
    if not tekst or (tekst[0] in STREEP and not tekst.strip(STREEP)):
        if kolom.verplicht:
            raise Ongeldig(LEEG.format(kolom.kop))
        return None
    # As our own files are written, so that a spreadsheet takes nothing in them for a formula.
    if tekst[0] == "'" and tekst[1:].lstrip().startswith(FORMULETEKENS):
        tekst = tekst[1:].lstrip()
    if tekst.startswith(FORMULETEKENS) and not _GEEN_FORMULE.fullmatch(tekst):
        raise Ongeldig(FORMULE)
    if kolom.soort in KOPPELBAAR:
        waarde = _kies(tekst, vertaal)
        if waarde is None and kolom.verplicht:
            raise Ongeldig(LEEG.format(kolom.kop))
        return waarde
    return _LEZERS[kolom.soort](kolom, tekst)


def sleutel(tekst: str) -> str:
    """How the words of a list are compared: in lower case, with one space between words."""
    return " ".join(tekst.lower().split())


def _tekst(kolom: Kolom, tekst: str) -> str:
    if not tekst.isprintable() or "  " in tekst:
        tekst = _met_regels(tekst) if kolom.lengte > LANGSTE_TITEL else " ".join(tekst.split())
    if "\ufffd" in tekst:
        raise Ongeldig(ONLEESBAAR)
    if not (tekst[0].isalnum() or any(map(str.isalnum, tekst))):
        raise Ongeldig(GEEN_TEKST)
    if len(tekst) > kolom.lengte:
        raise Ongeldig(f"Dit is te lang: {len(tekst)} tekens, het mogen er {kolom.lengte} zijn.")
    if not tekst.isprintable() and not all(map(str.isprintable, tekst.split("\n"))):
        raise Ongeldig(ONLEESBAAR)
    return tekst


def _met_regels(tekst: str) -> str:
    """A note as we keep it: one kind of line end, plain spaces."""
    regels = tekst.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(" ".join(regel.split()) for regel in regels)


def _datum(kolom: Kolom, tekst: str) -> date:
    past = _DATUM.fullmatch(tekst)
    if past is None:
        if _EXCELGETAL.fullmatch(tekst):
            raise Ongeldig(EXCELGETAL)
        raise Ongeldig(TWEE_CIJFERS if _KORT_JAAR.fullmatch(tekst) else GEEN_DATUM)
    d, m, j, jj, mm, dd, jjj, mmm, ddd = past.groups()
    jaar, maand, dag = int(j or jj or jjj), int(m or mm or mmm), int(d or dd or ddd)
    if not (jaar and maand and dag):
        raise Ongeldig(ONVOLLEDIG)
    if jaar < EERSTE_JAAR:
        raise Ongeldig(GEEN_DATUM)
    if jaar > LAATSTE_JAAR:
        raise Ongeldig(f"Het jaar {jaar} kan niet kloppen. Laat de datum leeg als die niet bekend is.")
    try:
        return date(jaar, maand, dag)
    except ValueError:
        raise Ongeldig(GEEN_DATUM) from None


def _bsn(kolom: Kolom, tekst: str) -> str:
    cijfers = _negen_cijfers(tekst, BSN_CIJFERS)
    # The eleven-test: 9a + 8b + … + 2h - i divisible by 11.
    if _weging(cijfers) % 11 or cijfers == "000000000":
        raise Ongeldig(BSN_ELFPROEF)
    return cijfers


def _onderwijsnummer(kolom: Kolom, tekst: str) -> str:
    cijfers = _negen_cijfers(tekst, ONDERWIJSNUMMER_CIJFERS)
    if not cijfers.startswith("10"):
        raise Ongeldig(ONDERWIJSNUMMER_CIJFERS)
    # As that of the BSN, with 5 left over, so that no number is both.
    if _weging(cijfers) % 11 != 5:
        raise Ongeldig(ONDERWIJSNUMMER_PROEF)
    return cijfers


def _negen_cijfers(tekst: str, zin: str) -> str:
    """Dots, dashes and spaces are forgiven, and so is the nought in front that Excel takes away."""
    cijfers = tekst.translate(_SCHEIDING)
    if not (cijfers.isascii() and cijfers.isdigit() and len(cijfers) in (8, 9)):
        raise Ongeldig(AFGEKORT if _WETENSCHAPPELIJK.fullmatch(tekst) else zin)
    return cijfers.zfill(9)


def _weging(cijfers: str) -> int:
    a, b, c, d, e, f, g, h, i = map(int, cijfers)
    return 9 * a + 8 * b + 7 * c + 6 * d + 5 * e + 4 * f + 3 * g + 2 * h - i


def _getal(kolom: Kolom, tekst: str) -> int:
    past = _GETAL.fullmatch(tekst)
    if past is None:
        raise Ongeldig(GEEN_GETAL)
    if len(tekst) > MEESTE_CIJFERS:
        raise Ongeldig(TE_GROOT)
    getal = int(past[1].replace(".", ""))
    if abs(getal) > GROOTSTE_GETAL:
        raise Ongeldig(TE_GROOT)
    return getal


_HEEL = r"\d{1,3}(?:\.\d{3})+|\d+"
# In turn: Dutch (1.022,50), English with both signs (1,022.50), and a single point (12.5 or .5).
_DECIMALEN = (
    (re.compile(rf"[+-]?(?:{_HEEL})(?:,\d+)?", re.ASCII), str.maketrans(",", ".", ".")),
    (re.compile(r"[+-]?\d{1,3}(?:,\d{3})+\.\d+", re.ASCII), str.maketrans("", "", ",")),
    (re.compile(r"[+-]?\d*\.\d+", re.ASCII), str.maketrans("", "", "")),
)


def _decimaal(kolom: Kolom, tekst: str) -> Decimal:
    if len(tekst) > MEESTE_CIJFERS:
        raise Ongeldig(TE_GROOT if tekst.translate(_SCHEIDING).isdigit() else GEEN_DECIMAAL)
    # "0.125" has the shape of thousands, but no thousand begins with a nought.
    vormen = _DECIMALEN[2:] if tekst.lstrip("+-").startswith("0.") else _DECIMALEN
    for patroon, omzetting in vormen:
        if patroon.fullmatch(tekst):
            return Decimal(tekst.translate(omzetting))
    raise Ongeldig(GEEN_DECIMAAL)


def _janee(kolom: Kolom, tekst: str) -> bool:
    try:
        return _JANEE[tekst.lower()]
    except KeyError:
        raise Ongeldig(GEEN_JANEE) from None


def _kies(tekst: str, keuzes: Mapping[str, str | None]) -> str | None:
    try:
        return keuzes[sleutel(tekst)]
    except KeyError:
        pass
    if not tekst.isprintable() or "\ufffd" in tekst:
        raise Ongeldig(ONLEESBAAR)
    citaat = tekst if len(tekst) <= LANGSTE_CITAAT else f"{tekst[:LANGSTE_CITAAT]}…"
    raise Onbekend(f"“{citaat}” is hier niet bekend.")


def _brin(kolom: Kolom, tekst: str) -> str:
    brin = tekst.translate(_SCHEIDING).upper()
    if not _BRIN.fullmatch(brin):
        raise Ongeldig(GEEN_BRIN)
    return brin


def _vestiging(kolom: Kolom, tekst: str) -> str:
    """Its two digits, one of which Excel may have taken away; or the whole number, as some lists have it here."""
    vestiging = tekst.translate(_SCHEIDING).upper()
    if vestiging.isascii() and vestiging.isdigit() and len(vestiging) <= 2:
        return vestiging.zfill(2)
    if len(vestiging) == 6 and _BRIN.fullmatch(vestiging):
        return vestiging
    raise Ongeldig(GEEN_VESTIGING)


def _postcode(kolom: Kolom, tekst: str) -> str:
    past = _POSTCODE.fullmatch(tekst.upper())
    if past is None or past[2] in _GEEN_LETTERS:
        raise Ongeldig(GEEN_POSTCODE)
    return f"{past[1]} {past[2]}"


def _nummer(kolom: Kolom, tekst: str) -> str:
    if _WETENSCHAPPELIJK.fullmatch(tekst) and "+" in tekst:
        raise Ongeldig(AFGEKORT)
    return _tekst(kolom, tekst)


_LEZERS: Mapping[Veldsoort, Callable[[Kolom, str], Waarde]] = {
    Veldsoort.TEKST: _tekst,
    Veldsoort.NUMMER: _nummer,
    Veldsoort.DATUM: _datum,
    Veldsoort.BSN: _bsn,
    Veldsoort.ONDERWIJSNUMMER: _onderwijsnummer,
    Veldsoort.GETAL: _getal,
    Veldsoort.DECIMAAL: _decimaal,
    Veldsoort.JANEE: _janee,
    Veldsoort.BRIN: _brin,
    Veldsoort.VESTIGING: _vestiging,
    Veldsoort.POSTCODE: _postcode,
}
