"""The published figures and the list of their faults, held against each other.

Other tests lean on these two files; here the files themselves are tested, by arithmetic alone.
"""

from copy import deepcopy
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from rapportage.percentages import percentage

FIXTURES = Path(__file__).parents[2] / "fixtures"
GEDRUKT = yaml.safe_load((FIXTURES / "jaarverslag-2023-2024.yaml").read_text(encoding="utf-8"))
AFWIJKINGEN = yaml.safe_load((FIXTURES / "afwijkingen-2023-2024.yaml").read_text(encoding="utf-8"))

# Stages and populations that are no parts of one whole, so that they have no total.
ZONDER_TOTAAL = {"overzicht-doorstroompunt"}
# Shares of meldingen and vrijstellingen together, as the overview prints them.
ANDERE_NOEMER = {"overzicht-leerplicht": 2730, "overzicht-leerplicht-vrijstellingen": 2730}


def vervang(verslag, cel):
    """Put the right figure in one cell, after checking that the cell held what the list says was printed."""
    if "kerncijfer" in cel:
        houder, sleutel = verslag["kerncijfers"], cel["kerncijfer"]
        assert houder.get(sleutel) == cel["gedrukt"], cel
        houder[sleutel] = cel["juist"]
        return
    tabel = verslag["tabellen"][cel["tabel"]]
    rijen = {rij["code"]: rij for rij in tabel["rijen"]}
    if cel["veld"] == "rij":
        assert cel["rij"] not in rijen, cel
        tabel["rijen"].append(cel["juist"])
        return
    waarden = (rijen[cel["rij"]] if "rij" in cel else tabel)[cel["veld"]]
    assert waarden[cel["kolom"]] == cel["gedrukt"], cel
    assert cel["juist"] != cel["gedrukt"], cel
    waarden[cel["kolom"]] = cel["juist"]


def juist_verslag():
    verslag = deepcopy(GEDRUKT)
    for afwijking in AFWIJKINGEN["afwijkingen"]:
        for cel in afwijking["cellen"]:
            vervang(verslag, cel)
    for cel in AFWIJKINGEN["niet_gedrukt"]:
        vervang(verslag, cel)
    return verslag


JUIST = juist_verslag()


def foute_sommen(verslag):
    """Tables whose rows of niveau 1 do not make the total, or whose rows of niveau 2 not the row above."""
    fout = set()
    for code, tabel in verslag["tabellen"].items():
        for kolom in range(len(tabel["kolommen"])):
            som = sum(rij["aantallen"][kolom] or 0 for rij in tabel["rijen"] if rij["niveau"] == 1)
            if code not in ZONDER_TOTAAL and som != tabel["totaal"][kolom]:
                fout.add(code)
        hoofd, delen = None, []
        for rij in [*tabel["rijen"], {"niveau": 1}]:
            if rij["niveau"] == 2:
                delen.append(rij["aantallen"][0])
                continue
            if delen and sum(delen) != hoofd["aantallen"][0]:
                fout.add(code)
            hoofd, delen = rij, []
    return fout


def foute_percentages(verslag):
    """(table, row) of every share that does not follow from its count; an int is a share without decimals."""
    fout = set()
    for code, tabel in verslag["tabellen"].items():
        for rij in tabel["rijen"]:
            for kolom, gedrukt in enumerate(rij["percentages"]):
                if gedrukt is None:
                    continue
                een_kolom = len(rij["percentages"]) == 1
                deel = sum(rij["aantallen"]) if een_kolom else rij["aantallen"][kolom]
                geheel = sum(tabel["totaal"]) if een_kolom else tabel["totaal"][kolom]
                decimalen = 0 if isinstance(gedrukt, int) else 1
                if percentage(deel, ANDERE_NOEMER.get(code, geheel), decimalen) != Decimal(str(gedrukt)):
                    fout.add((code, rij["code"]))
    return fout


def test_the_corrected_report_adds_up():
    assert foute_sommen(JUIST) == set()
    assert foute_percentages(JUIST) == set()


