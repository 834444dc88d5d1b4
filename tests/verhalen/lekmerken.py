"""Marks in records that are made to be leaked: each says whose it is, of which compartment, model and field.

"LEK-hier-toezicht-melding-toelichting"; a short code where that does not fit; an unusual number or date where no
text fits. `vindplaatsen` reads them back from whatever came out of the product.
"""

import datetime
import re
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db import models
from django.utils import formats

# In lower case.
_LANG = re.compile(r"lek-(hier|elders)-(toezicht|opsporing|doorstroompunt)-([a-z]+)(?:-([a-z0-9_]+))?")
_WOORD = re.compile(r"[\w-]+")
_DAG = re.compile(r"(?<![\w-])\d{1,2} [a-z]+ \d{4}(?![\w-])")
EERSTE_DAG = datetime.date(1996, 1, 3)


class Merk(NamedTuple):
    """Where a mark was put. `gemeente`: hier or elders."""

    gemeente: str
    vak: str
    model: str
    veld: str


@dataclass
class Merken:
    """All marks that were handed out, and how to find them again."""

    # What stands on a page (in lower case) → what it tells.
    korte: dict[str, Merk] = field(default_factory=dict)
    geplant: set[Merk] = field(default_factory=set)
    _aantal: int = 0

    def tekst(self, merk: Merk, hoogstens: int | None) -> str:
        self.geplant.add(merk)
        lang = f"LEK-{'-'.join(merk)}"
        if hoogstens is None or len(lang) <= hoogstens:
            return lang
        self._aantal += 1
        return self.bekend(f"Lk{self._aantal:04d}x", merk)

    def bekend(self, woord: str, merk: Merk) -> str:
        """Remember a word that stands for a mark: a code, a number, an address."""
        self.geplant.add(merk)
        self.korte[woord.lower()] = merk
        return woord

    def dag(self, merk: Merk) -> datetime.date:
        """A day that stands nowhere else, recognised as Dutch pages and files write it."""
        self._aantal += 1
        dag = EERSTE_DAG + datetime.timedelta(5 * self._aantal)
        for vorm in ("d-m-Y", "j-n-Y", "j F Y", "j M Y", "Y-m-d"):
            self.bekend(formats.date_format(dag, vorm), merk)
        return dag

    def bsn(self, merk: Merk) -> str:
        """Nine digits that pass the eleven-test."""
        self._aantal += 1
        return self.bekend(_elfproef(98_700_000 + self._aantal), merk)

    def zet(self, rij: models.Model, gemeente: str, vak: str) -> None:
        """Mark every text field that the builder left empty."""
        model = rij._meta.model_name or ""
        for veld in rij._meta.concrete_fields:
            if not isinstance(veld, (models.CharField, models.TextField)) or veld.choices or veld.generated:
                continue
            if getattr(rij, veld.attname) or veld.is_relation:
                continue
            merk = Merk(gemeente, vak, model, veld.name)
            achter = "@lek.test" if isinstance(veld, models.EmailField) else ""
            setattr(rij, veld.attname, self.tekst(merk, veld.max_length) + achter)

    def vindplaatsen(self, tekst: str, *, getypt: str = "") -> set[Merk]:
        """The marks in a text; what the reader typed himself comes back to him and tells nothing."""
        tekst = tekst.lower()
        if getypt:
            tekst = tekst.replace(getypt.lower(), "")
        lange = {Merk(*merk) for merk in _LANG.findall(tekst)}
        woorden = {*_WOORD.findall(tekst), *_DAG.findall(tekst)}
        return lange | {self.korte[woord] for woord in woorden & self.korte.keys()}


def _elfproef(begin: int) -> str:
    """The first BSN whose first eight digits are not below `begin`."""
    while True:
        cijfers = [int(cijfer) for cijfer in f"{begin:08d}"]
        rest = sum(cijfer * gewicht for cijfer, gewicht in zip(cijfers, range(9, 1, -1), strict=True)) % 11
        if rest < 10:
            return f"{begin:08d}{rest}"
        begin += 1
