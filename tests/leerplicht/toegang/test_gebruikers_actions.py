"""leerplicht/toegang/gebruikers/actions.py: who works here, and what happens to the work of who no longer does."""

import datetime
import itertools

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client

from leerplicht.dossier.actions import wijs_toe
from leerplicht.dossier.werkvoorraad import Tab, werkvoorraad
from leerplicht.models import Aanstelling, Compartiment, Gebeurtenis, Gebruiker, Toewijzing
from leerplicht.roles import ROLLEN, Recht
from leerplicht.toegang.gebruikers import actions
from leerplicht.toegang.gebruikers.werk import tel_open_zaken
from leerplicht.toegang.gemeente import in_gemeente
from tests.leerplicht.toegang.conftest import maak, zaak_voor

OP = datetime.date(2026, 11, 24)
D = Compartiment.DOORSTROOMPUNT


def _rollen(gebruiker) -> dict[str, str]:
    return dict(gebruiker.aanstellingen.values_list("gemeente__naam", "rol"))


def _eigenaren(zaak) -> list[tuple]:
    """The periods of a zaak: who, and whether each begins where the one before ends."""
    with in_gemeente(zaak.gemeente_id):
        perioden = list(Toewijzing.objects.filter(zaak=zaak).select_related("gebruiker").order_by("van"))
    aansluitend = all(een.tot == ander.van for een, ander in itertools.pairwise(perioden))
    return [*(str(periode) for periode in perioden), "aansluitend" if aansluitend else "gat"]


def _team(gebruiker, gemeente) -> set:
    """What a colleague of that gemeente sees as nobody's."""
    gebruiker.kies_aanstelling(gemeente.pk)
    with in_gemeente(gemeente.pk):
        return set(werkvoorraad(gebruiker, Tab.TEAM, vandaag=OP).values_list("pk", flat=True))


# Adding ------------------------------------------------------------------------------------------------------


def test_a_new_colleague_has_a_role_and_no_password(zoetermeer, floor):
    aanstelling = actions.voeg_toe(
        zoetermeer, email=" Nieuw@Voorbeeld.TEST ", naam="Nieuw", rol="administratie", door=floor, op=OP
    )
    nieuw = aanstelling.gebruiker
    assert (nieuw.email, nieuw.naam, nieuw.has_usable_password(), _rollen(nieuw)) == (
        "nieuw@voorbeeld.test",
        "Nieuw",
        False,
        {"Zoetermeer": "administratie"},
    )


def test_an_account_of_another_gemeente_gets_a_second_role_and_keeps_what_it_had(zoetermeer, anders, floor, carla):
    voorheen = Gebruiker.objects.values("naam", "password", "is_active", "version").get(pk=carla.pk)
    actions.voeg_toe(
        zoetermeer, email="CARLA@voorbeeld.test", naam="Karla de Wit", rol="administratie", door=floor, op=OP
    )
    assert Gebruiker.objects.values("naam", "password", "is_active", "version").get(pk=carla.pk) == voorheen
    assert _rollen(carla) == {"Anderstad": "teamleider", "Zoetermeer": "administratie"}


def test_nobody_is_added_twice(zoetermeer, floor, anna):
    with pytest.raises(ValidationError) as fout:
        actions.voeg_toe(zoetermeer, email="ANNA@voorbeeld.test", naam="x", rol="teamleider", door=floor, op=OP)
    assert fout.value.message_dict == {"email": ["anna@voorbeeld.test werkt al in Zoetermeer."]}
    assert _rollen(anna) == {"Zoetermeer": "leerplichtambtenaar"}


