"""Logging in with a second factor, as the tests need it."""

import time
from contextlib import contextmanager

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.test import Client
from django.urls import reverse

from tests.cast import WACHTWOORD

GEHEIM = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def zet_app(gebruiker, geheim: str = GEHEIM) -> Authenticator:
    """The user has an app with codes as second factor."""
    return TOTP.activate(gebruiker, geheim).instance


def code(geheim: str = GEHEIM, stap: int = 0) -> str:
    """What the app shows now; `stap`: of half a minute earlier or later."""
    return format_hotp_value(hotp_value(geheim, int(time.time()) // 30 + stap))


def met_wachtwoord(gebruiker, client: Client | None = None, wachtwoord: str = WACHTWOORD) -> Client:
    """A browser in which the user has filled in the password, and nothing more."""
    client = client or Client()
    client.post(reverse("account_login"), {"login": gebruiker.email, "password": wachtwoord})
    return client


def ingelogd(client: Client) -> bool:
    """Does the start page open, instead of leading to one of the pages of the login?"""
    return not client.get("/").headers.get("Location", "").startswith("/account/")


def sleutel_in(page) -> str:
    """Puts a security key into the computer, which its user touches at once; its id."""
    cdp = page.context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    opties = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    opties |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    return cdp.send("WebAuthn.addVirtualAuthenticator", {"options": opties})["authenticatorId"]


@contextmanager
def zonder_verbinding(page):
    page.route("**/*", lambda route: route.abort())
    yield
    page.unroute("**/*")
