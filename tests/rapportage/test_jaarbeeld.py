"""What the wethouder sees: reports that were put before him, and nothing of the others or of anybody."""

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from leerplicht.models import Opdracht
from leerplicht.postvak.uitvoering import veeg
from leerplicht.toegang.gemeente import in_gemeente
from rapportage.jaarbeeld import actions, voorleggen
from rapportage.models import RunStatus, Verslagrun
from rapportage.uitkomst import ControleUitslag
from rapportage.verslag import als_json
from tests.rapportage.test_pdf import kerncijfer, tabel, verslag
from tests.rapportage.test_views import als, run_in

OP = datetime.date(2024, 11, 5)
RUN = ["verslagrun", "verslagrun_pdf", "verslagrun_json"]
OUD = "Een collega was u voor. Er is niets opnieuw gedaan."
FOUT = ControleUitslag("som", "Rijen en totaal.", False, ("tabel 1",))


def klaar(gemeente, door, schooljaar=2023, *, meldingen=2566, controles=()):
    """A run that is ready, with a small report in it."""
    inhoud = replace(
        verslag(
            controles=controles,
            kerncijfers=[
                kerncijfer("meldingen", meldingen),
                kerncijfer("leerplichtigen", None),
                kerncijfer("vsv_nieuw_pct", Decimal("1.7"), "procent"),
            ],
            tabellen=[
                tabel("overzicht-leerplicht", "Soorten", [("Absoluut", (175,), (17,)), ("Zorg", (847,), (83,))]),
                tabel("overzicht-leerplicht-resultaten", "Resultaten", [("Halt", (1,), (100,))]),
            ],
        ),
        schooljaar=schooljaar,
    )
    return Verslagrun.objects.create(
        gemeente=gemeente,
        schooljaar=schooljaar,
        peildatum=datetime.date(schooljaar + 1, 10, 1),
        aangevraagd_door=door,
        status=RunStatus.KLAAR,
        pdf=b"%PDF-1.7",
        pdf_sha256="0" * 64,
        cijfers=als_json(inhoud),
    )


@pytest.fixture
def run(zoetermeer, eva):
    return klaar(zoetermeer, eva)


def adres(naam, run):
    return reverse(naam, args=[run.pk])


def codes(client, run):
    return {naam: client.get(adres(naam, run)).status_code for naam in RUN}


def test_the_wethouder_sees_a_report_only_while_it_is_put_forward(client, eva, wethouder, run):
    assert codes(als(client, wethouder), run) == dict.fromkeys(RUN, 404)
    actions.leg_voor(run, door=eva, op=OP)
    assert codes(als(client, wethouder), run) == dict.fromkeys(RUN, 200)
    actions.haal_terug(run, door=eva, op=OP)
    assert codes(als(client, wethouder), run) == dict.fromkeys(RUN, 404)


@pytest.mark.parametrize(
    "naam", ["jaarverslag", "verslag", "verslagteksten", "leerlingen", "start", "externe_cijfers"]
)
def test_the_wethouder_has_no_live_figures_and_no_persons(client, wethouder, run, naam):
    antwoord = als(client, wethouder).get(
        reverse(naam, args=[2023] if naam in ("verslag", "verslagteksten") else [])
    )
    verwacht = (302, reverse("jaarbeeld")) if naam == "start" else (403, None)
    assert (antwoord.status_code, antwoord.get("Location")) == verwacht


def test_his_menu_is_the_jaarbeeld(client, wethouder):
    antwoord = als(client, wethouder).get(reverse("jaarbeeld"))
    assert [keuze["naam"] for keuze in antwoord.context["navigatie"]] == ["Jaarbeeld"]
    assert (
        "Er is nog geen jaarverslag voorgelegd. Zodra dat gebeurt, leest u het hier." in antwoord.content.decode()
    )


def test_who_makes_the_report_puts_it_forward_and_takes_it_back(client, eva, run):
    als(client, eva)
    toen = {"version": run.version}
    antwoord = client.post(adres("verslagrun_voorleggen", run), toen, follow=True)
    run.refresh_from_db()
    assert (run.voorgelegd_door, "Haal terug" in antwoord.content.decode()) == (eva, True)
    # From a page that is older than that.
    for knop in ("verslagrun_voorleggen", "verslagrun_terughalen"):
        antwoord = client.post(adres(knop, run), toen, follow=True)
        assert [str(een) for een in antwoord.context["messages"]] == [OUD]
    antwoord = client.post(adres("verslagrun_terughalen", run), {"version": run.version}, follow=True)
    run.refresh_from_db()
    assert (run.voorgelegd_op, "Leg voor aan de wethouder" in antwoord.content.decode()) == (None, True)


def test_a_report_with_a_failing_control_is_refused_in_a_sentence(client, eva, zoetermeer):
    run = klaar(zoetermeer, eva, controles=[FOUT, ControleUitslag("goed", "Wat wel klopt", True)])
    als(client, eva)
    zin = "1 controle klopt niet: Rijen en totaal. Herstel dit in de dossiers en maak het jaarverslag opnieuw."
    pagina = client.get(adres("verslagrun", run)).content.decode()
    assert (zin in pagina, "Leg voor aan de wethouder" in pagina) == (True, False)
    antwoord = client.post(adres("verslagrun_voorleggen", run), {"version": run.version}, follow=True)
    run.refresh_from_db()
    assert ([str(een) for een in antwoord.context["messages"]], run.voorgelegd_op) == ([zin], None)


