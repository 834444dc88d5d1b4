"""Which dossiers count in which row, on single dossiers of which the answer is known."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from leerplicht.models import Code, Indeling, Inschrijving, School
from rapportage.uitkomst import Rij
from rapportage.verslag import maak_verslag
from tests.rapportage.dossiers import code, leerling, melding, traject

IN_HET_JAAR = date(2023, 10, 3)


def rijen(gemeente, tabel, schooljaar=2023):
    """{row code: numbers} of a table."""
    gevonden = maak_verslag(gemeente, schooljaar=schooljaar).tabellen[tabel].rijen
    return {rij.code: rij.aantallen for rij in gevonden}


def kerncijfers(gemeente, *codes, schooljaar=2023):
    alle = maak_verslag(gemeente, schooljaar=schooljaar).kerncijfers
    return tuple(alle[code].waarde for code in codes)


def houdt_alles(gemeente, schooljaar=2023):
    return [c for c in maak_verslag(gemeente, schooljaar=schooljaar).controles if not c.houdt] == []


def test_one_melding_is_a_complete_report(zoetermeer):
    melding(
        zoetermeer,
        "zorg",
        IN_HET_JAAR,
        reden="ziekte",
        resultaat="naar_school",
        gesloten_op=IN_HET_JAAR,
    )

    verslag = maak_verslag(zoetermeer, schooljaar=2023)

    assert verslag.tabellen["tabel-9"].rijen == (Rij("ziekte", "Ziekte", 1, (1,), (Decimal("100.0"),)),)
    assert verslag.tabellen["tabel-10"].rijen == (Rij("naar_school", "Naar school", 1, (1,), (Decimal("100.0"),)),)
    assert verslag.tabellen["grafiek-1"].rijen == (Rij("zorg", "Zorgmelding", 1, (1,), (Decimal("100"),)),)
    assert {rij.percentages for rij in verslag.tabellen["tabel-16"].rijen} == {(None,)}
    assert [controle for controle in verslag.controles if not controle.houdt] == []


@pytest.mark.parametrize(
    ("dag", "schooljaar"),
    [
        (date(2023, 7, 31), 2022),
        (date(2023, 8, 1), 2023),
        (date(2024, 2, 29), 2023),
        (date(2024, 7, 31), 2023),
        (date(2024, 8, 1), 2024),
    ],
)
def test_a_melding_counts_in_the_school_year_of_its_date(zoetermeer, dag, schooljaar):
    melding(zoetermeer, "zorg", dag)

    geteld = {jaar: kerncijfers(zoetermeer, "meldingen", schooljaar=jaar) for jaar in (2022, 2023, 2024)}

    assert geteld == {jaar: (int(jaar == schooljaar),) for jaar in (2022, 2023, 2024)}


@pytest.mark.parametrize(
    ("gesloten_op", "rij"),
    [(date(2024, 9, 30), "verhuisd"), (date(2024, 10, 1), "verhuisd"), (date(2024, 10, 2), "niet_opgelost")],
)
def test_a_result_after_the_peildatum_is_not_of_this_report(zoetermeer, gesloten_op, rij):
    melding(zoetermeer, "thuiszitter", IN_HET_JAAR, resultaat="verhuisd", gesloten_op=gesloten_op)

    assert rijen(zoetermeer, "tabel-8") == {rij: (1,)}
    assert rijen(zoetermeer, "overzicht-leerplicht-resultaten") == {rij: (1,)}


def test_what_was_not_filled_in_has_a_row_of_its_own(zoetermeer):
    melding(zoetermeer, "relatief_licht", IN_HET_JAAR)
    melding(zoetermeer, "relatief_licht", IN_HET_JAAR, onderwijs="kdc")

    # A kinderdienstencentrum has no row in tabel 5.
    assert rijen(zoetermeer, "tabel-5") == {"niet_ingevuld": (0, 1), "niet_ingedeeld": (0, 1)}
    assert houdt_alles(zoetermeer)


def test_a_code_that_is_added_appears_and_breaks_no_total(zoetermeer):
    nieuw = Code.objects.create(
        gemeente=zoetermeer,
        lijst="resultaat-zorg",
        code="pleegzorg",
        label="Pleegzorg",
        volgorde=25,
        van_schooljaar=2023,
    )
    melding(zoetermeer, "zorg", IN_HET_JAAR, resultaat="pleegzorg", gesloten_op=IN_HET_JAAR)
    melding(zoetermeer, "zorg", IN_HET_JAAR, resultaat="naar_school", gesloten_op=IN_HET_JAAR)

    assert rijen(zoetermeer, "tabel-10") == {"naar_school": (1,), "pleegzorg": (1,)}
    assert rijen(zoetermeer, "overzicht-leerplicht-resultaten") == {"naar_school": (1,), "niet_ingedeeld": (1,)}
    assert houdt_alles(zoetermeer)

    rij = code(zoetermeer, "rij-overzicht", "hulpverlening")
    Indeling.objects.create(gemeente=zoetermeer, code=nieuw, soort="overzicht", rij=rij)

    assert rijen(zoetermeer, "overzicht-leerplicht-resultaten") == {"naar_school": (1,), "hulpverlening": (1,)}
    assert houdt_alles(zoetermeer)


def test_a_code_has_the_label_and_row_of_the_school_year(zoetermeer):
    oud = code(zoetermeer, "resultaat-zorg", "ter_kennisname")
    oud.tot_schooljaar = 2024
    oud.save()
    Code.objects.create(
        gemeente=zoetermeer,
        lijst="resultaat-zorg",
        code="ter_kennisname",
        label="Alleen gelezen",
        van_schooljaar=2024,
    )
    # Reported just before the new year, closed by somebody who chose from the new list.
    nieuw = Code.objects.get(lijst="resultaat-zorg", code="ter_kennisname", van_schooljaar=2024)
    for resultaat in (oud, nieuw):
        gemeld = melding(zoetermeer, "zorg", date(2024, 7, 30))
        gemeld.resultaat, gemeld.gesloten_op = resultaat, date(2024, 8, 20)
        gemeld.save()

    tabel = maak_verslag(zoetermeer, schooljaar=2023).tabellen["tabel-10"]

    assert [(rij.label, rij.aantallen) for rij in tabel.rijen] == [("Ter kennisname dossier", (2,))]
    assert rijen(zoetermeer, "overzicht-leerplicht-resultaten") == {"ter_kennisname": (2,)}
    assert houdt_alles(zoetermeer)


def test_leerlingen_are_counted_once(zoetermeer):
    zelfde = leerling(zoetermeer)
    for soort in ("zorg", "relatief_licht", "relatief_licht", "verzuim_18plus"):
        melding(zoetermeer, soort, IN_HET_JAAR, van=zelfde)

    codes = ("meldingen", "leerlingen_gemeld", "relatief_licht_leerlingen", "verzuim_18plus_jongeren")
    assert kerncijfers(zoetermeer, *codes) == (3, 1, 1, 1)


def test_an_uitvaller_with_a_place_or_startkwalificatie_on_the_teldatum_is_no_nieuwe_vsver(zoetermeer):
    school = School.objects.create(brin="16SW03", naam="Het Voorbeeld", plaats="Zoetermeer")
    onderwijs = code(zoetermeer, "onderwijssoort", "mbo_2")
    teldatum = date(2024, 10, 1)
    # (enrolled from, until, startkwalificatie): on the day itself, a day late, a day short.
    verhalen = [
        (teldatum, None, None),
        (teldatum + timedelta(days=1), None, None),
        (date(2024, 8, 1), teldatum, None),
        (date(2024, 8, 1), teldatum - timedelta(days=1), None),
        (None, None, teldatum),
        (None, None, teldatum + timedelta(days=1)),
    ]
    for van, tot_en_met, behaald in verhalen:
        uitvaller = leerling(zoetermeer, date(2005, 5, 5))
        uitvaller.startkwalificatie_op = behaald
        uitvaller.save()
        if van:
            Inschrijving.objects.create(
                gemeente=zoetermeer,
                leerling=uitvaller,
                school=school,
                onderwijssoort=onderwijs,
                van=van,
                tot_en_met=tot_en_met,
            )
        traject(zoetermeer, "uitvaller", date(2024, 3, 1), van=uitvaller)

    assert kerncijfers(zoetermeer, "vsv_gestopt", "vsv_teruggekeerd", "vsv_nieuw") == (6, 3, 3)
    assert rijen(zoetermeer, "overzicht-doorstroompunt") == {
        "gestopt": (6,),
        "teruggekeerd": (3,),
        "nieuw": (3,),
    }


def test_guided_jongeren_by_group_and_destination(zoetermeer):
    begeleid = {"begeleiding": "begeleid", "begeleiding_vanaf": IN_HET_JAAR}
    klaar = {"afgesloten_op": date(2024, 5, 1)}
    traject(zoetermeer, "uitvaller", IN_HET_JAAR, uitstroom="mbo", **begeleid, **klaar)
    traject(zoetermeer, "uitvaller", IN_HET_JAAR, uitstroom="hulpverlening", **begeleid, **klaar)
    traject(zoetermeer, "uitvaller", IN_HET_JAAR, uitstroom="onbekend", **begeleid, **klaar)
    traject(zoetermeer, "uitvaller", IN_HET_JAAR, **begeleid)
    traject(zoetermeer, "uitvaller", IN_HET_JAAR)

    assert rijen(zoetermeer, "tabel-13") == {
        "onderwijs": (1,),
        "mbo": (1,),
        "toeleidingstraject": (2,),
        "nog_in_traject": (1,),
        "hulpverlening": (1,),
        "onbekend": (1,),
        "onbekend_onbekend": (1,),
    }
    assert rijen(zoetermeer, "grafiek-5") == {"onderwijs": (1, 0), "toeleidingstraject": (2, 0)}
    assert rijen(zoetermeer, "grafiek-4") == {"begeleid": (4,), "niet_ingevuld": (1,)}
    assert houdt_alles(zoetermeer)


def test_a_column_for_an_age_outside_the_printed_ones_only_when_somebody_has_it(zoetermeer):
    def kolommen():
        return maak_verslag(zoetermeer, schooljaar=2023).tabellen["tabel-15"].kolommen

    jongere = leerling(zoetermeer, date(2001, 10, 2))
    traject(zoetermeer, "kwetsbaar", IN_HET_JAAR, onderwijs="pro", van=leerling(zoetermeer, date(2006, 10, 1)))
    assert kolommen() == ("17", "18", "19", "20", "21", "Totaal")

    traject(zoetermeer, "kwetsbaar", IN_HET_JAAR, onderwijs="vwo", van=jongere)

    assert kolommen() == ("17", "18", "19", "20", "21", "22", "Totaal")
    assert rijen(zoetermeer, "tabel-15") == {"pro": (0, 1, 0, 0, 0, 0, 1), "vwo": (0, 0, 0, 0, 0, 1, 1)}


def test_the_year_before_is_counted_when_it_has_dossiers_and_taken_from_outside_otherwise(zoetermeer):
    from leerplicht.models import ExternCijfer

    ExternCijfer.objects.create(
        gemeente=zoetermeer,
        soort="meldingen",
        schooljaar=2022,
        waarde=4,
        peildatum=date(2023, 10, 1),
        bron="jaarverslag",
    )
    melding(zoetermeer, "zorg", IN_HET_JAAR)
    codes = ("meldingen_vorig_jaar", "stijging_meldingen_pct")
    assert kerncijfers(zoetermeer, *codes) == (4, Decimal("-75.0"))

    melding(zoetermeer, "zorg", date(2022, 10, 3))
    melding(zoetermeer, "zorg", date(2022, 10, 3))

    assert kerncijfers(zoetermeer, *codes) == (2, Decimal("-50.0"))
