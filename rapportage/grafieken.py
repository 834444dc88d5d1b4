"""Charts as SVG, the same markup on the page and in the PDF.

Pure functions of a title and counted rows; the shares come from the caller, who knows the denominator.
No colour carries meaning alone: slices and segments bear a letter that the legend explains, bars bear their
number, and <desc> says everything in words. Only attributes, no style= (CSP), no transparency (PDF/A).
Widths of text are estimates with room to spare, since the font is not known here.
"""

import math
import textwrap
from collections.abc import Sequence
from decimal import Decimal
from string import ascii_uppercase
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import slugify

from leerplicht.templatetags.weergave import getal, procent

# (label, aantal, percentage of the denominator of the table; None when that is zero)
Waarde = tuple[str, int, Decimal | int | None]
# (label of the row, one aantal per series)
Rij = tuple[str, Sequence[int]]

# White text on each is at least 4.5:1, each on white at least 4.5:1; neighbours differ in hue.
KLEUREN = ("#0b4f79", "#a35200", "#00727d", "#6b4596", "#a3262c", "#3c6e2f", "#52637a", "#7a5c00", "#93397a")

BREEDTE = 640
LETTER = 13
TEKENBREEDTE = 6.6  # of one character at 13 px, on the wide side
LABELBREEDTE = 200
LEGENDATEKENS = 38
STAAFHOOGTE = 20


def donut(titel: str, waarden: Sequence[Waarde], *, eenheid: str = "") -> SafeString:
    """Parts of a whole, clockwise from the top, with the total in the middle and a legend with every number.

    `eenheid` stands under the total ("meldingen"). Zero in total gives a sentence instead of a chart.
    """
    totaal = sum(aantal for _, aantal, _ in waarden)
    if totaal == 0:
        return _leeg(titel)
    labels = [textwrap.wrap(label, LEGENDATEKENS) or [""] for label, _, _ in waarden]
    regelhoogte = max(24, 16 * max(map(len, labels)) + 4)
    hoogte = max(220, regelhoogte * len(waarden) + 16)
    midden = hoogte / 2
    y = midden - regelhoogte * (len(waarden) - 1) / 2
    hoek, parten, legenda = 0.0, [], []
    for nummer, (_, aantal, aandeel) in enumerate(waarden):
        vak = {"kleur": _kleur(nummer), "letter": _letter(nummer)}
        if aantal:
            tot = hoek + 2 * math.pi * aantal / totaal
            parten.append({**vak, "pad": _ring(110, midden, hoek, tot), **_plek_in_part(midden, hoek, tot)})
            hoek = tot
        vak |= {
            "vak_y": _n(y - 9),
            "tekst_y": _n(y + 4.5),
            "aantal": getal(aantal),
            "aandeel": _aandeel(aandeel),
        }
        legenda.append({**vak, "regels": _labelregels(labels[nummer], y)})
        y += regelhoogte
    inhoud = {"parten": parten, "legenda": legenda, "totaal": getal(totaal), "eenheid": eenheid}
    inhoud |= {"totaal_y": _n(midden + (2 if eenheid else 8)), "eenheid_y": _n(midden + 20)}
    omschrijving = _in_woorden((label, _met_aandeel(aantal, aandeel)) for label, aantal, aandeel in waarden)
    return _teken("donut", titel, omschrijving, hoogte, inhoud)


def staven(titel: str, waarden: Sequence[Waarde]) -> SafeString:
    """One horizontal bar per row, with its number and share behind it; all zeros give a sentence instead."""
    grootste = max((aantal for _, aantal, _ in waarden), default=0)
    if grootste == 0:
        return _leeg(titel)
    teksten = [_met_aandeel(aantal, aandeel) for _, aantal, aandeel in waarden]
    labels = [_regels(label) for label, _, _ in waarden]
    begin = _labelkolom(labels)
    schaal = (BREEDTE - begin - max(map(len, teksten)) * TEKENBREEDTE - 12) / grootste
    y, rijen = 4.0, []
    for regels, (_, aantal, _), tekst in zip(labels, waarden, teksten, strict=True):
        hoogte = max(28, 16 * len(regels) + 8)
        lengte = aantal * schaal
        rijen.append(
            {
                "regels": _labelregels(regels, y + hoogte / 2),
                "y": _n(y + (hoogte - STAAFHOOGTE) / 2),
                "lengte": _n(lengte),
                "tekst": tekst,
                "tekst_x": _n(begin + lengte + 6),
                "tekst_y": _n(y + hoogte / 2 + 4.5),
            }
        )
        y += hoogte
    inhoud = {
        "rijen": rijen,
        "begin": _n(begin),
        "label_x": _n(begin - 8),
        "kleur": KLEUREN[0],
        "hoog": STAAFHOOGTE,
    }
    omschrijving = _in_woorden((label, tekst) for (label, _, _), tekst in zip(waarden, teksten, strict=True))
    return _teken("staven", titel, omschrijving, y + 4, inhoud)


