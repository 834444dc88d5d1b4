"""The screens of leerplicht: who sees what, and the way of a melding from beginning to end."""

import re
from datetime import date

import pytest
from django.urls import reverse

from meldingen.actions import beslis, registreer_vrijstelling, sluit_melding, start_onderzoek, vraag_jgz_aan
from meldingen.models import JgzOnderzoek, Melding, Onderzoek, Vrijstelling
from tests.formulieren import verstuur

INVOER = {"gemeld_op": "05-03-2024", "herkomst": "school"}


def fouten(antwoord):
    """Errors at the fields of the form on a page, as sentences."""
    assert antwoord.status_code == 200
    return {veld: list(zinnen) for veld, zinnen in antwoord.context["form"].errors.items()}


def rijen(antwoord):
    return set(antwoord.context["pagina"].object_list)


def test_the_whole_way_of_a_melding(als, anna, zoe, college, code):
    browser = als(anna)
    nieuw = reverse("melding_nieuw", args=[zoe.pk, "relatief_wettelijk"])
    antwoord = browser.post(nieuw, INVOER | {"verzuim_uren": "20", "reden": "ziekte"}, follow=True)
    melding = Melding.objects.get()
    assert antwoord.redirect_chain == [(reverse("melding", args=[melding.pk]), 302)]
    # Education and age as they were on the meldingsdatum.
    assert (melding.school, melding.onderwijssoort.code, melding.leerjaar, melding.leeftijd) == (
        college,
        "vmbo",
        2,
        14,
    )
    assert (melding.reden.code, melding.verzuim_uren) == ("ziekte", 20)
    assert rijen(browser.get("/meldingen/")) == {melding}
    sluiten = reverse("melding_afsluiten", args=[melding.pk])
    leeg = verstuur(browser, sluiten, {"gesloten_op": "04-03-2024"})
    assert fouten(leeg) == {"resultaat": ["Kies een resultaat."]}
    antwoord = verstuur(browser, sluiten, {"resultaat": "thuiszitter", "gesloten_op": "04-03-2024"})
    assert fouten(antwoord) == {"gesloten_op": ["Deze datum ligt voor de meldingsdatum (05-03-2024)."]}
    antwoord = verstuur(browser, sluiten, {"resultaat": "thuiszitter", "gesloten_op": "08-03-2024"}, follow=True)
    tekst = antwoord.content.decode()
    heropenen = reverse("melding_heropenen", args=[melding.pk])
    assert f'De melding is afgesloten. <a href="{heropenen}">Heropenen</a>' in tekst
    # A result that asks for the next melding leads there, linked.
    kies = re.search(r'href="([^"]*vervolg_op=[^"]*)"', tekst).group(1)
    keuzes = browser.get(kies).context["keuzes"]
    assert [keuze["naam"] for keuze in keuzes] == ["Langdurig relatief verzuim (thuiszitter)"]
    form = browser.get(keuzes[0]["url"]).context["form"]
    assert form["vervolg_op"].value() == melding.pk
    browser.post(keuzes[0]["url"], INVOER | {"geoorloofd": "nee", "vervolg_op": melding.pk})
    volgende = Melding.objects.get(soort="thuiszitter")
    assert (volgende.vervolg_op, volgende.geoorloofd) == (melding, False)
    assert "Registreer de volgende melding" not in browser.get(f"/meldingen/{melding.pk}/").content.decode()
    browser.get(heropenen)
    verstuur(browser, heropenen)
    melding.refresh_from_db()
    assert (melding.resultaat, melding.gesloten_op) == (None, None)


@pytest.mark.parametrize(("soort", "uitleg"), [("zorg", "Overdragen doet u op de pagina"), ("luxe", "")])
def test_the_form_to_close_says_where_to_hand_over(als, anna, noa, meld, soort, uitleg):
    velden = {"verwijtbaarheid_onderzocht": False} if soort == "luxe" else {}
    sluiten = reverse("melding_afsluiten", args=[meld(noa, soort, **velden).pk])
    keuze = als(anna).get(sluiten).context["form"].fields["resultaat"]
    assert keuze.help_text.startswith(uitleg) and bool(keuze.help_text) == bool(uitleg)
    assert "overdracht_doorstroompunt" not in {code.code for code in keuze.queryset}
    assert list(fouten(verstuur(als(anna), sluiten, {"resultaat": "overdracht_doorstroompunt"}))) == [
        "resultaat",
        "gesloten_op",
    ]


