"""Enrolments that agree with the places which people hold."""

from datetime import date

from leerplicht.models import Inschrijving
from leerplicht.rules import begin_schooljaar, einde_schooljaar, schooljaar_van
from rapportage.voorbeeld.dossiers import Dossiers
from rapportage.voorbeeld.personen import Bevolking, Persoon, Plek
from rapportage.voorbeeld.scholen import LAATSTE_LEERJAAR, vervolg


def schrijf_in(
    dossiers: Dossiers, persoon: Persoon, plek: Plek, van: date, tot_en_met: date | None = None
) -> None:
    """One enrolment; without a school there is nothing to enrol at."""
    if plek.school is not None:
        dossiers.voeg_toe(
            Inschrijving(
                leerling=persoon.leerling,
                school=plek.school,
                onderwijssoort=dossiers.code("onderwijssoort", plek.soort),
                leerjaar=plek.leerjaar,
                van=van,
                tot_en_met=tot_en_met,
            )
        )


def schrijf_doorlopend_in(bevolking: Bevolking) -> None:
    """Everybody who goes on without a break: one enrolment per school year with a place, then what follows."""
    for persoon in bevolking.personen:
        if persoon.doorlopend and persoon.plekken:
            for plek, van, tot_en_met in _loopbaan(bevolking, persoon):
                if persoon.weg_op is None or persoon.weg_op >= van:
                    einden = [dag for dag in (tot_en_met, persoon.weg_op) if dag is not None]
                    schrijf_in(bevolking.dossiers, persoon, plek, van, min(einden, default=None))


def _loopbaan(bevolking: Bevolking, persoon: Persoon) -> list[tuple[Plek, date, date | None]]:
    heden = schooljaar_van(bevolking.dossiers.vandaag)
    stappen: list[tuple[Plek, date, date | None]] = [
        (plek, begin_schooljaar(schooljaar), einde_schooljaar(schooljaar))
        for schooljaar, plek in sorted(persoon.plekken.items())
    ]
    plek, schooljaar = persoon.plek, max(persoon.plekken)
    # A school year without a known place is only known as *still at school*: then the leerjaar is not.
    while (laatste := LAATSTE_LEERJAAR.get(plek.soort)) is not None and plek.leerjaar is not None:
        nog = laatste - plek.leerjaar
        if nog > 0:
            zelfde = Plek(plek.soort, None, plek.school)
            stappen.append((zelfde, begin_schooljaar(schooljaar + 1), einde_schooljaar(schooljaar + nog)))
        schooljaar += nog + 1
        soort = vervolg(bevolking.dossiers.rng, plek.soort)
        plek = Plek(soort, 1 if soort == "vo_onderbouw" else 3, bevolking.school(soort))
        if soort not in LAATSTE_LEERJAAR:
            plek = Plek(soort, None, plek.school)
            stappen.append((plek, begin_schooljaar(schooljaar), None))
            break
        stappen.append((plek, begin_schooljaar(schooljaar), einde_schooljaar(schooljaar)))
    else:
        stappen.append((Plek(plek.soort, None, plek.school), begin_schooljaar(schooljaar + 1), None))
    # What lies in the future is not known yet; what runs today has no end.
    geweest = [stap for stap in stappen if schooljaar_van(stap[1]) <= heden]
    plek, van, tot_en_met = geweest[-1]
    if tot_en_met is not None and schooljaar_van(tot_en_met) >= heden:
        geweest[-1] = (plek, van, None)
    return geweest
