"""What every kind of file becomes: headings, and rows of texts. And how much of it we take."""

from collections.abc import Sequence
from dataclasses import dataclass

from leerplicht.bestanden.keuring import MEGABYTE
from leerplicht.inlezen.kopnamen import kopsleutel

# 350.000 meldingen are some 150 MB; a file of a country is 500.
GROOTSTE_AANLEVERING = 500 * MEGABYTE
# No register has a row that is longer or wider.
LANGSTE_RIJ = 100_000
MEESTE_KOLOMMEN = 500
LANGSTE_KOP = 200

NUL = "Er staan nul-tekens in deze regel. Haal ze weg."
TE_LANG = "Deze regel is langer dan 100.000 tekens."
TE_BREED = f"Het bestand heeft meer dan {MEESTE_KOLOMMEN} kolommen."
LEEG = "Het bestand is leeg."
GEEN_REGELS = "In dit bestand staan wel koppen, maar geen regels."
GEEN_BESTAND = "Dit is geen CSV-, XML- of Excel-bestand dat te lezen is."


class Onleesbaar(Exception):
    """A file that cannot be read at all; its text is one Dutch sentence for the user."""


@dataclass(frozen=True)
class Herkend:
    """What a file is: `vorm` is "csv", "xml" or "xlsx"; the next two are empty unless it is "csv".

    `erboven`: how many rows that are not empty stand above the headings; `blad`: on which sheet they are.
    """

    vorm: str
    codering: str
    scheiding: str
    koppen: tuple[str, ...]
    erboven: int = 0
    blad: int = 0


@dataclass(frozen=True, slots=True)
class Rij:
    """One row. `nummer`: its line in a CSV, in others which row it is. Without `fout` a text per heading."""

    nummer: int
    velden: list[str]
    fout: str = ""


def keur_koppen(koppen: Sequence[str]) -> tuple[str, ...]:
    """The headings, without empty columns behind the last. Raises Onleesbaar when they do not tell columns apart.

    Never quotes one: in a file without headings they are the data of somebody.
    """
    netjes = [" ".join(kop.split()) for kop in koppen]
    while netjes and not netjes[-1]:
        netjes.pop()
    if not netjes:
        raise Onleesbaar(LEEG)
    if len(netjes) > MEESTE_KOLOMMEN:
        raise Onleesbaar(TE_BREED)
    eerder: dict[str, int] = {}
    for nummer, kop in enumerate(netjes, 1):
        if not kop:
            raise Onleesbaar(f"Kolom {nummer} heeft geen kop.")
        if not kop.isprintable() or "\ufffd" in kop:
            raise Onleesbaar(GEEN_BESTAND)
        if len(kop) > LANGSTE_KOP:
            raise Onleesbaar(f"De kop van kolom {nummer} is langer dan {LANGSTE_KOP} tekens.")
        dubbel = eerder.setdefault(kopsleutel(kop), nummer)
        if dubbel != nummer:
            raise Onleesbaar(f"Kolom {dubbel} en kolom {nummer} hebben dezelfde kop.")
    return tuple(netjes)


def maak_rij(nummer: int, velden: list[str], breedte: int) -> Rij | None:
    """A row of this width; None when nothing is in it. Empty columns behind the last one are forgiven."""
    if len(velden) > breedte:
        while len(velden) > breedte and not velden[-1].strip():
            velden.pop()
    if not any(velden) or not any(map(str.strip, velden)):
        return None
    fout = ""
    if len(velden) != breedte:
        aantal = "1 kolom" if len(velden) == 1 else f"{len(velden)} kolommen"
        fout = f"Deze regel heeft {aantal}, de koppen zijn er {breedte}."
    if any("\0" in veld for veld in velden):
        velden, fout = [veld.replace("\0", "\ufffd") for veld in velden], NUL
    return Rij(nummer, velden[:MEESTE_KOLOMMEN], fout)
