"""What the libraries keep for us."""

from leerplicht.gegevenskaart import GEEN_PERSOONSGEGEVEN, Gegevens
from leerplicht.privacy.regels import ACCOUNT, GEHEIM, GESCHIEDENIS, SESSIE

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
