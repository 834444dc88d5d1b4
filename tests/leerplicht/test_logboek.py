"""The logbook of reads: what makes a row, that nobody can change one, and that nothing is shown without."""

import datetime

import psycopg
import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, transaction
from django.db.models import CharField, Count, F, Max
from django.db.models.functions import Concat, Upper
from django.test import Client

from leerplicht import onderdeel
from leerplicht.dossier import dossier
from leerplicht.dossier.actions import leg_vast, plan_taak, registreer_betrokkene, registreer_leerling
from leerplicht.models import Betrokkene, Gebeurtenis, Leerling, Logregel, Taak, Toewijzing, Zaak
from leerplicht.toegang.gemeente import in_gemeente
from leerplicht.toegang.logboek.spoor import ZonderSpoor, pad_naar_leerling, volg
from meldingen.models import Melding
from tests import services
from tests.cast import _gebruiker, _gemeente
from tests.leerlingen import *  # noqa: F403 - the leerlingen of these tests


def _regels(**filter) -> list[tuple]:
    rijen = Logregel.objects.filter(**filter).order_by("pk")
    return [(rij.route, rij.handeling, rij.doel, rij.leerlingen, rij.status) for rij in rijen]


# --- what makes a row


def test_a_dossier_a_list_a_search_and_a_change_are_one_row_each(als, anna, noa, zoe, meld):
    melding = meld(noa)
    browser = als(anna)
    browser.get(f"/leerlingen/{noa.pk}/")
    browser.get("/leerlingen/")
    browser.post("/leerlingen/", {"tekst": "vries"}, follow=True)
    browser.post(f"/meldingen/{melding.pk}/wijzigen/", {})
    browser.post("/leerlingen/", {"tekst": str(melding.zaak.nummer)})
    assert _regels() == [
        ("leerling", "bekeken", "dossier", [noa.pk], 200),
        ("leerlingen", "lijst", "opzoeken", sorted([noa.pk, zoe.pk]), 200),
        ("leerlingen", "gezocht", "opzoeken", [noa.pk], 200),
        ("melding_wijzigen", "bewerkt", "dossier", [noa.pk], 200),
        ("leerlingen", "gezocht", "opzoeken", [noa.pk], 302),
    ]
    rij = Logregel.objects.order_by("pk").first()
    assert (rij.gebruiker_id, rij.gemeente_id, rij.rol, rij.reden, rij.zaken, rij.aantal) == (
        anna.pk,
        anna.gemeente.pk,
        "leerplichtambtenaar",
        "",
        [melding.zaak_id],
        1,
    )
    assert rij.route == "leerling", "the name of the page, not its address"


def test_pages_without_persons_leave_no_row(als, anna, floor, noa):
    als(anna).get("/jaarverslag/")
    als(anna).get("/leerlingen/nieuw/")
    als(floor).get("/beheer/lijsten/")
    assert _regels() == []


def test_what_is_refused_after_reading_is_written_with_its_status(als, anna, noa):
    assert als(anna).get(f"/leerlingen/{noa.pk}/melding/bestaat-niet/").status_code == 404
    assert _regels() == [("melding_nieuw", "bekeken", "registreren", [noa.pk], 404)]


def test_a_leerling_of_another_gemeente_was_not_read(als, anna, elders):
    assert als(anna).get(f"/leerlingen/{elders.leerling_id}/").status_code == 404
    assert _regels() == []


def test_each_request_has_an_id_of_its_own(als, anna, noa):
    browser = als(anna)
    browser.get(f"/leerlingen/{noa.pk}/")
    browser.get(f"/leerlingen/{noa.pk}/")
    assert len(set(Logregel.objects.values_list("verzoek", flat=True))) == 2


# --- nothing is shown without a row


