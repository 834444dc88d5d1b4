"""The screens of users and roles: of the own gemeente only, and nothing is said of another."""

import re
from datetime import date

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from leerplicht.models import Aanstelling, Gebruiker, Opdracht
from leerplicht.postvak.uitvoering import veeg
from leerplicht.roles import RECHTEN, ROLLEN, Recht
from leerplicht.toegang.gebruikers import actions
from leerplicht.toegang.gebruikers.urls import urlpatterns
from tests.leerplicht.toegang.conftest import maak, zaak_voor

OP = date(2026, 11, 24)
# Queries of the list of colleagues.
AANTAL = 13


@pytest.fixture
def als(client):
    def login(gebruiker):
        client.force_login(gebruiker)
        return client

    return login


def _adressen(aanstelling) -> dict[str, str]:
    """Every page of this room, also those that are added later."""
    return {
        een.name: reverse(een.name, args=[aanstelling.pk] if "<int:pk>" in str(een.pattern) else [])
        for een in urlpatterns
    }


def _ververst(rij):
    return type(rij).objects.get(pk=rij.pk)


def _namen(antwoord) -> list[str]:
    return [regel["aanstelling"].gebruiker.naam for regel in antwoord.context["regels"]]


@pytest.mark.parametrize("wie", ["anna", "gijs", "dirk", "hanna", "eva", "iris", "wethouder", "joris", "floor"])
def test_only_the_functioneel_beheerder_enters(als, bram, request, wie):
    client = als(request.getfixturevalue(wie))
    paginas = _adressen(bram.aanstellingen.get())
    del paginas["gebruiker_wachtwoordlink"]
    verwacht = 200 if wie == "floor" else 403
    assert {naam: client.get(url).status_code for naam, url in paginas.items()} == dict.fromkeys(paginas, verwacht)


def test_a_colleague_of_another_gemeente_does_not_exist(als, floor, carla):
    client = als(floor)
    paginas = {naam: url for naam, url in _adressen(carla.aanstellingen.get()).items() if re.search(r"\d", url)}
    assert {naam: client.post(url).status_code for naam, url in paginas.items()} == dict.fromkeys(paginas, 404)
    assert _namen(client.get(reverse("gebruikers"))) == ["Floor"]


def test_the_list_is_of_the_active_gemeente(als, noor, omar, carla, floor):
    client = als(noor)
    zoetermeer, anders = (een.gemeente for een in noor.aanstellingen.order_by("-gemeente__naam"))
    namen = {}
    for gemeente in (zoetermeer, anders):
        client.post(reverse("wissel_gemeente"), {"gemeente": gemeente.pk})
        namen[gemeente.naam] = _namen(client.get(reverse("gebruikers")))
    assert namen == {"Zoetermeer": ["Floor", "Noor", "Omar"], "Anderstad": ["Carla", "Noor", "Omar"]}


@pytest.mark.parametrize(
    ("filter", "namen"),
    [
        ({}, ["Anna", "Bram", "Floor", "Gijs"]),
        ({"rol": "leerplichtambtenaar"}, ["Anna", "Bram"]),
        ({"actief": "nee"}, ["Bram"]),
        ({"actief": "ja"}, ["Anna", "Floor", "Gijs"]),
        ({"opsporing": "nu"}, ["Gijs"]),
        ({"opsporing": "niet"}, ["Anna"]),
        ({"sorteer": "-naam"}, ["Gijs", "Floor", "Bram", "Anna"]),
        ({"rol": "baas"}, []),
        ({"rool": "teamleider"}, []),
    ],
)
def test_filters(als, floor, anna, bram, gijs, filter, namen):
    Gebruiker.objects.filter(pk=bram.pk).update(is_active=False)
    anna.aanstellingen.update(opsporing_van=OP, opsporing_tot_en_met=OP, opsporing_waarom="Eén dag")
    anna.aanstellingen.update(opsporing_van=date(2020, 1, 1), opsporing_tot_en_met=date(2020, 1, 2))
    assert _namen(als(floor).get(reverse("gebruikers"), filter)) == namen


