"""The second gemeente: a handful of dossiers, so that keeping apart can be seen."""

from datetime import timedelta

from doorstroompunt.choices import REDEN_GESTOPT, Populatie
from leerplicht.rules import begin_schooljaar, schooljaar_van
from meldingen.choices import Soort
from rapportage.voorbeeld.inschrijvingen import schrijf_in
from rapportage.voorbeeld.jaarcijfers import VERSLAGJAAR
from rapportage.voorbeeld.kalender import lesdag, werkdag_na, werkdag_terug
from rapportage.voorbeeld.meldingen import geef_redenen, registreer, sluit
from rapportage.voorbeeld.personen import Bevolking
from rapportage.voorbeeld.trajecten import begeleid, open_traject

# Kind, kind of education, reden, resultaat; without a resultaat it is open today.
MELDINGEN = (
    (Soort.RELATIEF_WETTELIJK, "vmbo", "ongemotiveerd", "naar_school"),
    (Soort.RELATIEF_WETTELIJK, "havo", "psychosociaal", "waarschuwing"),
    (Soort.RELATIEF_LICHT, "vo_onderbouw", "te_laat", "ter_kennisname"),
    (Soort.ZORG, "bo", "ziekte", "hulpverlening"),
    (Soort.THUISZITTER, "vmbo", "gedragsproblematiek", "onderwijszorgarrangement"),
    (Soort.RELATIEF_WETTELIJK, "vmbo", "ziekte", None),
    (Soort.ZORG, "bo", "gezinsproblematiek", None),
)


def maak_voorbeelddam(bevolking: Bevolking) -> None:
    dossiers, rng = bevolking.dossiers, bevolking.dossiers.rng
    vandaag = dossiers.vandaag
    for soort, onderwijs, reden, resultaat in MELDINGEN:
        op = lesdag(rng, VERSLAGJAAR) if resultaat else werkdag_terug(vandaag - timedelta(days=3))
        schooljaar = schooljaar_van(op)
        persoon = bevolking.leerling(onderwijs, schooljaar)
        velden: dict = {"geoorloofd": False} if soort == Soort.THUISZITTER else {}
        geval = registreer(dossiers, persoon, soort, op, persoon.plekken[schooljaar], **velden)
        geef_redenen(dossiers, [(geval, reden)])
        if resultaat:
            sluit(dossiers, geval, resultaat, werkdag_na(rng, op, minstens=5, hoogstens=40))
        else:
            dossiers.plan(
                geval.melding.zaak,
                titel="Eerste contact leggen",
                vervalt_op=vandaag + timedelta(days=2),
                waarom="Binnen 5 werkdagen na de melding",
            )
    gestopt_op = lesdag(rng, VERSLAGJAAR)
    persoon = bevolking.student("mbo_2", VERSLAGJAAR, 19)
    persoon.doorlopend = False
    schrijf_in(dossiers, persoon, persoon.plek, begin_schooljaar(VERSLAGJAAR), gestopt_op)
    traject = open_traject(dossiers, persoon, Populatie.UITVALLER, gestopt_op, "mbo_2", gestopt_op=gestopt_op)
    traject.reden = dossiers.code(REDEN_GESTOPT, "gebrek_aan_motivatie")
    begeleid(dossiers, traject)
