"""The settings as they are in production: checked by Django, and looked at from the outside."""

import json
import os
import subprocess
import sys

import pytest

from tests.cast import WACHTWOORD
from tests.services import PROJECT_DIR
from tests.verhalen.conftest import zoe

__all__ = ["zoe"]

HOST = "leerplicht.voorbeeld.test"
# Logs in as anna and prints the headers and cookies of what comes back.
BEZOEK = f"""
import json, django
django.setup()
from django.core.management import call_command
from django.test import Client
call_command("collectstatic", interactive=False, verbosity=0)
client = Client(headers={{"Host": "{HOST}", "X-Forwarded-For": "192.0.2.1"}})
zonder_tls = client.get("/account/login/")
via_proxy = {{"X-Forwarded-Proto": "https"}}
pagina = client.get("/account/login/", headers=via_proxy)
velden = {{"login": "anna@voorbeeld.test", "password": "{WACHTWOORD}"}}
client.post("/account/login/", velden, headers=via_proxy)
vlaggen = ("secure", "httponly", "samesite", "path", "domain")
print(json.dumps({{
    "zonder_tls": [zonder_tls.status_code, zonder_tls["Location"]],
    "koppen": dict(pagina.headers),
    "koekjes": {{naam: [een[vlag] for vlag in vlaggen] for naam, een in client.cookies.items()}},
}}))
"""


@pytest.fixture
def omgeving(own_database, tmp_path):
    # For the browser in our tests only.
    van_buiten = {naam: waarde for naam, waarde in os.environ.items() if naam != "DJANGO_ALLOW_ASYNC_UNSAFE"}
    return van_buiten | {
        **own_database.environment,
        "DEBUG": "0",
        "ALLOWED_HOSTS": HOST,
        "EMAIL_URL": "smtp+tls://post:geheim@post.voorbeeld.test:587",
        "TRUSTED_PROXY_COUNT": "1",
        "VAR_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "leerplicht.settings",
    }


def draai(omgeving, *opdracht) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, *opdracht],
        cwd=PROJECT_DIR,
        env=omgeving,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=120,
    )


def test_check_deploy_is_clean(omgeving):
    gezegd = draai(omgeving, "manage.py", "check", "--deploy", "--database", "default", "--fail-level", "DEBUG")
    assert (gezegd.returncode, gezegd.stderr, gezegd.stdout) == (
        0,
        "",
        "System check identified no issues (0 silenced).\n",
    )


@pytest.mark.parametrize("naam", ["TRUSTED_PROXY_COUNT", "SECRET_KEY", "CONCEPT_KEYS", "EMAIL_URL"])
def test_it_does_not_start_without_what_it_must_be_told(omgeving, naam):
    del omgeving[naam]
    gezegd = draai(omgeving, "manage.py", "check")
    assert (gezegd.returncode, f"Set the {naam} environment variable" in gezegd.stderr) == (1, True)


def test_an_identity_provider_without_tls_is_refused(omgeving):
    een = {"naam": "Zoetermeer", "server_url": "http://login.test", "client_id": "a", "client_secret": "b"}
    gezegd = draai(omgeving | {"OIDC": json.dumps({"0637": een})}, "manage.py", "check")
    assert (gezegd.returncode, "server_url moet met https:// beginnen" in gezegd.stderr) == (1, True)


def test_headers_and_cookies(omgeving, zoe):
    gezegd = draai(omgeving, "-c", BEZOEK)
    assert gezegd.returncode == 0, gezegd.stderr
    gezien = json.loads(gezegd.stdout)
    assert gezien["zonder_tls"] == [301, f"https://{HOST}/account/login/"]
    veilig = [True, True, "Lax", "/", ""]
    namen = ("__Host-csrftoken", "__Host-sessionid", "__Host-apparaat")
    assert gezien["koekjes"] == dict.fromkeys(namen, veilig)
    koppen = gezien["koppen"]
    csp = sorted(koppen.pop("Content-Security-Policy").split("; "))
    assert csp == [
        "base-uri 'none'",
        "connect-src 'self'",
        "default-src 'none'",
        "font-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "img-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
    ]
    assert {naam: koppen[naam] for naam in koppen if naam in VERWACHT} == VERWACHT
    assert "no-store" in koppen["Cache-Control"]


VERWACHT = {
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains; preload",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
