"""Send one e-mail: the only step of an opdracht outside the database.

Before the message is handed to the mail server the row is *verzendt*, committed. A refusal is an answer: later or
never again. No answer is *onzeker*.
"""

import datetime
import re
import smtplib
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.template import Context, Engine, Template, TemplateDoesNotExist
from django.utils import timezone

from leerplicht.models import Opdracht, OpdrachtStatus
from leerplicht.postvak.uitkomsten import Later, Mislukt, NietMeerVanOns, Onzeker, Vervallen

# Longer than a conversation with a slow mail server takes.
VERZENDTIJD = datetime.timedelta(minutes=5)

GEEN_ONTVANGER = "De ontvanger werkt hier niet meer."
GEEN_SERVER = "De mailserver antwoordt niet."
WEGGEVALLEN = "De verbinding met de mailserver viel weg. Het is niet zeker of het bericht is aangekomen."


def verstuur(opdracht: Opdracht) -> None:
    """Render and send. Raises how it ended when that was not well."""
    ontvanger = opdracht.ontvanger
    if ontvanger is None or not ontvanger.is_active:
        raise Vervallen(GEEN_ONTVANGER)
    bericht = _bericht(opdracht)
    server = get_connection()
    try:
        # Before *verzendt*: a server that is down is no reason for doubt.
        server.open()
    except (smtplib.SMTPException, OSError) as fout:
        raise Later(GEEN_SERVER) from fout
    try:
        _markeer_verzendt(opdracht)
        _bied_aan(server, bericht)
    finally:
        # The answer is known by now; a server that does not say goodbye changes nothing.
        with suppress(smtplib.SMTPException, OSError):
            server.close()


def sjabloon(naam: str) -> Template:
    """The text of an e-mail by name. Raises TemplateDoesNotExist."""
    return Engine.get_default().get_template(f"postvak/{naam}.txt")


def onderwerp(naam: str) -> str:
    """The subject of an e-mail by name: the first line of its text, the same for everybody."""
    try:
        tekst = sjabloon(naam).source
    except TemplateDoesNotExist:
        return naam
    # Tags that load something stand before it.
    return re.sub(r"{%.*?%}", "", tekst).partition("\n")[0].strip()


def _bericht(opdracht: Opdracht) -> EmailMessage:
    gegevens = {"ontvanger": opdracht.ontvanger, "gemeente": opdracht.gemeente, "adres": settings.SITE_URL}
    # Plain text: an apostrophe in a name stays one.
    tekst = sjabloon(opdracht.sjabloon).render(Context(gegevens, autoescape=False))
    onderwerp, _, inhoud = tekst.partition("\n")
    return EmailMessage(
        subject=onderwerp.strip(),
        body=inhoud.strip() + "\n",
        to=[opdracht.ontvanger.email] if opdracht.ontvanger else [],
        # The same at every attempt, so that a mail server can see that it has it already.
        headers={"Message-ID": f"<opdracht-{opdracht.pk}-{opdracht.aangemaakt:%Y%m%d%H%M%S}@leerplicht>"},
    )


@transaction.atomic
def _markeer_verzendt(opdracht: Opdracht) -> None:
    rijen = Opdracht.objects.filter(pk=opdracht.pk, token=opdracht.token, status=OpdrachtStatus.BEZIG)
    if not rijen.update(status=OpdrachtStatus.VERZENDT, vervalt=timezone.now() + VERZENDTIJD):
        raise NietMeerVanOns


def _bied_aan(server: Any, bericht: EmailMessage) -> None:
    try:
        server.send_messages([bericht])
    except smtplib.SMTPRecipientsRefused as fout:
        raise _geweigerd(*next(iter(fout.recipients.values()))) from fout
    except smtplib.SMTPResponseException as fout:
        if not 400 <= fout.smtp_code < 600:
            raise Onzeker(WEGGEVALLEN) from fout
        raise _geweigerd(fout.smtp_code, fout.smtp_error) from fout
    except (smtplib.SMTPException, OSError) as fout:
        if getattr(server, "aangeboden", True):
            raise Onzeker(WEGGEVALLEN) from fout
        raise Later(GEEN_SERVER) from fout


def _geweigerd(code: int, _tekst: Any) -> Exception:
    """The text of the server is left out: it repeats the address."""
    if code >= 500:
        return Mislukt(f"De mailserver weigert het bericht (code {code}).")
    return Later(f"De mailserver neemt het bericht nu niet aan (code {code}).")
