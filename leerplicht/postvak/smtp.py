"""Django's SMTP backend, which also remembers whether the text of a message was offered to the server."""

import smtplib
from typing import Any

from django.core.mail.backends.smtp import EmailBackend


class _Onthoudt:
    """From DATA on nobody knows what the server does with a message, until it answers."""

    aangeboden = False

    def data(self, msg: Any) -> Any:
        self.aangeboden = True
        return super().data(msg)  # type: ignore[misc]


class _Smtp(_Onthoudt, smtplib.SMTP):
    pass


class _SmtpSsl(_Onthoudt, smtplib.SMTP_SSL):
    pass


class SmtpBackend(EmailBackend):
    """`aangeboden`: whether DATA was begun on this connection."""

    connection: Any

    @property
    def connection_class(self):
        return _SmtpSsl if self.use_ssl else _Smtp

    @property
    def aangeboden(self) -> bool:
        return self.connection is not None and self.connection.aangeboden
