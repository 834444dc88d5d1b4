"""Where allauth asks how this product wants it."""

import logging
import smtplib
import time

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.urls import reverse

from leerplicht.models import Gebruiker
from leerplicht.toegang.inloggen import geheim
from leerplicht.toegang.inloggen.apparaat import merk_van_bekend
from leerplicht.toegang.inloggen.tweede_factor import FACTOREN, heeft_factor, vereist

logger = logging.getLogger(__name__)

# How long the last proof of who you are is fresh enough to change the proofs themselves.
VERS = 5 * 60


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "Dit account is niet meer actief. Vraag de functioneel beheerder van uw gemeente.",
        "email_password_mismatch": "Het e-mailadres of het wachtwoord klopt niet.",
        "enter_current_password": "Dit is niet uw huidige wachtwoord.",
        "incorrect_code": "Deze code klopt niet. Vul de code in die nu in de app staat.",
        "incorrect_password": "Dit wachtwoord klopt niet.",
        "invalid_password_reset": "Deze link is niet meer geldig. Vraag een nieuwe aan.",
        "too_many_login_attempts": "Te veel mislukte pogingen. Probeer het over een kwartier opnieuw.",
        "rate_limited": "Te veel pogingen achter elkaar. Probeer het over een paar minuten opnieuw.",
    }

    def is_open_for_signup(self, request):
        """Users are made by the beheerder, nobody signs up."""
        return False

    def get_login_stages(self):
        return ["leerplicht.toegang.inloggen.stap.TweedeFactorStap"]

    def is_reauthentication_required(self, *, app, **kwargs):
        """Not when he has just shown who he is: for who has a second factor, with that factor."""
        gebruiker = self.request.user
        heeft = heeft_factor(gebruiker)
        return not any(
            time.time() - een["at"] < VERS and (een["method"] == "mfa" or not heeft)
            for een in get_authentication_records(self.request, gebruiker)
        )

    def get_reauthentication_methods(self, user):
        """Who has a second factor confirms with that; the password alone would let a thief add a factor."""
        if not user.is_authenticated:
            return []
        soorten = set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
        if not soorten & set(FACTOREN):
            naam, wat = "account_reauthenticate", "Met uw wachtwoord"
            return [{"id": naam, "description": wat, "url": reverse(naam)}] if user.has_usable_password() else []
        wijzen = [
            ("mfa_reauthenticate", "Met een code", {Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES}),
            ("mfa_reauthenticate_webauthn", "Met uw sleutel", {Authenticator.Type.WEBAUTHN}),
        ]
        if Authenticator.Type.TOTP not in soorten:
            wijzen.reverse()
        return [
            {"id": naam, "description": wat, "url": reverse(naam)}
            for naam, wat, nodig in wijzen
            if soorten & nodig
        ]

    def _get_login_attempts_cache_key(self, request, **credentials):
        """An attack must not lock out the owner: a device on which he logged in before counts apart."""
        gebruiker = Gebruiker.objects.filter(email__iexact=credentials.get("email", "")).first()
        merk = merk_van_bekend(request, gebruiker) if gebruiker else None
        return f"{super()._get_login_attempts_cache_key(request, **credentials)}:{merk or ''}"

    def send_mail(self, template_prefix, email, context):
        """A mail server that does not answer must not undo what the user did; the log says that it failed."""
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, smtplib.SMTPException) as fout:
            logger.error("Mail %s niet verstuurd: %s", template_prefix, type(fout).__name__)


class MfaAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": "Dit is uw enige tweede stap. Stel eerst een andere in.",
        "cannot_generate_recovery_codes": "Stel eerst een tweede stap in.",
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
    }

    def encrypt(self, text):
        return geheim.versleutel(text)

    def decrypt(self, encrypted_text):
        return geheim.ontsleutel(encrypted_text)

    def can_delete_authenticator(self, authenticator):
        anderen = Authenticator.objects.filter(user=authenticator.user, type__in=FACTOREN).exclude(
            pk=authenticator.pk
        )
        return anderen.exists() or not vereist(authenticator.user)

    def generate_authenticator_name(self, user, type):
        return f"Sleutel {Authenticator.objects.filter(user=user, type=type).count() + 1}"
