"""Prevention around the summer: De Overstap, the No-show action, Begeleid Wonen Jongeren."""

from datetime import date, timedelta

from doorstroompunt.choices import BwjUitkomst, OverstapUitkomst, PogingResultaat, PogingSoort, Zaaksoort
from doorstroompunt.models import BegeleidWonen, NoShow, NoShowKlas, Overstap, Poging
from leerplicht.models import Compartiment
from rapportage.voorbeeld.gepubliceerd import kerncijfer
from rapportage.voorbeeld.jaarcijfers import VERSLAGJAAR
from rapportage.voorbeeld.kalender import dag_tussen, lesdag, werkdag, werkdag_na
from rapportage.voorbeeld.meldingen import Geval
from rapportage.voorbeeld.personen import Bevolking, Persoon
from rapportage.voorbeeld.scholen import Klas
from rapportage.voorbeeld.verdeling import uitgeschreven

ZOMER = VERSLAGJAAR + 1
EXAMENKLAS = Klas(4, 15)
BRIEF_OP = date(ZOMER, 3, 4)
BEVINDINGEN = (
    "Is gestart bij een andere opleiding.",
    "Was ziek, start volgende week.",
    "Is verhuisd naar een andere gemeente.",
    "Niet thuis, kaartje achtergelaten.",
)


def maak_overstap(bevolking: Bevolking, meldingen: list[Geval]) -> None:
    """The exam candidates of the vmbo in the summer of 2024; some have a melding of the school year."""
    rng, aantal = bevolking.dossiers.rng, kerncijfer("overstap_eindexamenkandidaten_vmbo")
    uitkomsten = uitgeschreven(
        rng,
        {
            OverstapUitkomst.GESTART: aantal - kerncijfer("overstap_niet_gestart"),
            OverstapUitkomst.SCHOOLVERVANGEND: kerncijfer("overstap_waarvan_schoolvervangend_traject"),
            OverstapUitkomst.WERK: kerncijfer("overstap_waarvan_werk"),
        },
    )
    bekend = [persoon for persoon in _personen(meldingen) if _doet_examen(persoon)]
    huisbezoek = set(rng.sample(range(aantal), kerncijfer("overstap_huisbezoeken")))
    for nummer, uitkomst in enumerate(uitkomsten):
        persoon = bekend[nummer] if nummer < len(bekend) else None
        if persoon is None:
            persoon = bevolking.leerling("vmbo", VERSLAGJAAR, klas=EXAMENKLAS)
        if uitkomst != OverstapUitkomst.GESTART:
            persoon.weg_op = date(ZOMER, 7, 31)
        _volg(bevolking, persoon, uitkomst, huisbezoek=nummer in huisbezoek)


def _personen(meldingen: list[Geval]) -> list[Persoon]:
    return list({id(geval.persoon): geval.persoon for geval in meldingen}.values())


def _doet_examen(persoon: Persoon) -> bool:
    plek = persoon.plekken.get(VERSLAGJAAR)
    return (
        plek is not None
        and (plek.soort, plek.leerjaar) == ("vmbo", EXAMENKLAS.leerjaar)
        and persoon.doorlopend
        and persoon.weg_op is None
    )


def _volg(bevolking: Bevolking, persoon: Persoon, uitkomst: OverstapUitkomst, *, huisbezoek: bool) -> None:
    dossiers, rng = bevolking.dossiers, bevolking.dossiers.rng
    plek = persoon.plekken[VERSLAGJAAR]
    zaak = dossiers.open_zaak(
        persoon.leerling,
        soort=Zaaksoort.OVERSTAP,
        op=BRIEF_OP,
        titel="Ouders aangeschreven over de vervolgopleiding",
        gebeurtenis="brief",
        compartiment=Compartiment.DOORSTROOMPUNT,
    )
    dossiers.voeg_toe(
        Overstap(
            zaak=zaak,
            leerling=persoon.leerling,
            zomer=ZOMER,
            school=plek.school,
            brief_op=BRIEF_OP,
            reactie_op=None if huisbezoek else werkdag_na(rng, BRIEF_OP, minstens=3, hoogstens=60),
            risico=huisbezoek or uitkomst != OverstapUitkomst.GESTART or rng.random() < 0.06,
            uitkomst=uitkomst,
        )
    )
    if huisbezoek:
        op = werkdag(dag_tussen(rng, date(ZOMER, 6, 3), date(ZOMER, 9, 13)))
        dossiers.voeg_toe(
            Poging(zaak=zaak, soort=PogingSoort.HUISBEZOEK, op=op, resultaat=PogingResultaat.BEREIKT)
        )
    dossiers.sluit_zaak(zaak, op=date(ZOMER, 9, 27), titel=f"De Overstap: {uitkomst.label}")


