"""rapportage/pdf.py: the report of a gemeente as PDF. Figures are chosen here, not counted."""

import datetime
import io
from decimal import Decimal

import page
import pytest
from pypdf import PdfReader
from weasyprint.urls import FatalURLFetchingError

from leerplicht.pdf import PdfFout, _verpakte_bestanden, vreemde_tekens
from rapportage.hoofdstukken import tekstplaatsen
from rapportage.pdf import maak_pdf
from rapportage.teksten import PLAATSEN
from rapportage.uitkomst import ControleUitslag, Kerncijfer, Rij, TabelUitkomst, Verslag

GEMAAKT_OP = datetime.date(2024, 11, 5)


def kerncijfer(code, waarde, eenheid="aantal"):
    return Kerncijfer(code, code, waarde, eenheid)


def tabel(code, titel, rijen, *, kolommen=("Aantal",), noemers=("van de meldingen",)):
    totaal = tuple(sum(kolom) for kolom in zip(*(aantallen for _, aantallen, _ in rijen), strict=True))
    return TabelUitkomst(
        code=code,
        titel=titel,
        eenheid="meldingen",
        kolommen=kolommen,
        rijen=tuple(Rij(label.lower(), label, 1, aantallen, aandelen) for label, aantallen, aandelen in rijen),
        totaal=totaal,
        noemers=noemers,
        periode="Schooljaar 2023-2024",
        voetnoten=("Een eigen noot bij deze tabel.",),
    )


def verslag(*, controles=(), tabellen=(), kerncijfers=()):
    return Verslag(
        gemeente="0637",
        gemeente_naam="Zoetermeer",
        schooljaar=2023,
        peildatum="2024-10-01",
        kerncijfers={k.code: k for k in kerncijfers},
        tabellen={t.code: t for t in tabellen},
        controles=tuple(controles),
    )


VOL = verslag(
    controles=[ControleUitslag("som", "Rijen en totaal", True)],
    tabellen=[
        tabel(
            "tabel-1",
            "Redenen van absoluut verzuim",
            [
                ("Wachtlijst taalklas/ISK", (1080,), (Decimal("74.7"),)),
                ("niet ingevuld", (365,), (Decimal("25.3"),)),
            ],
        ),
        tabel("grafiek-1", "Verdeling", [("Absoluut verzuim", (175,), (17,)), ("Zorgmelding", (847,), (83,))]),
    ],
    kerncijfers=[
        kerncijfer("meldingen", 2566),
        kerncijfer("leerlingen_gemeld", 1801),
        kerncijfer("stijging_meldingen_pct", Decimal("8.8"), "procent"),
        kerncijfer("leerplichtigen", None),
    ],
)


def bladzijden(pdf):
    return [" ".join(blad.extract_text().split()) for blad in PdfReader(io.BytesIO(pdf)).pages]


@pytest.fixture(scope="module")
def volle_pdf():
    teksten = {"voorwoord": "Een woord vooraf.\n\nZoë Çelik en Š. Novák", "colofon": "Telefoon 079 000 00 00"}
    return maak_pdf(VOL, teksten, gemaakt_op=GEMAAKT_OP)


def test_cijfers_staan_er_in_het_nederlands(volle_pdf):
    tekst = " ".join(bladzijden(volle_pdf))
    assert "2.566 meldingen van verzuim en zorg" in tekst
    assert "Over 1.801 leerlingen kwamen samen 2.566 meldingen van verzuim en zorg binnen." in tekst
    assert "Dat is 8,8% meer in 2022-2023." not in tekst
    assert "Dat is 8,8% meer dan in 2022-2023." in tekst
    assert "Tabel 1 – Redenen van absoluut verzuim Omschrijving Aantal %" in tekst
    assert "Wachtlijst taalklas/ISK 1.080 74,7% niet ingevuld 365 25,3% Totaal 1.445 100%" in tekst


def test_wat_onbekend_is_blijft_weg(volle_pdf):
    assert "leerplichtigen" not in bladzijden(volle_pdf)[3]