@pytest.mark.parametrize(("tekst", "namen"), [("ANN", ["Anna"]), ("bram@", ["Bram"]), ("niemand", [])])
def test_search_by_name_or_email_without_either_in_the_address(als, floor, anna, bram, tekst, namen):
    antwoord = als(floor).post(reverse("gebruikers"), {"tekst": tekst}, follow=True)
    assert (_namen(antwoord), tekst in antwoord.redirect_chain[0][0]) == (namen, False)


def test_the_list_costs_the_same_with_more_colleagues(als, floor, zoetermeer, django_assert_num_queries):
    client = als(floor)
    client.get(reverse("gebruikers"))
    with django_assert_num_queries(AANTAL):
        assert len(client.get(reverse("gebruikers")).context["regels"]) == 1
    for naam in ("Piet", "Truus"):
        maak(naam, (zoetermeer, "redacteur"))
    with django_assert_num_queries(AANTAL):
        assert len(client.get(reverse("gebruikers")).context["regels"]) == 3


# A new colleague ---------------------------------------------------------------------------------------------

NIEUW = {"email": "nieuw@voorbeeld.test", "naam": "Nieuw", "rol": "leerplichtambtenaar"}


def test_a_new_colleague_chooses_his_own_password_by_a_link(als, floor, settings):
    antwoord = als(floor).post(reverse("gebruiker_nieuw"), NIEUW)
    nieuw = Gebruiker.objects.get(email="nieuw@voorbeeld.test")
    assert antwoord.url == reverse("gebruiker", args=[nieuw.aanstellingen.get().pk])
    veeg()
    (bericht,) = mail.outbox
    assert (bericht.to, bericht.subject) == (
        ["nieuw@voorbeeld.test"],
        "Stel uw wachtwoord in voor Leerplicht & Doorstroompunt",
    )
    (link,) = re.findall(rf"{re.escape(settings.SITE_URL)}(\S+)", bericht.body)

    bezoeker = Client()
    formulier = bezoeker.get(f"/{link}", follow=True)
    gekozen = {"password1": "zelf-gekozen-woord-17", "password2": "zelf-gekozen-woord-17"}
    bezoeker.post(formulier.redirect_chain[-1][0], gekozen)
    nieuw.refresh_from_db()
    assert nieuw.check_password("zelf-gekozen-woord-17")
    # Choosing a password is not logging in, and the link works once.
    assert bezoeker.get("/").status_code == 302
    assert "password1" not in Client().get(f"/{link}", follow=True).content.decode()


def test_an_address_that_is_known_elsewhere_answers_the_same(als, floor, carla):
    """What is seen of the other gemeente: nothing. What the beheerder learns: the name that the account has."""
    antwoorden, regels = [], []
    for velden in (NIEUW, {**NIEUW, "email": "Carla@voorbeeld.test"}):
        antwoord = als(floor).post(reverse("gebruiker_nieuw"), velden, follow=True)
        zichtbaar = re.sub(r"[\w.]+@[\w.]+|\d+", "", antwoord.content.decode())
        antwoorden.append([str(bericht) for bericht in antwoord.context["messages"]])
        regels.append("Anderstad" in zichtbaar)
    assert antwoorden == [["De collega is toegevoegd en krijgt een e-mail."]] * 2
    assert regels == [False, False]
    carla.refresh_from_db()
    assert (carla.naam, dict(carla.aanstellingen.values_list("gemeente__naam", "rol"))) == (
        "Carla",
        {"Anderstad": "teamleider", "Zoetermeer": "leerplichtambtenaar"},
    )
    veeg()
    assert [(bericht.to, bericht.subject) for bericht in mail.outbox] == [
        (["nieuw@voorbeeld.test"], "Stel uw wachtwoord in voor Leerplicht & Doorstroompunt"),
        (["carla@voorbeeld.test"], "U kunt ook werken voor een andere gemeente"),
    ]


