"""What stands in the columns of a file, in words that tell nothing of a person: to know a column by.

A heading of another package ("PGN", "Intern") does not always say what it is; "getal van 9 cijfers" does.
"""

import re
from collections.abc import Iterable

from leerplicht.inlezen.lezen import Rij

# So many rows are looked at.
EERSTE = 50
_DATUM = re.compile(r"\d{1,4}[-/]\d{1,2}[-/]\d{1,4}([T ].*)?", re.ASCII)
# As few different texts as these, in so many more rows, are the words of a list.
MEESTE_WOORDEN = 8
KEREN_MEER = 3


def kolominhoud(rijen: Iterable[Rij], breedte: int) -> list[str]:
    """For each heading what the cells below it look like; `rijen`: the first ones."""
    velden = [rij.velden for rij in rijen if not rij.fout]
    return [_woorden([rij[plek].strip() for rij in velden if plek < len(rij)]) for plek in range(breedte)]


def _woorden(cellen: list[str]) -> str:
    waarden = [waarde for waarde in cellen if waarde]
    if not waarden:
        return "leeg"
    if all(map(_DATUM.fullmatch, waarden)):
        return "datum"
    lengtes = sorted(map(len, waarden))
    lang = str(lengtes[0]) if lengtes[0] == lengtes[-1] else f"{lengtes[0]} tot {lengtes[-1]}"
    if all(waarde.isascii() and waarde.isdigit() for waarde in waarden):
        return f"getal van {lang} {'cijfer' if lang == '1' else 'cijfers'}"
    tekst = f"tekst van {lang} {'teken' if lang == '1' else 'tekens'}"
    verschillend = len(set(waarden))
    if verschillend <= MEESTE_WOORDEN and len(waarden) >= verschillend * KEREN_MEER:
        return f"{tekst}, {'steeds dezelfde' if verschillend == 1 else f'{verschillend} verschillende woorden'}"
    return tekst
