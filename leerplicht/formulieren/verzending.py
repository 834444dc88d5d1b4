"""Nothing is written twice: every form carries a random key, and what was sent under it is remembered.

The memory is of the key *and* the content. The same key with the same content is the same sending: a double click,
a retry after a lost connection, "back" and the button again. It is answered with the outcome of the first, also
while the first still runs: its insert waits for the unique index. The same key with another content is another
sending: who goes back and changes the text means it to be saved, as a second note or as a change that `version`
judges. The row is written in the transaction of the request: what was rolled back was not sent. A form that is
answered with its errors has not been sent either, and keeps its key.
"""

from django.db import connection
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from leerplicht.formulieren.bewijs import Bewijs
from leerplicht.formulieren.concept import SLEUTEL, VOLGNUMMER, ingevuld
from leerplicht.models import Verzending
from leerplicht.toegang.gemeente import in_gemeente
from leerplicht.toegang.verzoek import Verzoek

AL_VERZONDEN = "Dit formulier was al verzonden. Er is niets dubbel opgeslagen."
LANGSTE_SLEUTEL = 43
LANGSTE_ADRES = 500


def neem_op(request: Verzoek) -> tuple[Verzending, bool] | None:
    """Remember this sending, or find the one that it repeats: (sending, whether it is new).

    None for a form without a key: a search, a part of a page.
    """
    sleutel = request.POST.get(SLEUTEL, "")
    if not sleutel or len(sleutel) > LANGSTE_SLEUTEL:
        return None
    volgnummer = request.POST.get(VOLGNUMMER, "")
    kenmerk = {
        "gemeente": request.user.gemeente,
        "gebruiker": request.user,
        "sleutel": sleutel,
        "inhoud": _kenmerk(request),
    }
    return Verzending.objects.get_or_create(
        **kenmerk, defaults={"volgnummer": int(volgnummer) if volgnummer.isdecimal() else 0}
    )


def eerder_verzonden(request: HttpRequest, bewezen: Bewijs) -> str | None:
    """Where this same sending led to when it was acted upon before; also for who has no session any more."""
    with in_gemeente(bewezen.gemeente):
        verzending = Verzending.objects.filter(
            gemeente_id=bewezen.gemeente,
            gebruiker_id=bewezen.gebruiker,
            sleutel=request.POST.get(SLEUTEL, ""),
            inhoud=_kenmerk(request),
        ).first()
    return verzending.naar if verzending else None


def rond_af(verzending: Verzending, naar: str | None) -> None:
    """The form was acted upon and led to `naar`; None: it was not, and its key is free again."""
    if connection.needs_rollback:
        return
    if naar is None or len(naar) > LANGSTE_ADRES:
        verzending.delete()
        return
    verzending.naar = naar
    verzending.save(update_fields=["naar"])


def _kenmerk(request: HttpRequest) -> str:
    """What was sent and to which address; keyed, so that a BSN cannot be guessed from it."""
    return salted_hmac(
        "leerplicht.verzending", f"{request.path}?{ingevuld(request.POST)}", algorithm="sha256"
    ).hexdigest()
