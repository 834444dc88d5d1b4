"""Every bron of the product: those of the kernel and those that apps declare."""

from leerplicht.inlezen.bron import Bron
from leerplicht.inlezen.kern import BRONNEN
from leerplicht.inlezen.oud import documenten, inschrijvingen, leerlingen, notities
from leerplicht.models import Gebruiker
from leerplicht.onderdeel import onderdelen

KERN: tuple[Bron, ...] = BRONNEN
# Of the old package: what its dossiers are about, and what is about them.
EERST = (leerlingen.BRON, inschrijvingen.BRON)
DAARNA = (
    notities.LEERPLICHT,
    notities.DOORSTROOMPUNT,
    documenten.LEERPLICHT,
    documenten.DOORSTROOMPUNT,
)


def bronnen() -> dict[str, Bron]:
    """By code, in the order in which they are shown: what comes every week, then the old package as it is read."""
    van_apps = [bron for onderdeel in onderdelen() for bron in onderdeel.bronnen]
    nu = [bron for bron in van_apps if not bron.van_vroeger]
    vroeger = [bron for bron in van_apps if bron.van_vroeger]
    return {bron.code: bron for bron in (*nu, *KERN, *EERST, *vroeger, *DAARNA)}


def bronnen_voor(gebruiker: Gebruiker) -> dict[str, Bron]:
    """Those whose rows belong to the work of this user."""
    return {code: bron for code, bron in bronnen().items() if gebruiker.mag(bron.recht)}
