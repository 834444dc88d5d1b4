"""Two leerlingen become one, and two again: whole tables, in real transactions."""

import datetime

import pghistory
import pytest
from django.core.exceptions import ValidationError

from doorstroompunt.actions.overstap import meld_aan_voor_overstap
from leerplicht.dossier.actions import open_zaak, plan_taak, registreer_betrokkene, schrijf_in, wijzig_leerling
from leerplicht.koppelen.actions import AL_ONGEDAAN, DAARNA_SAMENGEVOEGD, maak_ongedaan, voeg_samen
from leerplicht.models import Code, Leerling, Samenvoeging, School, Zaak
from leerplicht.toegang.gemeente import in_gemeente
from leerplicht.toegang.zegels.actions import verzegel
from meldingen.actions import wijzig_melding
from meldingen.models import Melding, Signaal
from tests.cast import _gebruiker
from tests.keren import DAG


@pytest.fixture
def twee(wereld):
    """The same girl twice: with a BSN and a melding, with an onderwijsnummer and a whole dossier."""
    with wereld.later():
        blijft = wereld.leerling(bsn="111222333", plaats="Zoetermeer")
        wereld.melding(blijft)
        weg = wereld.leerling("Noah", onderwijsnummer="123456789", straat="Dorpsstraat 1")
        registreer_betrokkene(weg, door=wereld.anna, naam="M. de Vries", relatie="ouder")
        school = School.objects.create(brin="16SW03", naam="Het Voorbeeld College")
        soort = Code.objects.get(lijst="onderwijssoort", code="vmbo")
        schrijf_in(weg, school=school, onderwijssoort=soort, leerjaar=2, van=DAG, door=wereld.anna)
        wereld.melding(weg)
        wereld.melding(weg)
        verzegel(weg, voor=wereld.bram, grond="familie", door=wereld.bram, op=DAG)
    return weg, blijft


def samen(wereld, weg, blijft, velden=("voornaam", "straat")):
    with wereld.later():
        return voeg_samen(weg, blijft, velden=velden, door=wereld.anna, op=DAG, waarom="Dezelfde BSN bij DUO.")


def uit_elkaar(wereld, samenvoeging):
    with wereld.later():
        return maak_ongedaan(samenvoeging, door=wereld.anna, op=DAG)


def zonder_samenvoeging(rijen):
    return {label: rij for label, rij in rijen.items() if label != "leerplicht.Samenvoeging"}


def test_all_moves_numbers_stay_and_every_row_comes_back(wereld, twee):
    weg, blijft = twee
    voor = wereld.nu()
    samenvoeging = samen(wereld, weg, blijft)
    na = wereld.nu()
    for label, rijen in na.items():
        assert [rij for rij in rijen if rij.get("leerling_id") == weg.pk] == [], label
        assert len(rijen) == len(voor[label]) + (label == "leerplicht.Samenvoeging"), label
    with in_gemeente(wereld.gemeente.pk):
        blijft.refresh_from_db()
        weg.refresh_from_db()
        assert (
            blijft.naam,
            blijft.zoeknaam,
            blijft.bsn,
            blijft.onderwijsnummer,
            blijft.straat,
            blijft.plaats,
        ) == (
            "Noah Vries",
            "vries noah",
            "111222333",
            "123456789",
            "Dorpsstraat 1",
            "Zoetermeer",
        )
        assert (weg.samengevoegd_met, weg.onderwijsnummer, weg.voornaam) == (blijft, None, "Noah")
        assert Melding.objects.filter(leerling=blijft).count() == 3
        assert list(Leerling.objects.zichtbaar_voor(wereld.anna)) == [blijft]
    uitkomst = uit_elkaar(wereld, samenvoeging)
    assert uitkomst.geheel
    assert zonder_samenvoeging(wereld.nu()) == zonder_samenvoeging(voor)
    with in_gemeente(wereld.gemeente.pk):
        assert Samenvoeging.objects.get().ongedaan_op == DAG
    with pytest.raises(ValidationError, match=AL_ONGEDAAN):
        uit_elkaar(wereld, samenvoeging)


def test_what_was_worked_on_since_stays_with_who_stayed(wereld, twee):
    weg, blijft = twee
    with in_gemeente(wereld.gemeente.pk):
        aangeraakt, gelaten = Melding.objects.filter(leerling=weg).order_by("pk")
    samenvoeging = samen(wereld, weg, blijft)
    with wereld.later():
        wijzig_melding(aangeraakt, op=DAG, door=wereld.anna, toelichting="Gebeld")
        plan_taak(gelaten.zaak, titel="Bellen", vervalt_op=DAG, waarom="afspraak", door=wereld.anna)
        wijzig_leerling(blijft, door=wereld.anna, postcode="2711 AB", plaats="Elders")
        nieuw = wereld.melding(Leerling.objects.get(pk=blijft.pk))
    uitkomst = uit_elkaar(wereld, samenvoeging)
    assert uitkomst.gebleven == {"leerplicht.Zaak": [aangeraakt.zaak_id], "meldingen.Melding": [aangeraakt.pk]}
    with in_gemeente(wereld.gemeente.pk):
        van = {leerling.pk: set(leerling.zaken.values_list("pk", flat=True)) for leerling in (weg, blijft)}
        assert van[weg.pk] == {gelaten.zaak_id}
        assert {aangeraakt.zaak_id, nieuw.zaak_id} < van[blijft.pk]
        assert Zaak.objects.get(pk=gelaten.zaak_id).taken.filter(titel="Bellen").count() == 1
        blijft.refresh_from_db()
        # What was changed since is kept, what the merge gave him goes back.
        assert (blijft.voornaam, blijft.onderwijsnummer, blijft.straat, blijft.postcode, blijft.plaats) == (
            "Noa",
            None,
            "",
            "2711 AB",
            "Elders",
        )
        assert Leerling.objects.get(pk=weg.pk).onderwijsnummer == "123456789"


