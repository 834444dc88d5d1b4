"""Carry out a run: count in one short transaction, make the pages in a process of its own, store the result.

Every step commits by itself, so that the progress page sees it and no transaction stays open while pages are made.
"""

import pickle
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.utils import timezone

from leerplicht.embedded.programs import die_with_parent
from leerplicht.pdf import PdfFout
from leerplicht.postvak.uitkomsten import NietMeerVanOns
from leerplicht.toegang.gemeente import in_gemeente
from rapportage import actions, pdf
from rapportage.models import Verslagrun, Verslagtekst
from rapportage.uitkomst import Verslag
from rapportage.verslag import als_json, maak_verslag

# How soon a cancelled run stops, in seconds.
PEIL = 0.5

MISLUKT = "Er ging iets mis bij het maken van het verslag. De beheerder kan in het logboek zien wat."


class Geannuleerd(Exception):
    """Somebody cancelled the run while the pages were being made."""


def voer_run_uit(
    gemeente_id: int, run_id: int, *, overname: bool = False, leeft: Callable[[], None] = lambda: None
) -> None:
    """Make the report of a run. Does nothing for a run that has ended or that another worker has.

    `overname`: no other worker has it, whatever its state says. `leeft` is called in the transaction that takes
    the run, and every half second or so; it raises NietMeerVanOns when that is no longer so.
    """
    with in_gemeente(gemeente_id):
        leeft()
        run = actions.begin(run_id, overname=overname)
    if run is None:
        return
    try:
        _maak(run, leeft)
    except NietMeerVanOns:
        return
    except (OperationalError, InterfaceError):
        # The database went away, not the report: the run is taken up again.
        raise
    except Geannuleerd:
        _stop(run)
    except PdfFout as fout:
        _stop(run, fout=str(fout))
    except Exception:
        _stop(run, fout=MISLUKT)
        raise


def _maak(run: Verslagrun, leeft: Callable[[], None]) -> None:
    verslag = maak_verslag(run.gemeente, schooljaar=run.schooljaar, peildatum=run.peildatum)
    with in_gemeente(run.gemeente_id):
        actions.meld_voortgang(run, voortgang=40, stap="De pagina's worden opgemaakt")
        teksten = teksten_van(run.gemeente_id, run.schooljaar)

    def stoppen() -> bool:
        leeft()
        with in_gemeente(run.gemeente_id):
            return actions.moet_stoppen(run)

    document = render(verslag, teksten, stoppen=stoppen)
    with in_gemeente(run.gemeente_id):
        actions.rond_af(run, cijfers=als_json(verslag), document=document)


def teksten_van(gemeente_id: int, schooljaar: int) -> dict[str, str]:
    """The gemeente's own texts of a report, by place."""
    teksten = Verslagtekst.objects.filter(gemeente_id=gemeente_id, schooljaar=schooljaar)
    return dict(teksten.values_list("plaats", "tekst"))


def render(
    verslag: Verslag,
    teksten: dict[str, str],
    *,
    stoppen: Callable[[], bool] = lambda: False,
    tijdslimiet: float = pdf.TIJDSLIMIET,
) -> bytes:
    """The PDF, made by a child process that is killed on request or at the time limit.

    Raises Geannuleerd, or PdfFout with a sentence for the user.
    """
    with tempfile.TemporaryFile() as invoer, tempfile.TemporaryFile() as uitvoer:
        pickle.dump((verslag, teksten, timezone.localdate()), invoer)
        invoer.seek(0)
        kind = subprocess.Popen(
            [sys.executable, "-m", "rapportage.pdf"],
            stdin=invoer,
            stdout=uitvoer,
            cwd=settings.BASE_DIR,
            # A worker that is killed leaves nobody behind who makes pages for nothing.
            preexec_fn=die_with_parent(signal.SIGKILL),
        )
        try:
            _bewaak(kind, stoppen, time.monotonic() + tijdslimiet)
        finally:
            kind.kill()
            kind.wait()
        uitvoer.seek(0)
        document = uitvoer.read()
    if kind.returncode == 0:
        return document
    if kind.returncode == pdf.GEEN_PDF:
        raise PdfFout(document.decode())
    raise RuntimeError(f"Making the PDF ended with status {kind.returncode}.")


def _bewaak(kind: subprocess.Popen, stoppen: Callable[[], bool], uiterlijk: float) -> None:
    while True:
        try:
            kind.wait(PEIL)
            return
        except subprocess.TimeoutExpired:
            if stoppen():
                raise Geannuleerd from None
            if time.monotonic() > uiterlijk:
                raise PdfFout(
                    "Het opmaken duurde te lang en is gestopt. Maak de teksten korter of probeer het later."
                ) from None


def _stop(run: Verslagrun, *, fout: str = "") -> None:
    with in_gemeente(run.gemeente_id):
        try:
            actions.stop(run, fout=fout)
        except NietMeerVanOns:
            return
