"""A request or an appeal, its decision and its period."""

from datetime import date, timedelta

import pytest

from meldingen.actions import beslis, draai_besluit_terug, noteer_terugkeer, registreer_vrijstelling
from meldingen.actions.vrijstelling import uitkomst_naam
from meldingen.models import Vrijstelling
from tests.meldingen.test_melding_actions import fouten_van

ONTVANGEN, BESLOTEN = date(2024, 3, 4), date(2024, 3, 20)
PERIODE = {"geldig_van": date(2024, 4, 1), "geldig_tot_en_met": date(2024, 7, 31)}


@pytest.fixture
def aanvraag(noa, anna, vandaag):
    def met(grondslag="3a", **velden):
        return registreer_vrijstelling(
            noa, grondslag=grondslag, ontvangen_op=ONTVANGEN, op=vandaag, door=anna, eigenaar=anna, **velden
        )

    return met


@pytest.fixture
def besluit(anna, vandaag):
    def met(vrijstelling, besluit="verleend", **velden):
        velden = {"besloten_op": BESLOTEN, "motivering": "Past bij het plan."} | velden
        return beslis(vrijstelling, besluit=besluit, op=vandaag, door=anna, **velden)

    return met


@pytest.mark.parametrize(
    ("grondslag", "taak", "wat"),
    [
        # Four weeks after 4 March 2024 is Easter Monday.
        ("3a", ("Besluit nemen", date(2024, 4, 2)), "Aanvraag vrijstelling: 3a aangepast schoolprogramma"),
        ("15", ("Besluit nemen", date(2024, 4, 29)), "Aanvraag vrijstelling: 15 vervangend leerwerktraject"),
        ("5a", ("Beroep toetsen", date(2024, 4, 29)), "Beroep op vrijstelling: 5a trekkend bestaan"),
    ],
)
def test_registered_with_a_term_to_decide(aanvraag, grondslag, taak, wat):
    zaak = aanvraag(grondslag).zaak
    assert [(t.titel, t.vervalt_op) for t in zaak.taken.open()] == [taak]
    assert [g.titel for g in zaak.gebeurtenissen.all()] == [wat]


def test_a_decision_closes_the_zaak_and_gives_the_period(aanvraag, besluit):
    vrijstelling = besluit(aanvraag(), **PERIODE)
    assert (vrijstelling.geldig_van, vrijstelling.geldig_tot_en_met, vrijstelling.zaak.gesloten_op) == (
        date(2024, 4, 1),
        date(2024, 7, 31),
        BESLOTEN,
    )
    assert set(Vrijstelling.objects.geldig_op(date(2024, 7, 31))) == {vrijstelling}
    assert set(Vrijstelling.objects.geldig_op(date(2024, 8, 1))) == set()


def test_a_right_is_confirmed_and_a_request_is_granted(aanvraag, besluit):
    assert uitkomst_naam(aanvraag()) == "in behandeling"
    assert uitkomst_naam(besluit(aanvraag(), **PERIODE)) == "verleend"
    assert uitkomst_naam(besluit(aanvraag(), "niet_verleend")) == "niet verleend"
    # An appeal needs no motivering.
    assert uitkomst_naam(besluit(aanvraag("5_onder_a"), motivering="", **PERIODE)) == "bevestigd"
    assert uitkomst_naam(besluit(aanvraag("5_onder_b"), "niet_verleend", motivering="")) == "niet bevestigd"
    assert uitkomst_naam(besluit(aanvraag("5a"), "ingetrokken")) == "ingetrokken door de aanvrager"


def test_a_refusal_has_no_period(aanvraag, besluit):
    vrijstelling = besluit(aanvraag(), "niet_verleend", **PERIODE)
    assert (vrijstelling.geldig_van, vrijstelling.geldig_tot_en_met) == (None, None)


def test_a_return_is_noted(aanvraag, besluit, anna, vandaag):
    vrijstelling = besluit(aanvraag(), **PERIODE)
    terug = date(2024, 5, 1)
    assert noteer_terugkeer(vrijstelling, teruggekeerd_op=terug, op=vandaag, door=anna).teruggekeerd_op == terug