def gestapeld(titel: str, reeksen: Sequence[str], rijen: Sequence[Rij]) -> SafeString:
    """One bar per row, cut into a segment per series, with the row's total behind it.

    Numbers that do not fit into their segment follow the total, as far as the bar leaves room.
    """
    totalen = [sum(aantallen) for _, aantallen in rijen]
    if not any(totalen):
        return _leeg(titel)
    legenda, y = _legenda(reeksen)
    labels = [_regels(label) for label, _ in rijen]
    begin = _labelkolom(labels)
    schaal = (BREEDTE - begin - 60) / max(totalen)
    getekend = []
    for regels, (_, aantallen), totaal in zip(labels, rijen, totalen, strict=True):
        hoogte = max(30, 16 * len(regels) + 8)
        x, stukken = begin, []
        for nummer, aantal in enumerate(aantallen):
            lengte = aantal * schaal
            stukken.append(
                {
                    "x": _n(x),
                    "lengte": _n(lengte),
                    "kleur": _kleur(nummer),
                    "tekst": _passend(lengte, f"{_letter(nummer)} {getal(aantal)}", _letter(nummer)),
                    "tekst_x": _n(x + lengte / 2),
                }
            )
            x += lengte
        getekend.append(
            {
                "regels": _labelregels(regels, y + hoogte / 2),
                "stukken": [stuk for stuk, aantal in zip(stukken, aantallen, strict=True) if aantal],
                "y": _n(y + (hoogte - 22) / 2),
                "tekst": _achter_de_staaf(totaal, aantallen, stukken, BREEDTE - x),
                "tekst_x": _n(x + 6),
                "tekst_y": _n(y + hoogte / 2 + 4.5),
            }
        )
        y += hoogte
    inhoud = {"rijen": getekend, "legenda": legenda, "begin": _n(begin), "label_x": _n(begin - 8), "hoog": 22}
    return _teken("gestapeld", titel, _reeksen_in_woorden(reeksen, rijen), y + 4, inhoud)


def gegroepeerd(titel: str, reeksen: Sequence[str], rijen: Sequence[Rij]) -> SafeString:
    """Per row a bar for each series, one below the other, with its letter and number: to compare years."""
    grootste = max((aantal for _, aantallen in rijen for aantal in aantallen), default=0)
    if grootste == 0:
        return _leeg(titel)
    legenda, y = _legenda(reeksen)
    labels = [_regels(label) for label, _ in rijen]
    begin = _labelkolom(labels)
    schaal = (BREEDTE - begin - 80) / grootste
    getekend = []
    for regels, (_, aantallen) in zip(labels, rijen, strict=True):
        hoogte = max(18 * len(aantallen), 16 * len(regels))
        boven = y + (hoogte - 18 * len(aantallen)) / 2
        staafjes = [
            {
                "y": _n(boven + 18 * nummer + 1),
                "lengte": _n(aantal * schaal),
                "kleur": _kleur(nummer),
                "tekst": f"{_letter(nummer)} {getal(aantal)}",
                "tekst_x": _n(begin + aantal * schaal + 6),
                "tekst_y": _n(boven + 18 * nummer + 13.5),
            }
            for nummer, aantal in enumerate(aantallen)
        ]
        getekend.append({"regels": _labelregels(regels, y + hoogte / 2), "staafjes": staafjes})
        y += hoogte + 12
    inhoud = {"rijen": getekend, "legenda": legenda, "begin": _n(begin), "label_x": _n(begin - 8), "hoog": 16}
    return _teken("gegroepeerd", titel, _reeksen_in_woorden(reeksen, rijen), y, inhoud)


def _teken(soort: str, titel: str, omschrijving: str, hoogte: float, inhoud: dict[str, Any]) -> SafeString:
    kader = {"id": f"grafiek-{slugify(titel)}", "titel": titel, "omschrijving": omschrijving}
    maten = {"breedte": BREEDTE, "hoogte": _n(hoogte), "letter": LETTER, "onder": _n(hoogte - 4)}
    return render_to_string(f"grafieken/{soort}.svg.html", {**kader, **maten, **inhoud})


def _leeg(titel: str) -> SafeString:
    return format_html(
        '<p class="grafiek__leeg">{}: er valt niets te tekenen, want alle aantallen zijn 0.</p>', titel
    )


def _kleur(nummer: int) -> str:
    return KLEUREN[nummer % len(KLEUREN)]


def _letter(nummer: int) -> str:
    """A … Z, then AA … AZ."""
    return ascii_uppercase[nummer] if nummer < 26 else "A" + ascii_uppercase[nummer % 26]


