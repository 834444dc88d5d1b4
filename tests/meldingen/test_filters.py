"""The lists of leerplicht: every filter, the order, and what a wrong parameter does."""

from datetime import date, timedelta

import pytest

from leerplicht.dossier.actions import wijs_toe
from meldingen.actions import beslis, registreer_vrijstelling, sluit_melding

FOUT_FILTER = "Er wordt niets getoond"


@pytest.fixture
def drie(noa, zoe, meld, college, code, anna, bram, vandaag):
    """licht: noa, 5 March 2024, of bram. zorg: zoe, 6 March, closed. wettelijk: noa, 31 July 2023, of nobody."""
    licht = meld(noa, "relatief_licht", reden=code("reden-relatief_licht", "ziekte"))
    wijs_toe(licht.zaak, aan=bram, op=vandaag, door=anna)
    zorg = meld(zoe, "zorg", gemeld_op=date(2024, 3, 6), school=college)
    zorg = sluit_melding(
        zorg,
        resultaat=code("resultaat-zorg", "hulpverlening"),
        gesloten_op=date(2024, 4, 1),
        op=vandaag,
        door=anna,
    )
    wettelijk = meld(noa, gemeld_op=date(2023, 7, 31), eigenaar=None)
    return {"licht": licht.pk, "zorg": zorg.pk, "wettelijk": wettelijk.pk}


@pytest.fixture
def lijst(als, anna, drie):
    """`lijst("soort=zorg")`: names of the rows, in their order."""
    namen = {pk: naam for naam, pk in drie.items()}

    def vraag(query=""):
        antwoord = als(anna).get(f"/meldingen/?{query}")
        assert antwoord.status_code == 200
        return [namen[melding.pk] for melding in antwoord.context["pagina"].object_list]

    return vraag


@pytest.mark.parametrize(
    ("query", "verwacht"),
    [
        ("", ["zorg", "licht", "wettelijk"]),
        ("soort=zorg", ["zorg"]),
        ("status=open", ["licht", "wettelijk"]),
        ("status=gesloten", ["zorg"]),
        ("schooljaar=2023", ["zorg", "licht"]),
        ("schooljaar=2022", ["wettelijk"]),
        ("reden=ziekte", ["licht"]),
        ("resultaat=hulpverlening", ["zorg"]),
        ("behandelaar=niemand", ["wettelijk"]),
        # Half open: from the first day, up to but not including the last.
        ("gemeld_van=05-03-2024", ["zorg", "licht"]),
        ("gemeld_tot=06-03-2024", ["licht", "wettelijk"]),
        ("gemeld_van=05-03-2024&gemeld_tot=06-03-2024", ["licht"]),
        ("sorteer=gemeld_op", ["wettelijk", "licht", "zorg"]),
        ("sorteer=leerling", ["zorg", "wettelijk", "licht"]),
        ("sorteer=-leerling", ["licht", "wettelijk", "zorg"]),
        ("sorteer=soort", ["licht", "wettelijk", "zorg"]),
        ("pagina=7", ["zorg", "licht", "wettelijk"]),
    ],
)
def test_filter_and_order(lijst, query, verwacht):
    assert lijst(query) == verwacht


def test_filter_by_school_and_behandelaar(lijst, college, anna, bram):
    assert lijst(f"school={college.pk}") == ["zorg"]
    assert lijst(f"behandelaar={bram.pk}") == ["licht"]
    assert lijst(f"behandelaar={anna.pk}") == ["zorg"]


@pytest.mark.parametrize(
    "query",
    [
        "soorten=zorg",
        "soort=onzin",
        "soort=verzuim_18plus",
        "schooljaar=1800",
        "school=0",
        "behandelaar=0",
        "gemeld_van=31-02-2024",
        "sorteer=bsn",
        "reden=onzin",
        "zoek=verlopen",
        "status=alles",
    ],
)
def test_a_wrong_parameter_shows_an_error_and_nothing_else(als, anna, drie, query):
    antwoord = als(anna).get(f"/meldingen/?{query}")
    assert list(antwoord.context["pagina"].object_list) == []
    assert FOUT_FILTER in antwoord.content.decode()


def test_search_leaves_no_name_in_the_address(als, anna, drie, zoe):
    antwoord = als(anna).post("/meldingen/?sorteer=soort", {"tekst": "celik"})
    assert antwoord.status_code == 302
    assert "celik" not in antwoord["Location"].lower()
    pagina = als(anna).get(antwoord["Location"])
    assert [melding.leerling for melding in pagina.context["pagina"].object_list] == [zoe]


@pytest.mark.parametrize(("tekst", "verwacht"), [("111222333", {"licht", "wettelijk"}), ("onbekend", set())])
def test_search_by_number_or_in_vain(als, anna, drie, tekst, verwacht):
    pagina = als(anna).post("/meldingen/", {"tekst": tekst}, follow=True).context["pagina"]
    assert {melding.pk for melding in pagina.object_list} == {drie[naam] for naam in verwacht}


def test_somebody_elses_token_finds_nothing(als, anna, bram, drie):
    adres = als(anna).post("/meldingen/", {"tekst": "celik"})["Location"]
    antwoord = als(bram).get(adres)
    assert list(antwoord.context["pagina"].object_list) == []


def test_vrijstellingen_by_tab_with_equal_counts(als, anna, noa, vandaag):
    def maak(dagen=None):
        vrijstelling = registreer_vrijstelling(
            noa, grondslag="3a", ontvangen_op=date(2024, 3, 4), op=vandaag, door=anna
        )
        if dagen is not None:
            beslis(
                vrijstelling,
                besluit="verleend",
                besloten_op=date(2024, 3, 5),
                op=vandaag,
                door=anna,
                geldig_van=date(2024, 3, 5),
                geldig_tot_en_met=vandaag + timedelta(dagen),
                motivering="ja",
            )
        return vrijstelling.pk

    open_, voorbij, vandaag_laatste, straks, later = maak(), maak(-1), maak(0), maak(60), maak(61)
    verwacht = {
        "": {open_, voorbij, vandaag_laatste, straks, later},
        "open": {open_},
        "geldig": {vandaag_laatste, straks, later},
        "verloopt": {vandaag_laatste, straks},
    }
    for toon, rijen in verwacht.items():
        antwoord = als(anna).get(f"/vrijstellingen/?toon={toon}")
        assert {v.pk for v in antwoord.context["pagina"].object_list} == rijen
        tabs = {
            tab["url"].removeprefix("?").removeprefix("toon="): tab["aantal"] for tab in antwoord.context["tabs"]
        }
        assert tabs == {naam: len(ids) for naam, ids in verwacht.items()}
