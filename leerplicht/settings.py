"""The one settings file. The environment is read here, loudly, and nowhere else."""

import json
import os
from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote

import environ

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
# A secret may also stand in a file: SECRET_KEY_FILE is the path of the file that holds SECRET_KEY.
SECRETS = (
    "DATABASE_URL",
    "DATABASE_OWNER_URL",
    "DATABASE_BACKUP_URL",
    "REDIS_URL",
    "SECRET_KEY",
    "SECRET_KEY_FALLBACKS",
    "CONCEPT_KEYS",
    "METRICS_TOKEN",
    "OIDC",
)
env.ENVIRON = {
    **os.environ,
    **{name: Path(env.str(f"{name}_FILE")).read_text().strip() for name in SECRETS if f"{name}_FILE" in env},
}

# Without DATABASE_URL the project brings its own PostgreSQL and Valkey (leerplicht/embedded).
EMBEDDED = "DATABASE_URL" not in env
VAR_DIR = Path(env.str("VAR_DIR", str(BASE_DIR / "var")))

# Off in the demo too: an error there is our own page, not Django's with everything in it.
DEBUG = env.bool("DEBUG", False)
# On this machine there is no TLS, and static files are served from where they lie.
LOCAL = EMBEDDED or DEBUG
if EMBEDDED:
    from leerplicht import embedded

    _urls = embedded.urls(VAR_DIR)
    DATABASE_URL, DATABASE_OWNER_URL, DATABASE_BACKUP_URL = _urls.app, _urls.owner, _urls.backup
    REDIS_URL = env.str("REDIS_URL", _urls.redis)
    CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", _urls.broker if "REDIS_URL" not in env else REDIS_URL)
    SECRET_KEY = embedded.secret_key(VAR_DIR)
    CONCEPT_KEYS = env.list("CONCEPT_KEYS", default=[embedded.secret_key(VAR_DIR, "concept_key")])
else:
    DATABASE_URL = env.str("DATABASE_URL")
    DATABASE_OWNER_URL = env.str("DATABASE_OWNER_URL", DATABASE_URL)
    # Only for `manage.py backup`, which reads every gemeente; no other process is given it.
    DATABASE_BACKUP_URL = env.str("DATABASE_BACKUP_URL", "")
    REDIS_URL = env.str("REDIS_URL")
    # Celery spells the URL of a socket differently from redis-py.
    CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", REDIS_URL)
    SECRET_KEY = env.str("SECRET_KEY")
    # The first encrypts drafts, all of them decrypt: see leerplicht/formulieren/geheim.py.
    CONCEPT_KEYS = env.list("CONCEPT_KEYS")

# Former keys, while a new one is taken into use: what they signed (sessions, links in mails) stays valid.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])

INSTALLED_APPS = [
    "leerplicht",
    "meldingen",
    "doorstroompunt",
    "rapportage",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_filters",
    "django_htmx",
    "lucide",
    "pgtrigger",
    "pghistory",
]

MIDDLEWARE = [
    "leerplicht.beheer.metrics.MeetMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "leerplicht.toegang.middleware.NietBewarenMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Django's LoginRequiredMiddleware, which here keeps the form of who was logged out.
    "leerplicht.formulieren.middleware.InlogMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    # Locks the screen of who does nothing, and ends the session of a whole working day.
    "leerplicht.toegang.inloggen.slot.SlotMiddleware",
    # Nobody gets further without the second factor that the role asks.
    "leerplicht.toegang.inloggen.tweede_factor.TweedeFactorMiddleware",
    # Around that transaction: what was sent and not accepted is kept.
    "leerplicht.formulieren.middleware.NietAangenomenMiddleware",
    # Opens the transaction around the whole request and tells PostgreSQL which gemeente may be seen.
    "leerplicht.toegang.middleware.GemeenteMiddleware",
    # Inside that transaction: a form is acted upon once, and its draft goes when it is saved.
    "leerplicht.formulieren.middleware.FormulierMiddleware",
    # Who changes something, on which page, in which request: kept with every change.
    "leerplicht.toegang.logboek.geschiedenis.GeschiedenisMiddleware",
]

