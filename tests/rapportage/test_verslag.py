"""The whole report against a naive count, cell by cell: on random dossiers, on none and on one."""

import json
from datetime import date
from decimal import Decimal

import pytest

from leerplicht.toegang.gemeente import in_gemeente
from rapportage.verslag import als_json, maak_verslag, uit_json
from tests.rapportage import naief
from tests.rapportage.test_publicatie import GEDRUKT
from tests.rapportage.toeval import Toeval

# Per table with shares: the denominator and the number of decimals. A number is the total of the table.
NOEMERS = {
    **{f"tabel-{nummer}": ("totaal", 1) for nummer in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 14, 16)},
    **{f"grafiek-{nummer}": ("totaal", 0) for nummer in (2, 3, 4)},
    "grafiek-1": ("meldingen en aanvragen", 0),
    "overzicht-leerplicht": ("meldingen en aanvragen", 0),
    "overzicht-leerplicht-vrijstellingen": ("meldingen en aanvragen", 1),
    "tabel-13": ("begeleid", 1),
    "overzicht-doorstroompunt-uitstroom": ("begeleid", 1),
    "grafiek-5": ("per kolom", 0),
}


def cellen(tabel):
    """What is in a table, as the naive count gives it: {(niveau, row, column): number}, without zeros."""
    return {
        (rij.niveau, rij.code, kolom): aantal
        for rij in tabel.rijen
        for kolom, aantal in zip(tabel.kolommen, rij.aantallen, strict=True)
        if aantal
    }


def totalen(geteld, kolommen):
    return tuple(
        sum(aantal for (niveau, _, kolom), aantal in geteld.items() if niveau == 1 and kolom == gevraagd)
        for gevraagd in kolommen
    )


def aandelen(code, rij, totaal, kerncijfers):
    """The shares of one row, computed here from the counts."""
    if code not in NOEMERS:
        return ()
    noemer, decimalen = NOEMERS[code]
    if noemer == "per kolom":
        return tuple(naief.procent(n, t, decimalen) for n, t in zip(rij.aantallen, totaal, strict=True))
    geheel = {
        "totaal": sum(totaal),
        "meldingen en aanvragen": kerncijfers["meldingen"] + kerncijfers["aanvragen_vrijstelling"],
        "begeleid": kerncijfers["vsv_begeleid"],
    }[noemer]
    if code == "tabel-13" and rij.niveau == 2:
        return (None,)
    return (naief.procent(sum(rij.aantallen), geheel, decimalen),)


def vergelijk(verslag, gemeente, peildatum=None):
    kerncijfers, tabellen = naief.tel(gemeente, verslag.schooljaar, peildatum)
    assert {code: kerncijfer.waarde for code, kerncijfer in verslag.kerncijfers.items()} == kerncijfers
    assert {code: cellen(tabel) for code, tabel in verslag.tabellen.items() if cellen(tabel)} == tabellen
    for code, tabel in verslag.tabellen.items():
        totaal = totalen(tabellen.get(code, {}), tabel.kolommen)
        if code != "overzicht-doorstroompunt":
            assert tabel.totaal == totaal, code
        for rij in tabel.rijen:
            assert rij.percentages == aandelen(code, rij, totaal, kerncijfers), (code, rij)
    assert [controle for controle in verslag.controles if not controle.houdt] == []


@pytest.mark.parametrize(
    ("seed", "peildatum"), [(1, None), (2, None), (3, date(2024, 7, 31)), (4, date(2024, 1, 1))]
)
def test_random_dossiers_are_counted_as_a_naive_count_does(zoetermeer, anders, seed, peildatum):
    Toeval(zoetermeer, seed).vul()
    with in_gemeente(anders.pk):
        Toeval(anders, seed + 100).vul()

    for schooljaar in (2022, 2023, 2024):
        verslag = maak_verslag(zoetermeer, schooljaar=schooljaar, peildatum=peildatum)
        vergelijk(verslag, zoetermeer, peildatum)
    verslag = maak_verslag(anders, schooljaar=2023, peildatum=peildatum)
    with in_gemeente(anders.pk):
        vergelijk(verslag, anders, peildatum)


def test_a_year_without_dossiers_is_a_complete_report(zoetermeer):
    verslag = maak_verslag(zoetermeer, schooljaar=2020)

    aantallen = [rij.aantallen for tabel in verslag.tabellen.values() for rij in tabel.rijen]
    assert set(verslag.tabellen) == set(GEDRUKT["tabellen"])
    assert {aantal for per_rij in aantallen for aantal in per_rij} == {0}
    assert [code for code, tabel in verslag.tabellen.items() if not tabel.rijen] == []
    assert [controle for controle in verslag.controles if not controle.houdt] == []


def test_a_year_before_the_code_lists_began_has_no_rows_to_show_but_is_complete(zoetermeer):
    verslag = maak_verslag(zoetermeer, schooljaar=1990)

    assert verslag.tabellen["tabel-1"].rijen == ()
    assert verslag.tabellen["tabel-1"].totaal == (0,)
    assert [controle for controle in verslag.controles if not controle.houdt] == []


def test_the_number_of_queries_does_not_depend_on_the_dossiers(zoetermeer, django_assert_num_queries):
    maak_verslag(zoetermeer, schooljaar=2023)
    with django_assert_num_queries(55):
        maak_verslag(zoetermeer, schooljaar=2023)
    Toeval(zoetermeer, 1).vul()
    with django_assert_num_queries(55):
        maak_verslag(zoetermeer, schooljaar=2023)


def test_json_and_back_is_the_same_report(zoetermeer):
    Toeval(zoetermeer, 2).vul()
    verslag = maak_verslag(zoetermeer, schooljaar=2023)

    terug = uit_json(json.loads(json.dumps(als_json(verslag))))

    assert terug == verslag
    assert {type(k.waarde) for k in terug.kerncijfers.values() if k.eenheid == "procent"} <= {Decimal, type(None)}
