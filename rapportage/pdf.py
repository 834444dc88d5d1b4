"""The report as PDF, by WeasyPrint, from the same chapters as the web page.

`python -m rapportage.pdf` makes one in a process of its own: whoever started it can kill it at any moment.
"""

import datetime
import os
import pickle
import signal
import sys
from collections.abc import Mapping

import django
from django.template.loader import render_to_string
from django.utils import translation

from leerplicht.pdf import PdfFout, als_pdf
from rapportage.uitkomst import Verslag

# Of making the pages, in seconds; a report takes about 5.
TIJDSLIMIET = 120

# Exit status of the process when its output is a sentence instead of a PDF.
GEEN_PDF = 3


def maak_pdf(verslag: Verslag, teksten: Mapping[str, str], *, gemaakt_op: datetime.date) -> bytes:
    """The whole report, tagged for screen readers. `teksten`: own text of the gemeente per place.

    Raises PdfFout as `als_pdf` does.
    """
    with translation.override("nl"):
        return als_pdf(als_html(verslag, teksten, gemaakt_op=gemaakt_op))


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
