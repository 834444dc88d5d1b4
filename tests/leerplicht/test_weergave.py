"""The tags and filters of leerplicht/templatetags/weergave.py."""

import datetime
from decimal import Decimal

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

from leerplicht.templatetags.weergave import (
    anker,
    cijfer,
    datum,
    datum_lang,
    getal,
    over_dagen,
    procent,
    status_badge,
)

VANDAAG = datetime.date(2024, 2, 29)


def toon(bron, pad="/", **context):
    sjabloon = Template("{% load weergave %}" + bron)
    return sjabloon.render(Context({"request": RequestFactory().get(pad), **context}))


@pytest.mark.parametrize(
    ("waarde", "decimalen", "tekst"),
    [
        (0, 0, "0"),
        (1022, 0, "1.022"),
        (1234567, 0, "1.234.567"),
        (Decimal("18.5"), 1, "18,5"),
        (None, 0, "–"),
    ],
)
def test_getal(waarde, decimalen, tekst):
    assert getal(waarde, decimalen) == tekst


@pytest.mark.parametrize(
    ("waarde", "tekst"), [("52.00", "52"), ("2.60", "2,6"), ("19000.00", "19.000"), ("-0.80", "-0,8"), (None, "–")]
)
def test_cijfer_has_the_decimals_that_say_something(waarde, tekst):
    assert cijfer(None if waarde is None else Decimal(waarde)) == tekst


@pytest.mark.parametrize(
    ("waarde", "decimalen", "tekst"),
    [(Decimal("6.4"), 1, "6,4%"), (100, 1, "100,0%"), (37, 0, "37%"), (None, 1, "–")],
)
def test_procent(waarde, decimalen, tekst):
    assert procent(waarde, decimalen) == tekst


def test_datums():
    assert (datum(VANDAAG), datum_lang(VANDAAG)) == ("29-02-2024", "29 februari 2024")
    assert (datum(None), datum_lang(None)) == ("–", "–")


@pytest.mark.parametrize(
    ("dag", "tekst"),
    [
        (datetime.date(2024, 2, 26), "3 dagen te laat"),
        (datetime.date(2024, 2, 28), "1 dag te laat"),
        (datetime.date(2024, 2, 29), "vandaag"),
        (datetime.date(2024, 3, 1), "morgen"),
        (datetime.date(2024, 3, 2), "over 2 dagen"),
        (None, "–"),
    ],
)
def test_over_dagen(dag, tekst):
    assert over_dagen(dag, VANDAAG) == tekst


def test_status_badge_ontsnapt_tekst():
    assert status_badge("<Nieuw>", "info") == (
        '<span class="utrecht-badge-status badge badge--info">&lt;Nieuw&gt;</span>'
    )


@pytest.mark.parametrize(
    ("pad", "aria", "link"),
    [
        ("/?soort=luxe&pagina=4", "", 'href="?soort=luxe&amp;sorteer=gemeld_op"'),
        ("/?sorteer=gemeld_op", 'aria-sort="ascending"', 'href="?sorteer=-gemeld_op"'),
        ("/?sorteer=-gemeld_op", 'aria-sort="descending"', 'href="?sorteer=gemeld_op"'),
    ],
)
def test_sorteerkop_onthoudt_het_filter_en_begint_op_de_eerste_pagina(pad, aria, link):
    html = toon("{% sorteerkop 'Gemeld' 'gemeld_op' %}", pad)
    assert link in html
    assert ('aria-sort="' in html, aria in html) == (bool(aria), True)


def test_sorteerkop_kent_de_volgorde_waarmee_de_lijst_begint():
    assert 'aria-sort="descending"' in toon("{% sorteerkop 'Gemeld' 'op' %}", sorteer="-op")


def test_paginering_onthoudt_het_filter():
    html = toon("{% paginering pagina %}", "/?soort=luxe", pagina=Paginator(range(100), 10).page(2))
    assert 'rel="prev" href="?soort=luxe&amp;pagina=1"' in html
    assert 'href="?soort=luxe&amp;pagina=2" aria-current="page"' in html
    assert 'rel="next" href="?soort=luxe&amp;pagina=3"' in html


def test_een_pagina_heeft_geen_paginering():
    assert toon("{% paginering pagina %}", pagina=Paginator(range(3), 10).page(1)).strip() == ""


def test_foutenlijst_wijst_naar_iets_dat_de_focus_kan_krijgen():
    class VoorbeeldForm(forms.Form):
        naam = forms.CharField()
        soort = forms.ChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
        leeg = forms.MultipleChoiceField(choices=[], widget=forms.CheckboxSelectMultiple)

    assert [anker(veld) for veld in VoorbeeldForm()] == ["id_naam", "id_soort_0", "id_leeg"]
