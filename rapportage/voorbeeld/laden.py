"""Loads the example: which story is told after which. Everything in one transaction, or nothing."""

from datetime import date
from random import Random

from django.db import transaction

from leerplicht.codelijsten.actions import richt_in
from leerplicht.models import Code, Compartiment, Gebruiker, Gemeente, School
from leerplicht.toegang.gemeente import in_gemeente
from rapportage.voorbeeld.dossiers import Dossiers
from rapportage.voorbeeld.gebruikers import NAMEN, ZOETERMEER, maak_gebruikers
from rapportage.voorbeeld.gezinnen import geef_betrokkenen
from rapportage.voorbeeld.inschrijvingen import schrijf_doorlopend_in
from rapportage.voorbeeld.jaarcijfers import VERSLAGJAAR, van_verslagjaar
from rapportage.voorbeeld.namen import Namen
from rapportage.voorbeeld.personen import Bevolking
from rapportage.voorbeeld.scholen import maak_scholen
from rapportage.voorbeeld.schooljaar import maak_meldingen

SEED = 637
EERSTE_SCHOOLJAAR_VAN_DE_LIJSTEN = 2015
# Born before this day: of age in every school year with dossiers, so without parents who answer for him.
MINDERJARIG_GEBOREN_VANAF = date(2005, 8, 1)


@transaction.atomic
def laad(vandaag: date) -> bool:
    """Load everything, with open work as it is on `vandaag`. False, and no change, when Zoetermeer is there.

    The day is kept in what is made of it: a later run finds the gemeente and leaves its work alone.
    """
    if Gemeente.objects.filter(code=ZOETERMEER).exists():
        return False
    gemeenten = {code: Gemeente.objects.create(code=code, naam=naam) for code, naam in NAMEN.items()}
    gebruikers = maak_gebruikers(gemeenten)
    scholen = maak_scholen()
    rng = Random(SEED)  # noqa: S311
    namen = Namen(rng)
    _laad_zoetermeer(gemeenten[ZOETERMEER], gebruikers, scholen, namen, rng, vandaag)
    return True


def _dossiers(
    gemeente: Gemeente,
    scholen: dict[str, list[School]],
    eigenaren: dict[str, list[Gebruiker]],
    rng: Random,
    vandaag: date,
) -> Dossiers:
    richt_in(gemeente, vanaf_schooljaar=EERSTE_SCHOOLJAAR_VAN_DE_LIJSTEN)
    codes = {(code.lijst, code.code): code for code in Code.objects.filter(gemeente=gemeente)}
    return Dossiers(gemeente, rng, vandaag, codes, scholen, eigenaren)


def _laad_zoetermeer(
    gemeente: Gemeente,
    gebruikers: dict[str, Gebruiker],
    scholen: dict[str, list[School]],
    namen: Namen,
    rng: Random,
    vandaag: date,
) -> None:
    eigenaren = {
        Compartiment.TOEZICHT: [gebruikers["Anna"], gebruikers["Bram"]],
        Compartiment.DOORSTROOMPUNT: [gebruikers["Dirk"]],
    }
    with in_gemeente(gemeente.pk):
        dossiers = _dossiers(gemeente, scholen, eigenaren, rng, vandaag)
        bevolking = Bevolking(dossiers, namen)
        maak_meldingen(bevolking, van_verslagjaar(), lambda soort: bevolking.leerling(soort, VERSLAGJAAR))
        schrijf_doorlopend_in(bevolking)
        geef_betrokkenen(dossiers, namen, geboren_vanaf=MINDERJARIG_GEBOREN_VANAF)
        dossiers.bewaar()
