"""Who looked, who may not, and where somebody works."""

from leerplicht.gegevenskaart import Gegevens
from leerplicht.privacy.regels import LOGBOEK, OPENING, SESSIE, VERZEGELING

TOEGANG = (
    Gegevens(
        "leerplicht.Logregel",
        "Wie gegevens van welke leerlingen las, wanneer, op welke pagina en waarvoor. Alleen nummers, geen namen.",
        (
            (LOGBOEK, "gemeente_id tijdstip gebruiker_id rol verzoek route handeling doel reden"),
            (LOGBOEK, "leerlingen zaken aantal status collega_id"),
        ),
        naam="Logboek",
        namen={
            "gemeente_id": "gemeente",
            "gebruiker_id": "collega",
            "verzoek": "nummer van het verzoek",
            "route": "pagina",
            "doel": "waarvoor",
            "leerlingen": "nummers van de leerlingen",
            "zaken": "nummers van de zaken",
            "status": "wat het programma antwoordde",
            "collega_id": "over welke collega",
        },
    ),
    Gegevens(
        "leerplicht.Verzegeling",
        "Welke dossiers niet vanzelf opengaan: voor iedereen, of voor een collega die de leerling kent.",
        ((VERZEGELING, "leerling voor grond toelichting van door beeindigd_op beeindigd_door"),),
        namen={"voor": "voor welke collega", "door": "door wie", "beeindigd_door": "beëindigd door"},
    ),
    Gegevens(
        "leerplicht.Opening",
        "Waarom een collega keek in een dossier dat niet zijn eigen werk is, en wat daarvan is gevonden.",
        (
            (OPENING, "leerling gebruiker soort grond toelichting geopend_op geldig_op beoordelen_voor"),
            (OPENING, "beoordeeld_op beoordeeld_door oordeel oordeel_toelichting gemaand_op"),
        ),
        namen={"gebruiker": "collega", "beoordeeld_door": "beoordeeld door"},
    ),
    Gegevens(
        "leerplicht.Sessie",
        "Waar een collega is ingelogd, en wanneer hij daar voor het laatst werkte. Weg na het uitloggen.",
        ((SESSIE, "gebruiker begonnen_op laatst_actief vergrendeld apparaat"),),
    ),
)
