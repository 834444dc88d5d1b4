"""Give a file: always as an attachment, so that a browser never shows it as a page of ours, and keeps no copy."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header


def bijlage(inhoud: bytes, *, naam: str, mime: str) -> HttpResponse:
    return HttpResponse(
        inhoud,
        content_type=mime,
        headers={
            "Content-Disposition": content_disposition_header(True, naam) or "attachment",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Cache-Control": "private, no-store",
        },
    )
