"""From a file to the werktafel: every row once, in a stream, so that a million of them need no memory.

What can be said of a row by itself is said here: a date that does not exist, a code that no list knows. What needs
our own rows (is this leerling known?) is asked of the whole table at once, by the bron.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import connection

from leerplicht.inlezen.adressen import voeg_huisnummers_toe
from leerplicht.inlezen.bron import Bron, Kolom, Veldsoort
from leerplicht.inlezen.keuzes import NIETS, kolom_van, lijst_van, woordsleutel
from leerplicht.inlezen.kopnamen import zoek_koppen
from leerplicht.inlezen.lezen import Herkend, Rij, rijen
from leerplicht.inlezen.scholen import wijs_school_aan
from leerplicht.inlezen.uitdrukkingen import geldt, schooljaar
from leerplicht.inlezen.velden import Onbekend, Ongeldig, Waarde, lees_waarde, sleutel, sql_type
from leerplicht.inlezen.werktafel import Stand, Werktafel
from leerplicht.models import Aanleverregel, Bronvertaling, Code
from leerplicht.models.leerling import zoeksleutel

# Of the engine, beside the columns of the bron; see werktafel.py.
EIGEN = {
    "regel": "integer PRIMARY KEY",
    "ruw": "text NOT NULL",
    "stand": "text NOT NULL",
    "fouten": "jsonb NOT NULL",
    "keuze": "text NOT NULL",
    "zoeknaam": "text NOT NULL",
    "leerling_id": "bigint",
    "doel_id": "bigint",
    "zaak_id": "bigint",
    "kandidaten": "jsonb NOT NULL DEFAULT '[]'",
    "verschil": "jsonb NOT NULL DEFAULT '{}'",
}
GEVULD = ("regel", "ruw", "stand", "fouten", "keuze", "zoeknaam")
# A code of a list that is not known before the row is right in another column: a text, and no code.
NOG_NIET_TE_LEZEN = ""
# Different words in one column; with more than this it is another kind of column.
MEESTE_WOORDEN = 200
NIET_IN_LIJST = "“{}” staat niet in onze lijst. Koppel deze code aan een van ons, of verbeter de regel."


@dataclass(frozen=True)
class Lijsten:
    """What the words of CODE and KEUZE columns mean: in our lists, and as the gemeente translated them."""

    # Per list the codes by code and label.
    codes: dict[str, dict[str, str]]
    # Per woordsleutel what this gemeente says that a word of this bron means; None is nothing.
    vertaald: dict[str, dict[str, str | None]]
    # Both together, once they were asked for: a file has millions of cells.
    samen: dict[str, Mapping[str, str | None]] = field(default_factory=dict)

    def van(self, kolom: Kolom, waar: str) -> Mapping[str, str | None]:
        """The words of this woordsleutel; what the gemeente said goes before what we call it."""
        if waar not in self.samen:
            eigen = kolom.keuzes if kolom.soort == Veldsoort.KEUZE else self.codes.get(lijst_van(kolom, waar), {})
            self.samen[waar] = {**eigen, **self.vertaald.get(waar, {})}
        return self.samen[waar]


@dataclass
class Gevuld:
    """How many rows came in, and the words in them that were read and that no list knows.

    Of the words: {woordsleutel: {word: rows}}.
    """

    rijen: int = 0
    gelezen: dict[str, Counter] = field(default_factory=dict)
    onbekend: dict[str, Counter] = field(default_factory=dict)


def lijsten(bron: Bron, gemeente_id: int) -> Lijsten:
    codes: dict[str, dict[str, str]] = {}
    for code in Code.objects.filter(gemeente_id=gemeente_id):
        lijst = codes.setdefault(code.lijst, {})
        lijst[sleutel(code.label)] = code.code
        lijst[sleutel(code.code)] = code.code
    return Lijsten(codes, _woorden(bron, gemeente_id))


def _woorden(bron: Bron, gemeente_id: int) -> dict[str, dict[str, str | None]]:
    """A choice that is no longer there means nothing: the word is asked about again."""
    woorden: dict[str, dict[str, str | None]] = {}
    for waar, vertaald in _vertaald(bron, gemeente_id).items():
        kolom = kolom_van(bron, waar)
        if kolom is None:
            continue
        keuzes = kolom.keuzes if kolom.soort == Veldsoort.KEUZE else {naar: naar for naar in vertaald.values()}
        bekend = {**keuzes, NIETS: None}
        woorden[waar] = {tekst: bekend[naar] for tekst, naar in vertaald.items() if naar in bekend}
    return woorden


def plekken_van(bron: Bron, koppen: Sequence[str], gemeente_id: int) -> dict[int, Kolom]:
    """Which position holds which column: as the bron knows its headings, and as this gemeente said they mean."""
    return zoek_koppen(koppen, bron.kolommen, _koppen_van(bron, gemeente_id))


def weging_van(bron: Bron, gemeente_id: int) -> Callable[[Sequence[str]], tuple[bool, int]]:
    """For the reader, which looks for the headings: whether a row has all that must be there, and how many."""
    vertaald = _koppen_van(bron, gemeente_id)

    def weeg(teksten: Sequence[str]) -> tuple[bool, int]:
        gevonden = zoek_koppen(teksten, bron.kolommen, vertaald).values()
        return all(kolom in gevonden for kolom in bron.kolommen if kolom.verplicht), len(gevonden)

    return weeg


def _koppen_van(bron: Bron, gemeente_id: int) -> dict[str, str]:
    """What the gemeente said that headings mean; "" for one that is not used."""
    eigen = _vertaald(bron, gemeente_id).get("", {})
    return {kop: "" if naar == NIETS else naar for kop, naar in eigen.items()}


def _vertaald(bron: Bron, gemeente_id: int) -> dict[str, dict[str, str]]:
    """What the gemeente said that texts of this bron mean, per column; under "" the headings."""
    vertaald: dict[str, dict[str, str]] = {}
    for een in Bronvertaling.objects.filter(gemeente_id=gemeente_id, bron=bron.code).exclude(naar=""):
        vertaald.setdefault(een.kolom, {})[een.waarde] = een.naar
    return vertaald


def maak_tafel(werk: Werktafel) -> None:
    """Empty, for this transaction only."""
    kolommen = [f"{naam} {soort}" for naam, soort in EIGEN.items()]
    kolommen += [f'"{kolom.code}" {sql_type(kolom)}' for kolom in werk.bron.kolommen]
    kolommen += [f'"{kolom.code}_id" bigint' for kolom in werk.bron.kolommen if _wijst_aan(kolom)]
    werk.voer_uit(
        f"DROP TABLE IF EXISTS {{t}}; CREATE TEMPORARY TABLE {{t}} ({', '.join(kolommen)}) ON COMMIT DROP"
    )


def vul(
    werk: Werktafel,
    pad: Path,
    herkend: Herkend,
    plekken: Mapping[int, Kolom],
    *,
    elke: Callable[[int], None] = lambda gedaan: None,
) -> Gevuld:
    """Copy the file into the werktafel. `plekken`: position to column. `elke`: called now and then."""
    gevuld = Gevuld()
    wat_betekent = lijsten(werk.bron, werk.gemeente_id)
    eigen = {een.regel: een for een in _beslist(werk)}
    namen = [*GEVULD, *(kolom.code for kolom in werk.bron.kolommen)]
    kolommen = ", ".join(f'"{naam}"' for naam in namen)
    with connection.cursor() as cursor, cursor.copy(f"COPY {werk.tabel} ({kolommen}) FROM STDIN") as kopie:
        for rij in rijen(pad, herkend, xml_rij=werk.bron.xml_rij):
            regel = eigen.get(rij.nummer)
            kopie.write_row(_lees(werk.bron, rij, plekken, wat_betekent, gevuld, regel))
            gevuld.rijen += 1
            if gevuld.rijen % 1000 == 0:
                elke(gevuld.rijen)
    werk.voer_uit("ANALYZE {t}")
    return gevuld


def _beslist(werk: Werktafel):
    """Rows about which a person decided something since the last check."""
    regels = Aanleverregel.objects.filter(gemeente_id=werk.gemeente_id, aanlevering=werk.aanlevering_id)
    return regels.exclude(keuze="", verbeterd=None).only("gemeente", "regel", "keuze", "verbeterd")


def _lees(
    bron: Bron,
    rij: Rij,
    plekken: Mapping[int, Kolom],
    wat_betekent: Lijsten,
    gevuld: Gevuld,
    beslist: Aanleverregel | None,
) -> list[Any]:
    velden, onleesbaar = rij.velden, rij.fout
    if beslist is not None and beslist.verbeterd is not None:
        velden, onleesbaar = beslist.verbeterd, ""
    keuze = beslist.keuze if beslist is not None else ""
    fouten: list[list[str]] = [["", onleesbaar]] if onleesbaar else []
    waarden: dict[str, Any] = dict.fromkeys(kolom.code for kolom in bron.kolommen)
    codes: list[tuple[Kolom, str]] = []
    if not onleesbaar:
        for plek, kolom in plekken.items():
            tekst = velden[plek] if plek < len(velden) else ""
            if kolom.soort == Veldsoort.CODE:
                codes.append((kolom, tekst))
                continue
            try:
                if kolom.soort == Veldsoort.KEUZE:
                    waarden[kolom.code] = _vertaal(kolom, kolom.code, tekst, wat_betekent, gevuld)
                else:
                    waarden[kolom.code] = lees_waarde(kolom, tekst)
            except Ongeldig as fout:
                fouten.append([kolom.code, str(fout)])
    # Which list holds may depend on a choice.
    for kolom, tekst in codes:
        waar = woordsleutel(kolom, waarden)
        try:
            if waar:
                waarden[kolom.code] = _vertaal(kolom, waar, tekst, wat_betekent, gevuld)
            elif tekst.strip():
                waarden[kolom.code] = NOG_NIET_TE_LEZEN
        except Ongeldig as fout:
            fouten.append([kolom.code, str(fout)])
    stand = Stand.OVERGESLAGEN if keuze == "overslaan" else Stand.GEWEIGERD if fouten else Stand.NIEUW
    ruw = json.dumps(velden, ensure_ascii=False)
    eigen = [rij.nummer, ruw, str(stand), json.dumps(fouten, ensure_ascii=False), keuze, _zoeknaam(waarden)]
    return [*eigen, *waarden.values()]


def _vertaal(kolom: Kolom, waar: str, tekst: str, wat_betekent: Lijsten, gevuld: Gevuld) -> Waarde:
    """As `lees_waarde`; the words are counted, for the pages that tell and ask what they mean."""
    try:
        waarde = lees_waarde(kolom, tekst, vertaal=wat_betekent.van(kolom, waar))
    except Onbekend:
        _tel(gevuld.onbekend, waar, tekst)
        raise Ongeldig(NIET_IN_LIJST.format(tekst.strip()[:60])) from None
    _tel(gevuld.gelezen, waar, tekst)
    return waarde


def _tel(woorden: dict[str, Counter], waar: str, tekst: str) -> None:
    wat = sleutel(tekst)[:200]
    if not wat:
        return
    teller = woorden.setdefault(waar, Counter())
    if wat in teller or len(teller) < MEESTE_WOORDEN:
        teller[wat] += 1


def _zoeknaam(waarden: Mapping[str, Any]) -> str:
    delen = [waarden.get(naam) or "" for naam in ("achternaam", "voornaam", "tussenvoegsel")]
    return zoeksleutel(*delen) if any(delen) else ""


def _wijst_aan(kolom: Kolom) -> bool:
    """Whether the text names a row of ours: its id then stands in `<code>_id`."""
    return kolom.soort in (Veldsoort.CODE, Veldsoort.BRIN)


def wijs_aan(werk: Werktafel) -> None:
    """Fill `<code>_id` for schools and codes, and complete addresses; an unknown school refuses the row."""
    voeg_huisnummers_toe(werk)
    for kolom in werk.bron.kolommen:
        if kolom.soort == Veldsoort.BRIN:
            wijs_school_aan(werk, kolom)
        elif kolom.soort == Veldsoort.CODE:
            _wijs_code_aan(werk, kolom)


def _wijs_code_aan(werk: Werktafel, kolom: Kolom) -> None:
    """The version of the code that holds in the school year of the row."""
    lijst = "'" + re.sub(r"\{(\w+)\}", r"' || coalesce({t}.\1, '') || '", kolom.lijst) + "'"
    peildatum = werk.bron.peildatum
    dag = f'coalesce({{t}}."{peildatum}", %(op)s::date)' if peildatum else "%(op)s::date"
    werk.voer_uit(
        f"""UPDATE {{t}} SET {kolom.code}_id = c.id FROM leerplicht_code c
        WHERE c.gemeente_id = %(gemeente)s AND c.lijst = {lijst} AND c.code = {{t}}."{kolom.code}"
        AND {geldt("c", schooljaar(dag))}"""
    )
    werk.weiger(
        f"stand = 'nieuw' AND \"{kolom.code}\" IS NOT NULL AND {kolom.code}_id IS NULL",
        kolom.code,
        "Deze code geldt niet in het schooljaar van deze regel.",
    )
