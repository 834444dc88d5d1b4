"""The password: changed, forgotten, refused; in Dutch, and without telling a stranger who works here."""

import re

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from tests.cast import WACHTWOORD
from tests.leerplicht.inloggen.hulp import ingelogd, met_wachtwoord

NIEUW = "drie-lange-woorden-samen"


def test_only_the_pages_that_are_used_have_an_address():
    namen = {naam for naam in get_resolver().reverse_dict if isinstance(naam, str)}
    assert {naam for naam in namen if naam.startswith("account")} == {
        "account_login",
        "account_logout",
        "account_inactive",
        "account_reauthenticate",
        "account_change_password",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
    }
    for naam in ("account_signup", "account_email", "account_set_password", "mfa_download_recovery_codes"):
        with pytest.raises(NoReverseMatch):
            reverse(naam)


def test_a_short_password_is_refused_in_dutch(anna):
    client = met_wachtwoord(anna)
    antwoord = client.post(
        reverse("account_change_password"), {"oldpassword": WACHTWOORD, "password1": "kort", "password2": "kort"}
    )
    assert antwoord.context["form"].errors["password1"] == [
        "Het wachtwoord is te kort: neem ten minste 12 tekens.",
    ]


@pytest.mark.parametrize(
    ("wachtwoord", "goed"),
    [
        ("Leerplicht2026!", False),
        ("Zoetermeer-2026", False),
        ("Welkom@Zoetermeer", False),
        ("november-november", False),
        ("2468101214161820", False),
        ("ZOETERMEER welkom abcde", False),
        ("fiets gordijn augurk", True),
        ("leerplicht kwikstaart", True),
        ("τρία-μεγάλα-λόγια", True),
    ],
)
def test_a_password_that_anybody_guesses_is_refused(zoetermeer, wachtwoord, goed):
    try:
        validate_password(wachtwoord)
        fouten = []
    except ValidationError as fout:
        fouten = [een.code for een in fout.error_list]
    assert fouten == ([] if goed else ["password_guessable"])


def test_a_new_password_by_mail_does_not_log_in_and_ends_the_other_sessions(anna, mailoutbox):
    elders = met_wachtwoord(anna)
    assert ingelogd(elders)
    client = Client()
    antwoord = client.post(reverse("account_reset_password"), {"email": "ANNA@voorbeeld.test"})
    assert antwoord.headers["Location"] == reverse("account_reset_password_done")
    (mail,) = mailoutbox
    assert (mail.subject, mail.to) == ("Een nieuw wachtwoord instellen", [anna.email])
    assert "Beste collega," in mail.body
    link = re.search(r"http://testserver(\S+)", mail.body)[1]
    formulier = client.get(link).headers["Location"]
    assert "set-password" in formulier
    klaar = client.post(formulier, {"password1": NIEUW, "password2": NIEUW})
    assert klaar.headers["Location"] == reverse("account_reset_password_from_key_done")
    assert [ingelogd(client), ingelogd(elders)] == [False, False]
    assert "De link werkt niet meer" in Client().get(link).content.decode()
    assert ingelogd(met_wachtwoord(anna, wachtwoord=NIEUW))
    assert [mail.subject for mail in mailoutbox][1:] == ["Uw wachtwoord is opnieuw ingesteld"]


def test_a_stranger_learns_nothing_about_who_works_here(anna, mailoutbox):
    def antwoord(adres, **velden):
        gekregen = Client().post(reverse(adres), velden)
        tekst = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", gekregen.content.decode())
        return gekregen.status_code, gekregen.headers.get("Location"), tekst.replace(*velden_van(velden))

    def velden_van(velden):
        return (velden.get("login") or velden["email"]), "?"

    adressen = (anna.email, "x@elders.test")
    vergeten = [antwoord("account_reset_password", email=adres) for adres in adressen]
    assert vergeten[0] == vergeten[1]
    fout = [
        antwoord("account_login", login=adres, password="mis-mis-mis-mis")
        for adres in (anna.email, "x@elders.test")
    ]
    assert fout[0] == fout[1]
    assert "Het e-mailadres of het wachtwoord klopt niet." in fout[0][2]
    assert [mail.to for mail in mailoutbox] == [[anna.email]]


def test_who_is_no_longer_active_is_refused_with_one_sentence(anna):
    anna.is_active = False
    anna.save()
    client = Client()
    antwoord = client.post(reverse("account_login"), {"login": anna.email, "password": WACHTWOORD}, follow=True)
    assert "Dit account is niet meer actief." in antwoord.content.decode()
    assert not ingelogd(client)


def test_a_mail_server_that_does_not_answer_does_not_undo_the_change(anna, settings, caplog):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 1
    client = met_wachtwoord(anna)
    velden = {"oldpassword": WACHTWOORD, "password1": NIEUW, "password2": NIEUW}
    assert client.post(reverse("account_change_password"), velden).status_code == 302
    assert ingelogd(met_wachtwoord(anna, wachtwoord=NIEUW))
    assert [bericht.getMessage() for bericht in caplog.records if "inloggen" in bericht.name] == [
        "Mail account/email/password_changed niet verstuurd: ConnectionRefusedError"
    ]
