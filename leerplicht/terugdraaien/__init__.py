from leerplicht.terugdraaien.bewerkt import bewerkt, door_bestand
from leerplicht.terugdraaien.draaien import BOTST, Teruggedraaid, draai_terug

__all__ = ["BOTST", "Teruggedraaid", "bewerkt", "door_bestand", "draai_terug"]
