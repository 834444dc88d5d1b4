"""What one transaction wrote is undone, except what was touched since and what belongs to that."""

import datetime

import pghistory
import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from doorstroompunt.actions.overname import neem_over
from leerplicht.dossier.actions import (
    leg_vast,
    plan_taak,
    registreer_betrokkene,
    registreer_leerling,
    schrijf_in,
    wijs_toe,
    wijzig_leerling,
)
from leerplicht.models import Betrokkene, Code, Gebeurtenis, Leerling, School, Zaak
from leerplicht.terugdraaien import BOTST, draai_terug
from leerplicht.toegang.gemeente import in_gemeente
from meldingen.actions import wijzig_melding
from meldingen.models import Melding
from tests.cast import _gemeente
from tests.keren import DAG

DAG_ERNA = datetime.date(2024, 3, 6)


def test_all_that_was_made_goes(wereld):
    with wereld.later():
        wereld.melding(wereld.leerling("Zoë"))
    voor = wereld.nu()
    with wereld.keer():
        noa = wereld.leerling()
        registreer_betrokkene(noa, door=wereld.anna, naam="M. de Vries", relatie="ouder")
        school = School.objects.create(brin="16SW03", naam="Het Voorbeeld College")
        soort = Code.objects.get(lijst="onderwijssoort", code="vmbo")
        schrijf_in(noa, school=school, onderwijssoort=soort, leerjaar=2, van=DAG, door=wereld.anna)
        wijs_toe(wereld.melding(noa).zaak, aan=wereld.bram, op=DAG, door=wereld.anna)
    terug = wereld.draai_terug()
    assert wereld.nu() == voor
    assert (terug.aantallen, terug.gebleven, terug.geheel) == (
        {
            "leerplicht.Betrokkene": 1,
            "leerplicht.Gezin": 1,
            "leerplicht.Inschrijving": 1,
            "leerplicht.Leerling": 1,
            "leerplicht.Taak": 1,
            "leerplicht.Toewijzing": 2,
            "leerplicht.Zaak": 1,
            "meldingen.Melding": 1,
        },
        {},
        True,
    )


def test_what_was_changed_and_deleted_comes_back_and_versions_go_on(wereld):
    with wereld.later():
        noa, zoe = wereld.leerling(bsn="111222333"), wereld.leerling("Zoë")
        moeder = registreer_betrokkene(noa, door=wereld.anna, naam="M. de Vries", relatie="ouder")
        melding = wereld.melding(noa)
    voor = wereld.nu()
    with wereld.keer():
        # The number passes from the one to the other.
        wijzig_leerling(noa, door=wereld.anna, bsn=None, plaats="Elders")
        wijzig_leerling(zoe, door=wereld.anna, bsn="111222333")
        wijzig_leerling(zoe, door=wereld.anna, voornaam="Zoe")
        wijzig_melding(melding, op=DAG_ERNA, door=wereld.anna, toelichting="Gebeld", gemeld_op=DAG_ERNA)
        wijs_toe(melding.zaak, aan=wereld.bram, op=DAG, door=wereld.anna)
        Betrokkene.objects.filter(pk=moeder.pk).delete()
    terug = wereld.draai_terug()
    assert wereld.nu() == voor
    assert (terug.aantallen, terug.gebleven) == (
        {
            "leerplicht.Betrokkene": 1,
            "leerplicht.Leerling": 2,
            "leerplicht.Toewijzing": 2,
            "leerplicht.Zaak": 1,
            "meldingen.Melding": 1,
        },
        {},
    )
    with in_gemeente(wereld.gemeente.pk):
        assert Melding.objects.get(pk=melding.pk).version == 3
        assert Betrokkene.objects.get(pk=moeder.pk).version == 2


def test_what_was_touched_since_stays_with_all_that_belongs_to_it(wereld):
    with wereld.keer():
        gewijzigd, aangevuld, onaangeroerd = (
            wereld.melding(wereld.leerling(naam)) for naam in ("Noa", "Zoë", "Sem")
        )
    with wereld.later():
        wijzig_melding(gewijzigd, op=DAG, door=wereld.anna, toelichting="Gebeld")
        leg_vast(aangevuld.zaak, soort="notitie", titel="Gebeld", op=DAG, door=wereld.anna)
    voor = wereld.nu()
    terug = wereld.draai_terug()
    weg = {onaangeroerd.zaak_id}
    leerlingen_weg = {onaangeroerd.leerling_id}
    gezinnen_weg = {onaangeroerd.leerling.gezin_id}
    assert wereld.nu() == {
        label: [
            rij
            for rij in rijen
            if rij.get("zaak_id", rij["id"] if label == "leerplicht.Zaak" else None) not in weg
            and not (label == "leerplicht.Leerling" and rij["id"] in leerlingen_weg)
            and not (label == "leerplicht.Gezin" and rij["id"] in gezinnen_weg)
        ]
        for label, rijen in voor.items()
    }
    assert terug.gebleven["leerplicht.Zaak"] == [gewijzigd.zaak_id, aangevuld.zaak_id]
    assert terug.gebleven["meldingen.Melding"] == [gewijzigd.pk, aangevuld.pk]
    assert set(terug.aantallen.values()) == {1}


