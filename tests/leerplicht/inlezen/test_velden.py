"""One cell at a time: what is read, and the sentence for what is not."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.nl import brin, bsn, onderwijsnummer, postcode

from leerplicht.inlezen.bron import PERSOON, Kolom, Veldsoort
from leerplicht.inlezen.kopnamen import kopsleutel, zoek_koppen
from leerplicht.inlezen.velden import Ongeldig, lees_waarde, sleutel, sql_type

GEEN_DATUM = "Dit is geen bestaande datum. Schrijf bijvoorbeeld 05-09-2023."
EXCELGETAL = "Dit is een Excel-getal, geen datum. Maak in Excel van deze kolom een datum."
ONVOLLEDIG = "Deze datum is niet volledig: de dag, de maand of het jaar is onbekend."
BSN_CIJFERS = "Een BSN heeft 9 cijfers. Controleer het nummer."
FORMULE = "Dit begint als een formule (met =, +, - of @). Haal dat teken weg."
ONLEESBAAR = "Hier staan tekens in die niet te lezen zijn. Typ de tekst opnieuw."
KEUZES = {"m": "m", "man": "m", "niet bekend": ""}
VERTAAL = {"luxe verzuim": "LV", "lv": "LV"}


def _lees(soort: Veldsoort, tekst: str, **kolom):
    vertaal = KEUZES if soort is Veldsoort.KEUZE else VERTAAL
    return lees_waarde(Kolom("veld", "Veld", soort, **kolom), tekst, vertaal=vertaal)


def _zin(soort: Veldsoort, tekst: str, **kolom) -> str:
    with pytest.raises(Ongeldig) as fout:
        _lees(soort, tekst, **kolom)
    return str(fout.value)


@pytest.mark.parametrize(
    ("soort", "tekst", "waarde"),
    [
        *(
            (Veldsoort.DATUM, tekst, datetime.date(2023, 9, 5))
            for tekst in (
                "05-09-2023",
                "5-9-2023",
                "05/09/2023",
                "2023-09-05",
                "20230905",
                " 5-9-2023\t",
                "05-09-2023 00:00:00",
                "5-9-2023 0:00",
                "2023-09-05T00:00:00.000",
            )
        ),
        (Veldsoort.DATUM, "29-02-2024", datetime.date(2024, 2, 29)),
        (Veldsoort.GETAL, "12", 12),
        (Veldsoort.GETAL, "-3", -3),
        (Veldsoort.GETAL, "1.022", 1022),
        (Veldsoort.GETAL, "1.022.333", 1_022_333),
        (Veldsoort.GETAL, "12,0", 12),
        (Veldsoort.GETAL, "12.0", 12),
        (Veldsoort.GETAL, "1.022,00", 1022),
        (Veldsoort.DECIMAAL, "12,5", Decimal("12.5")),
        (Veldsoort.DECIMAAL, "12.5", Decimal("12.5")),
        (Veldsoort.DECIMAAL, "1.022", Decimal("1022")),
        (Veldsoort.DECIMAAL, "1.022,50", Decimal("1022.50")),
        (Veldsoort.DECIMAAL, "1,022.50", Decimal("1022.50")),
        (Veldsoort.DECIMAAL, "0.125", Decimal("0.125")),
        (Veldsoort.DECIMAAL, "0,125", Decimal("0.125")),
        (Veldsoort.DECIMAAL, "-0.125", Decimal("-0.125")),
        *((Veldsoort.JANEE, tekst, True) for tekst in ("j", "J", "ja", "JA", "1", "true", "Waar")),
        *((Veldsoort.JANEE, tekst, False) for tekst in ("n", "nee", "0", "FALSE", "onwaar")),
        (Veldsoort.KEUZE, "Man", "m"),
        (Veldsoort.KEUZE, "niet  bekend", ""),
        (Veldsoort.CODE, "Luxe  verzuim", "LV"),
        (Veldsoort.CODE, "LV", "LV"),
        (Veldsoort.BRIN, "16sw03", "16SW03"),
        (Veldsoort.BRIN, "16SW 03", "16SW03"),
        (Veldsoort.BRIN, "16SW-03", "16SW03"),
        (Veldsoort.BRIN, "16SW", "16SW"),
        (Veldsoort.VESTIGING, "0", "00"),
        (Veldsoort.VESTIGING, " 03 ", "03"),
        (Veldsoort.VESTIGING, "16sw-03", "16SW03"),
        (Veldsoort.POSTCODE, "2711ab", "2711 AB"),
        (Veldsoort.POSTCODE, "2711 AB", "2711 AB"),
        (Veldsoort.BSN, "123456782", "123456782"),
        (Veldsoort.BSN, "1234.56.782", "123456782"),
        # Excel takes the nought of 012345672 away.
        (Veldsoort.BSN, "12345672", "012345672"),
        (Veldsoort.ONDERWIJSNUMMER, "101222331", "101222331"),
        (Veldsoort.NUMMER, " 000-12/A ", "000-12/A"),
        (Veldsoort.TEKST, " van\xa0der  Meer", "van der Meer"),
        (Veldsoort.TEKST, "Zoë", "Zoë"),
        (Veldsoort.TEKST, "+31 6 12345678", "+31 6 12345678"),
        (Veldsoort.TEKST, "-12,5", "-12,5"),
        (Veldsoort.TEKST, "'+31 6 12345678", "+31 6 12345678"),
        (Veldsoort.TEKST, "'s-Gravenhage", "'s-Gravenhage"),
        (Veldsoort.DECIMAAL, "'-12,5", Decimal("-12.5")),
        (Veldsoort.TEKST, "- moeder gebeld (geen gehoor)", "- moeder gebeld (geen gehoor)"),
        *((soort, tekst, None) for soort in Veldsoort for tekst in ("", "  ", "-", " -- ")),
    ],
)
def test_wat_wordt_gelezen(soort, tekst, waarde):
    gelezen = _lees(soort, tekst)
    assert (gelezen, type(gelezen)) == (waarde, type(waarde))


@pytest.mark.parametrize(
    ("soort", "tekst", "zin"),
    [
        (Veldsoort.DATUM, "31-02-2023", GEEN_DATUM),
        (Veldsoort.DATUM, "morgen", GEEN_DATUM),
        *((Veldsoort.DATUM, tekst, EXCELGETAL) for tekst in ("20000", "42495", "60000")),
        *((Veldsoort.DATUM, tekst, GEEN_DATUM) for tekst in ("19999", "60001", "42495,5", "4249", "٤٢٤٩٥")),
        (Veldsoort.DATUM, "05-09-0203", GEEN_DATUM),
        (Veldsoort.DATUM, "20232009", GEEN_DATUM),
        (Veldsoort.DATUM, "٠٥-٠٩-٢٠٢٣", GEEN_DATUM),
        (Veldsoort.DATUM, "12-05-10", "Schrijf het jaar met vier cijfers, bijvoorbeeld 05-09-2023."),
        (Veldsoort.DATUM, "20100500", ONVOLLEDIG),
        (Veldsoort.DATUM, "20100000", ONVOLLEDIG),
        (Veldsoort.DATUM, "00000000", ONVOLLEDIG),
        (Veldsoort.DATUM, "00-05-2010", ONVOLLEDIG),
        (
            Veldsoort.DATUM,
            "31-12-9999",
            "Het jaar 9999 kan niet kloppen. Laat de datum leeg als die niet bekend is.",
        ),
        (Veldsoort.GETAL, "12,5", "Dit is geen heel getal. Schrijf bijvoorbeeld 12."),
        (Veldsoort.GETAL, "1,022", "Dit is geen heel getal. Schrijf bijvoorbeeld 12."),
        (Veldsoort.GETAL, "2147483648", "Dit getal is te groot."),
        (Veldsoort.GETAL, "9" * 10_000, "Dit getal is te groot."),
        (Veldsoort.DECIMAAL, "12,5,5", "Dit is geen getal. Schrijf bijvoorbeeld 12,5."),
        (Veldsoort.DECIMAAL, "NaN", "Dit is geen getal. Schrijf bijvoorbeeld 12,5."),
        (Veldsoort.DECIMAAL, "9" * 31, "Dit getal is te groot."),
        (Veldsoort.JANEE, "misschien", "Schrijf hier ja of nee."),
        (Veldsoort.KEUZE, "vrouw", "“vrouw” is hier niet bekend."),
        (Veldsoort.CODE, "x" * 41, "“" + "x" * 40 + "…” is hier niet bekend."),
        (Veldsoort.CODE, "a\0b", ONLEESBAAR),
        (Veldsoort.BRIN, "16SW3", "Dit is geen BRIN met vestiging. Schrijf bijvoorbeeld 16SW03."),
        (Veldsoort.POSTCODE, "2711 SS", "Dit is geen Nederlandse postcode. Schrijf bijvoorbeeld 2711 AB."),
        (Veldsoort.POSTCODE, "0711 AB", "Dit is geen Nederlandse postcode. Schrijf bijvoorbeeld 2711 AB."),
        (Veldsoort.BSN, "1234567", BSN_CIJFERS),
        (Veldsoort.BSN, "1234567890", BSN_CIJFERS),
        (Veldsoort.BSN, "123456783", "Dit BSN klopt niet. Misschien staan er twee cijfers verwisseld."),
        (Veldsoort.BSN, "000000000", "Dit BSN klopt niet. Misschien staan er twee cijfers verwisseld."),
        (
            Veldsoort.BSN,
            "1,23E+08",
            "Excel heeft dit nummer afgekort (met E+). Maak van de kolom tekst en vul het nummer weer in.",
        ),
        (
            Veldsoort.ONDERWIJSNUMMER,
            "123456782",
            "Een onderwijsnummer heeft 9 cijfers en begint met 10. Controleer het nummer.",
        ),
        (
            Veldsoort.ONDERWIJSNUMMER,
            "101222332",
            "Dit onderwijsnummer klopt niet. Misschien staan er twee cijfers verwisseld.",
        ),
        (
            Veldsoort.NUMMER,
            "1,23457E+11",
            "Excel heeft dit nummer afgekort (met E+). Maak van de kolom tekst en vul het nummer weer in.",
        ),
        (Veldsoort.TEKST, "x" * 201, "Dit is te lang: 201 tekens, het mogen er 200 zijn."),
        (Veldsoort.TEKST, "…", "Hier staat geen letter of cijfer in."),
        (Veldsoort.TEKST, "Zo\ufffd", ONLEESBAAR),
        (Veldsoort.TEKST, "Zo\0", ONLEESBAAR),
        (Veldsoort.TEKST, "Zo\u202eë", ONLEESBAAR),
        *(
            (soort, tekst, FORMULE)
            for soort in Veldsoort
            for tekst in (
                "=1+1",
                "'=1+1",
                "@SUM(A1)",
                "+cmd|' /C calc'!A0",
                "- cmd|' /C calc'!A0",
                '- HYPERLINK("x")',
                "＝1",
            )
        ),
    ],
)
def test_wat_niet_wordt_gelezen(soort, tekst, zin):
    assert _zin(soort, tekst) == zin


def test_een_verplicht_veld_dat_leeg_is():
    assert [_zin(soort, " ", verplicht=True) for soort in Veldsoort] == ["Veld is verplicht, maar is leeg."] * len(
        Veldsoort
    )


def test_een_notitie_houdt_haar_regels_en_een_naam_niet():
    tekst = "Gebeld.\r\nGeen\tgehoor.\r\n\r\nMorgen weer."
    assert _lees(Veldsoort.TEKST, tekst, lengte=2_000) == "Gebeld.\nGeen gehoor.\n\nMorgen weer."
    assert _lees(Veldsoort.TEKST, tekst) == "Gebeld. Geen gehoor. Morgen weer."
    assert _zin(Veldsoort.TEKST, "Gebeld.\n\x07", lengte=2_000) == ONLEESBAAR


def test_het_type_in_de_werktafel():
    assert {soort: sql_type(Kolom("veld", "Veld", soort)) for soort in Veldsoort} == {
        **dict.fromkeys(Veldsoort, "text"),
        Veldsoort.DATUM: "date",
        Veldsoort.GETAL: "integer",
        Veldsoort.DECIMAAL: "numeric",
        Veldsoort.JANEE: "boolean",
    }


TYPEN = {
    Veldsoort.DATUM: datetime.date,
    Veldsoort.GETAL: int,
    Veldsoort.DECIMAAL: Decimal,
    Veldsoort.JANEE: bool,
}


@pytest.mark.parametrize("soort", Veldsoort)
@given(
    st.one_of(
        st.text(),
        st.text(alphabet="0123456789-/.,+ :TE", max_size=24),
        st.dates().map(str),
        st.integers().map(str),
        st.decimals().map(str),
        st.text(alphabet="AB12 \r\n\t\0\ufffd=+-@(|", max_size=12),
    )
)
@settings(max_examples=150, deadline=None)
def test_elke_tekst_is_een_waarde_of_een_zin(soort, tekst):
    try:
        waarde = _lees(soort, tekst)
    except Ongeldig as fout:
        zin = str(fout)
        assert zin.endswith(".") and zin.isprintable()
        return
    assert waarde is None or type(waarde) is TYPEN.get(soort, str)
    if isinstance(waarde, str):
        assert "\0" not in waarde
        waarde.encode()


@given(st.integers(0, 999_999_999))
@settings(max_examples=500)
def test_dezelfde_nummers_als_stdnum(getal):
    cijfers = f"{getal:09}"
    oordelen = {Veldsoort.BSN: bsn, Veldsoort.ONDERWIJSNUMMER: onderwijsnummer}
    for soort, oordeel in oordelen.items():
        assert _geldig(soort, cijfers) == oordeel.is_valid(cijfers)


@given(st.from_regex(r"[0-3][0-9][A-D1]{2}[0-9]{0,3}", fullmatch=True))
def test_dezelfde_brins_als_stdnum(tekst):
    assert _geldig(Veldsoort.BRIN, tekst) == brin.is_valid(tekst)


@given(st.from_regex(r"[0-9]{4} ?[SABD]{2}", fullmatch=True))
def test_dezelfde_postcodes_als_stdnum(tekst):
    assert _geldig(Veldsoort.POSTCODE, tekst) == postcode.is_valid(tekst)


def _geldig(soort: Veldsoort, tekst: str) -> bool:
    try:
        return _lees(soort, tekst) is not None
    except Ongeldig:
        return False


def test_sleutels():
    assert kopsleutel(" Geboorte_datum ") == kopsleutel("GEBOORTEDATUM") == "geboortedatum"
    assert kopsleutel("Financiële e-mail") == "financieleemail"
    assert [kopsleutel(kop) for kop in (" # ", "% %", "№", "#1", " ")] == ["#", "%%", "no", "1", ""]
    assert sleutel(" Luxe \n VERZUIM ") == "luxe verzuim"


def test_koppen_vinden_hun_kolom():
    koppen = ["Burgerservicenummer", "Roepnaam", "ACHTERNAAM", "klas", "Voornaam", "Geb. datum"]
    gevonden = zoek_koppen(koppen, PERSOON, {"geb datum": "geboortedatum"})
    # "Voornaam" is the better name for that column, wherever it stands.
    assert {nr: kolom.code for nr, kolom in gevonden.items()} == {
        0: "bsn",
        2: "achternaam",
        4: "voornaam",
        5: "geboortedatum",
    }


def test_wat_de_gemeente_zei_gaat_voor():
    koppen = ["Roepnaam", "Voornaam", "BSN"]
    gevonden = zoek_koppen(koppen, PERSOON, {"Roepnaam": "voornaam", "bsn": "", "onbekend": "plaats"})
    assert {nr: kolom.code for nr, kolom in gevonden.items()} == {0: "voornaam"}


def test_nooit_twee_plekken_voor_een_kolom():
    gevonden = zoek_koppen(["a", "b"], PERSOON, {"a": "plaats", "b": "plaats"})
    assert {nr: kolom.code for nr, kolom in gevonden.items()} == {0: "plaats"}
