"""The records of the Doorstroompunt, by noun."""

from doorstroompunt.models.preventie import BegeleidWonen, NoShow, NoShowKlas, Overstap
from doorstroompunt.models.traject import Poging, Traject

__all__ = ["BegeleidWonen", "NoShow", "NoShowKlas", "Overstap", "Poging", "Traject"]
