"""Persons around a leerling, the spine of the dossiers, colleagues, and what they look up."""

from leerplicht.gegevenskaart import GEEN_PERSOONSGEGEVEN, Gegevens
from leerplicht.privacy.regels import (
    ACCOUNT,
    BSN,
    COLLEGA,
    CONCEPT,
    DOSSIER,
    EIGEN_STRAAT,
    GEHEIM,
    NAAM,
    PERSOON,
    UITGAAND,
)

KERN = (
    Gegevens(
        "leerplicht.Leerling",
        "Wie het kind of de jongere is, en waar die woont.",
        (
            (NAAM, "voornaam tussenvoegsel achternaam zoeknaam geboortedatum"),
            (PERSOON, "gezin geslacht straat postcode plaats geheim_adres startkwalificatie_op"),
            (PERSOON, "overleden_op vertrokken_op vertrokken_naar vertrokken_buitenland gevestigd_op"),
            (PERSOON, "brp_bijgewerkt_op samengevoegd_met"),
            (BSN, "bsn onderwijsnummer"),
        ),
        namen={"zoeknaam": "naam om op te zoeken"},
    ),
    Gegevens("leerplicht.Gezin", "Welke kinderen bij elkaar horen. Heeft zelf geen gegevens.", ()),
    Gegevens(
        "leerplicht.Betrokkene",
        "Ouders, voogden en verzorgers: op hen rust de plicht ook (Leerplichtwet artikel 2).",
        (
            (PERSOON, "leerling naam relatie gezag feitelijke_verzorger telefoon email"),
            (PERSOON, "straat postcode plaats geheim_adres"),
        ),
    ),
    Gegevens(
        "leerplicht.Samenvoeging",
        "Welke twee leerlingen een en dezelfde bleken, en waarom: om het ongedaan te kunnen maken.",
        ((PERSOON, "weg blijft op door waarom context moment ongedaan_op ongedaan_door"),),
        namen={
            "weg": "leerling die opging in de ander",
            "blijft": "leerling die bleef",
            "door": "door wie",
            "context": "nummer in de geschiedenis",
            "moment": "moment in de geschiedenis",
            "ongedaan_door": "ongedaan gemaakt door",
        },
    ),
    Gegevens(
        "leerplicht.Inschrijving",
        "Op welke school de leerling zit of zat.",
        ((PERSOON, "leerling school onderwijssoort leerjaar van tot_en_met"),),
    ),
    Gegevens(
        "leerplicht.Zaak",
        "Het werk rond één leerling: een melding, een vrijstelling, een traject.",
        ((DOSSIER, "nummer leerling soort compartiment geopend_op gesloten_op"),),
    ),
    Gegevens(
        "leerplicht.Toewijzing",
        "Welke collega aan de zaak werkt.",
        ((DOSSIER, "zaak gebruiker van tot"),),
        namen={"gebruiker": "collega", "van": "vanaf", "tot": "tot"},
    ),
    Gegevens(
        "leerplicht.Gebeurtenis",
        "Wat er in de zaak gebeurde. Wordt alleen aangevuld, nooit gewijzigd.",
        ((DOSSIER, "zaak op vastgelegd soort titel toelichting compartiment door"),),
        namen={"vastgelegd": "moment van vastleggen", "door": "door wie"},
    ),
    Gegevens(
        "leerplicht.Document",
        "Bestanden bij een zaak. De inhoud staat niet in de database, maar als bestand op de server.",
        (
            (DOSSIER, "zaak naam omschrijving mime grootte sha256 toegevoegd toegevoegd_door"),
            (DOSSIER, "ingetrokken_op ingetrokken_waarom"),
        ),
        namen={"toegevoegd": "moment van toevoegen", "toegevoegd_door": "toegevoegd door"},
    ),
    Gegevens("leerplicht.Taak", "Wat er nog te doen is.", ((DOSSIER, "zaak titel vervalt_op waarom gedaan_op"),)),
    Gegevens(
        "leerplicht.Concept",
        "Wat een collega typte in een formulier en nog niet opsloeg.",
        ((CONCEPT, "gebruiker formulier tab volgnummer inhoud aanleiding begonnen bewaard"),),
        naam="Concepten",
        namen={
            "gebruiker": "collega",
            "formulier": "adres van het formulier",
            "tab": "tabblad",
            "volgnummer": "volgnummer van het bewaren",
            "inhoud": "wat er staat, versleuteld",
            "aanleiding": "waarom het bewaard is",
            "begonnen": "begonnen op",
            "bewaard": "laatst bewaard op",
        },
    ),
    Gegevens(
        "leerplicht.Verzending",
        "Welke formulieren al zijn verstuurd, zodat niets dubbel wordt opgeslagen. Zonder wat erin stond.",
        ((CONCEPT, "gebruiker sleutel inhoud volgnummer naar op"),),
        naam="Verzendingen",
        namen={
            "gebruiker": "collega",
            "sleutel": "sleutel van het formulier",
            "inhoud": "kenmerk van wat erin stond",
            "volgnummer": "laatste bewaring ervoor",
            "naar": "adres van het vervolg",
        },
    ),
    Gegevens(
        "leerplicht.Gebruiker",
        "De collega’s die met dit programma werken.",
        (
            (COLLEGA, "naam"),
            (ACCOUNT, "email is_active actief_waarom date_joined last_login"),
            (ACCOUNT, "factor_gereset_op factor_gereset_waarom"),
            (GEHEIM, "password is_superuser sessieronde"),
            (EIGEN_STRAAT, "eigen_postcode"),
        ),
        naam="Gebruikers",
        namen={
            "actief_waarom": "waarom (niet meer) actief",
            "date_joined": "toegevoegd op",
            "factor_gereset_op": "tweede stap gereset op",
            "factor_gereset_waarom": "waarom gereset",
            "is_superuser": "wordt niet gebruikt",
            "sessieronde": "teller om alle sessies te beëindigen",
        },
    ),
    Gegevens(
        "leerplicht.Aanstelling",
        "De rol van een collega in de gemeente, en wie tot wanneer is gemachtigd voor opsporing.",
        ((ACCOUNT, "gebruiker rol opsporing_van opsporing_tot_en_met opsporing_waarom"),),
        naam="Aanstellingen",
        namen={
            "opsporing_van": "gemachtigd voor opsporing vanaf",
            "opsporing_tot_en_met": "gemachtigd voor opsporing tot en met",
            "opsporing_waarom": "waarom gemachtigd",
        },
    ),
    Gegevens(
        "leerplicht.Opdracht",
        "Werk en e-mail die het programma nog moet doen. Alleen nummers, nooit waar het over gaat.",
        (
            (UITGAAND, "ontvanger beslist_door"),
            (GEEN_PERSOONSGEGEVEN, "soort onderwerp_id sjabloon sleutel status pogingen aangemaakt"),
            (GEEN_PERSOONSGEGEVEN, "volgende_poging token gestart vervalt beeindigd fout"),
        ),
        naam="Uitgaande berichten en werk",
        namen={
            "ontvanger": "collega die de e-mail krijgt",
            "beslist_door": "collega die besliste over een mislukt of onzeker bericht",
            "onderwerp_id": "nummer van het onderwerp",
        },
    ),
    Gegevens(
        "leerplicht.Gemeente",
        "De gemeente zelf. Telefoon en e-mail zijn die van de afdeling.",
        ((GEEN_PERSOONSGEGEVEN, "code naam telefoon email laatste_zaaknummer"),),
        namen={"laatste_zaaknummer": "laatste zaaknummer"},
    ),
    Gegevens(
        "leerplicht.Herstelproef",
        "Wanneer is bewezen dat een backup terug te zetten is.",
        ((GEEN_PERSOONSGEGEVEN, "gedaan backup_van tabellen rijen bestanden fout"),),
        naam="Herstelproeven",
    ),
    Gegevens(
        "leerplicht.School",
        "Scholen, uit de open gegevens van DUO.",
        (
            (GEEN_PERSOONSGEGEVEN, "brin naam adres postcode plaats gemeente_code structuur rmc_regio"),
            (GEEN_PERSOONSGEGEVEN, "opgeheven_op opgevolgd_door"),
        ),
    ),
    Gegevens(
        "leerplicht.Code",
        "De keuzes in de lijsten: redenen, resultaten, soorten onderwijs.",
        ((GEEN_PERSOONSGEGEVEN, "lijst code label volgorde compartiment van_schooljaar tot_schooljaar"),),
    ),
    Gegevens(
        "leerplicht.Indeling",
        "In welke rij van een tabel een keuze meetelt.",
        ((GEEN_PERSOONSGEGEVEN, "code soort rij"),),
    ),
    Gegevens(
        "leerplicht.ExternCijfer",
        "Cijfers van buiten, zoals het aantal leerplichtigen.",
        ((GEEN_PERSOONSGEGEVEN, "soort schooljaar waarde peildatum bron"),),
    ),
)
