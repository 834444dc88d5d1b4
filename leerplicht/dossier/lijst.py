"""What the list of leerlingen shows, in a fixed number of queries."""

from datetime import date

from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce

from leerplicht.dossier.zoeken import nummer_uit
from leerplicht.models import Gebruiker, Inschrijving, Leerling, Zaak


def met_school(leerlingen: QuerySet[Leerling], gebruiker: Gebruiker, vandaag: date) -> QuerySet[Leerling]:
    """Leerlingen with `nu` (today's enrolments) and `open_zaken` (as many as the user may see)."""
    inschrijvingen = Inschrijving.objects.op(vandaag).select_related("school", "onderwijssoort")
    zaken = Zaak.objects.zichtbaar_voor(gebruiker).open().filter(leerling=OuterRef("pk")).order_by()
    aantal = zaken.values("leerling").annotate(aantal=Count("pk")).values("aantal")
    return leerlingen.annotate(open_zaken=Coalesce(Subquery(aantal), 0)).prefetch_related(
        Prefetch("inschrijvingen", inschrijvingen, to_attr="nu")
    )


def zaak_met_nummer(gebruiker: Gebruiker, tekst: str) -> Zaak | None:
    """The visible zaak whose number was typed; None for a name, a BSN or an unknown number."""
    nummer = nummer_uit(tekst)
    if nummer is None:
        return None
    return Zaak.objects.zichtbaar_voor(gebruiker).filter(nummer=nummer).first()
