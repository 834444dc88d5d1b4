"""The pages of the privacy officer: who looked and changed, found again; and that looking there is logged too."""

import datetime
import io
from collections import Counter

import pytest
from django.db import transaction
from django.utils import timezone
from pypdf import PdfReader

from leerplicht.dossier.actions import leg_vast, plan_taak, registreer_betrokkene
from leerplicht.models import Aanstelling, Document, Leerling, Logregel, Zaak
from leerplicht.onderdeel import paginanaam
from leerplicht.toegang.gemeente import in_gemeente
from leerplicht.toegang.logboek.geschiedenis import door_programma
from leerplicht.toegang.logboek.inzage import Dagregel, Samengevat, dagregels, vat_samen
from leerplicht.toegang.logboek.wijzigingen import Stap, _geschiedenissen, wijzigingen
from tests.cast import _gebruiker
from tests.leerlingen import *  # noqa: F403 - the leerlingen of these tests

PAGINAS = ("", "leerlingen/{noa}/", "leerlingen/{noa}/wijzigingen/", "leerlingen/{noa}/inzage/", "collegas/")


def _rijen(antwoord) -> list[tuple]:
    assert antwoord.status_code == 200
    return [(regel.collega, regel.wat, regel.waarvoor, regel.meer) for regel in antwoord.context["regels"]]


def _zoek(client, tekst):
    antwoord = client.post("/privacy/", {"tekst": tekst}, follow=True)
    assert tekst not in antwoord.request["QUERY_STRING"] or not tekst
    return [leerling.pk for leerling in antwoord.context["leerlingen"]]


@pytest.mark.parametrize(
    ("route", "naam"),
    [
        ("start", "Werkvoorraad"),
        ("melding_nieuw", "Melding toevoegen"),
        ("gebruiker_rol_beeindigen", "Gebruiker rol beeindigen"),
        ("meldingen_xlsx", "Meldingen downloaden als Excel"),
        ("", ""),
    ],
)
def test_a_page_is_called_as_it_reads(route, naam):
    assert paginanaam(route) == naam


# --- who may come here


@pytest.mark.parametrize("naam", ["anna", "gijs", "dirk", "eva", "hanna", "iris", "floor", "wethouder"])
def test_only_the_privacy_officer_enters(als, noa, naam, request):
    wie = request.getfixturevalue(naam)
    adressen = [f"/privacy/{pad}".format(noa=noa.pk) for pad in (*PAGINAS, f"collegas/{wie.pk}/")]
    assert {als(wie).get(adres).status_code for adres in adressen} == {403}
    assert Logregel.objects.count() == 0


def test_the_privacy_officer_reads_no_dossier(als, joris, noa, meld):
    melding = meld(noa)
    adressen = (f"/leerlingen/{noa.pk}/", "/leerlingen/", f"/meldingen/{melding.pk}/")
    assert {als(joris).get(adres).status_code for adres in adressen} == {403}


def test_nothing_of_another_gemeente(als, joris, carla, elders, anders):
    als(carla).get(f"/leerlingen/{elders.leerling_id}/")
    client = als(joris)
    paden = [*(pad.format(noa=elders.leerling_id) for pad in PAGINAS[1:4]), f"collegas/{carla.pk}/"]
    assert {client.get(f"/privacy/{pad}").status_code for pad in paden} == {404}
    assert _zoek(client, "Onzichtbaar") == []
    assert [regel["collega"].naam for regel in client.get("/privacy/collegas/").context["regels"]] == ["Joris"]


# --- finding somebody


def test_a_leerling_is_found_by_name_or_number_and_never_shown_unasked(als, joris, noa, zoe):
    client = als(joris)
    assert [_zoek(client, tekst) for tekst in ("", "vries", "111 222 333", "celik", "niemand")] == [
        [],
        [noa.pk],
        [noa.pk],
        [zoe.pk],
        [],
    ]
    getoond = client.post("/privacy/", {"tekst": "vries"}, follow=True).content.decode()
    assert ("111222333" in getoond, "12-05-2010" in getoond) == (False, True)


def test_a_search_of_another_session_is_not_shown(als, joris, noa):
    antwoord = als(joris).get("/privacy/?zoek=onbekend")
    assert (antwoord.context["leerlingen"], "Deze zoekvraag is verlopen" in antwoord.content.decode()) == (
        [],
        True,
    )


