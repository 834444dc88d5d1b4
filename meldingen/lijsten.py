"""What the lists of leerplicht show of a row, and the tabs above them; each in a fixed number of queries."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Prefetch, QuerySet, TextChoices

from leerplicht.models import Gebruiker, Leerling, Toewijzing
from leerplicht.roles import Recht
from meldingen.models import Melding, Vrijstelling
from meldingen.models.vrijstelling import VrijstellingQuerySet
from meldingen.rules import VERLOOPT_BINNEN_DAGEN


class Toon(TextChoices):
    """The tabs of the list of vrijstellingen."""

    OPEN = "open", "Te beslissen"
    GELDIG = "geldig", "Geldig"
    VERLOOPT = "verloopt", "Verloopt binnenkort"


def in_toon(vrijstellingen: VrijstellingQuerySet, toon: str, vandaag: date) -> VrijstellingQuerySet:
    """Open: not decided. Geldig: holds today. Verloopt: holds today, and ends within `VERLOOPT_BINNEN_DAGEN`."""
    if toon == Toon.OPEN:
        return vrijstellingen.open()
    geldig = vrijstellingen.geldig_op(vandaag)
    if toon == Toon.VERLOOPT:
        return geldig.filter(geldig_tot_en_met__lte=vandaag + timedelta(VERLOOPT_BINNEN_DAGEN))
    return geldig


def met_eigenaar(rijen: QuerySet) -> QuerySet:
    """Rows that hang on a zaak, with leerling and (in `zaak.lopend`) who works on it."""
    lopend = Toewijzing.objects.filter(tot__isnull=True).select_related("gebruiker")
    return rijen.select_related("leerling", "zaak").prefetch_related(
        Prefetch("zaak__toewijzingen", lopend, to_attr="lopend")
    )


def behandelaar_van(rij: Any) -> str:
    """Who works on a row of `met_eigenaar`; without somebody the team does."""
    lopend = rij.zaak.lopend
    return str(lopend[0].gebruiker or "Team") if lopend else "Team"


def vorige_van(gebruiker: Gebruiker, melding: Melding) -> Melding | None:
    """The melding that this one follows; None when it stands in a compartment that the user may not see."""
    return Melding.objects.zichtbaar_voor(gebruiker).filter(vervolgen=melding).select_related("zaak").first()


def vervolgen_op(gebruiker: Gebruiker, melding: Melding) -> list[Melding]:
    """The meldingen that follow this one, as far as the user may see them."""
    return list(Melding.objects.zichtbaar_voor(gebruiker).filter(vervolg_op=melding).select_related("zaak"))


def vrijstelling_op(gebruiker: Gebruiker, leerling: Leerling, dag: date) -> Vrijstelling | None:
    """A vrijstelling of the leerling that holds on a day."""
    return Vrijstelling.objects.zichtbaar_voor(gebruiker).geldig_op(dag).filter(leerling=leerling).first()


def te_vervolgen(melding: Melding, soorten: Sequence[str]) -> bool:
    """Whether no next melding of these kinds was made of it yet.

    Of these kinds only: another one may stand in a compartment of which not even the existence may be told.
    """
    return not melding.vervolgen.filter(soort__in=soorten).exists()


def paginas_van(gebruiker: Gebruiker, actief: str) -> list[dict]:
    """The lists beside that of the meldingen; a casemanager has those that show his dossiers too."""
    paginas = [("Meldingen", "meldingen"), ("Te sorteren", "triage")]
    if gebruiker.mag(Recht.LEERPLICHT):
        paginas += [("Onderzoeken absoluut verzuim", "onderzoeken"), ("Onderzoeken jeugdarts", "jgz_onderzoeken")]
    paginas.append(("Signalen", "signalen"))
    if gebruiker.mag(Recht.LEERPLICHT):
        paginas.append(("Terugmelden aan DUO", "terugmeldingen"))
    return [{"naam": naam, "url_naam": url_naam, "actief": url_naam == actief} for naam, url_naam in paginas]
