"""The fields of leerplicht/formulieren/velden.py, and how a form shows them."""

import datetime

import pytest
from django import forms
from django.core.exceptions import ValidationError

from leerplicht.formulieren.velden import BsnField, DatumField, leesbaar

GEEN_DATUM = "Dit is geen bestaande datum. Schrijf bijvoorbeeld 05-09-2023."


class VoorbeeldForm(forms.Form):
    gemeld_op = DatumField(label="Gemeld op")
    bsn = BsnField(label="BSN", required=False)


@pytest.mark.parametrize("tekst", ["05-09-2023", "5-9-2023", "05/09/2023", "05092023", "2023-09-05", " 5-9-2023 "])
def test_datum_zoals_mensen_hem_schrijven(tekst):
    assert DatumField().clean(tekst) == datetime.date(2023, 9, 5)


@pytest.mark.parametrize(
    "tekst", ["31-02-2023", "29-02-2023", "09-05-23", "morgen", "13-13-2023", "2023", "05-09-0203"]
)
def test_geen_datum_geeft_een_nederlandse_zin(tekst):
    with pytest.raises(ValidationError) as fout:
        DatumField().clean(tekst)
    assert fout.value.messages == [GEEN_DATUM]


def test_schrikkeldag():
    assert DatumField().clean("29-02-2024") == datetime.date(2024, 2, 29)


def test_lege_datum():
    with pytest.raises(ValidationError) as fout:
        DatumField().clean("")
    assert fout.value.messages == ["Vul een datum in."]
    assert DatumField(required=False).clean("") is None


# 111222333: 9+8+7 + 2*(6+5+4) + 3*(3+2) - 3 = 66, divisible by 11.
@pytest.mark.parametrize("tekst", ["111222333", "1112.22.333", "111 222 333", " 111222333 "])
def test_bsn_met_en_zonder_punten(tekst):
    assert BsnField().clean(tekst) == "111222333"


def test_bsn_van_acht_cijfers_krijgt_een_voorloopnul():
    # 10000008: with the zero in front 8*1 - 8 = 0.
    assert BsnField().clean("10000008") == "010000008"


@pytest.mark.parametrize(
    ("tekst", "zin"),
    [
        ("111222334", "Dit BSN klopt niet. Misschien staan er twee cijfers verwisseld."),
        ("112122333", "Dit BSN klopt niet. Misschien staan er twee cijfers verwisseld."),
        ("1112223330", "Een BSN heeft 9 cijfers. Controleer het nummer."),
        ("11122233a", "Een BSN heeft 9 cijfers. Controleer het nummer."),
        ("000000000", "Een BSN heeft 9 cijfers. Controleer het nummer."),
        ("", "Vul een BSN in."),
    ],
)
def test_fout_bsn_geeft_een_nederlandse_zin(tekst, zin):
    with pytest.raises(ValidationError) as fout:
        BsnField().clean(tekst)
    assert fout.value.messages == [zin]


def test_leeg_bsn_mag_als_het_niet_verplicht_is():
    assert BsnField(required=False).clean("") == ""


def test_wat_getypt_is_blijft_staan_met_de_fout_erbij():
    form = VoorbeeldForm({"gemeld_op": "31-02-2023", "bsn": "111222334"})
    html = form["gemeld_op"].as_field_group()
    assert form.errors == {
        "gemeld_op": [GEEN_DATUM],
        "bsn": ["Dit BSN klopt niet. Misschien staan er twee cijfers verwisseld."],
    }
    assert 'value="31-02-2023"' in html
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_gemeld_op_helptext id_gemeld_op_error"' in html
    assert 'id="id_gemeld_op_helptext"' in html
    assert 'id="id_gemeld_op_error"' in html
    assert 'class="utrecht-textbox utrecht-textbox--html-input utrecht-textbox--invalid invoer--datum"' in html


def test_begindatum_staat_er_op_zijn_nederlands():
    html = str(VoorbeeldForm(initial={"gemeld_op": datetime.date(2023, 9, 5)})["gemeld_op"])
    assert 'value="05-09-2023"' in html


def test_een_nummer_van_duizenden_cijfers_is_gewoon_een_fout_nummer():
    form = VoorbeeldForm({"gemeld_op": "1-2-2023", "bsn": "1" * 10_000})
    assert form.errors == {"bsn": ["Een BSN heeft 9 cijfers. Controleer het nummer."]}


@pytest.mark.parametrize("tekst", ["\u202e\u200b", "\u200b", "...", "Zo\ufffd", "a\x1b[31m"])
def test_een_naam_die_niemand_kan_lezen_wordt_geweigerd(tekst):
    with pytest.raises(ValidationError, match="niet te lezen"):
        leesbaar(tekst)


@pytest.mark.parametrize("tekst", ["Zoë", "Š.", "van 't", "Władysław", "Xiao-Mei", "陈", "D'Angelo"])
def test_een_naam_uit_een_andere_taal_mag(tekst):
    leesbaar(tekst)
