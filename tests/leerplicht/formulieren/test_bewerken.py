"""Two colleagues with one form open: what the second one sees, and that nothing is lost or done twice."""

from datetime import date, timedelta

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from leerplicht.dossier.actions import plan_taak, wijs_toe
from leerplicht.models import Betrokkene, Gebeurtenis, Leerling
from meldingen.actions import sluit_melding
from meldingen.models import Melding
from tests.formulieren import ingevuld


def berichten(antwoord):
    return [str(bericht) for bericht in get_messages(antwoord.wsgi_request)]


def als(gebruiker):
    """A browser of its own for each."""
    browser = Client()
    browser.force_login(gebruiker)
    return browser


@pytest.fixture
def twee(anna, bram):
    """Two browsers on one address: `twee(url)` gives (bram's browser, anna's browser, what both forms hold)."""

    def openen(url):
        van_bram, van_anna = als(bram), als(anna)
        assert van_bram.get(url).status_code == 200
        return van_bram, van_anna, ingevuld(van_anna.get(url))

    return openen


def test_what_does_not_overlap_is_saved_together(twee, noa):
    url = reverse("leerling_wijzigen", args=[noa.pk])
    van_bram, van_anna, open_form = twee(url)
    assert van_bram.post(url, open_form | {"plaats": "Delft", "postcode": "2611AA"}).status_code == 302
    antwoord = van_anna.post(url, open_form | {"voornaam": "Noor"})
    assert antwoord.status_code == 302
    noa.refresh_from_db()
    assert (noa.voornaam, noa.plaats, noa.postcode, noa.version) == ("Noor", "Delft", "2611 AA", 3)
    [overgenomen, klaar] = berichten(antwoord)
    assert overgenomen.startswith("Intussen gewijzigd door Bram, ")
    assert overgenomen.endswith(": Postcode, Woonplaats. Dat is overgenomen.")
    assert klaar == "De gegevens zijn opgeslagen."


@pytest.mark.parametrize(
    ("keuze", "getypt", "staat_er"),
    [("hun", "Noor", "Noah"), ("mijn", "Noor", "Noor"), ("mijn", "Noah-Noor", "Noah-Noor")],
)
def test_what_overlaps_is_asked_in_the_form(twee, noa, keuze, getypt, staat_er):
    url = reverse("leerling_wijzigen", args=[noa.pk])
    van_bram, van_anna, open_form = twee(url)
    van_bram.post(url, open_form | {"voornaam": "Noah", "plaats": "Delft"})
    antwoord = van_anna.post(url, open_form | {"voornaam": "Noor", "straat": "Dorpsstraat 1"})
    assert antwoord.status_code == 200
    form = antwoord.context["form"]
    assert list(form.errors) == ["voornaam"]
    assert (form["voornaam"].value(), form["straat"].value(), form["plaats"].value(), form["version"].value()) == (
        "Noor",
        "Dorpsstraat 1",
        "Delft",
        "2",
    )
    assert form.fields["voornaam"].botsing.hun == "Noah"
    assert form.fields["voornaam"].botsing.door.startswith("Bram, ")
    nu = ingevuld(antwoord) | {"botsing": "voornaam"}
    # Without a choice the question stays, and so does all that was typed.
    opnieuw = van_anna.post(url, nu)
    assert opnieuw.status_code == 200
    assert list(opnieuw.context["form"].errors) == ["voornaam"]
    assert ingevuld(opnieuw) | {"botsing": "voornaam"} == nu
    klaar = van_anna.post(url, nu | {"keuze-voornaam": keuze, "voornaam": getypt})
    assert klaar.status_code == 302
    noa.refresh_from_db()
    assert (noa.voornaam, noa.straat, noa.plaats) == (staat_er, "Dorpsstraat 1", "Delft")


