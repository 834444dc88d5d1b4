"""A change by a colleague in words: who, when, and values by their label. Never more than the reader may see."""

import datetime
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import models
from django.utils import timezone

from leerplicht.formulieren.conflict import Wijziging
from leerplicht.formulieren.invoer import invoer_van
from leerplicht.models import Code, Gebruiker
from leerplicht.templatetags.weergave import datum
from leerplicht.toegang.leesbaar import code_in_woorden

LEEG = "(leeg)"
AFGESCHERMD = "(een keuze die u niet kunt zien)"


def met_hoofdletter(tekst: str) -> str:
    return tekst[:1].upper() + tekst[1:]


def tijdstip(wanneer: datetime.datetime | None) -> str:
    """ "10:32", with the date before it when that was not today."""
    if wanneer is None:
        return ""
    lokaal = timezone.localtime(wanneer)
    dag = "" if lokaal.date() == timezone.localdate() else f"{datum(lokaal.date())} "
    return f"{dag}{lokaal:%H:%M}"


def naam(wie: Gebruiker | None, lezer: Gebruiker) -> str:
    if wie is None:
        return "een collega"
    return "uzelf, in een ander venster" if wie == lezer else str(wie)


def door(wijziging: Wijziging, lezer: Gebruiker) -> str:
    """ "Bram, 10:32"."""
    return ", ".join(filter(None, (naam(wijziging.wie, lezer), tijdstip(wijziging.wanneer))))


def was_eerst(wijziging: Wijziging, lezer: Gebruiker) -> str:
    """The sentence above what a colleague made of it."""
    tijd = tijdstip(wijziging.wanneer)
    wanneer = f" om {tijd}" if len(tijd) == 5 else f" op {tijd.replace(' ', ' om ')}" if tijd else ""
    if wijziging.wie == lezer:
        return f"U deed dit zelf al in een ander venster,{wanneer}.".replace(",.", ".")
    return f"{met_hoofdletter(naam(wijziging.wie, lezer))} was u voor{wanneer}."


def intussen(form: forms.Form, wijzigingen: dict[str, Wijziging], lezer: Gebruiker) -> list[str]:
    """Per colleague a sentence with the fields that were taken over from him."""
    per: dict[str, list[str]] = {}
    for veld, wijziging in wijzigingen.items():
        if veld in form.fields:
            per.setdefault(door(wijziging, lezer), []).append(str(form.fields[veld].label))
    return [
        f"Intussen gewijzigd door {wie}: {', '.join(labels)}. Dat is overgenomen." for wie, labels in per.items()
    ]


def waarde(veld: forms.Field, invoer: Any, lezer: Gebruiker, object: Any = None) -> str:
    """A posted value as it reads on the screen. `object`: what the row points at, of a reference."""
    if isinstance(veld.widget, forms.CheckboxInput):
        return "ja" if invoer else "nee"
    if invoer in ("", None, []):
        return LEEG
    if isinstance(veld, forms.ModelChoiceField):
        return _gekozen(veld, invoer, lezer, object)
    if isinstance(veld, forms.ChoiceField):
        gekozen = invoer if isinstance(invoer, list) else [invoer]
        return ", ".join(_labels(veld).get(str(een), str(een)) for een in gekozen)
    return str(invoer)


def _labels(veld: forms.ChoiceField) -> dict[str, str]:
    labels: dict[str, str] = {}
    for sleutel, label in veld.choices:  # type: ignore[misc, union-attr]
        groep = label if isinstance(label, list | tuple) else [(sleutel, label)]
        labels |= {str(een): str(tekst) for een, tekst in groep}
    return labels


def _gekozen(veld: forms.ModelChoiceField, invoer: Any, lezer: Gebruiker, object: Any) -> str:
    sleutel = veld.to_field_name or "pk"
    try:
        gevonden = veld.queryset.filter(**{sleutel: invoer}).first()  # type: ignore[union-attr]
    except (TypeError, ValueError):
        # No key at all: no form of ours sends it.
        gevonden = None
    if gevonden is not None:
        return str(veld.label_from_instance(gevonden))
    # Not among the choices of this form: perhaps of another school year, perhaps not for this reader.
    if isinstance(object, models.Model) and str(getattr(object, sleutel)) == str(invoer) and _leest(lezer, object):
        return _in_woorden(object, lezer)
    return AFGESCHERMD


def _leest(lezer: Gebruiker, object: models.Model) -> bool:
    rijen = type(object)._default_manager
    return not hasattr(rijen, "zichtbaar_voor") or rijen.zichtbaar_voor(lezer).filter(pk=object.pk).exists()


def _in_woorden(inhoud: Any, lezer: Gebruiker) -> str:
    """A colleague may have chosen a result of opsporing that this reader may not know."""
    return code_in_woorden(inhoud, lezer) if isinstance(inhoud, Code) else str(inhoud)


@dataclass(frozen=True)
class Getypt:
    """What was filled in at a field; `lang`: a text that took time to write."""

    label: str
    tekst: str
    lang: bool


def getypt(form: forms.Form, lezer: Gebruiker) -> list[Getypt]:
    return [
        Getypt(str(veld.label), waarde(veld.field, inhoud, lezer), isinstance(veld.field.widget, forms.Textarea))
        for veld in form.visible_fields()
        if (inhoud := invoer_van(form)[veld.name]) not in ("", [])
    ]


def label(rij: models.Model, veld: str) -> str:
    return met_hoofdletter(str(rij._meta.get_field(veld).verbose_name))  # type: ignore[union-attr]


def attribuut(rij: models.Model, veld: str, lezer: Gebruiker) -> str:
    """A field of a row as this reader sees it on the screen."""
    keuze = getattr(rij, f"get_{veld}_display", None)
    inhoud = keuze() if keuze else getattr(rij, veld)
    if isinstance(inhoud, datetime.datetime):
        return tijdstip(inhoud)
    if isinstance(inhoud, datetime.date):
        return datum(inhoud)
    if isinstance(inhoud, bool):
        return "ja" if inhoud else "nee"
    return LEEG if inhoud in (None, "") else _in_woorden(inhoud, lezer)
