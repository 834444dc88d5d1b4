"""What stands in a column, told without a word of it, to know a heading of another package by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerplicht.inlezen.kolominhoud import kolominhoud
from leerplicht.inlezen.lezen import Rij
from leerplicht.models import AanleveringStatus as Status
from tests.leerplicht.inlezen.test_vertalingen import ingelogd


def rijen(*rij: list[str]) -> list[Rij]:
    return [Rij(nummer, velden) for nummer, velden in enumerate(rij, 2)]


@pytest.mark.parametrize(
    ("cellen", "woorden"),
    [
        ([], "leeg"),
        (["", " "], "leeg"),
        (["05-09-2009", "5/9/2010", "", "2009-09-05 00:00"], "datum"),
        (["123456782", "111222333"], "getal van 9 cijfers"),
        (["1", "12", ""], "getal van 1 tot 2 cijfers"),
        (["7"], "getal van 1 cijfer"),
        (["Vries", "El Idrissi"], "tekst van 5 tot 10 tekens"),
        (["16SW03", "25LP00"], "tekst van 6 tekens"),
        (["m", "v"] * 3, "tekst van 1 teken, 2 verschillende woorden"),
        (["m", "v"] * 2, "tekst van 1 teken"),
        (["LV"] * 3, "tekst van 2 tekens, steeds dezelfde"),
        (["٢٣"], "tekst van 2 tekens"),
        (["05-09-2009", "onbekend"], "tekst van 8 tot 10 tekens"),
    ],
)
def test_in_woorden(cellen, woorden):
    assert kolominhoud(rijen(*([cel] for cel in cellen)), 1) == [woorden]


def test_elke_kop_heeft_zijn_woorden_en_kapotte_regels_tellen_niet():
    kapot = [Rij(9, ["x"], "Deze regel heeft 1 kolom, de koppen zijn er 3.")]
    goed = rijen(["1", "Noa", ""], ["2", "Sem", ""])
    assert kolominhoud(goed + kapot, 3) == ["getal van 1 cijfer", "tekst van 3 tekens", "leeg"]


@given(st.lists(st.lists(st.text(alphabet="QZ#@", min_size=1), min_size=2, max_size=2)))
def test_niets_van_de_inhoud_staat_erin(velden):
    gezegd = "".join(kolominhoud(rijen(*velden), 2))
    assert not set(gezegd) & set("QZ#@")


def test_het_staat_bij_de_kop(balie, proef):
    kop = "PGN;Achternaam;Voornaam;Geb;Plaats;Intern\n"
    gezien = balie.bied_aan(
        proef, kop + "123456782;Vries;Noa;05-09-2009;Delft;\n111222333;Bakker;Sem;6-3-2010;;\n"
    )
    assert gezien.status == Status.KOPPELEN
    velden = ingelogd(balie.door).get(f"/inlezen/{gezien.pk}/kolommen/").context["form"].fields
    assert [(veld.label, veld.help_text) for naam, veld in velden.items() if naam.startswith("kop_")] == [
        ("PGN", "Getal van 9 cijfers."),
        ("Achternaam", "Tekst van 5 tot 6 tekens."),
        ("Voornaam", "Tekst van 3 tekens."),
        ("Geb", "Datum."),
        ("Plaats", "Tekst van 5 tekens."),
        ("Intern", "Leeg."),
    ]
