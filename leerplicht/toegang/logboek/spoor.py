"""What is read about persons during one request, noticed where rows come out of the database.

No view takes part in it, so no view can forget it. A model *leads to a leerling* when it is Leerling or reaches it
by foreign keys; `volg_lezen` makes every such model, also one that is added later, report each row it loads.
Values that are read without their row (`values()`, `aggregate()`) have no leerling to name: a personal text read
that way is an error (`bewaak_waarden`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache, wraps
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models.expressions import BaseExpression, Col


class ZonderSpoor(Exception):
    """Personal data was about to be read in a way that the logbook cannot see. For the programmer."""


@dataclass
class Spoor:
    """Rows read in this request: per model the primary keys, or at once the leerling that they name."""

    leerlingen: dict[int, None] = field(default_factory=dict)
    # Leerling of each zaak; None until a row tells.
    zaken: dict[int, int | None] = field(default_factory=dict)
    # Those of whom more was read than the row with their name.
    uit_dossier: set[int] = field(default_factory=set)
    # Rows that name their leerling only by way of another row.
    overige: dict[type[models.Model], set[int]] = field(default_factory=dict)

    def noteer(self, rij: models.Model) -> None:
        # Straight from the instance: a deferred field would cost a query.
        waarden = rij.__dict__
        zaak_id = rij.pk if rij._meta.label == "leerplicht.Zaak" else waarden.get("zaak_id")
        if rij._meta.label == "leerplicht.Leerling":
            leerling_id = rij.pk
        else:
            leerling_id = waarden.get("leerling_id")
            if leerling_id is not None:
                self.uit_dossier.add(leerling_id)
        if leerling_id is not None:
            self.leerlingen[leerling_id] = None
        if zaak_id is not None and self.zaken.get(zaak_id) is None:
            self.zaken[zaak_id] = leerling_id
        if leerling_id is None and zaak_id is None:
            self.overige.setdefault(type(rij), set()).add(rij.pk)

    def __bool__(self) -> bool:
        return bool(self.leerlingen or self.zaken or self.overige)

    def eerste(self) -> int | None:
        """The leerling who was read first: on a page about one that is him, before his brothers and sisters."""
        return next(iter(self.leerlingen), None)

    def over(self) -> list[int]:
        """On a page about one: whom it is about, and not who is only named on it, as a brother or sister is."""
        return [pk for pk in self.leerlingen if pk == self.eerste() or pk in self.uit_dossier]

    def los_op(self) -> None:
        """Look up the leerlingen of rows that did not name them."""
        onbekend = [zaak for zaak, leerling in self.zaken.items() if leerling is None]
        if onbekend:
            zaken = apps.get_model("leerplicht", "Zaak")._base_manager.filter(pk__in=onbekend)
            self.zaken |= dict(zaken.values_list("pk", "leerling_id"))
        for leerling in self.zaken.values():
            if leerling is not None:
                self.leerlingen[leerling] = None
                self.uit_dossier.add(leerling)
        for model, pks in self.overige.items():
            pad = pad_naar_leerling(model)
            assert pad
            rijen = model._base_manager.filter(pk__in=pks, **{f"{pad}__isnull": False})
            gevonden = list(rijen.values_list(pad, flat=True))
            self.leerlingen |= dict.fromkeys(gevonden)
            self.uit_dossier |= set(gevonden)
        self.overige.clear()


_actief: ContextVar[Spoor | None] = ContextVar("spoor", default=None)


def huidig() -> Spoor | None:
    """What was read so far in this request; None outside one."""
    return _actief.get()


@contextmanager
def volg() -> Iterator[Spoor]:
    """Collect what is read within this block."""
    spoor = Spoor()
    vorige = _actief.set(spoor)
    try:
        yield spoor
    finally:
        _actief.reset(vorige)


@cache
def pad_naar_leerling(model: type[models.Model]) -> str | None:
    """The shortest way by foreign keys: "" for Leerling itself, "zaak__leerling"; None without one."""
    leerling = apps.get_model("leerplicht", "Leerling")
    if model is leerling:
        return ""
    bezocht = {model}
    wegen: list[tuple[str, type[models.Model]]] = [("", model)]
    while wegen:
        verder = []
        for pad, hier in wegen:
            for veld in hier._meta.concrete_fields:
                daar = veld.remote_field.model if veld.remote_field else None
                if daar is leerling:
                    return f"{pad}{veld.name}"
                if daar is not None and daar not in bezocht:
                    bezocht.add(daar)
                    verder.append((f"{pad}{veld.name}__", daar))
        wegen = verder
    return None


def gaat_over_leerling(model: type[models.Model]) -> bool:
    return pad_naar_leerling(model) is not None


def volg_lezen() -> None:
    """Once, when all models are known (`AppConfig.ready`)."""
    for model in apps.get_models():
        if gaat_over_leerling(model):
            model.from_db = classmethod(_met_spoor(model.from_db.__func__))  # type: ignore[assignment,attr-defined,method-assign]


def _met_spoor(from_db: Any) -> Any:
    @wraps(from_db)
    def noteer(cls, db, field_names, values):
        rij = from_db(cls, db, field_names, values)
        spoor = _actief.get()
        if spoor is not None:
            spoor.noteer(rij)
        return rij

    return noteer


def bewaak_waarden(queryset: models.QuerySet) -> None:
    """Refuse `values()` and annotations that bring a text about a person out of its row, during a request."""
    if _actief.get() is None:
        return
    query = queryset.query
    los = queryset._fields is not None  # type: ignore[attr-defined]
    for naam in query.values_select if los else ():
        _weiger(query.names_to_path(naam.split("__"), query.get_meta())[1], naam)
    if los or not gaat_over_leerling(queryset.model):
        for naam, uitdrukking in query.annotation_select.items():
            bewaak_uitdrukking(uitdrukking, naam)


def bewaak_uitdrukking(uitdrukking: Any, naam: str) -> None:
    """The same for one annotation or aggregate. A group or a number made of personal data is nobody's."""
    if _actief.get() is None or not isinstance(uitdrukking, BaseExpression):
        return
    if not _is_tekst(uitdrukking.output_field):
        return
    for deel in uitdrukking.flatten():
        _weiger(deel.target if isinstance(deel, Col) else getattr(deel, "output_field", None), naam)


def _weiger(veld: Any, naam: str) -> None:
    model = getattr(veld, "model", None)
    if model is not None and _is_tekst(veld) and gaat_over_leerling(model):
        raise ZonderSpoor(
            f"{model.__name__}.{veld.name} ({naam}) wordt gelezen zonder de rij zelf: het logboek ziet dan niet "
            f"over wie het gaat. Haal objecten op, eventueel met .only('{veld.name}')."
        )


def _is_tekst(veld: Any) -> bool:
    """A field that can hold a name, a number or a story; a choice from a list cannot."""
    soorten = (models.CharField, models.TextField, models.JSONField, models.BinaryField)
    return isinstance(veld, soorten) and not veld.choices