def test_who_left_stays_in_the_list(als, joris, anna, noa):
    als(anna).get(f"/leerlingen/{noa.pk}/")
    Aanstelling.objects.filter(gebruiker=anna).delete()
    client = als(joris)
    regels = client.get("/privacy/collegas/").context["regels"]
    assert [(regel["collega"].naam, regel["rol"]) for regel in regels] == [
        ("Anna", ""),
        ("Joris", "Privacy officer"),
    ]
    assert len(_rijen(client.get(f"/privacy/collegas/{anna.pk}/"))) == 1


# --- who looked


def test_who_looked_alone_and_in_a_list(als, joris, anna, bram, noa, zoe):
    als(anna).get(f"/leerlingen/{noa.pk}/")
    als(bram).get("/leerlingen/")
    als(bram).get(f"/leerlingen/{zoe.pk}/")
    assert _rijen(als(joris).get(f"/privacy/leerlingen/{noa.pk}/")) == [
        ("Bram", "in een lijst gezien", "Een leerling opzoeken", 1),
        ("Anna", "bekeken", "Werken aan het dossier", 0),
    ]


def test_of_a_colleague_about_whom(als, joris, anna, noa, zoe):
    als(anna).get("/leerlingen/")
    als(anna).get(f"/leerlingen/{zoe.pk}/")
    antwoord = als(joris).get(f"/privacy/collegas/{anna.pk}/")
    assert [(regel.pagina, dict(regel.leerlingen), regel.meer) for regel in antwoord.context["regels"]] == [
        ("Leerling", {zoe.pk: "Zoë Çelik"}, 0),
        ("Leerlingen", {noa.pk: "Noa de Vries", zoe.pk: "Zoë Çelik"}, 0),
    ]


def test_filters_and_what_is_no_filter(als, joris, anna, bram, noa):
    als(anna).get(f"/leerlingen/{noa.pk}/")
    als(bram).get("/leerlingen/")
    vandaag = timezone.localdate()
    morgen, gisteren = vandaag + datetime.timedelta(1), vandaag - datetime.timedelta(1)
    client, adres = als(joris), f"/privacy/leerlingen/{noa.pk}/"
    gevonden = {
        vraag: [regel.collega for regel in client.get(f"{adres}?{vraag}").context["regels"]]
        for vraag in (
            f"collega={anna.pk}",
            "handeling=lijst",
            "doel=dossier",
            f"van={vandaag:%d-%m-%Y}&tot_en_met={vandaag:%d-%m-%Y}&collega={anna.pk}",
            f"van={morgen:%d-%m-%Y}",
            f"tot_en_met={gisteren:%d-%m-%Y}",
            "colega=1",
            "doel=alles",
        )
    }
    assert list(gevonden.values()) == [["Anna"], ["Bram"], ["Anna"], ["Anna"], [], [], [], []]


def test_looking_here_is_logged_itself(als, joris, anna, noa):
    als(anna).get(f"/leerlingen/{noa.pk}/")
    client = als(joris)
    begin = Logregel.objects.latest("pk").pk
    for pad in (f"leerlingen/{noa.pk}/", f"leerlingen/{noa.pk}/wijzigingen/", f"collegas/{anna.pk}/"):
        client.get(f"/privacy/{pad}")
    client.get(f"/privacy/collegas/{joris.pk}/?doel=registreren")
    _zoek(client, "vries")
    client.get(f"/privacy/leerlingen/{noa.pk}/inzage/?van=01-01-2026&tot_en_met=31-12-2026")
    assert [
        (een.route, een.handeling, een.doel, een.leerlingen, een.collega_id)
        for een in Logregel.objects.filter(pk__gt=begin).order_by("pk")
    ] == [
        ("privacy_leerling", "bekeken", "controle", [noa.pk], None),
        ("privacy_wijzigingen", "bekeken", "controle", [noa.pk], None),
        ("privacy_collega", "bekeken", "controle", [noa.pk], anna.pk),
        ("privacy_collega", "bekeken", "controle", [], joris.pk),
        ("privacy", "gezocht", "controle", [noa.pk], None),
        ("privacy_inzage", "gedownload", "inzage", [noa.pk], None),
    ]


def test_what_a_colleague_was_refused_is_not_shown_as_seen(als, joris, anna, noa):
    als(anna).get(f"/leerlingen/{noa.pk}/melding/bestaat-niet/")
    regels = als(joris).get(f"/privacy/leerlingen/{noa.pk}/").context["regels"]
    assert [(regel.collega, regel.getoond) for regel in regels] == [("Anna", False)]


