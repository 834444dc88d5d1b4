"""The files of others that the Doorstroompunt reads in."""

from doorstroompunt.uitwisseling import overstap

BRONNEN = (overstap.BRON,)
