"""What the Doorstroompunt holds: trajecten, tries to make contact, prevention."""

from dataclasses import replace

from leerplicht.gegevenskaart import GEEN_PERSOONSGEGEVEN, Gegevens
from leerplicht.privacy import DOORSTROOMPUNT, DOSSIER

WONEN = replace(DOORSTROOMPUNT, grond=f"{DOORSTROOMPUNT.grond}. Of dit voor wonen genoeg is, is nog na te gaan")

GEGEVENS = (
    Gegevens(
        "doorstroompunt.Traject",
        "Een jongere die wordt benaderd, begeleid of gevolgd.",
        (
            (DOORSTROOMPUNT, "zaak leerling populatie aangemeld_op gestopt_op schooljaar leeftijd onderwijssoort"),
            (DOORSTROOMPUNT, "reden begeleiding begeleiding_vanaf reden_geen_gebruik uitstroom uitstroom_lijst"),
            (DOORSTROOMPUNT, "afgesloten_op toelichting"),
        ),
        namen={"uitstroom_lijst": "lijst van de uitstroom"},
    ),
    Gegevens(
        "doorstroompunt.Poging",
        "Een poging om contact te krijgen, en wat die opleverde.",
        ((DOSSIER, "zaak soort op resultaat toelichting"),),
    ),
    Gegevens(
        "doorstroompunt.Overstap",
        "Wie na het vmbo-examen wordt gevolgd naar het mbo.",
        ((DOORSTROOMPUNT, "zaak leerling zomer school brief_op reactie_op risico uitkomst"),),
    ),
    Gegevens(
        "doorstroompunt.BegeleidWonen",
        "Een plek in Begeleid Wonen Jongeren.",
        ((WONEN, "zaak leerling gestart_op geeindigd_op uitkomst"),),
    ),
    Gegevens(
        "doorstroompunt.NoShowKlas",
        "Een klas van het mbo die na de zomer is bezocht.",
        ((GEEN_PERSOONSGEGEVEN, "school klas bezocht_op ingeschreven"),),
    ),
    Gegevens(
        "doorstroompunt.NoShow",
        "Wie er bij dat bezoek niet was, en wat er thuis bleek.",
        ((DOORSTROOMPUNT, "klas leerling huisbezoek_op bevinding"),),
    ),
)
