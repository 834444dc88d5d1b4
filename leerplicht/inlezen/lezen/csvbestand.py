"""CSV as Dutch offices make it: UTF-8, Windows-1252 or UTF-16; `;`, tab or `,`; with or without Excel's `sep=;`.

The csv module of Python reads it strictly. What it gets is guarded line by line: a line of 100 MB, or a quote that
is never closed, costs that one row and no memory.
"""

import codecs
import csv
import re
from collections import deque
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TextIO

from leerplicht.inlezen.lezen.koprij import MEESTE_RIJEN, Weeg, zoek_koprij
from leerplicht.inlezen.lezen.vorm import (
    GEEN_BESTAND,
    GEEN_REGELS,
    LANGSTE_RIJ,
    LEEG,
    TE_LANG,
    Herkend,
    Onleesbaar,
    Rij,
    keur_koppen,
    maak_rij,
)

SCHEIDINGEN = (";", "\t", ",")
AANHALING = "De aanhalingstekens in deze regel kloppen niet: er is er een niet gesloten, of er staat tekst achter."
TE_VEEL_AANHALING = "In te veel regels van dit bestand kloppen de aanhalingstekens niet."
BLOK = 1024 * 1024
# Of a line that cannot be read so much is kept, for who repairs it.
LANGST_GETOOND = 1_000
# Each costs up to LANGSTE_RIJ characters that are read again.
MEESTE_HERSTEL = 200
_SEP = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
# What a text file has none of, and anything else soon has.
_STURING = re.compile(r"[\x00-\x08\x0b\x0e-\x19\x1b-\x1f]")
_NIET_ASCII = re.compile(r"[^\x00-\x7f]")
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def herken_csv(pad: Path, weeg: Weeg) -> Herkend:
    """Encoding, separator and headings; reads the file once through. Raises Onleesbaar."""
    codering = _codering(pad)
    with _open(pad, codering) as bestand:
        begin = bestand.read(64 * 1024)
    if not begin.strip("\x1a \t\r\n\0"):
        raise Onleesbaar(LEEG)
    if _STURING.search(begin.split("\n", 1)[0]) or len(_STURING.findall(begin)) > 4 + len(begin) // 100:
        raise Onleesbaar(GEEN_BESTAND)
    gezegd = _SEP.match(begin)
    kandidaten = (gezegd[1],) if gezegd and gezegd[1] in SCHEIDINGEN else SCHEIDINGEN
    tabellen = [_begin(pad, codering, teken) for teken in kandidaten]
    if not all(tabellen):
        raise Onleesbaar(LEEG)
    # The separator that makes the most columns of the first row; of equals the first.
    gewoon = max(range(len(tabellen)), key=lambda nummer: len(tabellen[nummer][0].velden))
    welke, erboven = zoek_koprij(tabellen, gewoon, weeg)
    kop = tabellen[welke][erboven]
    if kop.fout:
        raise Onleesbaar(f"De koppen in regel {kop.nummer} zijn niet te lezen. {kop.fout}")
    herkend = Herkend("csv", codering, kandidaten[welke], keur_koppen(kop.velden), erboven)
    if next(rijen_csv(pad, herkend), None) is None:
        raise Onleesbaar(GEEN_REGELS)
    return herkend


def rijen_csv(pad: Path, herkend: Herkend) -> Iterator[Rij]:
    breedte = len(herkend.koppen)
    alle = _records(pad, herkend.codering, herkend.scheiding)
    for nummer, velden, fout in islice(alle, herkend.erboven + 1, None):
        rij = Rij(nummer, velden, fout) if fout else maak_rij(nummer, velden, breedte)
        if rij:
            yield rij


def _begin(pad: Path, codering: str, scheiding: str) -> list[Rij]:
    """The rows among which the headings are."""
    return [Rij(*record) for record in islice(_records(pad, codering, scheiding), MEESTE_RIJEN)]