@pytest.mark.parametrize("aantal", [1, 3])
def test_the_pages_cost_the_same_with_one_row_and_with_three(
    als, joris, anna, noa, zoe, aantal, django_assert_num_queries
):
    for _ in range(aantal):
        als(anna).get("/leerlingen/")
    client = als(joris)
    client.get("/privacy/")
    # Ten for the frame, one for the logbook; the leerling, who was merged with him, who looked, their names,
    # count, ids, rows, names.
    with django_assert_num_queries(19):
        client.get(f"/privacy/leerlingen/{noa.pk}/")
    # The colleague, count, ids, rows, leerlingen, names.
    with django_assert_num_queries(17):
        client.get(f"/privacy/collegas/{anna.pk}/")


@pytest.mark.parametrize("aantal", [1, 3])
def test_the_changes_cost_the_same_with_one_and_with_three(
    als, joris, anna, noa, aantal, django_assert_num_queries
):
    for _ in range(aantal):
        als(anna).post(f"/leerlingen/{noa.pk}/betrokkene/", {"naam": "Ouder", "relatie": "ouder"})
    client = als(joris)
    client.get("/privacy/")
    # Ten for the frame, two for the logbook; the leerling, opsporing, who was merged with him, names, and each
    # kind of history once.
    with django_assert_num_queries(16 + len(_geschiedenissen())):
        client.get(f"/privacy/leerlingen/{noa.pk}/wijzigingen/")


# --- who changed


def _stappen(gebruiker, leerling) -> Counter:
    alle = [stap for een in wijzigingen(gebruiker, leerling) for stap in een.stappen]
    return Counter({(stap.wat, stap.velden): stap.aantal for stap in alle})


def test_who_changed_which_fields_and_not_what_they_hold(als, joris, anna, noa):
    gegevens = {"voornaam": "Noor", "achternaam": "Vries", "geboortedatum": "12-05-2010", "version": noa.version}
    antwoord = als(anna).post(
        f"/leerlingen/{noa.pk}/wijzigen/", {**gegevens, "tussenvoegsel": "de", "bsn": "111222333"}
    )
    assert antwoord.status_code == 302
    pagina = als(joris).get(f"/privacy/leerlingen/{noa.pk}/wijzigingen/")
    assert [(een.door, een.stappen, een.pagina) for een in pagina.context["pagina"]] == [
        ("Anna", [Stap("leerling gewijzigd", ("voornaam",), 1)], "Leerling wijzigen"),
        ("Niet bekend", [Stap("leerling toegevoegd", (), 1)], ""),
    ]
    assert "Noa" not in pagina.content.decode().replace("Noor", "")


def test_changes_of_everything_that_leads_to_the_leerling(zoetermeer, joris, anna, noa, zoe, meld):
    meld(noa)
    meld(zoe)
    registreer_betrokkene(noa, door=anna, naam="Ouder", relatie="ouder")
    assert set(_stappen(joris, noa)) >= {
        (f"{wat} toegevoegd", ()) for wat in ("leerling", "zaak", "melding", "toewijzing", "taak", "betrokkene")
    }
    with in_gemeente(zoetermeer.pk), transaction.atomic():
        Leerling.objects.filter(pk=zoe.pk).update(straat="Dorpsstraat 1")
    gewijzigd = ("leerling gewijzigd", ("straat en huisnummer",))
    assert (gewijzigd in _stappen(joris, zoe), gewijzigd in _stappen(joris, noa)) == (True, False)


def test_nobody_else_reads_the_changes(anna, floor, noa):
    assert (wijzigingen(anna, noa), wijzigingen(floor, noa)) == ([], [])


