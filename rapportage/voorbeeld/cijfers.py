"""External figures: what cannot be counted from dossiers, each with its day and source."""

from datetime import date
from decimal import Decimal

from leerplicht.models import ExternCijfer, ExternCijferSoort
from rapportage.models import GepubliceerdCijfer
from rapportage.voorbeeld.dossiers import Dossiers
from rapportage.voorbeeld.gepubliceerd import gedrukte_cellen, kerncijfer
from rapportage.voorbeeld.jaarcijfers import VERSLAGJAAR, VORIG_JAAR

GEDRUKT = "Jaarverslag Leerplicht en Doorstroompunt 2023-2024"
# 259 of 9.960 is the printed 2,6 %; 280 of 10.000 that of the year before.
DOELGROEP = {VERSLAGJAAR: 9960, VORIG_JAAR: 10000}


def maak_externe_cijfers(dossiers: Dossiers) -> None:
    soort = ExternCijferSoort
    _cijfer(dossiers, soort.LEERPLICHTIGEN, VERSLAGJAAR, kerncijfer("leerplichtigen"), GEDRUKT)
    for schooljaar, waarde in DOELGROEP.items():
        _cijfer(dossiers, soort.DOELGROEP_VSV, schooljaar, waarde, "Afgeleid van het gedrukte percentage")
    vorig_jaar = {
        soort.MELDINGEN: kerncijfer("meldingen_vorig_jaar"),
        soort.LEERLINGEN_GEMELD: kerncijfer("leerlingen_gemeld_vorig_jaar"),
        soort.THUISZITTERS: kerncijfer("thuiszitters_vorig_jaar"),
        soort.VERZUIM_18PLUS_JONGEREN: kerncijfer("verzuim_18plus_jongeren_vorig_jaar"),
        soort.ZORG_18PLUS_JONGEREN: kerncijfer("zorg_18plus_jongeren_vorig_jaar"),
        soort.NIEUWE_VSV_PROMILLE: 28,
    }
    for code, waarde in vorig_jaar.items():
        _cijfer(dossiers, code, VORIG_JAAR, waarde, GEDRUKT)


def maak_gepubliceerde_cijfers(dossiers: Dossiers) -> None:
    """The report of that year as it was printed, to lay beside the one that is counted."""
    for tabel, rij, kolom, waarde in gedrukte_cellen():
        dossiers.voeg_toe(
            GepubliceerdCijfer(
                schooljaar=VERSLAGJAAR, tabel=tabel, rij=rij, kolom=kolom, waarde=Decimal(str(waarde))
            )
        )


def _cijfer(dossiers: Dossiers, soort: ExternCijferSoort, schooljaar: int, waarde: int, bron: str) -> None:
    dossiers.voeg_toe(
        ExternCijfer(
            soort=soort, schooljaar=schooljaar, waarde=waarde, peildatum=date(schooljaar, 10, 1), bron=bron
        )
    )
