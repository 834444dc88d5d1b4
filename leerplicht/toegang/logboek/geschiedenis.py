"""What every change carries in its history: who, on which page, in which request; or which command or task.

A reason that a form asks is added where the form is carried out (`leerplicht/formulieren/uitvoeren.py`).
"""

from collections.abc import Callable
from typing import Any

import pghistory
from celery import Task
from django.http import HttpRequest
from pghistory.middleware import HistoryMiddleware

from leerplicht import logbook
from leerplicht.toegang.verzoek import route_van


class GeschiedenisMiddleware(HistoryMiddleware):
    """The name of the page instead of its address; `verzoek` is the number of this request in the logbook."""

    def get_context(self, request: HttpRequest) -> dict[str, Any]:
        return {"user": super().get_context(request)["user"], "verzoek": str(logbook.verzoek_van(request))}

    def process_view(self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict) -> None:
        """Which page it is, is known only now."""
        pghistory.context(route=route_van(request))


def door_programma(naam: str) -> pghistory.context:
    """For a command that changes something: no colleague does it, so it says itself which it is."""
    return pghistory.context(programma=naam)


class Taak(Task):
    """Base of every task of Celery: what it changes names it."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        with door_programma(self.name.rpartition(".")[2]):
            return super().__call__(*args, **kwargs)
