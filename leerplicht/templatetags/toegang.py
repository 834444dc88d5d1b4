"""What an e-mail about an account needs, and the accounts of the gemeenten."""

from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django import template
from django.urls import reverse

from leerplicht.models import Gebruiker
from leerplicht.toegang.inloggen.gemeenteaccount import Ingang, ingang_van, ingangen

register = template.Library()


register.simple_tag(ingangen, name="gemeenteaccounts")


@register.simple_tag(takes_context=True)
def gemeenteaccount(context: dict[str, Any]) -> Ingang | None:
    """The account of a gemeente with which this session began, to open its lock with."""
    return ingang_van(context["request"])


@register.simple_tag
def wachtwoordlink(gebruiker: Gebruiker, adres: str) -> str:
    """The address where the user chooses a password, as allauth's own reset makes it. `adres`: of the product.

    Made when the e-mail is sent, so that the secret in it stands nowhere else.
    """
    sleutel = {"uidb36": user_pk_to_url_str(gebruiker), "key": default_token_generator.make_token(gebruiker)}
    return f"{adres.rstrip('/')}{reverse('account_reset_password_from_key', kwargs=sleutel)}"
