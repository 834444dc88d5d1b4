"""Opsporing is opened per person and for a time (Wpg, article 6), and who opened it stays known."""

import datetime

import pghistory
import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from leerplicht.dossier import actions
from leerplicht.dossier.dossier import behandelaars
from leerplicht.models import Compartiment, Gebruiker, Zaak
from leerplicht.models.zaak import compartimenten
from leerplicht.roles import ROLLEN, Recht

EEN_DAG = datetime.timedelta(1)


def _machtig(gebruiker, van, tot_en_met):
    gebruiker.aanstellingen.update(
        opsporing_van=van, opsporing_tot_en_met=tot_en_met, opsporing_waarom="Aangewezen door het college"
    )
    gebruiker.kies_aanstelling()


def test_no_role_opens_opsporing():
    assert [code for code, rol in ROLLEN.items() if Recht.OPSPORING in rol.rechten] == []


def test_a_machtiging_holds_on_its_first_and_last_day(anna):
    vandaag = timezone.localdate()
    dagen = {
        "geen": (None, None),
        "vandaag": (vandaag, vandaag),
        "gisteren": (vandaag - EEN_DAG, vandaag - EEN_DAG),
        "morgen": (vandaag + EEN_DAG, vandaag + EEN_DAG),
        "lopend": (vandaag - EEN_DAG, vandaag + EEN_DAG),
    }
    mag = {}
    for naam, (van, tot_en_met) in dagen.items():
        _machtig(anna, van, tot_en_met)
        mag[naam] = anna.mag(Recht.OPSPORING)
    assert mag == {"geen": False, "vandaag": True, "gisteren": False, "morgen": False, "lopend": True}


def test_a_machtiging_opens_opsporing_only_beside_dossiers_of_leerplicht(zoetermeer, anna):
    """For every role with a machtiging: as the user is asked, and as the same rule reads as a query."""
    vandaag = timezone.localdate()
    _machtig(anna, vandaag, vandaag)
    mag, gevonden = set(), set()
    for rol in ROLLEN:
        anna.aanstellingen.update(rol=rol)
        anna.kies_aanstelling()
        if anna.mag(Recht.OPSPORING):
            mag.add(rol)
        if anna.collegas_met({Recht.OPSPORING}, op=vandaag).exists():
            gevonden.add(rol)
    met_leerplicht = {"leerplichtambtenaar", "leerplichtambtenaar_boa", "administratie", "teamleider"}
    assert (mag, gevonden) == (met_leerplicht, met_leerplicht)


def test_who_is_not_active_may_nothing(gijs):
    assert gijs.mag(Recht.OPSPORING)
    gijs.is_active = False
    assert not gijs.mag(Recht.OPSPORING)


def test_the_machtiging_opens_the_compartment_and_the_work_in_it(zoetermeer, anna, gijs, eva):
    leerling = actions.registreer_leerling(
        gemeente=zoetermeer, door=anna, voornaam="Zoë", achternaam="Ünal", geboortedatum=datetime.date(2010, 1, 1)
    )
    zaak = actions.open_zaak(
        leerling, soort="melding", op=timezone.localdate(), door=gijs, compartiment=Compartiment.OPSPORING
    )
    assert (compartimenten(anna), compartimenten(gijs)) == (["toezicht"], ["toezicht", "opsporing"])
    zien = {g.naam: list(Zaak.objects.zichtbaar_voor(g)) for g in (anna, gijs, eva)}
    assert zien == {"Anna": [], "Gijs": [zaak], "Eva": []}
    assert list(behandelaars(eva, [Compartiment.OPSPORING])) == [gijs]
    assert actions.wijs_toe(zaak, aan=gijs, op=timezone.localdate(), door=gijs).gebruiker == gijs


@pytest.mark.parametrize(
    "velden",
    [
        {"opsporing_van": datetime.date(2026, 1, 2), "opsporing_tot_en_met": datetime.date(2026, 1, 1)},
        {"opsporing_van": datetime.date(2026, 1, 2)},
        {"opsporing_tot_en_met": datetime.date(2026, 1, 1)},
        {
            "opsporing_van": datetime.date(2026, 1, 1),
            "opsporing_tot_en_met": datetime.date(2026, 1, 2),
            "opsporing_waarom": "",
        },
    ],
    ids=["omgekeerd", "zonder einde", "zonder begin", "zonder reden"],
)
def test_the_database_refuses_half_a_machtiging(anna, velden):
    with pytest.raises(IntegrityError), transaction.atomic():
        anna.aanstellingen.update(**{"opsporing_waarom": "Aangewezen", **velden})


def test_who_gave_a_machtiging_and_when_stays_known(zoetermeer, anna, floor):
    vandaag = timezone.localdate()
    with pghistory.context(user=floor.pk):
        _machtig(anna, vandaag, vandaag)
        anna.aanstellingen.update(opsporing_van=None, opsporing_tot_en_met=None, opsporing_waarom="Ontheven")
    verloop = apps.get_model("leerplicht", "AanstellingEvent").objects.filter(gebruiker=anna).order_by("pgh_id")
    assert [
        (rij.pgh_label, rij.opsporing_van, rij.opsporing_waarom, rij.version, rij.pgh_created_at.date(), door)
        for rij in verloop
        for door in [rij.pgh_context.metadata["user"] if rij.pgh_context else None]
    ] == [
        ("insert", None, "", 1, timezone.now().date(), None),
        ("update", vandaag, "Aangewezen door het college", 2, timezone.now().date(), floor.pk),
        ("update", None, "Ontheven", 3, timezone.now().date(), floor.pk),
    ]


def test_the_history_of_a_colleague_has_no_password_and_no_logins(anna):
    Gebruiker.objects.filter(pk=anna.pk).update(last_login=timezone.now(), password="x")
    Gebruiker.objects.filter(pk=anna.pk).update(naam="Anna B.")
    verloop = apps.get_model("leerplicht", "GebruikerEvent").objects.filter(pgh_obj=anna).order_by("pgh_id")
    assert list(verloop.values_list("pgh_label", "naam", "version")) == [
        ("insert", "Anna", 1),
        ("update", "Anna B.", 2),
    ]
    assert {"password", "last_login"} & {veld.name for veld in verloop.model._meta.fields} == set()


def test_a_new_round_ends_every_session(anna):
    clients = [Client(), Client()]
    for client in clients:
        client.force_login(anna)
    assert [client.get("/").status_code for client in clients] == [200, 200]
    Gebruiker.objects.filter(pk=anna.pk).update(sessieronde=1)
    assert [client.get("/").url for client in clients] == ["/account/login/?next=/"] * 2
