"""Parents, guardians and carers of who is under 18 in the example."""

from datetime import date
from random import Random

from leerplicht.models import Betrokkene, Gezin, Leerling, Relatie
from rapportage.voorbeeld.dossiers import Dossiers
from rapportage.voorbeeld.namen import Namen


def geef_betrokkenen(dossiers: Dossiers, namen: Namen, *, geboren_vanaf: date) -> None:
    """Each gezin gets its adults once, so that brothers and sisters have the same parents.

    `geboren_vanaf`: who was born before it was of age in every year of the example, and answers for himself.
    """
    per_gezin: dict[int, list[dict]] = {}
    for leerling in list(dossiers.rijen[Leerling]):
        if leerling.geboortedatum < geboren_vanaf:
            continue
        volwassenen = per_gezin.setdefault(_sleutel(leerling.gezin), [])
        if not volwassenen:
            volwassenen += _volwassenen(dossiers.rng, namen, leerling)
        for velden in volwassenen:
            dossiers.voeg_toe(Betrokkene(leerling=leerling, **velden))


def _sleutel(gezin: Gezin) -> int:
    return id(gezin)


def _volwassenen(rng: Random, namen: Namen, leerling: Leerling) -> list[dict]:
    """Mostly one or two parents; sometimes a parent elsewhere, or a voogd beside the carers."""
    thuis: dict = {"straat": leerling.straat, "postcode": leerling.postcode, "plaats": leerling.plaats}
    thuis["geheim_adres"] = leerling.geheim_adres
    familienaam = " ".join(deel for deel in (leerling.tussenvoegsel, leerling.achternaam) if deel)
    soort = rng.choices(["een", "twee", "gescheiden", "voogd"], [30, 52, 15, 3])[0]
    if soort == "voogd":
        tussenvoegsel, achternaam = namen.achternaam()
        verzorger = " ".join(deel for deel in (namen.voornaam("v"), tussenvoegsel, achternaam) if deel)
        return [
            {
                "naam": "Stichting Voogdij Voorbeeld",
                "relatie": Relatie.VOOGD,
                "feitelijke_verzorger": False,
                "telefoon": namen.telefoon(),
                "plaats": "Den Haag",
            },
            {
                "naam": verzorger,
                "relatie": Relatie.VERZORGER,
                "gezag": False,
                "telefoon": namen.telefoon(),
                **thuis,
            },
        ]
    moeder = {
        "naam": f"{namen.voornaam('v')} {familienaam}",
        "relatie": Relatie.OUDER,
        "telefoon": namen.telefoon(),
        **thuis,
    }
    if soort == "een":
        return [moeder]
    tussenvoegsel, achternaam = namen.achternaam()
    vader = {
        "naam": f"{namen.voornaam('m')} {familienaam}",
        "relatie": Relatie.OUDER,
        "telefoon": namen.telefoon(),
        **thuis,
    }
    if soort == "gescheiden":
        straat, postcode = namen.adres()
        vader |= {
            "straat": straat,
            "postcode": postcode,
            "plaats": leerling.plaats,
            "geheim_adres": False,
            "feitelijke_verzorger": False,
            "gezag": rng.random() < 0.8,
        }
        vader["naam"] = " ".join(deel for deel in (namen.voornaam("m"), tussenvoegsel, achternaam) if deel)
    return [moeder, vader]
