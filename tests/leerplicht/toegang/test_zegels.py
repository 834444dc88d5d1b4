"""Sealed dossiers: closed on every address, opened with a reason, told at once, judged within a term."""

import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from leerplicht.dossier.actions import plan_taak, registreer_betrokkene
from leerplicht.models import (
    Document,
    Gebeurtenis,
    Inschrijving,
    Leerling,
    Logregel,
    Opdracht,
    Opening,
    Verzegeling,
)
from leerplicht.tasks import maan_openingen
from leerplicht.toegang.gemeente import in_gemeente
from leerplicht.toegang.zegels import actions
from leerplicht.toegang.zegels.verzegeld import is_dicht, verzegeld_voor
from meldingen.actions import registreer_vrijstelling, start_onderzoek, vraag_jgz_aan
from tests.cast import _gebruiker
from tests.formulieren import verborgen, verstuur
from tests.leerlingen import *  # noqa: F403 - the leerlingen of these tests
from tests.verhalen.adressen import routes, vul_in

TEKST = "Vader zegt dat Noa ziek is. Volgende week bel ik weer."
WAAROM = {"grond": "vraag", "toelichting": "Moeder belde over vandaag"}
VERZEGELD = "is verzegeld"


@pytest.fixture
def verzegel(eva, vandaag):
    """`verzegel(noa)`: for everybody, by eva; `verzegel(noa, anna)`: for anna."""

    def zegel(leerling, voor=None, *, grond="kind"):
        return actions.verzegel(leerling, voor=voor, grond=grond, door=eva, op=vandaag)

    return zegel


@pytest.fixture
def opening(noa, anna, verzegel, vandaag):
    verzegel(noa)
    return actions.open_verzegeld(noa, **WAAROM, door=anna, op=vandaag)


def openen(leerling, naar="") -> str:
    return f"/leerlingen/{leerling.pk}/openen/?naar={naar.replace('/', '%2F')}"


# --- what is closed


@pytest.fixture
def rijen(noa, zoe, zoetermeer, anna, college, code, meld, vandaag):
    """One row of every kind that a page of leerplicht is about, all of zoe."""
    dag = {"op": vandaag, "door": anna}
    melding = meld(zoe)
    document = Document.objects.create(
        gemeente=zoetermeer,
        zaak=melding.zaak,
        naam="verslag.pdf",
        omschrijving="Verslag",
        mime="application/pdf",
        grootte=10,
        sha256="0" * 64,
        toegevoegd_door=anna,
    )
    return {
        "leerlingen": zoe,
        "inschrijvingen": Inschrijving.objects.get(leerling=zoe),
        "betrokkenen": registreer_betrokkene(zoe, door=anna, naam="Ouder Çelik", relatie="ouder"),
        "zaken": melding.zaak,
        "taken": plan_taak(melding.zaak, titel="Bel", vervalt_op=vandaag, waarom="afspraak", door=anna),
        "documenten": document,
        "meldingen": melding,
        "onderzoeken": start_onderzoek(zoe, gestart_op=vandaag, **dag),
        "vrijstellingen": registreer_vrijstelling(zoe, grondslag="3a", ontvangen_op=vandaag, **dag),
        "jeugdarts": vraag_jgz_aan(zoe, aangevraagd_op=vandaag, aangevraagd_door="school", **dag),
    }


def _adressen(rijen) -> dict[str, str]:
    gevonden = {}
    for route in routes():
        soort = re.search(r"/([\w-]+)/<int:(?:\w+_)?pk>", route)
        if soort and soort[1] in rijen and not route.startswith(("/doorstroompunt/", "/privacy/")):
            gevonden[route] = vul_in(route, rijen[soort[1]].pk, grondslag="3a")
    return gevonden


def _antwoorden(browser, adressen) -> dict[str, tuple]:
    gezien = {}
    for route, adres in adressen.items():
        antwoord = browser.get(adres)
        if antwoord.status_code == 405:
            antwoord = browser.post(adres)
        gezien[route] = (antwoord.status_code, antwoord.headers.get("Location", ""), "Çelik" in antwoord.text)
    return gezien


