"""The screens of the kernel: werkvoorraad, leerlingen, dossier, and what every zaak has."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from leerplicht.dossier.actions import plan_taak, registreer_betrokkene, registreer_leerling
from leerplicht.models import Leerling, School
from leerplicht.toegang.gemeente import in_gemeente
from tests.formulieren import ingevuld, verstuur

NIEUW = {"voornaam": "Sam", "achternaam": "Ĳsbrandy", "geboortedatum": "1-2-2012"}
# The rooms of who works on dossiers of leerplicht.
DOSSIERS = ("Werkvoorraad", "Meldingen", "Vrijstellingen", "Leerlingen")


def fouten(antwoord):
    assert antwoord.status_code == 200
    return {veld: list(zinnen) for veld, zinnen in antwoord.context["form"].errors.items()}


def zaken(antwoord):
    return {regel.zaak for groep in antwoord.context["per_groep"] for regel in groep["regels"]}


@pytest.fixture
def werk(noa, zoe, meld, anna, bram, dirk, vandaag):
    """The zaken of anna, of bram, of nobody, and of dirk in the other compartment."""
    return {
        "anna": meld(noa).zaak,
        "bram": meld(zoe, eigenaar=bram).zaak,
        "team": meld(zoe, eigenaar=None).zaak,
        "dirk": meld(noa, "verzuim_18plus", door=dirk).zaak,
    }


@pytest.mark.parametrize(
    ("tab", "verwacht"),
    [("", {"anna"}), ("mijn", {"anna"}), ("team", {"team"}), ("alles", {"anna", "bram", "team"})],
)
def test_the_tabs_of_the_werkvoorraad(als, anna, werk, tab, verwacht):
    antwoord = als(anna).get("/", {"tab": tab} if tab else {})
    assert zaken(antwoord) == {werk[naam] for naam in verwacht}
    assert [tab["aantal"] for tab in antwoord.context["tabs"]] == [1, 1, 3]


def test_each_sees_the_work_of_his_compartment(als, dirk, eva, carla, werk):
    assert zaken(als(dirk).get("/?tab=alles")) == {werk["dirk"]}
    assert zaken(als(eva).get("/?tab=alles")) == set(werk.values())
    assert zaken(als(carla).get("/?tab=alles")) == set()


def test_grouped_by_the_first_open_task_and_counted_as_listed(als, anna, noa, meld, vandaag):
    zondag = vandaag + timedelta(6 - vandaag.weekday())
    dagen = {
        "te_laat": [vandaag - timedelta(1)],
        "deze_week": [vandaag, zondag],
        "later": [zondag + timedelta(1)],
        "zonder_datum": [None],
    }
    verwacht: dict[str, set] = {groep: set() for groep in dagen}
    for groep, deadlines in dagen.items():
        for dag in deadlines:
            zaak = meld(noa).zaak
            zaak.taken.all().delete()
            if dag:
                # A later task does not change the group.
                for vervalt_op in (dag + timedelta(30), dag):
                    plan_taak(zaak, titel="x", vervalt_op=vervalt_op, waarom="y", door=anna)
            verwacht[groep].add(zaak)
    antwoord = als(anna).get("/")
    gevonden = {groep["code"]: {rij.zaak for rij in groep["regels"]} for groep in antwoord.context["per_groep"]}
    assert gevonden == verwacht
    for groep, rijen in verwacht.items():
        pagina = als(anna).get(f"/?groep={groep}")
        assert zaken(pagina) == rijen
        aantallen = {item["code"]: item["aantal"] for item in pagina.context["groepen"]}
        assert aantallen == {naam: len(ids) for naam, ids in verwacht.items()}


def test_a_mistyped_tab_is_no_page(als, anna):
    assert als(anna).get("/?tab=onzin").status_code == 404
    assert als(anna).get("/?groep=onzin").status_code == 404


@pytest.mark.parametrize(
    ("wie", "kamer", "menu"),
    [
        ("gijs", None, [*DOSSIERS, "Jaarverslag", "Jaarbeeld", "Inlezen"]),
        ("hanna", None, [*DOSSIERS, "Inlezen"]),
        ("iris", "jaarverslag", ["Jaarverslag", "Jaarbeeld", "Inlezen"]),
        ("joris", "privacy", ["Privacy", "Gegevenskaart"]),
        ("wethouder", "jaarbeeld", ["Jaarbeeld"]),
        ("floor", "lijsten", ["Jaarverslag", "Jaarbeeld", "Inlezen", "Beheer"]),
    ],
)
def test_everybody_starts_in_his_own_room_and_enters_all_of_his_menu(als, request, wie, kamer, menu):
    client = als(request.getfixturevalue(wie))
    antwoord = client.get("/")
    assert antwoord.get("Location") == (kamer and reverse(kamer))
    keuzes = client.get("/", follow=True).context["navigatie"]
    assert [keuze["naam"] for keuze in keuzes] == menu
    assert {keuze["naam"]: client.get(keuze["url"]).status_code for keuze in keuzes} == dict.fromkeys(menu, 200)


def test_login_is_asked_first(client, noa):
    for adres in ("/", "/leerlingen/", f"/leerlingen/{noa.pk}/"):
        assert client.get(adres)["Location"].startswith(reverse("account_login"))


def test_the_start_page_costs_the_same_with_one_row_and_with_three(
    als, anna, noa, zoe, meld, django_assert_num_queries
):
    browser = als(anna)
    meld(noa)
    # Ten for the frame; drafts, groups, three tabs, pages; ids, zaken, tasks, owners; meldingen; what is
    # sealed; the logbook.
    for adres, aantal in {"/": 24, "/leerlingen/": 16}.items():
        with django_assert_num_queries(aantal):
            browser.get(adres)
    meld(zoe)
    meld(noa)
    for adres, aantal in {"/": 24, "/leerlingen/": 16}.items():
        with django_assert_num_queries(aantal):
            browser.get(adres)


@pytest.mark.parametrize("tekst", ["celik", "ÇELIK zoë", "zoe"])
def test_search_forgives_accents_and_leaves_no_name_in_the_address(als, anna, noa, zoe, tekst):
    adres = als(anna).post("/leerlingen/", {"tekst": tekst})["Location"]
    voor, token = adres.split("=")
    assert (voor, tekst.split()[0].lower() in token.lower()) == ("/leerlingen/?zoek", False)
    assert list(als(anna).get(adres).context["pagina"].object_list) == [zoe]


def test_search_by_bsn_and_by_zaaknummer(als, anna, dirk, noa, zoe, meld):
    melding = meld(zoe)
    gevonden = als(anna).post("/leerlingen/", {"tekst": "111222333"}, follow=True)
    assert list(gevonden.context["pagina"].object_list) == [noa]
    assert als(anna).post("/leerlingen/", {"tekst": str(melding.zaak)})["Location"] == f"/meldingen/{melding.pk}/"
    # Somebody who may not see the zaak does not find it by its number.
    gevonden = als(dirk).post("/leerlingen/", {"tekst": str(melding.zaak)}, follow=True)
    assert list(gevonden.context["pagina"].object_list) == []


def test_the_number_of_leerlingen_reads_as_dutch(als, anna, zoe, request):
    assert '<p aria-live="polite">1 leerling</p>' in als(anna).get("/leerlingen/").content.decode()
    request.getfixturevalue("noa")
    assert '<p aria-live="polite">2 leerlingen</p>' in als(anna).get("/leerlingen/").content.decode()


def test_the_list_counts_only_visible_open_zaken(als, anna, dirk, werk, noa, zoe):
    def aantallen(gebruiker):
        return {leerling: leerling.open_zaken for leerling in als(gebruiker).get("/leerlingen/").context["pagina"]}

    assert aantallen(anna) == {noa: 1, zoe: 2}
    assert aantallen(dirk) == {noa: 1, zoe: 0}


def test_register_a_leerling_and_a_sister(als, anna):
    antwoord = als(anna).post("/leerlingen/nieuw/", NIEUW | {"bsn": "111.222.333", "postcode": "2711ab"})
    sam = Leerling.objects.get()
    assert antwoord["Location"] == f"/leerlingen/{sam.pk}/"
    assert (sam.bsn, sam.onderwijsnummer, sam.postcode, sam.zoeknaam) == (
        "111222333",
        None,
        "2711 AB",
        "ijsbrandy sam",
    )
    als(anna).post(f"/leerlingen/{sam.pk}/gezinslid/", NIEUW | {"voornaam": "Pip"})
    assert Leerling.objects.get(voornaam="Pip").gezin == sam.gezin
    antwoord = als(anna).get(f"/leerlingen/{sam.pk}/")
    assert [lid.voornaam for lid in antwoord.context["gezinsleden"]] == ["Pip"]


@pytest.mark.parametrize(
    ("invoer", "verwacht"),
    [
        ({"bsn": "111222334"}, {"bsn": ["Dit BSN klopt niet. Misschien staan er twee cijfers verwisseld."]}),
        (
            {"onderwijsnummer": "12"},
            {"onderwijsnummer": ["Dit onderwijsnummer klopt niet. Controleer de 9 cijfers."]},
        ),
        ({"postcode": "27"}, {"postcode": ["Dit is geen Nederlandse postcode. Schrijf bijvoorbeeld 2711 AB."]}),
        ({"geboortedatum": "01-01-2999"}, {"geboortedatum": ["De geboortedatum ligt in de toekomst."]}),
        ({"startkwalificatie_op": "01-01-2999"}, {"startkwalificatie_op": ["Deze datum ligt in de toekomst."]}),
    ],
)
def test_wrong_input_is_told_at_the_field_and_kept(als, anna, invoer, verwacht):
    antwoord = als(anna).post("/leerlingen/nieuw/", NIEUW | invoer)
    assert fouten(antwoord) == verwacht
    assert f'value="{next(iter(invoer.values()))}"' in antwoord.content.decode()
    assert Leerling.objects.count() == 0


def test_a_double_bsn_leads_to_who_has_it(als, anna, noa):
    antwoord = als(anna).post("/leerlingen/nieuw/", NIEUW | {"bsn": "111222333"})
    link = f'<a class="utrecht-link utrecht-link--html-a" href="/leerlingen/{noa.pk}/">Noa de Vries</a>'
    assert fouten(antwoord) == {"bsn": [f"Er is al een leerling met dit BSN: {link}."]}


def test_the_bsn_of_somebody_elsewhere_stays_unknown(als, anna, anders):
    with in_gemeente(anders.pk):
        registreer_leerling(
            gemeente=anders,
            door=None,
            voornaam="Elders",
            achternaam="Onzichtbaar",
            geboortedatum=date(2010, 1, 1),
            bsn="111222333",
        )
    assert als(anna).post("/leerlingen/nieuw/", NIEUW | {"bsn": "111222333"}).status_code == 302


def test_edit_keeps_what_was_typed_in_a_conflict(als, anna, bram, noa):
    adres = f"/leerlingen/{noa.pk}/wijzigen/"
    beeld = als(anna).get(adres).context["form"]
    invoer = {veld: waarde for veld, waarde in beeld.initial.items() if waarde} | {"geboortedatum": "12-05-2010"}
    assert als(bram).post(adres, invoer | {"plaats": "Delft"}).status_code == 302
    antwoord = als(anna).post(adres, invoer | {"plaats": "Leiden"})
    assert list(fouten(antwoord)) == ["plaats"]
    assert antwoord.context["form"].fields["plaats"].botsing.hun == "Delft"
    assert 'value="Leiden"' in antwoord.content.decode()
    noa.refresh_from_db()
    assert noa.plaats == "Delft"


def test_that_somebody_died_or_left_stands_at_the_top_of_his_page(als, anna, noa):
    browser, adres, pagina = als(anna), f"/leerlingen/{noa.pk}/wijzigen/", f"/leerlingen/{noa.pk}/"
    velden = ingevuld(browser.get(adres)) | {"vertrokken_naar": "Delft"}
    antwoord = browser.post(adres, velden)
    assert fouten(antwoord) == {"vertrokken_op": ["Vul in op welke dag de leerling is vertrokken."]}
    assert browser.post(adres, velden | {"vertrokken_op": "2024-03-05"}).status_code == 302
    antwoord = browser.get(pagina)
    assert antwoord.context["weg"] == "Vertrokken naar Delft op 05-03-2024"
    kop = antwoord.content.decode().split("<h1")[1].split("</h1>")[0]
    assert "Vertrokken naar Delft op 05-03-2024" in kop and "plichtig" not in kop
    te_vroeg = ingevuld(browser.get(adres)) | {"overleden_op": "2010-05-11"}
    assert fouten(browser.post(adres, te_vroeg)) == {
        "overleden_op": ["Deze datum ligt voor de geboortedatum (12-05-2010)."]
    }
    browser.post(adres, te_vroeg | {"overleden_op": "2024-06-01"})
    assert browser.get(pagina).context["weg"] == "Overleden op 01-06-2024"


def test_a_school_that_was_merged_says_into_which(als, anna, zoe, college):
    nieuw = School.objects.create(brin="01AB00", naam="De Nieuwe", plaats="Zoetermeer")
    School.objects.filter(pk=college.pk).update(opgeheven_op=date(2024, 8, 1), opgevolgd_door=nieuw)
    antwoord = als(anna).get(f"/leerlingen/{zoe.pk}/")
    assert "01-08-2024, opgegaan in De Nieuwe" in antwoord.content.decode()


def test_a_secret_address_stands_behind_a_marker(als, anna, noa):
    registreer_betrokkene(
        noa, door=anna, naam="Ouder Een", relatie="ouder", gezag=False, straat="Stil 1", geheim_adres=True
    )
    tekst = als(anna).get(f"/leerlingen/{noa.pk}/").content.decode()
    voor, na = tekst.split("Toon het adres</summary>")
    assert ("Stil 1" in voor, "Stil 1" in na, "Geheim adres" in voor, "Geen gezag" in voor) == (
        False,
        True,
        True,
        True,
    )


def test_enrol_ends_the_former_school(als, anna, zoe, college, code, vandaag):
    inschrijven = f"/leerlingen/{zoe.pk}/inschrijven/"
    invoer = {"van": "01-08-2024", "school": college.pk, "onderwijssoort": code("onderwijssoort", "havo").pk}
    lopend = zoe.inschrijvingen.get()
    invoer |= {"lopend": lopend.pk, "version": lopend.version}
    te_vroeg = als(anna).post(inschrijven, invoer | {"van": "01-08-2023", "beeindig_vorige": "on"})
    assert fouten(te_vroeg) == {"van": ["De lopende inschrijving begon pas op 01-08-2023."]}
    als(anna).post(inschrijven, invoer | {"leerjaar": "3", "beeindig_vorige": "on"})
    nieuw, oud = zoe.inschrijvingen.all()
    assert (oud.tot_en_met, nieuw.van, nieuw.tot_en_met) == (date(2024, 7, 31), date(2024, 8, 1), None)
    uitschrijven = f"/inschrijvingen/{nieuw.pk}/uitschrijven/"
    assert fouten(verstuur(als(anna), uitschrijven, {"tot_en_met": "31-07-2024"})) == {
        "tot_en_met": ["De laatste dag ligt voor de eerste dag van de inschrijving."]
    }


def test_the_dossier_shows_the_zaken_and_the_timeline_of_the_own_compartment(als, anna, dirk, eva, noa, werk):
    def beeld(gebruiker):
        context = als(gebruiker).get(f"/leerlingen/{noa.pk}/").context
        return {regel.zaak for regel in context["zaken"]}, {stap["titel"] for stap in context["stappen"]}

    van_anna = f"Melding: Relatief verzuim (wettelijk) (zaak {werk['anna']})"
    van_dirk = f"Melding: Verzuim 18+ (zaak {werk['dirk']})"
    assert beeld(anna) == ({werk["anna"]}, {van_anna})
    assert beeld(dirk) == ({werk["dirk"]}, {van_dirk})
    assert beeld(eva) == ({werk["anna"], werk["dirk"]}, {van_anna, van_dirk})


def test_assign_to_who_can_do_it(als, anna, bram, dirk, werk):
    adres = reverse("zaak_toewijzen", args=[werk["anna"].pk])

    def wijs_toe(wie, aan):
        lopend = werk["anna"].toewijzingen.get(tot__isnull=True)
        return als(wie).post(adres, {"aan": aan, "toewijzing": lopend.pk, "version": lopend.version})

    wijs_toe(anna, bram.pk)
    assert werk["anna"].toewijzingen.get(tot__isnull=True).gebruiker == bram
    # A casemanager may not see it: nothing changes.
    wijs_toe(anna, dirk.pk)
    assert werk["anna"].toewijzingen.get(tot__isnull=True).gebruiker == bram
    wijs_toe(anna, "")
    assert werk["anna"].toewijzingen.get(tot__isnull=True).gebruiker is None
    assert wijs_toe(dirk, dirk.pk).status_code == 404
    # Nobody assigns without saying what he saw.
    assert als(anna).post(adres, {"aan": anna.pk}).status_code == 404
    assert als(anna).get(adres).status_code == 405


def test_tick_a_task_and_write_a_note(als, anna, dirk, werk, vandaag):
    zaak = werk["anna"]
    taak = zaak.taken.get()
    assert als(dirk).post(reverse("taak_gedaan", args=[taak.pk])).status_code == 404
    antwoord = als(anna).post(reverse("taak_gedaan", args=[taak.pk]), {"terug": "leerling", "version": 1})
    taak.refresh_from_db()
    assert (antwoord["Location"], taak.gedaan_op) == (f"/leerlingen/{zaak.leerling_id}/", vandaag)
    notitie = reverse("zaak_notitie", args=[zaak.pk])
    assert fouten(als(anna).post(notitie, {"soort": "gesprek", "op": "01-01-2999", "titel": "x"})) == {
        "op": ["Deze datum ligt in de toekomst."]
    }
    als(anna).post(
        notitie, {"soort": "gesprek", "op": "06-03-2024", "titel": "Gebeld", "toelichting": "Met moeder"}
    )
    assert {(g.titel, g.toelichting) for g in zaak.gebeurtenissen.all()} == {
        ("Melding: Relatief verzuim (wettelijk)", ""),
        ("Gedaan: Eerste contact opnemen", ""),
        ("Gebeld", "Met moeder"),
    }


def test_switch_to_one_of_the_own_gemeenten(als, anna, anders, zoetermeer):
    browser = als(anna)
    assert browser.post(reverse("wissel_gemeente"), {"gemeente": anders.pk}).status_code == 404
    anna.aanstellingen.create(gemeente=anders, rol="leerplichtambtenaar")
    browser.post(reverse("wissel_gemeente"), {"gemeente": zoetermeer.pk})
    assert browser.get("/").context["actieve_gemeente"] == zoetermeer
    browser.post(reverse("wissel_gemeente"), {"gemeente": anders.pk})
    assert browser.get("/").context["actieve_gemeente"] == anders


def test_input_that_no_database_holds_gets_a_page_and_not_an_error(als, anna, noa):
    browser = als(anna)
    assert browser.post("/leerlingen/", {"tekst": "a\x00b"}, follow=True).status_code == 200
    nieuw = reverse("leerling_nieuw")
    antwoord = browser.post(
        nieuw, NIEUW | {"bsn": "1" * 10_000, "onderwijsnummer": "9" * 5_000, "voornaam": "\u200b"}
    )
    assert fouten(antwoord).keys() == {"bsn", "onderwijsnummer", "voornaam"}
