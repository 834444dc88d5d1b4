"""The nightly run: it finds, keeps, takes back; run again, nothing changes. And what an officer does with it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DataError, transaction

from leerplicht.dossier.actions import open_zaak, registreer_leerling, schrijf_in, schrijf_uit, sluit_zaak
from leerplicht.models import Gebeurtenis, Inschrijving, Leerling, Taak, Toewijzing, Zaak
from leerplicht.toegang.gemeente import in_gemeente
from meldingen.actions import beslis, registreer_melding, registreer_vrijstelling, sluit_onderzoek
from meldingen.models import Onderzoek, Signaal
from meldingen.signalen import actions, openen, rules
from meldingen.signalen.actions import Uitslag, doe_niets, heropen_signaal, signaleer, start_onderzoek_na
from meldingen.signalen.zeef import zeef
from meldingen.tasks import signaleer_gemeente

DAG = date(2024, 3, 5)
NIETS = Uitslag(nieuw=0, heropend=0, vervallen=0, te_veel=False)


def stand():
    """All that a run writes."""
    rijen = [Signaal, Zaak, Toewijzing, Taak, Gebeurtenis]
    return [sorted(model.objects.values_list(flat=False), key=str) for model in rijen]


def open_soorten():
    return sorted(Signaal.objects.open().values_list("leerling__voornaam", "soort"))


@pytest.fixture
def signaal(zoetermeer, noa):
    assert signaleer(zoetermeer, op=DAG) == Uitslag(nieuw=1, heropend=0, vervallen=0, te_veel=False)
    return Signaal.objects.get()


def test_a_signaal_is_a_zaak_of_the_team_with_a_task(signaal, zoe, noa, anna, dirk):
    zaak = signaal.zaak
    assert (signaal.leerling, signaal.soort, signaal.aanleiding_op) == (noa, "absoluut", date(2023, 8, 1))
    assert (zaak.soort, zaak.compartiment, zaak.nummer, str(zaak.toewijzingen.get())) == (
        "signaal",
        "toezicht",
        1,
        "team",
    )
    assert [(taak.titel, taak.vervalt_op) for taak in zaak.taken.open()] == [
        ("Signaal bekijken", date(2024, 3, 19))
    ]
    assert [(een.titel, een.toelichting) for een in zaak.gebeurtenissen.all()] == [
        ("Signaal: Niet ingeschreven", signaal.waarom)
    ]
    assert list(Signaal.objects.zichtbaar_voor(anna)) == [signaal]
    assert list(Signaal.objects.zichtbaar_voor(dirk)) == []


def test_running_again_changes_nothing_also_when_it_was_handled(signaal, zoetermeer, anna):
    eerst = stand()
    assert [signaleer(zoetermeer, op=DAG), signaleer(zoetermeer, op=DAG + timedelta(1))] == [NIETS, NIETS]
    assert stand() == eerst
    doe_niets(signaal, reden="bekend", op=DAG, door=anna)
    daarna = stand()
    assert [signaleer(zoetermeer, op=DAG), signaleer(zoetermeer, op=date(2024, 7, 31))] == [NIETS, NIETS]
    assert stand() == daarna
    # The next school year asks again, when its enrolments can be there.
    assert signaleer(zoetermeer, op=date(2024, 8, 31)) == NIETS
    assert signaleer(zoetermeer, op=date(2024, 9, 1)).nieuw == 1


def test_an_open_signaal_lives_on_in_the_next_school_year(signaal, zoetermeer):
    for dag in (date(2024, 7, 31), date(2024, 8, 1), date(2024, 9, 1), date(2024, 10, 1)):
        assert signaleer(zoetermeer, op=dag) == NIETS
    assert open_soorten() == [("Noa", "absoluut")]


def test_it_closes_by_itself_and_comes_back_as_the_same_one(signaal, zoetermeer, noa, college, code):
    vmbo = code("onderwijssoort", "vmbo")
    schrijf_in(noa, school=college, onderwijssoort=vmbo, leerjaar=1, van=date(2024, 3, 1), door=None)
    assert signaleer(zoetermeer, op=DAG) == Uitslag(nieuw=0, heropend=0, vervallen=1, te_veel=False)
    signaal.refresh_from_db()
    laatste = signaal.zaak.gebeurtenissen.first()
    assert (signaal.uitkomst, signaal.zaak.gesloten_op, signaal.zaak.taken.open().count()) == ("vervallen", DAG, 0)
    assert (laatste.titel, laatste.toelichting) == (
        "Signaal vervallen",
        "De leerling is nu ingeschreven, of er geldt geen plicht meer.",
    )
    assert signaleer(zoetermeer, op=DAG) == NIETS
    Inschrijving.objects.all().delete()
    assert signaleer(zoetermeer, op=DAG) == Uitslag(nieuw=0, heropend=1, vervallen=0, te_veel=False)
    signaal.refresh_from_db()
    assert (signaal.uitkomst, signaal.zaak.gesloten_op, signaal.zaak.taken.open().count()) == ("", None, 1)
    assert signaleer(zoetermeer, op=DAG) == NIETS


def test_who_left_the_school_later_gives_a_signaal_of_its_own(signaal, zoetermeer, noa, college, code, anna):
    doe_niets(signaal, reden="geregeld", op=DAG, door=anna)
    inschrijving = schrijf_in(
        noa, school=college, onderwijssoort=code("onderwijssoort", "vmbo"), leerjaar=1, van=DAG, door=None
    )
    schrijf_uit(inschrijving, tot_en_met=date(2024, 5, 1), door=None)
    assert signaleer(zoetermeer, op=date(2024, 5, 8)) == NIETS
    assert signaleer(zoetermeer, op=date(2024, 5, 9)).nieuw == 1
    assert Signaal.objects.open().get().aanleiding_op == date(2024, 5, 2)


@pytest.mark.parametrize(
    ("velden", "reden"),
    [
        ({"overleden_op": DAG}, "overleden"),
        ({"vertrokken_op": DAG, "vertrokken_naar": "Delft"}, "vertrokken"),
    ],
)
def test_the_line_says_what_is_known_now(signaal, zoetermeer, velden, reden):
    Leerling.objects.update(**velden)
    assert signaleer(zoetermeer, op=DAG).vervallen == 1
    assert reden in signaal.zaak.gebeurtenissen.first().toelichting
    # The signaal itself is no open dossier about which another one should come.
    assert open_soorten() == []


def test_particulier_onderwijs_is_an_enrolment(zoetermeer, noa, college, code):
    particulier = code("onderwijssoort", "particulier")
    schrijf_in(noa, school=college, onderwijssoort=particulier, leerjaar=1, van=date(2023, 8, 1), door=None)
    assert zeef(zoetermeer.pk, DAG).regels == []


@pytest.mark.parametrize(("grondslag", "reden"), [("5_onder_b", "vrijgesteld"), ("5_onder_c", "buitenland")])
def test_a_vrijstelling_is_sifted_from_the_request_on(zoetermeer, noa, anna, vandaag, grondslag, reden):
    vrijstelling = registreer_vrijstelling(
        noa, grondslag=grondslag, ontvangen_op=date(2024, 1, 8), op=vandaag, door=anna
    )
    assert [str(reden) for reden, _ in zeef(zoetermeer.pk, DAG).per_reden()] == ["aanvraag"]
    beslis(
        vrijstelling,
        besluit="verleend",
        besloten_op=date(2024, 1, 15),
        geldig_van=date(2024, 1, 15),
        geldig_tot_en_met=date(2024, 7, 31),
        motivering="",
        op=vandaag,
        door=anna,
    )
    assert [str(reden) for reden, _ in zeef(zoetermeer.pk, DAG).per_reden()] == [reden]
    assert [regel.oordeel.reden for regel in zeef(zoetermeer.pk, date(2024, 9, 1)).regels] == [None]


def test_from_signaal_to_onderzoek(signaal, zoetermeer, noa, anna):
    onderzoek = start_onderzoek_na(signaal, op=DAG, door=anna)
    signaal.refresh_from_db()
    assert (signaal.uitkomst, signaal.onderzoek, signaal.zaak.gesloten_op) == ("onderzoek", onderzoek, DAG)
    assert (onderzoek.toelichting, onderzoek.zaak.toewijzingen.get().gebruiker) == (signaal.waarom, anna)
    with pytest.raises(ValidationError, match="al afgehandeld op 05-03-2024"):
        doe_niets(signaal, reden="bekend", op=DAG, door=anna)
    assert signaleer(zoetermeer, op=DAG) == NIETS
    sluit_onderzoek(onderzoek, uitkomst="ingeschreven", afgerond_op=DAG, op=DAG, door=anna)
    assert signaleer(zoetermeer, op=date(2024, 6, 1)) == NIETS


def test_a_signaal_is_no_onderzoek_and_counts_nowhere(signaal):
    assert Onderzoek.objects.count() == 0


def test_nothing_to_do_needs_a_reason_and_can_be_taken_back(signaal, zoetermeer, anna):
    with pytest.raises(ValidationError) as fout:
        doe_niets(signaal, reden="anders", op=DAG, door=anna)
    assert fout.value.message_dict == {"toelichting": ["Schrijf op waarom er niets te doen is."]}
    doe_niets(signaal, reden="anders", toelichting="thuis in Gouda", op=DAG, door=anna)
    heropen_signaal(signaal, waarom="vergissing", op=DAG, door=anna)
    signaal.refresh_from_db()
    assert (signaal.uitkomst, signaal.reden, signaal.zaak.gesloten_op) == ("", "", None)
    with pytest.raises(ValidationError, match="kunt u heropenen"):
        heropen_signaal(signaal, waarom="nog eens", op=DAG, door=anna)
    assert signaleer(zoetermeer, op=DAG) == NIETS


def test_open_work_about_birthdays_moves_and_deaths(zoetermeer, zoe, anna, dirk):
    """zoe: born 02-09-2009, enrolled; kwalificatieplichtig from 01-08-2026, 18 on 02-09-2027."""
    dossier = registreer_melding(zoe, soort="zorg", gemeld_op=DAG, op=DAG, door=anna, eigenaar=anna).zaak
    open_zaak(zoe, soort="traject", op=DAG, door=dirk, compartiment="doorstroompunt")
    dagen = [date(2026, 7, 31), date(2026, 8, 1), date(2027, 9, 1), date(2027, 9, 2), date(2036, 9, 2)]
    gevonden = []
    for dag in dagen:
        signaleer(zoetermeer, op=dag)
        gevonden.append([soort for _, soort in open_soorten()])
    assert gevonden == [
        [],
        ["kwalificatieplicht"],
        ["kwalificatieplicht"],
        ["achttien_dossier"],
        ["achttien_dossier", "leeftijdsgrens"],
    ]
    Leerling.objects.update(vertrokken_op=date(2036, 9, 3))
    signaleer(zoetermeer, op=date(2036, 9, 3))
    assert [soort for _, soort in open_soorten()] == ["vertrokken", "vertrokken_traject"]
    Leerling.objects.update(overleden_op=date(2036, 9, 4))
    signaleer(zoetermeer, op=date(2036, 9, 4))
    assert [soort for _, soort in open_soorten()] == ["overleden", "overleden_traject"]
    sluit_zaak(dossier, op=date(2036, 9, 5), door=anna)
    signaleer(zoetermeer, op=date(2036, 9, 5))
    assert [soort for _, soort in open_soorten()] == ["overleden_traject"]
    assert list(Signaal.objects.zichtbaar_voor(dirk).open()) == list(Signaal.objects.open())


def test_eighteen_without_school_is_for_the_doorstroompunt(zoetermeer, noa, anna, dirk):
    achttien = date(2028, 5, 12)
    signaleer(zoetermeer, op=achttien)
    assert open_soorten() == [("Noa", "achttien_zonder_school")]
    assert (Signaal.objects.zichtbaar_voor(anna).count(), Signaal.objects.zichtbaar_voor(dirk).count()) == (0, 1)
    assert signaleer(zoetermeer, op=date(2028, 12, 1)) == NIETS
    open_zaak(noa, soort="traject", op=achttien, door=dirk, compartiment="doorstroompunt")
    assert signaleer(zoetermeer, op=date(2028, 12, 1)).vervallen == 1


def test_without_enrolments_nobody_drowns(zoetermeer, noa, monkeypatch):
    monkeypatch.setattr(rules, "HOOGSTENS", 0)
    assert signaleer(zoetermeer, op=DAG) == Uitslag(nieuw=0, heropend=0, vervallen=0, te_veel=True)
    assert Signaal.objects.count() == 0


def test_a_run_that_dies_halfway_leaves_nothing(zoetermeer, noa, monkeypatch):
    eerst = stand()
    monkeypatch.setattr(openen, "NAGAAN", "x" * 161)
    with pytest.raises(DataError), transaction.atomic():
        signaleer(zoetermeer, op=DAG)
    assert stand() == eerst
    monkeypatch.undo()
    assert signaleer(zoetermeer, op=DAG).nieuw == 1


def test_each_gemeente_has_its_own(zoetermeer, anders, noa, vandaag):
    with in_gemeente(anders.pk):
        registreer_leerling(
            gemeente=anders, door=None, voornaam="E", achternaam="Lders", geboortedatum=vandaag - timedelta(3000)
        )
    signaleer_gemeente(anders.pk)
    assert Signaal.objects.count() == 0
    with in_gemeente(anders.pk):
        gevonden = Signaal.objects.get()
        assert gevonden.leerling.achternaam == "Lders"
        assert actions.zeef(anders.pk, vandaag).leerplichtigen == 1
