"""How often somebody may try: few times per account, but many per address, which can be a town hall."""

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.urls import reverse

from leerplicht.models import Aanstelling, Gebruiker, Sessie
from tests.cast import WACHTWOORD
from tests.leerplicht.inloggen.hulp import ingelogd, met_wachtwoord

STADHUIS = "203.0.113.7"
TE_VEEL = "Te veel mislukte pogingen. Probeer het over een kwartier opnieuw."
FOUT = "Het e-mailadres of het wachtwoord klopt niet."


@pytest.fixture(autouse=True)
def snel(settings):
    """What is tested is counting, not the price of a hash."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def probeer(client: Client, email: str, wachtwoord: str = "niet-mijn-wachtwoord", **kop: str) -> str:
    """Try to log in: what the page says, or "" when it let in."""
    velden = {"login": email, "password": wachtwoord}
    antwoord = client.post(reverse("account_login"), velden, REMOTE_ADDR=STADHUIS, headers=kop)
    if antwoord.status_code == 302:
        return ""
    return TE_VEEL if TE_VEEL in antwoord.content.decode() else FOUT


def test_two_hundred_colleagues_behind_one_proxy_mistype_and_come_in(zoetermeer):
    """All within a minute, with a stranger in the same building who tries to lock them out."""
    hash = make_password(WACHTWOORD)
    namen = [f"collega{nummer}" for nummer in range(200)]
    collegas = Gebruiker.objects.bulk_create(
        Gebruiker(email=f"{naam}@voorbeeld.test", naam=naam, password=hash) for naam in namen
    )
    Aanstelling.objects.bulk_create(
        Aanstelling(gebruiker=een, gemeente=zoetermeer, rol="leerplichtambtenaar") for een in collegas
    )
    for nummer in range(30):
        probeer(Client(), f"onbekend{nummer}@voorbeeld.test")
    gezegd = set()
    for een in collegas:
        client = Client()
        gezegd |= {(probeer(client, een.email), probeer(client, een.email, WACHTWOORD))}
    assert (gezegd, Sessie.objects.count()) == ({(FOUT, "")}, 200)


def test_an_account_is_guessed_five_times_from_wherever(anna):
    gezegd = [probeer(Client(), anna.email, **{"X-Forwarded-For": f"198.51.100.{n}"}) for n in range(7)]
    assert gezegd == [FOUT] * 5 + [TE_VEEL] * 2
    # Nor does the right password tell that it is right; in capitals it is the same account.
    assert probeer(Client(), anna.email.upper(), WACHTWOORD) == TE_VEEL


def test_the_owner_comes_in_on_her_own_device_during_an_attack(anna):
    eigen = met_wachtwoord(anna)
    eigen.post(reverse("account_logout"))
    for _ in range(6):
        probeer(Client(), anna.email)
    assert probeer(Client(), anna.email, WACHTWOORD) == TE_VEEL
    assert probeer(eigen, anna.email, WACHTWOORD) == ""
    assert ingelogd(eigen)
    # Which is no way around the limit for who has stolen it.
    eigen.post(reverse("account_logout"))
    assert [probeer(eigen, anna.email) for _ in range(6)] == [FOUT] * 5 + [TE_VEEL]


@pytest.mark.parametrize(
    ("proxies", "kop", "telt_apart"),
    [
        # Without a proxy of ours the header is the visitor's own: whatever he writes, he stays one address.
        (0, "198.51.100.{n}", False),
        (0, "198.51.100.{n}, 192.0.2.{n}", False),
        # With one, what it added last counts, and not what the visitor wrote before it.
        (1, "198.51.100.{n}, 192.0.2.1", False),
        (1, "192.0.2.{n}", True),
        (2, "198.51.100.{n}, 192.0.2.1, 10.0.0.1", False),
        (2, "198.51.100.1, 192.0.2.{n}, 10.0.0.1", True),
    ],
)
def test_only_our_own_proxies_say_where_somebody_is(settings, anna, proxies, kop, telt_apart):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "3/m/ip"}
    adressen = [f"x{n}@voorbeeld.test" for n in range(5)]
    koppen = [kop.format(n=n + 20) for n in range(5)]
    gezegd = [
        probeer(Client(), adres, **{"X-Forwarded-For": een}) for adres, een in zip(adressen, koppen, strict=True)
    ]
    assert gezegd == ([FOUT] * 5 if telt_apart else [FOUT] * 3 + [TE_VEEL] * 2)


def test_the_lock_over_the_screen_is_no_place_to_guess(anna):
    client = met_wachtwoord(anna)
    client.post(reverse("slot_dicht"))
    json = {"Accept": "application/json"}
    gezegd = [
        client.post(reverse("slot_open"), {"password": "mis"}, headers=json).json()["fout"] for _ in range(6)
    ]
    assert gezegd[:5] == ["Dit wachtwoord klopt niet."] * 5
    assert gezegd[5] == TE_VEEL


def test_a_link_for_a_new_password_is_mailed_three_times(anna, mailoutbox):
    velden = {"email": anna.email}
    statussen = [Client().post(reverse("account_reset_password"), velden).status_code for _ in range(5)]
    assert (statussen, len(mailoutbox)) == ([302, 302, 302, 429, 429], 3)