def test_points_of_attention_are_confirmed_once(als, anna, zoe):
    nieuw = reverse("melding_nieuw", args=[zoe.pk, "relatief_wettelijk"])
    invoer = INVOER | {"verzuim_uren": "10", "toelichting": "blijft staan"}
    antwoord = als(anna).post(nieuw, invoer)
    assert [punt.code for punt in antwoord.context["punten"]] == ["uren"]
    assert 'name="bevestigd" value="uren">Toch opslaan' in antwoord.content.decode()
    assert "blijft staan" in antwoord.content.decode()
    assert Melding.objects.count() == 0
    # Something new to look at is shown, although another point was confirmed.
    antwoord = als(anna).post(nieuw, invoer | {"gemeld_op": "02-09-2013", "bevestigd": "uren"})
    assert fouten(antwoord).keys() == {"onderwijssoort"}
    als(anna).post(nieuw, invoer | {"bevestigd": "uren"})
    assert Melding.objects.count() == 1


@pytest.mark.parametrize(("getypt", "bewaard", "weer"), [("15,5", "15.50", "15,5"), ("20", "20.00", "20")])
def test_hours_come_back_as_they_were_typed(als, anna, zoe, getypt, bewaard, weer):
    browser = als(anna)
    nieuw = reverse("melding_nieuw", args=[zoe.pk, "relatief_wettelijk"])
    browser.post(nieuw, INVOER | {"verzuim_uren": getypt, "bevestigd": "uren"})
    melding = Melding.objects.get()
    assert str(melding.verzuim_uren) == bewaard
    form = browser.get(reverse("melding_wijzigen", args=[melding.pk])).context["form"]
    assert form["verzuim_uren"].value() == weer and f'value="{weer}"' in str(form["verzuim_uren"])


@pytest.mark.parametrize(
    ("getypt", "zin"),
    [
        ("veel", "Vul een aantal uren in, bijvoorbeeld 15,5."),
        ("15,555", "Vul hooguit twee cijfers achter de komma in."),
        ("-1", "Vul een aantal uren in van 0 tot en met 200."),
        ("200,5", "Vul een aantal uren in van 0 tot en met 200."),
        ("99999", "Vul een aantal uren in van 0 tot en met 200."),
    ],
)
def test_hours_that_cannot_be(als, anna, zoe, getypt, zin):
    nieuw = reverse("melding_nieuw", args=[zoe.pk, "relatief_wettelijk"])
    assert fouten(als(anna).post(nieuw, INVOER | {"verzuim_uren": getypt}))["verzuim_uren"] == [zin]


def test_a_form_that_is_sent_twice_makes_one_melding(als, anna, zoe):
    nieuw = reverse("melding_nieuw", args=[zoe.pk, "relatief_wettelijk"])
    als(anna).post(nieuw, INVOER)
    antwoord = als(anna).post(nieuw, INVOER)
    assert [punt.code for punt in antwoord.context["punten"]] == ["dubbel"]
    assert Melding.objects.count() == 1
    # A second report of the same day exists too: the officer says so.
    als(anna).post(nieuw, INVOER | {"bevestigd": "dubbel"})
    assert Melding.objects.count() == 2


def test_a_vrijstelling_in_force_is_a_point_of_attention(als, anna, zoe, vandaag):
    vrijstelling = registreer_vrijstelling(
        zoe, grondslag="5a", ontvangen_op=date(2024, 1, 8), op=vandaag, door=anna
    )
    beslis(
        vrijstelling,
        besluit="verleend",
        besloten_op=date(2024, 1, 9),
        geldig_van=date(2024, 2, 1),
        geldig_tot_en_met=date(2024, 3, 5),
        op=vandaag,
        door=anna,
    )
    nieuw = reverse("melding_nieuw", args=[zoe.pk, "zorg"])
    punten = als(anna).post(nieuw, INVOER).context["punten"]
    assert [punt.tekst for punt in punten] == ["Er geldt een vrijstelling tot en met 05-03-2024."]
    als(anna).post(nieuw, INVOER | {"gemeld_op": "06-03-2024"})
    assert Melding.objects.count() == 1


def test_who_is_not_enrolled_gets_fields_for_his_education(als, anna, noa, code):
    nieuw = reverse("melding_nieuw", args=[noa.pk, "zorg"])
    assert fouten(als(anna).post(nieuw, INVOER)) == {"onderwijssoort": ["Dit veld is verplicht."]}
    als(anna).post(nieuw, INVOER | {"onderwijssoort": code("onderwijssoort", "geen").pk})
    melding = Melding.objects.get()
    assert (melding.school, melding.onderwijssoort.code, melding.leerjaar) == (None, "geen", None)