def test_it_is_closed_on_every_address_that_was_open(als, bram, zoe, rijen, verzegel):
    adressen = _adressen(rijen)
    voorheen = _antwoorden(als(bram), adressen)
    verzegel(zoe)
    nu = _antwoorden(als(bram), adressen)
    # Where one says that it must open, or that it must not; and what was refused before is refused now.
    vrij = {route for route in adressen if route.endswith(("/reden/", "/openen/", "/verzegelen/"))}
    dicht = {route for route, (status, *_) in voorheen.items() if status < 400} - vrij
    assert len(vrij) == 3 and len(dicht) > 30
    assert {route: nu[route] for route in dicht} == {
        route: (302, nu[route][1], False) for route in dicht if nu[route][1].startswith(openen(zoe))
    }
    rest = set(adressen) - dicht - vrij
    assert {route: nu[route][0] for route in rest} == {route: voorheen[route][0] for route in rest}
    assert Opening.objects.count() == 0


def test_a_brother_is_only_named_on_the_page_of_his_sister(als, bram, noa, zoe, verzegel):
    Leerling.objects.filter(pk=zoe.pk).update(gezin=noa.gezin_id)
    verzegel(zoe)
    pagina = als(bram).get(f"/leerlingen/{noa.pk}/")
    assert (pagina.status_code, "(verzegeld)" in pagina.text) == (200, True)
    # But what hangs on him is not shown on it.
    assert als(bram).get(f"/leerlingen/{zoe.pk}/").status_code == 302


def test_a_list_keeps_the_name_with_a_lock(als, bram, noa, zoe, verzegel, meld):
    meld(zoe, eigenaar=bram)
    verzegel(zoe)
    for adres in ("/leerlingen/", "/", "/meldingen/"):
        tekst = als(bram).get(adres).text
        assert "Çelik" in tekst, adres
        assert tekst.count("(verzegeld)") == 1, adres


def test_the_refused_read_stays_in_the_logbook(als, bram, noa, verzegel):
    verzegel(noa)
    als(bram).get(f"/leerlingen/{noa.pk}/")
    (regel,) = Logregel.objects.all()
    assert (regel.route, regel.leerlingen, regel.status, regel.reden) == ("leerling", [noa.pk], 403, "")


def test_who_reads_no_dossiers_meets_no_seal(als, floor, joris, noa, meld, bram, verzegel):
    """The beheerder moves work, the privacy officer looks at who looked."""
    meld(noa, eigenaar=bram)
    verzegel(noa)
    assert als(joris).get(f"/privacy/leerlingen/{noa.pk}/").status_code == 200
    weg = als(floor).get(f"/beheer/gebruikers/{bram.aanstelling.pk}/deactiveren/")
    assert weg.status_code == 200


def test_a_part_of_a_page_that_a_script_asks_for_leads_the_whole_page_on(als, bram, zoe, verzegel):
    verzegel(zoe)
    formulier = f"/leerlingen/{zoe.pk}/melding/zorg/"
    antwoord = als(bram).get(
        f"{formulier}onderwijs/", headers={"HX-Request": "true", "HX-Current-URL": f"http://testserver{formulier}"}
    )
    assert (antwoord.status_code, antwoord["HX-Redirect"], antwoord.text) == (200, openen(zoe, formulier), "")


# --- what was typed


def test_what_was_posted_waits_and_nothing_was_done(als, bram, noa, meld, verzegel):
    zaak = meld(noa).zaak
    adres = f"/zaken/{zaak.pk}/notitie/"
    browser = als(bram)
    pagina = browser.get(adres)
    velden = verborgen(pagina) | {"soort": "notitie", "op": "05-03-2024", "titel": "Gebeld", "toelichting": TEKST}
    verzegel(noa)
    antwoord = browser.post(adres, velden)
    assert antwoord["Location"] == openen(noa, adres)
    assert not Gebeurtenis.objects.filter(titel="Gebeld").exists()
    vraag = browser.get(antwoord["Location"])
    assert ("nog niet opgeslagen, maar wel bewaard" in vraag.text, "Vastgelegd" in vraag.text) == (True, False)
    verder = browser.post(openen(noa), WAAROM | {"naar": vraag.context["form"]["naar"].value()})
    assert verder["Location"] == adres
    weer = browser.get(adres)
    assert (weer.context["form"]["toelichting"].value(), "Het dossier was verzegeld" in weer.text) == (TEKST, True)
    assert browser.post(adres, velden | verborgen(weer)).status_code == 302
    assert Gebeurtenis.objects.filter(titel="Gebeld").count() == 1


def test_the_reason_keeps_what_was_typed(als, bram, noa, verzegel):
    verzegel(noa)
    antwoord = als(bram).post(openen(noa), {"grond": "", "toelichting": "Ik moet bellen", "naar": "/"})
    assert list(antwoord.context["form"].errors) == ["grond"]
    assert "Ik moet bellen" in antwoord.text
    antwoord = als(bram).post(openen(noa), {"grond": "overleg", "toelichting": " "})
    assert list(antwoord.context["form"].errors) == ["toelichting"]
    assert Opening.objects.count() == 0