def test_a_third_change_conflicts_again(eva, twee, noa):
    url = reverse("leerling_wijzigen", args=[noa.pk])
    van_bram, van_anna, open_form = twee(url)
    van_bram.post(url, open_form | {"voornaam": "Noah"})
    nu = ingevuld(van_anna.post(url, open_form | {"voornaam": "Noor"}))
    als(eva).post(url, open_form | {"voornaam": "Nova", "version": noa.version + 1})
    antwoord = van_anna.post(url, nu | {"botsing": "voornaam", "keuze-voornaam": "mijn"})
    form = antwoord.context["form"]
    assert (form["voornaam"].value(), form.fields["voornaam"].botsing.hun) == ("Noor", "Nova")
    assert form.fields["voornaam"].botsing.door.startswith("Eva, ")
    van_anna.post(url, ingevuld(antwoord) | {"botsing": "voornaam", "keuze-voornaam": "mijn"})
    noa.refresh_from_db()
    assert (noa.voornaam, noa.version) == ("Noor", 4)


def test_a_mistake_and_a_conflict_at_once_keep_everything(twee, noa):
    url = reverse("leerling_wijzigen", args=[noa.pk])
    van_bram, van_anna, open_form = twee(url)
    van_bram.post(url, open_form | {"voornaam": "Noah"})
    antwoord = van_anna.post(url, open_form | {"voornaam": "Noor", "geboortedatum": "31-2-2010"})
    form = antwoord.context["form"]
    assert set(form.errors) == {"voornaam", "geboortedatum"}
    assert (form["voornaam"].value(), form["geboortedatum"].value()) == ("Noor", "31-2-2010")


def test_in_another_window_of_my_own(anna, noa):
    url = reverse("leerling_wijzigen", args=[noa.pk])
    browser = als(anna)
    open_form = ingevuld(browser.get(url))
    browser.post(url, open_form | {"voornaam": "Noah"})
    antwoord = browser.post(url, open_form | {"voornaam": "Noor"})
    assert antwoord.context["form"].fields["voornaam"].botsing.door.startswith("uzelf, in een ander venster, ")


def test_boxes_and_choices_are_compared_and_shown_by_their_label(twee, noa):
    ouder = Betrokkene.objects.create(
        gemeente_id=noa.gemeente_id, leerling=noa, naam="Jan de Vries", relatie="ouder", gezag=True
    )
    url = reverse("betrokkene_wijzigen", args=[ouder.pk])
    van_bram, van_anna, open_form = twee(url)
    zonder_gezag = {naam: waarde for naam, waarde in open_form.items() if naam != "gezag"}
    van_bram.post(url, zonder_gezag | {"relatie": "voogd"})
    antwoord = van_anna.post(url, open_form | {"relatie": "verzorger"})
    form = antwoord.context["form"]
    assert (form.fields["relatie"].botsing.hun, form["gezag"].value()) == ("voogd", False)
    van_anna.post(url, ingevuld(antwoord) | {"botsing": "relatie", "keuze-relatie": "hun"})
    ouder.refresh_from_db()
    assert (ouder.relatie, ouder.gezag) == ("voogd", False)


def test_a_reference_out_of_sight_is_not_named(anna, eva, dirk, noa, meld):
    """A melding of the Doorstroompunt, set by who may see it, is no text for who may not."""
    melding, andere = meld(noa), meld(noa, "verzuim_18plus", door=dirk)
    url = reverse("melding_wijzigen", args=[melding.pk])
    open_form = ingevuld(als(anna).get(url))
    eerdere = meld(noa, "zorg")
    als(eva).post(url, open_form | {"vervolg_op": andere.pk})
    antwoord = als(anna).post(url, open_form | {"vervolg_op": eerdere.pk})
    assert antwoord.context["form"].fields["vervolg_op"].botsing.hun == "(een keuze die u niet kunt zien)"
    assert str(andere.zaak) not in antwoord.content.decode()


