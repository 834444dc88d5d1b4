"""How the words of a file are read here: shown before it is read in, so that a wrong meaning is seen in time."""

from collections.abc import Iterator
from dataclasses import dataclass

from leerplicht.inlezen.bron import Bron, Kolom
from leerplicht.inlezen.keuzes import NIETS, keuzes_van, kolom_van, kop_van, lijst_van
from leerplicht.inlezen.vertalingen import codekeuzes
from leerplicht.inlezen.vullen import Lijsten, lijsten
from leerplicht.models import Aanlevering, Code, Gebruiker
from leerplicht.toegang.leesbaar import leest_code


@dataclass(frozen=True)
class Woord:
    """`naar`: what it means, as a choice of `codekeuzes`, and `naam`: how that reads; in so many rows."""

    woord: str
    naar: str
    naam: str
    regels: int


# A woordsleutel, how it reads, and its words.
Groep = tuple[str, str, list[Woord]]


def gelezen_woorden(aanlevering: Aanlevering, bron: Bron, sleutel: str, gebruiker: Gebruiker) -> list[Woord]:
    """The words of one woordsleutel that a list knows; not those whose code this user may not know."""
    kolom = kolom_van(bron, sleutel)
    geteld = aanlevering.gelezen.get(sleutel)
    if kolom is None or not geteld:
        return []
    return list(_lees(bron, kolom, sleutel, geteld, lijsten(bron, aanlevering.gemeente_id), gebruiker))


def per_kolom(aanlevering: Aanlevering, bron: Bron, gebruiker: Gebruiker) -> Iterator[Groep]:
    """All words of the file, in the order of its columns."""
    betekenis = lijsten(bron, aanlevering.gemeente_id) if aanlevering.gelezen else Lijsten({}, {})
    for kolom in bron.kolommen:
        for sleutel, geteld in sorted(aanlevering.gelezen.items()):
            if kolom_van(bron, sleutel) == kolom:
                woorden = list(_lees(bron, kolom, sleutel, geteld, betekenis, gebruiker))
                if woorden:
                    yield sleutel, kop_van(bron, sleutel), woorden


def _lees(
    bron: Bron, kolom: Kolom, sleutel: str, geteld: dict[str, int], betekenis: Lijsten, gebruiker: Gebruiker
) -> Iterator[Woord]:
    namen = dict(codekeuzes(bron, sleutel, gebruiker))
    # That such a word stands in the file is told to who may read what it is about.
    codes = Code.objects.zichtbaar_voor(gebruiker).van_lijst(lijst_van(kolom, sleutel))
    verborgen = {code.code for code in codes if not leest_code(code, gebruiker)}
    teksten = {keuze.waarde: keuze.tekst for keuze in keuzes_van(kolom)}
    betekent = betekenis.van(kolom, sleutel)
    for woord, regels in sorted(geteld.items()):
        # Since the file was checked, a translation may have been taken back.
        if woord not in betekent:
            continue
        waarde = betekent[woord]
        naar = NIETS if waarde is None else teksten.get(waarde, waarde)
        if naar in namen and naar not in verborgen:
            yield Woord(woord, naar, namen[naar], regels)
