"""A file is judged by its content: what a dossier needs is kept, everything else gets one sentence."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from leerplicht.bestanden.keuring import GROOTSTE, Gekeurd, keur

SOORT = "Dit soort bestand kan niet worden bewaard. Kies een PDF, JPG, PNG, DOCX, XLSX, ODT, ODS of TXT."
PDF = b"%PDF-1.7\nbrief\n%%EOF"


def _onveilig(soort: str) -> str:
    return f"Dit is van binnen geen veilig {soort}-bestand. Sla het opnieuw op en kies het dan."


def _zip(groot: int = 0, **delen: bytes) -> bytes:
    """A zip of these parts; with `groot` the last says that it unpacks to so many bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as pakket:
        for naam, inhoud in delen.items():
            pakket.writestr(naam.replace("__", "/").replace("_xml", ".xml").replace("_bin", ".bin"), inhoud)
        if groot:
            pakket.filelist[-1].file_size = groot
    return buffer.getvalue()


DOCX = _zip(word__document_xml=b"<w/>")
MACRO = _zip(word__document_xml=b"<w/>", word__vbaProject_bin=b"x")
BOM = _zip(word__document_xml=b"<w/>", word__media=b"\0" * 1000, groot=251 * 1024 * 1024)
ODT = _zip(mimetype=b"application/vnd.oasis.opendocument.text")


def _keur(naam: str, inhoud: bytes) -> Gekeurd | str:
    try:
        return keur(SimpleUploadedFile(naam, inhoud))
    except ValidationError as fout:
        return fout.messages[0]


@pytest.mark.parametrize(
    ("naam", "inhoud", "mime"),
    [
        ("brief.pdf", PDF, "application/pdf"),
        ("Brief.PDF", PDF, "application/pdf"),
        ("foto.jpeg", b"\xff\xd8\xff\xe0jfif", "image/jpeg"),
        ("scan.png", b"\x89PNG\r\n\x1a\nrest", "image/png"),
        ("plan.docx", DOCX, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("plan.odt", ODT, "application/vnd.oasis.opendocument.text"),
        ("notitie.txt", "Zoë belde.\r\n".encode(), "text/plain"),
    ],
)
def test_kept(naam, inhoud, mime):
    assert _keur(naam, inhoud) == Gekeurd(naam, mime, inhoud)


@pytest.mark.parametrize(
    ("naam", "inhoud", "zin"),
    [
        ("virus.exe", b"MZ\x90", SOORT),
        ("pagina.html", b"<script>", SOORT),
        ("tekening.svg", b"<svg onload=x>", SOORT),
        ("macro.docm", MACRO, SOORT),
        ("zonder", PDF, SOORT),
        ("pagina.pdf", b"<html><script>", _onveilig("PDF")),
        ("programma.png", b"MZ\x90", _onveilig("PNG")),
        ("plan.docx", b"PK\x03\x04 kapot", _onveilig("DOCX")),
        ("macro.docx", MACRO, _onveilig("DOCX")),
        ("bom.docx", BOM, _onveilig("DOCX")),
        ("anders.xlsx", DOCX, _onveilig("XLSX")),
        ("blad.ods", ODT, _onveilig("ODS")),
        ("binair.txt", b"\0\1\2", _onveilig("TXT")),
        ("latin.txt", "Zoë".encode("latin-1"), _onveilig("TXT")),
        ("leeg.pdf", b"", "Het bestand is leeg."),
        ("groot.pdf", PDF + b"\0" * GROOTSTE, "Het bestand is groter dan 25 MB."),
        ("n" * 147 + ".pdf", PDF, "De naam van het bestand is langer dan 150 tekens."),
    ],
)
def test_refused(naam, inhoud, zin):
    assert _keur(naam, inhoud) == zin


@pytest.mark.parametrize("naam", ["../../etc/brief.pdf", "C:\\map\\brief.pdf", " brief.pdf "])
def test_a_path_in_a_name_is_no_path(naam):
    assert _keur(naam, PDF) == Gekeurd("brief.pdf", "application/pdf", PDF)
