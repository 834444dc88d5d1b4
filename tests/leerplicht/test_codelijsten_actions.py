"""leerplicht/codelijsten/actions.py and gebruik.py: versions per school year, use, effect, and what is refused."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import ProgrammingError, connection, transaction

from leerplicht.codelijsten.actions import beeindig_code, voeg_code_toe, wijzig_code
from leerplicht.codelijsten.gebruik import Gevolg, aantal_keer_gebruikt, gevolgen_van_wijziging
from leerplicht.codelijsten.versies import versie_in
from leerplicht.dossier.actions import registreer_leerling
from leerplicht.models import Code
from meldingen.actions import registreer_melding, sluit_melding
from meldingen.models import Melding

OP = date(2025, 3, 3)
LIJST = "resultaat-zorg"


@pytest.fixture
def hulp(zoetermeer):
    return Code.objects.get(gemeente=zoetermeer, lijst=LIJST, code="hulpverlening")


@pytest.fixture
def rij(zoetermeer):
    return lambda naam: Code.objects.get(gemeente=zoetermeer, lijst="rij-overzicht", code=naam)


@pytest.fixture
def meldingen(zoetermeer, anna, hulp):
    """Zorgmeldingen closed with hulpverlening: one of school year 2022, one of 2023 and two of 2024."""
    leerling = registreer_leerling(
        gemeente=zoetermeer, door=anna, voornaam="Noa", achternaam="Vos", geboortedatum=date(2010, 1, 1)
    )
    dagen = (date(2023, 7, 31), date(2023, 8, 1), date(2024, 8, 1), date(2025, 2, 28))
    rijen = []
    for dag in dagen:
        melding = registreer_melding(leerling, soort="zorg", gemeld_op=dag, op=OP, door=anna)
        rijen.append(sluit_melding(melding, resultaat=hulp, gesloten_op=dag, op=OP, door=anna))
    return rijen


def weigert(actie, *args, **velden) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as fout:
        actie(*args, **velden)
    return fout.value.message_dict if hasattr(fout.value, "error_dict") else {"": fout.value.messages}


def telling() -> list[tuple]:
    """School year, code, label and row of the overview of every melding, as a report reads it."""
    rijen = Melding.objects.filter(resultaat__indelingen__soort="overzicht").order_by("gemeld_op")
    return list(
        rijen.values_list("schooljaar", "resultaat__code", "resultaat__label", "resultaat__indelingen__rij__label")
    )


def wijziging(hulp, **anders):
    return {
        "label": hulp.label,
        "volgorde": hulp.volgorde,
        "vanaf_schooljaar": 2024,
        "indelingen": {},
        **anders,
    }


# A change from a school year on ------------------------------------------------------------------------------


def test_een_wijziging_vanaf_2024_laat_2023_zoals_het_was(meldingen, hulp, rij, floor):
    nieuw = wijzig_code(
        hulp,
        **wijziging(hulp, label="Jeugdhulp", volgorde=5, indelingen={"overzicht": rij("ter_kennisname")}),
        op=OP,
        door=floor,
    )
    assert telling() == [
        (2022, "hulpverlening", "Hulpverlening", "Hulpverlening"),
        (2023, "hulpverlening", "Hulpverlening", "Hulpverlening"),
        (2024, "hulpverlening", "Jeugdhulp", "Ter kennisname dossier"),
        (2024, "hulpverlening", "Jeugdhulp", "Ter kennisname dossier"),
    ]
    versies = Code.objects.filter(lijst=LIJST, code="hulpverlening").order_by("van_schooljaar")
    assert list(versies.values_list("label", "volgorde", "van_schooljaar", "tot_schooljaar")) == [
        ("Hulpverlening", 30, 2015, 2024),
        ("Jeugdhulp", 5, 2024, None),
    ]
    assert [versie_in(hulp, jaar).label for jaar in (2014, 2023, 2024)] == [
        "Hulpverlening",
        "Hulpverlening",
        "Jeugdhulp",
    ]
    assert aantal_keer_gebruikt([versies[0], nieuw]) == {versies[0].pk: 2, nieuw.pk: 2}


def test_een_nieuwe_versie_houdt_de_indeling_die_niet_verandert(meldingen, hulp, floor):
    wijzig_code(hulp, **wijziging(hulp, label="Jeugdhulp"), op=OP, door=floor)
    assert [regel[3] for regel in telling()] == ["Hulpverlening"] * 4


def test_een_wijziging_vanaf_het_eerste_jaar_maakt_geen_nieuwe_versie(meldingen, hulp, floor):
    zelfde = wijzig_code(hulp, **wijziging(hulp, label="Jeugdhulp", vanaf_schooljaar=2015), op=OP, door=floor)
    assert zelfde.pk == hulp.pk
    assert [regel[2] for regel in telling()] == ["Jeugdhulp"] * 4


def test_een_oudere_versie_wijzigen_raakt_de_nieuwere_niet(meldingen, hulp, floor):
    wijzig_code(hulp, **wijziging(hulp, label="Jeugdhulp"), op=OP, door=floor)
    hulp.refresh_from_db()
    wijzig_code(hulp, **wijziging(hulp, label="Hulp", vanaf_schooljaar=2023), op=OP, door=floor)
    assert [regel[:3] for regel in telling()] == [
        (2022, "hulpverlening", "Hulpverlening"),
        (2023, "hulpverlening", "Hulp"),
        (2024, "hulpverlening", "Jeugdhulp"),
        (2024, "hulpverlening", "Jeugdhulp"),
    ]


def test_niet_meer_ingedeeld_vanaf_een_jaar(meldingen, hulp, floor):
    nieuw = wijzig_code(hulp, **wijziging(hulp, indelingen={"overzicht": None}), op=OP, door=floor)
    assert list(nieuw.indelingen.all()) == []
    assert [regel[0] for regel in telling()] == [2022, 2023]


@pytest.mark.parametrize(
    ("anders", "fouten"),
    [
        ({}, {"": ["U hebt niets gewijzigd."]}),
        ({"vanaf_schooljaar": 2014}, {"vanaf_schooljaar": ["Deze omschrijving geldt niet in 2014-2015."]}),
        ({"label": "naar SCHOOL"}, {"label": ["Een andere code in deze lijst heeft al deze omschrijving."]}),
    ],
)
def test_een_wijziging_die_niet_kan(meldingen, hulp, floor, anders, fouten):
    eerder = telling()
    assert weigert(wijzig_code, hulp, **wijziging(hulp, **anders), op=OP, door=floor) == fouten
    assert telling() == eerder


def test_een_rij_van_een_andere_indeling_wordt_geweigerd(hulp, floor, zoetermeer):
    ander = Code.objects.get(gemeente=zoetermeer, lijst="rij-sector", code="po")
    fouten = weigert(wijzig_code, hulp, **wijziging(hulp, indelingen={"overzicht": ander}), op=OP, door=floor)
    assert fouten == {"indeling_overzicht": ["Kies een rij van deze indeling."]}


# The effect, before it is saved ------------------------------------------------------------------------------


def test_het_gevolg_noemt_per_schooljaar_hoeveel_rijen_verhuizen(meldingen, hulp, rij):
    gevolgen = gevolgen_van_wijziging(
        hulp, vanaf_schooljaar=2023, label="Jeugdhulp", indelingen={"overzicht": rij("ter_kennisname")}
    )
    lijst, overzicht = "Resultaten: Zorgmelding", "Uitkomst in het overzicht"
    naam, verhuist = ("Hulpverlening", "Jeugdhulp"), ("Hulpverlening", "Ter kennisname dossier")
    assert gevolgen == [
        Gevolg(2023, lijst, "melding", 1, *naam),
        Gevolg(2023, overzicht, "melding", 1, *verhuist),
        Gevolg(2024, lijst, "meldingen", 2, *naam),
        Gevolg(2024, overzicht, "meldingen", 2, *verhuist),
    ]


def test_zonder_gebruik_is_er_geen_gevolg(hulp):
    assert gevolgen_van_wijziging(hulp, vanaf_schooljaar=2015, label="Jeugdhulp", indelingen={}) == []


def test_een_rij_hernoemen_telt_de_codes_die_erin_zitten(meldingen, rij):
    gevolgen = gevolgen_van_wijziging(rij("hulpverlening"), vanaf_schooljaar=2024, label="Hulp", indelingen={})
    assert gevolgen == [Gevolg(2024, "Rijen: uitkomst in het overzicht", "meldingen", 2, "Hulpverlening", "Hulp")]


# Add and end -------------------------------------------------------------------------------------------------


def nieuw(zoetermeer, floor, **anders):
    velden = {"lijst": LIJST, "label": "Op reis", "volgorde": 110, "vanaf_schooljaar": 2024, "indelingen": {}}
    return voeg_code_toe(zoetermeer, **{**velden, **anders}, op=OP, door=floor)


def test_een_nieuwe_code_geldt_vanaf_zijn_schooljaar(zoetermeer, floor, rij):
    code = nieuw(zoetermeer, floor, indelingen={"overzicht": rij("werk")})
    assert (code.code, code.van_schooljaar, code.tot_schooljaar) == ("op_reis", 2024, None)
    assert [indeling.rij.code for indeling in code.indelingen.all()] == ["werk"]
    per_jaar = [
        set(Code.objects.van_lijst(LIJST).in_schooljaar(jaar).filter(code="op_reis")) for jaar in (2023, 2024)
    ]
    assert per_jaar == [set(), {code}]


@pytest.mark.parametrize(
    ("anders", "fouten"),
    [
        ({"lijst": "resultaat-spijbelen"}, {"": ["Deze lijst bestaat niet."]}),
        ({"label": "!"}, {"label": ["Gebruik in de omschrijving ten minste een letter of cijfer."]}),
        ({"label": "Thuiszitter"}, {"label": ["Deze code staat al in de lijst."]}),
        (
            {"label": "Verzuim (absoluut of relatief)"},
            {"label": ["Een andere code in deze lijst heeft al deze omschrijving."]},
        ),
    ],
)
def test_een_code_die_niet_kan_worden_toegevoegd(zoetermeer, floor, anders, fouten):
    with pytest.raises(ValidationError) as fout:
        nieuw(zoetermeer, floor, **anders)
    assert (fout.value.message_dict if hasattr(fout.value, "error_dict") else {"": fout.value.messages}) == fouten


def test_een_code_eindigt_na_zijn_laatste_gebruik_en_kan_later_terugkomen(meldingen, hulp, floor, zoetermeer):
    einde = beeindig_code(hulp, vanaf_schooljaar=2025, op=OP, door=floor)
    assert einde.tot_schooljaar == 2025
    assert [regel[0] for regel in telling()] == [2022, 2023, 2024, 2024]
    terug = nieuw(zoetermeer, floor, label="Hulpverlening", vanaf_schooljaar=2026)
    assert (terug.code, terug.van_schooljaar) == ("hulpverlening", 2026)


@pytest.mark.parametrize(
    ("jaar", "zin"),
    [
        (2015, "Deze omschrijving geldt pas vanaf 2015-2016. Kies een later schooljaar."),
        (
            2023,
            "De code is dan nog in gebruik: 1 melding in 2023-2024, 2 meldingen in 2024-2025. "
            "Kies een later schooljaar.",
        ),
    ],
)
def test_een_code_die_nog_gebruikt_wordt_eindigt_niet(meldingen, hulp, floor, jaar, zin):
    assert weigert(beeindig_code, hulp, vanaf_schooljaar=jaar, op=OP, door=floor) == {"vanaf_schooljaar": [zin]}


def test_een_beeindigde_code_eindigt_niet_nog_eens(hulp, floor):
    beeindig_code(hulp, vanaf_schooljaar=2025, op=OP, door=floor)
    assert weigert(beeindig_code, hulp, vanaf_schooljaar=2027, op=OP, door=floor) == {
        "vanaf_schooljaar": ["Deze code geldt al niet meer vanaf 2025-2026."]
    }


def test_een_rij_eindigt_niet_zolang_er_codes_in_tellen(rij, floor):
    assert weigert(beeindig_code, rij("werk"), vanaf_schooljaar=2025, op=OP, door=floor) == {
        "vanaf_schooljaar": ["In deze rij tellen nog codes mee: “Werk”. Deel die eerst anders in."]
    }


def test_de_database_verwijdert_geen_code(hulp):
    with (
        pytest.raises(ProgrammingError, match="Cannot delete rows"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        # Around Django, which would refuse by itself.
        cursor.execute("DELETE FROM leerplicht_code WHERE id = %s", [hulp.pk])
    assert Code.objects.filter(pk=hulp.pk).exists()
