"""A form as a browser sends it back: what a test does not fill in itself, it takes from the page."""

from leerplicht.formulieren.invoer import als_invoer


def ingevuld(antwoord):
    """What a browser would send back: the value of every field as the page shows it."""
    form = antwoord.context["form"]
    waarden = {naam: als_invoer(form.fields[naam], form[naam].value()) for naam in form.fields}
    return {naam: waarde for naam, waarde in waarden.items() if waarde != ""}


def verstuur(browser, adres, velden=None, **meer):
    """Open the form at this address and send it with these values, on the version that it shows."""
    form = browser.get(adres).context["form"]
    return browser.post(adres, {"version": form["version"].value(), **(velden or {})}, **meer)
