"""Who is who: certain by number and birth date, asked by name, never with two BSNs."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection

from leerplicht.koppelen.rules import Persoon, kandidaten, omgewisseld, oordeel, trigramgelijkenis
from leerplicht.models.leerling import zoeksleutel

DAG = date(2010, 5, 12)


def persoon(voornaam="Noa", achternaam="Vries", tussenvoegsel="de", **velden):
    velden = {"geboortedatum": DAG} | velden
    return Persoon(zoeksleutel(achternaam, voornaam, tussenvoegsel), achternaam, tussenvoegsel, **velden)


NOA = persoon(bsn="111222333", onderwijsnummer="123456789", straat="Dorpsstraat 1", postcode="2711 AB")


def geoordeeld(gegeven, bekend=NOA):
    gevonden = oordeel(gegeven, 1, bekend)
    return gevonden and (gevonden.zeker, list(gevonden.redenen))


@pytest.mark.parametrize(
    ("gegeven", "antwoord"),
    [
        (persoon(bsn="111222333"), (True, ["Zelfde BSN.", "Zelfde geboortedatum.", "Zelfde naam."])),
        # Married, adopted, written by another register: the number says who it is.
        (
            persoon("Anna", "Bos", "", bsn="111222333"),
            (True, ["Zelfde BSN.", "Zelfde geboortedatum.", "Andere naam."]),
        ),
        (
            persoon(onderwijsnummer="123456789"),
            (True, ["Zelfde onderwijsnummer.", "Zelfde geboortedatum.", "Zelfde naam."]),
        ),
        (
            persoon(bsn="111222333", geboortedatum=date(2011, 5, 12)),
            (False, ["Zelfde BSN.", "Andere geboortedatum.", "Zelfde naam."]),
        ),
        (
            persoon(bsn="111222333", geboortedatum=None),
            (True, ["Zelfde BSN.", "Geboortedatum niet gegeven.", "Zelfde naam."]),
        ),
        (
            persoon("Anna", "Bos", "", bsn="111222333", geboortedatum=None),
            (False, ["Zelfde BSN.", "Geboortedatum niet gegeven.", "Andere naam."]),
        ),
        (
            Persoon("", "", bsn="111222333"),
            (True, ["Zelfde BSN.", "Geboortedatum niet gegeven.", "Naam niet gegeven."]),
        ),
        (persoon(), (False, ["Zelfde geboortedatum.", "Zelfde naam."])),
        (persoon("Noah"), (False, ["Zelfde geboortedatum.", "De naam lijkt erop."])),
        (persoon("Noa Maria Johanna"), (False, ["Zelfde geboortedatum.", "De naam lijkt erop."])),
        (persoon("Noa", "de Vries", ""), (False, ["Zelfde geboortedatum.", "De naam lijkt erop."])),
        (persoon("Noa", "Vries", ""), (False, ["Zelfde geboortedatum.", "De naam lijkt erop."])),
        (
            persoon("Vries", "Noa"),
            (False, ["Zelfde geboortedatum.", "Voornaam en achternaam zijn omgewisseld."]),
        ),
        (
            persoon(geboortedatum=date(2010, 12, 5)),
            (False, ["Dag en maand van de geboortedatum zijn omgewisseld.", "Zelfde naam."]),
        ),
        (
            persoon(straat="Dorpsstraat 1", postcode="2711 AB"),
            (False, ["Zelfde geboortedatum.", "Zelfde naam.", "Zelfde adres."]),
        ),
        # Never: two numbers, a twin, a namesake of another day, somebody born on the same day.
        (persoon(bsn="999990019"), None),
        (persoon(bsn="999990019", onderwijsnummer="123456789"), None),
        (persoon(onderwijsnummer="999990019"), None),
        (persoon("Tim", straat="Dorpsstraat 1", postcode="2711 AB"), None),
        (persoon(geboortedatum=date(2010, 5, 13)), None),
        (persoon("Sem", "Bakker", ""), None),
        (persoon("Sophie", geboortedatum=date(2010, 12, 5)), None),
    ],
    ids=str,
)
def test_one_person_against_one_leerling(gegeven, antwoord):
    assert geoordeeld(gegeven) == antwoord


def test_diacritics_and_spelling_do_not_hide_anybody():
    celik = persoon("Zoë", "Çelik", "")
    for voornaam, achternaam in [("Zoe", "Celik"), ("ZOË", "ÇELIK"), ("Zoey", "Celik"), ("Zoë", "Çelikk")]:
        assert oordeel(persoon(voornaam, achternaam, ""), 1, celik) is not None
    assert geoordeeld(persoon("Mohamed", "El Amrani", ""), persoon("Mohammed", "Amrani", "el")) == (
        False,
        ["Zelfde geboortedatum.", "De naam lijkt erop."],
    )


def test_at_most_five_best_first_and_certain_alone():
    bekenden = [(nummer, persoon("Noah")) for nummer in range(1, 5)]
    bekenden += [(8, persoon()), (9, persoon(straat="A 1", postcode="2711 AB")), (10, replace(NOA, bsn="9" * 9))]
    gegeven = persoon(bsn="111222333", straat="A 1", postcode="2711 AB")
    assert [een.leerling for een in kandidaten(gegeven, bekenden)] == [9, 8, 1, 2, 3]
    assert [een.leerling for een in kandidaten(gegeven, [*bekenden, (11, NOA)])] == [11]


def test_two_who_are_certain_are_a_question():
    """By BSN the one, by onderwijsnummer the other: the same person, who is here twice."""
    op_bsn, op_nummer = replace(NOA, onderwijsnummer=None), replace(NOA, bsn=None)
    gevonden = kandidaten(NOA, [(1, op_bsn), (2, op_nummer)])
    assert [(een.leerling, een.zeker) for een in gevonden] == [(1, True), (2, True)]


def test_a_leerling_who_was_merged_counts_once():
    gevonden = kandidaten(persoon("Anna", "Bos", ""), [(1, persoon()), (1, persoon("Anna", "Bos", ""))])
    assert [(een.leerling, een.redenen[-1]) for een in gevonden] == [(1, "Zelfde naam.")]


def test_day_and_month_exchanged():
    assert [omgewisseld(date(2010, 5, 12)), omgewisseld(date(2010, 5, 13)), omgewisseld(date(2010, 5, 5))] == [
        date(2010, 12, 5),
        None,
        None,
    ]


def test_trigrams_as_postgresql_counts_them(db):
    paren = [("noa vries", "noah vries"), ("celik", "celikk"), ("van 't hof", "vant hof"), ("", "a")]
    with connection.cursor() as cursor:
        for een, ander in paren:
            cursor.execute("SELECT similarity(%s, %s)", [een, ander])
            assert trigramgelijkenis(een, ander) == pytest.approx(cursor.fetchone()[0]), (een, ander)
