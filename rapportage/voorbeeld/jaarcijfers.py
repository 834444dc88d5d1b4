"""How many of everything in a school year: as published for 2023-2024, in the same shares for the year before."""

from dataclasses import dataclass
from datetime import date

from leerplicht.rules import teldatum
from meldingen.choices import Soort
from rapportage.voorbeeld.gepubliceerd import kerncijfer, kolom
from rapportage.voorbeeld.verdeling import schaal

VERSLAGJAAR = 2023
VORIG_JAAR = 2022

# Of the year before three totals were printed: 2.359 meldingen, 1.639 leerlingen, 70 thuiszitters. The division of
# the rest is invented.
MELDINGEN_VORIG_JAAR = {
    Soort.ABSOLUUT: 160,
    Soort.LUXE: 36,
    Soort.RELATIEF_LICHT: 430,
    Soort.RELATIEF_WETTELIJK: 930,
    Soort.THUISZITTER: 70,
    Soort.ZORG: 733,
}
REDENEN = {
    Soort.ABSOLUUT: "tabel-1",
    Soort.LUXE: "tabel-3",
    Soort.THUISZITTER: "tabel-7",
    Soort.ZORG: "tabel-9",
}
RESULTATEN = {
    Soort.ABSOLUUT: ("tabel-2", 0),
    Soort.LUXE: ("tabel-4", 0),
    Soort.RELATIEF_WETTELIJK: ("tabel-6", 0),
    Soort.RELATIEF_LICHT: ("tabel-6", 1),
    Soort.THUISZITTER: ("tabel-8", 0),
    Soort.ZORG: ("tabel-10", 0),
}
# The redenen of relatief verzuim are not in the report.
REDENEN_RELATIEF = {
    "ongemotiveerd": 40,
    "psychosociaal": 18,
    "te_laat": 14,
    "ziekte": 10,
    "gezinsproblematiek": 8,
    "verkeerde_opleiding": 6,
    "overig": 4,
}


@dataclass(frozen=True)
class Jaarcijfers:
    """`redenen`, `resultaten`: per kind, code → number; `herkomst`: per kind of relatief, row of tabel 5."""

    schooljaar: int
    meldingen: dict[str, int]
    leerlingen: int
    redenen: dict[str, dict[str, int]]
    resultaten: dict[str, dict[str, int]]
    herkomst: dict[str, dict[str, int]]
    leerlingen_wettelijk: int
    leerlingen_licht: int
    # Leerlingen with light and legal relatief verzuim in the same year: not published, invented.
    leerlingen_licht_en_wettelijk: int
    absoluut_per_sector: dict[str, int]
    onderzoeken_zonder_verzuim: int
    thuiszitters_per_sector: dict[str, int]
    luxe_gezinnen: int
    luxe_onderzocht: int
    # Of the meldingen that were open on the peildatum, how many per kind still are: invented.
    nog_altijd_open: int

    @property
    def peildatum(self) -> date:
        return teldatum(self.schooljaar)


def van_verslagjaar() -> Jaarcijfers:
    """2023-2024, as published, in the readings chosen for its faults."""
    soorten = kolom("grafiek-1")
    del soorten["vrijstelling"]
    wettelijk, licht = Soort.RELATIEF_WETTELIJK, Soort.RELATIEF_LICHT
    return Jaarcijfers(
        schooljaar=VERSLAGJAAR,
        meldingen=soorten,
        leerlingen=kerncijfer("leerlingen_gemeld"),
        redenen={str(soort): kolom(tabel) for soort, tabel in REDENEN.items()}
        | {soort: schaal(REDENEN_RELATIEF, soorten[soort]) for soort in (wettelijk, licht)},
        resultaten={soort: kolom(tabel, nummer) for soort, (tabel, nummer) in RESULTATEN.items()},
        herkomst={wettelijk: kolom("tabel-5", 0), licht: kolom("tabel-5", 1)},
        leerlingen_wettelijk=kerncijfer("relatief_wettelijk_leerlingen"),
        leerlingen_licht=kerncijfer("relatief_licht_leerlingen"),
        leerlingen_licht_en_wettelijk=100,
        absoluut_per_sector={sector: kerncijfer(f"absoluut_{sector}") for sector in ("po", "vo", "mbo")},
        onderzoeken_zonder_verzuim=kerncijfer("absoluut_onderzoeken") - kerncijfer("absoluut_vastgesteld"),
        thuiszitters_per_sector={
            sector: kerncijfer(f"thuiszitters_{sector}") for sector in ("po", "vo", "mbo", "geen")
        },
        luxe_gezinnen=kerncijfer("luxe_gezinnen"),
        luxe_onderzocht=kerncijfer("luxe_nader_onderzoek_verwijtbaarheid"),
        nog_altijd_open=3,
    )


def van_vorig_jaar() -> Jaarcijfers:
    """2022-2023: the known totals, divided in the shares of 2023-2024."""
    jaar, nu = MELDINGEN_VORIG_JAAR, van_verslagjaar()
    wettelijk, licht = Soort.RELATIEF_WETTELIJK, Soort.RELATIEF_LICHT
    return Jaarcijfers(
        schooljaar=VORIG_JAAR,
        meldingen={str(soort): aantal for soort, aantal in jaar.items()},
        leerlingen=kerncijfer("leerlingen_gemeld_vorig_jaar"),
        redenen={soort: schaal(nu.redenen[soort], jaar[soort]) for soort in jaar},
        resultaten={soort: schaal(nu.resultaten[soort], jaar[soort]) for soort in jaar},
        herkomst={soort: schaal(nu.herkomst[soort], jaar[soort]) for soort in (wettelijk, licht)},
        leerlingen_wettelijk=560,
        leerlingen_licht=410,
        leerlingen_licht_en_wettelijk=90,
        absoluut_per_sector=schaal(nu.absoluut_per_sector, jaar[Soort.ABSOLUUT]),
        onderzoeken_zonder_verzuim=80,
        thuiszitters_per_sector=schaal(nu.thuiszitters_per_sector, kerncijfer("thuiszitters_vorig_jaar")),
        luxe_gezinnen=31,
        luxe_onderzocht=27,
        nog_altijd_open=0,
    )