def test_a_hand_made_version_is_asked_again(anna, noa):
    url = reverse("leerling_wijzigen", args=[noa.pk])
    open_form = ingevuld(als(anna).get(url))
    for versie in ("", "drie", "-1"):
        antwoord = als(anna).post(url, open_form | {"version": versie, "voornaam": "Noor"})
        assert list(antwoord.context["form"].errors) == ["version"]
    assert Leerling.objects.get().voornaam == "Noa"


# --- from one state to another


@pytest.fixture
def sluiten(noa, meld, vandaag):
    """An open melding, and what its form to close it sends."""
    melding = meld(noa)
    return melding, {
        "resultaat": "naar_school",
        "gesloten_op": f"{vandaag:%d-%m-%Y}",
        "toelichting": "Gebeld met vader.",
    }


def test_closed_by_a_colleague(twee, sluiten):
    melding, invoer = sluiten
    url = reverse("melding_afsluiten", args=[melding.pk])
    van_bram, van_anna, open_form = twee(url)
    assert van_bram.post(url, open_form | invoer | {"resultaat": "waarschuwing"}).status_code == 302
    antwoord = van_anna.post(url, open_form | invoer)
    assert antwoord.status_code == 200
    ingehaald = antwoord.context["ingehaald"]
    assert ingehaald.zin.startswith("Bram was u voor om ")
    assert [waarde for label, waarde in ingehaald.feiten if label == "Resultaat"] == ["Formele waarschuwing"]
    assert [een.tekst for een in ingehaald.getypt if een.lang] == ["Gebeld met vader."]
    melding.refresh_from_db()
    assert melding.resultaat.code == "waarschuwing"
    # One click keeps the text.
    van_anna.post(
        reverse("zaak_notitie", args=[melding.zaak_id]),
        {
            "soort": "notitie",
            "op": invoer["gesloten_op"],
            "titel": antwoord.context["notitietitel"],
            "toelichting": antwoord.context["notitie"],
        },
    )
    assert Gebeurtenis.objects.filter(zaak=melding.zaak, toelichting="Gebeld met vader.", soort="notitie").exists()


def test_closed_by_a_colleague_who_may_read_opsporing(als, gijs, anna, sluiten):
    melding, invoer = sluiten
    url = reverse("melding_afsluiten", args=[melding.pk])
    open_form = ingevuld(als(anna).get(url))
    assert als(gijs).post(url, ingevuld(als(gijs).get(url)) | invoer | {"resultaat": "halt"}).status_code == 302
    antwoord = als(anna).post(url, open_form | invoer)
    feiten = dict(antwoord.context["ingehaald"].feiten)
    assert feiten["Resultaat"] == "Afgehandeld"
    assert "Halt" not in antwoord.content.decode()


def test_a_change_that_does_not_touch_the_closing_lets_it_go_on(twee, sluiten):
    melding, invoer = sluiten
    url = reverse("melding_afsluiten", args=[melding.pk])
    _, van_anna, open_form = twee(url)
    Melding.objects.filter(pk=melding.pk).update(toelichting="van bram")
    assert van_anna.post(url, open_form | invoer).status_code == 302
    melding.refresh_from_db()
    assert (melding.toelichting, melding.resultaat.code) == ("van bram", "naar_school")


def test_two_who_reopen(twee, noa, meld, code, anna, vandaag):
    naar_school = code("resultaat-relatief_wettelijk", "naar_school")
    melding = sluit_melding(meld(noa), resultaat=naar_school, gesloten_op=vandaag, op=vandaag, door=anna)
    url = reverse("melding_heropenen", args=[melding.pk])
    van_bram, van_anna, open_form = twee(url)
    assert van_bram.post(url, open_form).status_code == 302
    antwoord = van_anna.post(url, open_form)
    assert antwoord.status_code == 200
    assert antwoord.context["ingehaald"].zin.startswith("Bram was u voor om ")
    assert Gebeurtenis.objects.filter(zaak=melding.zaak, titel="Melding heropend").count() == 1