def test_a_page_whose_row_cannot_be_written_is_not_shown(own_database):
    gemeente = _gemeente("0637", "Zoetermeer")
    anna = _gebruiker("Anna", gemeente, "leerplichtambtenaar")
    with in_gemeente(gemeente.pk):
        noa = registreer_leerling(
            gemeente=gemeente,
            door=None,
            voornaam="Noa",
            achternaam="Vries",
            geboortedatum=datetime.date(2010, 5, 12),
        )
    client = Client(raise_request_exception=False)
    client.force_login(anna)
    with services.owner(own_database.name) as owner:
        owner.execute("REVOKE INSERT ON leerplicht_logregel FROM leerplicht_app")
    antwoord = client.post(f"/leerlingen/{noa.pk}/betrokkene/", {"naam": "Ouder", "relatie": "ouder"})
    assert (antwoord.status_code, client.get(f"/leerlingen/{noa.pk}/").status_code) == (500, 500)
    assert "Vries" not in antwoord.content.decode()
    with in_gemeente(gemeente.pk):
        assert Betrokkene.objects.count() == 0, "what was done in the same request is undone"


def test_what_breaks_after_reading_is_written_too(zoetermeer, anna, noa, monkeypatch):
    """The transaction of the request is gone by then."""
    monkeypatch.setattr(dossier, "verloop", lambda *_, **__: 1 / 0)
    client = Client(raise_request_exception=False)
    client.force_login(anna)
    assert client.get(f"/leerlingen/{noa.pk}/").status_code == 500
    assert _regels() == [("leerling", "bekeken", "dossier", [noa.pk], 500)]


def test_a_page_without_a_purpose_shows_nobody(als, anna, noa, monkeypatch):
    monkeypatch.delitem(onderdeel.KERNDOELEN, "leerling")
    with pytest.raises(LookupError, match="'leerling' leest personen en heeft geen doel"):
        als(anna).get(f"/leerlingen/{noa.pk}/")


# --- nobody changes a row


@pytest.mark.parametrize("werking", ["triggers aan", "triggers uit"])
@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE leerplicht_logregel SET reden = 'anders'",
        "DELETE FROM leerplicht_logregel",
        "TRUNCATE leerplicht_logregel",
    ],
)
def test_the_app_role_cannot_change_a_row(als, anna, noa, sql, werking):
    als(anna).get(f"/leerlingen/{noa.pk}/")
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        with connection.cursor() as cursor:
            if werking == "triggers uit":
                cursor.execute("SELECT set_config('pgtrigger.ignore', '{all}', true)")
            cursor.execute(sql)
    assert Logregel.objects.count() == 1


def test_the_owner_is_stopped_by_triggers(own_database):
    gemeente = _gemeente("0637", "Zoetermeer")
    with services.owner(own_database.name) as owner:
        owner.execute(f"SET app.gemeente = '{gemeente.pk}'")
        owner.execute(
            "INSERT INTO leerplicht_logregel (gemeente_id, tijdstip, gebruiker_id, rol, verzoek, route, "
            "handeling, doel, reden, leerlingen, zaken, aantal, status) "
            "VALUES (%s, now(), 1, '', gen_random_uuid(), '', '', '', '', '{7}', '{}', 1, 200)",
            [gemeente.pk],
        )
        for sql in ("UPDATE leerplicht_logregel SET reden = ''", "DELETE FROM leerplicht_logregel"):
            with pytest.raises(psycopg.errors.RaiseException):
                owner.execute(sql)
        with pytest.raises(psycopg.errors.RaiseException, match="Cannot truncate"):
            owner.execute("TRUNCATE leerplicht_logregel")
        assert owner.execute("SELECT count(*) FROM leerplicht_logregel").fetchone() == (1,)


def test_rows_are_found_by_leerling_within_the_gemeente_only(als, anna, carla, anders, noa, zoe):
    als(anna).get(f"/leerlingen/{noa.pk}/")
    als(anna).get("/leerlingen/")
    als(anna).get(f"/leerlingen/{zoe.pk}/")
    assert [rij.leerlingen for rij in Logregel.objects.over(noa.pk)] == [sorted([noa.pk, zoe.pk]), [noa.pk]]
    with in_gemeente(anders.pk):
        assert Logregel.objects.over(noa.pk).count() == 0


# --- rows that only lead to a leerling


