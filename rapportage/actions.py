"""What can be done with a report: ask for it, stop it, write its texts. Below that: what a worker does with a run.

A run goes wacht → bezig → klaar | mislukt | geannuleerd. Asking for one also puts an opdracht in the outbox, which
brings it to a worker, and to another one when that worker died. `gestart` is the token of the worker that has it:
when another took the run over, the first finds another time there and its work changes nothing any more.
"""

import datetime
import hashlib
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from leerplicht.formulieren.uniek import uniek_als_zin
from leerplicht.models import Gebruiker, Gemeente
from leerplicht.postvak.actions import zet_klaar
from leerplicht.postvak.uitkomsten import NietMeerVanOns
from leerplicht.rules import teldatum
from rapportage import pdf
from rapportage.models import RunStatus, Verslagrun, Verslagtekst
from rapportage.opdrachten import VERSLAGRUN

# Making the pages has a hard time limit, so a worker that has a run for longer is gone.
VASTGELOPEN_BEZIG = datetime.timedelta(seconds=pdf.TIJDSLIMIET + 60)
# Nobody fetched it: no worker, or the message was lost.
VASTGELOPEN_WACHT = datetime.timedelta(minutes=15)

GESTOPT = "Het maken is onderbroken: het programma dat hiermee bezig was, is gestopt."
ONDERBROKEN = f"{GESTOPT} Probeer het opnieuw."
WORDT_HERVAT = f"{GESTOPT} Het gaat vanzelf verder zodra dat kan."
WORDT_OPGEPAKT = "Er is nu geen programma dat dit maakt. Het begint vanzelf zodra dat kan."
TEGELIJK = "Een collega schreef hier op hetzelfde moment. Sla nog eens op: dan ziet u zijn tekst naast de uwe."


@transaction.atomic
def vraag_verslag_aan(
    *, gemeente: Gemeente, schooljaar: int, door: Gebruiker, op: datetime.date
) -> tuple[Verslagrun, bool]:
    """A new run, or the one that is already on its way; the boolean tells which. `op`: the day of asking."""
    lopend = {"gemeente": gemeente, "schooljaar": schooljaar, "peildatum": teldatum(schooljaar)}
    run = _lopende_run(lopend)
    if run is not None and is_vastgelopen(run, timezone.now()):
        _beeindig(run, RunStatus.MISLUKT, fout=ONDERBROKEN)
        run = None
    if run is not None:
        return run, False
    try:
        with transaction.atomic():
            run = Verslagrun.objects.create(**lopend, aangevraagd_door=door)
    except IntegrityError:
        # Asked twice at the same moment: the database let one through.
        run = _lopende_run(lopend)
        if run is None:
            raise
        return run, False
    zet_klaar(VERSLAGRUN, gemeente_id=gemeente.pk, onderwerp_id=run.pk, sleutel=f"{VERSLAGRUN}-{run.pk}")
    return run, True


@transaction.atomic
def annuleer(run: Verslagrun, *, door: Gebruiker, op: datetime.date) -> Verslagrun:
    """Stop a run. The worker that has it ends its work within a second; a run that has ended stays as it is."""
    run = _vergrendeld(run.pk)
    if run.status == RunStatus.WACHT or is_vastgelopen(run, timezone.now()):
        _beeindig(run, RunStatus.GEANNULEERD)
    elif run.status == RunStatus.BEZIG:
        run.annuleren = True
        run.save(update_fields=["annuleren"])
    return run


@transaction.atomic
def schrijf_tekst(plek: Verslagtekst, *, tekst: str, door: Gebruiker, op: datetime.date) -> Verslagtekst:
    """Write the text of a place, `plek`: the row that is there, or an unsaved one that says where it will be."""
    if plek.pk is not None:
        bestaand = Verslagtekst.objects.select_for_update().get(pk=plek.pk)
        bestaand.tekst = tekst
        bestaand.save(update_fields=["tekst"])
        return bestaand
    waar = {"gemeente_id": plek.gemeente_id, "schooljaar": plek.schooljaar, "plaats": plek.plaats}
    with uniek_als_zin({"verslagtekst_een_per_plaats": ("tekst", TEGELIJK)}):
        return Verslagtekst.objects.create(**waar, tekst=tekst)


