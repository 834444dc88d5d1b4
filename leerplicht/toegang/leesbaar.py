"""The data map as the program uses it: which fields of which table somebody may read.

Rows are a matter of `.zichtbaar_voor`; this is about the fields of a row that somebody may see, then and now.
"""

from collections.abc import Iterator

from django.apps import apps
from django.db import models

from leerplicht import privacy
from leerplicht.gegevenskaart import SLEUTELS, Gegevens, Regel
from leerplicht.models import Code, Gebruiker
from leerplicht.onderdeel import onderdelen
from leerplicht.roles import Recht

# What is left of a result of opsporing for who was not authorised.
AFGEHANDELD = "Afgehandeld"


def gegevenskaart() -> dict[str, Gegevens]:
    """The declaration of every model, by its label ("meldingen.Melding"); kernel first, then app by app."""
    verklaard = [*privacy.GEGEVENS, *(een for onderdeel in onderdelen() for een in onderdeel.privacy)]
    return {een.model: een for een in verklaard}


def bewaarde_modellen() -> Iterator[type[models.Model]]:
    """Every model with a table of its own, those of the libraries too. Event tables follow what they track."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy and bijgehouden(model) is model:
            yield model


def bijgehouden(model: type[models.Model]) -> type[models.Model]:
    """The model whose history an event table holds; any other model is itself."""
    return getattr(model, "pgh_tracked_model", model)


def regels_van(model: type[models.Model]) -> dict[str, Regel]:
    """The rule of each declared field of a model, or of the model that an event table follows."""
    return gegevenskaart()[bijgehouden(model)._meta.label].per_veld()


def leesbare_velden(model: type[models.Model], gebruiker: Gebruiker) -> frozenset[str]:
    """Names of the fields of a model (or of its history) that a user may read, keys included.

    Of a field with `code_beslist` the value decides: show it with `code_in_woorden`, never by itself.
    """
    return SLEUTELS | {naam for naam, regel in regels_van(model).items() if mag_lezen(regel, gebruiker)}


def code_in_woorden(code: Code | None, gebruiker: Gebruiker) -> str:
    """A code as this user may read it: one of opsporing says no more than that the dossier was closed."""
    if code is None:
        return ""
    return code.label if leest_code(code, gebruiker) else AFGEHANDELD


def leest_code(code: Code, gebruiker: Gebruiker) -> bool:
    return not code.is_opsporing or gebruiker.mag(Recht.OPSPORING)


def mag_lezen(regel: Regel, gebruiker: Gebruiker) -> bool:
    """Whether the user has one of the rights that the rule asks for."""
    return regel.lezers is None or gebruiker.mag_een_van(regel.lezers)