# --- opening


def test_with_a_reason_it_opens_until_the_end_of_the_day(als, bram, gijs, noa, verzegel, vandaag):
    verzegel(noa)
    adres = f"/leerlingen/{noa.pk}/"
    browser = als(bram)
    naar = browser.get(adres)["Location"]
    assert naar == openen(noa, adres)
    vraag = browser.get(naar)
    assert (vraag.status_code, "111222333" in vraag.text, VERZEGELD in vraag.text) == (200, False, True)
    assert browser.post(naar, WAAROM | {"naar": adres})["Location"] == adres
    assert browser.get(adres).status_code == 200
    assert browser.get(naar)["Location"] == adres, "it is open already"
    reden = "Een vraag van ouder, leerling of school: Moeder belde over vandaag"
    assert Logregel.objects.get(route="leerling", status=200).reden == reden
    opening = Opening.objects.get()
    assert (opening.soort, opening.geldig_op, (opening.beoordelen_voor - vandaag).days) == ("zegel", vandaag, 14)
    assert als(gijs).get(adres)["Location"] == naar, "for him alone"
    Opening.objects.update(geldig_op=vandaag - timedelta(1))
    assert als(bram).get(adres)["Location"] == naar


def test_a_reason_outside_own_work_opens_no_seal(als, bram, noa, meld, verzegel):
    meld(noa)
    als(bram).post(f"/leerlingen/{noa.pk}/reden/", {"grond": "vraag"})
    verzegel(noa)
    assert als(bram).get(f"/leerlingen/{noa.pk}/").status_code == 302


def test_privacy_officer_and_teamleider_are_told_at_once_without_a_word_about_whom(
    als, anna, carla, eva, joris, noa, zoetermeer, verzegel
):
    weg = _gebruiker("Weg", zoetermeer, "privacy_officer")
    weg.is_active = False
    weg.save(update_fields=["is_active"])
    verzegel(noa)
    als(anna).post(openen(noa), WAAROM)
    opening = Opening.objects.get()
    mail = {een.ontvanger: een for een in Opdracht.objects.all()}
    assert set(mail) == {eva, joris}
    assert {(een.sjabloon, een.gemeente_id, een.onderwerp_id) for een in mail.values()} == {
        ("dossier_geopend", zoetermeer.pk, opening.pk)
    }
    Opdracht.objects.all().delete()
    als(eva).post(openen(noa), WAAROM)
    assert [een.ontvanger for een in Opdracht.objects.all()] == [joris], "nobody is told what he did himself"


def test_nothing_of_another_gemeente(
    als, anna, carla, eva, elders, anders, noa, verzegel, vandaag, opening, joris
):
    with in_gemeente(anders.pk):
        vreemd = actions.verzegel(elders.leerling, voor=None, grond="kind", door=carla, op=vandaag)
        elders_geopend = actions.open_verzegeld(elders.leerling, **WAAROM, door=carla, op=vandaag)
    for adres in (openen(elders.leerling), f"/leerlingen/{elders.leerling_id}/verzegelen/"):
        assert als(anna).get(adres).status_code == 404
    assert als(eva).get(f"/verzegelingen/{vreemd.pk}/beeindigen/").status_code == 404
    assert als(joris).get(f"/privacy/openingen/{elders_geopend.pk}/").status_code == 404
    assert [een["opening"] for een in als(joris).get("/privacy/openingen/").context["regels"]] == [opening]
    assert verzegeld_voor(anna) == {noa.pk}


# --- sealing


def test_anybody_names_his_own_circle_and_only_for_himself(als, anna, bram, noa, vandaag):
    browser = als(anna)
    adres = f"/leerlingen/{noa.pk}/verzegelen/"
    assert "iemand uit mijn eigen kring" in browser.get(f"/leerlingen/{noa.pk}/").text
    assert list(browser.get(adres).context["form"].fields) == ["grond", "toelichting"]
    # A field that is not there is not taken from who sends it all the same.
    assert browser.post(adres, {"grond": "familie", "voor": str(bram.pk)})["Location"] == adres
    zegel = Verzegeling.objects.get()
    assert (zegel.voor, zegel.door, zegel.grond, zegel.van) == (anna, anna, "familie", vandaag)
    assert (is_dicht(anna, noa.pk), is_dicht(bram, noa.pk)) == (True, False)
    pagina = browser.get(adres)
    assert ("Voor Anna" in pagina.text, "Beëindigen" in pagina.text) == (True, False)
    assert list(als(bram).get(adres).context["verzegelingen"]) == []
    with pytest.raises(ValidationError, match="alleen voor uzelf verzegelen"):
        actions.verzegel(noa, voor=bram, grond="familie", door=anna, op=vandaag)


