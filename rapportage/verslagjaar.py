"""What a report is about: a gemeente, a school year, the day it looks from, and the code lists of that year."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property

from leerplicht.models import Code, Gemeente, Indeling, IndelingSoort
from leerplicht.rules import begin_schooljaar, einde_schooljaar, schooljaar_label, teldatum


class Codelijsten:
    """All code lists and roll-ups of a gemeente, read once; a code is shown as it was in the school year."""

    def __init__(self, gemeente: Gemeente, schooljaar: int):
        self._versies: dict[int, Code] = {}
        self._getoond: dict[tuple[str, str], Code] = {}
        self._geldig: set[tuple[str, str]] = set()
        for code in Code.objects.filter(gemeente=gemeente).order_by("van_schooljaar"):
            sleutel = (code.lijst, code.code)
            self._versies[code.pk] = code
            if code.van_schooljaar <= schooljaar < (code.tot_schooljaar or schooljaar + 1):
                self._getoond[sleutel] = code
                self._geldig.add(sleutel)
            elif sleutel not in self._geldig:
                # Ended or not yet begun, but dossiers may carry it all the same: the latest version names it.
                self._getoond[sleutel] = code
        rijen = {
            (code_id, soort): rij
            for code_id, soort, rij in Indeling.objects.filter(gemeente=gemeente).values_list(
                "code_id", "soort", "rij__code"
            )
        }
        # The roll-up of the version that is shown counts for every version: one code, one row in a report.
        self._rijen: dict[tuple[int, str], str] = {
            (pk, soort): rijen[getoond.pk, soort]
            for pk, getoond in ((pk, self._getoond[code.lijst, code.code]) for pk, code in self._versies.items())
            for soort in IndelingSoort.values
            if (getoond.pk, soort) in rijen
        }

    def van_lijst(self, *lijsten: str) -> list[tuple[str, str, bool]]:
        """(code, label, valid in the school year) in the order of the list; lists that share a code are one."""
        gevonden: dict[str, tuple[str, str, bool]] = {}
        for lijst in lijsten:
            codes = [code for (naam, _), code in self._getoond.items() if naam == lijst]
            for code in sorted(codes, key=lambda code: (code.volgorde, code.label, code.code)):
                geldig = (lijst, code.code) in self._geldig
                eerder = gevonden.get(code.code)
                if eerder is None or (geldig and not eerder[2]):
                    gevonden[code.code] = (code.code, code.label, geldig)
        return list(gevonden.values())

    def in_opsporing(self, *lijsten: str) -> set[str]:
        """The codes of these lists that are of opsporing."""
        return {code.code for code in self._versies.values() if code.lijst in lijsten and code.is_opsporing}

    def code(self, pk: int, lijsten: tuple[str, ...]) -> str | None:
        """The code of a row, or None when it belongs to another list."""
        code = self._versies[pk]
        return code.code if code.lijst in lijsten else None

    def rij(self, pk: int, soort: str) -> str | None:
        """The row in which a code counts in a grouping, or None when it has none."""
        return self._rijen.get((pk, soort))

    def indeling(self, lijst: str, soort: str) -> dict[str, str | None]:
        """The row of every code of a list in a grouping."""
        return {code: self.rij(self._getoond[lijst, code].pk, soort) for code, _, _ in self.van_lijst(lijst)}

    def ids_in(self, soort: str, *rijen: str) -> list[int]:
        """The codes that count in one of these rows of a grouping."""
        return [pk for (pk, naam), rij in self._rijen.items() if naam == soort and rij in rijen]

    def ids_zonder(self, soort: str) -> list[int]:
        """The codes that have no row in a grouping."""
        return [pk for pk in self._versies if (pk, soort) not in self._rijen]


@dataclass(frozen=True)
class Verslagjaar:
    """The frame of one report. `peildatum`: on which day a dossier was open or closed."""

    gemeente: Gemeente
    schooljaar: int
    peildatum: date

    @classmethod
    def van(cls, gemeente: Gemeente, schooljaar: int, peildatum: date | None = None) -> "Verslagjaar":
        """With the usual peildatum, 1 October after the school year, when none is given."""
        return cls(gemeente, schooljaar, peildatum or teldatum(schooljaar))

    @cached_property
    def lijsten(self) -> Codelijsten:
        return Codelijsten(self.gemeente, self.schooljaar)

    @property
    def begin(self) -> date:
        return begin_schooljaar(self.schooljaar)

    @property
    def einde(self) -> date:
        return einde_schooljaar(self.schooljaar)

    @property
    def teldatum(self) -> date:
        return teldatum(self.schooljaar)

    @property
    def kalenderjaar(self) -> int:
        """The calendar year in which the school year ends."""
        return self.schooljaar + 1

    @property
    def begin_kalenderjaar(self) -> date:
        return date(self.kalenderjaar, 1, 1)

    @property
    def einde_kalenderjaar(self) -> date:
        return date(self.kalenderjaar, 12, 31)

    @property
    def label(self) -> str:
        return schooljaar_label(self.schooljaar)


class Periode(Enum):
    """Which days a figure is about. The value is the sentence that says so."""

    SCHOOLJAAR = "Schooljaar {jaar.label}"
    SCHOOLJAAR_EN_STAND = (
        "Schooljaar {jaar.label}; wat nog open was op {jaar.peildatum:%d-%m-%Y}, telt als nog open"
    )
    GELDIG = "Verleend en geldig in het schooljaar {jaar.label}, of geweigerd in dat schooljaar"
    TELDATUM = "Schooljaar {jaar.label}, met de stand op {jaar.teldatum:%d-%m-%Y}"
    KALENDERJAAR = "Kalenderjaar {jaar.kalenderjaar}"
    ZOMER = "Zomer van {jaar.kalenderjaar}"
    STAND = "Schooljaar {jaar.label}, leeftijd op {jaar.peildatum:%d-%m-%Y}"
    VORIG_SCHOOLJAAR = "Het schooljaar voor {jaar.label}"

    def zin(self, jaar: Verslagjaar) -> str:
        return self.value.format(jaar=jaar)