def test_namen_met_diakrieten(volle_pdf):
    assert "Een woord vooraf. Zoë Çelik en Š. Novák" in bladzijden(volle_pdf)[2]


def test_omslag_colofon_en_controles(volle_pdf):
    bladen = bladzijden(volle_pdf)
    assert bladen[0].startswith("Gemeente Zoetermeer Jaarverslag Leerplicht en Doorstroompunt 2023-2024")
    assert "Peildatum 1 oktober 2024" in bladen[0]
    assert "De ene controle klopt." in bladen[-1]
    assert "Telefoon 079 000 00 00" in bladen[-1]
    assert "Dit document is gemaakt op 5 november 2024." in bladen[-1]


def test_inhoud_noemt_de_bladzijden(volle_pdf):
    bladen = bladzijden(volle_pdf)
    (nummer,) = [nr for nr, blad in enumerate(bladen, start=1) if "Absoluut verzuim Een kind moet" in blad]
    assert f"Begrippenlijst {nummer}" in bladen[1]


def test_toegankelijk(volle_pdf):
    """Title, language, tags, alternative texts: PDF/UA-1, as far as this checker knows it."""
    rapport = page.validate_pdf_bytes(volle_pdf, profile=page.ValidationProfile.PDF_UA_1)
    assert [(fout.rule_id, fout.message) for fout in rapport.failures] == []
    lezer = PdfReader(io.BytesIO(volle_pdf))
    assert lezer.metadata.title == "Jaarverslag Leerplicht en Doorstroompunt 2023-2024, gemeente Zoetermeer"
    assert lezer.root_object["/Lang"] == "nl"
    assert lezer.root_object["/MarkInfo"]["/Marked"]


def test_gefaalde_controle_staat_op_het_laatste_blad():
    fout = ControleUitslag("som", "Het totaal van tabel 4", False, ("36 in plaats van 41",))
    pdf = maak_pdf(verslag(controles=[fout, ControleUitslag("x", "x", True)]), {}, gemaakt_op=GEMAAKT_OP)
    assert (
        "Let op: 1 van de 2 controles klopt niet. – Het totaal van tabel 4: 36 in plaats van 41."
        in bladzijden(pdf)[-1]
    )


def test_een_leeg_jaar_is_een_heel_verslag():
    leeg = tabel("tabel-1", "Redenen", [("Ziekte", (0,), (None,))])
    grafiek = tabel("grafiek-1", "Verdeling", [("Zorg", (0,), (None,))])
    pdf = maak_pdf(verslag(tabellen=[leeg, grafiek]), {}, gemaakt_op=GEMAAKT_OP)
    assert "Ziekte 0 Totaal 0" in " ".join(bladzijden(pdf))


def test_een_teken_zonder_vorm_geeft_een_zin():
    assert vreemde_tekens("Zoë Š. – “goed” € 漢") == ["漢"]
    with pytest.raises(PdfFout) as fout:
        maak_pdf(verslag(), {"voorwoord": "漢字"}, gemaakt_op=GEMAAKT_OP)
    assert str(fout.value) == "Deze tekens bestaan niet in het lettertype van het verslag: 字 漢"


def test_tekst_is_tekst_en_geen_html():
    tekst = "<img src='https://voorbeeld.test/x.png'> & meer"
    pdf = maak_pdf(verslag(), {"voorwoord": tekst}, gemaakt_op=GEMAAKT_OP)
    assert tekst in bladzijden(pdf)[2]


@pytest.mark.parametrize(
    "adres",
    [
        "https://voorbeeld.test/x.css",
        "file:///etc/passwd",
        "data:text/css,a{}",
        "https://verslag.invalid/../manage.py",
        "https://verslag.invalid//etc/passwd",
    ],
)
def test_niets_wordt_opgehaald(adres):
    with pytest.raises(FatalURLFetchingError):
        _verpakte_bestanden().fetch(adres)


def test_elke_tekstplaats_heeft_een_naam():
    assert tekstplaatsen() == list(PLAATSEN)