@pytest.mark.parametrize(
    ("anders_dan", "veld"),
    [
        ({"email": "geen adres"}, "email"),
        ({"email": "ANNA@voorbeeld.test"}, "email"),
        ({"naam": "   "}, "naam"),
        ({"naam": "\u202e"}, "naam"),
        ({"rol": "baas"}, "rol"),
        ({"rol": ""}, "rol"),
    ],
)
def test_what_is_refused_keeps_what_was_typed(als, floor, anna, anders_dan, veld):
    antwoord = als(floor).post(reverse("gebruiker_nieuw"), {**NIEUW, **anders_dan})
    form = antwoord.context["form"]
    assert (list(form.errors), form["email"].value()) == ([veld], {**NIEUW, **anders_dan}["email"])
    assert Gebruiker.objects.count() == 2
    assert not Opdracht.objects.exists()


def test_a_link_by_email_for_who_forgot_his_password(als, floor, anna):
    client, url = als(floor), reverse("gebruiker_wachtwoordlink", args=[anna.aanstellingen.get().pk])
    assert client.post(url).status_code == 302
    veeg()
    assert [(bericht.to, "/account/wachtwoord/nieuw/" in bericht.body) for bericht in mail.outbox] == [
        (["anna@voorbeeld.test"], True)
    ]
    Gebruiker.objects.filter(pk=anna.pk).update(is_active=False)
    antwoord = client.post(url, follow=True)
    assert "Deze collega is niet actief" in antwoord.content.decode()
    assert Opdracht.objects.filter(ontvanger=anna).count() == 1


# Changes -----------------------------------------------------------------------------------------------------


def test_a_name(als, floor, anna):
    url = reverse("gebruiker_naam", args=[anna.aanstellingen.get().pk])
    als(floor).post(url, {"naam": "Anna de Boer", "version": anna.version})
    anna.refresh_from_db()
    assert (anna.naam, anna.version) == ("Anna de Boer", 2)


def test_a_role_that_closes_nothing_is_saved_at_once(als, floor, anna):
    aanstelling = anna.aanstellingen.get()
    zaak_voor(anna, aanstelling.gemeente)
    url = reverse("gebruiker_rol", args=[aanstelling.pk])
    als(floor).post(url, {"rol": "administratie", "version": aanstelling.version})
    assert _ververst(aanstelling).rol == "administratie"


def test_a_role_that_closes_zaken_says_first_how_many(als, floor, eva, zoetermeer):
    aanstelling = eva.aanstellingen.get()
    zaak_voor(eva, zoetermeer, "doorstroompunt")
    zaak_voor(eva, zoetermeer)
    client, url = als(floor), reverse("gebruiker_rol", args=[aanstelling.pk])
    velden = {"rol": "leerplichtambtenaar", "version": aanstelling.version}
    antwoord = client.post(url, velden)
    assert antwoord.context["wat"] == [
        "Eva gaat van Teamleider naar Leerplichtambtenaar.",
        "1 open zaak ziet Eva dan niet meer.",
        "1 open zaak gaat in Zoetermeer direct naar het team, onder “Nog van niemand”.",
    ]
    assert _ververst(aanstelling).rol == "teamleider"
    terug = client.post(url, {**velden, "stap": "terug"})
    assert terug.context["form"]["rol"].value() == "leerplichtambtenaar"
    assert client.post(url, {**velden, "stap": "opslaan"}).status_code == 302
    assert _ververst(aanstelling).rol == "leerplichtambtenaar"


def test_a_machtiging_from_giving_to_withdrawing(als, floor, anna):
    aanstelling = anna.aanstellingen.get()
    client, url = als(floor), reverse("gebruiker_machtiging", args=[aanstelling.pk])
    velden = {"van": "01-11-2026", "tot_en_met": "31-12-2099", "waarom": "Besluit 12", "version": 1}
    fout = client.post(url, {**velden, "tot_en_met": "01-10-2026"})
    assert (list(fout.context["form"].errors), fout.context["form"]["waarom"].value()) == (
        ["tot_en_met"],
        "Besluit 12",
    )
    assert list(client.post(url, {**velden, "waarom": ""}).context["form"].errors) == ["waarom"]
    client.post(url, velden)
    aanstelling = _ververst(aanstelling)
    assert (aanstelling.opsporing_van, aanstelling.opsporing_tot_en_met, aanstelling.opsporing_waarom) == (
        date(2026, 11, 1),
        date(2099, 12, 31),
        "Besluit 12",
    )
    anna.kies_aanstelling()
    assert anna.mag(Recht.OPSPORING)
    intrekken = reverse("gebruiker_machtiging_intrekken", args=[aanstelling.pk])
    client.post(intrekken, {"waarom": "Andere taak", "version": aanstelling.version})
    anna.kies_aanstelling()
    assert (anna.mag(Recht.OPSPORING), anna.aanstelling.opsporing_waarom) == (False, "Andere taak")


