"""Mijn apparaten: one's own sessions, and nobody else's."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from leerplicht.models import Sessie
from tests.browser import log_in
from tests.leerplicht.inloggen.hulp import code, ingelogd, met_wachtwoord, zet_app


@pytest.fixture
def twee(anna):
    """Two browsers of anna."""
    return met_wachtwoord(anna), met_wachtwoord(anna)


def test_only_ones_own_are_listed(twee, bram):
    met_wachtwoord(bram)
    regels = twee[0].get(reverse("apparaten")).context["regels"]
    assert sorted((een["sessie"].gebruiker.naam, een["hier"]) for een in regels) == [
        ("Anna", False),
        ("Anna", True),
    ]


def test_one_is_ended_from_the_other(twee, anna):
    hier, daar = twee
    andere = Sessie.objects.order_by("pk").last()
    assert hier.post(reverse("apparaat_beeindigen", args=[andere.pk]))["Location"] == reverse("apparaten")
    assert [ingelogd(hier), ingelogd(daar)] == [True, False]
    eigen = Sessie.objects.get()
    assert hier.post(reverse("apparaat_beeindigen", args=[eigen.pk]))["Location"] == reverse("account_login")
    assert (ingelogd(hier), Sessie.objects.count()) == (False, 0)


def test_somebody_elses_does_not_exist(twee, bram):
    van_bram = met_wachtwoord(bram)
    sessie = Sessie.objects.get(gebruiker=bram)
    assert twee[0].post(reverse("apparaat_beeindigen", args=[sessie.pk])).status_code == 404
    assert ingelogd(van_bram)


def test_all_are_ended_and_no_device_is_trusted_any_more(anna, bram, settings):
    settings.TWEEDE_FACTOR = True
    zet_app(anna)
    hier = met_wachtwoord(anna)
    hier.post(reverse("mfa_authenticate"), {"code": code()})
    daar = met_wachtwoord(anna)
    daar.post(reverse("mfa_authenticate"), {"code": code(stap=1)})
    settings.TWEEDE_FACTOR = False
    van_bram = met_wachtwoord(bram)
    settings.TWEEDE_FACTOR = True
    antwoord = hier.post(reverse("apparaten_beeindigen"), follow=True)
    assert "op alle apparaten uitgelogd" in antwoord.content.decode()
    assert [ingelogd(hier), ingelogd(daar)] == [False, False]
    assert [een.gebruiker for een in Sessie.objects.all()] == [bram]
    # The factor that was given here today does not count any more.
    assert not ingelogd(met_wachtwoord(anna, hier))
    settings.TWEEDE_FACTOR = False
    assert ingelogd(van_bram)


def test_the_page_in_the_browser(page, zoe, axe):
    page.goto("/account/apparaten/")
    log_in(page)
    expect(page.get_by_role("main").get_by_role("listitem")).to_have_count(1)
    for breedte in (390, 1280):
        page.set_viewport_size({"width": breedte, "height": 900})
        assert axe(page) == {}
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="Log overal uit, ook hier").click()
    expect(page.get_by_text("U bent op alle apparaten uitgelogd.")).to_be_visible()
