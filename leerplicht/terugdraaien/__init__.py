from leerplicht.terugdraaien.bewerkt import bewerkt
from leerplicht.terugdraaien.draaien import BOTST, Teruggedraaid, draai_terug

__all__ = ["BOTST", "Teruggedraaid", "bewerkt", "draai_terug"]
