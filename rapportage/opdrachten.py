"""The report's work in the outbox: a run, which goes to another worker when the one that has it dies.

What makes the report is imported when it is needed: the kernel asks for these handlers whenever a program starts.
"""

import datetime
import time

from leerplicht.models import Opdracht
from leerplicht.onderdeel import Handler, Langlopend
from leerplicht.postvak.uitvoering import verleng

# The kind of the opdracht; its onderwerp is the run.
VERSLAGRUN = "verslagrun"
# A worker that gives no sign of life for so long has died.
DOOD_NA = datetime.timedelta(seconds=60)
LEVENSTEKEN = 10.0


def _voer_uit(opdracht: Opdracht) -> None:
    """Whoever has the opdracht has the run: the outbox gives it to one worker at a time."""
    from rapportage.uitvoering import voer_run_uit

    gemeente_id, run_id = _waarover(opdracht)
    laatste: float | None = None

    def leeft() -> None:
        nonlocal laatste
        if laatste is None or time.monotonic() - laatste > LEVENSTEKEN:
            verleng(opdracht, DOOD_NA)
            laatste = time.monotonic()

    voer_run_uit(gemeente_id, run_id, overname=True, leeft=leeft)


def _geef_op(opdracht: Opdracht) -> None:
    from rapportage.actions import geef_op

    _, run_id = _waarover(opdracht)
    geef_op(run_id)


def _waarover(opdracht: Opdracht) -> tuple[int, int]:
    if opdracht.gemeente_id is None or opdracht.onderwerp_id is None:
        raise ValueError("An opdracht about a run has a gemeente and a run.")
    return opdracht.gemeente_id, opdracht.onderwerp_id


NAMEN = {VERSLAGRUN: "Jaarverslag maken"}
OPDRACHTEN: dict[str, Handler | Langlopend] = {
    VERSLAGRUN: Langlopend(_voer_uit, pogingen=3, tijdslimiet=DOOD_NA, opgegeven=_geef_op)
}
