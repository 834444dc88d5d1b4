"""`manage.py jaarverslag`: the yearly report of one gemeente as PDF and JSON, without a browser."""

import errno
import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from leerplicht.models import Gemeente
from leerplicht.pdf import PdfFout
from leerplicht.rules import schooljaar_van
from leerplicht.toegang.gemeente import in_gemeente
from rapportage.models import Verslagtekst
from rapportage.pdf import maak_pdf
from rapportage.uitkomst import Verslag
from rapportage.verslag import als_json, maak_verslag

EERSTE_SCHOOLJAAR = 1969
# Why a file cannot be written. The words of the system itself are English.
OORZAKEN = {
    errno.ENOENT: "de map bestaat niet",
    errno.ENOTDIR: "de map bestaat niet",
    errno.EACCES: "dat mag niet",
    errno.EPERM: "dat mag niet",
    errno.EROFS: "dat mag niet",
    errno.ENOSPC: "de schijf is vol",
    errno.EISDIR: "dat is een map",
}


class Command(BaseCommand):
    help = "Maak het jaarverslag van een gemeente over een schooljaar, als PDF en als JSON."

    def add_arguments(self, parser):
        parser.add_argument("--gemeente", required=True, help="gemeentecode, bijvoorbeeld 0637")
        parser.add_argument(
            "--schooljaar", required=True, help="jaar waarin het schooljaar begint, bijvoorbeeld 2023"
        )
        parser.add_argument("--pdf", metavar="BESTAND", help="schrijf de PDF hierheen; - is de standaarduitvoer")
        parser.add_argument(
            "--json", metavar="BESTAND", help="schrijf de cijfers hierheen; - is de standaarduitvoer"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not (options["pdf"] or options["json"]):
            raise CommandError("Geef --pdf, --json of allebei.")
        if options["pdf"] == options["json"] == "-":
            raise CommandError("De PDF en de cijfers kunnen niet allebei naar de standaarduitvoer.")
        gemeente = _gemeente(options["gemeente"])
        verslag = maak_verslag(gemeente, schooljaar=_schooljaar(options["schooljaar"]))
        if options["json"]:
            tekst = json.dumps(als_json(verslag), ensure_ascii=False, indent=2) + "\n"
            _schrijf(options["json"], tekst.encode())
        if options["pdf"]:
            _schrijf(options["pdf"], _pdf(gemeente, verslag))
        for controle in verslag.controles:
            for afwijking in controle.afwijkingen:
                self.stderr.write(f"Let op: {afwijking}")


def _gemeente(code: str) -> Gemeente:
    gevonden = Gemeente.objects.filter(code=code).first()
    if gevonden is None:
        raise CommandError(f"Er is geen gemeente met code {code}.")
    return gevonden


def _schooljaar(tekst: str) -> int:
    laatste = schooljaar_van(timezone.localdate())
    if not (tekst.isascii() and tekst.isdigit() and EERSTE_SCHOOLJAAR <= int(tekst) <= laatste):
        raise CommandError(
            f"{tekst} is geen schooljaar: geef het jaar waarin het begint, "
            f"van {EERSTE_SCHOOLJAAR} tot en met {laatste}."
        )
    return int(tekst)


def _pdf(gemeente: Gemeente, verslag: Verslag) -> bytes:
    with in_gemeente(gemeente.pk):
        teksten = Verslagtekst.objects.filter(gemeente=gemeente, schooljaar=verslag.schooljaar)
        per_plaats = dict(teksten.values_list("plaats", "tekst"))
    try:
        return maak_pdf(verslag, per_plaats, gemaakt_op=timezone.localdate())
    except PdfFout as fout:
        raise CommandError(str(fout)) from fout


def _schrijf(bestand: str, inhoud: bytes) -> None:
    try:
        if bestand == "-":
            _schrijf_standaarduitvoer(inhoud)
        else:
            Path(bestand).write_bytes(inhoud)
    except BrokenPipeError:
        # Who reads has seen enough, as in `| head`: nothing to tell, but not everything was written.
        sys.exit(1)
    except OSError as fout:
        naam = "De standaarduitvoer" if bestand == "-" else bestand
        oorzaak = OORZAKEN.get(fout.errno or 0, "het systeem weigert dat")
        raise CommandError(f"{naam} kan niet worden geschreven: {oorzaak}.") from fout


def _schrijf_standaarduitvoer(inhoud: bytes) -> None:
    # None when the shell closed it (`>&-`); its number may then be that of the connection to the database.
    if sys.stdout is None:
        raise CommandError("De standaarduitvoer is gesloten.")
    # A buffer of our own: what sys.stdout could not write it would try again, loudly, when Python ends.
    with open(sys.stdout.fileno(), "wb", closefd=False) as uitvoer:
        uitvoer.write(inhoud)
