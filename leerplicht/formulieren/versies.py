"""Two colleagues in one dossier: the row as it is now, and as it was when somebody opened a form on it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django import forms
from django.db import models

from leerplicht.models import Gebruiker

Rij = TypeVar("Rij", bound=models.Model)


class VersieForm(forms.Form):
    """A form on a row that exists; it carries the version of the row as it was when the form was shown."""

    version = forms.IntegerField(
        widget=forms.HiddenInput,
        min_value=0,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value"), "Open dit formulier opnieuw. Wat u typte staat er nog."
        ),
    )


def versieform(data: Any, rij: Any) -> VersieForm:
    """A form without fields: a button that changes the state of the row as it was shown."""
    return VersieForm(data, initial={"version": rij.version})


@dataclass(frozen=True)
class Stand:
    """A state that a row had, who brought it there and when; both None when the history does not say."""

    rij: models.Model
    wie: Gebruiker | None
    wanneer: datetime | None


def vergrendel(rij: Rij) -> Rij:
    """The row as it is now, locked for this transaction. A row that is still to be made is given back as it is."""
    if rij.pk is None:
        return rij
    actueel: Rij = type(rij)._default_manager.select_for_update(of=("self",)).get(pk=rij.pk)
    return actueel


def standen(rij: models.Model, sinds: int) -> list[Stand]:
    """The states of a row from version `sinds` up to `rij`, oldest first, out of its history.

    Version 0 is the state before the row existed. An empty list means that the history does not know that version:
    the table keeps none or none of its versions, or the row is older than its history.
    """
    nu = int(rij.version)  # type: ignore[attr-defined]
    historie = getattr(rij, "pgh_event_models", {}).get("update")
    if historie is None or all(veld.name != "version" for veld in historie._meta.fields):
        return []
    gevonden: list[Stand] = [Stand(_voor_het_begin(rij), None, None)] if sinds == 0 else []
    gebeurd = historie.objects.filter(
        **_in_gemeente(rij),
        pgh_obj_id=rij.pk,
        version__gte=sinds,
        version__lte=nu,
    ).exclude(pgh_label="delete")
    gevonden += _met_namen({rij.pk: rij}, gebeurd.order_by("version", "pgh_id").select_related("pgh_context"))
    if not gevonden or (gevonden[0].rij.version if sinds else 0) != sinds:  # type: ignore[attr-defined]
        return []
    # What the history missed (a table whose triggers were off for a moment) is known from the row itself.
    if gevonden[-1].rij.version != nu:  # type: ignore[attr-defined]
        gevonden.append(Stand(rij, None, None))
    return gevonden


def laatste_standen(rijen: Sequence[models.Model]) -> dict[int, Stand]:
    """Who brought each of these rows of a list to where it is, and when; none for those without history."""
    if not rijen:
        return {}
    historie = rijen[0].pgh_event_models["update"]  # type: ignore[attr-defined]
    gebeurd = historie.objects.filter(**_in_gemeente(rijen[0]), pgh_obj_id__in=[rij.pk for rij in rijen])
    laatste = gebeurd.order_by("pgh_obj_id", "-pgh_id").distinct("pgh_obj_id").select_related("pgh_context")
    return {stand.rij.pk: stand for stand in _met_namen({rij.pk: rij for rij in rijen}, laatste)}


def _in_gemeente(rij: models.Model) -> dict[str, Any]:
    """For the index that begins with the gemeente; an account has none."""
    return {"gemeente_id": rij.gemeente_id} if hasattr(rij, "gemeente_id") else {}


def _met_namen(rijen: Mapping[int, models.Model], gebeurd: Iterable[Any]) -> list[Stand]:
    wie = [(een, ((een.pgh_context and een.pgh_context.metadata) or {}).get("user")) for een in gebeurd]
    namen = Gebruiker.objects.in_bulk({pk for _, pk in wie if pk is not None})
    return [Stand(_rij_van(een, rijen[een.pgh_obj_id]), namen.get(pk), een.pgh_created_at) for een, pk in wie]


def _rij_van(gebeurtenis: Any, rij: Rij) -> Rij:
    """The row as it was; generated columns have no history and are taken from the row of now."""
    toen = type(rij)()
    bewaard = {veld.attname for veld in gebeurtenis._meta.concrete_fields}
    for veld in rij._meta.concrete_fields:
        bron = gebeurtenis if veld.attname in bewaard else rij
        setattr(toen, veld.attname, getattr(bron, veld.attname))
    toen._state.adding, toen._state.db = False, rij._state.db
    # For a form that also shows what hangs on the row in another table.
    toen.stand_van = gebeurtenis.pgh_created_at  # type: ignore[attr-defined]
    return toen


def _voor_het_begin(rij: Rij) -> Rij:
    leeg = type(rij)()
    leeg.version = 0  # type: ignore[attr-defined]
    return leeg
