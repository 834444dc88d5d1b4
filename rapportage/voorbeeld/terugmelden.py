"""What DUO was told until last week: a file at the end of each school year, and one of last week."""

from datetime import date, timedelta
from typing import Any

from leerplicht.models import Gebruiker
from leerplicht.rules import einde_schooljaar, schooljaar_van
from meldingen.models import Terugmelding
from meldingen.uitwisseling.terugmelden import als_terugmelding, te_melden

OUD = timedelta(days=7)


def maak_terugmeldingen(anna: Gebruiker, vandaag: date) -> None:
    """The meldingen of the last days are left to tell."""
    anna.kies_aanstelling()
    tot = vandaag - OUD
    per_bestand: dict[date, list[Any]] = {}
    for melding in te_melden(anna):
        veranderd_op = melding.gesloten_op or melding.gemeld_op
        if veranderd_op <= tot:
            verteld_op = min(einde_schooljaar(schooljaar_van(veranderd_op)), tot)
            per_bestand.setdefault(verteld_op, []).append(melding)
    Terugmelding.objects.bulk_create(
        als_terugmelding(melding, bestand=nummer, op=op, door=anna)
        for nummer, op in enumerate(sorted(per_bestand), start=1)
        for melding in per_bestand[op]
    )