def test_another_reason_is_written_down_and_a_seal_is_there_once(als, eva, noa, bram, vandaag):
    adres = f"/leerlingen/{noa.pk}/verzegelen/"
    browser = als(eva)
    fout = browser.post(adres, {"grond": "anders", "voor": "iedereen"})
    assert fout.context["form"].errors == {"toelichting": ["Schrijf op waarom u dit dossier verzegelt."]}
    assert browser.post(adres, {"grond": "kind", "voor": str(bram.pk)}).status_code == 302
    weer = browser.post(adres, {"grond": "kind", "voor": str(bram.pk), "toelichting": "Zijn dochter"})
    assert weer.context["form"].non_field_errors() == ["Dit dossier is hiervoor al verzegeld."]
    assert weer.context["form"]["toelichting"].value() == "Zijn dochter"
    assert browser.post(adres, {"grond": "kind", "voor": "iedereen"}).status_code == 302
    assert set(Verzegeling.objects.values_list("voor", flat=True)) == {bram.pk, None}
    with pytest.raises(IntegrityError), transaction.atomic():
        Verzegeling.objects.create(gemeente=noa.gemeente, leerling=noa, grond="kind", van=vandaag, door=eva)


def test_a_seal_ends_by_a_teamleider_for_whom_it_was_not(als, anna, eva, noa, zoetermeer, verzegel, vandaag):
    tweede = _gebruiker("Tweede", zoetermeer, "teamleider")
    voor_anna, voor_eva = verzegel(noa, anna), verzegel(noa, eva)
    adressen = [f"/verzegelingen/{een.pk}/beeindigen/" for een in (voor_anna, voor_eva)]
    assert [als(anna).get(adres).status_code for adres in adressen] == [403, 403]
    assert [als(eva).get(adres).status_code for adres in adressen] == [200, 404]
    assert verstuur(als(eva), adressen[0])["Location"] == f"/leerlingen/{noa.pk}/verzegelen/"
    assert als(eva).post(adressen[1], {"version": "1"}).status_code == 404
    with pytest.raises(ValidationError, match="geldt voor uzelf"):
        actions.beeindig(voor_eva, door=eva, op=vandaag)
    assert (is_dicht(anna, noa.pk), is_dicht(eva, noa.pk)) == (False, True)
    verstuur(als(tweede), adressen[1])
    assert is_dicht(eva, noa.pk) is False
    assert set(Verzegeling.objects.values_list("beeindigd_door", "beeindigd_op")) == {
        (eva.pk, vandaag),
        (tweede.pk, vandaag),
    }
    assert als(anna).get(f"/leerlingen/{noa.pk}/").status_code == 200
    # And it can be closed once more.
    verzegel(noa, anna)
    assert is_dicht(anna, noa.pk)


@pytest.mark.parametrize("geschreven", ["2711 AB", "2711AB"])
def test_ones_own_street_is_closed_by_itself(als, anna, bram, noa, zoe, geschreven):
    Leerling.objects.filter(pk=noa.pk).update(postcode=geschreven)
    Leerling.objects.filter(pk=zoe.pk).update(postcode="2711 AC")
    browser = als(anna)
    assert browser.post("/eigen-straat/", {"postcode": "2711 xx!"}).context["form"].errors.keys() == {"postcode"}
    assert browser.post("/eigen-straat/", {"postcode": "2711ab"})["Location"] == "/eigen-straat/"
    assert browser.get("/eigen-straat/").context["form"]["postcode"].value() == "2711 AB"
    anna.refresh_from_db()
    assert (verzegeld_voor(anna), verzegeld_voor(bram)) == ({noa.pk}, set())
    vraag = browser.get(f"/leerlingen/{noa.pk}/", follow=True)
    assert "Deze leerling woont op uw eigen postcode." in vraag.text
    browser.post("/eigen-straat/", {"postcode": ""})
    assert browser.get(f"/leerlingen/{noa.pk}/").status_code == 200