def is_vastgelopen(run: Verslagrun, nu: datetime.datetime) -> bool:
    """Whether nobody can be at work on this run any more, though its state says so."""
    if run.status == RunStatus.BEZIG and run.gestart is not None:
        return nu - run.gestart > VASTGELOPEN_BEZIG
    return run.status == RunStatus.WACHT and nu - run.aangevraagd > VASTGELOPEN_WACHT


# By the worker ----------------------------------------------------------------------------------------------


@transaction.atomic
def begin(run_id: int, *, overname: bool = False) -> Verslagrun | None:
    """Take a run, or None when there is nothing to do: it ended, or another worker has it.

    `overname`: whoever asks knows that the worker that had it is gone.
    """
    run = _vergrendeld(run_id)
    los = run.status == RunStatus.BEZIG and (overname or is_vastgelopen(run, timezone.now()))
    if run.status != RunStatus.WACHT and not los:
        return None
    if run.annuleren:
        # Asked of a worker that died before it could listen.
        _beeindig(run, RunStatus.GEANNULEERD)
        return None
    run.status = RunStatus.BEZIG
    run.gestart = timezone.now()
    run.voortgang, run.stap = 5, "De cijfers worden geteld"
    run.save(update_fields=["status", "gestart", "voortgang", "stap"])
    return run


@transaction.atomic
def meld_voortgang(run: Verslagrun, *, voortgang: int, stap: str) -> None:
    actueel = _van_ons(run)
    actueel.voortgang, actueel.stap = voortgang, stap
    actueel.save(update_fields=["voortgang", "stap"])


@transaction.atomic
def moet_stoppen(run: Verslagrun) -> bool:
    """Whether somebody asked to cancel the run."""
    return _van_ons(run).annuleren


@transaction.atomic
def rond_af(run: Verslagrun, *, cijfers: dict[str, Any], document: bytes) -> None:
    """Store the numbers and the PDF. Cancelled at the last moment is cancelled."""
    actueel = _van_ons(run)
    if actueel.annuleren:
        _beeindig(actueel, RunStatus.GEANNULEERD)
        return
    actueel.cijfers, actueel.pdf, actueel.voortgang = cijfers, document, 100
    actueel.pdf_sha256 = hashlib.sha256(document).hexdigest()
    _beeindig(actueel, RunStatus.KLAAR)


@transaction.atomic
def stop(run: Verslagrun, *, fout: str = "") -> None:
    """End without a result: failed for the reason given, or cancelled when there is none."""
    _beeindig(_van_ons(run), RunStatus.MISLUKT if fout else RunStatus.GEANNULEERD, fout=fout)


@transaction.atomic
def geef_op(run_id: int) -> None:
    """Nobody will try again: a run that did not end fails."""
    run = _vergrendeld(run_id)
    if run.status in (RunStatus.WACHT, RunStatus.BEZIG):
        _beeindig(run, RunStatus.MISLUKT, fout=ONDERBROKEN)


def _lopende_run(lopend: dict[str, Any]) -> Verslagrun | None:
    actief = [RunStatus.WACHT, RunStatus.BEZIG]
    return Verslagrun.objects.select_for_update(of=("self",)).filter(**lopend, status__in=actief).first()


def _vergrendeld(run_id: int) -> Verslagrun:
    return Verslagrun.objects.select_for_update(of=("self",)).select_related("gemeente").get(pk=run_id)


def _van_ons(run: Verslagrun) -> Verslagrun:
    actueel = _vergrendeld(run.pk)
    if actueel.status != RunStatus.BEZIG or actueel.gestart != run.gestart:
        raise NietMeerVanOns
    return actueel


def _beeindig(run: Verslagrun, status: RunStatus, *, fout: str = "") -> None:
    run.status, run.fout, run.stap, run.beeindigd = status, fout[:300], "", timezone.now()
    run.save()