@pytest.mark.parametrize("wat", ["taak", "leerling", "vervolg", "inschrijving"])
def test_a_row_that_somebody_leaned_on_stays(wereld, wat):
    with wereld.keer():
        noa = wereld.leerling()
        melding = wereld.melding(noa)
    with wereld.later():
        if wat == "taak":
            plan_taak(melding.zaak, titel="Bellen", vervalt_op=DAG, waarom="afspraak", door=wereld.anna)
        if wat == "leerling":
            wereld.leerling("Broer", gezin=noa.gezin)
        if wat == "vervolg":
            wereld.melding(noa, vervolg_op=melding)
        if wat == "inschrijving":
            school = School.objects.create(brin="16SW03", naam="Het Voorbeeld College")
            soort = Code.objects.get(lijst="onderwijssoort", code="vmbo")
            schrijf_in(noa, school=school, onderwijssoort=soort, leerjaar=2, van=DAG, door=wereld.anna)
    terug = wereld.draai_terug()
    alles = {"leerplicht.Gezin", "leerplicht.Leerling", "leerplicht.Taak", "leerplicht.Toewijzing"}
    alles |= {"leerplicht.Zaak", "meldingen.Melding"}
    bleef = {
        "taak": alles,
        "vervolg": alles,
        "leerling": {"leerplicht.Gezin"},
        "inschrijving": {"leerplicht.Gezin", "leerplicht.Leerling"},
    }[wat]
    assert (set(terug.gebleven), set(terug.aantallen)) == (bleef, alles - bleef)


def test_a_changed_row_is_left_alone_when_somebody_changed_it_after(wereld):
    with wereld.later():
        noa, zoe = wereld.leerling(), wereld.leerling("Zoë")
    with wereld.keer():
        wijzig_leerling(noa, door=wereld.anna, plaats="Elders")
        wijzig_leerling(zoe, door=wereld.anna, plaats="Elders")
    with wereld.later():
        wijzig_leerling(noa, door=wereld.bram, straat="Dorpsstraat 1")
    terug = wereld.draai_terug()
    with in_gemeente(wereld.gemeente.pk):
        assert list(Leerling.objects.order_by("pk").values_list("plaats", "straat")) == [
            ("Elders", "Dorpsstraat 1"),
            ("", ""),
        ]
    assert (terug.aantallen, terug.gebleven) == ({"leerplicht.Leerling": 1}, {"leerplicht.Leerling": [noa.pk]})


def test_only_this_transaction_of_the_context_and_only_this_gemeente(wereld):
    anders = _gemeente("9999", "Anderstad")
    with pghistory.context(programma="taak") as context:
        for gemeente in (wereld.gemeente, anders, wereld.gemeente):
            with in_gemeente(gemeente.pk):
                registreer_leerling(
                    gemeente=gemeente, door=None, voornaam="Sem", achternaam="Bos", geboortedatum=DAG
                )
                with connection.cursor() as cursor:
                    cursor.execute("SELECT now()")
                    wereld.keren.append((context.id, cursor.fetchone()[0]))
    terug = wereld.draai_terug()
    assert terug.aantallen == {"leerplicht.Gezin": 1, "leerplicht.Leerling": 1}
    # The second one was of another gemeente: in this one there is nothing to undo.
    assert wereld.draai_terug().aantallen == {}
    with in_gemeente(wereld.gemeente.pk):
        assert Leerling.objects.count() == 1
    with in_gemeente(anders.pk):
        assert Leerling.objects.count() == 1


def test_undone_twice_is_undone_once_and_the_undoing_can_be_undone(wereld):
    with wereld.later():
        noa = wereld.leerling(plaats="Zoetermeer")
    with wereld.keer():
        wijzig_leerling(noa, door=wereld.anna, plaats="Elders")
        wereld.leerling("Zoë")
    na = wereld.nu()
    (keer,) = wereld.keren
    with wereld.keer():
        draai_terug(context=keer[0], op=keer[1])
    wereld.draai_terug()
    assert wereld.nu() == na


def test_a_handover_is_undone_in_every_app(wereld):
    with wereld.later():
        melding = wereld.melding(wereld.leerling(geboortedatum=datetime.date(2005, 5, 12)))
    voor = wereld.nu()
    with wereld.keer():
        neem_over(melding, populatie="oude_vsv", door=wereld.anna, op=DAG)
    assert wereld.draai_terug().gebleven == {}
    assert wereld.nu() == voor


def test_what_no_longer_fits_is_a_sentence_and_changes_nothing(wereld):
    with wereld.later():
        noa = wereld.leerling(bsn="111222333")
    with wereld.keer():
        wijzig_leerling(noa, door=wereld.anna, bsn=None)
    with wereld.later():
        wereld.leerling("Zoë", bsn="111222333")
    voor = wereld.nu()
    with pytest.raises(ValidationError) as fout:
        wereld.draai_terug()
    assert fout.value.messages == [BOTST]
    assert wereld.nu() == voor


def test_the_guards_hold_again_afterwards(wereld):
    with wereld.keer():
        melding = wereld.melding(wereld.leerling())
    with wereld.later():
        leg_vast(melding.zaak, soort="notitie", titel="Gebeld", op=DAG, door=wereld.anna)
    wereld.draai_terug()
    with pytest.raises(Exception, match="Cannot update or delete"), in_gemeente(wereld.gemeente.pk):
        Gebeurtenis.objects.all().delete()
    with in_gemeente(wereld.gemeente.pk):
        assert Zaak.objects.count() == 1
