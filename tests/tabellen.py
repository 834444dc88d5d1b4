"""Whole tables, to compare before and after."""

from django.apps import apps
from django.db import connection

from leerplicht.toegang.tabelregels import RijBeveiliging


def tabellen() -> dict[str, list[dict]]:
    """Every row of the active gemeente, by its table: all columns but `version`, which only counts up.

    Without the history, the logbook and drafts: those are not undone.
    """
    return {
        model._meta.label: _rijen(model._meta.db_table)
        for model in apps.get_models()
        if any(isinstance(regel, RijBeveiliging) for regel in model._meta.constraints)
        and not hasattr(model, "pgh_tracked_model")
        and model.__name__ not in {"Logregel", "Concept", "VerworpenConcept"}
    }


def _rijen(tabel: str) -> list[dict]:
    import json

    with connection.cursor() as cursor:
        cursor.execute(f"SELECT to_jsonb(t) - 'version' FROM \"{tabel}\" t ORDER BY id")
        return [rij if isinstance(rij, dict) else json.loads(rij) for (rij,) in cursor.fetchall()]
