"""The choices of a KEUZE column: several texts can mean the same, of which a person should read one."""

from dataclasses import dataclass

from leerplicht.inlezen.bron import Kolom


@dataclass(frozen=True)
class Keuze:
    """`waarde`: as it is stored; `tekst`: how a translation names it; `naam`: as a person reads it."""

    waarde: str
    tekst: str
    naam: str


def keuzes_van(kolom: Kolom) -> list[Keuze]:
    """Each choice once, in the order of the column."""
    per_waarde: dict[str, list[str]] = {}
    for tekst, waarde in kolom.keuzes.items():
        if tekst:
            per_waarde.setdefault(waarde, []).append(tekst)
    return [Keuze(waarde, teksten[0], _naam(waarde, teksten)) for waarde, teksten in per_waarde.items()]


def _naam(waarde: str, teksten: list[str]) -> str:
    """Words before one word, a word before a letter; and a code as it is written: LRV."""
    woorden = [tekst for tekst in teksten if " " in tekst] or [tekst for tekst in teksten if len(tekst) > 2]
    naam = (woorden or teksten)[0]
    return waarde if waarde.isupper() else naam[0].upper() + naam[1:]