ROOT_URLCONF = "leerplicht.urls"
WSGI_APPLICATION = "leerplicht.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "leerplicht.toegang.context.gemeente",
                "leerplicht.toegang.context.slot",
                "leerplicht.toegang.context.zegels",
            ],
            # As near at hand as `csrf_token`, beside which it stands.
            "builtins": ["leerplicht.templatetags.formulieren"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"


def _database(url: str) -> dict:
    # A socket directory is written as the host, percent-encoded; django-environ leaves it so.
    config = env.db_url_config(url)
    return {**config, "HOST": unquote(config.get("HOST") or "")}


# `default` is the app role, bound by row-level security; `owner` migrates and is used by nothing else.
DATABASES = {
    "default": {**_database(DATABASE_URL), "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True},
    "owner": _database(DATABASE_OWNER_URL),
}
DATABASE_ROUTERS: list[str] = []
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}

# --- who
AUTH_USER_MODEL = "leerplicht.Gebruiker"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "leerplicht.toegang.wachtwoord.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "leerplicht.toegang.wachtwoord.GeradenWoordenValidator", "OPTIONS": {"vanaf": 12}},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "start"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "leerplicht.toegang.inloggen.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "leerplicht.toegang.inloggen.forms.Inloggen",
    "change_password": "leerplicht.toegang.inloggen.forms.WachtwoordWijzigen",
    "reset_password": "leerplicht.toegang.inloggen.forms.WachtwoordVergeten",
    "reset_password_from_key": "leerplicht.toegang.inloggen.forms.NieuwWachtwoord",
    "reauthenticate": "leerplicht.toegang.inloggen.forms.WachtwoordBevestigen",
}
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
# A stranger must not learn from us who works here, nor be able to have us write to whomever he likes.
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# Also the link with which a new colleague chooses his first.
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60
# How many proxies of our own stand before the application; each adds the address it saw to X-Forwarded-For.
# Too high and anybody can pretend an address; too low and everybody seems to have the same one: so it is asked.
TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", 0) if LOCAL else env.int("TRUSTED_PROXY_COUNT")
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXY_COUNT
# A town hall is one address: on Monday morning hundreds log in from it, and some mistype. What stops guessing is
# the limit per account ("key"); the one per address only stops who tries one password on everybody.
ACCOUNT_RATE_LIMITS = {
    "login": "1200/m/ip",
    "login_failed": "400/m/ip,5/15m/key",
    "reset_password": "60/m/ip,3/15m/key",
    "reset_password_from_key": "60/m/ip",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
}

# The second factor, for the roles that ask it. Off in the demo, whose passwords anybody can read.
TWEEDE_FACTOR = env.bool("TWEEDE_FACTOR", not EMBEDDED)
MFA_ADAPTER = "leerplicht.toegang.inloggen.adapters.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "leerplicht.toegang.inloggen.forms.TweedeStap",
    "reauthenticate": "leerplicht.toegang.inloggen.forms.TweedeStapOpnieuw",
    "activate_totp": "leerplicht.toegang.inloggen.forms.AppInstellen",
    "add_webauthn": "leerplicht.toegang.inloggen.forms.SleutelToevoegen",
}
MFA_TOTP_ISSUER = "Leerplicht & Doorstroompunt"
# A clock may be half a minute off; a used code is refused all the same.
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True

# The accounts of the gemeenten themselves, by gemeentecode. Best from a file, since it holds secrets (OIDC_FILE):
# {"0637": {"naam": "Zoetermeer", "server_url": "https://…", "client_id": "…", "client_secret": "…"}}
# With "tweede_factor": true the gemeente says that it always asks one itself.
OIDC: dict[str, dict] = json.loads(env.str("OIDC", "") or "{}")
for _code, _een in OIDC.items():
    if not (LOCAL or _een["server_url"].startswith("https://")):
        raise environ.ImproperlyConfigured(f"OIDC {_code}: server_url moet met https:// beginnen.")
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": code,
                "name": een["naam"],
                "client_id": een["client_id"],
                "secret": een["client_secret"],
                "settings": {"server_url": een["server_url"]},
            }
            for code, een in OIDC.items()
        ],
    }
}
SOCIALACCOUNT_ADAPTER = "leerplicht.toegang.inloggen.gemeenteaccount.GemeenteaccountAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_REQUESTS_TIMEOUT = 10

