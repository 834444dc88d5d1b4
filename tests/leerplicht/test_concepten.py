"""Drafts and sendings: kept for their owner only, never written twice, gone when the form is saved."""

import re
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.utils import timezone

from leerplicht.formulieren import geheim
from leerplicht.formulieren.bewijs import Bewijs
from leerplicht.formulieren.concept import bewaar, leesbare
from leerplicht.models import Concept, Gebeurtenis, Verzending
from leerplicht.tasks import verwijder_oude_concepten
from leerplicht.toegang.gemeente import in_gemeente
from tests.formulieren import verborgen
from tests.leerlingen import *  # noqa: F403

TEKST = "Moeder belt: Zoë is vandaag weer naar school."
# Pages on which somebody shows who he is: no gemeente is chosen yet, and nothing typed there is kept.
INLOGGEN = {"account", "allauth", "inloggen", "mfa", "socialaccount"}


@pytest.fixture
def zaak(noa, meld):
    return meld(noa).zaak


@pytest.fixture
def adres(zaak):
    return f"/zaken/{zaak.pk}/notitie/"


@pytest.fixture
def notitie(vandaag):
    return {"soort": "gesprek", "op": f"{vandaag:%d-%m-%Y}", "titel": "Gebeld", "toelichting": TEKST}


@pytest.fixture
def bewijs(anna, zoetermeer, adres):
    return Bewijs(gebruiker=anna.pk, gemeente=zoetermeer.pk, formulier=adres, titel="Vastleggen")


def notities() -> list[str]:
    return list(Gebeurtenis.objects.filter(soort="gesprek").values_list("toelichting", flat=True))


def bewaard(gebruiker) -> list[str]:
    return [QueryDict(een.velden)["toelichting"] for een in leesbare(gebruiker)]


# --- drafts


def test_what_is_typed_is_kept_shown_again_and_gone_when_saved(als, anna, adres, notitie):
    browser = als(anna)
    velden = verborgen(browser.get(adres))
    antwoord = browser.post("/concepten/bewaren/", notitie | velden | {"_volgnummer": "1", "_sleutel": ""})
    nu = timezone.localtime().strftime("%H:%M")
    assert antwoord.json() == {"opgeslagen": nu, "ingelogd": True}
    assert (bewaard(anna), notities()) == ([TEKST], [])

    pagina = browser.get(adres)
    assert pagina.context["form"]["toelichting"].value() == TEKST
    assert pagina.context["form"].errors == {}
    assert f"Dit is uw concept van {nu}" in pagina.content.decode()

    # The page that shows it was not typed in any more: the draft it came from goes all the same.
    assert browser.post(adres, notitie | verborgen(pagina)).status_code == 302
    assert (bewaard(anna), notities()) == ([], [TEKST])
    assert browser.get(adres).context["form"]["toelichting"].value() is None


def test_a_half_typed_form_is_shown_without_errors(als, anna, adres, bewijs):
    bewaar(bewijs, "op=32-13&titel=&toelichting=half", tab="a", volgnummer=1)
    pagina = als(anna).get(adres)
    assert pagina.context["form"].errors == {}
    assert pagina.context["form"]["op"].value() == "32-13"
    assert "Fout:" not in pagina.content.decode()


def test_nobody_else_sees_it(als, anna, bram, carla, eva, adres, bewijs):
    bewaar(bewijs, f"toelichting={TEKST}", tab="a", volgnummer=1)
    pk = Concept.objects.get().pk
    for ander in (bram, eva, carla):
        with in_gemeente(ander.gemeente.pk):
            assert bewaard(ander) == []
        browser = als(ander)
        assert TEKST not in browser.get(adres).content.decode()
        assert b"Vastleggen" not in browser.get("/concepten/").content
        assert browser.post(f"/concepten/{pk}/verwijderen/").status_code == 404
    assert bewaard(anna) == [TEKST]


