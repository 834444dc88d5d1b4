"""The data map: every field of every table is declared once, and what it says holds."""

from datetime import date

import pytest
from django.apps import apps
from django.conf import settings

from leerplicht import parameters, privacy
from leerplicht.gegevenskaart import LEZERS, SLEUTELS, Gegevens, Vak
from leerplicht.models import Aanstelling, Code, Gebruiker, Leerling
from leerplicht.onderdeel import onderdelen
from leerplicht.toegang.leesbaar import bewaarde_modellen, bijgehouden, gegevenskaart, leesbare_velden
from meldingen.models import JgzOnderzoek, Melding

VANDAAG = date(2026, 11, 24)


def fouten_in(kaart: list[Gegevens]) -> dict[str, list[str]]:
    """Per table: fields that nobody declared, that do not exist, or that stand there twice."""
    fouten: dict[str, list[str]] = {}
    per_model: dict[str, list[Gegevens]] = {}
    for gegevens in kaart:
        per_model.setdefault(gegevens.model, []).append(gegevens)
    for model in bewaarde_modellen():
        bestaat = {veld.name for veld in model._meta.concrete_fields} - SLEUTELS
        genoemd = [naam for gegevens in per_model.pop(model._meta.label, []) for naam in gegevens.genoemd()]
        fout = [f"niet verklaard: {naam}" for naam in sorted(bestaat - set(genoemd))]
        fout += [f"bestaat niet: {naam}" for naam in sorted(set(genoemd) - bestaat)]
        fout += [f"dubbel: {naam}" for naam in sorted({n for n in genoemd if genoemd.count(n) > 1})]
        if fout:
            fouten[model._meta.label] = fout
    return fouten | {model: ["geen tabel"] for model in per_model}


def verklaard() -> list[Gegevens]:
    return [*privacy.GEGEVENS, *(een for onderdeel in onderdelen() for een in onderdeel.privacy)]


def test_every_field_of_every_table_is_declared_once():
    assert fouten_in(verklaard()) == {}
    assert len(verklaard()) == len({gegevens.model for gegevens in verklaard()})


def test_a_forgotten_a_misspelt_and_a_double_field_are_found():
    kaart = [gegevens for gegevens in verklaard() if gegevens.model != "leerplicht.Taak"]
    fout = Gegevens("leerplicht.Taak", "", ((privacy.DOSSIER, "zaak titel vervalt_op waaram gedaan_op titel"),))
    weg = Gegevens("leerplicht.Weg", "", ((privacy.DOSSIER, "zaak"),))

    assert fouten_in([*kaart, fout, weg]) == {
        "leerplicht.Taak": ["niet verklaard: waarom", "bestaat niet: waaram", "dubbel: titel"],
        "leerplicht.Weg": ["geen tabel"],
    }


def test_history_follows_what_it_tracks():
    geschiedenis = [model for model in apps.get_models() if bijgehouden(model) is not model]

    assert len(geschiedenis) >= 20
    for model in geschiedenis:
        eigen = {veld.name for veld in model._meta.concrete_fields if not veld.name.startswith("pgh_")}
        assert eigen - SLEUTELS <= set(gegevenskaart()[bijgehouden(model)._meta.label].per_veld()), model


def test_every_rule_has_a_ground_and_a_term_that_exists():
    for gegevens in verklaard():
        for veld, regel in gegevens.per_veld().items():
            assert regel.grond and not regel.grond.endswith("."), (gegevens.model, veld)
            assert [parameters.op(code, VANDAAG).code for code in regel.bewaren] == list(regel.bewaren)
            assert regel.bewaren or regel.vak == Vak.GEEN, (gegevens.model, veld)


def test_a_session_is_not_kept_longer_than_the_map_says():
    dagen = parameters.op("bewaren_sessie_dagen", VANDAAG).waarde
    assert settings.SESSION_COOKIE_AGE <= dagen * 24 * 3600


def test_every_compartment_says_who_reads_it():
    assert set(LEZERS) == set(Vak)


def test_who_reads_which_fields(anna, dirk, wethouder, floor):
    persoon = {veld.name for veld in Leerling._meta.concrete_fields}
    jgz = {veld.name for veld in JgzOnderzoek._meta.concrete_fields}
    code = {veld.name for veld in Code._meta.concrete_fields}
    alles = {
        wie.naam: [leesbare_velden(model, wie) for model in (Leerling, JgzOnderzoek, Code)]
        for wie in (anna, dirk, wethouder, floor)
    }

    assert alles == {
        "Anna": [persoon | SLEUTELS, jgz, code],
        "Dirk": [persoon | SLEUTELS, SLEUTELS, code],
        "Wethouder": [SLEUTELS, SLEUTELS, code],
        "Floor": [SLEUTELS, SLEUTELS, code],
    }


def test_history_reads_as_the_model(anna, floor):
    event = apps.get_model("meldingen.MeldingEvent")

    assert leesbare_velden(event, anna) == leesbare_velden(Melding, anna)
    assert leesbare_velden(event, floor) == SLEUTELS


def test_nobody_reads_a_password(anna, floor, wethouder):
    for wie in (anna, floor, wethouder):
        assert "password" not in leesbare_velden(Gebruiker, wie)


@pytest.fixture
def privacy_officer(zoetermeer):
    gebruiker = Gebruiker.objects.create_user("priya@voorbeeld.test", "een-lang-wachtwoord-31", naam="Priya")
    Aanstelling.objects.create(gebruiker=gebruiker, gemeente=zoetermeer, rol="privacy_officer")
    gebruiker.kies_aanstelling()
    return gebruiker


@pytest.fixture
def als(client):
    def inloggen(gebruiker):
        client.force_login(gebruiker)
        return client

    return inloggen


def test_the_page_shows_every_table(als, privacy_officer):
    antwoord = als(privacy_officer).get("/beheer/gegevenskaart/")

    bladen = antwoord.context["bladen"]
    assert [blad.code for blad in bladen] == [naam.replace(".", "-").lower() for naam in gegevenskaart()]
    leerling = bladen[0]
    assert (leerling.naam, [regel.velden for regel in leerling.regels][2]) == (
        "Leerlingen",
        ["BSN", "onderwijsnummer"],
    )
    dossiers = (
        "Leerplichtambtenaar, Leerplichtambtenaar-BOA, Casemanager Doorstroompunt, Administratie, Teamleider"
    )
    assert [regel.lezers for regel in leerling.regels] == [f"{dossiers}, Privacy officer", dossiers, dossiers]


def test_the_page_filters_on_a_compartment(als, floor):
    antwoord = als(floor).get("/beheer/gegevenskaart/?compartiment=doorstroompunt")

    assert {regel.vak for blad in antwoord.context["bladen"] for regel in blad.regels} == {"Doorstroompunt"}


def test_an_unknown_compartment_shows_nothing(als, floor):
    antwoord = als(floor).get("/beheer/gegevenskaart/?compartiment=opsporig")

    assert antwoord.context["bladen"] == []
    assert "Dit compartiment bestaat niet." in antwoord.content.decode()


@pytest.mark.parametrize("rol", ["anna", "dirk", "wethouder"])
def test_the_page_is_not_for_everybody(als, rol, request):
    assert als(request.getfixturevalue(rol)).get("/beheer/gegevenskaart/").status_code == 403