def test_one_request_is_one_row_that_can_be_filtered(als, joris, anna, bram, noa):
    for wie in (anna, bram):
        als(wie).post(f"/leerlingen/{noa.pk}/betrokkene/", {"naam": "Ouder", "relatie": "ouder"})
    with door_programma("opschonen"):
        Leerling.objects.filter(pk=noa.pk).update(plaats="Delft")
    vandaag = timezone.localdate()
    morgen = vandaag + datetime.timedelta(1)
    client = als(joris)

    def gevonden(vraag):
        pagina = client.get(f"/privacy/leerlingen/{noa.pk}/wijzigingen/?{vraag}").context["pagina"]
        return sorted(een.door for een in pagina.object_list)

    iedereen = ["Anna", "Bram", "Het programma", "Niet bekend"]
    assert {
        vraag: gevonden(vraag)
        for vraag in (
            "",
            f"door={anna.pk}",
            "door=Het+programma",
            f"van={vandaag:%d-%m-%Y}&tot_en_met={vandaag:%d-%m-%Y}",
            f"van={morgen:%d-%m-%Y}",
            "van=vandaag",
            "collega=1",
            f"door={joris.pk}",
        )
    } == {
        "": iedereen,
        f"door={anna.pk}": ["Anna"],
        "door=Het+programma": ["Het programma"],
        f"van={vandaag:%d-%m-%Y}&tot_en_met={vandaag:%d-%m-%Y}": iedereen,
        f"van={morgen:%d-%m-%Y}": [],
        "van=vandaag": [],
        "collega=1": [],
        f"door={joris.pk}": [],
    }


def _document(zaak, anna) -> Document:
    return Document.objects.create(
        gemeente_id=zaak.gemeente_id,
        zaak=zaak,
        naam="brief.pdf",
        omschrijving="Brief",
        mime="application/pdf",
        grootte=1,
        sha256="0" * 64,
        toegevoegd_door=anna,
    )


def test_a_reason_is_shown_unless_it_would_tell_of_opsporing(als, joris, anna, gijs, noa, meld):
    gewoon, opsporing = meld(noa), meld(noa)
    leg_vast(
        opsporing.zaak,
        soort="besluit",
        titel="Proces-verbaal opgemaakt",
        op=timezone.localdate(),
        door=gijs,
        compartiment="opsporing",
    )
    documenten = [_document(melding.zaak, anna) for melding in (gewoon, opsporing)]
    for document, waarom in zip(documenten, ("Hoort bij een ander", "Halt stuurde een nieuwe"), strict=True):
        antwoord = als(anna).post(
            f"/documenten/{document.pk}/intrekken/", {"waarom": waarom, "version": document.version}
        )
        assert antwoord.status_code == 302
    gezien = als(joris).get(f"/privacy/leerlingen/{noa.pk}/wijzigingen/")
    redenen = [(een.door, een.pagina, een.reden) for een in gezien.context["pagina"] if een.gebruiker_id]
    assert redenen == [("Anna", "Document intrekken", ""), ("Anna", "Document intrekken", "Hoort bij een ander")]
    assert ("“Hoort bij een ander”" in gezien.content.decode(), "Halt" in gezien.content.decode()) == (True, False)


def test_a_zaak_of_opsporing_changes_nothing_here(joris, noa, meld):
    eerder = _stappen(joris, noa)
    zaak = Zaak.objects.create(
        gemeente_id=noa.gemeente_id,
        nummer=999,
        leerling=noa,
        soort="melding",
        compartiment="opsporing",
        geopend_op=timezone.localdate(),
    )
    plan_taak(zaak, titel="Verhoor", vervalt_op=timezone.localdate(), waarom="afspraak", door=None)
    assert _stappen(joris, noa) == eerder


def test_opsporing_shows_in_no_word(als, joris, gijs, noa, meld, code):
    """A Halt referral changes the same fields as any other result, and its event is on no page here."""
    melding = meld(noa)
    leg_vast(
        melding.zaak,
        soort="besluit",
        titel="Proces-verbaal opgemaakt",
        toelichting="Halt",
        op=datetime.date(2024, 3, 6),
        door=gijs,
        compartiment="opsporing",
    )
    client = als(joris)
    gezien = "".join(client.get(f"/privacy/{pad.format(noa=noa.pk)}").content.decode() for pad in PAGINAS)
    assert [woord for woord in ("Halt", "roces-verbaal", "psporing") if woord in gezien] == []


# --- "Wie keek in mijn dossier"


def _pdf(antwoord) -> str:
    assert (antwoord.status_code, antwoord["Content-Type"]) == (200, "application/pdf")
    assert "vries" not in antwoord["Content-Disposition"].lower()
    lezer = PdfReader(io.BytesIO(antwoord.content))
    assert lezer.metadata.title == "Wie keek in mijn dossier? Gemeente Zoetermeer"
    return " ".join(" ".join(blad.extract_text() for blad in lezer.pages).split())