@pytest.mark.parametrize("status", [een for een in RunStatus if een != RunStatus.KLAAR])
def test_only_a_report_that_is_ready(zoetermeer, eva, status):
    run = run_in(zoetermeer, eva, status=status)
    with pytest.raises(ValidationError) as fout:
        actions.leg_voor(run, door=eva, op=OP)
    assert fout.value.messages == [voorleggen.NIET_KLAAR]
    # And the database, for who does it another way.
    with pytest.raises(IntegrityError), transaction.atomic():
        Verslagrun.objects.filter(pk=run.pk).update(voorgelegd_op=OP, voorgelegd_door=eva)


def test_twice_is_refused_and_two_of_one_year_too(zoetermeer, eva, run):
    tweede = klaar(zoetermeer, eva)
    with pytest.raises(ValidationError) as niet:
        actions.haal_terug(run, door=eva, op=OP)
    actions.leg_voor(run, door=eva, op=OP)
    with pytest.raises(ValidationError) as nogmaals:
        actions.leg_voor(run, door=eva, op=OP)
    with pytest.raises(ValidationError) as ander:
        actions.leg_voor(tweede, door=eva, op=OP)
    assert [fout.value.messages for fout in (niet, nogmaals, ander)] == [
        [actions.NIET_VOORGELEGD],
        [actions.AL_VOORGELEGD],
        ["Over 2023-2024 is al een ander jaarverslag voorgelegd. Haal dat eerst terug."],
    ]
    actions.haal_terug(run, door=eva, op=OP)
    actions.leg_voor(tweede, door=eva, op=OP)


def test_the_wethouder_gets_an_email_each_time_and_nobody_else(zoetermeer, eva, wethouder, iris, carla, run):
    for _ in range(2):
        actions.leg_voor(run, door=eva, op=OP)
        actions.haal_terug(run, door=eva, op=OP)
    assert Opdracht.objects.count() == 2
    veeg()
    assert [(een.to, een.subject) for een in mail.outbox] == [
        (["wethouder@voorbeeld.test"], "Er is een jaarverslag aan u voorgelegd")
    ] * 2


def test_who_put_it_forward_stays_known_after_it_was_taken_back(eva, anna, run):
    actions.leg_voor(run, door=eva, op=OP)
    actions.haal_terug(run, door=anna, op=OP)
    historie = run.events.order_by("pgh_id").values_list("pgh_label", "voorgelegd_op", "voorgelegd_door")
    assert list(historie) == [("insert", None, None), ("update", OP, eva.pk), ("update", None, None)]


def test_the_jaarbeeld_says_what_the_reports_say(client, zoetermeer, eva, wethouder):
    for een in (klaar(zoetermeer, eva), klaar(zoetermeer, eva, 2022, meldingen=2446)):
        actions.leg_voor(een, door=eva, op=OP)
    klaar(zoetermeer, eva, 2021, meldingen=9999)
    als(client, wethouder)
    antwoord = client.get(reverse("jaarbeeld"))
    assert [tegel for deel in antwoord.context["themas"] for tegel in deel["tegels"]] == [
        {"getal": "2.566", "label": "meldingen van verzuim en zorg", "verschil": "120 meer dan het jaar ervoor"},
        {"getal": "1,7%", "label": "van de doelgroep werd nieuwe vsv'er", "verschil": ""},
    ]
    assert antwoord.context["jaren"] == ["2022-2023", "2023-2024"]
    assert [regel["waarden"] for regel in antwoord.context["reeks"] if regel["waarden"] != ["–", "–"]] == [
        ["2.446", "2.566"],
        ["1,7%", "1,7%"],
    ]
    pagina = antwoord.content.decode()
    assert ("Soorten meldingen" in pagina, "9.999" in pagina, "Halt" in pagina) == (True, False, False)
    eerder = client.get(reverse("jaarbeeld"), {"schooljaar": 2022})
    assert eerder.context["themas"][0]["tegels"][0] == {
        "getal": "2.446",
        "label": "meldingen van verzuim en zorg",
        "verschil": "",
    }


@pytest.mark.parametrize("schooljaar", ["2021", "x", "2023%00"])
def test_a_year_that_was_not_put_forward_does_not_exist(client, eva, wethouder, zoetermeer, run, schooljaar):
    klaar(zoetermeer, eva, 2021)
    actions.leg_voor(run, door=eva, op=OP)
    assert als(client, wethouder).get(reverse("jaarbeeld"), {"schooljaar": schooljaar}).status_code == 404


def test_nothing_of_another_gemeente(client, anders, carla, wethouder, eva, run):
    with in_gemeente(anders.pk):
        actions.leg_voor(klaar(anders, carla, meldingen=7777), door=carla, op=OP)
    antwoord = als(client, wethouder).get(reverse("jaarbeeld"))
    assert (antwoord.context["run"], "7.777" in antwoord.content.decode()) == (None, False)
    assert als(client, carla).post(adres("verslagrun_voorleggen", run)).status_code == 404


@pytest.mark.parametrize(("wie", "mag"), [("wethouder", True), ("iris", True), ("gijs", True), ("eva", False)])
def test_the_file_is_offered_to_who_may_have_it(client, request, eva, run, wie, mag):
    actions.leg_voor(run, door=eva, op=OP)
    als(client, request.getfixturevalue(wie))
    pagina = client.get(reverse("jaarbeeld")).content.decode()
    haalt = client.get(adres("verslagrun_pdf", run)).status_code
    assert (adres("verslagrun_pdf", run) in pagina, haalt == 200) == (mag, mag)


@pytest.mark.parametrize(("wie", "verwacht"), [("hanna", 403), ("joris", 403), ("iris", 200), ("floor", 200)])
def test_who_else_sees_the_jaarbeeld(client, request, run, wie, verwacht):
    assert als(client, request.getfixturevalue(wie)).get(reverse("jaarbeeld")).status_code == verwacht
