"""What a person can do with a file: offer it, say what its columns and codes mean, decide, read in, undo."""

import datetime
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from leerplicht import parameters
from leerplicht.bestanden import opslag
from leerplicht.inlezen.bron import Bron
from leerplicht.inlezen.bronnen import bronnen
from leerplicht.inlezen.kopnamen import kopsleutel
from leerplicht.inlezen.lezen.keuring import keur_bron
from leerplicht.inlezen.opdrachten import SOORT
from leerplicht.inlezen.werktafel import TE_BEKIJKEN, Stand
from leerplicht.koppelen.rules import ZELFDE_BSN, ZELFDE_ONDERWIJSNUMMER
from leerplicht.models import Aanlevering, AanleveringStatus, Aanleverregel, Bronvertaling, Document, Gebruiker
from leerplicht.models.aanlevering import LOPEND, OP_TE_LOSSEN
from leerplicht.postvak.actions import zet_klaar

LOOPT = "Dit bestand is nog in behandeling. Wacht tot dat klaar is."
NIET_KLAAR = "Dit kan alleen met een bestand dat is gecontroleerd."
GEEN_BESTAND = "Het bestand is al verwijderd. Bied het opnieuw aan."
# Until an aanlevering was read in, it can be checked anew.
OPNIEUW = (
    *OP_TE_LOSSEN,
    AanleveringStatus.MISLUKT,
    AanleveringStatus.GEANNULEERD,
    AanleveringStatus.TERUGGEDRAAID,
)


@transaction.atomic
def bied_aan(bron: Bron, *, bestand: UploadedFile, door: Gebruiker, op: datetime.date) -> Aanlevering:
    """Keep the file and have it checked. Raises ValidationError when it is refused at the door."""
    try:
        keur_bron(bestand, pakket=bool(bron.pakket))
    except ValidationError as fout:
        raise ValidationError({"bestand": fout.messages}) from fout
    aanlevering = Aanlevering.objects.create(
        gemeente=door.gemeente,
        bron=bron.code,
        naam=PurePath((bestand.name or "").replace("\\", "/")).name[:150],
        grootte=bestand.size or 0,
        sha256=opslag.bewaar_stroom(door.gemeente.pk, bestand),
        door=door,
    )
    _vraag(aanlevering)
    return aanlevering


@transaction.atomic
def controleer_opnieuw(aanlevering: Aanlevering, *, door: Gebruiker, op: datetime.date) -> Aanlevering:
    """Check again: after repairs, after translations, or because our own rows changed."""
    actueel = _vergrendel(aanlevering)
    if actueel.status not in OPNIEUW:
        raise ValidationError(LOOPT if actueel.loopt else NIET_KLAAR)
    _met_bestand(actueel)
    return _zet(actueel, AanleveringStatus.ONTVANGEN)


@transaction.atomic
def lees_in(aanlevering: Aanlevering, *, alleen_goede: bool, door: Gebruiker, op: datetime.date) -> Aanlevering:
    """Let a worker read it in: the good rows, or all of them or none."""
    actueel = _vergrendel(aanlevering)
    if actueel.status != AanleveringStatus.GECONTROLEERD:
        raise ValidationError(LOOPT if actueel.loopt else NIET_KLAAR)
    _met_bestand(actueel)
    actueel.alleen_goede, actueel.ingelezen_door = alleen_goede, door
    return _zet(actueel, AanleveringStatus.WACHT)


@transaction.atomic
def bied_overgebleven_aan(aanlevering: Aanlevering, *, door: Gebruiker, op: datetime.date) -> Aanlevering:
    """The same file once more, for its rows that stayed behind; what was read in is there, and stays as it is.

    What was typed in a row comes along, and what was chosen about one that stayed behind. A choice that was
    carried out does not: "nieuw" would make him once more.
    """
    actueel = _vergrendel(aanlevering)
    if actueel.status != AanleveringStatus.INGELEZEN:
        raise ValidationError("Alleen van een bestand dat is ingelezen blijven regels over.")
    _met_bestand(actueel)
    vast = {naam: getattr(actueel, naam) for naam in ("gemeente_id", "bron", "naam", "grootte", "sha256")}
    weer = Aanlevering.objects.create(**vast, door=door)
    besloten = Aanleverregel.objects.filter(gemeente_id=actueel.gemeente_id, aanlevering=actueel)
    for regel in besloten.exclude(verbeterd=None, keuze=""):
        if regel.stand not in (*TE_BEKIJKEN, Stand.OVERGESLAGEN):
            regel.keuze = ""
        regel.pk, regel.aanlevering, regel._state.adding = None, weer, True
        regel.save()
    _vraag(weer)
    return weer