def test_the_letter_names_days_roles_and_purposes(als, joris, anna, bram, noa):
    for wie in (anna, anna, bram):
        als(wie).get(f"/leerlingen/{noa.pk}/")
    vandaag = timezone.localdate()
    vraag = {"van": f"{vandaag:%d-%m-%Y}", "tot_en_met": f"{vandaag:%d-%m-%Y}"}
    client = als(joris)
    zonder = _pdf(client.get(f"/privacy/leerlingen/{noa.pk}/inzage/", vraag))
    met = _pdf(client.get(f"/privacy/leerlingen/{noa.pk}/inzage/", vraag | {"namen": "on"}))
    regel = f"{vandaag:%d-%m-%Y} Leerplichtambtenaar Uw dossier bekeken (3 keer) Om met uw dossier te werken"
    assert (regel in zonder, "Anna" in zonder, "Noa de Vries" in zonder) == (True, False, True)
    assert f"Leerplichtambtenaar 1 {vandaag.day} " in zonder
    assert "keken medewerkers op 1 dag naar uw gegevens" in zonder
    assert "Anna (Leerplichtambtenaar) Uw dossier bekeken (2 keer)" in met
    assert "Bram (Leerplichtambtenaar) Uw dossier bekeken Om met" in met


def test_the_letter_of_nobody_who_looked(als, joris, noa):
    brief = _pdf(als(joris).get(f"/privacy/leerlingen/{noa.pk}/inzage/?van=01-01-2020&tot_en_met=31-12-2020"))
    assert "In deze periode heeft niemand uw gegevens bekeken." in brief


def test_both_days_of_the_period_count_and_what_was_refused_does_not(joris, anna, noa):
    def las(dag, uur, status=200):
        tijdstip = timezone.make_aware(datetime.datetime(2026, 3, dag, uur, 59))
        Logregel.objects.create(
            gemeente_id=noa.gemeente_id,
            tijdstip=tijdstip,
            gebruiker_id=anna.pk,
            rol="leerplichtambtenaar",
            verzoek="00000000-0000-0000-0000-000000000000",
            route="leerling",
            handeling="bekeken",
            doel="dossier",
            leerlingen=[noa.pk],
            aantal=1,
            status=status,
        )

    las(27, 23)
    las(28, 0)
    # The clock goes forward in the night of the 29th.
    las(29, 23)
    las(30, 0)
    las(29, 12, status=404)
    regels = dagregels(
        joris, noa, van=datetime.date(2026, 3, 28), tot_en_met=datetime.date(2026, 3, 29), namen=False
    )
    assert [(regel.dag.day, regel.aantal) for regel in regels] == [(29, 1), (28, 1)]


def test_the_summary_counts_days_of_each():
    def regel(dag, wie):
        return Dagregel(datetime.date(2026, 3, dag), wie, "Uw dossier bekeken", "Om te controleren wie keek", 2)

    regels = [regel(3, "Teamleider"), regel(3, "Casemanager"), regel(1, "Teamleider"), regel(1, "Teamleider")]
    assert vat_samen(regels) == [
        Samengevat("Teamleider", 2, datetime.date(2026, 3, 3)),
        Samengevat("Casemanager", 1, datetime.date(2026, 3, 3)),
    ]


@pytest.mark.parametrize(
    ("vraag", "veld"),
    [
        ("van=1-1-2026", "tot_en_met"),
        ("van=2-1-2026&tot_en_met=1-1-2026", "tot_en_met"),
        ("van=x&tot_en_met=1-1-2026", "van"),
    ],
)
def test_a_period_that_is_none_is_said_at_the_field(als, joris, noa, vraag, veld):
    antwoord = als(joris).get(f"/privacy/leerlingen/{noa.pk}/inzage/?{vraag}")
    assert (antwoord.status_code, list(antwoord.context["form"].errors)) == (200, [veld])


def test_a_name_that_the_typeface_lacks_is_said(als, joris, noa):
    Leerling.objects.filter(pk=noa.pk).update(voornaam="漢")
    antwoord = als(joris).get(f"/privacy/leerlingen/{noa.pk}/inzage/?van=1-1-2026&tot_en_met=2-1-2026")
    assert antwoord.context["form"].non_field_errors() == [
        "Deze tekens bestaan niet in het lettertype van het verslag: 漢"
    ]


def test_the_privacy_officer_begins_at_his_own_room(als, zoetermeer):
    joris = _gebruiker("Jos", zoetermeer, "privacy_officer")
    assert als(joris).get("/").url == "/privacy/"
