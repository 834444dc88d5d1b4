"""Who is who: whether a person of a file or a form is a leerling we know. Pure; `tafel.py` is the same in SQL.

A number with the same birth date is certain. A name never is: it is asked, with the reasons. Two BSNs are two
persons, so twins with numbers are apart, and so are brothers and sisters with names that do not resemble.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

# Below these, names have nothing to do with each other; as pg_trgm counts. A first name of its own, since the rest
# of the name of twins is the same. With another birth date the name must be nearly the same.
NAAM_LIJKT = 0.5
VOORNAAM_LIJKT = 0.3
NAAM_BIJNA_GELIJK = 0.8
MAXIMUM = 5

ZELFDE_BSN = "Zelfde BSN."
ZELFDE_ONDERWIJSNUMMER = "Zelfde onderwijsnummer."
ZELFDE_DATUM = "Zelfde geboortedatum."
OMGEWISSELDE_DATUM = "Dag en maand van de geboortedatum zijn omgewisseld."
ANDERE_DATUM = "Andere geboortedatum."
GEEN_DATUM = "Geboortedatum niet gegeven."
ZELFDE_NAAM = "Zelfde naam."
OMGEWISSELDE_NAAM = "Voornaam en achternaam zijn omgewisseld."
NAAM_LIJKT_EROP = "De naam lijkt erop."
ANDERE_NAAM = "Andere naam."
GEEN_NAAM = "Naam niet gegeven."
ZELFDE_ADRES = "Zelfde adres."

# What a reason is worth, for the order of the candidates.
WAARDE = {
    ZELFDE_BSN: 100,
    ZELFDE_ONDERWIJSNUMMER: 100,
    ZELFDE_DATUM: 10,
    OMGEWISSELDE_DATUM: 5,
    ZELFDE_NAAM: 4,
    OMGEWISSELDE_NAAM: 3,
    NAAM_LIJKT_EROP: 2,
    ZELFDE_ADRES: 1,
}


@dataclass(frozen=True)
class Persoon:
    """`zoeknaam` as a leerling has it: achternaam, voornaam, tussenvoegsel, without diacritics."""

    zoeknaam: str
    achternaam: str
    tussenvoegsel: str = ""
    geboortedatum: date | None = None
    bsn: str | None = None
    onderwijsnummer: str | None = None
    straat: str = ""
    postcode: str = ""

    @property
    def delen(self) -> tuple[str, str, str]:
        """Achternaam, voornaam and tussenvoegsel as they are searched."""
        woorden = self.zoeknaam.split(" ")
        na = len(self.achternaam.split())
        tot = len(woorden) - len(self.tussenvoegsel.split())
        return " ".join(woorden[:na]), " ".join(woorden[na:tot]), " ".join(woorden[tot:])


@dataclass(frozen=True)
class Kandidaat:
    """A leerling who may be, or is, this person; and why."""

    leerling: int
    redenen: tuple[str, ...]
    zeker: bool
    gelijkenis: float

    @property
    def waarde(self) -> int:
        return sum(WAARDE.get(reden, 0) for reden in self.redenen)


def oordeel(persoon: Persoon, pk: int, bekend: Persoon) -> Kandidaat | None:
    """What this leerling (`pk`, `bekend`) has to do with the person; None when nothing."""
    zelfde_bsn = persoon.bsn is not None and persoon.bsn == bekend.bsn
    if persoon.bsn and bekend.bsn and not zelfde_bsn:
        return None
    zelfde_nummer = persoon.onderwijsnummer is not None and persoon.onderwijsnummer == bekend.onderwijsnummer
    if persoon.onderwijsnummer and bekend.onderwijsnummer and not zelfde_nummer and not zelfde_bsn:
        return None
    datum = _datum(persoon.geboortedatum, bekend.geboortedatum)
    naam, gelijkenis = _naam(persoon, bekend)
    op_nummer = zelfde_bsn or zelfde_nummer
    zeker = op_nummer and (datum == ZELFDE_DATUM or (datum == GEEN_DATUM and naam != ANDERE_NAAM))
    op_naam = naam not in (ANDERE_NAAM, GEEN_NAAM) and (
        datum == ZELFDE_DATUM or (datum == OMGEWISSELDE_DATUM and gelijkenis >= NAAM_BIJNA_GELIJK)
    )
    if not op_nummer and not op_naam:
        return None
    adres = persoon.straat != "" and (persoon.straat, persoon.postcode) == (bekend.straat, bekend.postcode)
    redenen = [
        *([ZELFDE_BSN] if zelfde_bsn else []),
        *([ZELFDE_ONDERWIJSNUMMER] if zelfde_nummer else []),
        datum,
        naam,
        *([ZELFDE_ADRES] if adres else []),
    ]
    return Kandidaat(pk, tuple(redenen), zeker, gelijkenis)


def kandidaten(persoon: Persoon, bekenden: Iterable[tuple[int, Persoon]]) -> list[Kandidaat]:
    """Who it is, alone, when that is certain; otherwise at most five who it may be, best first.

    A leerling may come more than once: as he is, and as he was before a merge.
    """
    beste: dict[int, Kandidaat] = {}
    for pk, bekend in bekenden:
        gevonden = oordeel(persoon, pk, bekend)
        if gevonden is not None and (pk not in beste or _volgorde(gevonden) < _volgorde(beste[pk])):
            beste[pk] = gevonden
    op_volgorde = sorted(beste.values(), key=_volgorde)
    zeker = [een for een in op_volgorde if een.zeker]
    if len(zeker) == 1:
        return zeker
    # By number two leerlingen, which only a person can settle: then nobody is certain.
    return op_volgorde[:MAXIMUM]


def _volgorde(een: Kandidaat) -> tuple:
    return (not een.zeker, -een.waarde, -een.gelijkenis, een.leerling)


def _datum(gegeven: date | None, bekend: date | None) -> str:
    if gegeven is None or bekend is None:
        return GEEN_DATUM
    if gegeven == bekend:
        return ZELFDE_DATUM
    if (gegeven.year, gegeven.month, gegeven.day) == (bekend.year, bekend.day, bekend.month):
        return OMGEWISSELDE_DATUM
    return ANDERE_DATUM


def omgewisseld(dag: date) -> date | None:
    """The same day with day and month exchanged, when there is one."""
    return date(dag.year, dag.day, dag.month) if dag.day <= 12 and dag.day != dag.month else None


def _naam(persoon: Persoon, bekend: Persoon) -> tuple[str, float]:
    if not persoon.zoeknaam:
        return GEEN_NAAM, 0.0
    achter, voor, tussen = persoon.delen
    achter_daar, voor_daar, tussen_daar = bekend.delen
    # Registers give all first names, schools one: the first counts.
    eerste, eerste_daar = voor.split(" ")[0], voor_daar.split(" ")[0]
    gelijkenis = trigramgelijkenis(f"{achter} {eerste} {tussen}", f"{achter_daar} {eerste_daar} {tussen_daar}")
    if persoon.zoeknaam == bekend.zoeknaam:
        return ZELFDE_NAAM, gelijkenis
    if (achter, voor) == (voor_daar, achter_daar):
        return OMGEWISSELDE_NAAM, gelijkenis
    if gelijkenis >= NAAM_LIJKT and trigramgelijkenis(eerste, eerste_daar) >= VOORNAAM_LIJKT:
        return NAAM_LIJKT_EROP, gelijkenis
    return ANDERE_NAAM, gelijkenis


def trigramgelijkenis(een: str, ander: str) -> float:
    """As `similarity` of pg_trgm: the part of all their trigrams that both have."""
    links, rechts = _trigrammen(een), _trigrammen(ander)
    samen = links | rechts
    return len(links & rechts) / len(samen) if samen else 0.0


def _trigrammen(tekst: str) -> set[str]:
    woorden = [f"  {woord} " for woord in re.findall(r"[^\W_]+", tekst.lower())]
    return {woord[plaats : plaats + 3] for woord in woorden for plaats in range(len(woord) - 2)}
