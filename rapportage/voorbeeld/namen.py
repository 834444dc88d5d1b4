"""Invented names, addresses and numbers."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from random import Random
from typing import Any

import yaml
from stdnum.nl import bsn, onderwijsnummer

from leerplicht.models import Geslacht, Leerling
from rapportage.voorbeeld.gepubliceerd import FIXTURES

# Numbers that start with 9999 pass the eleven-test but are given to nobody: they serve as test numbers.
EERSTE_BSN = 999_900_000
EERSTE_ONDERWIJSNUMMER = 109_000_000
GESLACHTEN = ((Geslacht.VROUW, 49), (Geslacht.MAN, 50), (Geslacht.ANDERS, 1))


@cache
def _gegevens() -> dict[str, Any]:
    return yaml.safe_load((FIXTURES / "voorbeeld-namen.yaml").read_text(encoding="utf-8"))


def _geldige(geldig, eerste: int) -> Iterator[str]:
    nummer = eerste
    while True:
        if geldig(f"{nummer:09d}"):
            yield f"{nummer:09d}"
        nummer += 1


@dataclass
class Namen:
    """`bsns` and `onderwijsnummers` never give a number twice."""

    rng: Random
    bsns: Iterator[str] = field(default_factory=lambda: _geldige(bsn.is_valid, EERSTE_BSN))
    onderwijsnummers: Iterator[str] = field(
        default_factory=lambda: _geldige(onderwijsnummer.is_valid, EERSTE_ONDERWIJSNUMMER)
    )

    def bsn(self) -> str:
        return next(self.bsns)

    def onderwijsnummer(self) -> str:
        return next(self.onderwijsnummers)

    def geef_voornaam(self, leerling: Leerling) -> None:
        leerling.geslacht = self.rng.choices(
            [geslacht for geslacht, _ in GESLACHTEN], [kans for _, kans in GESLACHTEN]
        )[0]
        leerling.voornaam = self.voornaam(leerling.geslacht)

    def voornaam(self, geslacht: str) -> str:
        return self.rng.choice(_gegevens()["voornamen"][str(geslacht)])

    def achternaam(self) -> tuple[str, str]:
        """Tussenvoegsel and achternaam."""
        tussenvoegsel, achternaam = self.rng.choice(_gegevens()["achternamen"])
        return tussenvoegsel, achternaam

    def geef_achternaam_en_adres(self, leerling: Leerling) -> None:
        leerling.tussenvoegsel, leerling.achternaam = self.achternaam()
        leerling.straat, leerling.postcode = self.adres()

    def adres(self) -> tuple[str, str]:
        """Street with number, and a postcode from a series that is not in use."""
        straat = f"{self.rng.choice(_gegevens()['straten'])} {self.rng.randint(1, 240)}"
        letters = "".join(self.rng.choice("ABCDEGHJKLMNPRSTVWXZ") for _ in range(2))
        return straat, f"2799 {letters}"

    def telefoon(self) -> str:
        """A number that nobody has: after an area code no number begins with a 0."""
        return f"079 0{self.rng.randint(0, 99):02d} {self.rng.randint(0, 9999):04d}"
