"""A page of ours as PDF, by WeasyPrint: tagged for screen readers, from our own files alone."""

import logging
from functools import cache

from django.conf import settings

LETTERTYPEN = ("source-sans-3-latin-400-normal.woff2", "source-sans-3-latin-ext-400-normal.woff2")


class PdfFout(Exception):
    """Why there is no PDF, as a Dutch sentence for the person who asked for it."""


def als_pdf(html: str) -> bytes:
    """Raises PdfFout when a character has no shape in the typeface, or WeasyPrint complains about anything."""
    from weasyprint import HTML

    if vreemd := vreemde_tekens(html):
        raise PdfFout(f"Deze tekens bestaan niet in het lettertype van het verslag: {' '.join(vreemd)}")
    with _Waarschuwingen() as waarschuwingen:
        document = HTML(string=html, base_url=VERPAKT, url_fetcher=_verpakte_bestanden())
        pdf = document.write_pdf(pdf_variant="pdf/ua-1")
    if waarschuwingen.regels:
        raise PdfFout(f"Het opmaken van de PDF gaf een waarschuwing: {waarschuwingen.regels[0]}"[:300])
    return pdf


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
