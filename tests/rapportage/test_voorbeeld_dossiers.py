"""The dossiers of the example: complete, invented, the same at every load, and left alone by a second one."""

from collections import Counter
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from stdnum.nl import bsn, onderwijsnummer

from doorstroompunt.models import Traject
from leerplicht.models import Betrokkene, Gebruiker, Gemeente, Leerling, Taak, Toewijzing, Zaak, zoeksleutel
from leerplicht.rules import schooljaar_van
from leerplicht.toegang.gemeente import in_gemeente
from meldingen.models import Melding
from rapportage.voorbeeld.gebruikers import LOGINS, WACHTWOORD
from rapportage.voorbeeld.laden import laad
from tests.rapportage.conftest import GELADEN_OP


def vingerafdruk():
    """What the people and their dossiers are, without keys and clocks."""
    with in_gemeente(Gemeente.objects.get(code="0637").pk):
        zaken = Zaak.objects.order_by("nummer").values_list(
            "nummer", "soort", "geopend_op", "gesloten_op", "leerling__zoeknaam", "leerling__bsn"
        )
        return list(zaken)


@pytest.fixture(scope="module")
def eerste_keer(django_db_setup, django_db_blocker):
    """A load that is taken back: what was loaded."""
    with django_db_blocker.unblock(), transaction.atomic():
        laad(GELADEN_OP)
        gemaakt = vingerafdruk()
        transaction.set_rollback(True)
    return gemaakt


def test_loading_it_again_from_nothing_gives_the_same_dossiers(eerste_keer, voorbeeld):
    assert vingerafdruk() == eerste_keer


def test_every_zaak_is_owned_numbered_and_told(voorbeeldgemeente):
    zaken = list(Zaak.objects.order_by("nummer").prefetch_related("gebeurtenissen", "toewijzingen"))
    assert [zaak.nummer for zaak in zaken] == list(range(1, len(zaken) + 1))
    assert voorbeeldgemeente.laatste_zaaknummer == len(zaken)
    assert [zaak.geopend_op for zaak in zaken] == sorted(zaak.geopend_op for zaak in zaken)
    for zaak in zaken:
        assert [toewijzing.tot for toewijzing in zaak.toewijzingen.all()] == [None]
        dagen = {gebeurtenis.op for gebeurtenis in zaak.gebeurtenissen.all()}
        assert {zaak.geopend_op, zaak.gesloten_op or zaak.geopend_op} <= dagen
    for model, einde in ((Melding, "gesloten_op"), (Traject, "afgesloten_op")):
        for record in model.objects.select_related("zaak"):
            assert getattr(record, einde) == record.zaak.gesloten_op


def test_people_are_invented_and_varied(voorbeeldgemeente):
    personen = list(Leerling.objects.all())
    assert all(bsn.is_valid(persoon.bsn) and persoon.bsn[:4] == "9999" for persoon in personen if persoon.bsn)
    assert all(onderwijsnummer.is_valid(p.onderwijsnummer) for p in personen if p.onderwijsnummer)
    assert any(not persoon.bsn and not persoon.onderwijsnummer for persoon in personen)
    assert any(persoon.geheim_adres for persoon in personen)
    assert {"Çelik", "Novák", "IJsselstein"} <= {persoon.achternaam for persoon in personen}
    assert {"Zoë", "Władysław"} <= {persoon.voornaam for persoon in personen}
    assert all(
        persoon.zoeknaam == zoeksleutel(persoon.achternaam, persoon.voornaam, persoon.tussenvoegsel)
        for persoon in personen
    )
    assert set(Betrokkene.objects.values_list("relatie", "gezag").distinct()) == {
        ("ouder", True),
        ("ouder", False),
        ("voogd", True),
        ("verzorger", False),
    }


def test_open_work_lies_around_the_day_of_loading(voorbeeldgemeente):
    schooljaar = schooljaar_van(GELADEN_OP)
    nieuw = Melding.objects.filter(gesloten_op=None, schooljaar=schooljaar).select_related(
        "zaak", "onderwijssoort"
    )
    assert Counter(melding.soort for melding in nieuw if melding.te_sorteren) == {
        "relatief_licht": 24,
        "relatief_wettelijk": 13,
        "zorg": 3,
        "luxe": 2,
        "verzuim_18plus": 6,
    }
    assert Counter(melding.soort for melding in nieuw if not melding.te_sorteren) == {
        "relatief_wettelijk": 18,
        "relatief_licht": 9,
        "thuiszitter": 8,
        "zorg": 12,
        "luxe": 3,
        "verzuim_18plus": 8,
        "absoluut": 3,
    }
    assert all(melding.gemeld_op <= GELADEN_OP for melding in nieuw)
    taken = list(Taak.objects.filter(gedaan_op=None))
    assert any(taak.vervalt_op < GELADEN_OP for taak in taken)
    assert any(GELADEN_OP <= taak.vervalt_op <= GELADEN_OP + timedelta(days=4) for taak in taken)
    eigenaren = Toewijzing.objects.filter(zaak__gesloten_op=None).values_list("gebruiker__naam", flat=True)
    assert set(eigenaren) == {"Anna", "Bram", "Dirk", None}


def test_everybody_can_log_in_with_the_password_that_is_printed(voorbeeld, capsys):
    call_command("laad_voorbeeld")
    gezegd = capsys.readouterr().out
    for login in LOGINS:
        assert login.email in gezegd
        gebruiker = Gebruiker.objects.get(email=login.email)
        assert gebruiker.check_password(WACHTWOORD)
        gekozen = gebruiker.aanstellingen.values_list("gemeente__code", "rol")
        assert set(gekozen) == {(code, login.rol) for code in login.gemeenten}
    assert WACHTWOORD in gezegd


def controlesommen():
    """Per gemeente and table a checksum of every row, history and keys included."""
    sommen = {}
    for gemeente in Gemeente.objects.order_by("code"):
        with in_gemeente(gemeente.pk), connection.cursor() as cursor:
            for tabel in connection.introspection.django_table_names(only_existing=True):
                cursor.execute(
                    f"SELECT count(*), md5(string_agg(t::text, '|' ORDER BY t::text)) "
                    f"FROM {connection.ops.quote_name(tabel)} t"
                )
                sommen[gemeente.code, tabel] = cursor.fetchone()
    return sommen


def test_a_second_run_on_another_day_changes_nothing(voorbeeld, capsys):
    ervoor = controlesommen()
    call_command("laad_voorbeeld", op="2027-02-03")
    assert controlesommen() == ervoor
    assert "er is niets veranderd" in capsys.readouterr().out


def test_the_second_gemeente_sees_only_its_own(voorbeeld):
    carla = Gebruiker.objects.get(email="carla@voorbeeld.test")
    aanstelling = carla.kies_aanstelling()
    with in_gemeente(aanstelling.gemeente_id):
        assert (Leerling.objects.count(), Melding.objects.count(), Traject.objects.count()) == (8, 7, 1)
        assert Leerling.objects.zichtbaar_voor(carla).count() == 8
        assert set(Leerling.objects.values_list("plaats", flat=True)) == {"Voorbeeldam"}
