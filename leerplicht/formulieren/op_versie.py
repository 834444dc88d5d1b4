"""From a form with a version to an action that knows nothing of versions."""

from collections.abc import Callable
from typing import Any

from django.db import models

from leerplicht.formulieren.versies import vergrendel


def op_versie(actie: Callable[..., Any]) -> Callable[..., Any]:
    """The action, run only when the row still has the `version` that the form was opened with."""

    def op_deze_versie(rij: models.Model, *, version: int, **velden: Any) -> Any:
        return actie(vergrendel(rij, version), **velden)

    return op_deze_versie
