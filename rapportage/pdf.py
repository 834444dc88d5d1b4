"""The report as PDF, by WeasyPrint, from the same chapters as the web page.

`python -m rapportage.pdf` makes one in a process of its own: whoever started it can kill it at any moment.
"""

import datetime
import logging
import os
import pickle
import signal
import sys
from collections.abc import Mapping
from functools import cache

import django
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from rapportage.uitkomst import Verslag

# Of making the pages, in seconds; a report takes about 5.
TIJDSLIMIET = 120

# Exit status of the process when its output is a sentence instead of a PDF.
GEEN_PDF = 3

LETTERTYPEN = ("source-sans-3-latin-400-normal.woff2", "source-sans-3-latin-ext-400-normal.woff2")


class PdfFout(Exception):
    """Why there is no PDF, as a Dutch sentence for the person who asked for it."""


def maak_pdf(verslag: Verslag, teksten: Mapping[str, str], *, gemaakt_op: datetime.date) -> bytes:
    """The whole report, tagged for screen readers. `teksten`: own text of the gemeente per place.

    Raises PdfFout when a character has no shape in the typeface, or WeasyPrint has anything to complain about.
    """
    from weasyprint import HTML

    with translation.override("nl"):
        html = als_html(verslag, teksten, gemaakt_op=gemaakt_op)
    if vreemd := vreemde_tekens(html):
        raise PdfFout(f"Deze tekens bestaan niet in het lettertype van het verslag: {' '.join(vreemd)}")
    with _Waarschuwingen() as waarschuwingen:
        document = HTML(string=html, base_url=VERPAKT, url_fetcher=_verpakte_bestanden())
        pdf = document.write_pdf(pdf_variant="pdf/ua-1")
    if waarschuwingen.regels:
        raise PdfFout(f"Het opmaken van de PDF gaf een waarschuwing: {waarschuwingen.regels[0]}"[:300])
    return pdf


def als_html(verslag: Verslag, teksten: Mapping[str, str], *, gemaakt_op: datetime.date) -> str:
    """The page that becomes the PDF."""
    from leerplicht.rules import schooljaar_label
    from rapportage.hoofdstukken import OMSLAG, stel_samen

    omslag = OMSLAG.vul(verslag, teksten)
    inhoud = {
        "verslag": verslag,
        "schooljaar": schooljaar_label(verslag.schooljaar),
        "peildatum": datetime.date.fromisoformat(verslag.peildatum),
        "gemaakt_op": gemaakt_op,
        "delen": stel_samen(verslag, teksten),
        "omslag": omslag["cijfers"] if omslag else [],
    }
    return render_to_string("rapportage/verslag.pdf.html", inhoud)


def vreemde_tekens(tekst: str) -> list[str]:
    """Characters without a shape in the typeface: they would be printed as an empty box."""
    return sorted(set(tekst) - _bekende_tekens())


@cache
def _bekende_tekens() -> frozenset[str]:
    from fontTools.ttLib import TTFont

    codes = {10, 13, 9}
    for bestand in LETTERTYPEN:
        codes |= TTFont(settings.BASE_DIR / "static" / "vendor" / bestand).getBestCmap().keys()
    return frozenset(map(chr, codes))


# Addresses in the page are relative to this name, which exists nowhere (RFC 2606); nothing else is ever fetched.
VERPAKT = "https://verslag.invalid/"


def _verpakte_bestanden():
    """A fetcher of files in static/; anything else, on disk or on a network, is refused."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class VerpakteBestanden(URLFetcher):
        def fetch(self, url, headers=None):
            map_ = (settings.BASE_DIR / "static").resolve()
            bestand = (map_ / url.removeprefix(VERPAKT)).resolve()
            if not url.startswith(VERPAKT) or not bestand.is_relative_to(map_):
                raise FatalURLFetchingError(f"Het verslag mag dit niet ophalen: {url}")
            soort = {".css": "text/css", ".woff2": "font/woff2", ".svg": "image/svg+xml"}[bestand.suffix]
            return URLFetcherResponse(url, bestand.read_bytes(), {"Content-Type": soort})

    return VerpakteBestanden()


class _Waarschuwingen(logging.Handler):
    """Collects what WeasyPrint would only log."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.regels: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.regels.append(record.getMessage())

    def __enter__(self) -> "_Waarschuwingen":
        logging.getLogger("weasyprint").addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        logging.getLogger("weasyprint").removeHandler(self)


def main() -> int:
    """In: pickled (verslag, teksten, gemaakt_op). Out: the PDF, or a sentence and status GEEN_PDF."""
    # Ends this process even when the worker that watches it is gone.
    signal.alarm(TIJDSLIMIET + 5)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leerplicht.settings")
    django.setup()
    # Written by our own parent process, see uitvoering.py.
    verslag, teksten, gemaakt_op = pickle.load(sys.stdin.buffer)  # noqa: S301
    try:
        sys.stdout.buffer.write(maak_pdf(verslag, teksten, gemaakt_op=gemaakt_op))
    except PdfFout as fout:
        sys.stdout.buffer.write(str(fout).encode())
        return GEEN_PDF
    return 0


if __name__ == "__main__":
    sys.exit(main())
