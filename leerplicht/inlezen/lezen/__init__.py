"""From a file to rows of texts: CSV, XML and Excel, as a stream, and safe whatever is in it."""

from collections.abc import Iterator
from pathlib import Path

from leerplicht.inlezen.lezen.csvbestand import herken_csv, rijen_csv
from leerplicht.inlezen.lezen.keuring import ZIP, keur_bron
from leerplicht.inlezen.lezen.koprij import Weeg, onbekend
from leerplicht.inlezen.lezen.vorm import GEEN_BESTAND, GROOTSTE_AANLEVERING, Herkend, Onleesbaar, Rij
from leerplicht.inlezen.lezen.xlsxbestand import herken_xlsx, rijen_xlsx
from leerplicht.inlezen.lezen.xmlbestand import herken_xml, rijen_xml

__all__ = ["GROOTSTE_AANLEVERING", "Herkend", "Onleesbaar", "Rij", "herken", "keur_bron", "rijen"]

# Files that begin like a text, or are one, and are no table.
_ANDERE = (b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
# What may stand before the first tag of XML: marks of an encoding, blanks, and the other half of a letter.
_VOORAF = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"
OUD_EXCEL = (
    "Dit is een oud Excel-bestand (.xls), of het heeft een wachtwoord. Sla het op als .xlsx zonder wachtwoord."
)


def herken(pad: Path, *, xml_rij: str, weeg: Weeg = onbekend) -> Herkend:
    """What this file is, by what is in it. Raises Onleesbaar.

    `xml_rij`: the element of one row in XML; `weeg`: whether a row can be that of the headings.
    """
    with open(pad, "rb") as bestand:
        begin = bestand.read(1024)
    if begin.startswith(b"\xd0\xcf\x11\xe0"):
        raise Onleesbaar(OUD_EXCEL)
    if begin.startswith(ZIP):
        return herken_xlsx(pad, weeg)
    if begin.startswith(_ANDERE):
        raise Onleesbaar(GEEN_BESTAND)
    if begin.lstrip(_VOORAF).startswith(b"<"):
        return herken_xml(pad, xml_rij)
    return herken_csv(pad, weeg)


def rijen(pad: Path, herkend: Herkend, *, xml_rij: str) -> Iterator[Rij]:
    """The rows, one after the other. Raises Onleesbaar when the file breaks off."""
    if herkend.vorm == "xlsx":
        return rijen_xlsx(pad, herkend)
    if herkend.vorm == "xml":
        return rijen_xml(pad, herkend, xml_rij)
    return rijen_csv(pad, herkend)
