"""Values of a form as a browser posts them: so typed, stored and former values can be laid side by side."""

from typing import Any

from django import forms
from django.http import QueryDict

from leerplicht.formulieren.conflict import Lees, Waarden


def als_invoer(veld: forms.Field, waarde: Any) -> Any:
    """A value as text (or a sorted list of texts), the same for the same value however it was written."""
    if isinstance(veld.widget, forms.CheckboxInput):
        return "on" if waarde else ""
    waarde = veld.prepare_value(waarde)
    if isinstance(waarde, list | tuple):
        return sorted(str(een) for een in waarde)
    if waarde is None or isinstance(waarde, bool):
        return "" if waarde is None else str(waarde)
    tekst = veld.widget.format_value(waarde)
    if isinstance(tekst, list):
        tekst = tekst[0] if tekst else ""
    # A browser ends its lines with CR LF; the database may hold both.
    return str(tekst or "").replace("\r\n", "\n").strip()


def invoer_van(form: forms.Form) -> Waarden:
    """What a bound form was sent, as it reads after cleaning; what cannot be cleaned as it was typed."""
    form.is_valid()
    return {
        naam: als_invoer(veld, form.cleaned_data.get(naam, form[naam].data))
        for naam, veld in form.fields.items()
        if naam != "version"
    }


def lees_met(maak: Any) -> Lees:
    """Reads a row as its form shows it."""

    def lees(rij: Any) -> Waarden:
        form = maak(None, rij)
        return {
            naam: als_invoer(veld, form[naam].initial) for naam, veld in form.fields.items() if naam != "version"
        }

    return lees


def als_data(data: QueryDict, form: forms.Form, waarden: Waarden) -> QueryDict:
    """What was posted, with these values in it."""
    nieuw = data.copy()
    for naam, waarde in waarden.items():
        sleutel = form.add_prefix(naam)
        if waarde == "" and naam in form.fields and isinstance(form.fields[naam].widget, forms.CheckboxInput):
            # A box without a tick is not posted at all.
            nieuw.pop(sleutel, None)
        else:
            nieuw.setlist(sleutel, [str(een) for een in waarde] if isinstance(waarde, list) else [str(waarde)])
    return nieuw
