"""The example many times over: the same dossiers under new numbers, in the same gemeenten."""

import psycopg
from django.apps import apps
from django.db import models

# In which a dossier lies; also those of later apps, as long as they lead to a leerling.
KERN = ("Gezin", "Leerling")


def groei(verbinding: psycopg.Connection, *, keer: int) -> None:
    """Copy every row that leads to a leerling `keer` times, each copy with its own leerling and zaken."""
    from leerplicht.toegang.logboek.spoor import gaat_over_leerling

    modellen = [
        model
        for model in apps.get_models()
        if model.__name__ in KERN or (gaat_over_leerling(model) and not hasattr(model, "pgh_tracked_model"))
    ]
    stap = {model: _hoogste(verbinding, model) for model in modellen}
    for model in modellen:
        verbinding.execute(_kopieer(model, stap), {"keer": keer})
    verbinding.execute("VACUUM ANALYZE")


def _hoogste(verbinding: psycopg.Connection, model: type[models.Model]) -> int:
    tabel = model._meta.db_table
    gevonden = verbinding.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {tabel}").fetchone()  # noqa: S608
    assert gevonden
    return gevonden[0]


def _nog_uniek_te_maken(model: type[models.Model], stap: dict) -> set[str]:
    """Fields of unique keys that hold nothing which differs in each copy already."""
    gevonden: set[str] = set()
    for regel in model._meta.total_unique_constraints:
        velden = [veld for veld in model._meta.concrete_fields if veld.name in regel.fields]
        if not any(veld.primary_key or veld.related_model in stap for veld in velden):
            gevonden.update(regel.fields)
    return gevonden


def _kopieer(model: type[models.Model], stap: dict) -> str:
    kolommen, waarden = [], []
    uniek = _nog_uniek_te_maken(model, stap)
    for veld in model._meta.concrete_fields:
        if getattr(veld, "generated", False):
            continue
        kolom = f'"{veld.column}"'
        naar = veld.remote_field.model if veld.remote_field else None
        if veld.primary_key:
            waarde = f"{kolom} + keer * {stap[model]}"
        elif naar in stap:
            waarde = f"{kolom} + keer * {stap[naar]}"
        elif veld.name in uniek and isinstance(veld, models.IntegerField):
            waarde = f"{kolom} + keer * {stap[model]}"
        elif veld.name in uniek and veld.null:
            waarde = "NULL"
        else:
            waarde = kolom
        kolommen.append(kolom)
        waarden.append(waarde)
    tabel = model._meta.db_table
    return (
        f"INSERT INTO {tabel} ({', '.join(kolommen)}) "  # noqa: S608
        f"SELECT {', '.join(waarden)} FROM {tabel}, generate_series(1, %(keer)s) AS keer"
    )