@pytest.mark.parametrize("wie", ["anna", "eva", "joris", "carla"])
def test_only_the_beheerder_of_this_gemeente_changes_who_works_in_it(zoetermeer, anders, bram, request, wie):
    """The actions themselves refuse, whoever calls them; also the beheerder of another gemeente."""
    door = request.getfixturevalue(wie)
    if wie == "carla":
        door.aanstellingen.update(rol="functioneel_beheerder")
    hier = bram.aanstellingen.get()
    wie_en_wanneer = {"door": door, "op": OP}
    pogingen = {
        "toe": lambda: actions.voeg_toe(zoetermeer, email="x@y.test", naam="x", rol="redacteur", **wie_en_wanneer),
        "rol": lambda: actions.wijzig_rol(hier, rol="redacteur", **wie_en_wanneer),
        "naam": lambda: actions.hernoem(bram, naam="x", **wie_en_wanneer),
        "machtig": lambda: actions.machtig(hier, van=OP, tot_en_met=OP, waarom="x", **wie_en_wanneer),
        "intrekken": lambda: actions.trek_machtiging_in(hier, waarom="x", **wie_en_wanneer),
        "einde": lambda: actions.beeindig_rol(hier, waarom="x", **wie_en_wanneer),
        "dicht": lambda: actions.deactiveer(bram, waarom="x", **wie_en_wanneer),
        "open": lambda: actions.activeer(bram, waarom="x", **wie_en_wanneer),
    }
    geweigerd = set()
    for naam, poging in pogingen.items():
        with pytest.raises(ValidationError):
            poging()
        geweigerd.add(naam)
    bram.refresh_from_db()
    assert geweigerd == set(pogingen)
    assert (bram.naam, bram.is_active, bram.version, _rollen(bram)) == (
        "Bram",
        True,
        1,
        {"Zoetermeer": "leerplichtambtenaar"},
    )


# Deactivating ------------------------------------------------------------------------------------------------


def test_deactivating_gives_the_work_of_every_gemeente_to_its_team_at_once(
    zoetermeer, anders, noor, omar, eva, carla
):
    hier, ook, klaar = (
        zaak_voor(omar, zoetermeer),
        zaak_voor(omar, zoetermeer, D),
        zaak_voor(omar, zoetermeer, gesloten=True),
    )
    daar = zaak_voor(omar, anders)
    van_eva = zaak_voor(eva, zoetermeer)
    assert [tel_open_zaken(een) for een in omar.aanstellingen.order_by("gemeente__naam")] == [1, 2]

    assert actions.deactiveer(omar, waarom="Andere baan", door=noor, op=OP) == 3

    assert {zaak: _eigenaren(zaak) for zaak in (hier, ook, daar, klaar, van_eva)} == {
        hier: ["Omar", "team", "aansluitend"],
        ook: ["Omar", "team", "aansluitend"],
        daar: ["Omar", "team", "aansluitend"],
        klaar: ["Omar", "aansluitend"],
        van_eva: ["Eva", "aansluitend"],
    }
    assert (_team(eva, zoetermeer), _team(carla, anders)) == ({hier.pk, ook.pk}, {daar.pk})
    for zaak, waar in ((hier, "Zoetermeer"), (daar, "Anderstad")):
        with in_gemeente(zaak.gemeente_id):
            assert list(zaak.gebeurtenissen.values_list("titel", "toelichting", "op", "door__naam")) == [
                ("Toegewezen aan het team", f"Omar werkt niet meer in {waar}.", OP, "Noor")
            ]
            # The reason is between him and the beheerder.
            assert not Gebeurtenis.objects.filter(toelichting__contains="Andere baan").exists()
    omar.refresh_from_db()
    assert (omar.is_active, omar.actief_waarom) == (False, "Andere baan")
    # The request goes on in the gemeente where it was.
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('app.gemeente')")
        assert cursor.fetchone() == (str(zoetermeer.pk),)


def test_the_references_of_two_gemeenten_hold_at_the_commit(own_database, zoetermeer, anders, noor, omar):
    """Composite keys are checked when the transaction ends, in the gemeente of the beheerder."""
    daar = zaak_voor(omar, anders)
    with in_gemeente(zoetermeer.pk):
        assert actions.deactiveer(omar, waarom="Andere baan", door=noor, op=OP) == 1
    assert _eigenaren(daar) == ["Omar", "team", "aansluitend"]


@pytest.mark.parametrize("engine", ["db", "cached_db", "cache"])
def test_deactivating_ends_every_session_at_once_also_a_cached_one(zoetermeer, floor, anna, settings, engine):
    settings.SESSION_ENGINE = f"django.contrib.sessions.backends.{engine}"
    clients = [Client(), Client()]
    for client in clients:
        client.force_login(anna)
    van_floor = Client()
    van_floor.force_login(floor)
    assert [client.get("/").status_code for client in clients] == [200, 200]
    actions.deactiveer(anna, waarom="Andere baan", door=floor, op=OP)
    assert [client.get("/").url for client in clients] == ["/account/login/?next=/"] * 2
    # An old session does not come alive again with the account.
    actions.activeer(anna, waarom="Terug", door=floor, op=OP)
    assert [client.get("/").url for client in clients] == ["/account/login/?next=/"] * 2
    assert van_floor.get("/beheer/").status_code == 200


