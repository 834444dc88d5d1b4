"""Dossiers: collects the rows of one gemeente in memory and writes them at once, in the order of their keys."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time
from random import Random

from django.db.models import Model
from django.utils import timezone

from doorstroompunt.models import BegeleidWonen, NoShow, NoShowKlas, Overstap, Poging, Traject
from leerplicht.models import (
    Betrokkene,
    Code,
    Compartiment,
    ExternCijfer,
    Gebeurtenis,
    Gebruiker,
    Gemeente,
    Gezin,
    Inschrijving,
    Leerling,
    Opening,
    School,
    Taak,
    Toewijzing,
    Verzegeling,
    Zaak,
)
from meldingen.models import JgzOnderzoek, Melding, Onderzoek, Vrijstelling
from rapportage.models import GepubliceerdCijfer

# A row comes after the rows that it points to.
VOLGORDE: tuple[type[Model], ...] = (
    *(Gezin, Leerling, Betrokkene, Inschrijving, Zaak, Toewijzing, Gebeurtenis, Taak, Melding, Onderzoek),
    *(Vrijstelling, JgzOnderzoek, Traject, Poging, Overstap, BegeleidWonen, NoShowKlas, NoShow, ExternCijfer),
    *(Verzegeling, Opening, GepubliceerdCijfer),
)
PER_KEER = 1000
BEGIN_WERKDAG = time(9)


@dataclass
class Dossiers:
    """`vandaag`: the day of the first load, to which the open work is relative."""

    gemeente: Gemeente
    rng: Random
    vandaag: date
    codes: dict[tuple[str, str], Code]
    scholen: dict[str, list[School]]
    # Who gets the new cases of a compartment, in turn.
    eigenaren: dict[str, list[Gebruiker]]
    rijen: dict[type[Model], list] = field(default_factory=lambda: defaultdict(list))
    # Of every zaak, by id() while it has no key yet.
    toewijzingen: dict[int, Toewijzing] = field(default_factory=dict)

    def voeg_toe(self, rij):
        """Keep a row to be written; gives it back."""
        rij.gemeente = self.gemeente
        self.rijen[type(rij)].append(rij)
        return rij

    def code(self, lijst: str, code: str) -> Code:
        return self.codes[lijst, code]

    def open_zaak(
        self,
        leerling: Leerling,
        *,
        soort: str,
        op: date,
        titel: str,
        gebeurtenis: str = "melding",
        compartiment: str = Compartiment.TOEZICHT,
        van_het_team: bool = False,
    ) -> Zaak:
        """A zaak with an owner from its first day on, and the event it began with."""
        zaak = self.voeg_toe(Zaak(leerling=leerling, soort=soort, compartiment=compartiment, geopend_op=op))
        eigenaar = None if van_het_team else self.rng.choice(self.eigenaren[compartiment])
        van = timezone.make_aware(datetime.combine(op, BEGIN_WERKDAG))
        self.toewijzingen[id(zaak)] = self.voeg_toe(Toewijzing(zaak=zaak, gebruiker=eigenaar, van=van))
        self.leg_vast(zaak, gebeurtenis, titel, op)
        return zaak

    def leg_vast(self, zaak: Zaak, soort: str, titel: str, op: date, compartiment: str = "") -> None:
        """Put something on the timeline, in the name of the owner."""
        door = self.toewijzingen[id(zaak)].gebruiker
        gebeurtenis = Gebeurtenis(zaak=zaak, op=op, soort=soort, titel=titel, door=door)
        gebeurtenis.compartiment = compartiment
        self.voeg_toe(gebeurtenis)

    def sluit_zaak(self, zaak: Zaak, *, op: date, titel: str, gebeurtenis: str = "sluiting") -> None:
        zaak.gesloten_op = op
        self.leg_vast(zaak, gebeurtenis, titel, op)

    def plan(self, zaak: Zaak, *, titel: str, vervalt_op: date, waarom: str) -> None:
        self.voeg_toe(Taak(zaak=zaak, titel=titel, vervalt_op=vervalt_op, waarom=waarom))

    def bewaar(self) -> None:
        """Write everything. Zaken are numbered in the order in which they were opened."""
        zaken = sorted(self.rijen[Zaak], key=lambda zaak: zaak.geopend_op)
        for nummer, zaak in enumerate(zaken, start=1):
            zaak.nummer = nummer
        self.rijen[Zaak] = zaken
        self.rijen[Gebeurtenis].sort(key=lambda gebeurtenis: gebeurtenis.op)
        for model in VOLGORDE:
            # A follow-up points to an earlier melding, which must have its key by then.
            eerst = [rij for rij in self.rijen[model] if getattr(rij, "vervolg_op", None) is None]
            daarna = [rij for rij in self.rijen[model] if getattr(rij, "vervolg_op", None) is not None]
            model._default_manager.bulk_create(eerst, batch_size=PER_KEER)
            model._default_manager.bulk_create(daarna, batch_size=PER_KEER)
        self.gemeente.laatste_zaaknummer = len(zaken)
        self.gemeente.save(update_fields=["laatste_zaaknummer"])
