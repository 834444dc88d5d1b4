"""The data map in plain Dutch, as the privacy officer reads it: per table, what is kept and why."""

from dataclasses import dataclass
from datetime import date

from django.apps import apps
from django.db import models
from django.utils.text import capfirst

from leerplicht import parameters
from leerplicht.gegevenskaart import VAKNAMEN, Gegevens, Regel
from leerplicht.parameters import Parameter
from leerplicht.roles import ROLLEN, Recht
from leerplicht.toegang.leesbaar import gegevenskaart


@dataclass(frozen=True)
class Kaartregel:
    """Fields under one rule. `termijnen`: the parameters that say how long they are kept."""

    velden: list[str]
    vak: str
    grond: str
    toelichting: str
    termijnen: list[Parameter]
    lezers: str


@dataclass(frozen=True)
class Kaartblad:
    """One table of the map."""

    code: str
    naam: str
    wat: str
    regels: list[Kaartregel]


def kaartbladen(vak: str, *, op: date) -> list[Kaartblad]:
    """The map as it holds on a day; with `vak` only the tables and fields of that compartment."""
    bladen = []
    for gegevens in gegevenskaart().values():
        model = apps.get_model(gegevens.model)
        regels = [
            Kaartregel(
                [veldnaam(model, gegevens, veld) for veld in velden],
                VAKNAMEN[regel.vak],
                regel.grond,
                regel.toelichting,
                [parameters.op(code, op) for code in regel.bewaren],
                lezers_in_woorden(regel),
            )
            for regel, velden in _per_regel(gegevens).items()
            if vak in ("", regel.vak)
        ]
        if regels or not (vak or gegevens.regels):
            naam = gegevens.naam or capfirst(str(model._meta.verbose_name_plural))
            bladen.append(Kaartblad(gegevens.model.replace(".", "-").lower(), naam, gegevens.wat, regels))
    return bladen


def lezers_in_woorden(regel: Regel) -> str:
    """Who reads: everybody, nobody, the roles that have one of the rights, or who was authorised by name."""
    if regel.lezers is None:
        return "Iedereen die met dit programma werkt"
    if Recht.OPSPORING in regel.lezers:
        return "Wie daarvoor persoonlijk is gemachtigd (Wet politiegegevens artikel 6)"
    rollen = [rol.naam for rol in ROLLEN.values() if rol.rechten & regel.lezers]
    return ", ".join(rollen) or "Niemand, alleen het programma"


def _per_regel(gegevens: Gegevens) -> dict[Regel, list[str]]:
    """The fields by rule: a rule that is written in several lines is one row."""
    per_regel: dict[Regel, list[str]] = {}
    for veld, regel in gegevens.per_veld().items():
        per_regel.setdefault(regel, []).append(veld)
    return per_regel


def veldnaam(model: type[models.Model], gegevens: Gegevens, veld: str) -> str:
    """What a field is called in Dutch."""
    return gegevens.namen.get(veld) or str(getattr(model._meta.get_field(veld), "verbose_name", veld))