def test_a_machtiging_that_no_longer_holds_today_says_first_what_goes(als, floor, gijs, zoetermeer):
    aanstelling = gijs.aanstellingen.get()
    zaak_voor(gijs, zoetermeer, "opsporing")
    url = reverse("gebruiker_machtiging", args=[aanstelling.pk])
    velden = {"van": "01-01-2020", "tot_en_met": "31-12-2020", "waarom": "Verlopen", "version": 1}
    assert len(als(floor).post(url, velden).context["wat"]) == 2
    assert _ververst(aanstelling).version == 1


def test_deactivating_shows_the_zaken_of_every_gemeente_before(als, noor, omar, zoetermeer, anders, eva):
    for gemeente in (zoetermeer, zoetermeer, anders):
        zaak_voor(omar, gemeente)
    hier = omar.aanstellingen.get(gemeente=zoetermeer)
    client, url = als(noor), reverse("gebruiker_deactiveren", args=[hier.pk])
    client.post(reverse("wissel_gemeente"), {"gemeente": zoetermeer.pk})
    assert client.get(url).context["uitleg"] == [
        "Omar kan niet meer inloggen. Alle sessies eindigen direct.",
        "1 open zaak gaat in Anderstad direct naar het team, onder “Nog van niemand”.",
        "2 open zaken gaan in Zoetermeer direct naar het team, onder “Nog van niemand”.",
    ]
    assert list(client.post(url, {"waarom": "", "version": omar.version}).context["form"].errors) == ["waarom"]
    antwoord = client.post(url, {"waarom": "Andere baan", "version": omar.version}, follow=True)
    assert [str(bericht) for bericht in antwoord.context["messages"]] == [
        "Omar is niet meer actief en is overal uitgelogd. 3 open zaken staan nu bij het team."
    ]
    van_eva = Client()
    van_eva.force_login(eva)
    assert van_eva.get("/", {"tab": "team"}).context["pagina"].paginator.count == 2
    # And back, with the way it went on the page.
    url = reverse("gebruiker_activeren", args=[hier.pk])
    client.post(url, {"waarom": "Terug", "version": _ververst(omar).version})
    stappen = client.get(reverse("gebruiker", args=[hier.pk])).context["stappen"]
    assert [(stap["titel"], stap["tekst"], stap["door"]) for stap in stappen] == [
        ("Weer actief", "Terug", "Noor"),
        ("Niet meer actief", "Andere baan", "Noor"),
        ("Toegevoegd als Teamleider", "", ""),
    ]


def test_an_account_that_also_works_elsewhere_is_only_let_go_here(als, floor, omar, zoetermeer, anders):
    hier = omar.aanstellingen.get(gemeente=zoetermeer)
    zaak_voor(omar, zoetermeer)
    zaak_voor(omar, anders)
    client = als(floor)
    pagina = client.get(reverse("gebruiker", args=[hier.pk]))
    assert ("Anderstad" in pagina.content.decode(), pagina.context["open_zaken"]) == (False, 1)
    url = reverse("gebruiker_deactiveren", args=[hier.pk])
    assert client.get(url).context["uitleg"] == [actions.BUITEN_BEREIK]
    antwoord = client.post(url, {"waarom": "Weg", "version": omar.version})
    assert antwoord.context["form"].non_field_errors() == [actions.BUITEN_BEREIK]
    antwoord = client.post(
        reverse("gebruiker_rol_beeindigen", args=[hier.pk]),
        {"waarom": "Weg", "version": hier.version},
        follow=True,
    )
    assert [str(bericht) for bericht in antwoord.context["messages"]] == [
        "Omar werkt niet meer in Zoetermeer. 1 open zaak staat nu bij het team."
    ]
    assert (_namen(antwoord), _ververst(omar).is_active) == (["Floor"], True)


