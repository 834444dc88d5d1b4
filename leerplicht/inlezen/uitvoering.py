"""What a worker does with an aanlevering: the pass in a thread of its own, while this one watches over it.

The pass is one transaction that can take minutes. Beside it, on another connection, a sign of life is given,
progress is written down, and whoever asks to stop is obeyed within a second.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import pghistory
from django.core.exceptions import ValidationError
from django.db import IntegrityError, InterfaceError, OperationalError, connection, connections
from django.utils import timezone
from psycopg.errors import QueryCanceled

from leerplicht.bestanden.opslag import BestandKwijt
from leerplicht.inlezen import gang, stand
from leerplicht.inlezen.bron import Bron
from leerplicht.inlezen.bronnen import bronnen
from leerplicht.inlezen.lezen import Onleesbaar
from leerplicht.inlezen.opdrachten import DOOD_NA
from leerplicht.models import Aanlevering, AanleveringStatus, Opdracht
from leerplicht.postvak.uitkomsten import NietMeerVanOns
from leerplicht.postvak.uitvoering import verleng
from leerplicht.terugdraaien.statistiek import is_bijgewerkt
from leerplicht.toegang.gemeente import in_gemeente

logger = logging.getLogger(__name__)

LEVENSTEKEN = 10.0
PEIL = 0.5
# Somebody typed in the same thing meanwhile: worked out again, it is there already.
KEREN = 3
# PostgreSQL looks every minute whether a table must be counted anew.
GEDULD = 180.0

MISLUKT = "Er ging iets mis bij het inlezen. Er is niets veranderd. De beheerder kan in het logboek zien wat."
KWIJT = "Het bestand is niet meer te lezen. Bied het opnieuw aan."
ONBEKEND = "Dit programma kent deze bron niet meer."


class Gestopt(Exception):
    """Somebody asked to stop, or another worker has it."""


@dataclass
class Voortgang:
    """How far the pass is; the one thing that both threads know."""

    stap: str = ""
    gedaan: int = 0
    stop: threading.Event = field(default_factory=threading.Event)
    klaar: threading.Event = field(default_factory=threading.Event)
    # The connection of the pass, to interrupt a statement that takes long.
    breek_af: Callable[[], None] | None = None
    fout: Exception | None = None

    def meld(self, stap: str, gedaan: int) -> None:
        if self.stop.is_set():
            raise Gestopt
        self.stap, self.gedaan = stap, gedaan


def doe(opdracht: Opdracht) -> None:
    """Carry out what the state of the aanlevering asks for; nothing when it ended or changed meanwhile."""
    assert opdracht.gemeente_id is not None and opdracht.onderwerp_id is not None
    with in_gemeente(opdracht.gemeente_id):
        aanlevering = stand.neem(opdracht.onderwerp_id)
    if aanlevering is None:
        return
    bron = bronnen().get(aanlevering.bron)
    if bron is None:
        _eindig(aanlevering, AanleveringStatus.MISLUKT, ONBEKEND)
        return
    voortgang = Voortgang()
    draad = threading.Thread(
        target=_in_draad, args=(aanlevering, bron, voortgang), name=f"inlezen-{aanlevering.pk}"
    )
    draad.start()
    try:
        _waak(opdracht, aanlevering, voortgang)
    except NietMeerVanOns:
        return
    finally:
        _stop(voortgang)
        draad.join()
    if isinstance(voortgang.fout, (OperationalError, InterfaceError)) and not voortgang.stop.is_set():
        # The database went away, not the file: it is taken up again.
        raise voortgang.fout
    if voortgang.fout is not None:
        _rond_af(aanlevering, voortgang.fout)


def geef_op(opdracht: Opdracht) -> None:
    """Nobody will try again."""
    assert opdracht.onderwerp_id is not None
    stand.geef_op(opdracht.onderwerp_id, MISLUKT)


def _waak(opdracht: Opdracht, aanlevering: Aanlevering, voortgang: Voortgang) -> None:
    laatste = 0.0
    getoond: tuple[str, int] = ("", 0)
    while not voortgang.klaar.wait(PEIL):
        if time.monotonic() - laatste > LEVENSTEKEN:
            verleng(opdracht, DOOD_NA)
            laatste = time.monotonic()
        nu = (voortgang.stap, voortgang.gedaan)
        with in_gemeente(aanlevering.gemeente_id):
            if nu != getoond:
                stand.meld(aanlevering, stap=nu[0], gedaan=nu[1])
                getoond = nu
            if stand.moet_stoppen(aanlevering):
                _stop(voortgang)


def _stop(voortgang: Voortgang) -> None:
    if voortgang.klaar.is_set():
        return
    voortgang.stop.set()
    if voortgang.breek_af is not None:
        voortgang.breek_af()


def _in_draad(aanlevering: Aanlevering, bron: Bron, voortgang: Voortgang) -> None:
    """The pass, on a connection and in a context of the history of its own: what it writes is known by it."""
    try:
        for keer in range(1, KEREN + 1):
            try:
                _doe_gang(aanlevering, bron, voortgang)
                return
            except IntegrityError:
                if keer == KEREN:
                    raise
    except Exception as fout:
        voortgang.fout = fout
    finally:
        voortgang.klaar.set()
        connections.close_all()


def _doe_gang(aanlevering: Aanlevering, bron: Bron, voortgang: Voortgang) -> None:
    wie = aanlevering.ingelezen_door_id or aanlevering.door_id
    if aanlevering.status == AanleveringStatus.TERUGDRAAIEN:
        wie = aanlevering.teruggedraaid_door_id or wie
        _wacht_op_statistiek(voortgang)
    vandaag = timezone.localdate()
    with pghistory.context(user=wie, aanlevering=aanlevering.pk), in_gemeente(aanlevering.gemeente_id):
        voortgang.breek_af = connection.connection.cancel_safe
        # Its own copy: a second try begins with what the first found.
        eigen = Aanlevering.objects.get(pk=aanlevering.pk)
        if eigen.status == AanleveringStatus.CONTROLE:
            gang.controleer(eigen, bron, op=vandaag, meld=voortgang.meld)
        elif eigen.status == AanleveringStatus.BEZIG:
            gang.lees_in(eigen, bron, op=vandaag, meld=voortgang.meld)
        else:
            gang.maak_ongedaan(eigen, meld=voortgang.meld)
        if voortgang.stop.is_set():
            raise Gestopt
        stand.leg_vast(eigen, gestart=aanlevering.gestart)


def _wacht_op_statistiek(voortgang: Voortgang) -> None:
    """Just after reading in many rows, an undo is quick once the database knows of them: wait for that a while."""
    tot = time.monotonic() + GEDULD
    while not is_bijgewerkt() and time.monotonic() < tot:
        voortgang.meld("De database telt eerst de nieuwe regels", 0)
        voortgang.stop.wait(PEIL)


def _rond_af(aanlevering: Aanlevering, fout: Exception) -> None:
    """What a person is told; in the dossiers nothing changed."""
    afgebroken = isinstance(fout, (Gestopt, NietMeerVanOns)) or isinstance(fout.__cause__, QueryCanceled)
    if afgebroken:
        _eindig(aanlevering, AanleveringStatus.GEANNULEERD)
    elif isinstance(fout, Onleesbaar):
        _eindig(aanlevering, AanleveringStatus.GEWEIGERD, str(fout))
    elif isinstance(fout, gang.NietAlles):
        _eindig(aanlevering, AanleveringStatus.GECONTROLEERD, gang.NIET_ALLES)
    elif isinstance(fout, ValidationError):
        _eindig(aanlevering, AanleveringStatus.MISLUKT, " ".join(fout.messages))
    elif isinstance(fout, BestandKwijt):
        _eindig(aanlevering, AanleveringStatus.MISLUKT, KWIJT)
    else:
        logger.error("Aanlevering %s failed", aanlevering.pk, exc_info=_zonder_waarden(fout))
        _eindig(aanlevering, AanleveringStatus.MISLUKT, MISLUKT)


def _zonder_waarden(fout: Exception) -> Exception:
    """Of an error of the database only its kind and place: its text quotes rows."""
    if isinstance(fout, IntegrityError) or fout.__class__.__module__.startswith("django.db"):
        kort = type(fout)(getattr(getattr(fout.__cause__, "diag", None), "constraint_name", None) or "database")
        return kort.with_traceback(fout.__traceback__)
    return fout


def _eindig(aanlevering: Aanlevering, status: AanleveringStatus, fout: str = "") -> None:
    with in_gemeente(aanlevering.gemeente_id):
        stand.eindig(aanlevering, status, fout=fout)
