"""An examination by the jeugdarts: request, answer, follow-up."""

from datetime import date, timedelta

import pytest

from meldingen.actions import leg_follow_up_vast, leg_uitslag_vast, vraag_jgz_aan
from tests.meldingen.test_melding_actions import fouten_van

AANVRAAG, ONDERZOCHT, FOLLOW_UP = date(2023, 12, 4), date(2023, 12, 31), date(2024, 3, 1)


@pytest.fixture
def onderzoek(noa, anna, vandaag):
    return vraag_jgz_aan(
        noa, aangevraagd_op=AANVRAAG, aangevraagd_door="school", op=vandaag, door=anna, eigenaar=anna
    )


@pytest.fixture
def uitslag(anna, vandaag):
    def met(onderzoek, **velden):
        velden = {"onderzocht_op": ONDERZOCHT, "in_staat": "ja"} | velden
        return leg_uitslag_vast(onderzoek, op=vandaag, door=anna, **velden)

    return met


def test_from_request_to_follow_up(onderzoek, uitslag, anna, vandaag):
    assert [taak.titel for taak in onderzoek.zaak.taken.open()] == ["Uitslag van de jeugdarts ophalen"]
    onderzoek = uitslag(onderzoek)
    assert [(taak.titel, taak.vervalt_op) for taak in onderzoek.zaak.taken.open()] == [
        ("Follow-up ziekteverzuim", date(2024, 2, 29))
    ]
    onderzoek = leg_follow_up_vast(
        onderzoek, follow_up_op=FOLLOW_UP, follow_up="verminderd", op=vandaag, door=anna
    )
    assert (onderzoek.follow_up, onderzoek.zaak.gesloten_op) == ("verminderd", FOLLOW_UP)
    assert {g.titel for g in onderzoek.zaak.gebeurtenissen.all()} == {
        "Onderzoek door de jeugdarts aangevraagd",
        "Uitslag jeugdarts, in staat onderwijs te volgen: ja",
        "Follow-up, ziekteverzuim: verminderd",
    }


def test_without_follow_up_the_answer_closes_the_zaak(onderzoek, uitslag):
    onderzoek = uitslag(onderzoek, zonder_follow_up=True)
    assert (onderzoek.zaak.gesloten_op, list(onderzoek.zaak.taken.open())) == (ONDERZOCHT, [])


def test_what_is_refused(noa, onderzoek, uitslag, anna, vandaag, code):
    def aanvraag(**velden):
        velden = {"aangevraagd_op": AANVRAAG, "aangevraagd_door": "school", "op": vandaag, "door": anna} | velden
        return fouten_van(vraag_jgz_aan, noa, **velden)

    def follow_up(**velden):
        velden = {"follow_up_op": FOLLOW_UP, "follow_up": "gestopt", "op": vandaag, "door": anna} | velden
        return fouten_van(leg_follow_up_vast, onderzoek, **velden)

    assert aanvraag(aangevraagd_op=vandaag + timedelta(1), aangevraagd_door="opa") == {
        "aangevraagd_op": ["Deze datum ligt in de toekomst."],
        "aangevraagd_door": ["Kies wie het onderzoek aanvraagt."],
    }
    assert aanvraag(onderwijssoort=code("reden-luxe", "vakantie")) == {
        "onderwijssoort": ["Deze keuze hoort bij een andere soort."]
    }
    assert follow_up() == ["Leg eerst de uitslag van het onderzoek vast."]
    assert fouten_van(uitslag, onderzoek, onderzocht_op=date(2023, 12, 3), in_staat="soms") == {
        "onderzocht_op": ["Deze datum ligt voor de aanvraag (04-12-2023)."],
        "in_staat": ["Kies of de leerling onderwijs kan volgen."],
    }
    uitslag(onderzoek)
    assert fouten_van(uitslag, onderzoek) == ["De uitslag is al vastgelegd op 31-12-2023."]
    assert follow_up(follow_up_op=date(2023, 12, 30), follow_up="soms") == {
        "follow_up_op": ["Deze datum ligt voor het onderzoek (31-12-2023)."],
        "follow_up": ["Kies hoe het nu met het ziekteverzuim is."],
    }
    leg_follow_up_vast(onderzoek, follow_up_op=FOLLOW_UP, follow_up="gestopt", op=vandaag, door=anna)
    assert follow_up() == ["De follow-up is al vastgelegd op 01-03-2024."]
