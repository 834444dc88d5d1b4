"""The files of others that the Doorstroompunt reads in."""

from doorstroompunt.uitwisseling import noshow, overstap

BRONNEN = (overstap.BRON, noshow.BRON)
