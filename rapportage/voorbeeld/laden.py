"""Loads the example: which story is told after which. Everything in one transaction, or nothing."""

from datetime import date
from random import Random

from django.db import connection, transaction

from leerplicht.codelijsten.actions import richt_in
from leerplicht.models import Code, Compartiment, Gebruiker, Gemeente, School
from leerplicht.toegang.gemeente import in_gemeente
from leerplicht.toegang.logboek.geschiedenis import door_programma
from meldingen.choices import Soort
from rapportage.voorbeeld import achttienplus, jaarcijfers, uitvallers
from rapportage.voorbeeld.cijfers import maak_externe_cijfers, maak_gepubliceerde_cijfers
from rapportage.voorbeeld.dossiers import Dossiers
from rapportage.voorbeeld.gebruikers import NAMEN, VOORBEELDAM, ZOETERMEER, maak_gebruikers
from rapportage.voorbeeld.gepubliceerd import kerncijfer
from rapportage.voorbeeld.gezinnen import geef_betrokkenen
from rapportage.voorbeeld.heden import maak_heden
from rapportage.voorbeeld.inschrijvingen import schrijf_doorlopend_in
from rapportage.voorbeeld.jaarcijfers import VERSLAGJAAR
from rapportage.voorbeeld.jgz import maak_jgz
from rapportage.voorbeeld.namen import Namen
from rapportage.voorbeeld.personen import Bevolking
from rapportage.voorbeeld.preventie import maak_begeleid_wonen, maak_no_show, maak_overstap
from rapportage.voorbeeld.scholen import MBO, maak_scholen
from rapportage.voorbeeld.schooljaar import maak_meldingen
from rapportage.voorbeeld.signalen import maak_signalen
from rapportage.voorbeeld.terugmelden import maak_terugmeldingen
from rapportage.voorbeeld.trajecten import maak_kwetsbaar, maak_oude_vsv
from rapportage.voorbeeld.uitvallers import maak_uitvallers
from rapportage.voorbeeld.voorbeelddam import maak_voorbeelddam
from rapportage.voorbeeld.vorig_jaar import maak_vorig_jaar
from rapportage.voorbeeld.vrijstellingen import maak_vrijstellingen
from rapportage.voorbeeld.zegels import maak_zegels

SEED = 637
EERSTE_SCHOOLJAAR_VAN_DE_LIJSTEN = 2015
# Born before this day: of age in every school year with dossiers, so without parents who answer for him.
MINDERJARIG_GEBOREN_VANAF = date(2005, 8, 1)


@transaction.atomic
@door_programma("laad_voorbeeld")
def laad(vandaag: date) -> bool:
    """Load everything, with open work as it is on `vandaag`. False, and no change, when Zoetermeer is there.

    The day is kept in what is made of it: a later run finds the gemeente and leaves its work alone.
    """
    if Gemeente.objects.filter(code=ZOETERMEER).exists():
        return False
    _geef_triggers_hun_instelling()
    gemeenten = {code: Gemeente.objects.create(code=code, naam=naam) for code, naam in NAMEN.items()}
    gebruikers = maak_gebruikers(gemeenten)
    scholen = maak_scholen()
    rng = Random(SEED)  # noqa: S311
    namen = Namen(rng)
    toezicht = {ZOETERMEER: ("Anna", "Bram"), VOORBEELDAM: ("Carla",)}
    begeleiding = {ZOETERMEER: ("Dirk",), VOORBEELDAM: ("Carla",)}
    verhalen = {ZOETERMEER: _vertel_zoetermeer, VOORBEELDAM: maak_voorbeelddam}
    for code, gemeente in gemeenten.items():
        eigenaren: dict[str, list[Gebruiker]] = {
            Compartiment.TOEZICHT: [gebruikers[naam] for naam in toezicht[code]],
            Compartiment.DOORSTROOMPUNT: [gebruikers[naam] for naam in begeleiding[code]],
        }
        with in_gemeente(gemeente.pk):
            dossiers = _dossiers(gemeente, scholen, eigenaren, rng, vandaag)
            bevolking = Bevolking(dossiers, namen)
            verhalen[code](bevolking)
            schrijf_doorlopend_in(bevolking)
            geef_betrokkenen(dossiers, namen, geboren_vanaf=MINDERJARIG_GEBOREN_VANAF)
            if code == ZOETERMEER:
                maak_zegels(dossiers, gebruikers)
            dossiers.bewaar()
            if code == ZOETERMEER:
                maak_signalen(gemeente, scholen, gebruikers["Anna"], vandaag)
                maak_terugmeldingen(gebruikers["Anna"], vandaag)
    return True


def _geef_triggers_hun_instelling() -> None:
    """Tell the triggers for this transaction that none is to be ignored, which is what they assume anyway.

    Without this setting, and without a context of the history, every trigger raises and catches an error. Each of
    those walks through all foreign key checks that wait for the commit: minutes instead of seconds.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pgtrigger.ignore', '{}', true)")


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


def _vertel_zoetermeer(bevolking: Bevolking) -> None:
    dossiers = bevolking.dossiers
    meldingen = maak_meldingen(
        bevolking, jaarcijfers.van_verslagjaar(), lambda soort: bevolking.leerling(soort, VERSLAGJAAR)
    )
    maak_vrijstellingen(bevolking)
    maak_jgz(bevolking, [geval for geval in meldingen if geval.melding.soort == Soort.ZORG])
    gestopt = maak_uitvallers(bevolking, uitvallers.van_verslagjaar())
    # Zorg 18+ and verzuim 18+ are about students; each has uitvallers of its own.
    studenten = [uitvaller for uitvaller in gestopt if uitvaller.soort in MBO]
    na_zorg = kerncijfer("zorg_18plus_gestopt")
    achttienplus.maak_zorg(bevolking, studenten[:na_zorg])
    achttienplus.maak_verzuim(bevolking, achttienplus.van_verslagjaar(), studenten[na_zorg:])
    maak_oude_vsv(bevolking)
    maak_kwetsbaar(bevolking)
    maak_overstap(bevolking, meldingen)
    maak_no_show(bevolking)
    maak_begeleid_wonen(bevolking)
    maak_vorig_jaar(bevolking, meldingen)
    maak_externe_cijfers(dossiers)
    maak_gepubliceerde_cijfers(dossiers)
    maak_heden(bevolking)