def test_registering_is_refused(noa, anna, vandaag, code):
    def fouten(**velden):
        velden = {"grondslag": "3a", "ontvangen_op": ONTVANGEN, "op": vandaag, "door": anna} | velden
        return fouten_van(registreer_vrijstelling, noa, **velden)

    assert fouten(grondslag="4") == {"grondslag": ["Kies een grondslag."]}
    assert fouten(ontvangen_op=vandaag + timedelta(1)) == {"ontvangen_op": ["Deze datum ligt in de toekomst."]}
    assert fouten(onderwijssoort=code("rij-sector", "po")) == {
        "onderwijssoort": ["Deze keuze hoort bij een andere soort."]
    }
    assert fouten(tot_einde_leerplicht=True, bezocht_speciaal_onderwijs=True) == {
        "tot_einde_leerplicht": ["Dit hoort alleen bij artikel 5 onder a."],
        "bezocht_speciaal_onderwijs": ["Dit hoort alleen bij artikel 5 onder a."],
    }


def test_deciding_is_refused(aanvraag, besluit, anna, vandaag):
    vrijstelling = aanvraag()
    assert fouten_van(besluit, vrijstelling, "misschien") == {"besluit": ["Kies een uitkomst."]}
    assert fouten_van(besluit, vrijstelling, besloten_op=date(2024, 3, 3), motivering=" ") == {
        "besloten_op": ["Deze datum ligt voor de ontvangst (04-03-2024)."],
        "geldig_van": ["Vul de eerste dag van de vrijstelling in."],
        "geldig_tot_en_met": ["Vul de laatste dag van de vrijstelling in."],
        "motivering": ["Een besluit heeft een motivering nodig."],
    }
    omgekeerd = {"geldig_van": date(2024, 4, 2), "geldig_tot_en_met": date(2024, 4, 1)}
    assert fouten_van(besluit, vrijstelling, **omgekeerd) == {
        "geldig_tot_en_met": ["De laatste dag ligt voor de eerste dag."]
    }
    assert fouten_van(noteer_terugkeer, vrijstelling, teruggekeerd_op=BESLOTEN, op=vandaag, door=anna) == [
        "Er is geen vrijstelling om van terug te keren."
    ]
    besluit(vrijstelling, **PERIODE)
    assert fouten_van(besluit, vrijstelling, **PERIODE) == ["Hierover is al besloten op 20-03-2024."]
    assert fouten_van(noteer_terugkeer, vrijstelling, teruggekeerd_op=BESLOTEN, op=vandaag, door=anna) == {
        "teruggekeerd_op": ["Deze datum ligt voor het begin van de vrijstelling (01-04-2024)."]
    }


@pytest.mark.parametrize(
    ("grondslag", "uitkomst", "naam", "taak"),
    [
        ("3a", "verleend", "verleend", ("Besluit nemen", date(2024, 4, 2))),
        ("3a", "ingetrokken", "ingetrokken door de aanvrager", ("Besluit nemen", date(2024, 4, 2))),
        ("5a", "verleend", "bevestigd", ("Beroep toetsen", date(2024, 4, 29))),
    ],
)
def test_an_outcome_by_mistake_is_undone_with_a_trace(
    aanvraag, besluit, anna, vandaag, grondslag, uitkomst, naam, taak
):
    vrijstelling = besluit(aanvraag(grondslag), uitkomst, **PERIODE)
    if uitkomst == "verleend":
        vrijstelling = noteer_terugkeer(vrijstelling, teruggekeerd_op=date(2024, 5, 1), op=vandaag, door=anna)
    vrijstelling = draai_besluit_terug(vrijstelling, waarom="Verkeerde leerling.", op=vandaag, door=anna)
    vrijstelling.refresh_from_db()
    assert (vrijstelling.besluit, vrijstelling.besloten_op, vrijstelling.motivering) == ("", None, "")
    assert (vrijstelling.geldig_van, vrijstelling.geldig_tot_en_met, vrijstelling.teruggekeerd_op) == (
        None,
        None,
        None,
    )
    zaak = vrijstelling.zaak
    assert (zaak.gesloten_op, [(t.titel, t.vervalt_op) for t in zaak.taken.open()]) == (None, [taak])
    laatste = zaak.gebeurtenissen.order_by("pk").last()
    assert (laatste.titel, laatste.toelichting, laatste.op) == (
        f"Uitkomst teruggedraaid: {naam} op 20-03-2024",
        "Verkeerde leerling.",
        vandaag,
    )
    # It can be decided again.
    assert besluit(vrijstelling, **PERIODE).geldig_van == date(2024, 4, 1)


def test_without_an_outcome_there_is_nothing_to_undo(aanvraag, anna, vandaag):
    assert fouten_van(draai_besluit_terug, aanvraag(), waarom="", op=vandaag, door=anna) == [
        "Hierover is nog niet besloten."
    ]
