"""What can be done in leerplicht, by noun."""

from meldingen.actions.jgz import leg_follow_up_vast, leg_uitslag_vast, vraag_jgz_aan
from meldingen.actions.melding import heropen_melding, registreer_melding, sluit_melding, wijzig_melding
from meldingen.actions.onderzoek import heropen_onderzoek, sluit_onderzoek, start_onderzoek, stel_vast
from meldingen.actions.vrijstelling import (
    beslis,
    draai_besluit_terug,
    noteer_terugkeer,
    registreer_vrijstelling,
)

__all__ = [
    "beslis",
    "draai_besluit_terug",
    "heropen_melding",
    "heropen_onderzoek",
    "leg_follow_up_vast",
    "leg_uitslag_vast",
    "noteer_terugkeer",
    "registreer_melding",
    "registreer_vrijstelling",
    "sluit_melding",
    "sluit_onderzoek",
    "start_onderzoek",
    "stel_vast",
    "vraag_jgz_aan",
    "wijzig_melding",
]