@pytest.mark.parametrize(
    ("soort", "velden"),
    [
        ("luxe", {"verzuim_van", "verzuim_tot_en_met", "verwijtbaarheid_onderzocht"}),
        ("relatief_licht", {"verzuim_van", "verzuim_tot_en_met", "verzuim_uren", "duo_nummer"}),
        ("relatief_wettelijk", {"verzuim_van", "verzuim_tot_en_met", "verzuim_uren", "duo_nummer"}),
        ("thuiszitter", {"verzuim_van", "verzuim_tot_en_met", "geoorloofd", "dagbesteding", "duo_nummer"}),
        ("zorg", set()),
    ],
)
def test_the_form_asks_what_its_kind_needs_and_nothing_else(als, anna, zoe, soort, velden):
    form = als(anna).get(reverse("melding_nieuw", args=[zoe.pk, soort])).context["form"]
    altijd = {"gemeld_op", "herkomst", "reden", "vervolg_op", "toelichting", "bevestigd"}
    assert set(form.fields) == altijd | velden


def test_the_part_that_follows_the_date(als, anna, zoe, code):
    ziekte = code("reden-zorg", "ziekte")
    ziekte.van_schooljaar = 2023
    ziekte.save()
    adres = reverse("melding_onderwijs", args=[zoe.pk, "zorg"])
    ingeschreven = als(anna).post(adres, {"gemeld_op": "01-08-2023", "reden": "wachtlijst"}).content.decode()
    assert "Het Voorbeeld College" in ingeschreven
    assert ">Ziekte<" in ingeschreven
    assert '<option value="wachtlijst" selected>' in ingeschreven
    ervoor = als(anna).post(adres, {"gemeld_op": "31-07-2023"}).content.decode()
    assert "Op 31-07-2023 is geen inschrijving bekend." in ervoor
    assert ">Ziekte<" not in ervoor


def test_a_conflict_keeps_what_was_typed(als, anna, bram, zoe, meld):
    melding = meld(zoe)
    adres = reverse("melding_wijzigen", args=[melding.pk])
    versie = als(anna).get(adres).context["form"]["version"].value()
    invoer = INVOER | {"version": versie, "toelichting": "van bram"}
    assert als(bram).post(adres, invoer).status_code == 302
    antwoord = als(anna).post(adres, invoer | {"toelichting": "van anna"})
    assert list(fouten(antwoord)) == ["toelichting"]
    assert antwoord.context["form"].fields["toelichting"].botsing.hun == "van bram"
    assert "van anna" in antwoord.content.decode()
    melding.refresh_from_db()
    assert melding.toelichting == "van bram"


def test_absoluut_begins_with_an_onderzoek(als, anna, noa):
    browser = als(anna)
    nieuw = reverse("onderzoek_nieuw", args=[noa.pk])
    antwoord = browser.post(nieuw, {"gestart_op": "05-03-2024", "meteen": "on"}, follow=True)
    onderzoek = Onderzoek.objects.get()
    assert antwoord.redirect_chain == [(reverse("onderzoek_vaststellen", args=[onderzoek.pk]), 302)]
    verstuur(
        browser,
        reverse("onderzoek_vaststellen", args=[onderzoek.pk]),
        {"vastgesteld_op": "06-03-2024", "reden": "werkt", "onderwijssoort": "geen", "herkomst": "eigen"},
    )
    melding = Melding.objects.get()
    assert (melding.soort, melding.gemeld_op, melding.reden.code, melding.onderwijssoort.code) == (
        "absoluut",
        date(2024, 3, 5),
        "werkt",
        "geen",
    )
    assert rijen(browser.get("/meldingen/onderzoeken/?status=vastgesteld")) == {onderzoek}
    assert rijen(browser.get("/meldingen/onderzoeken/?status=open")) == set()
    # Its date is that of the onderzoek: the form does not offer it.
    form = browser.get(reverse("melding_wijzigen", args=[melding.pk])).context["form"]
    assert set(form.fields) == {"version", "herkomst", "onderwijssoort", "reden", "vervolg_op", "toelichting"}