def test_every_row_on_the_way_to_a_leerling_counts(zoetermeer, anna, noa, meld):
    melding = meld(noa)
    registreer_betrokkene(noa, door=anna, naam="Ouder", relatie="ouder")
    leg_vast(melding.zaak, soort="notitie", titel="Gebeld", op=datetime.date(2024, 3, 5), door=anna)
    plan_taak(melding.zaak, titel="Bel", vervalt_op=datetime.date(2024, 3, 5), waarom="test", door=anna)
    leest = {
        "melding": Melding.objects.filter(pk=melding.pk),
        "alleen de toelichting": Melding.objects.only("toelichting"),
        "zaak": Zaak.objects.all(),
        "taak": Taak.objects.all(),
        "gebeurtenis": Gebeurtenis.objects.all(),
        "toewijzing": Toewijzing.objects.all(),
        "betrokkene": Betrokkene.objects.all(),
        "alleen de naam": Leerling.objects.only("voornaam"),
        "geschiedenis": apps.get_model("leerplicht", "LeerlingEvent").objects.all(),
        "ruw": Leerling.objects.raw("SELECT id, achternaam FROM leerplicht_leerling"),
        "stuk voor stuk": Leerling.objects.all().iterator(),
    }
    gezien = {}
    for naam, rijen in leest.items():
        with volg() as spoor:
            list(rijen)
            spoor.los_op()
        gezien[naam] = list(spoor.leerlingen)
    assert gezien == {naam: [noa.pk] for naam in leest}


def test_counting_reads_nobody(zoetermeer, noa):
    with volg() as spoor:
        assert Leerling.objects.count() == 1
        assert Leerling.objects.filter(voornaam="Noa").exists()
        assert list(Leerling.objects.values_list("pk", flat=True)) == [noa.pk]
        assert list(Leerling.objects.values("geslacht").annotate(aantal=Count("pk"))) == [
            {"geslacht": "", "aantal": 1}
        ]
    assert not spoor


@pytest.mark.parametrize(
    "lees",
    [
        lambda: list(Leerling.objects.values("achternaam")),
        lambda: list(Leerling.objects.values_list("voornaam", flat=True)),
        lambda: list(Zaak.objects.values("leerling__bsn")),
        lambda: list(Zaak.objects.annotate(wie=F("leerling__achternaam")).values("wie")),
        lambda: list(Leerling.objects.values(groot=Upper("achternaam"))),
        lambda: list(Leerling.objects.values(alles=Concat("voornaam", "achternaam", output_field=CharField()))),
        lambda: list(Leerling.objects.values_list("straat").iterator()),
        lambda: Leerling.objects.aggregate(Max("achternaam")),
        lambda: Melding.objects.aggregate(laatste=Max("toelichting")),
    ],
)
def test_a_personal_text_without_its_row_is_an_error_in_a_request(zoetermeer, noa, lees):
    lees()
    with volg(), pytest.raises(ZonderSpoor):
        lees()


def test_models_lead_to_a_leerling_by_the_shortest_way():
    wegen = {model._meta.label: pad_naar_leerling(model) for model in apps.get_models()}
    bekend = {
        "leerplicht.Leerling": "",
        "leerplicht.Betrokkene": "leerling",
        "leerplicht.Zaak": "leerling",
        "leerplicht.Taak": "zaak__leerling",
        "meldingen.Melding": "leerling",
        "doorstroompunt.Poging": "zaak__leerling",
        "leerplicht.School": None,
        "leerplicht.Code": None,
        "leerplicht.Gebruiker": None,
        "leerplicht.Logregel": None,
        "rapportage.Verslagrun": None,
        "leerplicht.LeerlingEvent": "pgh_obj",
    }
    assert {label: wegen[label] for label in bekend} == bekend


def test_who_read_about_a_leerling_is_found_by_the_index(own_database):
    """`@>` is not leakproof by itself: behind a policy it would read every row of the gemeente."""
    gemeente = _gemeente("0637", "Zoetermeer")
    with services.owner(own_database.name) as owner:
        owner.execute(f"SET app.gemeente = '{gemeente.pk}'")
        owner.execute(
            "INSERT INTO leerplicht_logregel (gemeente_id, tijdstip, gebruiker_id, rol, verzoek, route, "
            "handeling, doel, reden, leerlingen, zaken, aantal, status) "
            "SELECT %s, now(), 1, '', gen_random_uuid(), '', '', '', '', ARRAY[i], '{}', 1, 200 "
            "FROM generate_series(1, 20000) i",
            [gemeente.pk],
        )
        owner.execute("VACUUM ANALYZE leerplicht_logregel")
    with in_gemeente(gemeente.pk):
        assert "Index Scan on logregel_leerlingen" in Logregel.objects.over(7).explain()
