"""allauth's forms with our words. What they check and do stays allauth's."""

from allauth.account import forms as account
from allauth.mfa.base import forms as factor
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.core.cache import cache

from leerplicht.toegang.inloggen.adapters import MfaAdapter

# Longer than a code of the app is accepted (its own half minute, and one on either side).
CODE_GEBRUIKT = 120


class Inloggen(account.LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _noem(self, {"login": "E-mailadres", "password": "Wachtwoord"})
        self.fields["password"].help_text = ""


class WachtwoordWijzigen(account.ChangePasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _noem(self, {"oldpassword": "Huidig wachtwoord", **NIEUW})
        self.fields["oldpassword"].help_text = ""
        self.fields["password1"].help_text = EISEN


class WachtwoordVergeten(account.ResetPasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _noem(self, {"email": "E-mailadres"})


class NieuwWachtwoord(account.ResetPasswordKeyForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _noem(self, NIEUW)
        self.fields["password1"].help_text = EISEN


class WachtwoordBevestigen(account.ReauthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _noem(self, {"password": "Wachtwoord"})
        self.fields["password"].help_text = ""


class _Code(forms.Form):
    """A code of the app works once: allauth forgets a used one before it stops accepting it."""

    authenticator: Authenticator

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _noem(self, {"code": "Code"})
        self.fields["code"].help_text = "De zes cijfers uit de app, of een van uw herstelcodes."
        # A recovery code has only digits too, so the telephone may show its digits.
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "maxlength": 20}

    def clean_code(self):
        code = super().clean_code()  # type: ignore[misc]
        gebruikt = f"totp-gebruikt:{self.authenticator.user_id}:{code}"
        if self.authenticator.type == Authenticator.Type.TOTP and not cache.add(gebruikt, 1, CODE_GEBRUIKT):
            raise MfaAdapter().validation_error("incorrect_code")
        return code


class TweedeStap(_Code, factor.AuthenticateForm):
    pass


class TweedeStapOpnieuw(_Code, factor.ReauthenticateForm):
    pass


class AppInstellen(totp.ActivateTOTPForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _noem(self, {"code": "Code uit de app"})
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "maxlength": 20}


class SleutelToevoegen(webauthn.AddWebAuthnForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _noem(self, {"name": "Naam van de sleutel"})
        self.fields["name"].help_text = "Zo herkent u hem later, bijvoorbeeld: laptop van het werk."
        self.fields["name"].max_length = 60


NIEUW = {"password1": "Nieuw wachtwoord", "password2": "Nieuw wachtwoord (herhaling)"}
EISEN = "Ten minste 12 tekens. Een zin van een paar woorden is lang en toch te onthouden."


def _noem(form: forms.Form, labels: dict[str, str]) -> None:
    for naam, label in labels.items():
        form.fields[naam].label = label
        form.fields[naam].widget.attrs.pop("placeholder", None)