def _records(pad: Path, codering: str, scheiding: str) -> Iterator[tuple[int, list[str], str]]:
    """Line, texts and what is wrong, of every record that is not empty."""
    with _open(pad, codering) as bestand:
        regels = _Regels(bestand)
        lezer = csv.reader(regels, delimiter=scheiding, strict=True)
        hersteld = 0
        while True:
            regels.begin()
            try:
                velden = next(lezer)
            except StopIteration:
                return
            except _TeLang:
                fout = AANHALING if len(regels.gelezen) > 1 else TE_LANG
                hersteld += len(regels.gelezen) > 1
                yield regels.eerste, regels.herstel(scheiding), fout
            except csv.Error:
                hersteld += len(regels.gelezen) > 1
                yield regels.eerste, regels.herstel(scheiding), AANHALING
            else:
                if velden and (len(velden) > 1 or velden[0].strip(" \x1a")):
                    yield regels.eerste, velden, ""
            if hersteld > MEESTE_HERSTEL:
                raise Onleesbaar(TE_VEEL_AANHALING)


class _TeLang(Exception):
    """A record, or one line of it, that is longer than any row is."""


class _Regels:
    """The lines of a file for the csv reader, which remembers those of the record that is being read."""

    def __init__(self, bestand: TextIO) -> None:
        self.bestand = bestand
        self.opnieuw: deque[str] = deque()
        self.nummer = 0
        self.gelezen: list[str] = []
        self.lengte = 0
        begin = bestand.readline(LANGSTE_RIJ)
        if _SEP.fullmatch(begin):
            self.nummer = 1
        elif begin:
            self.opnieuw.append(self._hele(begin))

    @property
    def eerste(self) -> int:
        """The line on which this record begins."""
        return self.nummer - len(self.gelezen) + 1

    def begin(self) -> None:
        """The next line is that of a new record."""
        self.gelezen.clear()
        self.lengte = 0

    def herstel(self, scheiding: str) -> list[str]:
        """Read all but the first line of this record again; the begin of that line, cut at every separator."""
        self.opnieuw.extendleft(reversed(self.gelezen[1:]))
        self.nummer -= len(self.gelezen) - 1
        del self.gelezen[1:]
        return self.gelezen[0][:LANGST_GETOOND].replace("\0", "\ufffd").rstrip("\r\n").split(scheiding)

    def __iter__(self) -> "_Regels":
        return self

    def __next__(self) -> str:
        regel = self.opnieuw.popleft() if self.opnieuw else self._hele(self.bestand.readline(LANGSTE_RIJ))
        if not regel:
            raise StopIteration
        self.nummer += 1
        self.gelezen.append(regel)
        self.lengte += len(regel)
        if self.lengte >= LANGSTE_RIJ:
            raise _TeLang
        return regel

    def _hele(self, regel: str) -> str:
        """A line that goes on beyond LANGSTE_RIJ is read to its end, and forgotten."""
        if len(regel) >= LANGSTE_RIJ:
            rest = regel
            while rest and not rest.endswith(("\n", "\r")):
                rest = self.bestand.readline(LANGSTE_RIJ)
        return regel


def _open(pad: Path, codering: str) -> TextIO:
    # What cannot be decoded becomes a character that no field accepts.
    return open(pad, encoding=codering, errors="replace", newline="")


def _codering(pad: Path) -> str:
    """By the mark at its beginning; else UTF-8 when that is what it mostly is, else Windows-1252 (and Latin-1)."""
    with open(pad, "rb") as bestand:
        begin = bestand.read(4)
        for bom, codering in _BOMS:
            if begin.startswith(bom):
                return codering
        bestand.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        goed = fout = 0
        while blok := bestand.read(BLOK):
            if blok.isascii() and not decoder.getstate()[0]:
                continue
            tekst = decoder.decode(blok)
            stuk = tekst.count("\ufffd")
            fout += stuk
            goed += len(_NIET_ASCII.findall(tekst)) - stuk
    # One that was cut off, or holds one damaged name, is still UTF-8.
    return "utf-8" if goed > fout or not fout else "cp1252"
