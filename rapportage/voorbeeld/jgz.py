"""Examinations by the schoolarts in the calendar year 2024 (grafiek 2 and 3)."""

from datetime import date, timedelta

from meldingen.choices import FollowUp, InStaat, JgzAanvrager, Soort, Zaaksoort, reden_lijst
from meldingen.models import JgzOnderzoek
from rapportage.voorbeeld.dossiers import Dossiers
from rapportage.voorbeeld.gepubliceerd import kerncijfer, kolom
from rapportage.voorbeeld.jaarcijfers import VERSLAGJAAR
from rapportage.voorbeeld.kalender import lesdag, werkdag, werkdag_na
from rapportage.voorbeeld.meldingen import Geval
from rapportage.voorbeeld.personen import Bevolking, Persoon
from rapportage.voorbeeld.scholen import sector
from rapportage.voorbeeld.verdeling import uitgeschreven

KALENDERJAAR = VERSLAGJAAR + 1
SOORTEN = {"po": ["bo"], "vo": ["vo_onderbouw", "vmbo", "vmbo", "havo", "vwo"], "mbo": ["mbo_4"]}
# Of so many the zorgmelding of the same school year began with illness.
AANDEEL_NA_ZORGMELDING = 0.4


def maak_jgz(bevolking: Bevolking, zorg: list[Geval]) -> None:
    """192 examinations, in spring mostly after a zorgmelding about illness, in autumn of others."""
    dossiers, rng = bevolking.dossiers, bevolking.dossiers.rng
    in_staat = uitgeschreven(rng, kolom("grafiek-2"))
    follow_up = uitgeschreven(rng, kolom("grafiek-3"))
    ziekte = dossiers.code(reden_lijst(Soort.ZORG), "ziekte")
    ziek = {
        id(geval.persoon): geval.persoon
        for geval in zorg
        if geval.melding.reden == ziekte and geval.persoon.weg_op is None
    }
    bekend = list(ziek.values())
    for sector_code in ("vo", "po", "mbo"):
        uit_sector = [persoon for persoon in bekend if sector(persoon.plek.soort) == sector_code]
        aantal = kerncijfer(f"jgz_{sector_code}")
        voorjaar = uit_sector[: int(aantal * AANDEEL_NA_ZORGMELDING)]
        for nummer in range(aantal):
            if nummer < len(voorjaar):
                persoon, schooljaar = voorjaar[nummer], VERSLAGJAAR
            else:
                schooljaar = rng.choice([VERSLAGJAAR, KALENDERJAAR])
                persoon = bevolking.leerling(rng.choice(SOORTEN[sector_code]), schooljaar)
            begin = max(date(KALENDERJAAR, 1, 1), date(schooljaar, 9, 1))
            aangevraagd_op = lesdag(rng, schooljaar, vanaf=begin, tot_en_met=date(begin.year, begin.month + 2, 28))
            onderzocht_op = werkdag_na(
                rng, aangevraagd_op, minstens=5, hoogstens=30, uiterlijk=date(KALENDERJAAR, 12, 20)
            )
            follow_up_op = werkdag(onderzocht_op + timedelta(days=61))
            onderzoek = registreer_jgz(
                dossiers,
                persoon,
                aangevraagd_op,
                schooljaar,
                onderzocht_op=onderzocht_op,
                in_staat=in_staat.pop(),
                follow_up_op=follow_up_op,
                follow_up=follow_up.pop(),
            )
            titel = f"Follow-up: ziekteverzuim {FollowUp(onderzoek.follow_up).label.lower()}"
            dossiers.sluit_zaak(onderzoek.zaak, op=follow_up_op, titel=titel)


def registreer_jgz(
    dossiers: Dossiers, persoon: Persoon, aangevraagd_op: date, schooljaar: int, **velden
) -> JgzOnderzoek:
    """An examination with its zaak, open until the follow-up is known."""
    aanvrager = dossiers.rng.choices([JgzAanvrager.SCHOOL, JgzAanvrager.LEERPLICHT], [4, 1])[0]
    zaak = dossiers.open_zaak(
        persoon.leerling,
        soort=Zaaksoort.JGZ,
        op=aangevraagd_op,
        titel=f"Onderzoek door de jeugdarts aangevraagd door {aanvrager.label}",
    )
    onderzoek = dossiers.voeg_toe(
        JgzOnderzoek(
            zaak=zaak,
            leerling=persoon.leerling,
            aangevraagd_op=aangevraagd_op,
            aangevraagd_door=aanvrager,
            onderwijssoort=dossiers.code("onderwijssoort", persoon.plekken[schooljaar].soort),
            **velden,
        )
    )
    if onderzoek.onderzocht_op is not None:
        antwoord = InStaat(onderzoek.in_staat).label.lower()
        titel = f"Onderzocht; in staat onderwijs te volgen: {antwoord}"
        dossiers.leg_vast(zaak, "gesprek", titel, onderzoek.onderzocht_op)
    return onderzoek