# --- safety
# A session lasts a working day at most; without activity its screen is locked long before that.
SESSION_COOKIE_AGE = 12 * 60 * 60
SLOT_NA = timedelta(minutes=env.int("SLOT_NA_MINUTEN", 15))
# With it, a browser takes the cookie only from this host itself, over TLS.
COOKIE_PREFIX = "" if LOCAL else "__Host-"
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrftoken"
SESSION_COOKIE_HTTPONLY = True
# Not "Strict": the answer of the gemeente's own login screen comes from another site.
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "leerplicht.formulieren.onderschept.csrf_mislukt"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if not LOCAL:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", True)
    # Asked by the container platform itself, behind the proxy that ends TLS.
    SECURE_REDIRECT_EXEMPT = ["^gezond/"]
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    if TRUSTED_PROXY_COUNT:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}

# --- language and time
LANGUAGE_CODE = "nl"
USE_I18N = True
USE_THOUSAND_SEPARATOR = True
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
FORMAT_MODULE_PATH = ["leerplicht.formats"]

# --- static files
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = VAR_DIR / "staticfiles"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if not LOCAL
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = LOCAL

# --- background work
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_IGNORE_RESULT = True
# A message waits for the first process that is free, not behind the report that one of them makes.
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TIMEZONE = "UTC"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
# Longer than a task may take, so that Redis delivers again only what a dead worker had.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 1200,
    # A broker that does not answer must not keep a page or a worker waiting for ever.
    "socket_connect_timeout": 3,
    "socket_timeout": 10,
    "socket_keepalive": True,
    "health_check_interval": 30,
}
# For ever, also for a worker that lost the broker while it ran.
CELERY_BROKER_CONNECTION_MAX_RETRIES = None

# --- to be looked at from outside: Prometheus brings this token; without one there is no page with numbers
METRICS_TOKEN = env.str("METRICS_TOKEN", "")
# Documents of dossiers, by the hash of their content (leerplicht/bestanden); part of every backup.
BESTANDEN_DIR = VAR_DIR / "bestanden"
# Judged before they are kept; with a scanner (tcp://host:3310 or unix:///run/clamav/clamd.ctl) for viruses too.
CLAMD_URL = env.str("CLAMD_URL", "")
FILE_UPLOAD_HANDLERS = [
    "leerplicht.bestanden.upload.BegrensdeUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# --- history by database triggers: sees update(), COPY and psql
PGHISTORY_APPEND_ONLY = True

# --- what goes wrong, on standard error
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "leerplicht.logs.PlaceOnlyFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # Without Django's own handlers, which mail or print the whole request.
    "loggers": {"django": {"handlers": [], "level": "INFO", "propagate": True}},
}

# --- e-mail: only ever to colleagues, always through the outbox (leerplicht/postvak)
if "EMAIL_URL" in env or not LOCAL:
    _email = env.email_url("EMAIL_URL")
    EMAIL_HOST, EMAIL_PORT = _email["EMAIL_HOST"], _email["EMAIL_PORT"]
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _email["EMAIL_HOST_USER"], _email["EMAIL_HOST_PASSWORD"]
    EMAIL_USE_TLS, EMAIL_USE_SSL = _email.get("EMAIL_USE_TLS", False), _email.get("EMAIL_USE_SSL", False)
    EMAIL_BACKEND = "leerplicht.postvak.smtp.SmtpBackend"
else:
    # In the log of the worker.
    EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "leerplicht@localhost")
# Where a colleague logs in, for the text of an e-mail.
SITE_URL = env.str("SITE_URL", "http://127.0.0.1:8000/" if LOCAL else f"https://{ALLOWED_HOSTS[0].strip('.')}/")

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
