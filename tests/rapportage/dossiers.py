"""Single dossiers for the tests of the report, with only what a test says about them."""

from datetime import date

from doorstroompunt.models import Traject
from leerplicht.dossier.actions import open_zaak, registreer_leerling
from leerplicht.models import Code
from meldingen.models import Melding

GEBOREN = date(2008, 5, 5)


def code(gemeente, lijst, naam):
    return Code.objects.get(gemeente=gemeente, lijst=lijst, code=naam)


def leerling(gemeente, geboortedatum=GEBOREN):
    return registreer_leerling(
        gemeente=gemeente, door=None, voornaam="Zoë", achternaam="Çelik", geboortedatum=geboortedatum
    )


def melding(gemeente, soort, gemeld_op, *, van=None, reden=None, resultaat=None, onderwijs=None, **velden):
    """A melding; `reden`, `resultaat` and `onderwijs` are codes of the lists of its kind."""
    van = van or leerling(gemeente)
    compartiment = "doorstroompunt" if soort == "verzuim_18plus" else "toezicht"
    zaak = open_zaak(van, soort="melding", op=gemeld_op, door=None, compartiment=compartiment)
    return Melding.objects.create(
        gemeente=gemeente,
        zaak=zaak,
        leerling=van,
        soort=soort,
        gemeld_op=gemeld_op,
        leeftijd=15,
        reden=reden and code(gemeente, f"reden-{soort}", reden),
        resultaat=resultaat and code(gemeente, f"resultaat-{soort}", resultaat),
        onderwijssoort=onderwijs and code(gemeente, "onderwijssoort", onderwijs),
        **velden,
    )


def traject(gemeente, populatie, op, *, van=None, uitstroom=None, onderwijs=None, **velden):
    """A traject that begins on a day; an uitvaller stopped on that day."""
    van = van or leerling(gemeente, date(2005, 5, 5))
    zaak = open_zaak(van, soort="traject", op=op, door=None, compartiment="doorstroompunt")
    if populatie == "uitvaller":
        velden.setdefault("gestopt_op", op)
    return Traject.objects.create(
        gemeente=gemeente,
        zaak=zaak,
        leerling=van,
        populatie=populatie,
        aangemeld_op=op,
        leeftijd=18,
        uitstroom=uitstroom and code(gemeente, f"uitstroom-{populatie}", uitstroom),
        onderwijssoort=onderwijs and code(gemeente, "onderwijssoort", onderwijs),
        **velden,
    )
