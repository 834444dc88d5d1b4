"""Who carries out which kind of opdracht: the handlers of the kernel, and those of every app."""

from leerplicht.inlezen import opdrachten as inlezen
from leerplicht.models import MAIL
from leerplicht.onderdeel import Handler, Langlopend, onderdelen
from leerplicht.postvak import mail

# Times an opdracht is tried: with the growing pauses that is most of a working day.
POGINGEN = 12
KERN: dict[str, Handler | Langlopend] = {
    MAIL: Langlopend(mail.verstuur, pogingen=POGINGEN),
    inlezen.SOORT: inlezen.OPDRACHT,
}
KERNNAMEN = {MAIL: "E-mail", inlezen.SOORT: inlezen.NAAM}


def handler_van(soort: str) -> Handler | Langlopend | None:
    """The handler, or None for a kind that this program does not know."""
    for handlers in (KERN, *(onderdeel.opdrachten for onderdeel in onderdelen())):
        if soort in handlers:
            return handlers[soort]
    return None


def namen() -> dict[str, str]:
    """The kinds by the name that a beheerder reads."""
    return KERNNAMEN | {soort: naam for een in onderdelen() for soort, naam in een.opdrachtnamen.items()}


def te_herhalen(soort: str) -> bool:
    """Whether a failed one can be tried again; not when whoever asked was told, and can ask anew."""
    handler = handler_van(soort)
    return handler is not None and not (isinstance(handler, Langlopend) and handler.opgegeven is not None)


def pogingen_van(soort: str) -> int:
    handler = handler_van(soort)
    return handler.pogingen if isinstance(handler, Langlopend) else POGINGEN