def test_who_comes_back_has_his_role_and_not_his_old_work(zoetermeer, floor, anna, eva):
    zaak = zaak_voor(anna, zoetermeer)
    actions.deactiveer(anna, waarom="Verlof", door=floor, op=OP)
    actions.activeer(anna, waarom="Terug van verlof", door=floor, op=OP)
    anna = Gebruiker.objects.get(pk=anna.pk)
    assert (anna.is_active, anna.actief_waarom, _rollen(anna), _team(eva, zoetermeer)) == (
        True,
        "Terug van verlof",
        {"Zoetermeer": "leerplichtambtenaar"},
        {zaak.pk},
    )
    verloop = apps.get_model("leerplicht", "GebruikerEvent").objects.filter(pgh_obj=anna).order_by("pgh_id")
    assert list(verloop.values_list("is_active", "actief_waarom")) == [
        (True, ""),
        (False, "Verlof"),
        (True, "Terug van verlof"),
    ]


def test_a_beheerder_of_one_gemeente_cannot_close_an_account_that_works_elsewhere(zoetermeer, floor, omar):
    zaak = zaak_voor(omar, zoetermeer)
    for poging in (actions.deactiveer, actions.activeer):
        with pytest.raises(ValidationError, match="gemeente die u niet beheert"):
            poging(omar, waarom="x", door=floor, op=OP)
    with pytest.raises(ValidationError, match="gemeente die u niet beheert"):
        actions.hernoem(omar, naam="x", door=floor, op=OP)
    assert _eigenaren(zaak) == ["Omar", "aansluitend"]
    # But he ends the role in his own gemeente.
    assert actions.beeindig_rol(omar.aanstellingen.get(gemeente=zoetermeer), waarom="x", door=floor, op=OP) == 1


def test_nobody_changes_his_own_role_or_account(zoetermeer, floor, noor):
    eigen = floor.aanstellingen.get()
    pogingen = [
        lambda: actions.wijzig_rol(eigen, rol="teamleider", door=floor, op=OP),
        lambda: actions.machtig(eigen, van=OP, tot_en_met=OP, waarom="x", door=floor, op=OP),
        lambda: actions.beeindig_rol(eigen, waarom="x", door=floor, op=OP),
        lambda: actions.deactiveer(floor, waarom="x", door=floor, op=OP),
    ]
    for poging in pogingen:
        with pytest.raises(ValidationError, match="andere beheerder"):
            poging()
    assert _rollen(floor) == {"Zoetermeer": "functioneel_beheerder"}


def test_a_gemeente_keeps_an_active_beheerder(zoetermeer, anders, noor):
    """Two who remove each other at the same moment: the second still believes he is active."""
    petra = maak("Petra", (zoetermeer, "functioneel_beheerder"), (anders, "functioneel_beheerder"))
    actions.deactiveer(petra, waarom="Weg", door=noor, op=OP)
    assert petra.is_active
    van_noor = noor.aanstellingen.get(gemeente=anders)
    for poging in (
        lambda: actions.wijzig_rol(van_noor, rol="redacteur", door=petra, op=OP),
        lambda: actions.beeindig_rol(van_noor, waarom="Weg", door=petra, op=OP),
        lambda: actions.deactiveer(noor, waarom="Weg", door=petra, op=OP),
    ):
        with pytest.raises(ValidationError, match="laatste actieve beheerder"):
            poging()
    noor.refresh_from_db()
    assert (noor.is_active, _rollen(noor)) == (
        True,
        {"Zoetermeer": "functioneel_beheerder", "Anderstad": "functioneel_beheerder"},
    )


# Roles -------------------------------------------------------------------------------------------------------