def test_in_the_database_it_cannot_be_read(adres, bewijs, anna):
    bewaar(bewijs, f"toelichting={TEKST}", tab="a", volgnummer=1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT inhoud, * FROM leerplicht_concept")
        (rij,) = cursor.fetchall()
    assert b"Moeder" not in bytes(rij[0])
    assert "Moeder" not in str(rij[1:])


def test_a_rotated_key_still_reads_and_a_lost_one_shows_an_empty_form(als, anna, adres, bewijs, settings):
    eerst = settings.CONCEPT_KEYS
    bewaar(bewijs, f"toelichting={TEKST}", tab="a", volgnummer=1)
    settings.CONCEPT_KEYS = ["een nieuw geheim van ruim dertig tekens", *eerst]
    assert bewaard(anna) == [TEKST]
    settings.CONCEPT_KEYS = ["een nieuw geheim van ruim dertig tekens"]
    assert bewaard(anna) == []
    assert als(anna).get(adres).context["form"]["toelichting"].value() is None


def test_an_older_save_never_overwrites_a_newer_one(anna, bewijs):
    assert bewaar(bewijs, "toelichting=nieuw", tab="a", volgnummer=5) is not None
    assert bewaar(bewijs, "toelichting=oud", tab="a", volgnummer=4) is None
    assert bewaard(anna) == ["nieuw"]


def test_a_page_that_shows_a_draft_continues_it(anna, bewijs):
    bewaar(bewijs, "toelichting=eerste", tab="a", volgnummer=5)
    bewaar(bewijs, "toelichting=eerste en meer", tab="b", volgnummer=1, vervolg_op="a:5")
    assert bewaard(anna) == ["eerste en meer"]


def test_two_tabs_that_both_type_each_keep_their_text(als, anna, adres, bewijs):
    bewaar(bewijs, "toelichting=eerste", tab="a", volgnummer=5)
    bewaar(bewijs, "toelichting=eerste tab typt door", tab="a", volgnummer=6)
    bewaar(bewijs, "toelichting=tweede", tab="b", volgnummer=1, vervolg_op="a:5")
    assert bewaard(anna) == ["tweede", "eerste tab typt door"]
    pagina = als(anna).get(adres)
    ander = Concept.objects.get(tab="a")
    assert pagina.context["form"]["toelichting"].value() == "tweede"
    assert f'href="?concept={ander.pk}"' in pagina.content.decode()
    gekozen = als(anna).get(adres, {"concept": ander.pk})
    assert gekozen.context["form"]["toelichting"].value() == "eerste tab typt door"


def test_a_save_that_comes_in_after_the_sending_leaves_nothing(als, anna, adres, notitie, bewijs):
    browser = als(anna)
    velden = verborgen(browser.get(adres)) | {"_volgnummer": "7"}
    assert browser.post(adres, notitie | velden).status_code == 302
    for volgnummer, blijft in (("6", []), ("8", [TEKST])):
        browser.post("/concepten/bewaren/", notitie | velden | {"_volgnummer": volgnummer, "_sleutel": ""})
        assert bewaard(anna) == blijft


def test_a_draft_that_says_what_was_saved_goes_too(als, anna, adres, notitie, bewijs):
    """A page that went while it was saving: its save came in under another tab."""
    browser = als(anna)
    velden = verborgen(browser.get(adres))
    for tab, tekst in (("weg", TEKST), ("ander", "Een ander gesprek.")):
        bewaar(bewijs, urlencode(notitie | {"toelichting": tekst}), tab=tab, volgnummer=1)
    browser.post(adres, notitie | velden)
    assert (bewaard(anna), notities()) == (["Een ander gesprek."], [TEKST])


def test_without_session_and_csrf_token_it_is_still_kept_for_its_owner_only(als, anna, bram, adres, notitie):
    velden = verborgen(als(anna).get(adres)) | {"_volgnummer": "1"}
    vreemd = Client(enforce_csrf_checks=True)
    assert vreemd.post("/concepten/bewaren/", notitie | velden).json()["ingelogd"] is False
    assert (bewaard(anna), bewaard(bram)) == ([TEKST], [])


@pytest.mark.parametrize("bewijs", ["", "onzin", "gAAAAABonzin"])
def test_without_a_proof_nothing_is_kept(client, anna, notitie, bewijs):
    antwoord = client.post("/concepten/bewaren/", notitie | {"_bewijs": bewijs, "_volgnummer": "1", "_tab": "a"})
    assert (antwoord.status_code, Concept.objects.count()) == (400, 0)


def test_a_proof_of_somebody_who_left_is_worth_nothing(anna, bewijs):
    anna.is_active = False
    anna.save()
    assert bewaar(bewijs, "toelichting=x", tab="a", volgnummer=1) is None
    assert Concept.objects.count() == 0


def test_too_much_is_refused_with_a_sentence(als, anna, adres, notitie):
    velden = verborgen(als(anna).get(adres)) | {"_volgnummer": "1"}
    antwoord = als(anna).post("/concepten/bewaren/", notitie | velden | {"toelichting": "x" * 300_000})
    assert (antwoord.status_code, antwoord.json()["fout"][:24]) == (413, "Deze tekst is te lang om")
    assert Concept.objects.count() == 0


def test_too_often_is_refused_with_a_sentence(als, anna, adres, notitie, monkeypatch):
    monkeypatch.setattr("leerplicht.formulieren.concept.PER_MINUUT", 1)
    velden = verborgen(als(anna).get(adres)) | {"_volgnummer": "1"}
    antwoorden = [als(anna).post("/concepten/bewaren/", notitie | velden).status_code for _ in range(3)]
    assert 429 in antwoorden[1:]


def test_the_list_of_drafts_and_the_start_page_lead_back(als, anna, adres, bewijs):
    bewaar(bewijs, f"toelichting={TEKST}", tab="a", volgnummer=1)
    pk = Concept.objects.get().pk
    for pagina in ("/", "/concepten/"):
        inhoud = als(anna).get(pagina).content.decode()
        assert f'href="{adres}?concept={pk}"' in inhoud
        assert TEKST not in inhoud
    antwoord = als(anna).post(f"/concepten/{pk}/verwijderen/")
    assert (antwoord["Location"], Concept.objects.count()) == (adres, 0)


def test_what_nobody_came_back_for_is_removed_after_the_term(anna, zoetermeer, bewijs):
    nu = timezone.now()
    for tab, dagen in (("oud", 31), ("nieuw", 29)):
        bewaar(bewijs, "toelichting=x", tab=tab, volgnummer=1)
        Concept.objects.filter(tab=tab).update(bewaard=nu - timedelta(dagen))
        Verzending.objects.create(gemeente=zoetermeer, gebruiker=anna, sleutel=tab, inhoud="x")
        Verzending.objects.filter(sleutel=tab).update(op=nu - timedelta(dagen))
    verwijder_oude_concepten()
    assert [een.tab for een in Concept.objects.all()] == ["nieuw"]
    assert [een.sleutel for een in Verzending.objects.all()] == ["nieuw"]


def test_a_password_is_never_a_draft(als, anna):
    assert b"data-concept" not in als(anna).get("/account/password/change/").content


def test_the_proof_cannot_be_read_or_changed(bewijs):
    tekst = bewijs.als_tekst()
    assert "Vastleggen" not in tekst
    with pytest.raises(geheim.Onleesbaar):
        geheim.ontsleutel((tekst[:-2] + "AA").encode())


# --- sendings


def test_the_same_form_with_the_same_content_is_written_once(als, anna, adres, notitie):
    browser = als(anna)
    velden = verborgen(browser.get(adres))
    eerste = browser.post(adres, notitie | velden)
    tweede = browser.post(adres, notitie | velden)
    assert (tweede.status_code, tweede["Location"]) == (302, eerste["Location"])
    assert notities() == [TEKST]
    assert "al verzonden" in browser.get(tweede["Location"]).content.decode()


def test_another_text_after_back_is_another_note(als, anna, adres, notitie):
    browser = als(anna)
    velden = verborgen(browser.get(adres))
    for tekst in (TEKST, "Een tweede gesprek.", TEKST, "Een tweede gesprek."):
        browser.post(adres, notitie | velden | {"toelichting": tekst})
    assert sorted(notities()) == ["Een tweede gesprek.", TEKST]


def test_a_form_with_errors_keeps_its_key(als, anna, adres, notitie):
    browser = als(anna)
    velden = verborgen(browser.get(adres))
    fout = browser.post(adres, notitie | velden | {"titel": ""})
    assert (fout.status_code, verborgen(fout)["_sleutel"]) == (200, velden["_sleutel"])
    assert browser.post(adres, notitie | velden | {"titel": ""}).status_code == 200
    assert browser.post(adres, notitie | velden).status_code == 302
    assert notities() == [TEKST]


def test_somebody_elses_key_says_nothing(als, anna, bram, adres, notitie):
    velden = verborgen(als(anna).get(adres))
    als(anna).post(adres, notitie | velden)
    als(bram).post(adres, notitie | velden)
    assert notities() == [TEKST, TEKST]


def test_the_content_cannot_be_guessed_from_what_is_remembered(als, anna, adres, notitie):
    naar = als(anna).post(adres, notitie | verborgen(als(anna).get(adres)))["Location"]
    verzending = Verzending.objects.get()
    assert (len(verzending.inhoud), verzending.naar) == (64, naar)


def test_every_form_that_writes_carries_a_key():
    """A form without one would be written twice by a double click. Search and login write nothing."""
    zonder = [
        f"{pad.relative_to(settings.BASE_DIR)}: {formulier[:80]}"
        for pad in sorted((settings.BASE_DIR / "templates").rglob("*.html"))
        for formulier in re.findall(r"<form\b.*?</form>", pad.read_text(), re.DOTALL | re.IGNORECASE)
        if re.search(r'method="?post', formulier, re.IGNORECASE)
        and "{% verzending" not in formulier
        and 'role="search"' not in formulier
        and pad.relative_to(settings.BASE_DIR / "templates").parts[0] not in INLOGGEN
    ]
    assert zonder == []


# --- sent at the wrong moment


def uitgelogd(browser) -> Client:
    """The same browser after its session ended: the CSRF cookie stays."""
    vreemd = Client(enforce_csrf_checks=True)
    vreemd.cookies["csrftoken"] = browser.cookies["csrftoken"].value
    return vreemd


def csrf(antwoord) -> str:
    return re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', antwoord.content.decode())[1]


@pytest.mark.parametrize("met_csrf", [True, False])
def test_sent_after_the_session_ended_it_waits_in_the_form(als, anna, bram, adres, notitie, met_csrf):
    browser = als(anna)
    pagina = browser.get(adres)
    velden = notitie | verborgen(pagina)
    if met_csrf:
        velden["csrfmiddlewaretoken"] = csrf(pagina)
    antwoord = uitgelogd(browser).post(adres, velden)
    assert antwoord["Location"] == f"/account/login/?next={adres}"
    assert (bewaard(anna), bewaard(bram), notities()) == ([TEKST], [], [])
    weer = als(anna).get(adres)
    assert weer.context["form"]["toelichting"].value() == TEKST
    assert "Dit is nog niet opgeslagen" in weer.content.decode()
    als(anna).post(adres, notitie | verborgen(weer))
    assert (bewaard(anna), notities()) == ([], [TEKST])


def test_with_a_stale_token_it_waits_in_the_form(anna, adres, notitie):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(anna, backend="allauth.account.auth_backends.AuthenticationBackend")
    velden = notitie | verborgen(browser.get(adres)) | {"csrfmiddlewaretoken": "x" * 64}
    assert browser.post(adres, velden)["Location"] == adres
    assert (bewaard(anna), notities()) == ([TEKST], [])
    weer = browser.get(adres).content.decode()
    assert "De pagina was verlopen toen u het verstuurde." in weer


def test_a_form_of_somebody_else_is_kept_for_him_and_not_shown(als, anna, bram, adres, notitie):
    velden = notitie | verborgen(als(anna).get(adres)) | {"csrfmiddlewaretoken": "x" * 64}
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(bram, backend="allauth.account.auth_backends.AuthenticationBackend")
    antwoord = browser.post(adres, velden)
    assert antwoord.status_code == 403
    assert "door een andere gebruiker" in antwoord.content.decode()
    assert (bewaard(anna), bewaard(bram), notities()) == ([TEKST], [], [])


def test_what_was_saved_before_is_not_kept_as_unsaved(als, anna, adres, notitie):
    browser = als(anna)
    velden = notitie | verborgen(browser.get(adres))
    naar = browser.post(adres, velden)["Location"]
    assert uitgelogd(browser).post(adres, velden)["Location"] == f"/account/login/?next={naar}"
    assert (bewaard(anna), notities()) == ([], [TEKST])


def test_a_stranger_leaves_nothing_behind(client, zaak, adres, notitie):
    assert client.post(adres, notitie)["Location"] == "/account/login/?next=/"
    assert (Concept.objects.count(), Session.objects.count()) == (0, 0)


def test_a_button_leads_back_to_its_page(client, zaak):
    antwoord = client.post(
        f"/zaken/{zaak.pk}/toewijzen/", {"aan": ""}, headers={"Referer": "http://testserver/x/"}
    )
    assert antwoord["Location"] == "/account/login/?next=http%3A//testserver/x/"
