"""A lost second factor: another beheerder takes it away, and the colleague has a day to set up a new one."""

from datetime import date, timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from leerplicht.models import Aanstelling, Gebruiker, Opdracht
from leerplicht.postvak.uitvoering import veeg
from leerplicht.toegang.gebruikers.tweede_factor import reset_tweede_factor
from tests.cast import _gebruiker
from tests.leerplicht.inloggen.hulp import code, ingelogd, met_wachtwoord, zet_app

OP = date(2026, 11, 24)
WAAROM = "Telefoon gestolen, aangifte 2026-117."


@pytest.fixture(autouse=True)
def aan(settings):
    settings.TWEEDE_FACTOR = True


@pytest.fixture
def browser_van_anna(anna) -> Client:
    """She has an app, and gave a code of it here today."""
    zet_app(anna)
    SocialAccount.objects.create(user=anna, provider="0637", uid="a1")
    client = met_wachtwoord(anna)
    client.post(reverse("mfa_authenticate"), {"code": code()})
    assert ingelogd(client)
    return client


@pytest.fixture
def beheer(floor) -> Client:
    zet_app(floor)
    client = met_wachtwoord(floor)
    client.post(reverse("mfa_authenticate"), {"code": code()})
    return client


def reset(beheer, gebruiker, **velden):
    adres = reverse("gebruiker_tweede_stap", args=[gebruiker.aanstellingen.first().pk])
    gebruiker.refresh_from_db()
    return beheer.post(adres, {"waarom": WAAROM, "version": gebruiker.version} | velden, follow=True)


def test_from_reset_to_a_new_factor(anna, browser_van_anna, beheer, floor, mailoutbox):
    pagina = reset(beheer, anna).content.decode()
    assert "heeft 24 uur om een nieuwe tweede stap in te stellen" in pagina
    assert ("Tweede stap gereset" in pagina, WAAROM in pagina, "Floor" in pagina) == (True, True, True)
    assert not ingelogd(browser_van_anna)
    assert (Authenticator.objects.filter(user=anna).count(), SocialAccount.objects.count()) == (0, 0)
    veeg()
    (bericht,) = mailoutbox
    assert (bericht.to, WAAROM in bericht.body) == ([anna.email], False)
    assert bericht.subject == "Stel uw tweede stap bij het inloggen opnieuw in"

    nieuw = met_wachtwoord(anna, browser_van_anna)
    assert nieuw.get("/").headers["Location"] == reverse("mfa_index") + "?next=%2F"
    geheim = nieuw.get(reverse("mfa_activate_totp")).context["form"].secret
    nieuw.post(reverse("mfa_activate_totp"), {"code": code(geheim)})
    assert ingelogd(nieuw)
    anna.refresh_from_db()
    assert (anna.factor_gereset_op, anna.factor_gereset_waarom) == (None, WAAROM)
    verloop = beheer.get(reverse("gebruiker", args=[anna.aanstellingen.get().pk])).content.decode()
    assert "Nieuwe tweede stap ingesteld" in verloop


def test_after_a_day_the_password_alone_is_not_enough_any_more(anna, browser_van_anna, beheer):
    reset(beheer, anna)
    for uren, naar in ((23.9, "mfa_index"), (24.1, "reset_verlopen")):
        Gebruiker.objects.filter(pk=anna.pk).update(factor_gereset_op=timezone.now() - timedelta(hours=uren))
        client = met_wachtwoord(anna)
        assert client.get("/").headers["Location"] == reverse(naar) + "?next=%2F"
    for naam in ("mfa_index", "mfa_activate_totp", "mfa_add_webauthn"):
        assert client.post(reverse(naam)).headers["Location"].startswith(reverse("reset_verlopen"))
    assert "Die tijd is voorbij." in client.get(reverse("reset_verlopen")).content.decode()
    # Asked again, the day begins anew.
    reset(beheer, anna)
    assert met_wachtwoord(anna).get("/").headers["Location"] == reverse("mfa_index") + "?next=%2F"


def test_never_ones_own(floor, beheer, zoetermeer):
    _gebruiker("Noor", zoetermeer, "functioneel_beheerder")
    assert "Uw eigen tweede stap reset een andere beheerder." in reset(beheer, floor).content.decode()
    with pytest.raises(ValidationError, match="een andere beheerder"):
        reset_tweede_factor(floor, waarom=WAAROM, door=floor, op=OP)
    assert Authenticator.objects.filter(user=floor).count() == 1


def test_not_of_who_also_works_elsewhere_nor_by_who_is_no_beheerder(anna, bram, browser_van_anna, beheer, anders):
    with pytest.raises(ValidationError):
        reset_tweede_factor(anna, waarom=WAAROM, door=bram, op=OP)
    Aanstelling.objects.create(gebruiker=anna, gemeente=anders, rol="teamleider")
    assert "in een gemeente die u niet beheert" in reset(beheer, anna).content.decode()
    assert (Authenticator.objects.filter(user=anna).count(), Opdracht.objects.count()) == (1, 0)
    assert ingelogd(browser_van_anna)


def test_a_reason_is_asked(anna, browser_van_anna, beheer):
    assert list(reset(beheer, anna, waarom="").context["form"].errors) == ["waarom"]
    assert Authenticator.objects.filter(user=anna).count() == 1
