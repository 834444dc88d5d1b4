"""The one rule for passwords that Django does not have in Dutch."""

from django.contrib.auth import password_validation


class MinimumLengthValidator(password_validation.MinimumLengthValidator):
    def get_error_message(self):
        return f"Het wachtwoord is te kort: neem ten minste {self.min_length} tekens."
