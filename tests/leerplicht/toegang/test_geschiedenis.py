"""Every change says who made it: a colleague on a page, a command, or a task.

`tests/verhalen/test_twee_sessies.py` asserts the same of every address that changes a row.
"""

import pytest
from django.apps import apps
from django.core.management import call_command

from leerplicht.celery import app
from leerplicht.models import Leerling, Logregel
from leerplicht.toegang.gemeente import in_gemeente
from tests.cast import WACHTWOORD
from tests.leerlingen import *  # noqa: F403 - the leerlingen of these tests


def _herkomst(model: str) -> dict:
    rij = apps.get_model("leerplicht", model).objects.select_related("pgh_context").latest("pgh_id")
    return rij.pgh_context.metadata


def test_a_change_carries_page_and_request_and_no_address(als, anna, noa):
    als(anna).post(f"/leerlingen/{noa.pk}/betrokkene/", {"naam": "Ouder", "relatie": "ouder"})
    (logregel,) = Logregel.objects.all()
    assert _herkomst("BetrokkeneEvent") == {
        "user": anna.pk,
        "route": "betrokkene_nieuw",
        "verzoek": str(logregel.verzoek),
    }


def test_a_reason_that_was_asked_is_kept_with_the_change(als, floor, bram, noa):
    bram_hier = bram.aanstellingen.get()
    adres = f"/beheer/gebruikers/{bram_hier.pk}/deactiveren/"
    antwoord = als(floor).post(adres, {"waarom": "Uit dienst", "version": bram.version, "stap": "opslaan"})
    assert antwoord.status_code == 302
    herkomst = _herkomst("GebruikerEvent")
    assert {naam: herkomst[naam] for naam in ("user", "route", "reden")} == {
        "user": floor.pk,
        "route": "gebruiker_deactiveren",
        "reden": "Uit dienst",
    }


def test_a_reason_does_not_reach_the_next_request(als, floor, bram, anna, noa):
    test_a_reason_that_was_asked_is_kept_with_the_change(als, floor, bram, noa)
    als(anna).post(f"/leerlingen/{noa.pk}/betrokkene/", {"naam": "Ouder", "relatie": "ouder"})
    assert sorted(_herkomst("BetrokkeneEvent")) == ["route", "user", "verzoek"]


def test_a_task_names_itself(noa):
    @app.task(name="proef.tasks.ruim_op")
    def ruim_op(gemeente_id: int, leerling_id: int) -> None:
        with in_gemeente(gemeente_id):
            Leerling.objects.filter(pk=leerling_id).update(plaats="Delft")

    try:
        ruim_op.apply([noa.gemeente_id, noa.pk]).get()
    finally:
        app.tasks.unregister("proef.tasks.ruim_op")
    assert _herkomst("LeerlingEvent") == {"programma": "ruim_op"}


@pytest.mark.parametrize("taak", ["heartbeat", "veeg_postvak", "voer_opdracht_uit", "verwijder_oude_concepten"])
def test_every_task_of_ours_does(taak):
    from leerplicht.toegang.logboek.geschiedenis import Taak

    assert isinstance(app.tasks[f"leerplicht.tasks.{taak}"], Taak)


def test_the_commands_that_make_users_name_themselves(db, monkeypatch):
    for naam in ("BEHEERDER_WACHTWOORD", "GEBRUIKER_WACHTWOORD"):
        monkeypatch.setenv(naam, WACHTWOORD)
    call_command("nieuwe_gemeente", code="0637", naam="Zoetermeer", email="b@voorbeeld.test", beheerder="Iris")
    assert _herkomst("AanstellingEvent") == {"programma": "nieuwe_gemeente"}
    call_command("nieuwe_gebruiker", gemeente="0637", email="n@voorbeeld.test", naam="Noor", rol="wethouder")
    assert _herkomst("AanstellingEvent") == {"programma": "nieuwe_gebruiker"}
