"""/gezond/ says what works: each part is broken here once, with the real thing behind it."""

import datetime
import json
import socket

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone

from leerplicht import tasks
from leerplicht.beheer import gezond
from leerplicht.beheer.gezond import Stand
from leerplicht.models import Herstelproef

ALLES_GOED = {"database": "ok", "migraties": "ok", "wachtrij": "ok", "lettertypen": "ok"}


def _klaar() -> tuple[int, dict]:
    antwoord = Client().get("/gezond/klaar/")
    return antwoord.status_code, json.loads(antwoord.content)


def _stand(code: str) -> tuple[Stand, str]:
    meting = next(meting for meting in gezond.alle_metingen() if meting.code == code)
    return meting.stand, meting.zin


def test_ready_without_login(db):
    assert _klaar() == (200, {"stand": "ok", "onderdelen": ALLES_GOED})


def test_alive_asks_nobody(settings):
    """No database in this test: pytest-django would refuse a query."""
    antwoord = Client().get("/gezond/leeft/")
    assert (antwoord.status_code, json.loads(antwoord.content)) == (200, {"stand": "ok"})


def test_a_migration_that_is_missing_is_not_ready(db):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'rapportage'")
    status, gezegd = _klaar()
    assert (status, gezegd) == (503, {"stand": "fout", "onderdelen": ALLES_GOED | {"migraties": "fout"}})


def test_a_broker_that_is_away_is_not_ready(db, settings, tmp_path):
    settings.REDIS_URL = f"unix://{tmp_path}/weg.sock"
    status, gezegd = _klaar()
    assert (status, gezegd) == (503, {"stand": "fout", "onderdelen": ALLES_GOED | {"wachtrij": "fout"}})


def test_a_database_that_is_away_is_not_ready(own_database):
    from tests import services

    connection.close()
    naam = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = "bestaat_niet"
    try:
        status, gezegd = _klaar()
    finally:
        connection.close()
        connection.settings_dict["NAME"] = naam
    assert services.REDIS_DB
    assert status == 503
    assert gezegd["onderdelen"] == ALLES_GOED | {"database": "fout", "migraties": "fout"}


def test_the_heartbeat_is_a_round_trip(db):
    assert _stand("achtergrond") == (Stand.FOUT, "Er is nog geen hartslag van de achtergrondwerker.")
    tasks.heartbeat()
    assert _stand("achtergrond")[0] == Stand.OK
    cache.set(tasks.HEARTBEAT, timezone.now() - datetime.timedelta(minutes=3), timeout=None)
    assert _stand("achtergrond")[0] == Stand.FOUT


def test_a_restore_is_proved_and_the_proof_ages(db):
    nooit = "Er is nog nooit bewezen dat een backup terug te zetten is (herstel --proef)."
    assert _stand("herstel") == (Stand.LET_OP, nooit)
    nu = timezone.now()
    Herstelproef.objects.create(gedaan=nu, fout="De database is beschadigd.")
    assert _stand("herstel") == (Stand.LET_OP, nooit)
    oud = Herstelproef.objects.create(gedaan=nu - datetime.timedelta(32))
    assert _stand("herstel")[0] == Stand.LET_OP
    oud.gedaan = nu - datetime.timedelta(1)
    oud.save()
    assert _stand("herstel")[0] == Stand.OK


def test_fonts_that_are_gone(db, settings, tmp_path):
    settings.BASE_DIR = tmp_path
    assert _stand("lettertypen") == (
        Stand.FOUT,
        "De lettertypen voor scherm en PDF ontbreken; installeer opnieuw.",
    )


def test_mail_not_set_refused_and_answering(db, settings):
    from aiosmtpd.controller import Controller
    from aiosmtpd.handlers import Sink

    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    assert _stand("mail")[0] == Stand.LET_OP
    settings.EMAIL_BACKEND = "leerplicht.postvak.smtp.SmtpBackend"
    with socket.socket() as vrij:
        vrij.bind(("127.0.0.1", 0))
        settings.EMAIL_HOST, settings.EMAIL_PORT = vrij.getsockname()
    server = Controller(Sink(), hostname="127.0.0.1", port=settings.EMAIL_PORT)
    server.start()
    assert _stand("mail") == (Stand.OK, "De mailserver antwoordt.")
    server.stop()
    assert _stand("mail") == (Stand.FOUT, "Geeft geen antwoord (ConnectionRefusedError).")


@pytest.mark.parametrize("wie", ["anna", "wethouder"])
def test_the_sentences_are_for_the_beheerder(wie, request, floor):
    client = Client()
    client.force_login(floor)
    pagina = client.get("/gezond/")
    assert (pagina.status_code, "Antwoordt, en de rol is gebonden" in pagina.content.decode()) == (200, True)
    client.force_login(request.getfixturevalue(wie))
    assert client.get("/gezond/").status_code == 403


def test_metrics_with_the_token(db, settings):
    settings.METRICS_TOKEN = "een-geheim"
    antwoord = Client().get("/gezond/metrics/", headers={"Authorization": "Bearer een-geheim"})
    regels = antwoord.content.decode().splitlines()
    assert antwoord.status_code == 200
    assert 'leerplicht_healthy{part="database"} 1.0' in regels
    assert 'leerplicht_healthy{part="achtergrond"} 0.0' in regels


@pytest.mark.parametrize(("token", "gegeven"), [("een-geheim", "een-gok"), ("een-geheim", ""), ("", "")])
def test_no_metrics_without_the_token(db, settings, token, gegeven):
    settings.METRICS_TOKEN = token
    antwoord = Client().get("/gezond/metrics/", headers={"Authorization": f"Bearer {gegeven}"})
    assert antwoord.status_code == 404


def test_a_request_is_named_by_its_route(zoetermeer, anna, settings):
    """The number of a dossier is in an address, so an address is no label."""
    settings.METRICS_TOKEN = "een-geheim"
    client = Client()
    client.force_login(anna)
    regel = 'leerplicht_requests_total{method="GET",route="leerling",status="404"} '

    def gemeten() -> tuple[str, float]:
        """The whole answer, and how often this happened in this process: other tests ask too."""
        kop = {"Authorization": "Bearer een-geheim"}
        tekst = client.get("/gezond/metrics/", headers=kop).content.decode()
        return tekst, sum(float(lijn.split()[-1]) for lijn in tekst.splitlines() if lijn.startswith(regel))

    _, eerst = gemeten()
    client.get("/leerlingen/987654321/")
    tekst, daarna = gemeten()
    assert (daarna - eerst, "987654321" in tekst) == (1.0, False)
