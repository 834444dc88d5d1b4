"""`manage.py nieuwe_gemeente` and `nieuwe_gebruiker`, as who installs the application runs them."""

import os
import pty
import subprocess
import sys
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from leerplicht.models import Aanstelling, Code, Gebruiker, Gemeente
from leerplicht.roles import ROLLEN
from leerplicht.toegang.gemeente import in_gemeente
from tests import services
from tests.cast import WACHTWOORD

BEHEERDER = {"code": "0637", "naam": "Zoetermeer", "email": "beheer@voorbeeld.test", "beheerder": "Iris Beheer"}
COLLEGA = {"gemeente": "0637", "email": "noor@voorbeeld.test", "naam": "Noor Jansen", "rol": "casemanager"}


def opties(velden):
    return [f"--{naam}={waarde}" for naam, waarde in velden.items()]


@pytest.fixture(autouse=True)
def wachtwoorden(monkeypatch):
    monkeypatch.setenv("BEHEERDER_WACHTWOORD", WACHTWOORD)
    monkeypatch.setenv("GEBRUIKER_WACHTWOORD", WACHTWOORD)


def wie_werkt_waar():
    velden = ("gemeente__code", "gemeente__naam", "gebruiker__email", "gebruiker__naam", "rol")
    return sorted(Aanstelling.objects.values_list(*velden))


def lijsten_vanaf(code):
    gemeente = Gemeente.objects.get(code=code)
    with in_gemeente(gemeente.pk):
        return set(Code.objects.filter(gemeente=gemeente).values_list("van_schooljaar", flat=True))


def alles():
    """Every gemeente and user there is: what a refused command must leave as it was."""
    return list(Gemeente.objects.values_list("code", "naam")), list(Gebruiker.objects.values_list("email", "naam"))


def test_a_new_gemeente_has_its_lists_and_a_beheerder_who_can_log_in(db, capsys, client):
    call_command("nieuwe_gemeente", *opties(BEHEERDER), "--vanaf-schooljaar=2019")

    assert capsys.readouterr().out == (
        "Zoetermeer is gemaakt; Iris Beheer kan inloggen met beheer@voorbeeld.test.\n"
    )
    assert wie_werkt_waar() == [
        ("0637", "Zoetermeer", "beheer@voorbeeld.test", "Iris Beheer", "functioneel_beheerder")
    ]
    assert lijsten_vanaf("0637") == {2019}
    antwoord = client.post("/account/login/", {"login": "beheer@voorbeeld.test", "password": WACHTWOORD})
    assert antwoord.status_code == 302
    assert client.session["_auth_user_id"] == str(Gebruiker.objects.get().pk)


def test_the_lists_begin_five_school_years_ago(db):
    call_command("nieuwe_gemeente", *opties(BEHEERDER))

    vandaag = timezone.localdate()
    dit_schooljaar = vandaag.year if vandaag >= date(vandaag.year, 8, 1) else vandaag.year - 1
    assert lijsten_vanaf("0637") == {dit_schooljaar - 5}


def test_a_further_user_gets_the_role(zoetermeer, capsys):
    call_command("nieuwe_gebruiker", *opties(COLLEGA | {"email": " Noor@Voorbeeld.test"}))

    assert capsys.readouterr().out == "Noor Jansen kan inloggen met noor@voorbeeld.test.\n"
    assert wie_werkt_waar() == [("0637", "Zoetermeer", "noor@voorbeeld.test", "Noor Jansen", "casemanager")]
    assert Gebruiker.objects.get().check_password(WACHTWOORD)


@pytest.mark.parametrize(
    ("anders_dan", "zin"),
    [
        ({"code": "0637"}, "Er is al een gemeente met code 0637."),
        ({"code": "637"}, "637 is geen gemeentecode: geef vier cijfers."),
        ({"code": "٠٦٣٧"}, "٠٦٣٧ is geen gemeentecode: geef vier cijfers."),
        ({"naam": " "}, "Geef de gemeente een naam van 1 tot en met 80 tekens."),
        ({"naam": 81 * "x"}, "Geef de gemeente een naam van 1 tot en met 80 tekens."),
        ({"beheerder": ""}, "Geef de gebruiker een naam van 1 tot en met 120 tekens."),
        ({"email": "Anna@voorbeeld.test"}, "Er is al een gebruiker met e-mailadres anna@voorbeeld.test."),
        ({"email": "anna"}, "anna is geen e-mailadres."),
        (
            {"email": "a@" + ".".join(5 * [60 * "b"]) + ".test"},
            "Het e-mailadres is langer dan 254 tekens.",
        ),
    ],
)
def test_a_gemeente_that_is_refused_is_one_sentence_and_leaves_nothing(anna, anders_dan, zin):
    voorheen = alles()
    with pytest.raises(CommandError) as fout:
        call_command("nieuwe_gemeente", *opties(BEHEERDER | {"code": "0344"} | anders_dan))
    assert str(fout.value) == zin
    assert alles() == voorheen


