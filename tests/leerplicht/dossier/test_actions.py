"""What can be done with a person and with a zaak, and what is refused."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from leerplicht.dossier.actions import plan_taak_binnen, registreer_leerling, wijs_toe, wijzig_leerling
from leerplicht.dossier.forms import NieuweLeerlingForm
from leerplicht.formulieren.uitvoeren import voer_uit
from leerplicht.models import Leerling

INVOER = {"voornaam": "Sam", "achternaam": "Bos", "geboortedatum": date(2012, 2, 1)}
NUMMERS = [
    ("bsn", "111222333", "Er is al een leerling met dit BSN."),
    ("onderwijsnummer", "100000009", "Er is al een leerling met dit onderwijsnummer."),
]


def fouten_van(actie, *args, **kwargs):
    with pytest.raises(ValidationError) as gevangen:
        actie(*args, **kwargs)
    return gevangen.value.message_dict


@pytest.mark.parametrize(("veld", "nummer", "zin"), NUMMERS)
def test_a_number_that_is_taken_is_refused_at_its_field(zoetermeer, anna, veld, nummer, zin):
    eerste = registreer_leerling(gemeente=zoetermeer, door=anna, **INVOER, **{veld: nummer})
    dubbel = {"gemeente": zoetermeer, "door": anna, **INVOER, veld: nummer}
    assert fouten_van(registreer_leerling, **dubbel) == {veld: [zin]}
    ander = registreer_leerling(gemeente=zoetermeer, door=anna, **INVOER)
    assert fouten_van(wijzig_leerling, ander, door=anna, **{veld: nummer}) == {veld: [zin]}
    # The transaction still works, and nothing was changed.
    assert (set(Leerling.objects.filter(**{veld: nummer})), set(Leerling.objects.all())) == (
        {eerste},
        {eerste, ander},
    )


def test_a_colleague_who_was_faster_after_the_check_of_the_form(zoetermeer, anna, bram, vandaag):
    invoer = INVOER | {"geboortedatum": "01-02-2012", "bsn": "111222333"}
    form = NieuweLeerlingForm(invoer, gebruiker=anna, vandaag=vandaag)
    assert form.is_valid()
    registreer_leerling(gemeente=zoetermeer, door=bram, **form.velden())
    voer_uit(form, registreer_leerling, gemeente=zoetermeer, door=anna, **form.velden())
    assert dict(form.errors) == {"bsn": ["Er is al een leerling met dit BSN."]}
    assert Leerling.objects.get().bsn == "111222333"


@pytest.mark.parametrize(
    ("soort", "wie", "zin"),
    [
        ("zorg", "carla", "Carla werkt niet in deze gemeente."),
        ("zorg", "dirk", "Dirk mag geen zaken van toezicht (leerplicht) zien."),
        ("zorg", "floor", "Floor mag geen zaken van toezicht (leerplicht) zien."),
        ("verzuim_18plus", "bram", "Bram mag geen zaken van Doorstroompunt zien."),
    ],
)
def test_a_zaak_is_not_given_to_who_may_not_see_it(noa, meld, anna, request, vandaag, soort, wie, zin):
    zaak = meld(noa, soort).zaak
    ontvanger = request.getfixturevalue(wie)
    assert fouten_van(wijs_toe, zaak, aan=ontvanger, op=vandaag, door=anna) == {"aan": [zin]}
    assert [toewijzing.gebruiker for toewijzing in zaak.toewijzingen.all()] == [anna]


def test_who_left_gets_no_zaak(noa, meld, anna, bram, vandaag):
    bram.is_active = False
    bram.save()
    zaak = meld(noa).zaak
    zin = "Bram werkt niet in deze gemeente."
    assert fouten_van(wijs_toe, zaak, aan=bram, op=vandaag, door=anna) == {"aan": [zin]}


def test_a_zaak_is_given_to_who_may_see_it_or_to_the_team(noa, meld, anna, bram, eva, vandaag):
    zaak = meld(noa).zaak
    for aan in (bram, eva, None):
        assert wijs_toe(zaak, aan=aan, op=vandaag, door=anna).gebruiker == aan
    wie = [toewijzing.gebruiker for toewijzing in zaak.toewijzingen.order_by("pk")]
    assert wie == [anna, bram, eva, None]


def test_a_task_within_a_service_term_says_from_which_day_it_counts(noa, meld, anna):
    zaak = meld(noa).zaak
    # Wednesday 27 March 2024: Good Friday and Easter Monday do not count.
    op = date(2024, 3, 27)
    taak = plan_taak_binnen(zaak, "eerste_contact_werkdagen", titel="Bellen", na="de brief", op=op, door=anna)
    assert (taak.titel, taak.vervalt_op, taak.waarom) == (
        "Bellen",
        date(2024, 4, 5),
        "5 werkdagen na de brief op 27-03-2024 (eigen termijn)",
    )
