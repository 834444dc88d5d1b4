"""What a cell of Excel says: a number is a date when its format says so."""

import re
from datetime import datetime, timedelta
from math import isfinite

GEEN_WAARDE = None
# Built in, by number: dates, and those with a time; 27 to 36 and 50 to 58 are dates of East Asia.
_DATUMS = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
# In a format: texts between quotes, colours and conditions between brackets, and single characters that are shown.
_LOS = re.compile(r'"[^"]*"|\[(?!h+\]|m+\]|s+\])[^\]]*\]|[\\_*].', re.IGNORECASE)
_DATUMLETTERS = re.compile(r"[dymhs]", re.IGNORECASE)
_TEKEN = re.compile(r"_x([0-9A-Fa-f]{4})_")
# From here on 1900 counts as it is; Excel believes that it had a 29 February.
_BEGIN, _BEGIN_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
_NA_SCHRIKKELFOUT = 60
_LAATSTE = 2_958_465
# More digits than these Excel does not keep.
_CIJFERS = 15


def is_datumformaat(nummer: int, formaat: str) -> bool:
    """`formaat`: what the workbook says about this number, empty when it is built in."""
    return bool(_DATUMLETTERS.search(_LOS.sub("", formaat))) if formaat else nummer in _DATUMS


def getal_als_tekst(ruw: str, is_datum: bool, *, vanaf_1904: bool) -> str | None:
    """As it would be typed: whole numbers without a point, others with a comma, dates as dd-mm-jjjj."""
    try:
        getal = float(ruw)
    except ValueError:
        return None
    if not isfinite(getal):
        return None
    if is_datum:
        return _datum(getal, vanaf_1904)
    if getal.is_integer() and abs(getal) < 10**_CIJFERS:
        return str(int(getal))
    return format(getal, f".{_CIJFERS}g").replace(".", ",").replace("e", "E")


def _datum(getal: float, vanaf_1904: bool) -> str | None:
    if not 0 <= getal <= _LAATSTE:
        return None
    if not vanaf_1904 and 1 <= getal < _NA_SCHRIKKELFOUT:
        getal += 1
    moment = (_BEGIN_1904 if vanaf_1904 else _BEGIN) + timedelta(seconds=round(getal * 86_400))
    if getal < 1:
        return f"{moment:%H:%M}"
    dag = f"{moment.day:02}-{moment.month:02}-{moment.year:04}"
    return dag if moment.hour == moment.minute == moment.second == 0 else f"{dag} {moment:%H:%M:%S}"


def herstel_tekens(tekst: str) -> str:
    """Excel writes a character that XML does not know as _x000D_."""
    if "_x" not in tekst:
        return tekst
    return _TEKEN.sub(_teken, tekst)


def _teken(past: re.Match[str]) -> str:
    nummer = int(past[1], 16)
    return "\ufffd" if nummer == 0 or 0xD800 <= nummer < 0xE000 else chr(nummer)
