"""Every bron of the product: those of the kernel and those that apps declare."""

from leerplicht.inlezen.bron import Bron
from leerplicht.inlezen.kern import BRONNEN
from leerplicht.inlezen.oud import documenten, inschrijvingen, leerlingen, notities
from leerplicht.models import Gebruiker
from leerplicht.onderdeel import onderdelen

KERN: tuple[Bron, ...] = (
    *BRONNEN,
    leerlingen.BRON,
    inschrijvingen.BRON,
    notities.LEERPLICHT,
    notities.DOORSTROOMPUNT,
    documenten.LEERPLICHT,
    documenten.DOORSTROOMPUNT,
)


def bronnen() -> dict[str, Bron]:
    """By code, in the order in which they are shown."""
    alle = [*KERN, *(bron for onderdeel in onderdelen() for bron in onderdeel.bronnen)]
    return {bron.code: bron for bron in alle}


def bronnen_voor(gebruiker: Gebruiker) -> dict[str, Bron]:
    """Those whose rows belong to the work of this user."""
    return {code: bron for code, bron in bronnen().items() if gebruiker.mag(bron.recht)}