def test_two_who_tick_off_one_task(anna, bram, noa, meld, vandaag):
    melding = meld(noa)
    taak = plan_taak(melding.zaak, titel="Bel", vervalt_op=vandaag, waarom="afspraak", door=anna)
    url = reverse("taak_gedaan", args=[taak.pk])
    als(bram).post(url, {"version": taak.version})
    antwoord = als(anna).post(url, {"version": taak.version})
    assert antwoord.status_code == 302
    [zin] = berichten(antwoord)
    assert zin.startswith("Bram was u voor om ")
    assert Gebeurtenis.objects.filter(zaak=melding.zaak, titel="Gedaan: Bel").count() == 1


def test_two_who_assign_one_zaak(anna, bram, eva, noa, meld, vandaag):
    zaak = meld(noa).zaak
    toewijzing = zaak.toewijzingen.get()
    van_anna = {"aan": anna.pk, "toewijzing": toewijzing.pk, "version": toewijzing.version}
    url = reverse("zaak_toewijzen", args=[zaak.pk])
    als(eva).post(url, van_anna | {"aan": bram.pk})
    antwoord = als(anna).post(url, van_anna | {"aan": ""})
    [zin] = berichten(antwoord)
    assert zin.startswith("Eva was u voor om ")
    assert zin.endswith(f"Zaak {zaak} is nu van Bram.")
    assert zaak.toewijzingen.get(tot__isnull=True).gebruiker == bram
    wijs_toe(zaak, aan=None, op=vandaag, door=eva)
    assert zaak.toewijzingen.count() == 3


# Also when the second sends what is no choice at all.
@pytest.mark.parametrize("anders", [{}, {"onderwijssoort": "een tekst"}, {"onderwijssoort": "9" * 20}])
def test_two_who_enrol_one_leerling(twee, zoe, college, code, vandaag, anders):
    url = reverse("leerling_inschrijven", args=[zoe.pk])
    van_bram, van_anna, open_form = twee(url)
    invoer = open_form | {
        "van": f"{vandaag - timedelta(1):%d-%m-%Y}",
        "school": college.pk,
        "onderwijssoort": code("onderwijssoort", "havo").pk,
    }
    assert van_bram.post(url, invoer).status_code == 302
    antwoord = van_anna.post(url, invoer | anders)
    assert antwoord.context["ingehaald"].zin.startswith("Bram was u voor om ")
    assert zoe.inschrijvingen.count() == 2


def test_two_who_first_enrol_one_leerling(twee, noa, college, code):
    url = reverse("leerling_inschrijven", args=[noa.pk])
    van_bram, van_anna, open_form = twee(url)
    invoer = open_form | {
        "van": "01-08-2026",
        "school": college.pk,
        "onderwijssoort": code("onderwijssoort", "havo").pk,
    }
    van_bram.post(url, invoer)
    antwoord = van_anna.post(url, invoer)
    feiten = dict(antwoord.context["ingehaald"].feiten)
    assert feiten == {"School": "Het Voorbeeld College", "Ingeschreven van": "01-08-2026", "Tot en met": "(leeg)"}
    assert noa.inschrijvingen.count() == 1


def test_two_who_end_one_enrolment(twee, zoe):
    inschrijving = zoe.inschrijvingen.get()
    url = reverse("leerling_uitschrijven", args=[inschrijving.pk])
    van_bram, van_anna, open_form = twee(url)
    van_bram.post(url, open_form | {"tot_en_met": "03-06-2026"})
    antwoord = van_anna.post(url, open_form | {"tot_en_met": "05-06-2026"})
    assert dict(antwoord.context["ingehaald"].feiten) == {"Tot en met": "03-06-2026"}
    inschrijving.refresh_from_db()
    assert inschrijving.tot_en_met == date(2026, 6, 3)
