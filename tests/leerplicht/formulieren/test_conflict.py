"""leerplicht/formulieren/versies.py and conflict.py: former states of a row, and the merge of two changes."""

import pghistory
import pytest
from django.db import connection

from leerplicht.formulieren.conflict import Samenvoeging, Wijziging, attributen, voeg_samen
from leerplicht.formulieren.versies import standen, vergrendel
from leerplicht.models import Leerling
from rapportage.models import Verslagrun, Verslagtekst

NAAM = attributen("voornaam", "achternaam", "plaats")


def wijzig(leerling, door, **velden):
    with pghistory.context(user=door.pk):
        Leerling.objects.filter(pk=leerling.pk).update(**velden)


@pytest.fixture
def gewijzigd(noa, anna, bram):
    """Noa as version 3: anna moved her, bram renamed her."""
    wijzig(noa, anna, plaats="Delft")
    wijzig(noa, bram, voornaam="Noah")
    return vergrendel(noa)


def test_the_history_knows_every_version_and_who_made_it(gewijzigd, noa, anna, bram):
    assert [(s.rij.version, s.rij.voornaam, s.rij.plaats, s.wie) for s in standen(gewijzigd, 1)] == [
        (1, "Noa", "", None),
        (2, "Noa", "Delft", anna),
        (3, "Noah", "Delft", bram),
    ]
    assert [s.rij.version for s in standen(gewijzigd, 2)] == [2, 3]


def test_what_does_not_overlap_is_merged(gewijzigd, anna, bram):
    samen = voeg_samen(gewijzigd, 1, {"achternaam": "Bakker", "voornaam": "Noa"}, lees=NAAM)
    wanneer = {veld: een.wanneer for veld, een in samen.intussen.items()}
    assert samen == Samenvoeging(
        {"achternaam": "Bakker", "voornaam": "Noah", "plaats": "Delft"},
        intussen={
            "voornaam": Wijziging("Noa", "Noa", "Noah", bram, wanneer["voornaam"]),
            "plaats": Wijziging("", "", "Delft", anna, wanneer["plaats"]),
        },
    )
    assert None not in wanneer.values()


def test_what_overlaps_is_a_conflict_with_base_mine_and_theirs(gewijzigd, bram):
    samen = voeg_samen(gewijzigd, 2, {"voornaam": "Noor", "plaats": "Delft"}, lees=NAAM)
    botsing = samen.botsingen["voornaam"]
    assert samen == Samenvoeging(
        {"voornaam": "Noor", "plaats": "Delft"},
        botsingen={"voornaam": Wijziging("Noa", "Noor", "Noah", bram, botsing.wanneer)},
    )


def test_the_same_change_twice_and_a_change_taken_back_are_no_conflict(gewijzigd, noa, anna):
    assert voeg_samen(gewijzigd, 1, {"voornaam": "Noah"}, lees=attributen("voornaam")).botsingen == {}
    wijzig(noa, anna, voornaam="Noa")
    terug = vergrendel(noa)
    assert voeg_samen(terug, 1, {"voornaam": "Noor"}, lees=attributen("voornaam")) == Samenvoeging(
        {"voornaam": "Noor"}
    )


def test_the_current_version_needs_no_history(gewijzigd, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert voeg_samen(gewijzigd, 3, {"voornaam": "Noor"}, lees=NAAM) == Samenvoeging({"voornaam": "Noor"})


def test_without_history_every_difference_is_a_conflict(zoetermeer, eva):
    """Of a table that keeps no versions, and of a version that the history never saw."""
    run = Verslagrun.objects.create(
        gemeente=zoetermeer, schooljaar=2023, peildatum="2024-10-01", aangevraagd_door=eva
    )
    Verslagrun.objects.filter(pk=run.pk).update(stap="Telt", voortgang=5)
    run.refresh_from_db()
    lees = attributen("stap", "voortgang")
    assert standen(run, 1) == []
    assert voeg_samen(run, 1, {"stap": "Rekent", "voortgang": 5}, lees=lees) == Samenvoeging(
        {"stap": "Rekent", "voortgang": 5},
        botsingen={"stap": Wijziging(None, "Rekent", "Telt", None, None)},
        onbekend=True,
    )
    assert voeg_samen(run, 99, {"stap": "Telt", "voortgang": 5}, lees=lees).botsingen == {}


def test_a_change_that_the_history_missed_is_known_from_the_row(noa, anna):
    wijzig(noa, anna, voornaam="Noah")
    zonder = vergrendel(noa)
    # As after a restore of the table without the last of its events.
    zonder.version, zonder.achternaam = 3, "Bakker"
    samen = voeg_samen(zonder, 1, {"plaats": "Delft"}, lees=NAAM)
    assert {veld: (een.hun, een.wie) for veld, een in samen.intussen.items()} == {
        "voornaam": ("Noah", anna),
        "achternaam": ("Bakker", None),
    }


def test_version_0_is_the_state_before_the_row(zoetermeer, eva):
    with pghistory.context(user=eva.pk):
        tekst = Verslagtekst.objects.create(
            gemeente=zoetermeer, schooljaar=2023, plaats="voorwoord", tekst="Van Eva"
        )
    samen = voeg_samen(tekst, 0, {"tekst": "Van mij"}, lees=attributen("tekst"))
    assert samen.botsingen == {"tekst": Wijziging("", "Van mij", "Van Eva", eva, samen.botsingen["tekst"].wanneer)}


def test_a_former_state_takes_generated_columns_from_now(noa, meld, anna):
    melding = meld(noa)
    type(melding).objects.filter(pk=melding.pk).update(toelichting="x")
    melding.refresh_from_db()
    eerder = standen(melding, 1)[0].rij
    assert (eerder.toelichting, eerder.schooljaar, eerder.zaak) == ("", melding.schooljaar, melding.zaak)


def test_history_of_another_gemeente_does_not_answer(gewijzigd, anders):
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.gemeente', %s, true)", [str(anders.pk)])
    assert standen(gewijzigd, 1) == []
