"""The question on a page that is a colleague's work: who gets it, and what becomes of the answer."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from leerplicht.dossier.actions import open_zaak, wijs_toe
from leerplicht.models import Compartiment, Logregel, Opening
from leerplicht.toegang.zegels.eigen_werk import is_buiten_eigen_werk
from leerplicht.toegang.zegels.rules import eigen_pad
from leerplicht.toegang.zegels.vraag import GEEN_REDEN
from tests.leerlingen import *  # noqa: F403 - the leerlingen of these tests


def vraagt(antwoord) -> bool:
    assert antwoord.status_code == 200
    return "U bent hier niet de behandelaar" in antwoord.content.decode()


def redenen() -> list[tuple]:
    return list(Logregel.objects.order_by("pk").values_list("route", "reden"))


# --- whose work it is


def test_own_work_is_what_he_owns_what_nobody_owns_and_what_is_not_there_yet(anna, bram, noa, zoe, meld):
    assert [is_buiten_eigen_werk(bram, een.pk) for een in (noa, zoe)] == [False, False]
    melding = meld(noa)
    assert [is_buiten_eigen_werk(wie, noa.pk) for wie in (anna, bram)] == [False, True]
    wijs_toe(melding.zaak, aan=None, op=timezone.localdate(), door=anna)
    assert [is_buiten_eigen_werk(wie, noa.pk) for wie in (anna, bram)] == [False, False]
    wijs_toe(melding.zaak, aan=bram, op=timezone.localdate(), door=anna)
    assert [is_buiten_eigen_werk(wie, noa.pk) for wie in (anna, bram)] == [True, False]
    meld(noa, "zorg")
    assert [is_buiten_eigen_werk(wie, noa.pk) for wie in (anna, bram)] == [False, False]


def test_a_zaak_that_he_may_not_see_asks_nothing(anna, dirk, noa, meld):
    """Or the question would tell that it is there."""
    meld(noa)
    assert is_buiten_eigen_werk(dirk, noa.pk) is False
    open_zaak(
        noa,
        soort="traject",
        op=timezone.localdate(),
        door=None,
        eigenaar=dirk,
        compartiment=Compartiment.DOORSTROOMPUNT,
    )
    assert [is_buiten_eigen_werk(wie, noa.pk) for wie in (dirk, anna)] == [False, False]


@pytest.mark.parametrize("naam", ["eva", "hanna"])
def test_of_some_roles_every_dossier_is_the_work(als, request, noa, meld, naam, django_assert_num_queries):
    meld(noa)
    wie = request.getfixturevalue(naam)
    with django_assert_num_queries(0):
        assert is_buiten_eigen_werk(wie, noa.pk) is False
    assert not vraagt(als(wie).get(f"/leerlingen/{noa.pk}/"))


# --- where it is asked


def test_it_stands_above_a_dossier_and_nowhere_else(als, anna, bram, noa, zoe, meld):
    melding = meld(noa)
    paginas = {
        f"/leerlingen/{noa.pk}/": True,
        f"/leerlingen/{noa.pk}/wijzigen/": True,
        f"/meldingen/{melding.pk}/": True,
        f"/zaken/{melding.zaak_id}/notitie/": True,
        # To register something says what for.
        f"/leerlingen/{noa.pk}/melding/": False,
        f"/leerlingen/{noa.pk}/reden/": False,
        f"/leerlingen/{zoe.pk}/": False,
        "/leerlingen/": False,
        "/meldingen/": False,
        "/": False,
    }
    assert {adres: vraagt(als(bram).get(adres)) for adres in paginas} == paginas
    assert not any(vraagt(als(anna).get(adres)) for adres in paginas)


def test_a_form_that_was_sent_with_a_fault_is_not_interrupted(als, bram, noa, meld):
    melding = meld(noa)
    assert not vraagt(als(bram).post(f"/zaken/{melding.zaak_id}/notitie/", {"titel": ""}))


def test_who_does_not_answer_reads_on_and_the_logbook_says_so(als, anna, bram, noa, meld):
    melding = meld(noa)
    for adres in (f"/leerlingen/{noa.pk}/", f"/meldingen/{melding.pk}/", "/leerlingen/"):
        als(bram).get(adres)
    als(anna).get(f"/leerlingen/{noa.pk}/")
    assert redenen() == [("leerling", GEEN_REDEN), ("melding", GEEN_REDEN), ("leerlingen", ""), ("leerling", "")]


def test_it_costs_one_small_query_a_second_for_who_is_asked_and_nothing_on_a_list(als, anna, bram, noa, meld):
    melding = meld(noa)
    gevraagd = {}
    for wie in (anna, bram):
        for adres in (f"/meldingen/{melding.pk}/", f"/leerlingen/{noa.pk}/", "/leerlingen/", "/meldingen/"):
            with CaptureQueriesContext(connection) as alle:
                als(wie).get(adres)
            gevraagd[wie.naam, adres] = sum(
                "van_anderen" in een["sql"] or "leerplicht_opening" in een["sql"] for een in alle
            )
    assert list(gevraagd.values()) == [1, 1, 0, 0, 2, 2, 0, 0]


# --- the answer


def test_answered_it_is_quiet_until_the_end_of_the_day(als, bram, noa, meld, vandaag):
    melding = meld(noa)
    meld(noa, "zorg")
    adres = f"/meldingen/{melding.pk}/"
    browser = als(bram)
    antwoord = browser.get(adres)
    verborgen = antwoord.context["kijkvraag"].form["naar"].value()
    verstuurd = browser.post(
        f"/leerlingen/{noa.pk}/reden/", {"grond": "vraag", "toelichting": "Moeder belde", "naar": verborgen}
    )
    assert verstuurd["Location"] == adres
    assert not vraagt(browser.get(adres))
    assert not vraagt(browser.get(f"/leerlingen/{noa.pk}/"))
    reden = "Een vraag van ouder, leerling of school: Moeder belde"
    assert redenen() == [("melding", GEEN_REDEN), ("reden_geven", ""), ("melding", reden), ("leerling", reden)]
    opening = Opening.objects.get()
    assert (opening.gebruiker, opening.leerling, opening.soort, opening.geldig_op, opening.beoordelen_voor) == (
        bram,
        noa,
        "buiten_eigen_werk",
        vandaag,
        None,
    )
    Opening.objects.update(geldig_op=vandaag - timedelta(1))
    assert vraagt(browser.get(adres))


def test_the_answer_of_one_is_not_that_of_another(als, bram, gijs, noa, zoe, meld):
    meld(noa)
    meld(zoe)
    als(bram).post(f"/leerlingen/{noa.pk}/reden/", {"grond": "waarneming"})
    adressen = [f"/leerlingen/{een.pk}/" for een in (noa, zoe)]
    assert [vraagt(als(wie).get(adres)) for wie in (bram, gijs) for adres in adressen] == [False, True, True, True]


def test_something_else_must_be_said_and_what_was_typed_stays(als, bram, noa, meld):
    meld(noa)
    adres = f"/leerlingen/{noa.pk}/reden/"
    antwoord = als(bram).post(adres, {"grond": "anders", "toelichting": "", "naar": f"/leerlingen/{noa.pk}/"})
    assert antwoord.context["form"].errors == {"toelichting": ["Schrijf op waarvoor u in dit dossier kijkt."]}
    antwoord = als(bram).post(adres, {"grond": "", "toelichting": "Ik zocht iets", "naar": "/"})
    assert (antwoord.context["form"]["toelichting"].value(), antwoord.status_code) == ("Ik zocht iets", 200)
    assert Opening.objects.count() == 0


@pytest.mark.parametrize(
    "naar", ["", "https://elders.test/", "//elders.test/", "/leerlingen/?zoek=de%20Vries", "/\\elders.test", "\n/"]
)
def test_it_leads_to_no_other_place(als, bram, noa, meld, naar):
    meld(noa)
    antwoord = als(bram).post(f"/leerlingen/{noa.pk}/reden/", {"grond": "overleg", "naar": naar})
    assert antwoord["Location"] == f"/leerlingen/{noa.pk}/"


@pytest.mark.parametrize("pad", ["/", "/meldingen/12/", "/doorstroompunt/no-show/3/huisbezoek/"])
def test_an_address_of_ours_is_one(pad):
    assert eigen_pad(pad) == pad


def test_a_leerling_of_another_gemeente_cannot_be_asked_for(als, anna, elders, floor, noa):
    velden = {"grond": "overleg"}
    assert als(anna).post(f"/leerlingen/{elders.leerling_id}/reden/", velden).status_code == 404
    assert als(floor).post(f"/leerlingen/{noa.pk}/reden/", velden).status_code == 403
    assert Opening.objects.count() == 0


def test_the_database_wants_a_reason_that_is_whole(bram, noa, vandaag):
    basis = {"gemeente": noa.gemeente, "leerling": noa, "gebruiker": bram, "geldig_op": vandaag}
    for mis in (
        {"soort": "zegel", "grond": "vraag", "toelichting": "Moeder belde"},
        {"soort": "zegel", "grond": "vraag", "beoordelen_voor": vandaag},
        {"soort": "buiten_eigen_werk", "grond": "anders"},
        {"soort": "buiten_eigen_werk", "grond": "vraag", "oordeel": "terecht"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Opening.objects.create(**basis, **mis)
