"""Absoluut verzuim: from onderzoek to melding, or closed without."""

from datetime import date, timedelta

import pytest

from meldingen.actions import heropen_onderzoek, sluit_melding, sluit_onderzoek, start_onderzoek, stel_vast
from meldingen.models import Melding
from tests.meldingen.test_melding_actions import fouten_van

BEGIN = date(2024, 7, 30)


@pytest.fixture
def onderzoek(noa, anna, vandaag):
    return start_onderzoek(
        noa, gestart_op=BEGIN, op=vandaag, door=anna, eigenaar=anna, toelichting="niet gevonden"
    )


def test_an_onderzoek_is_no_melding_yet(onderzoek, noa, anna):
    onderzoek.refresh_from_db()
    assert (onderzoek.schooljaar, onderzoek.uitkomst, onderzoek.melding) == (2023, "", None)
    assert [taak.titel for taak in onderzoek.zaak.taken.open()] == ["Nagaan of de leerling is ingeschreven"]
    assert Melding.objects.count() == 0


def test_vastgesteld_shares_the_zaak_and_counts_from_the_day_it_was_started(onderzoek, anna, vandaag, code):
    melding = stel_vast(
        onderzoek,
        # In the next school year: the melding still counts in that of the start.
        vastgesteld_op=date(2024, 8, 20),
        op=vandaag,
        door=anna,
        reden=code("reden-absoluut", "niet_aangemeld"),
        onderwijssoort=code("onderwijssoort", "geen"),
    )
    melding.refresh_from_db()
    onderzoek.refresh_from_db()
    assert (melding.zaak, melding.gemeld_op, melding.schooljaar, melding.soort) == (
        onderzoek.zaak,
        BEGIN,
        2023,
        "absoluut",
    )
    assert (onderzoek.melding, onderzoek.uitkomst, onderzoek.afgerond_op) == (
        melding,
        "vastgesteld",
        date(2024, 8, 20),
    )
    assert onderzoek.zaak.gesloten_op is None
    sluit_melding(
        melding,
        resultaat=code("resultaat-absoluut", "naar_school"),
        gesloten_op=date(2024, 9, 2),
        op=vandaag,
        door=anna,
    )
    onderzoek.zaak.refresh_from_db()
    assert onderzoek.zaak.gesloten_op == date(2024, 9, 2)


def test_closed_without_melding(onderzoek, anna, vandaag):
    onderzoek = sluit_onderzoek(
        onderzoek,
        uitkomst="ingeschreven",
        afgerond_op=BEGIN,
        op=vandaag,
        door=anna,
        toelichting="op school in Delft",
    )
    assert (onderzoek.uitkomst, onderzoek.zaak.gesloten_op, Melding.objects.count()) == ("ingeschreven", BEGIN, 0)
    assert fouten_van(stel_vast, onderzoek, vastgesteld_op=BEGIN, op=vandaag, door=anna) == [
        "Dit onderzoek is al afgerond op 30-07-2024."
    ]


def test_closed_without_melding_and_open_again(onderzoek, anna):
    sluit_onderzoek(
        onderzoek, uitkomst="ingeschreven", afgerond_op=BEGIN, op=BEGIN, door=anna, toelichting="in Delft"
    )
    onderzoek = heropen_onderzoek(onderzoek, waarom="Naamgenoot.", op=date(2024, 8, 1), door=anna)
    zaak = onderzoek.zaak
    assert (onderzoek.uitkomst, onderzoek.afgerond_op, zaak.gesloten_op) == ("", None, None)
    assert [(taak.titel, taak.vervalt_op, taak.waarom) for taak in zaak.taken.open()] == [
        (
            "Nagaan of de leerling is ingeschreven",
            date(2024, 8, 15),
            "10 werkdagen na heropenen op 01-08-2024 (eigen termijn)",
        )
    ]
    assert [(g.titel, g.toelichting) for g in zaak.gebeurtenissen.order_by("pk")] == [
        ("Onderzoek absoluut verzuim gestart", "niet gevonden"),
        ("Onderzoek afgesloten: blijkt ingeschreven op een school", "in Delft"),
        ("Onderzoek heropend", "Naamgenoot."),
    ]


def test_reopening_is_refused(onderzoek, anna, vandaag):
    weer = {"waarom": "", "op": vandaag, "door": anna}
    assert fouten_van(heropen_onderzoek, onderzoek, **weer) == ["Dit onderzoek is al open."]
    stel_vast(onderzoek, vastgesteld_op=BEGIN, op=vandaag, door=anna)
    assert fouten_van(heropen_onderzoek, onderzoek, **weer) == [
        "Dit onderzoek is een melding geworden. Ga verder met de melding."
    ]


def test_what_is_refused(noa, onderzoek, anna, vandaag, code):
    morgen, ervoor = vandaag + timedelta(1), BEGIN - timedelta(1)
    assert fouten_van(start_onderzoek, noa, gestart_op=morgen, op=vandaag, door=anna) == {
        "gestart_op": ["Deze datum ligt in de toekomst."]
    }
    assert fouten_van(stel_vast, onderzoek, vastgesteld_op=ervoor, op=vandaag, door=anna) == {
        "vastgesteld_op": ["Deze datum ligt voor het begin van het onderzoek (30-07-2024)."]
    }
    assert fouten_van(
        stel_vast, onderzoek, vastgesteld_op=BEGIN, op=vandaag, door=anna, reden=code("reden-zorg", "ziekte")
    ) == {"reden": ["Deze keuze hoort bij een andere soort."]}
    assert fouten_van(
        sluit_onderzoek, onderzoek, uitkomst="vastgesteld", afgerond_op=ervoor, op=vandaag, door=anna
    ) == {
        "uitkomst": ["Kies waarom er geen absoluut verzuim is."],
        "afgerond_op": ["Deze datum ligt voor het begin van het onderzoek (30-07-2024)."],
    }
