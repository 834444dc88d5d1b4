"""The invented schools, and which years and ages belong to a kind of education."""

from dataclasses import dataclass
from random import Random

import yaml

from leerplicht.models import School
from rapportage.voorbeeld.gepubliceerd import FIXTURES


@dataclass(frozen=True)
class Klas:
    """A year of a kind of education, and the age on 1 October of most who are in it."""

    leerjaar: int | None
    leeftijd: int


def _klassen(eerste: int, laatste: int, leeftijd: int) -> tuple[Klas, ...]:
    return tuple(Klas(jaar, leeftijd + jaar - eerste) for jaar in range(eerste, laatste + 1))


KLASSEN: dict[str, tuple[Klas, ...]] = {
    "bo": _klassen(2, 8, 5),
    "sbo": _klassen(3, 8, 7),
    "so": _klassen(3, 8, 7),
    "vso": _klassen(1, 4, 13),
    "pro": _klassen(1, 5, 12),
    "vo_onderbouw": _klassen(1, 2, 12),
    "vmbo": _klassen(3, 4, 14),
    "havo": _klassen(3, 5, 14),
    "vwo": _klassen(3, 6, 14),
    "vavo": (Klas(None, 17),),
    "isk": (Klas(1, 13), Klas(1, 14), Klas(2, 15)),
    "particulier": (Klas(3, 14), Klas(4, 15)),
    "mbo_1": (Klas(1, 16),),
    "mbo_2": (Klas(1, 16), Klas(2, 17)),
    "mbo_3": (Klas(1, 16), Klas(1, 17), Klas(2, 17)),
    "mbo_4": (Klas(1, 16), Klas(1, 17), Klas(2, 17)),
    "mbo_onbekend": (Klas(None, 16), Klas(None, 17)),
    "kdc": (Klas(None, 7), Klas(None, 9), Klas(None, 11)),
    "geen": (Klas(None, 6), Klas(None, 9), Klas(None, 13), Klas(None, 15)),
}
PO = frozenset({"bo", "sbo", "so"})
MBO = frozenset({"mbo_1", "mbo_2", "mbo_3", "mbo_4", "mbo_onbekend"})
# The last year of a kind of education, for who goes on to the next one.
LAATSTE_LEERJAAR = {"bo": 8, "sbo": 8, "so": 8, "vo_onderbouw": 2, "vmbo": 4}


def sector(soort: str) -> str:
    """po, vo, mbo or geen: how the report groups the kinds of education."""
    if soort in PO:
        return "po"
    if soort in MBO:
        return "mbo"
    return "geen" if soort in {"geen", "kdc", "inburgering", "onbekend"} else "vo"


def vervolg(rng: Random, soort: str) -> str:
    """The kind of education after the last year of another one."""
    if soort == "bo":
        return "vo_onderbouw"
    if soort in {"sbo", "so"}:
        return rng.choice(["pro", "vso"])
    if soort == "vo_onderbouw":
        return rng.choices(["vmbo", "havo", "vwo"], [5, 3, 2])[0]
    return rng.choice(["mbo_2", "mbo_3", "mbo_4"])


def maak_scholen() -> dict[str, list[School]]:
    """The schools per kind of education, in the order of the file."""
    gegevens = yaml.safe_load((FIXTURES / "voorbeeld-scholen.yaml").read_text(encoding="utf-8"))
    scholen = School.objects.bulk_create(
        School(brin=school["brin"], naam=school["naam"], plaats=school["plaats"]) for school in gegevens
    )
    per_soort: dict[str, list[School]] = {}
    for school, rij in zip(scholen, gegevens, strict=True):
        for soort in rij["soorten"]:
            per_soort.setdefault(soort, []).append(school)
    return per_soort
