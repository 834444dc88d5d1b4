"""Absoluut verzuim: onderzoeken, and the meldingen of who turns out to be enrolled nowhere (tabel 1 and 2)."""

from datetime import date, timedelta
from random import Random

from meldingen.choices import OnderzoekUitkomst, Soort, Zaaksoort
from meldingen.models import Onderzoek
from rapportage.voorbeeld.inschrijvingen import schrijf_in
from rapportage.voorbeeld.jaarcijfers import Jaarcijfers
from rapportage.voorbeeld.kalender import lesdag, volgende_schooldag, werkdag_na
from rapportage.voorbeeld.meldingen import Geval, geef_redenen, registreer, sluit_alle
from rapportage.voorbeeld.personen import Bevolking, Persoon, Plek
from rapportage.voorbeeld.scholen import KLASSEN, sector
from rapportage.voorbeeld.verdeling import deel_toe

SOORTEN = {
    "po": {"bo": 8, "sbo": 1, "so": 1},
    "vo": {"isk": 5, "vo_onderbouw": 2, "vmbo": 2, "havo": 1, "pro": 1, "vso": 1},
    "mbo": {"mbo_1": 3, "mbo_2": 3, "mbo_4": 1},
}
# What became of the meldingen that were open on the peildatum.
LATER = {"naar_school": 14, "schoolvervangend_traject": 2, "verhuisd": 2}
KANS_ZONDER_BSN = 0.4


def zonder_school(bevolking: Bevolking, sector_code: str, schooljaar: int, **wensen) -> Persoon:
    """Who is enrolled nowhere, with the kind of education in which he belongs."""
    rng = bevolking.dossiers.rng
    soorten = SOORTEN[sector_code]
    soort = rng.choices(list(soorten), list(soorten.values()))[0]
    klas = rng.choice(KLASSEN[soort])
    persoon = bevolking.leerling(soort, schooljaar, klas=klas, **wensen)
    persoon.plekken[schooljaar] = Plek(soort, None, None)
    persoon.doorlopend = False
    return persoon


def maak_absoluut(bevolking: Bevolking, cijfers: Jaarcijfers) -> list[Geval]:
    """The meldingen of a school year, each with its onderzoek, and the onderzoeken that found no verzuim."""
    dossiers, rng = bevolking.dossiers, bevolking.dossiers.rng
    gevallen = [
        _melding(bevolking, sector_code, cijfers.schooljaar)
        for sector_code, aantal in cijfers.absoluut_per_sector.items()
        for _ in range(aantal)
    ]
    redenen = deel_toe(
        rng,
        gevallen,
        cijfers.redenen[Soort.ABSOLUUT],
        {
            "werkt": lambda geval: geval.leeftijd >= 16,
            "verwijdering": lambda geval: sector(geval.persoon.plek.soort) == "vo",
            "wachtlijst_taalklas": lambda geval: (
                geval.persoon.plek.soort in {"bo", "isk", "vo_onderbouw", "mbo_1"}
            ),
        },
    )
    geef_redenen(dossiers, redenen)
    for geval, reden in redenen:
        # Newcomers who wait for a language class often have no BSN yet.
        if reden == "wachtlijst_taalklas" and rng.random() < KANS_ZONDER_BSN:
            geval.persoon.leerling.bsn = None
    resultaten = deel_toe(
        rng,
        gevallen,
        cijfers.resultaten[Soort.ABSOLUUT],
        {"overdracht_doorstroompunt": lambda geval: geval.leeftijd >= 16},
    )
    sluit_alle(
        dossiers,
        resultaten,
        peildatum=cijfers.peildatum,
        later=LATER,
        nog_altijd_open=cijfers.nog_altijd_open,
        dagen=(10, 90),
    )
    for geval in gevallen:
        _naar_school(bevolking, geval)
    _onderzoeken_zonder_verzuim(bevolking, cijfers)
    return gevallen


def _melding(bevolking: Bevolking, sector_code: str, schooljaar: int) -> Geval:
    dossiers, rng = bevolking.dossiers, bevolking.dossiers.rng
    persoon = zonder_school(bevolking, sector_code, schooljaar)
    op = lesdag(rng, schooljaar)
    geval = registreer(dossiers, persoon, Soort.ABSOLUUT, op, persoon.plek, zaaksoort=Zaaksoort.ONDERZOEK)
    dossiers.voeg_toe(
        Onderzoek(
            zaak=geval.melding.zaak,
            leerling=persoon.leerling,
            gestart_op=op,
            uitkomst=OnderzoekUitkomst.VASTGESTELD,
            # Found on a day on which the melding is certainly still open.
            afgerond_op=werkdag_na(rng, op, minstens=0, hoogstens=3),
            melding=geval.melding,
        )
    )
    return geval


def _naar_school(bevolking: Bevolking, geval: Geval) -> None:
    """Back to school: enrolled from the first school day after the melding was closed."""
    melding = geval.melding
    if melding.gesloten_op and melding.resultaat and melding.resultaat.code == "naar_school":
        soort = geval.persoon.plek.soort
        plek = Plek(soort, None, bevolking.school(soort))
        schrijf_in(bevolking.dossiers, geval.persoon, plek, volgende_schooldag(melding.gesloten_op))


def _onderzoeken_zonder_verzuim(bevolking: Bevolking, cijfers: Jaarcijfers) -> None:
    dossiers, rng = bevolking.dossiers, bevolking.dossiers.rng
    aantal = cijfers.onderzoeken_zonder_verzuim
    sectoren = rng.choices(["po", "vo", "mbo"], [5, 4, 1], k=aantal)
    for sector_code in sectoren:
        persoon = zonder_school(bevolking, sector_code, cijfers.schooljaar)
        op = lesdag(rng, cijfers.schooljaar)
        uitkomst = _uitkomst(rng)
        klaar_op = werkdag_na(rng, op, minstens=3, hoogstens=30)
        if uitkomst == OnderzoekUitkomst.INGESCHREVEN:
            _blijkt_ingeschreven(bevolking, persoon, op)
        zaak = dossiers.open_zaak(
            persoon.leerling, soort=Zaaksoort.ONDERZOEK, op=op, titel="Onderzoek naar absoluut verzuim gestart"
        )
        dossiers.voeg_toe(
            Onderzoek(zaak=zaak, leerling=persoon.leerling, gestart_op=op, uitkomst=uitkomst, afgerond_op=klaar_op)
        )
        dossiers.sluit_zaak(zaak, op=klaar_op, titel=f"Onderzoek afgerond: {uitkomst.label}")


def _uitkomst(rng: Random) -> OnderzoekUitkomst:
    uitkomsten = (
        OnderzoekUitkomst.INGESCHREVEN,
        OnderzoekUitkomst.VERTROKKEN,
        OnderzoekUitkomst.VRIJGESTELD,
        OnderzoekUitkomst.ANDERS,
    )
    return rng.choices(uitkomsten, [50, 26, 12, 12])[0]


def _blijkt_ingeschreven(bevolking: Bevolking, persoon: Persoon, op: date) -> None:
    soort = persoon.plek.soort
    plek = Plek(soort, None, bevolking.school(soort))
    schrijf_in(bevolking.dossiers, persoon, plek, op - timedelta(days=20))
