"""Which heading of a file is which column of a bron."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from leerplicht.inlezen.bron import Kolom


def kopsleutel(tekst: str) -> str:
    """How headings are compared: in lower case, without spaces, signs and accents; of only signs, by these."""
    los = unicodedata.normalize("NFKD", tekst).casefold()
    return "".join(teken for teken in los if teken.isalnum()) or "".join(los.split())


def zoek_koppen(koppen: Sequence[str], kolommen: Sequence[Kolom], vertaald: Mapping[str, str]) -> dict[int, Kolom]:
    """Which position in the file is which column. A column is found once: by its best name, then the first.

    `vertaald`: headings that the gemeente itself told us, with the code of the column (or "": not used).
    """
    eigen = {kopsleutel(kop): code for kop, code in vertaald.items()}
    vrij = dict(enumerate(map(kopsleutel, koppen)))
    gevonden: dict[int, Kolom] = {}
    for nr, kop in list(vrij.items()):
        if kop in eigen:
            del vrij[nr]
            kolom = next((kolom for kolom in kolommen if kolom.code == eigen[kop]), None)
            if kolom and kolom not in gevonden.values():
                gevonden[nr] = kolom
    for kolom in kolommen:
        if kolom in gevonden.values():
            continue
        plek = next((nr for naam in _namen(kolom) for nr, kop in vrij.items() if kop == naam), None)
        if plek is not None:
            del vrij[plek]
            gevonden[plek] = kolom
    return dict(sorted(gevonden.items()))


def _namen(kolom: Kolom) -> Iterator[str]:
    yield from map(kopsleutel, (kolom.code, kolom.kop, *kolom.ook))
