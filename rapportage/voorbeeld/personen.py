"""Invented leerlingen, each with the place at school that he holds in a school year."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from leerplicht.dossier.actions import zoeknaam
from leerplicht.models import Gezin, Leerling, School
from leerplicht.rules import begin_schooljaar, leeftijd_op
from rapportage.voorbeeld.dossiers import Dossiers
from rapportage.voorbeeld.kalender import dag_tussen, jaren_eerder
from rapportage.voorbeeld.namen import Namen
from rapportage.voorbeeld.scholen import KLASSEN, Klas

KANS_OP_BROER_OF_ZUS = 0.1
KANS_ZONDER_BSN = 0.02
KANS_GEHEIM_ADRES = 0.015


@dataclass(frozen=True)
class Plek:
    """A place at school. `school` is None for who is enrolled nowhere; `soort` is then where he belongs."""

    soort: str
    leerjaar: int | None
    school: School | None


@dataclass
class Persoon:
    """A leerling with his places per school year (its starting year).

    `doorlopend`: enrolled in these years and, without a break, in later ones, up to `weg_op`. Who has gaps in his
    enrolment has `doorlopend` off and gets his enrolments from the story that makes him.
    """

    leerling: Leerling
    plekken: dict[int, Plek] = field(default_factory=dict)
    doorlopend: bool = True
    weg_op: date | None = None

    def leeftijd(self, op: date) -> int:
        return leeftijd_op(self.leerling.geboortedatum, op)

    @property
    def plek(self) -> Plek:
        """The latest place."""
        return self.plekken[max(self.plekken)]


@dataclass
class Bevolking:
    """Makes the people of one gemeente; keeps them, to find brothers and sisters and to enrol them."""

    dossiers: Dossiers
    namen: Namen
    personen: list[Persoon] = field(default_factory=list)

    def persoon(
        self,
        geboortedatum: date,
        *,
        gezin_van: Persoon | None = None,
        eigen_gezin: bool = False,
        zonder_bsn: bool = False,
    ) -> Persoon:
        """A person, in a gezin of his own or (`gezin_van`, or by chance) in that of a brother or sister."""
        rng = self.dossiers.rng
        leerling = Leerling(geboortedatum=geboortedatum)
        self.namen.geef_voornaam(leerling)
        ander = gezin_van or (None if eigen_gezin else self._broer_of_zus(geboortedatum))
        if ander is None:
            leerling.gezin = self.dossiers.voeg_toe(Gezin())
            self.namen.geef_achternaam_en_adres(leerling)
            leerling.plaats = self.dossiers.gemeente.naam
            leerling.geheim_adres = rng.random() < KANS_GEHEIM_ADRES
        else:
            for veld in ("gezin", "tussenvoegsel", "achternaam", "straat", "postcode", "plaats", "geheim_adres"):
                setattr(leerling, veld, getattr(ander.leerling, veld))
        if zonder_bsn or rng.random() < KANS_ZONDER_BSN:
            # Half of them have a number from DUO, the others have none at all.
            leerling.onderwijsnummer = self.namen.onderwijsnummer() if rng.random() < 0.5 else None
        else:
            leerling.bsn = self.namen.bsn()
        leerling.zoeknaam = zoeknaam(leerling)
        persoon = Persoon(self.dossiers.voeg_toe(leerling))
        self.personen.append(persoon)
        return persoon

    def _broer_of_zus(self, geboortedatum: date) -> Persoon | None:
        rng = self.dossiers.rng
        if not self.personen or rng.random() > KANS_OP_BROER_OF_ZUS:
            return None
        ander = rng.choice(self.personen)
        verschil = abs(ander.leerling.geboortedatum - geboortedatum)
        return ander if timedelta(days=400) < verschil < timedelta(days=3000) else None

    def leerling(self, soort: str, schooljaar: int, *, klas: Klas | None = None, **wensen) -> Persoon:
        """A leerling in a kind of education, of an age that fits its year for the whole school year."""
        rng = self.dossiers.rng
        klas = klas or rng.choice(KLASSEN[soort])
        persoon = self.persoon(geboren(rng, klas.leeftijd, schooljaar), **wensen)
        persoon.plekken[schooljaar] = Plek(soort, klas.leerjaar, self.school(soort))
        return persoon

    def student(self, soort: str, schooljaar: int, leeftijd: int, **wensen) -> Persoon:
        """Who is 18 or over on the first day of the school year."""
        leerjaar = None if soort not in KLASSEN or soort == "mbo_onbekend" else self.dossiers.rng.randint(1, 3)
        return self.leerling(soort, schooljaar, klas=Klas(leerjaar, leeftijd), **wensen)

    def school(self, soort: str) -> School | None:
        scholen = self.dossiers.scholen.get(soort)
        return self.dossiers.rng.choice(scholen) if scholen else None


def geboren(rng, leeftijd: int, schooljaar: int) -> date:
    """A birth date with this age on 1 October of the school year.

    At the edges also for the whole year: 5 is leerplichtig from its first day, 17 stays 17, 18 is 18 from its
    first day.
    """
    eerste, laatste = date(schooljaar - leeftijd - 1, 10, 2), date(schooljaar - leeftijd, 10, 1)
    if leeftijd == 5:
        laatste = date(schooljaar - 5, 6, 30)
    if leeftijd == 17:
        eerste = date(schooljaar - 17, 8, 1)
    if leeftijd == 18:
        laatste = jaren_eerder(begin_schooljaar(schooljaar), 18)
    return dag_tussen(rng, eerste, laatste)


def geboren_bij_leeftijd(rng, leeftijd: int, op: date, *, uiterlijk: date = date.max) -> date:
    """A birth date with this age on a day; `uiterlijk` narrows it to who was born on or before a day."""
    eerste = jaren_eerder(op, leeftijd + 1) + timedelta(days=1)
    return dag_tussen(rng, eerste, min(jaren_eerder(op, leeftijd), uiterlijk))
