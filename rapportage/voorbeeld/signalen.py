"""A handful of signalen, as a night brings them; one was looked at already."""

from datetime import date

from leerplicht.models import Code, Gebruiker, Gemeente, Inschrijving, Leerling, School
from leerplicht.rules import begin_schooljaar, leeftijd_op, schooljaar_van
from meldingen.models import Signaal
from meldingen.signalen.actions import doe_niets, signaleer
from meldingen.signalen.choices import NietsReden, Signaalsoort
from meldingen.signalen.zeef import zeef

AANTAL = 8
# Up to and including this age, who has no other place goes to this kind of school.
PLEKKEN = ((11, "bo"), (13, "vo_onderbouw"), (15, "vmbo"), (17, "mbo_2"))


def maak_signalen(gemeente: Gemeente, scholen: dict[str, list[School]], anna: Gebruiker, vandaag: date) -> None:
    """Whose story left him without a school goes to one this year, but for a few: the night finds those."""
    zonder_school = sorted(regel.leerling_id for regel in zeef(gemeente.pk, vandaag).signalen)
    blijft = set(zonder_school[:: max(1, len(zonder_school) // AANTAL)][:AANTAL])
    schooljaar = schooljaar_van(vandaag)
    begin = begin_schooljaar(schooljaar)
    lijst = Code.objects.filter(gemeente=gemeente).van_lijst("onderwijssoort").in_schooljaar(schooljaar)
    codes = {code.code: code for code in lijst}
    inschrijvingen = []
    for leerling in Leerling.objects.filter(gemeente=gemeente, pk__in=set(zonder_school) - blijft).order_by("pk"):
        leeftijd = leeftijd_op(leerling.geboortedatum, begin)
        soort = next(soort for tot_en_met, soort in PLEKKEN if leeftijd <= tot_en_met)
        mogelijk = scholen[soort]
        inschrijvingen.append(
            Inschrijving(
                gemeente=gemeente,
                leerling=leerling,
                school=mogelijk[leerling.pk % len(mogelijk)],
                onderwijssoort=codes[soort],
                van=begin,
            )
        )
    Inschrijving.objects.bulk_create(inschrijvingen)
    signaleer(gemeente, op=vandaag)
    if eerste := Signaal.objects.filter(gemeente=gemeente, soort=Signaalsoort.ABSOLUUT).order_by("pk").first():
        doe_niets(eerste, reden=NietsReden.KLOPT_NIET, op=vandaag, door=anna)
