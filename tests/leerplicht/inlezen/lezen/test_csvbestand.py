"""CSV to rows: every way an office writes it, and whatever else somebody uploads."""

import csv
import io
import tracemalloc

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from leerplicht.inlezen.lezen import OUD_EXCEL, Herkend, Onleesbaar, Rij, herken, rijen
from leerplicht.inlezen.lezen.csvbestand import AANHALING, TE_VEEL_AANHALING
from leerplicht.inlezen.lezen.vorm import GEEN_BESTAND, GEEN_REGELS, LEEG, NUL, TE_LANG
from tests.leerplicht.inlezen.lezen.conftest import WILLEKEURIG, zin_bij


@pytest.mark.parametrize("einde", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("scheiding", [";", ",", "\t"])
@pytest.mark.parametrize("codering", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_elke_codering_en_scheiding(lees, codering, scheiding, einde):
    regels = ["Naam;Plaats", "Zoë;'s-Gravenhage", "", '"Jan; ""Jantje"", Piet";"a', 'b"', ";;", "Éva;Epe;;", ""]
    tekst = einde.join(regels).replace(";", scheiding)
    if codering in ("utf-16-le", "utf-16-be"):
        tekst = "\ufeff" + tekst
    herkend, gelezen = lees(tekst.encode(codering))
    verwacht = {"utf-16-le": "utf-16", "utf-16-be": "utf-16"}.get(codering, codering)
    assert herkend == Herkend("csv", verwacht, scheiding, ("Naam", "Plaats"))
    assert gelezen == [
        Rij(2, ["Zoë", "'s-Gravenhage"]),
        Rij(4, [f'Jan{scheiding} "Jantje"{scheiding if scheiding == "," else ","} Piet', f"a{einde}b"]),
        Rij(7, ["Éva", "Epe"]),
    ]


def test_excel_zegt_zelf_waarmee_het_scheidt(lees):
    herkend, gelezen = lees(b"sep=,\r\nNaam;Plaats,BSN\r\nx,1\r\n")
    assert herkend == Herkend("csv", "utf-8", ",", ("Naam;Plaats", "BSN"))
    assert gelezen == [Rij(3, ["x", "1"])]


def test_een_kolom(lees):
    assert lees(b"BSN\n123456782\n\n1\n\x1a")[1] == [Rij(2, ["123456782"]), Rij(4, ["1"])]


def test_een_beschadigde_letter_maakt_utf_8_niet_tot_iets_anders(lees):
    herkend, gelezen = lees("Naam;Plaats\nZoë;Épe\nÉva;".encode() + b"\xeb\n")
    assert herkend.codering == "utf-8"
    assert gelezen == [Rij(2, ["Zoë", "Épe"]), Rij(3, ["Éva", "\ufffd"])]


def test_letters_ver_in_het_bestand(lees):
    herkend, gelezen = lees(b"Naam;Plaats\n" + b"Jan;Epe\n" * 140_000 + "Zoë;Epe\n".encode("cp1252"))
    assert (herkend.codering, gelezen[-1]) == ("cp1252", Rij(140_002, ["Zoë", "Epe"]))


@pytest.mark.parametrize(
    ("regel", "velden", "zin"),
    [
        (b"1;2;3", ["1", "2", "3"], "Deze regel heeft 3 kolommen, de koppen zijn er 2."),
        (b"1", ["1"], "Deze regel heeft 1 kolom, de koppen zijn er 2."),
        (b"1;a\0b", ["1", "a\ufffdb"], NUL),
        (b'1;"b', ["1", '"b'], AANHALING),
        (b'1;"b"c', ["1", '"b"c'], AANHALING),
        (b"1;" + b"x" * 99_998, ["1", "x" * 998], TE_LANG),
        (b"1;" + b"x" * 1_000_000, ["1", "x" * 998], TE_LANG),
    ],
)
def test_een_regel_die_niet_te_lezen_is(lees, regel, velden, zin):
    """One row is refused; those around it are read, with their own line."""
    goed = [Rij(2, ["voor", "a"]), Rij(4, ["na", "b"]), Rij(5, ["einde", "c"])]
    gelezen = lees(b"A;B\nvoor;a\n" + regel + b'\nna;"b"\neinde;c\n')[1]
    assert gelezen == [goed[0], Rij(3, velden, zin), *goed[1:]]


def test_een_half_bestand(lees):
    heel = b'A;B\n1;a\n2;"een\ntwee"\n3;c\n'
    assert lees(heel[: heel.index(b"tw") + 2])[1] == [
        Rij(2, ["1", "a"]),
        Rij(3, ["2", '"een'], AANHALING),
        Rij(4, ["tw"], "Deze regel heeft 1 kolom, de koppen zijn er 2."),
    ]


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        (b"", LEEG),
        (b"\r\n \n\n", LEEG),
        (b"\xef\xbb\xbf", LEEG),
        (b"sep=;\n", LEEG),
        (b";;\n1;2;3\n", LEEG),
        (b"A;B\n", GEEN_REGELS),
        (b"A;B\n;\n\n", GEEN_REGELS),
        (b"A;;B\n1;2;3\n", "Kolom 2 heeft geen kop."),
        (b"Naam;BSN; naam\n1;2;3\n", "Kolom 1 en kolom 3 hebben dezelfde kop."),
        (b"%;#; #\n1;2;3\n", "Kolom 2 en kolom 3 hebben dezelfde kop."),
        (b"A;" + b"x" * 201 + b"\n1;2\n", "De kop van kolom 2 is langer dan 200 tekens."),
        (b";".join(b"k%d" % nr for nr in range(501)) + b"\n1\n", "Het bestand heeft meer dan 500 kolommen."),
        (b"k;" * 1_000_000 + b"\n1\n", f"De koppen in regel 1 zijn niet te lezen. {TE_LANG}"),
        (b'A;"B\n1;2\n', f"De koppen in regel 1 zijn niet te lezen. {AANHALING}"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", GEEN_BESTAND),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", GEEN_BESTAND),
        (b"A\0;\0B\0\n\0001\0;\0002\0\n\0", GEEN_BESTAND),
        (bytes(range(256)) * 40, GEEN_BESTAND),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            OUD_EXCEL,
        ),
        (b"A;B\n" + b'x";"\n' * 50_000, TE_VEEL_AANHALING),
    ],
)
def test_een_bestand_dat_niet_te_lezen_is(lees, inhoud, zin):
    assert zin_bij(lees, inhoud) == zin