def test_two_beheerders_choose_another_role_or_name(als, floor, anna):
    """What the first chose stands beside what the second did, and waits for his choice."""
    aanstelling = anna.aanstellingen.get()
    Aanstelling.objects.filter(pk=aanstelling.pk).update(rol="administratie")
    Gebruiker.objects.filter(pk=anna.pk).update(naam="Anna B.")
    hun = {}
    for naam, veld, mijn in (("gebruiker_rol", "rol", "redacteur"), ("gebruiker_naam", "naam", "Anna C.")):
        url = reverse(naam, args=[aanstelling.pk])
        form = als(floor).post(url, {veld: mijn, "version": 1}).context["form"]
        assert (list(form.errors), form[veld].value()) == ([veld], mijn)
        hun[veld] = form.fields[veld].botsing.hun
        keuze = {veld: mijn, "version": 2, "botsing": veld, f"keuze-{veld}": "mijn"}
        assert als(floor).post(url, keuze).status_code == 302
    assert (hun["naam"], "Administratie" in hun["rol"]) == ("Anna B.", True)
    assert (_ververst(aanstelling).rol, _ververst(anna).naam) == ("redacteur", "Anna C.")


@pytest.mark.parametrize(
    ("naam", "feiten"),
    [
        ("gebruiker_machtiging_intrekken", {"Gemachtigd vanaf": "(leeg)", "Reden": "Eerste"}),
        ("gebruiker_deactiveren", {"Actief": "nee", "Reden": "Eerste"}),
    ],
)
def test_two_beheerders_take_one_step(als, floor, zoetermeer, gijs, naam, feiten):
    """The second hears who was first, and keeps the reason that he typed."""
    koen = maak("Koen", (zoetermeer, "functioneel_beheerder"))
    aanstelling = gijs.aanstellingen.get()
    url = reverse(naam, args=[aanstelling.pk])
    versie = {"version": 1}
    assert als(koen).post(url, {**versie, "waarom": "Eerste"}).status_code == 302
    ingehaald = als(floor).post(url, {**versie, "waarom": "Tweede"}).context["ingehaald"]
    assert ingehaald.zin.startswith("Koen was u voor om ")
    assert feiten.items() <= dict(ingehaald.feiten).items()
    assert [een.tekst for een in ingehaald.getypt] == ["Tweede"]


def test_a_role_that_a_colleague_ended_already(als, floor, zoetermeer, anna, carla):
    koen = maak("Koen", (zoetermeer, "functioneel_beheerder"))
    aanstelling = anna.aanstellingen.get()
    url = reverse("gebruiker_rol_beeindigen", args=[aanstelling.pk])
    velden = {"waarom": "Andere baan", "version": 1}
    als(koen).post(url, velden)
    ingehaald = als(floor).post(url, velden).context["ingehaald"]
    assert ingehaald.zin == "Anna werkt al niet meer in Zoetermeer."
    assert [een.tekst for een in ingehaald.getypt] == ["Andere baan"]
    assert als(carla).post(url, velden).status_code == 403


def test_his_own_page_offers_the_beheerder_nothing_to_change(als, floor):
    pagina = als(floor).get(reverse("gebruiker", args=[floor.aanstellingen.get().pk])).content.decode()
    assert "Uw eigen rol en account wijzigt een andere beheerder." in pagina
    assert [
        woord for woord in ("deactiveren/", "/rol/", "machtiging/", "wachtwoordlink/") if woord in pagina
    ] == []


def test_the_roles_are_shown_as_declared(als, floor):
    antwoord = als(floor).get(reverse("rollen"))
    assert {een["rol"].code: een["rechten"] for een in antwoord.context["rollen"]} == {
        code: [RECHTEN[recht] for recht in Recht if recht in rol.rechten] for code, rol in ROLLEN.items()
    }
    pagina = antwoord.content.decode()
    assert [rol.naam for rol in ROLLEN.values() if rol.uitleg not in pagina] == []
    assert set(RECHTEN) == set(Recht)
