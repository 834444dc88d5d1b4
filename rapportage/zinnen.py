"""Sentences with figures of a report filled in, in Dutch notation. A sentence with an unknown figure is left out.

Inside the braces stands a figure, and how to write it:

    {meldingen}                          2.566
    {meldingen:melding|meldingen}        2.566 meldingen; 1 melding
    {meldingen!w:is|zijn}                only the word: is, zijn
    {stijging_meldingen_pct!v}           8,8% meer dan; 3,2% minder dan; evenveel als
    {tabel-1.naar_school}                a number of a table, first column
    {tabel-5.vmbo.pct}                   its first share
    {tabel-11b.verleend_15.totaal}       its last column
    {tabel-1.totaal} {tabel-1.grootste}  the total; the label and number of the largest row
    {gemeente} {schooljaar} {vorig_schooljaar} {kalenderjaar} {peildatum}
"""

import datetime
import string
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from leerplicht.rules import schooljaar_label
from leerplicht.templatetags.weergave import datum_lang, getal, procent
from rapportage.uitkomst import TabelUitkomst, Verslag


class Onbekend(Exception):
    """A figure that is not in the report, or that nobody could know."""


class Percentage(NamedTuple):
    waarde: Decimal | int


class _Woord(NamedTuple):
    aantal: int


class _Zin(string.Formatter):
    def __init__(self, verslag: Verslag) -> None:
        self.verslag = verslag

    def get_field(self, field_name: str, args: Sequence[Any], kwargs: Any) -> tuple[Any, str]:
        return waarde(self.verslag, field_name), field_name

    def convert_field(self, value: Any, conversion: str | None) -> Any:
        if conversion == "w":
            return _Woord(value)
        return _verschil(value) if conversion == "v" else value

    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, _Woord):
            return _woord(value.aantal, format_spec)
        tekst = schrijf(value)
        return f"{tekst} {_woord(value, format_spec)}" if format_spec else tekst


def vul_zin(zin: str, verslag: Verslag) -> str:
    """The sentence with its figures, or "" when one of them is unknown."""
    try:
        return _Zin(verslag).format(zin)
    except Onbekend:
        return ""


def waarde(verslag: Verslag, naam: str) -> Any:
    """What a name between braces stands for. Raises Onbekend."""
    algemeen = {
        "gemeente": verslag.gemeente_naam,
        "schooljaar": schooljaar_label(verslag.schooljaar),
        "vorig_schooljaar": schooljaar_label(verslag.schooljaar - 1),
        "kalenderjaar": str(verslag.schooljaar + 1),
        "peildatum": datum_lang(datetime.date.fromisoformat(verslag.peildatum)),
    }
    if naam in algemeen:
        return algemeen[naam]
    tabel, _, rest = naam.partition(".")
    if rest:
        return _uit_tabel(verslag.tabellen.get(tabel), rest)
    kerncijfer = verslag.kerncijfers.get(naam)
    if kerncijfer is None or kerncijfer.waarde is None:
        raise Onbekend(naam)
    return Percentage(kerncijfer.waarde) if kerncijfer.eenheid == "procent" else kerncijfer.waarde


def schrijf(cijfer: Any) -> str:
    """A figure in Dutch notation, a share with the decimals it has."""
    if isinstance(cijfer, Percentage):
        decimalen = max(0, -int(Decimal(cijfer.waarde).as_tuple().exponent))
        return procent(cijfer.waarde, decimalen)
    return cijfer if isinstance(cijfer, str) else getal(cijfer)


def _uit_tabel(tabel: TabelUitkomst | None, plek: str) -> Any:
    if tabel is None or (plek == "totaal" and not tabel.totaal):
        raise Onbekend(plek)
    if plek == "totaal":
        return tabel.totaal[0]
    hoofdrijen = [rij for rij in tabel.rijen if rij.niveau == 1]
    if plek == "grootste":
        grootste = max(hoofdrijen, key=lambda rij: rij.aantallen[-1], default=None)
        if grootste is None or not grootste.aantallen[-1]:
            raise Onbekend(plek)
        return f"{grootste.label} ({getal(grootste.aantallen[-1])})"
    code, _, deel = plek.partition(".")
    rij = next((rij for rij in tabel.rijen if rij.code == code), None)
    if rij is None:
        raise Onbekend(plek)
    if deel == "pct":
        aandeel = rij.percentages[0] if rij.percentages else None
        if aandeel is None:
            raise Onbekend(plek)
        return Percentage(aandeel)
    return rij.aantallen[-1] if deel == "totaal" else rij.aantallen[0]


def _woord(aantal: int, woorden: str) -> str:
    enkelvoud, meervoud = woorden.split("|")
    return enkelvoud if aantal == 1 else meervoud


def _verschil(percentage: Percentage) -> str:
    if percentage.waarde == 0:
        return "evenveel als"
    grootte = schrijf(Percentage(abs(Decimal(percentage.waarde))))
    return f"{grootte} {'meer' if percentage.waarde > 0 else 'minder'} dan"
