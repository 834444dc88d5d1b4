"""The bronnen of the kernel: who lives here, who has gezag, which schools there are, who is enrolled where."""

from leerplicht.inlezen.kern import brp, fusies, gezag, inschrijvingen, scholen

BRONNEN = (brp.BRON, gezag.BRON, inschrijvingen.BRON, scholen.BRON, fusies.BRON)