def test_an_onderzoek_is_closed_without_melding(als, anna, noa, vandaag):
    onderzoek = start_onderzoek(noa, gestart_op=date(2024, 3, 5), op=vandaag, door=anna)
    sluiten = reverse("onderzoek_afsluiten", args=[onderzoek.pk])
    verstuur(als(anna), sluiten, {"uitkomst": "vertrokken", "afgerond_op": "07-03-2024"})
    onderzoek.refresh_from_db()
    assert (onderzoek.uitkomst, Melding.objects.count()) == ("vertrokken", 0)
    heropenen = reverse("onderzoek_heropenen", args=[onderzoek.pk])
    assert heropenen in als(anna).get(reverse("onderzoek", args=[onderzoek.pk])).content.decode()
    assert fouten(verstuur(als(anna), heropenen, {"waarom": ""})) == {"waarom": ["Dit veld is verplicht."]}
    verstuur(als(anna), heropenen, {"waarom": "Toch niet verhuisd."})
    onderzoek.refresh_from_db()
    assert onderzoek.uitkomst == ""
    nogmaals = verstuur(als(anna), heropenen, {"waarom": "Nog eens."})
    assert fouten(nogmaals) == {"__all__": ["Dit onderzoek is al open."]}


def test_the_way_of_a_vrijstelling(als, anna, zoe):
    browser = als(anna)
    keuzes = browser.get(reverse("vrijstelling_kies_grondslag", args=[zoe.pk])).context["keuzes"]
    assert [keuze["naam"] for keuze in keuzes if keuze["merk"] == "Beroep"] == [
        "5 onder a lichamelijk of psychisch niet in staat",
        "5 onder b bezwaar op basis van levensovertuiging",
        "5 onder c inschrijving bij school in buitenland",
        "5a trekkend bestaan",
    ]
    browser.post(
        reverse("vrijstelling_nieuw", args=[zoe.pk, "5_onder_a"]),
        {"ontvangen_op": "05-03-2024", "tot_einde_leerplicht": "on"},
    )
    vrijstelling = Vrijstelling.objects.get()
    assert vrijstelling.tot_einde_leerplicht
    besluit = reverse("vrijstelling_besluit", args=[vrijstelling.pk])
    assert fouten(verstuur(browser, besluit, {"besluit": "verleend", "besloten_op": "06-03-2024"})).keys() == {
        "geldig_van",
        "geldig_tot_en_met",
    }
    invoer = {"geldig_van": "06-03-2024", "geldig_tot_en_met": "31-07-2024"}
    pagina = verstuur(browser, besluit, {"besluit": "verleend", "besloten_op": "06-03-2024"} | invoer, follow=True)
    assert pagina.context["uitkomst"] == "bevestigd"
    verstuur(browser, reverse("vrijstelling_terugkeer", args=[vrijstelling.pk]), {"teruggekeerd_op": "01-05-2024"})
    vrijstelling.refresh_from_db()
    assert vrijstelling.teruggekeerd_op == date(2024, 5, 1)
    terugdraaien = reverse("vrijstelling_terugdraaien", args=[vrijstelling.pk])
    assert terugdraaien in browser.get(reverse("vrijstelling", args=[vrijstelling.pk])).content.decode()
    verstuur(browser, terugdraaien, {"waarom": "Verkeerde leerling."})
    vrijstelling.refresh_from_db()
    assert (vrijstelling.besluit, vrijstelling.teruggekeerd_op) == ("", None)


def test_the_way_of_a_jgz_onderzoek(als, anna, zoe):
    browser = als(anna)
    invoer = {"aangevraagd_op": "05-03-2024", "aangevraagd_door": "leerplicht"}
    browser.post(reverse("jgz_nieuw", args=[zoe.pk]), invoer)
    onderzoek = JgzOnderzoek.objects.get()
    uitslag = {"onderzocht_op": "20-03-2024", "in_staat": "gedeeltelijk"}
    verstuur(browser, reverse("jgz_uitslag", args=[onderzoek.pk]), uitslag)
    follow_up = {"follow_up_op": "21-05-2024", "follow_up": "gestopt"}
    verstuur(browser, reverse("jgz_follow_up", args=[onderzoek.pk]), follow_up)
    onderzoek.refresh_from_db()
    assert (onderzoek.in_staat, onderzoek.follow_up, onderzoek.zaak.gesloten_op) == (
        "gedeeltelijk",
        "gestopt",
        date(2024, 5, 21),
    )
    assert rijen(browser.get("/meldingen/jeugdarts/?status=onderzocht")) == {onderzoek}


