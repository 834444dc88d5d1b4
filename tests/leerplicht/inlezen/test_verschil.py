"""What changes reads in the preview as a person writes it, in the order of the file."""

from leerplicht.inlezen.bron import Kolom, Veldsoort
from leerplicht.inlezen.views.aanlevering import LANGSTE_WAARDE, _leesbaar, _regel
from leerplicht.models import Aanleverregel
from meldingen.uitwisseling import oud_meldingen

KEUZE = Kolom("soort", "Soort", Veldsoort.KEUZE, keuzes={"luxe": "luxe", "luxe verzuim": "luxe"})


def test_een_waarde_leest_zoals_een_mens_haar_schrijft():
    for soort, waarde, tekst in (
        (Veldsoort.DATUM, "2024-01-09", "09-01-2024"),
        (Veldsoort.DATUM, None, "leeg"),
        (Veldsoort.TEKST, "", "leeg"),
        (Veldsoort.JANEE, False, "nee"),
        (Veldsoort.JANEE, True, "ja"),
        (Veldsoort.GETAL, 0, "0"),
        (Veldsoort.TEKST, "x" * 300, "x" * LANGSTE_WAARDE),
    ):
        assert _leesbaar(Kolom("kolom", "Kolom", soort), waarde) == tekst
    assert [_leesbaar(KEUZE, waarde) for waarde in ("luxe", "onbekend")] == ["Luxe verzuim", "onbekend"]


def test_de_kolommen_staan_in_de_volgorde_van_het_bestand():
    regel = Aanleverregel(pk=1, verschil={"uren": [None, 18], "gemeld_op": ["2023-11-14", "2023-11-15"]})
    assert _regel(regel, oud_meldingen.BRON, frozenset(), geheim=False)["verschil"] == [
        ("Gemeld op", "14-11-2023", "15-11-2023"),
        ("Uren verzuim", "leeg", "18"),
    ]