def test_the_printed_percentages_fail_exactly_where_the_list_says():
    """Counts corrected, percentages as printed: what then fails is what the list corrects."""
    verslag = deepcopy(GEDRUKT)
    cellen = [cel for afwijking in AFWIJKINGEN["afwijkingen"] for cel in afwijking["cellen"]]
    for cel in [*cellen, *AFWIJKINGEN["niet_gedrukt"]]:
        if cel.get("veld") != "percentages":
            vervang(verslag, cel)

    assert foute_percentages(verslag) == {
        (cel["tabel"], cel["rij"]) for cel in cellen if cel.get("veld") == "percentages"
    }


def test_the_printed_sums_fail_only_where_the_list_says():
    verslag = deepcopy(GEDRUKT)
    for cel in AFWIJKINGEN["niet_gedrukt"]:
        vervang(verslag, cel)

    assert foute_sommen(verslag) == {
        "tabel-4",
        "tabel-13",
        "grafiek-4",
        "overzicht-doorstroompunt-aanbod",
    }


def test_tables_with_a_total_column_add_up_across():
    for code in ("tabel-11a", "tabel-11b", "tabel-12", "tabel-15"):
        tabel = JUIST["tabellen"][code]
        for aantallen in [*(rij["aantallen"] for rij in tabel["rijen"]), tabel["totaal"]]:
            assert sum(aantallen[:-1]) == aantallen[-1], code


def test_the_overview_of_results_follows_from_the_tables():
    uit_tabellen: dict[str, int] = {}
    for code in ("tabel-2", "tabel-4", "tabel-6", "tabel-8", "tabel-10"):
        for rij in JUIST["tabellen"][code]["rijen"]:
            uit_tabellen[rij["code"]] = uit_tabellen.get(rij["code"], 0) + sum(rij["aantallen"])

    overzicht = JUIST["tabellen"]["overzicht-leerplicht-resultaten"]["rijen"]
    assert {rij["code"]: rij["aantallen"][0] for rij in overzicht} == uit_tabellen


def test_the_corrected_kerncijfers_agree_with_each_other():
    k = JUIST["kerncijfers"]

    assert k["absoluut_po"] + k["absoluut_vo"] + k["absoluut_mbo"] == k["absoluut_vastgesteld"] == 175
    assert k["thuiszitters_po"] + k["thuiszitters_vo"] + k["thuiszitters_mbo"] + k["thuiszitters_geen"] == 105
    assert k["vsv_gestopt"] - k["vsv_teruggekeerd"] == k["vsv_nieuw"]
    assert k["vsv_begeleid"] + k["vsv_niet_begeleid"] == k["vsv_gestopt"]
    assert (
        k["kwetsbare_jongeren_in_verslagjaar"] + k["kwetsbare_jongeren_eerder"] == k["kwetsbare_jongeren_totaal"]
    )
    uitkomsten = ("uitgestroomd_zelfstandig", "nog_in_begeleiding", "beeindigd", "onbekend")
    assert sum(k[f"begeleid_wonen_{uitkomst}"] for uitkomst in uitkomsten) == k["begeleid_wonen_begeleid"]
    groei = percentage(k["meldingen"] - k["meldingen_vorig_jaar"], k["meldingen_vorig_jaar"])
    assert groei == Decimal(str(k["stijging_meldingen_pct"]))


@pytest.mark.parametrize("code", sorted(GEDRUKT["tabellen"]))
def test_a_table_is_rectangular_and_its_codes_are_unique(code):
    tabel = GEDRUKT["tabellen"][code]
    codes = [rij["code"] for rij in tabel["rijen"]]

    assert len(codes) == len(set(codes))
    assert {len(rij["aantallen"]) for rij in tabel["rijen"]} == {len(tabel["kolommen"])}
    assert len(tabel["totaal"]) == len(tabel["kolommen"])
    assert len({len(rij["percentages"]) for rij in tabel["rijen"]}) == 1
