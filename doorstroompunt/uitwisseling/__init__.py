"""The files of others that the Doorstroompunt reads in."""

from doorstroompunt.uitwisseling import noshow, oud_trajecten, overstap, vsv

BRONNEN = (vsv.BRON, overstap.BRON, noshow.BRON, oud_trajecten.BRON)