def _n(waarde: float) -> str:
    """A coordinate: always with a point, whatever the language of the page."""
    return f"{waarde:.1f}"


def _aandeel(aandeel: Decimal | int | None) -> str:
    """A share with the decimals the caller gave it."""
    if aandeel is None:
        return ""
    return procent(aandeel, max(0, -int(Decimal(aandeel).as_tuple().exponent)))


def _met_aandeel(aantal: int, aandeel: Decimal | int | None) -> str:
    return f"{getal(aantal)} ({_aandeel(aandeel)})" if aandeel is not None else getal(aantal)


def _in_woorden(paren: Any) -> str:
    return "; ".join(f"{label}: {tekst}" for label, tekst in paren) + "."


def _reeksen_in_woorden(reeksen: Sequence[str], rijen: Sequence[Rij]) -> str:
    return _in_woorden(
        (
            label,
            ", ".join(f"{reeks} {getal(aantal)}" for reeks, aantal in zip(reeksen, aantallen, strict=True)),
        )
        for label, aantallen in rijen
    )


def _regels(label: str) -> list[str]:
    return textwrap.wrap(label, int(LABELBREEDTE / TEKENBREEDTE)) or [""]


def _labelkolom(labels: Sequence[Sequence[str]]) -> float:
    return min(LABELBREEDTE, max(len(regel) for regels in labels for regel in regels) * TEKENBREEDTE) + 12


def _labelregels(regels: Sequence[str], midden: float) -> list[dict[str, str]]:
    boven = midden - 16 * (len(regels) - 1) / 2 + 4.5
    return [{"tekst": regel, "y": _n(boven + 16 * nummer)} for nummer, regel in enumerate(regels)]


def _passend(lengte: float, *teksten: str) -> str:
    """The first text that fits into a segment; nothing when none does."""
    return next((tekst for tekst in teksten if len(tekst) * TEKENBREEDTE + 6 <= lengte), "")


def _achter_de_staaf(
    totaal: int, aantallen: Sequence[int], stukken: Sequence[dict[str, str]], ruimte: float
) -> str:
    delen = ", ".join(f"{_letter(nummer)} {getal(aantal)}" for nummer, aantal in enumerate(aantallen) if aantal)
    compleet = all(" " in stuk["tekst"] for stuk, aantal in zip(stukken, aantallen, strict=True) if aantal)
    return getal(totaal) if compleet else _passend(ruimte, f"{getal(totaal)} ({delen})") or getal(totaal)


def _legenda(reeksen: Sequence[str]) -> tuple[list[dict[str, str]], float]:
    """The series with their letters on as many lines as needed, and where the chart below may begin."""
    x, y, vakken = 4.0, 4.0, []
    for nummer, reeks in enumerate(reeksen):
        nodig = 26 + len(reeks) * TEKENBREEDTE + 18
        if x > 4 and x + nodig > BREEDTE:
            x, y = 4.0, y + 26
        plek = {"x": _n(x), "y": _n(y), "letter_x": _n(x + 9), "tekst_x": _n(x + 25), "tekst_y": _n(y + 13.5)}
        vakken.append({**plek, "letter": _letter(nummer), "kleur": _kleur(nummer), "label": reeks})
        x += nodig
    return vakken, y + 32


def _punt(straal: float, x: float, y: float, hoek: float) -> str:
    return f"{x + straal * math.sin(hoek):.2f} {y - straal * math.cos(hoek):.2f}"


def _ring(x: float, y: float, van: float, tot: float, buiten: float = 100, binnen: float = 58) -> str:
    """The path of one slice. A full circle is drawn as two halves: an arc to its own start is nothing."""
    if tot - van > 2 * math.pi - 1e-9:
        half = van + math.pi
        return f"{_ring(x, y, van, half, buiten, binnen)} {_ring(x, y, half, tot - 1e-6, buiten, binnen)}"
    groot = int(tot - van > math.pi)
    return (
        f"M{_punt(buiten, x, y, van)} A{buiten} {buiten} 0 {groot} 1 {_punt(buiten, x, y, tot)} "
        f"L{_punt(binnen, x, y, tot)} A{binnen} {binnen} 0 {groot} 0 {_punt(binnen, x, y, van)}Z"
    )


def _plek_in_part(midden: float, van: float, tot: float) -> dict[str, str]:
    """Where the letter of a slice goes: inside, or just outside when the slice is too narrow."""
    hoek = (van + tot) / 2
    past = (tot - van) * 79 > 14
    straal = 79 if past else 107
    plek = {
        "letter_x": _n(110 + straal * math.sin(hoek)),
        "letter_y": _n(midden - straal * math.cos(hoek) + 4.5),
    }
    return {**plek, "letterkleur": "#ffffff" if past else "#14263a"}
