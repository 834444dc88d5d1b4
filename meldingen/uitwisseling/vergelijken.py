"""Lay a file of the verzuimregister beside our own meldingen: "zij hebben 1.022, wij 1.020: deze twee"."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import connection

from leerplicht.bestanden import opslag
from leerplicht.inlezen.lezen import herken, rijen
from leerplicht.inlezen.velden import Ongeldig, lees_waarde
from leerplicht.inlezen.vullen import plekken_van, weging_van
from leerplicht.models import Aanlevering, Gebruiker
from leerplicht.toegang.zegels.verzegeld import geopend_vandaag, verzegeld_voor
from meldingen.models import Melding
from meldingen.uitwisseling.duo import BRON

# Of each difference so many are shown.
MEESTE = 200
NODIG = ("meldingsnummer", "gemeld_op")


@dataclass(frozen=True)
class Vergelijking:
    """`van`, `tot_en_met`: the days of the meldingen in the file. `alleen_zij`: numbers that we do not have.

    `alleen_wij`: meldingen of DUO of those days that are not in the file; of these, `verzegeld` are counted only.
    """

    zij: int
    wij: int
    van: date | None
    tot_en_met: date | None
    alleen_zij: list[str]
    alleen_wij: list[Melding]
    aantal_alleen_zij: int
    aantal_alleen_wij: int
    verzegeld: int
    onleesbaar: int

    @property
    def niet_getoond(self) -> int:
        """Of ours, beyond the first `MEESTE`."""
        return self.aantal_alleen_wij - self.verzegeld - len(self.alleen_wij)

    @property
    def gelijk(self) -> bool:
        return not self.aantal_alleen_zij and not self.aantal_alleen_wij


def vergelijk(aanlevering: Aanlevering, gebruiker: Gebruiker) -> Vergelijking:
    """Of the days that the file covers. Raises Onleesbaar, BestandKwijt."""
    hun: dict[str, date] = {}
    onleesbaar = 0
    for regel in _regels(aanlevering):
        if regel is None:
            onleesbaar += 1
        else:
            hun[regel[0]] = regel[1]
    van, tot = min(hun.values(), default=None), max(hun.values(), default=None)
    ons = Melding.objects.zichtbaar_voor(gebruiker).filter(duo_nummer__isnull=False)
    nummers = list(hun)
    periode = ons.filter(gemeld_op__range=(van, tot)) if van else ons.none()
    alleen_wij = periode.exclude(duo_nummer__in=nummers).order_by("gemeld_op", "pk")
    aantal_alleen_wij = alleen_wij.count()
    dicht = verzegeld_voor(gebruiker)
    dicht -= geopend_vandaag(gebruiker, list(dicht))
    te_tonen = alleen_wij.exclude(leerling__in=dicht)
    alleen_zij = _onbekend(aanlevering.gemeente_id, nummers)
    return Vergelijking(
        zij=len(hun),
        wij=ons.filter(duo_nummer__in=nummers).count() + aantal_alleen_wij,
        van=van,
        tot_en_met=tot,
        alleen_zij=alleen_zij[:MEESTE],
        alleen_wij=list(te_tonen.select_related("zaak", "leerling")[:MEESTE]),
        aantal_alleen_zij=len(alleen_zij),
        aantal_alleen_wij=aantal_alleen_wij,
        verzegeld=aantal_alleen_wij - te_tonen.count(),
        onleesbaar=onleesbaar,
    )


def _onbekend(gemeente_id: int, nummers: list[str]) -> list[str]:
    """Numbers of the file that no melding of ours has."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT hun.nummer FROM unnest(%s::text[]) AS hun (nummer) WHERE NOT EXISTS (
                SELECT 1 FROM meldingen_melding m WHERE m.gemeente_id = %s AND m.duo_nummer = hun.nummer)
            ORDER BY 1""",
            [nummers, gemeente_id],
        )
        return [nummer for (nummer,) in cursor.fetchall()]


def _regels(aanlevering: Aanlevering) -> Iterator[tuple[str, date] | None]:
    """Number and day of each row; None for one that cannot be read."""
    pad = opslag.pad_van(aanlevering.gemeente_id, aanlevering.sha256)
    herkend = herken(pad, xml_rij=BRON.xml_rij, weeg=weging_van(BRON, aanlevering.gemeente_id))
    plekken = plekken_van(BRON, herkend.koppen, aanlevering.gemeente_id)
    plek = {kolom.code: plek for plek, kolom in plekken.items() if kolom.code in NODIG}
    for rij in rijen(pad, herkend, xml_rij=BRON.xml_rij):
        try:
            nummer, dag = (lees_waarde(BRON.kolom(code), rij.velden[plek[code]]) for code in NODIG)
        except (Ongeldig, LookupError):
            yield None
            continue
        yield (nummer, dag) if isinstance(nummer, str) and isinstance(dag, date) else None
