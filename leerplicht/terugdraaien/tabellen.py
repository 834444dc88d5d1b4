"""What the models declare about rows that can be undone: their history, who points to them, what guards them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import pgtrigger
from django.apps import apps
from django.contrib.postgres.functions import TransactionNow
from django.db import connection, models

from leerplicht.toegang.tabelregels import RijBeveiliging, ZelfdeGemeente

# Counted by the database, or made by it.
NIET_TERUG = frozenset({"id", "version"})


@dataclass(frozen=True)
class Gevolgd:
    """A table of the gemeente with all its columns in the history."""

    model: type[models.Model]
    gebeurd: Any

    @property
    def label(self) -> str:
        return self.model._meta.label

    @property
    def tabel(self) -> str:
        return tabelnaam(self.model)

    @property
    def historie(self) -> str:
        return tabelnaam(self.gebeurd)

    @property
    def kolommen(self) -> list[str]:
        velden = [veld for veld in self.model._meta.concrete_fields if not veld.generated]
        return [citeer(veld.column) for veld in velden if veld.column not in NIET_TERUG]


@cache
def gevolgd() -> tuple[Gevolgd, ...]:
    """Tables of the gemeente whose history holds every column: of others the former values are not known."""
    gevonden = []
    for gebeurd in apps.get_models():
        model = getattr(gebeurd, "pgh_tracked_model", None)
        if model is None or not _van_de_gemeente(model):
            continue
        bekend = {veld.name for veld in gebeurd._meta.concrete_fields}
        nodig = {veld.name for veld in model._meta.concrete_fields if not veld.generated} - NIET_TERUG
        if nodig <= bekend:
            gevonden.append(Gevolgd(model, gebeurd))
    return tuple(gevonden)


def verwijzingen() -> Iterator[tuple[type[models.Model], str, Gevolgd]]:
    """Every foreign key to a row that can be undone: from which model, its column, to which."""
    doelen = {soort.model: soort for soort in gevolgd()}
    for model in apps.get_models(include_auto_created=True):
        if hasattr(model, "pgh_tracked_model"):
            continue
        for veld in model._meta.concrete_fields:
            if veld.remote_field and veld.remote_field.model in doelen:
                yield model, citeer(veld.column), doelen[veld.remote_field.model]


def gedeelde_sleutels() -> Iterator[tuple[type[models.Model], str, Gevolgd, list[tuple[str, str]]]]:
    """Foreign keys that share more than the gemeente, and what: (own column, column of the target)."""
    doelen = {soort.model: soort for soort in gevolgd()}
    for model in apps.get_models():
        for regel in model._meta.constraints:
            if isinstance(regel, ZelfdeGemeente) and regel.shared:
                veld: Any = model._meta.get_field(regel.field)
                doel = doelen.get(veld.remote_field.model)
                if doel is not None:
                    paren = [(citeer(eigen), citeer(daar)) for eigen, daar in regel.shared.items()]
                    yield model, citeer(veld.column), doel, paren


def eigen_moment() -> Iterator[tuple[type[models.Model], str]]:
    """Tables without history that say in a column in which transaction a row was written."""
    met_historie = {soort.model for soort in gevolgd()}
    for model in apps.get_models():
        if model in met_historie or not any(
            isinstance(regel, RijBeveiliging) for regel in model._meta.constraints
        ):
            continue
        for veld in model._meta.concrete_fields:
            if isinstance(veld.db_default, TransactionNow):
                yield model, citeer(veld.column)


def unieke(model: type[models.Model]) -> Iterator[str]:
    """Columns that hold a number of which there is one, or none."""
    for regel in model._meta.constraints:
        for naam in regel.fields if isinstance(regel, models.UniqueConstraint) else ():
            veld: Any = model._meta.get_field(naam)
            if veld.null and not veld.remote_field:
                yield citeer(veld.column)


def wachters() -> list[str]:
    """The triggers that refuse to delete or change rows of the tables that are undone."""
    te_doen = [soort.model for soort in gevolgd()] + [model for model, _ in eigen_moment()]
    return [
        f"{model._meta.label}:{trigger.name}"
        for model in te_doen
        for trigger in model._meta.triggers  # type: ignore[attr-defined]
        if isinstance(trigger, pgtrigger.Protect)
    ]


def zaak_kolom(model: type[models.Model], waar: str) -> str | None:
    """The column of row `waar` that names its zaak."""
    zaak = apps.get_model("leerplicht", "Zaak")
    if model is zaak:
        return f"{waar}.id"
    for veld in model._meta.concrete_fields:
        if veld.remote_field and veld.remote_field.model is zaak:
            return f"{waar}.{citeer(veld.column)}"
    return None


def heeft_versie(model: type[models.Model]) -> bool:
    return any(veld.name == "version" for veld in model._meta.concrete_fields)


def _van_de_gemeente(model: type[models.Model]) -> bool:
    return any(isinstance(regel, RijBeveiliging) for regel in model._meta.constraints)


def tabelnaam(model: Any) -> str:
    return citeer(model._meta.db_table)


def citeer(naam: Any) -> str:
    return connection.ops.quote_name(naam)
