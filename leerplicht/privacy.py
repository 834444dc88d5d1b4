"""What the kernel holds about whom: persons around a leerling, the spine of the dossiers, colleagues.

The grounds of the three compartments stand here too; the apps use them in their own `privacy.py`.
"""

from dataclasses import replace

from leerplicht.gegevenskaart import GEEN_PERSOONSGEGEVEN, Gegevens, Regel, Vak
from leerplicht.roles import Recht

_TAAK = "AVG artikel 6 lid 1 onder e"
_BEWAREN_TOEZICHT = ("bewaren_leerplicht_jaren", "bewaren_kwalificatieplicht_jaren")
_BEWAREN_DOORSTROOMPUNT = ("bewaren_doorstroompunt_jaren",)

# Supervision: who is reported, why, and how it ended.
TOEZICHT = Regel(Vak.TOEZICHT, f"{_TAAK}, met Leerplichtwet 1969 artikel 16, 21 en 21a", _BEWAREN_TOEZICHT)
# The guidance of young people is a task of the gemeente; taking part is voluntary.
DOORSTROOMPUNT = Regel(
    Vak.DOORSTROOMPUNT,
    f"{_TAAK}, met Wet educatie en beroepsonderwijs titel 8.3",
    _BEWAREN_DOORSTROOMPUNT,
    toelichting="Hulp is vrijwillig: wie niet wil, wordt niet gevolgd.",
)
PERSOON = Regel(
    Vak.GEDEELD,
    f"{_TAAK}, met Leerplichtwet 1969 artikel 16 en Wet educatie en beroepsonderwijs titel 8.3",
    _BEWAREN_TOEZICHT + _BEWAREN_DOORSTROOMPUNT,
    toelichting="Wie het is, is voor leerplicht en Doorstroompunt hetzelfde; de dossiers zijn gescheiden.",
)
DOSSIER = replace(
    PERSOON, toelichting="Het dossier bepaalt wie dit leest: leerplicht, het Doorstroompunt of opsporing."
)
# Who looked at a dossier can only be answered by who knows whose it is.
NAAM = replace(
    PERSOON,
    toegang=frozenset({Recht.LEERPLICHT, Recht.DOORSTROOMPUNT, Recht.PRIVACY}),
    toelichting="De privacy officer ziet alleen wie het is, om te zeggen wie het dossier bekeek.",
)
BSN = replace(
    PERSOON, grond="AVG artikel 87 en Uitvoeringswet AVG artikel 46, met Wet algemene bepalingen BSN artikel 10"
)
COLLEGA = Regel(
    Vak.BEHEER,
    f"{_TAAK}: wie dit werk doet, moet bekend zijn",
    ("bewaren_account_jaren",),
    toegang=frozenset(
        {
            Recht.LEERPLICHT,
            Recht.DOORSTROOMPUNT,
            Recht.GEBRUIKERS,
            Recht.PRIVACY,
            Recht.VERSLAG,
            Recht.JAARBEELD,
        }
    ),
    toelichting="Collega’s zien elkaars naam bij het werk, en wie een jaarverslag maakte.",
)
ACCOUNT = Regel(
    Vak.BEHEER,
    "AVG artikel 6 lid 1 onder c, met AVG artikel 32 (beveiliging)",
    ("bewaren_account_jaren",),
    toegang=frozenset({Recht.GEBRUIKERS, Recht.PRIVACY}),
)
GEHEIM = replace(
    ACCOUNT, toegang=frozenset(), toelichting="Alleen het programma leest dit; niemand krijgt het te zien."
)
EIGEN_STRAAT = replace(
    GEHEIM,
    toelichting="De collega vult dit in als hij dat wil. Alleen hij ziet het terug. Er is geen geschiedenis van.",
)
SESSIE = replace(GEHEIM, bewaren=("bewaren_sessie_dagen",))
UITGAAND = replace(ACCOUNT, bewaren=("bewaren_opdrachten_dagen",), toegang=frozenset({Recht.GEBRUIKERS}))
GESCHIEDENIS = Regel(
    Vak.BEHEER,
    "AVG artikel 5 lid 2 (verantwoording) en artikel 32 (beveiliging)",
    ("bewaren_account_jaren",),
    toegang=frozenset({Recht.PRIVACY}),
)
LOGBOEK = replace(
    GESCHIEDENIS,
    toelichting="Wordt alleen aangevuld, nooit gewijzigd. Blijft ook staan als het dossier is vernietigd.",
)
VERZEGELING = replace(
    GESCHIEDENIS,
    toegang=frozenset({Recht.VERZEGELEN, Recht.PRIVACY}),
    toelichting="Een collega ziet ook de verzegelingen die voor hemzelf gelden.",
)
OPENING = replace(GESCHIEDENIS, toelichting="De collega die het opschreef ziet het zelf niet terug.")
# What somebody typed is his own until he saves it, and the dossier's from then on.
CONCEPT = Regel(
    Vak.GEDEELD,
    f"{_TAAK}: het werk van een collega mag niet verloren gaan",
    ("concept_bewaartermijn",),
    toegang=frozenset(),
    toelichting="Alleen wie het typte ziet dit terug. In de database staat het versleuteld.",
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

# A file is kept as it came, to answer for what was made of it; for whose work it is depends on the bron.
AANLEVERING = replace(
    PERSOON,
    bewaren=("bewaren_bronbestand_dagen",),
    toelichting="Wie het werk doet waar het bestand over gaat, ziet het. Daarna verdwijnt het.",
)

AANLEVERINGEN = (
    Gegevens(
        "leerplicht.Aanlevering",
        "Een bestand van een register of een school dat is aangeboden om in te lezen, en wat ervan kwam.",
        (
            (AANLEVERING, "bron naam grootte sha256 aangeleverd door status koppen telling onbekend"),
            (AANLEVERING, "alleen_goede ingelezen_door ingelezen_op teruggedraaid_door teruggedraaid_op"),
            (AANLEVERING, "gebleven bestand_weg_op fout"),
            (GEEN_PERSOONSGEGEVEN, "gestart annuleren stap gedaan context"),
        ),
        naam="Aanleveringen",
        namen={
            "door": "aangeboden door",
            "gestart": "werk begonnen op",
            "annuleren": "gevraagd om te stoppen",
            "context": "kenmerk in de geschiedenis",
        },
    ),
    Gegevens(
        "leerplicht.Aanleverregel",
        "De regels van zo'n bestand die iemand moet bekijken, met wat er niet klopt.",
        ((AANLEVERING, "aanlevering regel stand ruw verbeterd fouten verschil kandidaten keuze"),),
        naam="Aanleverregels",
    ),
    Gegevens(
        "leerplicht.Bronvertaling",
        "Wat de koppen en codes van een bron bij ons betekenen.",
        ((GEEN_PERSOONSGEGEVEN, "bron kolom waarde naar"),),
        naam="Bronvertalingen",
    ),
    Gegevens(
        "leerplicht.Bronrij",
        "Welke rij van ons uit welke rij van een bron kwam. Alleen nummers.",
        ((DOSSIER, "bron sleutel doel_id"),),
        naam="Bronrijen",
    ),
)

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

# What the libraries keep for us.
BIBLIOTHEKEN = (
    Gegevens(
        "sessions.Session",
        "Wie is ingelogd, met de laatste zoekvragen. Verloopt vanzelf.",
        ((SESSIE, "session_key session_data expire_date"),),
        naam="Sessies",
    ),
    Gegevens(
        "account.EmailAddress",
        "Het e-mailadres waarmee een collega inlogt.",
        ((ACCOUNT, "user email verified primary"),),
        naam="E-mailadressen om in te loggen",
        namen={"user": "collega", "verified": "bevestigd", "primary": "eerste adres"},
    ),
    Gegevens(
        "account.EmailConfirmation",
        "Bevestiging van een e-mailadres. Wordt niet gebruikt.",
        ((SESSIE, "email_address created sent key"),),
        naam="Bevestigingen van e-mailadressen",
        namen={"created": "gemaakt op", "sent": "verstuurd op", "key": "sleutel"},
    ),
    Gegevens(
        "mfa.Authenticator",
        "De tweede stap bij het inloggen: app, sleutel of herstelcodes.",
        (
            (ACCOUNT, "user type created_at last_used_at"),
            (GEHEIM, "data"),
        ),
        naam="Tweede stappen bij het inloggen",
        namen={
            "user": "collega",
            "type": "soort",
            "created_at": "toegevoegd op",
            "last_used_at": "laatst gebruikt op",
            "data": "geheim van de tweede stap",
        },
    ),
    Gegevens(
        "socialaccount.SocialAccount",
        "Met welk account van de gemeente een collega inlogt. Alleen het nummer dat de gemeente daaraan geeft.",
        ((ACCOUNT, "user provider date_joined last_login"), (GEHEIM, "uid extra_data")),
        naam="Accounts van de gemeente",
        namen={
            "user": "collega",
            "provider": "gemeente",
            "date_joined": "voor het eerst gebruikt op",
            "last_login": "laatst gebruikt op",
            "uid": "nummer bij de gemeente",
            "extra_data": "blijft leeg",
        },
    ),
    Gegevens(
        "pghistory.Context",
        "Bij elke wijziging: welke collega of welk programma, op welke pagina, bij welk verzoek, en waarom.",
        ((GESCHIEDENIS, "created_at updated_at metadata"),),
        naam="Wie wijzigde wat",
        namen={"created_at": "begin", "updated_at": "einde", "metadata": "wie, pagina, verzoek en reden"},
    ),
    *(
        Gegevens(model, "Van het raamwerk; wordt niet gebruikt.", ((GEEN_PERSOONSGEGEVEN, velden),), naam=naam)
        for model, naam, velden in (
            ("auth.Permission", "Rechten van het raamwerk", "name content_type codename"),
            ("auth.Group", "Groepen van het raamwerk", "name"),
            (
                "socialaccount.SocialApp",
                "Inloggen",
                "provider provider_id name client_id secret key settings",
            ),
            (
                "socialaccount.SocialToken",
                "Sleutels ervan",
                "app account token token_secret expires_at",
            ),
            ("auth.Group_permissions", "Rechten per groep", "group permission"),
            ("contenttypes.ContentType", "Namen van tabellen", "app_label model"),
            ("leerplicht.Gebruiker_groups", "Groepen per gebruiker", "gebruiker group"),
            ("leerplicht.Gebruiker_user_permissions", "Rechten per gebruiker", "gebruiker permission"),
        )
    ),
)

GEGEVENS = KERN + AANLEVERINGEN + TOEGANG + BIBLIOTHEKEN
