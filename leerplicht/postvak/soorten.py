"""Who carries out which kind of opdracht: the handlers of the kernel, and those of every app."""

from leerplicht.models import MAIL
from leerplicht.onderdeel import Handler, Langlopend, onderdelen
from leerplicht.postvak import mail

# Times an opdracht is tried: with the growing pauses that is most of a working day.
POGINGEN = 12
KERN: dict[str, Handler | Langlopend] = {MAIL: Langlopend(mail.verstuur, pogingen=POGINGEN)}


def handler_van(soort: str) -> Handler | Langlopend | None:
    """The handler, or None for a kind that this program does not know."""
    for handlers in (KERN, *(onderdeel.opdrachten for onderdeel in onderdelen())):
        if soort in handlers:
            return handlers[soort]
    return None


def pogingen_van(soort: str) -> int:
    handler = handler_van(soort)
    return handler.pogingen if isinstance(handler, Langlopend) else POGINGEN