def maak_no_show(bevolking: Bevolking) -> None:
    """Classes that were visited after the summer holidays of 2023, and who was not there."""
    dossiers, rng = bevolking.dossiers, bevolking.dossiers.rng
    for nummer in range(8):
        klas = dossiers.voeg_toe(
            NoShowKlas(
                school=bevolking.school("mbo_2"),
                klas=f"{rng.choice(['ZW', 'ICT', 'BBL', 'HOR', 'TEC'])}{nummer + 1}A",
                bezocht_op=date(VERSLAGJAAR, 9, 11) + timedelta(days=nummer % 4),
                ingeschreven=rng.randint(18, 28),
            )
        )
        for _ in range(rng.randint(1, 3)):
            persoon = bevolking.student("mbo_2", VERSLAGJAAR, rng.randint(18, 20), eigen_gezin=True)
            bezocht = rng.random() < 0.7
            dossiers.voeg_toe(
                NoShow(
                    klas=klas,
                    leerling=persoon.leerling,
                    huisbezoek_op=klas.bezocht_op + timedelta(days=7) if bezocht else None,
                    bevinding=rng.choice(BEVINDINGEN) if bezocht else "",
                )
            )


def maak_begeleid_wonen(bevolking: Bevolking) -> None:
    """Everybody with a place in 2024. Who is *still in* was so at the end of that year."""
    dossiers, rng = bevolking.dossiers, bevolking.dossiers.rng
    einden = uitgeschreven(
        rng,
        {
            "zelfstandig": kerncijfer("begeleid_wonen_uitgestroomd_zelfstandig"),
            "beeindigd": kerncijfer("begeleid_wonen_beeindigd"),
            "nog_in": kerncijfer("begeleid_wonen_nog_in_begeleiding"),
            # Ended, but nobody wrote down how.
            "": kerncijfer("begeleid_wonen_onbekend"),
        },
    )
    nog_steeds = 9
    for einde in einden:
        gestart_op = lesdag(rng, rng.choice([VERSLAGJAAR - 1, VERSLAGJAAR]), tot_en_met=date(ZOMER, 5, 31))
        persoon = bevolking.student("mbo_2", VERSLAGJAAR, rng.randint(18, 21), eigen_gezin=True)
        zaak = dossiers.open_zaak(
            persoon.leerling,
            soort=Zaaksoort.BEGELEID_WONEN,
            op=gestart_op,
            titel="Plek in Begeleid Wonen Jongeren",
            compartiment=Compartiment.DOORSTROOMPUNT,
        )
        plek = dossiers.voeg_toe(BegeleidWonen(zaak=zaak, leerling=persoon.leerling, gestart_op=gestart_op))
        if einde == "nog_in" and nog_steeds:
            nog_steeds -= 1
            continue
        if einde == "nog_in":
            op, plek.uitkomst = lesdag(rng, ZOMER, vanaf=date(ZOMER + 1, 1, 1)), BwjUitkomst.ZELFSTANDIG
        else:
            op = werkdag_na(rng, max(gestart_op, date(ZOMER, 1, 8)), minstens=20, hoogstens=190)
            plek.uitkomst = einde
        plek.geeindigd_op = op
        hoe = BwjUitkomst(plek.uitkomst).label if plek.uitkomst else "uitkomst niet vastgelegd"
        dossiers.sluit_zaak(zaak, op=op, titel=f"Begeleid wonen geëindigd: {hoe}")
