"""The published figures, with the readings chosen for their faults: what the example adds up to."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import yaml
from django.conf import settings

FIXTURES = settings.BASE_DIR / "fixtures"


def _gedrukt() -> dict[str, Any]:
    """As it was printed, the faults with it."""
    return yaml.safe_load((FIXTURES / "jaarverslag-2023-2024.yaml").read_text(encoding="utf-8"))


def gedrukte_cellen() -> Iterator[tuple[str, str, str, int | float]]:
    """Table, row, column and number of every printed count and kerncijfer."""
    gedrukt = _gedrukt()
    for code, waarde in gedrukt["kerncijfers"].items():
        yield "kerncijfers", code, "", waarde
    for code, tabel in gedrukt["tabellen"].items():
        rijen = [(rij["code"], rij["aantallen"]) for rij in tabel["rijen"]]
        for rij, aantallen in (*rijen, ("totaal", tabel["totaal"] or [])):
            for nummer, (naam, aantal) in enumerate(zip(tabel["kolommen"], aantallen, strict=False), start=1):
                if aantal is not None:
                    yield code, rij, naam or str(nummer), aantal


@cache
def _verslag() -> dict[str, Any]:
    gedrukt = _gedrukt()
    lezing = yaml.safe_load((FIXTURES / "afwijkingen-2023-2024.yaml").read_text(encoding="utf-8"))
    cellen = [cel for afwijking in lezing["afwijkingen"] for cel in afwijking["cellen"]] + lezing["niet_gedrukt"]
    for cel in cellen:
        if "kerncijfer" in cel:
            gedrukt["kerncijfers"][cel["kerncijfer"]] = cel["juist"]
            continue
        tabel = gedrukt["tabellen"][cel["tabel"]]
        if cel["veld"] == "rij":
            tabel["rijen"].append(cel["juist"])
            continue
        houder = next(rij for rij in tabel["rijen"] if rij["code"] == cel["rij"]) if "rij" in cel else tabel
        houder[cel["veld"]][cel["kolom"]] = cel["juist"]
    return gedrukt


def kerncijfer(code: str) -> int:
    """A whole number of the running text."""
    return int(_verslag()["kerncijfers"][code])


def kolom(tabel: str, nummer: int = 0, *, niveau: int = 1) -> dict[str, int]:
    """Row code → number in a column of a table."""
    rijen = _verslag()["tabellen"][tabel]["rijen"]
    return {rij["code"]: rij["aantallen"][nummer] for rij in rijen if rij["niveau"] == niveau}


def kolommen(tabel: str) -> list[str]:
    """The labels of the columns of a table."""
    return _verslag()["tabellen"][tabel]["kolommen"]