def test_ending_a_role_touches_this_gemeente_only(zoetermeer, anders, floor, omar, eva):
    hier, daar = zaak_voor(omar, zoetermeer), zaak_voor(omar, anders)
    assert (
        actions.beeindig_rol(omar.aanstellingen.get(gemeente=zoetermeer), waarom="Klaar", door=floor, op=OP) == 1
    )
    assert (_eigenaren(hier), _eigenaren(daar)) == (["Omar", "team", "aansluitend"], ["Omar", "aansluitend"])
    omar.refresh_from_db()
    assert (omar.is_active, _rollen(omar), _team(eva, zoetermeer)) == (
        True,
        {"Anderstad": "leerplichtambtenaar"},
        {hier.pk},
    )
    laatste = apps.get_model("leerplicht", "AanstellingEvent").objects.filter(gebruiker=omar).latest("pgh_id")
    assert (laatste.pgh_label, laatste.rol, laatste.pgh_context.metadata["reden"]) == (
        "delete",
        "teamleider",
        "Klaar",
    )


def test_a_role_that_closes_a_compartment_gives_back_only_what_it_closes(zoetermeer, floor, eva):
    toezicht, begeleiding = zaak_voor(eva, zoetermeer), zaak_voor(eva, zoetermeer, D)
    bram = maak("Bram", (zoetermeer, "teamleider"))
    actions.wijzig_rol(eva.aanstellingen.get(), rol="leerplichtambtenaar", door=floor, op=OP)
    assert (_eigenaren(toezicht), _eigenaren(begeleiding)) == (
        ["Eva", "aansluitend"],
        ["Eva", "team", "aansluitend"],
    )
    assert _team(bram, zoetermeer) == {begeleiding.pk}
    actions.wijzig_rol(eva.aanstellingen.get(), rol="redacteur", door=floor, op=OP)
    assert _eigenaren(toezicht) == ["Eva", "team", "aansluitend"]


def test_another_role_takes_a_machtiging_without_dossiers_away(zoetermeer, floor, gijs):
    zaak = zaak_voor(gijs, zoetermeer, Compartiment.OPSPORING)
    actions.wijzig_rol(gijs.aanstellingen.get(), rol="teamleider", door=floor, op=OP)
    gijs.kies_aanstelling()
    assert (gijs.mag(Recht.OPSPORING), _eigenaren(zaak)) == (True, ["Gijs", "aansluitend"])
    actions.wijzig_rol(gijs.aanstellingen.get(), rol="casemanager", door=floor, op=OP)
    actions.wijzig_rol(gijs.aanstellingen.get(), rol="leerplichtambtenaar_boa", door=floor, op=OP)
    gijs.kies_aanstelling()
    assert (gijs.mag(Recht.OPSPORING), gijs.aanstelling.opsporing_waarom, _eigenaren(zaak)) == (
        False,
        "De rol werd Casemanager Doorstroompunt.",
        ["Gijs", "team", "aansluitend"],
    )


def test_a_machtiging_that_is_withdrawn_gives_opsporing_back(zoetermeer, floor, gijs):
    geheim, gewoon = zaak_voor(gijs, zoetermeer, Compartiment.OPSPORING), zaak_voor(gijs, zoetermeer)
    actions.trek_machtiging_in(gijs.aanstellingen.get(), waarom="Akte verlopen", door=floor, op=OP)
    assert (_eigenaren(geheim), _eigenaren(gewoon)) == (["Gijs", "team", "aansluitend"], ["Gijs", "aansluitend"])
    with pytest.raises(ValidationError, match="geen machtiging"):
        actions.trek_machtiging_in(gijs.aanstellingen.get(), waarom="x", door=floor, op=OP)


@pytest.mark.parametrize("rol", [code for code, rol in ROLLEN.items() if Recht.LEERPLICHT not in rol.rechten])
def test_opsporing_is_not_for_who_has_no_dossiers_of_leerplicht(zoetermeer, floor, bram, rol):
    bram.aanstellingen.update(rol=rol)
    with pytest.raises(ValidationError, match="Wijzig eerst de rol"):
        actions.machtig(bram.aanstellingen.get(), van=OP, tot_en_met=OP, waarom="x", door=floor, op=OP)
    assert Aanstelling.objects.get(gebruiker=bram).opsporing_van is None


def test_who_was_deactivated_a_moment_ago_gets_no_new_work(zoetermeer, floor, eva, anna):
    """The colleague who hands over still has the page of before."""
    zaak = zaak_voor(eva, zoetermeer)
    actions.deactiveer(anna, waarom="Weg", door=floor, op=OP)
    assert anna.is_active
    with pytest.raises(ValidationError, match="werkt niet in deze gemeente"):
        wijs_toe(zaak, aan=anna, op=OP, door=eva)
