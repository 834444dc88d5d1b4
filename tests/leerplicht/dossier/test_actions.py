"""What can be done with a person and with a zaak, and what is refused."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from leerplicht.dossier.actions import registreer_leerling, wijzig_leerling
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
    assert fouten_van(wijzig_leerling, ander, version=ander.version, door=anna, **{veld: nummer}) == {veld: [zin]}
    # The transaction still works, and nothing was changed.
    assert (set(Leerling.objects.filter(**{veld: nummer})), set(Leerling.objects.all())) == (
        {eerste},
        {eerste, ander},
    )


def test_a_colleague_who_was_faster_after_the_check_of_the_form(zoetermeer, anna, bram, vandaag):
    invoer = INVOER | {"geboortedatum": "01-02-2012", "bsn": "111222333"}
    form = NieuweLeerlingForm(invoer, gebruiker=anna, vandaag=vandaag)
    assert form.is_valid()
    registreer_leerling(gemeente=zoetermeer, door=bram, **form.cleaned_data)
    voer_uit(form, registreer_leerling, gemeente=zoetermeer, door=anna, **form.cleaned_data)
    assert dict(form.errors) == {"bsn": ["Er is al een leerling met dit BSN."]}
    assert Leerling.objects.get().bsn == "111222333"
