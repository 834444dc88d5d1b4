"""The files of others that the Doorstroompunt reads in."""

from doorstroompunt.uitwisseling import noshow, overstap, vsv

BRONNEN = (vsv.BRON, overstap.BRON, noshow.BRON)
