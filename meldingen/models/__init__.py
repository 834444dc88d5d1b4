"""The records of leerplicht, by noun."""

from meldingen.models.jgz import JgzOnderzoek
from meldingen.models.melding import Melding, Onderzoek
from meldingen.models.signaal import Signaal
from meldingen.models.sorteerronde import Sorteerronde
from meldingen.models.terugmelding import Terugmelding
from meldingen.models.terugmeldkeuze import Terugmeldkeuze
from meldingen.models.vrijstelling import Vrijstelling

__all__ = [
    "JgzOnderzoek",
    "Melding",
    "Onderzoek",
    "Signaal",
    "Sorteerronde",
    "Terugmelding",
    "Terugmeldkeuze",
    "Vrijstelling",
]