@transaction.atomic
def annuleer(aanlevering: Aanlevering, *, door: Gebruiker, op: datetime.date) -> Aanlevering:
    """Stop what a worker does; within a second, and without a trace in the dossiers."""
    actueel = _vergrendel(aanlevering)
    if actueel.loopt:
        actueel.annuleren = True
        actueel.save(update_fields=["annuleren"])
    return actueel


@transaction.atomic
def draai_terug(aanlevering: Aanlevering, *, door: Gebruiker, op: datetime.date) -> Aanlevering:
    """Take back what was read in; what somebody worked on since stays. What stayed can be tried again."""
    actueel = _vergrendel(aanlevering)
    if not actueel.terug_te_draaien:
        raise ValidationError("Alleen wat is ingelezen kan worden teruggedraaid.")
    if bronnen()[actueel.bron].landelijk:
        raise ValidationError("Dit geldt voor alle gemeenten. Daarom kunt u het niet ongedaan maken.")
    actueel.teruggedraaid_door = door
    return _zet(actueel, AanleveringStatus.TERUGDRAAIEN)


@transaction.atomic
def verwijder_bestand(aanlevering: Aanlevering, *, door: Gebruiker | None, op: datetime.date) -> None:
    """The file and what was kept of its text; what was read in stays in the dossiers, and can be undone."""
    actueel = _vergrendel(aanlevering)
    if actueel.loopt:
        raise ValidationError(LOOPT)
    if actueel.bestand_weg_op is not None:
        return
    Aanleverregel.objects.filter(gemeente_id=actueel.gemeente_id, aanlevering=actueel).delete()
    actueel.bestand_weg_op = op
    # A wrong column or a file without headings holds texts of people here.
    actueel.koppen, actueel.kolominhoud, actueel.gelezen, actueel.onbekend = [], [], {}, {}
    if actueel.status in OP_TE_LOSSEN:
        actueel.status = AanleveringStatus.GEANNULEERD
    actueel.save()
    zelfde = Aanlevering.objects.filter(
        gemeente_id=actueel.gemeente_id, sha256=actueel.sha256, bestand_weg_op__isnull=True
    )
    # A list may be in a dossier as well.
    document = Document.objects.filter(gemeente_id=actueel.gemeente_id, sha256=actueel.sha256)
    if not (zelfde.exists() or document.exists()):
        sha, gemeente_id = actueel.sha256, actueel.gemeente_id
        transaction.on_commit(lambda: opslag.verwijder(gemeente_id, sha))


def ruim_op(dag: datetime.date) -> int:
    """Remove the files of the active gemeente that were kept for their term; how many those were."""
    dagen = parameters.op("bewaren_bronbestand_dagen", dag).waarde
    voor = timezone.make_aware(datetime.datetime.combine(dag, datetime.time())) - datetime.timedelta(days=dagen)
    oud = Aanlevering.objects.filter(aangeleverd__lt=voor, bestand_weg_op=None).exclude(status__in=LOPEND)
    te_verwijderen = list(oud)
    for aanlevering in te_verwijderen:
        verwijder_bestand(aanlevering, door=None, op=dag)
    return len(te_verwijderen)


@transaction.atomic
def vertaal(
    aanlevering: Aanlevering, *, kolom: str, vertalingen: Mapping[str, str], door: Gebruiker, op: datetime.date
) -> None:
    """Remember for this bron what headings (`kolom` empty) or codes of a column mean, and check this file by it.

    Other files of this bron that are not read in yet are checked anew too. What means the same as before is not
    written again: a page shows who said it, and when.
    """
    waar: dict[str, Any] = {"gemeente_id": aanlevering.gemeente_id, "bron": aanlevering.bron, "kolom": kolom}
    bekend = dict(Bronvertaling.objects.filter(**waar).values_list("waarde", "naar"))
    nieuw = {(kopsleutel(tekst) if not kolom else tekst)[:200]: naar for tekst, naar in vertalingen.items()}
    anders = {waarde: naar for waarde, naar in nieuw.items() if bekend.get(waarde) != naar}
    for waarde, naar in anders.items():
        Bronvertaling.objects.update_or_create(**waar, waarde=waarde, defaults={"naar": naar})
    controleer_opnieuw(aanlevering, door=door, op=op)
    if anders:
        _controleer_open(aanlevering.bron, aanlevering.gemeente_id)