def test_nobody_else_reads_ones_own_postcode(als, anna, floor):
    als(anna).post("/eigen-straat/", {"postcode": "2711 AB"})
    assert "2711" not in als(floor).get(f"/beheer/gebruikers/{anna.aanstelling.pk}/").text
    historie = apps.get_model("leerplicht", "GebruikerEvent")
    assert "eigen_postcode" not in {veld.name for veld in historie._meta.fields}
    assert als(floor).get("/eigen-straat/").status_code == 403


def test_what_is_sealed_costs_one_query(anna, noa, verzegel, django_assert_num_queries):
    verzegel(noa)
    for postcode in ("", "2711 AB"):
        anna.eigen_postcode = postcode
        with django_assert_num_queries(1):
            assert verzegeld_voor(anna) == {noa.pk}


# --- the review


def test_the_privacy_officer_judges_and_what_is_too_late_comes_first(als, anna, joris, opening, zoe, vandaag):
    laat = actions.open_verzegeld(zoe, **WAAROM, door=anna, op=vandaag)
    Opening.objects.filter(pk=laat.pk).update(beoordelen_voor=vandaag - timedelta(1))
    browser = als(joris)
    pagina = browser.get("/privacy/openingen/")
    assert [regel["opening"] for regel in pagina.context["regels"]] == [laat, opening]
    assert pagina.text.count("Te laat") == 1
    adres = f"/privacy/openingen/{opening.pk}/"
    assert "Moeder belde over vandaag" in browser.get(adres).text
    fout = verstuur(browser, adres, {"oordeel": "niet_terecht"})
    assert list(fout.context["form"].errors) == ["toelichting"]
    verstuur(browser, adres, {"oordeel": "niet_terecht", "toelichting": "Gesprek gehad"})
    opening.refresh_from_db()
    assert (opening.oordeel, opening.beoordeeld_door, opening.beoordeeld_op) == ("niet_terecht", joris, vandaag)
    assert [regel["opening"] for regel in browser.get("/privacy/openingen/").context["regels"]] == [laat]
    klaar = browser.get("/privacy/openingen/?welke=beoordeeld")
    assert [regel["opening"] for regel in klaar.context["regels"]] == [opening]
    assert ("Gesprek gehad" in browser.get(adres).text, "Sla het oordeel op" in browser.get(adres).text) == (
        True,
        False,
    )
    assert als(anna).get(adres).status_code == 403


def test_of_two_reviewers_the_second_is_told_and_keeps_his_words(als, joris, zoetermeer, opening):
    tweede = _gebruiker("Tweede", zoetermeer, "privacy_officer")
    adres = f"/privacy/openingen/{opening.pk}/"
    version = als(tweede).get(adres).context["form"]["version"].value()
    verstuur(als(joris), adres, {"oordeel": "terecht"})
    mijn = {"oordeel": "niet_terecht", "toelichting": "Dit vond ik ervan", "version": version}
    antwoord = als(tweede).post(adres, mijn)
    assert "Joris was u voor" in antwoord.context["ingehaald"].zin
    assert "Dit vond ik ervan" in antwoord.text
    opening.refresh_from_db()
    assert opening.oordeel == "terecht"


def test_nobody_judges_his_own_opening(als, joris, anna, opening, vandaag):
    anna.aanstellingen.update(rol="privacy_officer")
    anna.kies_aanstelling()
    assert "U opende dit dossier zelf" in als(anna).get(f"/privacy/openingen/{opening.pk}/").text
    with pytest.raises(ValidationError, match="U opende dit dossier zelf"):
        actions.beoordeel(opening, oordeel="terecht", door=anna, op=vandaag)


def test_when_the_term_has_passed_it_is_said_once(anna, joris, eva, noa, opening, vandaag):
    Opdracht.objects.all().delete()
    for beoordelen_voor, verwacht in ((vandaag, []), (vandaag - timedelta(1), [joris])):
        Opening.objects.update(beoordelen_voor=beoordelen_voor)
        maan_openingen()
        assert [een.ontvanger for een in Opdracht.objects.all()] == verwacht
    assert Opdracht.objects.get().sjabloon == "openingen_te_laat"
    maan_openingen()
    actions.maan(noa.gemeente, op=vandaag + timedelta(1))
    assert Opdracht.objects.count() == 1
    version = opening.version
    opening.refresh_from_db()
    assert opening.version == version, "a form about it stays good"
    # What was judged is never late.
    actions.beoordeel(opening, oordeel="terecht", door=joris, op=vandaag)
    Opening.objects.update(gemaand_op=None)
    assert actions.maan(noa.gemeente, op=vandaag) == 0
