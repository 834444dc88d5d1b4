"""A kind of work for the tests: each time it is done a gezin more stands in the gemeente."""

import pytest

from leerplicht import onderdeel
from leerplicht.models import Gezin, Opdracht
from leerplicht.postvak.actions import zet_klaar
from leerplicht.toegang.gemeente import in_gemeente
from tests.cast import _gemeente
from tests.mailserver import Mailserver


class Proef:
    """`fout`: what the handler raises after it has written. `aantal()`: how often the work was done."""

    fout: Exception | None = None

    def __init__(self, gemeente):
        self.gemeente = gemeente

    def doe(self, gemeente_id, onderwerp_id):
        Gezin.objects.create(gemeente_id=gemeente_id)
        if self.fout:
            raise self.fout

    def aantal(self) -> int:
        with in_gemeente(self.gemeente.pk):
            return Gezin.objects.count()

    def vraag(self, sleutel="proef-1") -> Opdracht:
        with in_gemeente(self.gemeente.pk):
            return zet_klaar("proef", gemeente_id=self.gemeente.pk, onderwerp_id=1, sleutel=sleutel)


@pytest.fixture
def registreer(monkeypatch):
    """Let handlers take part for one test: `registreer({soort: handler})`."""

    def met(opdrachten):
        extra = onderdeel.Onderdeel("proef", "Proef", {}, lambda zaken: {}, opdrachten=opdrachten)
        monkeypatch.setitem(onderdeel._ONDERDELEN, "proef", extra)

    return met


@pytest.fixture
def gemeente_vast(own_database):
    """A gemeente that is committed, for work in other threads and without a gemeente around it."""
    return _gemeente("0637", "Zoetermeer")


@pytest.fixture
def proef(zoetermeer, registreer):
    return _proef(zoetermeer, registreer)


@pytest.fixture
def proef_vast(gemeente_vast, registreer):
    return _proef(gemeente_vast, registreer)


def _proef(gemeente, registreer):
    proef = Proef(gemeente)
    registreer({"proef": proef.doe})
    return proef


@pytest.fixture(scope="session")
def mailserver_proces(tmp_path_factory):
    server = Mailserver(tmp_path_factory.mktemp("mail"))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def mailserver(mailserver_proces, settings):
    """The mail server of the settings; it accepts, and has no messages yet."""
    server = mailserver_proces
    server.herstel()
    settings.EMAIL_BACKEND = "leerplicht.postvak.smtp.SmtpBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", server.port, 0.5
    return server
