"""Register, change, close and reopen a melding."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from leerplicht.models import Compartiment
from leerplicht.termijnen import werkdagen_na
from meldingen.actions import heropen_melding, registreer_melding, sluit_melding, wijzig_melding
from meldingen.choices import Soort
from meldingen.models import Melding

DAG = date(2024, 3, 5)


def fouten_van(actie, *args, **kwargs):
    with pytest.raises(ValidationError) as gevangen:
        actie(*args, **kwargs)
    return gevangen.value.message_dict if hasattr(gevangen.value, "error_dict") else gevangen.value.messages


@pytest.fixture
def sluit(anna, code, vandaag):
    def met(melding, resultaat="naar_school", gesloten_op=date(2024, 3, 8), op=None):
        resultaat = code(f"resultaat-{melding.soort}", resultaat)
        return sluit_melding(melding, resultaat=resultaat, gesloten_op=gesloten_op, op=op or vandaag, door=anna)

    return met


def test_a_melding_comes_with_a_zaak_an_owner_a_first_task_and_a_line_on_the_timeline(noa, meld, anna):
    melding = meld(noa, op=date(2024, 3, 6), verzuim_uren=20)
    melding.refresh_from_db()
    zaak = melding.zaak
    assert (melding.schooljaar, melding.leeftijd, melding.gezin, melding.leerling) == (2023, 13, None, noa)
    assert (zaak.geopend_op, zaak.gesloten_op, zaak.compartiment) == (DAG, None, Compartiment.TOEZICHT)
    assert [toewijzing.gebruiker for toewijzing in zaak.toewijzingen.all()] == [anna]
    assert [(taak.titel, taak.vervalt_op, taak.waarom) for taak in zaak.taken.all()] == [
        (
            "Eerste contact opnemen",
            werkdagen_na(date(2024, 3, 6), 5),
            "5 werkdagen na registratie op 06-03-2024 (eigen termijn)",
        )
    ]
    assert [(g.titel, g.op, g.door) for g in zaak.gebeurtenissen.all()] == [
        ("Melding: Relatief verzuim (wettelijk)", DAG, anna)
    ]


def test_verzuim_18plus_belongs_to_the_doorstroompunt(noa, meld, dirk):
    melding = meld(noa, Soort.VERZUIM_18PLUS, door=dirk)
    assert melding.zaak.compartiment == Compartiment.DOORSTROOMPUNT
    assert (set(Melding.objects.zichtbaar_voor(dirk)), noa.zaken.count()) == ({melding}, 1)


def test_luxe_keeps_the_gezin(noa, meld):
    melding = meld(noa, Soort.LUXE, verwijtbaarheid_onderzocht=False)
    assert (melding.gezin, melding.verwijtbaarheid_onderzocht) == (noa.gezin, False)


@pytest.mark.parametrize(
    ("soort", "velden", "verwacht"),
    [
        ("absoluut", {}, {"soort": ["Absoluut verzuim begint met een onderzoek."]}),
        ("zorg", {"gemeld_op": date(2024, 3, 7)}, {"gemeld_op": ["Deze datum ligt in de toekomst."]}),
        (
            "zorg",
            {"gemeld_op": date(2010, 5, 11)},
            {"gemeld_op": ["Deze datum ligt voor de geboortedatum (12-05-2010)."]},
        ),
        (
            "zorg",
            {"verzuim_tot_en_met": DAG},
            {"verzuim_van": ["Vul ook de eerste dag van het verzuim in."]},
        ),
        (
            "zorg",
            {"verzuim_van": DAG, "verzuim_tot_en_met": DAG - timedelta(1)},
            {"verzuim_tot_en_met": ["De laatste dag van het verzuim ligt voor de eerste dag."]},
        ),
        (
            "luxe",
            {},
            {"verwijtbaarheid_onderzocht": ["Geef aan of de verwijtbaarheid is onderzocht."]},
        ),
        ("thuiszitter", {}, {"geoorloofd": ["Geef aan of het verzuim geoorloofd is."]}),
    ],
)
def test_what_is_refused(noa, anna, soort, velden, verwacht):
    velden = {"gemeld_op": DAG} | velden
    fouten = fouten_van(registreer_melding, noa, soort=soort, op=date(2024, 3, 6), door=anna, **velden)
    assert fouten == verwacht
    assert Melding.objects.count() == 0


def test_luxe_of_a_leerling_without_gezin_is_refused(noa, meld):
    noa.gezin = None
    noa.save()
    assert fouten_van(meld, noa, Soort.LUXE, verwijtbaarheid_onderzocht=True) == {
        "soort": ["Luxe verzuim telt per gezin, en van deze leerling is geen gezin bekend."]
    }


def test_a_reden_must_belong_to_the_kind_and_to_the_school_year(noa, meld, code):
    fouten = fouten_van(meld, noa, Soort.ZORG, reden=code("reden-luxe", "vakantie"))
    assert fouten == {"reden": ["Deze keuze hoort bij een andere soort."]}
    ziekte = code("reden-zorg", "ziekte")
    ziekte.tot_schooljaar = 2023
    ziekte.save()
    fouten = fouten_van(meld, noa, Soort.ZORG, reden=ziekte)
    assert fouten == {"reden": ["Deze keuze geldt niet in schooljaar 2023-2024."]}
    assert meld(noa, Soort.ZORG, reden=ziekte, gemeld_op=date(2023, 7, 31)).reden == ziekte


def test_a_melding_follows_one_of_the_same_leerling(noa, zoe, meld):
    eerste = meld(noa)
    assert meld(noa, vervolg_op=eerste).vervolg_op == eerste
    assert fouten_van(meld, zoe, vervolg_op=eerste) == {
        "vervolg_op": ["Die melding gaat over een andere leerling."]
    }


def test_close_and_reopen(noa, meld, sluit, anna):
    melding = sluit(meld(noa))
    zaak = melding.zaak
    assert (melding.resultaat.code, melding.gesloten_op, zaak.gesloten_op) == (
        "naar_school",
        date(2024, 3, 8),
        date(2024, 3, 8),
    )
    assert list(zaak.taken.open()) == []
    melding = heropen_melding(melding, op=date(2024, 3, 11), door=anna)
    zaak.refresh_from_db()
    assert [(taak.titel, taak.vervalt_op, taak.waarom) for taak in zaak.taken.open()] == [
        ("Voortgang nagaan", date(2024, 3, 18), "5 werkdagen na heropenen op 11-03-2024 (eigen termijn)")
    ]
    assert (melding.resultaat, melding.gesloten_op, zaak.gesloten_op) == (None, None, None)
    assert {g.titel for g in zaak.gebeurtenissen.all()} == {
        "Melding: Relatief verzuim (wettelijk)",
        "Afgesloten: Naar (andere) school",
        "Melding heropend",
    }


def test_closing_is_refused(noa, meld, sluit, code, anna, vandaag):
    melding = meld(noa)
    assert fouten_van(sluit, melding, gesloten_op=date(2024, 3, 4)) == {
        "gesloten_op": ["Deze datum ligt voor de meldingsdatum (05-03-2024)."]
    }
    assert fouten_van(sluit, melding, gesloten_op=vandaag + timedelta(1)) == {
        "gesloten_op": ["Deze datum ligt in de toekomst."]
    }
    verkeerd = code("resultaat-luxe", "waarschuwing")
    assert fouten_van(sluit_melding, melding, resultaat=verkeerd, gesloten_op=DAG, op=vandaag, door=anna) == {
        "resultaat": ["Deze keuze hoort bij een andere soort."]
    }
    assert fouten_van(heropen_melding, melding, op=vandaag, door=anna) == ["Deze melding is al open."]
    sluit(melding)
    assert fouten_van(sluit, melding) == ["Deze melding is al afgesloten op 08-03-2024."]


def test_the_handover_is_no_result_to_choose(noa, meld, sluit):
    zin = (
        "Dit resultaat volgt vanzelf uit de overdracht. "
        "Overdragen doet u op de pagina van de leerling, met “Overdragen aan Doorstroompunt”."
    )
    assert fouten_van(sluit, meld(noa), "overdracht_doorstroompunt") == {"resultaat": [zin]}


def test_a_result_that_ended_before_the_school_year_of_the_melding_is_refused(noa, meld, sluit, code):
    melding = meld(noa)
    oud = code("resultaat-relatief_wettelijk", "niet_verwijtbaar")
    oud.tot_schooljaar = 2023
    oud.save()
    assert fouten_van(sluit, melding, "niet_verwijtbaar") == {
        "resultaat": ["Deze keuze geldt niet in schooljaar 2023-2024."]
    }


def test_change_keeps_age_and_zaak_in_step(noa, meld, anna, vandaag):
    melding = meld(noa)
    nieuw = wijzig_melding(melding, op=vandaag, door=anna, gemeld_op=date(2024, 5, 12))
    nieuw.refresh_from_db()
    assert (nieuw.leeftijd, nieuw.zaak.geopend_op, nieuw.version) == (14, date(2024, 5, 12), melding.version + 1)


def test_change_is_refused(noa, meld, sluit, anna, vandaag):
    melding = meld(noa)
    assert fouten_van(wijzig_melding, melding, op=vandaag, door=anna, vervolg_op=melding) == {
        "vervolg_op": ["Een melding kan geen vervolg op zichzelf zijn."]
    }
    dicht = sluit(melding)
    dicht.refresh_from_db()
    assert fouten_van(wijzig_melding, dicht, op=vandaag, door=anna, gemeld_op=date(2024, 3, 9)) == {
        "gemeld_op": ["Deze datum ligt na het afsluiten (08-03-2024)."]
    }


def test_the_database_closes_a_melding_exactly_with_result_and_date(noa, meld, code):
    melding = meld(noa)
    resultaat = code("resultaat-relatief_wettelijk", "niet_verwijtbaar")
    rij = Melding.objects.filter(pk=melding.pk)
    for half in ({"resultaat": resultaat}, {"gesloten_op": date(2024, 3, 8)}):
        with pytest.raises(IntegrityError, match="melding_gesloten_precies_met_resultaat"), transaction.atomic():
            rij.update(**half)
    assert rij.update(resultaat=resultaat, gesloten_op=date(2024, 3, 8)) == 1
    assert rij.update(resultaat=None, gesloten_op=None) == 1


def test_what_is_closed_has_been_sorted(noa, meld, sluit, anna, vandaag):
    melding = meld(noa, te_sorteren=True)
    assert list(Melding.objects.te_sorteren()) == [melding]
    melding = sluit(melding)
    assert (melding.te_sorteren, melding.gesorteerd_op) == (False, vandaag)
    assert list(Melding.objects.te_sorteren()) == []
    melding = heropen_melding(melding, op=vandaag, door=anna)
    assert (melding.te_sorteren, melding.gesorteerd_op) == (False, vandaag)


def test_the_database_keeps_what_is_closed_out_of_triage(noa, meld, sluit):
    melding = sluit(meld(noa))
    with pytest.raises(IntegrityError, match="melding_te_sorteren_is_open"), transaction.atomic():
        Melding.objects.filter(pk=melding.pk).update(te_sorteren=True)
