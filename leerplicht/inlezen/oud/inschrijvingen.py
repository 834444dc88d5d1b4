"""Who went to which school, by the numbers of the old package. The report asks it: who is back on 1 October?

The same rows as a register of inschrijvingen gives (`kern/inschrijvingen.py`), for who has only the old package.
"""

from leerplicht.inlezen.bron import Bron
from leerplicht.inlezen.kern.inschrijvingen import SCHOOL, keur, schrijf, vergelijk
from leerplicht.inlezen.oud.nummers import LEERLING_NUMMER, ken_leerlingen, weiger_voor_geboorte
from leerplicht.inlezen.werktafel import Werktafel
from leerplicht.roles import Recht


def beoordeel(werk: Werktafel) -> None:
    keur(werk)
    ken_leerlingen(werk)
    weiger_voor_geboorte(werk, "van")
    vergelijk(werk)


BRON = Bron(
    code="oud-inschrijvingen",
    naam="Oud pakket: inschrijvingen",
    wat=(
        "Wie op welke school was ingeschreven, uit het pakket waarmee u hiervoor werkte. Lees eerst de leerlingen "
        "in, en de scholen van DUO."
    ),
    recht=Recht.LEERPLICHT,
    enkel="inschrijving",
    meer="inschrijvingen",
    kolommen=(LEERLING_NUMMER, *SCHOOL),
    beoordeel=beoordeel,
    verwerk=schrijf,
    peildatum="van",
)