@given(st.binary(max_size=400))
@example(b"\xff\xfeA\0")
@example(b'"')
@example(b"sep=")
@WILLEKEURIG
def test_wat_er_ook_in_staat(lees, inhoud):
    """Whatever the bytes are: rows, or one sentence."""
    for bytes_ in (inhoud, b"A;B\n" + inhoud, "A;B\n".encode("utf-16") + inhoud):
        try:
            herkend, gelezen = lees(bytes_)
        except Onleesbaar as fout:
            assert str(fout).endswith(".")
            continue
        assert all(rij.fout or len(rij.velden) == len(herkend.koppen) for rij in gelezen)
        assert [rij.nummer for rij in gelezen] == sorted({rij.nummer for rij in gelezen})
        assert "\0" not in "".join(veld for rij in gelezen for veld in rij.velden)


CELLEN = st.text(
    st.characters(codec="cp1252", exclude_characters="\0\r\x1a", exclude_categories=["Cc"]) | st.just("\n"),
    max_size=12,
)


@given(
    st.lists(st.lists(CELLEN, min_size=3, max_size=3).filter(lambda rij: rij[0].strip()), min_size=1, max_size=8),
    st.sampled_from([";", ",", "\t"]),
    st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
@WILLEKEURIG
def test_wat_geschreven_is_wordt_gelezen(lees, tabel, scheiding, codering, aanhalen):
    uit = io.StringIO()
    schrijver = csv.writer(uit, delimiter=scheiding, quoting=aanhalen)
    schrijver.writerows([["Naam", "Klas", "Reden"], *tabel])
    herkend, gelezen = lees(uit.getvalue().encode(codering))
    if codering == "cp1252" and herkend.codering == "utf-8":
        # Letters that happen to be UTF-8 too ("Ã«") are read as such: nobody can tell.
        assert uit.getvalue().encode(codering).decode() != ""
        return
    assert (herkend.scheiding, herkend.koppen) == (scheiding, ("Naam", "Klas", "Reden"))
    assert [rij.velden for rij in gelezen] == tabel


def test_een_groot_bestand_kost_geen_geheugen(tmp_path):
    pad = tmp_path / "groot.csv"
    with open(pad, "w") as bestand:
        bestand.write("Nummer;Naam;Datum;Toelichting\n")
        for begin in range(0, 60_000, 1_000):
            bestand.write(
                "".join(f'{nr};Jan;05-09-2023;"een ""notitie"""\n' for nr in range(begin, begin + 1_000))
            )
    tracemalloc.start()
    try:
        herkend = herken(pad, xml_rij="")
        aantal = sum(1 for rij in rijen(pad, herkend, xml_rij="") if not rij.fout)
        piek = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert aantal == 60_000
    assert piek < 8 * 1024 * 1024
