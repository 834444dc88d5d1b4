"""A form as a browser sends it back: what a test does not fill in itself, it takes from the page."""

import re

from leerplicht.formulieren.invoer import als_invoer

VERBORGEN = re.compile(r'<input type="hidden" name="(_\w+)" value="([^"]*)">')


def ingevuld(antwoord):
    """What a browser would send back: the value of every field as the page shows it."""
    form = antwoord.context["form"]
    waarden = {naam: als_invoer(form.fields[naam], form[naam].value()) for naam in form.fields}
    return {naam: waarde for naam, waarde in waarden.items() if waarde != ""}


def verborgen(antwoord) -> dict[str, str]:
    """The hidden fields of the form on this page of which a draft can be kept."""
    formulieren = re.findall(r"<form\b.*?</form>", antwoord.content.decode(), re.DOTALL)
    return dict(VERBORGEN.findall(next(een for een in formulieren if 'name="_bewijs"' in een)))


def verstuur(browser, adres, velden=None, **meer):
    """Open the form at this address and send it with these values, on the version that it shows."""
    form = browser.get(adres).context["form"]
    return browser.post(adres, {"version": form["version"].value(), **(velden or {})}, **meer)