@transaction.atomic
def wijzig_vertaling(vertaling: Bronvertaling, *, naar: str, door: Gebruiker, op: datetime.date) -> None:
    """Let a heading or code mean something else.

    Reading in always judges anew; what was shown of files that are not read in yet is checked anew here.
    """
    actueel = Bronvertaling.objects.select_for_update(of=("self",)).get(pk=vertaling.pk)
    if actueel.naar != naar:
        actueel.naar = naar
        actueel.save(update_fields=["naar"])
        _controleer_open(actueel.bron, actueel.gemeente_id)


@transaction.atomic
def verwijder_vertaling(vertaling: Bronvertaling, *, door: Gebruiker, op: datetime.date) -> None:
    """Take back what a heading or code means: the next file asks."""
    wijzig_vertaling(vertaling, naar="", door=door, op=op)


@transaction.atomic
def verbeter(regel: Aanleverregel, *, velden: list[str], door: Gebruiker, op: datetime.date) -> None:
    """What this row should have said; the file itself stays as it came."""
    regel = _vergrendel_regel(regel)
    regel.verbeterd, regel.keuze, regel.te_controleren = velden, "", True
    regel.save(update_fields=["verbeterd", "keuze", "te_controleren"])


@transaction.atomic
def kies(regel: Aanleverregel, *, keuze: str, door: Gebruiker, op: datetime.date) -> None:
    """About a row in doubt: the leerling it is, or "nieuw". Any row can be left out, and empty takes that back."""
    regel = _vergrendel_regel(regel)
    if keuze not in ("", "overslaan", *mogelijk(regel)):
        raise ValidationError({"keuze": "Kies een van de mogelijkheden."})
    regel.keuze, regel.te_controleren = keuze, True
    regel.save(update_fields=["keuze", "te_controleren"])


def mogelijk(regel: Aanleverregel) -> list[str]:
    """Who a row in doubt can be: its candidates, or somebody new when its number is of none of them."""
    if regel.stand != Stand.TWIJFEL:
        return []
    redenen = {reden for een in regel.kandidaten for reden in een["redenen"]}
    nieuw = [] if redenen & {ZELFDE_BSN, ZELFDE_ONDERWIJSNUMMER} else ["nieuw"]
    return [*(str(een["leerling"]) for een in regel.kandidaten), *nieuw]


def _controleer_open(bron: str, gemeente_id: int) -> None:
    """Judge anew the files of a bron that are not read in yet. A check that is on its way begins anew."""
    van_bron = Aanlevering.objects.filter(gemeente_id=gemeente_id, bron=bron, bestand_weg_op=None)
    te_doen = van_bron.filter(status__in=(*OP_TE_LOSSEN, AanleveringStatus.CONTROLE)).order_by("pk")
    for aanlevering in te_doen.select_for_update(of=("self",)):
        _zet(aanlevering, AanleveringStatus.ONTVANGEN)


def _vraag(aanlevering: Aanlevering) -> None:
    """A row in the outbox for this state; the version makes it another one each time."""
    zet_klaar(
        SOORT,
        gemeente_id=aanlevering.gemeente_id,
        onderwerp_id=aanlevering.pk,
        sleutel=f"{SOORT}-{aanlevering.pk}-{aanlevering.version}",
    )


def _zet(aanlevering: Aanlevering, status: AanleveringStatus) -> Aanlevering:
    aanlevering.status, aanlevering.fout, aanlevering.annuleren, aanlevering.gestart = status, "", False, None
    aanlevering.stap, aanlevering.gedaan = "", 0
    aanlevering.save()
    aanlevering.refresh_from_db(fields=["version"])
    _vraag(aanlevering)
    return aanlevering


def _vergrendel(aanlevering: Aanlevering) -> Aanlevering:
    return Aanlevering.objects.select_for_update(of=("self",)).get(pk=aanlevering.pk)


def _vergrendel_regel(regel: Aanleverregel) -> Aanleverregel:
    aanlevering = Aanlevering.objects.select_for_update(of=("self",)).get(pk=regel.aanlevering_id)
    if aanlevering.status not in OP_TE_LOSSEN:
        raise ValidationError(LOOPT if aanlevering.loopt else NIET_KLAAR)
    return Aanleverregel.objects.select_for_update(of=("self",)).get(pk=regel.pk)


def _met_bestand(aanlevering: Aanlevering) -> None:
    if aanlevering.bestand_weg_op is not None:
        raise ValidationError(GEEN_BESTAND)