@pytest.mark.parametrize("schooljaar", ["1968", "9999", "abc", ""])
def test_an_impossible_first_school_year(db, schooljaar):
    with pytest.raises(CommandError, match="is geen schooljaar: geef het jaar waarin het begint"):
        call_command("nieuwe_gemeente", *opties(BEHEERDER), f"--vanaf-schooljaar={schooljaar}")
    assert alles() == ([], [])


@pytest.mark.parametrize(
    ("wachtwoord", "zin"),
    [
        ("kort7!x", "Het wachtwoord is te kort: neem ten minste 12 tekens."),
        ("password", "Het wachtwoord is te kort: neem ten minste 12 tekens. Dit wachtwoord is te algemeen."),
        ("qwerty123456", "Dit wachtwoord is te algemeen."),
        ("beheer@voorbeeld.test", "Het wachtwoord lijkt te veel op de e-mail."),
    ],
)
def test_a_weak_password_leaves_nothing(db, monkeypatch, wachtwoord, zin):
    monkeypatch.setenv("BEHEERDER_WACHTWOORD", wachtwoord)
    with pytest.raises(CommandError) as fout:
        call_command("nieuwe_gemeente", *opties(BEHEERDER))
    assert str(fout.value) == zin
    assert alles() == ([], [])


@pytest.mark.parametrize(
    ("anders_dan", "zin"),
    [
        ({"gemeente": "1234"}, "Er is geen gemeente met code 1234."),
        ({"email": "anna@voorbeeld.test"}, "Er is al een gebruiker met e-mailadres anna@voorbeeld.test."),
        (
            {"rol": "baas"},
            f"baas is geen rol: kies uit {', '.join(ROLLEN)}.",
        ),
    ],
)
def test_a_user_that_is_refused_is_one_sentence_and_leaves_nothing(anna, anders_dan, zin):
    voorheen = alles()
    with pytest.raises(CommandError) as fout:
        call_command("nieuwe_gebruiker", *opties(COLLEGA | anders_dan))
    assert str(fout.value) == zin
    assert alles() == voorheen


def start(database, **kanalen):
    """The command in a process without a password in its environment."""
    omgeving = os.environ | database.environment
    del omgeving["BEHEERDER_WACHTWOORD"]
    return subprocess.Popen(
        [sys.executable, "manage.py", "nieuwe_gemeente", *opties(BEHEERDER)],
        cwd=services.PROJECT_DIR,
        env=omgeving,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # Without a terminal of its own; the first one it opens becomes it.
        start_new_session=True,
        **kanalen,
    )


def typ(database, *antwoorden):
    """The command at a real terminal: each question is answered; its exit code, output and errors."""
    hier, daar = pty.openpty()
    proces = start(database, stdin=daar)
    try:
        # Without /dev/tty getpass asks on stderr and reads stdin, and throws away what was typed too early.
        for vraag, antwoord in zip(("Wachtwoord: ", "Nogmaals: "), antwoorden, strict=True):
            gelezen = ""
            while not gelezen.endswith(vraag):
                teken = proces.stderr.read(1)
                assert teken, gelezen
                gelezen += teken
            os.write(hier, antwoord.encode() + b"\n")
        uit, fouten = proces.communicate(timeout=60)
    finally:
        proces.kill()
        proces.wait()
        os.close(hier)
        os.close(daar)
    return proces.returncode, uit, fouten.strip()


def test_the_password_is_asked_twice_at_the_terminal(own_database):
    assert typ(own_database, WACHTWOORD, WACHTWOORD + "x") == (
        1,
        "",
        "CommandError: De twee wachtwoorden zijn niet gelijk.",
    )
    assert alles() == ([], [])
    assert typ(own_database, WACHTWOORD, WACHTWOORD) == (
        0,
        "Zoetermeer is gemaakt; Iris Beheer kan inloggen met beheer@voorbeeld.test.\n",
        "",
    )
    assert Gebruiker.objects.get().check_password(WACHTWOORD)


def test_without_a_terminal_it_names_the_variable(own_database):
    proces = start(own_database, stdin=subprocess.DEVNULL)
    assert (*proces.communicate(timeout=60), proces.returncode) == (
        "",
        "CommandError: Er is geen wachtwoord: typ het in een terminal of zet het in BEHEERDER_WACHTWOORD.\n",
        1,
    )
    assert alles() == ([], [])
