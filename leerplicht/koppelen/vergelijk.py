"""What stands beside each other before two leerlingen become one, for who may see it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from leerplicht.dossier.actions import zoeknaam
from leerplicht.koppelen.rules import Kandidaat, Persoon, kandidaten, omgewisseld
from leerplicht.models import Betrokkene, Gebruiker, Inschrijving, Leerling, Zaak


@dataclass(frozen=True)
class Kolom:
    """One of the two: his schools, and how much there is of him that the reader may see."""

    leerling: Leerling
    inschrijvingen: list[Inschrijving]
    zaken: int
    betrokkenen: int


def persoon_van(leerling: Leerling) -> Persoon:
    return Persoon(
        zoeknaam(leerling),
        leerling.achternaam,
        leerling.tussenvoegsel,
        leerling.geboortedatum,
        leerling.bsn,
        leerling.onderwijsnummer,
        leerling.straat,
        leerling.postcode,
    )


def lijkt_op(gebruiker: Gebruiker, leerling: Leerling) -> list[tuple[Leerling, Kandidaat]]:
    """Leerlingen who may be the same person, best first. Also of one who is not saved yet."""
    dagen = [dag for dag in (leerling.geboortedatum, _anders(leerling.geboortedatum)) if dag]
    wie = Q(geboortedatum__in=dagen)
    for nummer in ("bsn", "onderwijsnummer"):
        if getattr(leerling, nummer):
            wie |= Q(**{nummer: getattr(leerling, nummer)})
    anderen = Leerling.objects.zichtbaar_voor(gebruiker).filter(wie).exclude(pk=leerling.pk)
    per_pk = {een.pk: een for een in anderen}
    gevonden = kandidaten(persoon_van(leerling), [(een.pk, persoon_van(een)) for een in per_pk.values()])
    return [(per_pk[een.leerling], een) for een in gevonden]


def naast_elkaar(gebruiker: Gebruiker, *leerlingen: Leerling) -> list[Kolom]:
    """Schools are read of both, so that neither opens when its dossier is sealed."""
    zaken = Zaak.objects.zichtbaar_voor(gebruiker)
    betrokkenen = Betrokkene.objects.zichtbaar_voor(gebruiker)
    scholen = Inschrijving.objects.zichtbaar_voor(gebruiker).select_related("school", "onderwijssoort")
    return [
        Kolom(
            leerling,
            list(scholen.filter(leerling=leerling)),
            zaken.filter(leerling=leerling).count(),
            betrokkenen.filter(leerling=leerling).count(),
        )
        for leerling in leerlingen
    ]


def _anders(dag: date | None) -> date | None:
    return omgewisseld(dag) if dag else None
