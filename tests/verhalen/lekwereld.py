"""Two gemeenten full of records that are made to be leaked, and who may read which of them.

Every model with rows of a gemeente has a builder in `lekbouwers.py`; a row stands once in each compartment in
which it can stand. All rows of a compartment have the same primary key, whatever their model: an address with
that number finds its row without anybody knowing which model it means.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from django.apps import apps
from django.db import connection, models

from leerplicht.models import Aanstelling, Gebruiker, Gemeente, Leerling, School, Toewijzing, Zaak
from leerplicht.models.zaak import RECHT_PER_COMPARTIMENT
from leerplicht.roles import Recht
from leerplicht.toegang.gemeente import in_gemeente
from leerplicht.toegang.leesbaar import gegevenskaart
from tests.verhalen.lekmerken import Merk, Merken

VAKKEN = ("toezicht", "doorstroompunt", "opsporing")
NUMMERS = {
    ("hier", "toezicht"): 9101,
    ("hier", "doorstroompunt"): 9102,
    ("hier", "opsporing"): 9103,
    ("elders", "toezicht"): 9201,
    ("elders", "doorstroompunt"): 9202,
    ("elders", "opsporing"): 9203,
}
DAG = "2024-03-01"
# Of this one the report was put before the wethouder.
VOORGELEGD = "toezicht"
Bouwer = Callable[["Plek"], models.Model | None]


@dataclass
class Plek:
    """One compartment of one gemeente while it is being filled."""

    gemeente: Gemeente
    kant: str
    vak: str
    merken: Merken
    collega: Gebruiker
    school: School
    # The rows so far, by model.
    rijen: dict[type[models.Model], models.Model] = field(default_factory=dict)
    _zaken: int = 0

    @property
    def nummer(self) -> int:
        return NUMMERS[self.kant, self.vak]

    @property
    def leerling(self) -> Leerling:
        return self.rijen[Leerling]

    def merk(self, model: type[models.Model], veld: str) -> Merk:
        return Merk(self.kant, self.vak, model._meta.model_name or "", veld)

    def dag(self, model: type[models.Model], veld: str):
        return self.merken.dag(self.merk(model, veld))

    def zaak(self, soort: str) -> Zaak:
        """The zaak of this kind: the first has the number of the compartment."""
        pk = self.nummer + 10_000 * self._zaken
        nummer = self.merken.bekend(zaaknummer(pk), self.merk(Zaak, "nummer"))
        zaak = Zaak.objects.create(
            pk=pk,
            gemeente=self.gemeente,
            nummer=int(nummer),
            leerling=self.leerling,
            soort=soort,
            compartiment=self.vak,
            geopend_op=DAG,
        )
        Toewijzing.objects.create(
            pk=pk, gemeente=self.gemeente, zaak=zaak, gebruiker=self.collega, van="2024-03-01T09:00:00Z"
        )
        self._zaken += 1
        return zaak


def zaaknummer(pk: int) -> str:
    return str(800_000 + pk)


def gemeentemodellen() -> set[type[models.Model]]:
    """Every model with rows of a gemeente, as the app registry knows them; history is written by triggers."""
    return {
        model
        for model in apps.get_models()
        if any(veld.column == "gemeente_id" for veld in model._meta.local_fields)
        and not model._meta.model_name.endswith("event")
    }


def plekken(gemeente: Gemeente, kant: str, merken: Merken, school: School) -> list[Plek]:
    """The compartments of a gemeente, each with a colleague who did the work, but still without any."""
    return [Plek(gemeente, kant, vak, merken, _collega(gemeente, kant, vak, merken), school) for vak in VAKKEN]


def _collega(gemeente: Gemeente, kant: str, vak: str, merken: Merken) -> Gebruiker:
    collega = Gebruiker(
        pk=NUMMERS[kant, vak],
        email=f"collega-{kant}-{vak}@voorbeeld.test",
        naam=merken.tekst(Merk(kant, vak, "gebruiker", "naam"), 120),
        # Has a password, which nobody needs to know here.
        password="geen",
    )
    collega.save(force_insert=True)
    Aanstelling.objects.create(pk=collega.pk, gebruiker=collega, gemeente=gemeente, rol="teamleider")
    collega.kies_aanstelling()
    return collega


def leest_als_zaak(model: type[models.Model]) -> bool:
    """Who may read such a row is decided by the compartment of its zaak."""
    return model is Zaak or any(veld.name == "zaak" for veld in model._meta.local_fields)


def vul(te_vullen: list[Plek], bouwers: dict[type[models.Model], Bouwer]) -> None:
    """One row of each of these models in every compartment where it can stand."""
    with in_gemeente(te_vullen[0].gemeente.pk):
        for plek in te_vullen:
            for model, bouwer in bouwers.items():
                rij = bouwer(plek)
                if rij is None:
                    continue
                if rij._state.adding:
                    rij.pk = plek.nummer
                    # The builder of a document marks it itself: it may not have a reason to be withdrawn.
                    if model._meta.model_name != "document":
                        plek.merken.zet(rij, plek.kant, plek.vak)
                    rij.save(force_insert=True)
                plek.rijen[model] = rij
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")


@cache
def lezers(merk: Merk) -> frozenset[Recht] | None:
    """The rights of which one is enough to read this mark, from what is declared; None: everybody who works there.

    What hangs on a zaak is read as its zaak, whatever the model; the rest as the data map says of the field.
    """
    model = next(model for model in (*gemeentemodellen(), Gebruiker) if model._meta.model_name == merk.model)
    if leest_als_zaak(model):
        return frozenset(recht for recht, vak in RECHT_PER_COMPARTIMENT.items() if vak == merk.vak)
    return gegevenskaart()[model._meta.label].per_veld()[merk.veld].lezers
