from leerplicht.terugdraaien.draaien import BOTST, Teruggedraaid, draai_terug

__all__ = ["BOTST", "Teruggedraaid", "draai_terug"]