@pytest.mark.parametrize(
    ("vraag", "koppen"),
    [
        ("", ["Status", "Resultaat"]),
        ("?status=open", []),
        ("?status=gesloten", ["Resultaat"]),
    ],
)
def test_the_list_shows_the_columns_that_differ_from_row_to_row(
    als, anna, noa, meld, code, vandaag, vraag, koppen
):
    meld(noa, "zorg")
    sluit_melding(
        meld(noa),
        resultaat=code("resultaat-relatief_wettelijk", "hulpverlening"),
        gesloten_op=date(2024, 4, 1),
        op=vandaag,
        door=anna,
    )
    tekst = als(anna).get(f"/meldingen/{vraag}").content.decode()
    assert re.findall(r'<th scope="col">(\w+)</th>', tekst) == ["School", "Behandelaar", *koppen]
    soorten = {"": {"Zorg", "Relatief wettelijk"}, "?status=open": {"Zorg"}}.get(vraag, {"Relatief wettelijk"})
    assert set(re.findall(r'<td class="nowrap">([^<]+)</td>', tekst)) == soorten
    assert ("<td>Hulpverlening</td>" in tekst) == ("Resultaat" in koppen)


def test_a_casemanager_has_only_verzuim_18plus(als, anna, dirk, zoe, meld):
    van_anna, van_dirk = meld(zoe), meld(zoe, "verzuim_18plus", door=dirk)
    assert rijen(als(dirk).get("/meldingen/")) == {van_dirk}
    assert als(dirk).get(f"/meldingen/{van_anna.pk}/").status_code == 404
    assert als(anna).get(f"/meldingen/{van_dirk.pk}/").status_code == 404
    keuzes = als(dirk).get(reverse("melding_kies_soort", args=[zoe.pk])).context["keuzes"]
    assert [keuze["naam"] for keuze in keuzes] == ["Verzuim 18+"]
    assert als(dirk).get(reverse("melding_nieuw", args=[zoe.pk, "zorg"])).status_code == 404


def test_eva_sees_both(als, eva, dirk, zoe, meld):
    beide = {meld(zoe), meld(zoe, "verzuim_18plus", door=dirk)}
    assert rijen(als(eva).get("/meldingen/")) == beide


@pytest.mark.parametrize("rol", ["wethouder", "floor"])
def test_who_has_no_dossiers_gets_403(als, request, noa, meld, rol):
    melding = meld(noa)
    browser = als(request.getfixturevalue(rol))
    for adres in (
        "/meldingen/",
        f"/meldingen/{melding.pk}/",
        "/vrijstellingen/",
        f"/leerlingen/{noa.pk}/melding/",
    ):
        antwoord = browser.get(adres)
        assert (antwoord.status_code, "Vries" in antwoord.content.decode()) == (403, False)


def test_lists_cost_the_same_with_one_row_and_with_three(
    als, anna, noa, zoe, meld, code, vandaag, django_assert_num_queries
):
    def vul(leerling):
        melding = meld(leerling)
        sluit_melding(
            melding,
            resultaat=code("resultaat-relatief_wettelijk", "hulpverlening"),
            gesloten_op=date(2024, 4, 1),
            op=vandaag,
            door=anna,
        )
        start_onderzoek(leerling, gestart_op=date(2024, 3, 5), op=vandaag, door=anna, eigenaar=anna)
        vraag_jgz_aan(leerling, aangevraagd_op=date(2024, 3, 5), aangevraagd_door="school", op=vandaag, door=anna)
        registreer_vrijstelling(leerling, grondslag="3a", ontvangen_op=date(2024, 3, 5), op=vandaag, door=anna)

    vul(noa)
    browser = als(anna)
    # Ten for the frame (session, user, lock, gemeente, transaction, policy); four for a list; one for what is
    # sealed and one for the logbook.
    # Meldingen asks for colleagues, redenen, resultaten and scholen too; vrijstellingen for four tabs.
    adressen = {
        "/meldingen/": 20,
        "/meldingen/onderzoeken/": 16,
        "/meldingen/jeugdarts/": 16,
        "/vrijstellingen/": 20,
    }
    for adres, aantal in adressen.items():
        with django_assert_num_queries(aantal):
            browser.get(adres)
    vul(zoe)
    vul(noa)
    for adres, aantal in adressen.items():
        with django_assert_num_queries(aantal):
            browser.get(adres)