def test_merged_on_and_undone_in_turn(wereld, twee):
    weg, blijft = twee
    with wereld.later():
        derde = wereld.leerling("Noor")
    voor = wereld.nu()
    eerste = samen(wereld, weg, blijft)
    tweede = samen(wereld, blijft, derde, velden=())
    with in_gemeente(wereld.gemeente.pk):
        assert set(Leerling.objects.filter(samengevoegd_met=derde)) == {weg, blijft}
    with pytest.raises(ValidationError, match=DAARNA_SAMENGEVOEGD):
        uit_elkaar(wereld, eerste)
    uit_elkaar(wereld, tweede)
    uit_elkaar(wereld, eerste)
    assert zonder_samenvoeging(wereld.nu()) == zonder_samenvoeging(voor)


def weigering(wereld, weg, blijft, door=None):
    voor = wereld.nu()
    with pytest.raises(ValidationError) as fout, wereld.later():
        voeg_samen(weg, blijft, velden=(), door=door or wereld.anna, op=DAG, waarom="Zelfde kind")
    assert wereld.nu() == voor
    return fout.value.messages


def test_what_is_refused(wereld, twee):
    weg, blijft = twee
    with wereld.later():
        tweeling = wereld.leerling("Tim", bsn="999990019")
    assert weigering(wereld, weg, weg) == ["Kies een andere leerling dan deze."]
    assert weigering(wereld, tweeling, blijft) == [
        "Deze leerlingen hebben elk een eigen BSN. Het zijn twee mensen."
    ]
    assert weigering(wereld, weg, blijft, door=wereld.bram) == [
        "Een van deze dossiers is verzegeld. Open het eerst met een reden."
    ]
    samen(wereld, weg, blijft)
    assert weigering(wereld, weg, tweeling) == [
        "Een van deze leerlingen is al samengevoegd. Open de leerlingen opnieuw."
    ]


def test_of_what_there_may_be_one_two_are_refused(wereld, twee):
    weg, blijft = twee
    dirk = _gebruiker("Dirk", wereld.gemeente, "casemanager")
    with wereld.later():
        for leerling in twee:
            meld_aan_voor_overstap(leerling, zomer=2024, school=School.objects.get(), op=DAG, door=dirk)
    assert weigering(wereld, weg, blijft, door=dirk) == [
        "Beide leerlingen hebben dit, en dat mag maar één keer: De Overstap 2024. Verwijder of beëindig er een."
    ]
    assert weigering(wereld, weg, blijft) == [
        "Beide leerlingen hebben iets dat maar één keer mag en dat u niet mag zien. Vraag een collega."
    ]


def test_in_a_request_the_merge_is_undone_by_its_own_context(wereld, twee):
    """Two merges in one task have one context: each is found by its moment."""
    weg, blijft = twee
    with wereld.later():
        ander, nog_een = wereld.leerling("Sem"), wereld.leerling("Sam")
    with pghistory.context(programma="taak"):
        met = {"velden": (), "door": wereld.anna, "op": DAG, "waarom": "Zelfde kind"}
        with in_gemeente(wereld.gemeente.pk):
            eerste = voeg_samen(weg, blijft, **met)
        tussen = wereld.nu()
        with in_gemeente(wereld.gemeente.pk):
            tweede = voeg_samen(ander, nog_een, **met)
    assert eerste.context == tweede.context
    uit_elkaar(wereld, tweede)
    assert zonder_samenvoeging(wereld.nu()) == zonder_samenvoeging(tussen)
    assert datetime.timedelta(0) < tweede.moment - eerste.moment


def test_a_signal_that_both_have_stays_behind_and_does_not_stand_in_the_way(wereld, twee):
    weg, blijft = twee
    with wereld.later():
        for leerling in twee:
            zaak = open_zaak(leerling, soort="signaal", op=DAG, door=None)
            Signaal.objects.create(
                gemeente=wereld.gemeente,
                zaak=zaak,
                leerling=leerling,
                soort="kind_18",
                aanleiding_op=DAG,
                waarom="18",
            )
    voor = wereld.nu()
    samenvoeging = samen(wereld, weg, blijft)
    with in_gemeente(wereld.gemeente.pk):
        assert set(Signaal.objects.values_list("leerling", "zaak__leerling")) == {
            (weg.pk, weg.pk),
            (blijft.pk, blijft.pk),
        }
        assert Zaak.objects.filter(leerling=weg).count() == 1
    assert uit_elkaar(wereld, samenvoeging).geheel
    assert zonder_samenvoeging(wereld.nu()) == zonder_samenvoeging(voor)
