"""XML to rows."""

import tracemalloc

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from leerplicht.inlezen.lezen import Herkend, Onleesbaar, Rij, herken, rijen
from leerplicht.inlezen.lezen.ontleed import ONVEILIG, TE_DIEP
from leerplicht.inlezen.lezen.vorm import GEEN_REGELS, TE_BREED, TE_LANG
from tests.leerplicht.inlezen.lezen.conftest import WILLEKEURIG, zin_bij

KAPOT = "Dit XML-bestand is beschadigd of niet af: het is niet te lezen vanaf regel {}."
MELDINGEN = """<?xml version="1.0" encoding="{}"?>
<duo:verzuim xmlns:duo="urn:duo"><kop><datum>2026-11-24</datum></kop>
  <duo:melding id="1"><bsn>123456782</bsn><leerling><naam>Zoë &amp; co</naam></leerling></duo:melding>
  <Melding><school><naam>De <![CDATA[<b>]]></naam><brin>16SW03</brin></school><bsn/></Melding>
  <melding><bsn> </bsn></melding>
  <melding><bsn>1</bsn><nieuw>x</nieuw></melding>
</duo:verzuim>"""


@pytest.mark.parametrize("codering", ["utf-8", "utf-8-sig", "iso-8859-1", "windows-1252", "utf-16"])
def test_elke_codering(lees, codering):
    herkend, gelezen = lees(MELDINGEN.format(codering.removesuffix("-sig")).encode(codering))
    koppen = ("bsn", "leerling_naam", "school_naam", "brin", "nieuw")
    assert herkend == Herkend("xml", "", "", koppen)
    assert gelezen == [
        Rij(1, ["123456782", "Zoë & co", "", "", ""]),
        Rij(2, ["", "", "De <b>", "16SW03", ""]),
        Rij(4, ["1", "", "", "", "x"]),
    ]


@pytest.mark.parametrize(
    ("regel", "velden", "zin"),
    [
        ("<a>1</a><a>2</a>", ["1"], "Het element <a> staat er twee keer in."),
        ("<a><b><c>1</c></b></a>", [""], "Het element <c> zit te diep in de regel."),
        ("<a>" + "x" * 100_000 + "</a>", ["x" * 0], TE_LANG),
    ],
)
def test_een_regel_die_niet_te_lezen_is(lees, regel, velden, zin):
    xml = f"<r><melding><a>1</a></melding><melding>{regel}</melding><melding><a>3</a></melding></r>"
    gelezen = lees(xml.encode())[1]
    assert [rij.nummer for rij in gelezen] == [1, 2, 3]
    assert [rij.fout for rij in gelezen] == ["", zin, ""]
    assert (gelezen[0].velden, gelezen[2].velden) == (["1"], ["3"])


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        (b"<r><rij><a>1</a></rij></r>", "In dit XML-bestand staat geen element <melding>."),
        (b"<html><body>Inloggen</body></html>", "In dit XML-bestand staat geen element <melding>."),
        (b"<r><melding/></r>", GEEN_REGELS),
        (b"<r><melding><a> </a></melding></r>", GEEN_REGELS),
        (b"<r>\n<melding><a>1</a></melding>\n<mel", KAPOT.format(3)),
        (b"<r>\n<melding><a>&b;</a></melding></r>", KAPOT.format(2)),
        (b"<r>\n<melding><a>\0</a></melding></r>", KAPOT.format(2)),
        (b"<?xml version='1.0' encoding='onzin'?><melding><a>1</a></melding>", KAPOT.format(1)),
        (b"<?xml version='1.0' encoding='zlib'?><melding><a>1</a></melding>", KAPOT.format(1)),
        (b"<!DOCTYPE r><melding><a>1</a></melding>", ONVEILIG),
        (b"<!DOCTYPE r [<!ENTITY a 'x'>]><melding><a>&a;</a></melding>", ONVEILIG),
        (b"<!DOCTYPE r SYSTEM 'file:///etc/passwd'><melding><a>1</a></melding>", ONVEILIG),
        (b"<a>" * 21, TE_DIEP),
        (b"<melding>" + b"".join(b"<a%d/>" % nr for nr in range(501)) + b"</melding>", TE_BREED),
        (b"<melding><a>1</a><b-c>2</b-c><bc>3</bc></melding>", "Kolom 2 en kolom 3 hebben dezelfde kop."),
    ],
)
def test_een_bestand_dat_niet_te_lezen_is(lees, inhoud, zin):
    assert zin_bij(lees, inhoud) == zin


@pytest.mark.parametrize(
    "begin", [b"<melding a='", b"<!--", b"<?x ", b"<", b"<melding><![CDATA[", b"<melding><a>"]
)
def test_wat_nooit_eindigt_kost_geen_geheugen(tmp_path, begin):
    pad = tmp_path / "groot.xml"
    pad.write_bytes(begin + b"a" * 20_000_000)
    tracemalloc.start()
    try:
        with pytest.raises(Onleesbaar, match="niet te lezen vanaf regel 1"):
            herken(pad, xml_rij="melding")
        piek = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert piek < 5_000_000


def test_een_groot_bestand_kost_geen_geheugen(tmp_path):
    pad = tmp_path / "groot.xml"
    pad.write_text("<r>" + "<melding><a>een</a><b>twee</b></melding>" * 15_000 + "</r>")
    tracemalloc.start()
    try:
        herkend = herken(pad, xml_rij="melding")
        aantal = sum(1 for rij in rijen(pad, herkend, xml_rij="melding") if not rij.fout)
        piek = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert aantal == 15_000
    assert piek < 5_000_000


STUKKEN = st.sampled_from(
    ["<melding>", "</melding>", "<a>", "</a>", "<a/>", "<b x='1'>", "</b>", "1", "&amp;", "<![CDATA[", "]]>", "é"]
)


@given(
    st.one_of(st.binary(max_size=200), st.lists(STUKKEN, max_size=30).map(lambda lijst: "".join(lijst).encode()))
)
@example(b"<?xml encoding='idna'?>")
@WILLEKEURIG
def test_wat_er_ook_in_staat(lees, inhoud):
    for bytes_ in (b"<" + inhoud, b"<r>" + inhoud + b"</r>", b"<melding><a>1</a>" + inhoud + b"</melding>"):
        try:
            herkend, gelezen = lees(bytes_)
        except Onleesbaar as fout:
            assert str(fout).endswith(".")
            continue
        assert all(rij.fout or len(rij.velden) == len(herkend.koppen) for rij in gelezen)


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"), max_size=20),
        min_size=1,
        max_size=6,
    )
)
@WILLEKEURIG
def test_wat_geschreven_is_wordt_gelezen(lees, teksten):
    def veilig(tekst: str) -> str:
        return tekst.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    xml = "".join(f"<melding><nr>{nr}</nr><a>{veilig(tekst)}</a></melding>" for nr, tekst in enumerate(teksten))
    gelezen = lees(f"<r>{xml}</r>".encode())[1]
    assert gelezen == [Rij(nr, [str(nr - 1), tekst]) for nr, tekst in enumerate(teksten, 1)]
