"""Tell DUO how its meldingen stand: a file of those whose status changed since the last time.

Which status and reason follow from our result stands in `terugmeldkeuze.py`. The machine link of DUO is another
adapter, which does not exist yet: a colleague offers this file.
"""

import datetime
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Case, CharField, F, Max, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from leerplicht.formulieren.export import Cel, naar_csv
from leerplicht.models import Compartiment, Gebruiker
from meldingen.choices import DuoReden, DuoStatus
from meldingen.models import Melding, Terugmelding
from meldingen.models.melding import MeldingQuerySet
from meldingen.uitwisseling.terugmeldkeuze import Bericht, anders, berichten_van

NIETS = "DUO weet alles al: er is niets veranderd sinds het vorige bestand."
KOPPEN = ["Meldingsnummer", "Status", "Datum status", "Reden van sluiten", "Terugkoppeling aan de school"]
TERUGKOPPELING = {
    DuoStatus.GEREGISTREERD: "De melding is ontvangen.",
    DuoStatus.IN_BEHANDELING: "De melding is in behandeling.",
    DuoStatus.TER_KENNISGEVING: "De melding is ter kennisgeving aangenomen.",
}


def _nu(wat: str, berichten: dict[str, Bericht], *, open_is: Case | Value) -> Case:
    """Status or reason as our own state says it. Of a result of opsporing only that the melding was closed."""
    anders_is = Value(getattr(anders(), wat))
    return Case(
        When(resultaat=None, then=open_is),
        When(resultaat__compartiment=Compartiment.OPSPORING, then=anders_is),
        *(When(resultaat__code=code, then=Value(getattr(naar, wat))) for code, naar in berichten.items()),
        default=anders_is,
        output_field=CharField(choices=DuoStatus.choices),
    )


def te_melden(gebruiker: Gebruiker) -> MeldingQuerySet:
    """Meldingen of DUO that the user may see, whose status or reason DUO does not know; oldest first.

    Each has `nu_status` and `nu_reden`, and what DUO was told last in `duo_status` and `duo_reden`.
    """
    laatste = Terugmelding.objects.filter(gemeente=OuterRef("gemeente"), zaak=OuterRef("zaak")).order_by(
        "-bestand"
    )
    sorteren = Case(
        When(te_sorteren=True, then=Value(DuoStatus.GEREGISTREERD)), default=Value(DuoStatus.IN_BEHANDELING)
    )
    berichten = berichten_van(gebruiker.gemeente.pk)
    # DUO itself gave each the status "geregistreerd".
    rijen = Melding.objects.zichtbaar_voor(gebruiker).filter(duo_nummer__isnull=False)
    rijen = rijen.annotate(
        duo_status=Coalesce(Subquery(laatste.values("status")[:1]), Value(DuoStatus.GEREGISTREERD)),
        duo_reden=Coalesce(Subquery(laatste.values("reden")[:1]), Value("")),
        nu_status=_nu("status", berichten, open_is=sorteren),
        nu_reden=_nu("reden", berichten, open_is=Value("")),
    )
    veranderd = ~Q(duo_status=F("nu_status")) | ~Q(duo_reden=F("nu_reden"))
    return rijen.filter(veranderd).order_by("gemeld_op", "pk")


def terugkoppeling(status: str, reden: str) -> str:
    """What the school reads."""
    if status == DuoStatus.AFGESLOTEN:
        return f"De melding is afgesloten: {DuoReden(reden).label}."
    return TERUGKOPPELING[DuoStatus(status)]


@transaction.atomic
def maak_bestand(*, door: Gebruiker, op: datetime.date) -> int:
    """The number of a new file with all there is to tell. Raises ValidationError when there is nothing."""
    with connection.cursor() as cursor:
        # Two who ask at once: the second finds nothing left to tell.
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext('terugmelden'))", [door.gemeente.pk])
    rijen: list[Any] = list(te_melden(door))
    if not rijen:
        raise ValidationError(NIETS)
    hoogste = Terugmelding.objects.filter(gemeente=door.gemeente).aggregate(hoogste=Max("bestand"))["hoogste"]
    nummer = (hoogste or 0) + 1
    Terugmelding.objects.bulk_create(
        als_terugmelding(melding, bestand=nummer, op=op, door=door) for melding in rijen
    )
    return nummer


def als_terugmelding(melding: Any, *, bestand: int, op: datetime.date, door: Gebruiker) -> Terugmelding:
    """What this file tells of a melding of `te_melden`; not stored yet."""
    return Terugmelding(
        gemeente=door.gemeente,
        zaak_id=melding.zaak_id,
        bestand=bestand,
        op=op,
        door=door,
        status=melding.nu_status,
        reden=melding.nu_reden,
        terugkoppeling=terugkoppeling(melding.nu_status, melding.nu_reden),
    )


def als_csv(terugmeldingen: Iterable[Terugmelding]) -> bytes:
    """The file itself; the same each time it is asked for."""
    tabel: Iterator[list[Cel]] = (
        [
            een.zaak.melding.duo_nummer or "",
            een.get_status_display(),
            een.op,
            een.get_reden_display() if een.reden else "",
            een.terugkoppeling,
        ]
        for een in terugmeldingen
    )
    return naar_csv(KOPPEN, tabel)
