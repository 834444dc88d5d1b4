"""`manage.py jaarverslag` as a user runs it."""

import json
import os
import subprocess
import sys
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from leerplicht.codelijsten.actions import richt_in
from leerplicht.models import Gemeente
from leerplicht.toegang.gemeente import in_gemeente
from rapportage.verslag import als_json, maak_verslag
from tests import services
from tests.rapportage.dossiers import melding


def roep(*opties):
    call_command("jaarverslag", "--gemeente", "0637", "--schooljaar", "2023", *opties)


def test_json_and_pdf_to_files(zoetermeer, tmp_path):
    melding(zoetermeer, "zorg", date(2023, 10, 3))
    cijfers, pdf = tmp_path / "cijfers.json", tmp_path / "verslag.pdf"

    roep("--json", str(cijfers), "--pdf", str(pdf))

    assert json.loads(cijfers.read_text()) == als_json(maak_verslag(zoetermeer, schooljaar=2023))
    assert pdf.read_bytes().startswith(b"%PDF-")


def test_a_dash_is_standard_output_and_nothing_else_is_written_there(zoetermeer, capfdbinary):
    roep("--json", "-")

    inhoud = json.loads(capfdbinary.readouterr().out)
    assert (inhoud["gemeente"], inhoud["schooljaar"]) == ("0637", 2023)
    assert inhoud["kerncijfers"]["meldingen"] == 0
    assert inhoud["tabellen"]["tabel-1"]["totaal"] == [0]
    assert {controle["houdt"] for controle in inhoud["controles"]} == {True}


@pytest.mark.parametrize(
    ("opties", "zin"),
    [
        (["--gemeente", "1234", "--json", "-"], "Er is geen gemeente met code 1234."),
        (["--gemeente", "0637"], "Geef --pdf, --json of allebei."),
        (
            ["--gemeente", "0637", "--json", "-", "--pdf", "-"],
            "De PDF en de cijfers kunnen niet allebei naar de standaarduitvoer.",
        ),
        (
            ["--gemeente", "0637", "--json", "/bestaat-niet/x.json"],
            "/bestaat-niet/x.json kan niet worden geschreven: de map bestaat niet.",
        ),
        (
            ["--gemeente", "0637", "--json", "/dev/null/x.json"],
            "/dev/null/x.json kan niet worden geschreven: de map bestaat niet.",
        ),
        (["--gemeente", "0637", "--json", "/"], "/ kan niet worden geschreven: dat is een map."),
        (["--gemeente", "0637", "--json", "/dev/full"], "/dev/full kan niet worden geschreven: de schijf is vol."),
        # Where root may not make a file either.
        (["--gemeente", "0637", "--json", "/sys/x.json"], "/sys/x.json kan niet worden geschreven: dat mag niet."),
        (
            ["--gemeente", "0637", "--json", "/tmp/" + 256 * "x"],
            "/tmp/" + 256 * "x" + " kan niet worden geschreven: het systeem weigert dat.",
        ),
    ],
)
def test_what_cannot_be_done_is_one_dutch_sentence(zoetermeer, opties, zin):
    with pytest.raises(CommandError) as fout:
        call_command("jaarverslag", "--schooljaar", "2023", *opties)
    assert str(fout.value) == zin


@pytest.mark.parametrize("schooljaar", ["1968", "9999", "-1", "2023-2024", "abc", "٢٠٢٣", ""])
def test_an_impossible_school_year_is_one_dutch_sentence(zoetermeer, schooljaar):
    with pytest.raises(CommandError, match="is geen schooljaar: geef het jaar waarin het begint"):
        call_command("jaarverslag", "--gemeente", "0637", f"--schooljaar={schooljaar}", "--json", "-")


def in_de_shell(database, omleiding):
    """The command with its output redirected by a real shell: exit code of the command, and what it said."""
    opdracht = f'"$0" manage.py jaarverslag --gemeente 0637 --schooljaar 2023 --json - {omleiding}'
    klaar = subprocess.run(
        ["bash", "-c", f"{opdracht}; exit ${{PIPESTATUS[0]}}", sys.executable],
        cwd=services.PROJECT_DIR,
        env=os.environ | database.environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    return klaar.returncode, klaar.stdout, klaar.stderr


def test_standard_output_that_fails_never_ends_in_a_traceback(own_database):
    gemeente = Gemeente.objects.create(code="0637", naam="Zoetermeer")
    with in_gemeente(gemeente.pk):
        richt_in(gemeente, vanaf_schooljaar=2015)

    assert in_de_shell(own_database, "> /dev/full") == (
        1,
        "",
        "CommandError: De standaarduitvoer kan niet worden geschreven: de schijf is vol.\n",
    )
    # A reader that is gone before the first byte.
    assert in_de_shell(own_database, "| true") == (1, "", "")
    assert in_de_shell(own_database, ">&-") == (1, "", "CommandError: De standaarduitvoer is gesloten.\n")
