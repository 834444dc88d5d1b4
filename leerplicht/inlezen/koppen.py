"""What the headings of a file tell beside where its columns are: what nothing reads, and whose file it is."""

from collections.abc import Iterable, Sequence

from leerplicht.inlezen.bron import Bron
from leerplicht.inlezen.keuzes import NIETS
from leerplicht.inlezen.kopnamen import kopsleutel, zoek_koppen
from leerplicht.inlezen.vullen import plekken_van
from leerplicht.models import Bronvertaling

# The columns of what we give to repair, beside those of the file.
ERNAAST = ("Regel in het bestand", "Wat er niet klopt")
# So many headings more than of the bron that was chosen are no coincidence.
DUIDELIJK_MEER = 3


def ongebruikt(bron: Bron, koppen: Sequence[str], gemeente_id: int) -> list[str]:
    """Headings that nothing reads, and of which nobody said that it is meant so."""
    gelezen = plekken_van(bron, koppen, gemeente_id)
    vertaald = Bronvertaling.objects.filter(gemeente_id=gemeente_id, bron=bron.code, kolom="", naar=NIETS)
    bedoeld = set(vertaald.values_list("waarde", flat=True))
    return [
        kop
        for plek, kop in enumerate(koppen)
        if plek not in gelezen and kop not in ERNAAST and kopsleutel(kop)[:200] not in bedoeld
    ]


def lijkt_op(bron: Bron, koppen: Sequence[str], gemeente_id: int, *, van: Iterable[Bron]) -> Bron | None:
    """The bron, of these, that fits the headings clearly better than the one that was chosen."""
    hier = len(plekken_van(bron, koppen, gemeente_id))
    past = [(len(zoek_koppen(koppen, een.kolommen, {})), een) for een in van if een.pakket == bron.pakket]
    aantal, beste = max(past, key=lambda een: een[0], default=(0, None))
    return beste if aantal >= hier + DUIDELIJK_MEER else None
