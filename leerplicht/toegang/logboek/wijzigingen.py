"""What was changed in the dossier of a leerling, by whom: from the history that the database keeps.

Which fields changed, never what stands in them: the privacy officer reads no dossiers, and of opsporing not even
that there is any. A result is a result.
"""

import datetime
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.apps import apps
from django.db import models

from leerplicht.gegevenskaart import Gegevens
from leerplicht.models import Compartiment, Gebeurtenis, Gebruiker, Leerling, Zaak
from leerplicht.onderdeel import paginanaam
from leerplicht.roles import Recht
from leerplicht.toegang.gegevenskaart.kaart import veldnaam
from leerplicht.toegang.leesbaar import gegevenskaart
from leerplicht.toegang.logboek.spoor import pad_naar_leerling

# What pghistory calls a change.
WAT = {"insert": "toegevoegd", "update": "gewijzigd", "delete": "verwijderd"}
# Made from other fields.
AFGELEID = frozenset({"zoeknaam"})

PROGRAMMA = "Het programma"
ONBEKEND = "Niet bekend"


@dataclass(frozen=True)
class Stap:
    """`velden`: names of what changed; empty for a row that was added or removed. `aantal`: rows of this kind."""

    wat: str
    velden: tuple[str, ...]
    aantal: int


@dataclass(frozen=True)
class Wijziging:
    """All that one request changed. `gebruiker_id` is None when it was no colleague; then `door` says who."""

    tijdstip: datetime.datetime
    gebruiker_id: int | None
    door: str
    stappen: list[Stap]
    pagina: str
    reden: str


def wijzigingen(gebruiker: Gebruiker, leerling: Leerling) -> list[Wijziging]:
    """Newest first, for this privacy officer."""
    if not gebruiker.mag(Recht.PRIVACY):
        return []
    besloten, nummers = _zaken_met_opsporing(gebruiker, leerling), leerling.nummers
    per_verzoek: dict[Any, list[tuple]] = {}
    for model in _geschiedenissen():
        for een in _van_model(gebruiker, nummers, model):
            # Without a context: what happened in one transaction has one time.
            per_verzoek.setdefault(een[0].pgh_context_id or een[0].pgh_created_at, []).append(een)
    wie = {context["user"] for rijen in per_verzoek.values() if "user" in (context := _context(rijen[0][0]))}
    namen = dict(Gebruiker.objects.filter(pk__in=wie).values_list("pk", "naam"))
    gevonden = [_wijziging(rijen, namen, besloten) for rijen in per_verzoek.values()]
    # Stable: of changes at one time the last comes first.
    return sorted(gevonden, key=lambda een: een.tijdstip)[::-1]


def _wijziging(
    rijen: list[tuple[Any, str, tuple[str, ...]]], namen: dict[int, str], besloten: set[int]
) -> Wijziging:
    rij = rijen[0][0]
    context = _context(rij)
    wie = context.get("user")
    van_programma = "programma" in context
    # The reason of a step towards opsporing would tell of it.
    zwijg = any(_zaak_id(een) in besloten for een, _, _ in rijen)
    return Wijziging(
        rij.pgh_created_at,
        wie,
        namen.get(wie, f"collega {wie}") if wie is not None else PROGRAMMA if van_programma else ONBEKEND,
        [Stap(*wat, aantal) for wat, aantal in Counter((wat, velden) for _, wat, velden in rijen).items()],
        paginanaam(context.get("programma") or context.get("route", "")),
        "" if zwijg else context.get("reden", ""),
    )


def _context(rij: Any) -> dict[str, Any]:
    return (rij.pgh_context and rij.pgh_context.metadata) or {}


def _zaak_id(rij: Any) -> int | None:
    return rij.pgh_obj_id if rij.pgh_tracked_model is Zaak else getattr(rij, "zaak_id", None)


def _zaken_met_opsporing(gebruiker: Gebruiker, leerling: Leerling) -> set[int]:
    """Zaken of this leerling in which something of opsporing happened that this user may not know of."""
    if gebruiker.mag(Recht.OPSPORING):
        return set()
    stappen = Gebeurtenis.objects.filter(zaak__leerling=leerling, compartiment=Compartiment.OPSPORING)
    return set(stappen.values_list("zaak_id", flat=True))


def _geschiedenissen() -> list[Any]:
    """Models that hold the history of what leads to a leerling."""
    return [
        model
        for model in apps.get_models()
        if hasattr(model, "pgh_tracked_model") and pad_naar_leerling(model) is not None
    ]


def _van_model(gebruiker: Gebruiker, nummers: list[int], model: Any) -> Iterator[tuple[Any, str, tuple[str, ...]]]:
    """Each row of history that says something, and what; no zaak of opsporing for who may not read it."""
    volgt = model.pgh_tracked_model
    gegevens = gegevenskaart()[volgt._meta.label]
    rijen = model.objects.filter(gemeente=gebruiker.gemeente, **{f"{pad_naar_leerling(model)}__in": nummers})
    if not gebruiker.mag(Recht.OPSPORING):
        if volgt is Zaak:
            rijen = rijen.exclude(compartiment=Compartiment.OPSPORING)
        elif hasattr(volgt, "zaak"):
            rijen = rijen.exclude(zaak__compartiment=Compartiment.OPSPORING)
    per_rij: dict[int, list[Any]] = {}
    for rij in rijen.select_related("pgh_context").order_by("pgh_id"):
        per_rij.setdefault(rij.pgh_obj_id, []).append(rij)
    for verloop in per_rij.values():
        for vorige, rij in pairwise([None, *verloop]):
            velden: tuple[str, ...] = ()
            if rij.pgh_label == "update" and vorige is not None:
                velden = _veranderd(vorige, rij, gegevens, volgt)
                if not velden:
                    # Saved as it was: only its version went up.
                    continue
            yield rij, f"{volgt._meta.verbose_name} {WAT[rij.pgh_label]}", velden


def _veranderd(vorige: Any, rij: Any, gegevens: Gegevens, volgt: type[models.Model]) -> tuple[str, ...]:
    kolommen = {veld.name: veld.attname for veld in volgt._meta.concrete_fields}
    return tuple(
        veldnaam(volgt, gegevens, veld)
        for veld in gegevens.per_veld()
        if veld not in AFGELEID and getattr(vorige, kolommen[veld], None) != getattr(rij, kolommen[veld], None)
    )
