"""What templates need to show a value to this user and no other."""

from django import template

from leerplicht.models import Code, Gebruiker
from leerplicht.toegang.leesbaar import code_in_woorden

register = template.Library()


@register.filter
def voor(code: Code | None, gebruiker: Gebruiker) -> str:
    """`{{ melding.resultaat|voor:user }}`: the code as this user may read it; nothing for None."""
    return code_in_woorden(code, gebruiker)
