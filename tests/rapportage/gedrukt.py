"""The published figures as a report, for the tests: as printed, faults included."""

from decimal import Decimal

import yaml

from rapportage.uitkomst import Kerncijfer, Rij, TabelUitkomst, Verslag
from tests.rapportage.test_publicatie import FIXTURES, GEDRUKT

LIJSTEN = yaml.safe_load((FIXTURES / "codelijsten.yaml").read_text(encoding="utf-8"))


def decimaal(getal):
    return None if getal is None else Decimal(str(getal))


def als_verslag(cijfers=GEDRUKT):
    """A figure that was not printed stays None, and a table without totals has none."""
    return Verslag(
        gemeente=cijfers["gemeente"],
        gemeente_naam="Zoetermeer",
        schooljaar=cijfers["schooljaar"],
        peildatum="2024-10-01",
        kerncijfers={
            code: Kerncijfer(code, code, decimaal(waarde) if "_pct" in code else waarde, "")
            for code, waarde in cijfers["kerncijfers"].items()
        },
        tabellen={
            code: TabelUitkomst(
                code=code,
                titel=tabel["titel"],
                eenheid="",
                kolommen=tuple(tabel["kolommen"]),
                rijen=tuple(
                    Rij(
                        rij["code"],
                        rij["label"],
                        rij["niveau"],
                        tuple(rij["aantallen"]),
                        tuple(decimaal(waarde) for waarde in rij["percentages"]),
                    )
                    for rij in tabel["rijen"]
                ),
                totaal=() if code == "overzicht-doorstroompunt" else tuple(tabel["totaal"]),
            )
            for code, tabel in cijfers["tabellen"].items()
        },
        indeling=LIJSTEN["indelingen"]["overzicht"],
    )
