"""A colleague lost the second factor: another beheerder takes it away, so that he can set up a new one."""

import datetime

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from leerplicht.models import Gebruiker
from leerplicht.postvak.actions import mail_collega
from leerplicht.toegang.gebruikers.actions import vergrendeld_account


@transaction.atomic
def reset_tweede_factor(gebruiker: Gebruiker, *, waarom: str, door: Gebruiker, op: datetime.date) -> Gebruiker:
    """Every proof but the password goes, and every session ends. For a day the password is enough to set up anew.

    Never one's own: whoever has taken over a session of a beheerder must not get rid of what stops him.
    """
    gebruiker = vergrendeld_account(gebruiker, door)
    if not gebruiker.is_active:
        raise ValidationError("Deze collega is niet actief. Activeer eerst het account.")
    Authenticator.objects.filter(user=gebruiker).delete()
    SocialAccount.objects.filter(user=gebruiker).delete()
    gebruiker.factor_gereset_op = timezone.now()
    gebruiker.factor_gereset_waarom = waarom
    gebruiker.sessieronde = F("sessieronde") + 1
    gebruiker.save(update_fields=["factor_gereset_op", "factor_gereset_waarom", "sessieronde"])
    mail_collega(
        gebruiker,
        sjabloon="tweede_stap_gereset",
        sleutel=f"tweede-stap-{gebruiker.pk}-{gebruiker.factor_gereset_op:%Y%m%d%H%M%S%f}",
    )
    return gebruiker
