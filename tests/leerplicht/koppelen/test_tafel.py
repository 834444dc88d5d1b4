"""Who is who on a werktafel: the same answers as the rules, and new persons made once."""

import json
from datetime import date

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leerplicht.dossier.actions import registreer_leerling
from leerplicht.inlezen.bron import PERSOON, Bron
from leerplicht.inlezen.vullen import maak_tafel
from leerplicht.inlezen.werktafel import Werktafel
from leerplicht.koppelen.rules import Persoon, kandidaten
from leerplicht.koppelen.tafel import koppel_leerlingen, maak_leerlingen
from leerplicht.models import Gezin, Leerling
from leerplicht.models.leerling import zoeksleutel
from leerplicht.roles import Recht
from leerplicht.toegang.gemeente import in_gemeente

DAG = date(2010, 5, 12)
NIETS = lambda werk: None  # noqa: E731


@pytest.fixture
def leg_neer(zoetermeer):
    """`leg_neer({...}, {...})`: a werktafel with these rows, with the columns of a person or some of them."""

    def werktafel(*rijen, kolommen=tuple(kolom.code for kolom in PERSOON)):
        gekozen = tuple(kolom for kolom in PERSOON if kolom.code in kolommen)
        bron = Bron("proef", "Proef", "", Recht.LEERPLICHT, "rij", "rijen", gekozen, NIETS, NIETS)
        werk = Werktafel(bron, zoetermeer.pk, 1, None, DAG, timezone.now())
        maak_tafel(werk)
        with connection.cursor() as cursor:
            for regel, rij in enumerate(rijen, 2):
                rij = {"achternaam": "Vries", "voornaam": "Noa", "geboortedatum": DAG} | rij
                waarden = {code: rij.get(code) for code in kolommen} | {"regel": regel, "ruw": "[]"}
                waarden["keuze"] = rij.get("keuze", "")
                delen = [rij.get(deel) or "" for deel in ("achternaam", "voornaam", "tussenvoegsel")]
                waarden["zoeknaam"] = zoeksleutel(*delen) if "achternaam" in kolommen else ""
                waarden["fouten"] = json.dumps(rij.get("fouten", []))
                waarden["stand"] = "geweigerd" if "fouten" in rij else "nieuw"
                cursor.execute(
                    f"INSERT INTO {werk.tabel} ({', '.join(waarden)}) VALUES ({', '.join(['%s'] * len(waarden))})",
                    list(waarden.values()),
                )
        return werk

    return werktafel


@pytest.fixture
def ken(zoetermeer):
    def registreer(**velden):
        velden = {"voornaam": "Noa", "achternaam": "Vries", "geboortedatum": DAG} | velden
        return registreer_leerling(gemeente=zoetermeer, door=None, **velden)

    return registreer


def uitkomst(werk):
    """Of each row: its leerling, its stand, its candidates, its mistakes."""
    rijen = werk.vraag("SELECT leerling_id, stand, kandidaten, fouten FROM {t} ORDER BY regel")
    return [
        (leerling, stand, [een["leerling"] for een in json.loads(wie or "[]")], json.loads(fouten))
        for leerling, stand, wie, fouten in rijen
    ]


def test_certain_asked_decided_and_new(leg_neer, ken):
    noa, zoe = ken(bsn="111222333"), ken(voornaam="Zoë", achternaam="Çelik", onderwijsnummer="123456789")
    werk = leg_neer(
        {"bsn": "111222333"},
        {"voornaam": "Zoe", "achternaam": "Celik"},
        {"voornaam": "Zoe", "achternaam": "Celik", "keuze": str(zoe.pk)},
        {"voornaam": "Zoe", "achternaam": "Celik", "keuze": "nieuw", "bsn": "999990019"},
        {"voornaam": "Zoe", "achternaam": "Celik", "keuze": "12345678901234567890"},
        {"voornaam": "Sem", "achternaam": "Bos"},
        {"bsn": "111222333", "fouten": [["straat", "Te lang."]]},
        {"bsn": "111222333", "geboortedatum": date(2011, 5, 12)},
    )
    koppel_leerlingen(werk)
    assert uitkomst(werk) == [
        (noa.pk, "nieuw", [], []),
        (None, "twijfel", [zoe.pk], []),
        (zoe.pk, "nieuw", [], []),
        (None, "nieuw", [], []),
        (None, "twijfel", [zoe.pk], []),
        (None, "nieuw", [], []),
        (None, "geweigerd", [], [["straat", "Te lang."]]),
        (None, "twijfel", [noa.pk], []),
    ]
    ((gevraagd,),) = werk.vraag("SELECT kandidaten FROM {t} WHERE regel = 3")
    assert json.loads(gevraagd) == [{"leerling": zoe.pk, "redenen": ["Zelfde geboortedatum.", "Zelfde naam."]}]
    assert maak_leerlingen(werk) == 2
    assert set(Leerling.objects.values_list("voornaam", "bsn")) == {
        ("Noa", "111222333"),
        ("Zoë", None),
        ("Zoe", "999990019"),
        ("Sem", None),
    }


def test_a_merged_leerling_is_the_survivor(leg_neer, ken):
    blijft, weg = ken(bsn="111222333"), ken(voornaam="Nora", onderwijsnummer="123456789")
    Leerling.objects.filter(pk=weg.pk).update(samengevoegd_met=blijft)
    werk = leg_neer(
        {"onderwijsnummer": "123456789", "voornaam": "Nora"},
        {"voornaam": "Nora", "keuze": str(weg.pk)},
        {"voornaam": "Nora"},
        # The survivor has another BSN: somebody else.
        {"voornaam": "Nora", "bsn": "999990019"},
    )
    koppel_leerlingen(werk)
    assert uitkomst(werk) == [
        (blijft.pk, "nieuw", [], []),
        (blijft.pk, "nieuw", [], []),
        (None, "twijfel", [blijft.pk], []),
        (None, "nieuw", [], []),
    ]


def test_one_new_person_in_many_rows_is_one_leerling_with_all_that_was_told(leg_neer, zoetermeer):
    werk = leg_neer(
        {"bsn": "111222333", "straat": "Dorpsstraat 1", "geslacht": "v", "tussenvoegsel": "de"},
        {"bsn": "111222333", "onderwijsnummer": "123456789", "tussenvoegsel": "de"},
        {"onderwijsnummer": "123456789", "tussenvoegsel": "de"},
        {"tussenvoegsel": "de"},
        # Twins, and somebody without a number.
        {"voornaam": "Tim", "bsn": "999990019"},
        {"voornaam": "Sem"},
        {"voornaam": "Sem"},
    )
    koppel_leerlingen(werk)
    assert maak_leerlingen(werk) == 3
    wie = [rij[0] for rij in uitkomst(werk)]
    assert [wie.index(pk) for pk in wie] == [0, 0, 0, 0, 4, 5, 5]
    noa = Leerling.objects.get(pk=wie[0])
    assert (noa.naam, noa.zoeknaam, noa.bsn, noa.onderwijsnummer, noa.geboortedatum) == (
        "Noa de Vries",
        "vries noa de",
        "111222333",
        "123456789",
        DAG,
    )
    assert (noa.straat, noa.postcode, noa.geslacht, noa.gezin.gemeente, noa.version) == (
        "Dorpsstraat 1",
        "",
        "v",
        zoetermeer,
        1,
    )
    assert Gezin.objects.count() == 3
    # Read in again: everybody is known, by number or as a doubt of who has none.
    werk = leg_neer({"bsn": "111222333"}, {"onderwijsnummer": "123456789"}, {"voornaam": "Sem"})
    koppel_leerlingen(werk)
    assert [(leerling, stand) for leerling, stand, _, _ in uitkomst(werk)] == [
        (noa.pk, "nieuw"),
        (noa.pk, "nieuw"),
        (None, "twijfel"),
    ]


def test_a_number_that_is_taken_is_refused(leg_neer, ken):
    ken(bsn="111222333", onderwijsnummer="123456789")
    werk = leg_neer(
        {"bsn": "111222333", "geboortedatum": date(2011, 1, 1), "keuze": "nieuw"},
        {"bsn": "999990019", "onderwijsnummer": "123456789"},
        {"voornaam": "Sem", "achternaam": "Bos", "bsn": "123456782"},
        {"voornaam": "Sem", "achternaam": "Bos", "bsn": "123456782", "geboortedatum": date(2011, 1, 1)},
        {"voornaam": "Tim", "achternaam": "Bos", "bsn": "111222444", "onderwijsnummer": "999999990"},
        {"voornaam": "Tom", "achternaam": "Bos", "bsn": "111222555", "onderwijsnummer": "999999990"},
    )
    koppel_leerlingen(werk)
    assert [fouten for _, _, _, fouten in uitkomst(werk)] == [
        [["bsn", "Dit BSN is al van een andere leerling."]],
        [["onderwijsnummer", "Dit onderwijsnummer is al van een andere leerling."]],
        [],
        [["bsn", "Dit BSN staat in dit bestand ook bij iemand anders."]],
        [],
        [["onderwijsnummer", "Dit onderwijsnummer staat in dit bestand ook bij iemand anders."]],
    ]
    assert maak_leerlingen(werk) == 2


def test_a_file_with_numbers_alone_finds_who_is_known_and_adds_nobody(leg_neer, ken):
    noa = ken(bsn="111222333")
    werk = leg_neer({"bsn": "111222333"}, {"bsn": "999990019"}, kolommen=("bsn",))
    koppel_leerlingen(werk)
    zin = "Deze leerling kennen wij niet."
    assert uitkomst(werk) == [(noa.pk, "nieuw", [], []), (None, "geweigerd", [], [["bsn", zin]])]
    assert maak_leerlingen(werk) == 0
    # It could have been told who it is.
    werk = leg_neer({"bsn": "999990019", "geboortedatum": None})
    koppel_leerlingen(werk)
    zin = "Deze leerling is er nog niet. Met alleen een nummer kan hij niet worden toegevoegd."
    assert uitkomst(werk) == [(None, "geweigerd", [], [["geboortedatum", zin]])]


def test_only_our_own_gemeente(leg_neer, ken, anders):
    with in_gemeente(anders.pk):
        vreemd = registreer_leerling(
            gemeente=anders, door=None, voornaam="Noa", achternaam="Vries", geboortedatum=DAG, bsn="111222333"
        )
    werk = leg_neer({"bsn": "111222333"}, {"voornaam": "Sem", "keuze": str(vreemd.pk)})
    koppel_leerlingen(werk)
    assert uitkomst(werk) == [(None, "nieuw", [], []), (None, "nieuw", [], [])]


mensen = st.fixed_dictionaries(
    {
        "voornaam": st.sampled_from(["Noa", "Noah", "Noa Maria", "Zoë", "Zoe", "Vries", "Tim"]),
        "achternaam": st.sampled_from(["Vries", "de Vries", "Vriess", "Çelik", "Celik", "Noa", "Bos"]),
        "tussenvoegsel": st.sampled_from(["", "de", "van der"]),
        "geboortedatum": st.sampled_from([DAG, date(2010, 12, 5), date(2010, 5, 13), date(2011, 5, 12)]),
        "bsn": st.sampled_from([None, "111222333", "999990019"]),
        "onderwijsnummer": st.sampled_from([None, "123456789", "987654321"]),
        "straat": st.sampled_from(["", "Dorpsstraat 1"]),
    }
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(bekend=st.lists(mensen, max_size=7), gegeven=st.lists(mensen, min_size=1, max_size=6))
def test_the_table_answers_as_the_rules_do(leg_neer, ken, bekend, gegeven):
    Leerling.objects.all().delete()
    bekenden, nummers = [], set()
    for mens in bekend:
        # A number belongs to one.
        uniek = {veld: mens[veld] if mens[veld] not in nummers else None for veld in ("bsn", "onderwijsnummer")}
        nummers |= set(uniek.values())
        leerling = ken(**mens | uniek)
        bekenden.append((leerling.pk, _persoon(leerling.zoeknaam, mens | uniek)))
    werk = leg_neer(*gegeven)
    koppel_leerlingen(werk)
    for mens, (leerling, _stand, wie, _fouten) in zip(gegeven, uitkomst(werk), strict=True):
        sleutel = zoeksleutel(mens["achternaam"], mens["voornaam"], mens["tussenvoegsel"])
        verwacht = kandidaten(_persoon(sleutel, mens), bekenden)
        if verwacht and verwacht[0].zeker and len(verwacht) == 1:
            assert (leerling, wie) == (verwacht[0].leerling, [])
        else:
            assert (leerling, wie) == (None, [een.leerling for een in verwacht])


def _persoon(sleutel, mens):
    velden = ("achternaam", "tussenvoegsel", "geboortedatum", "bsn", "onderwijsnummer", "straat")
    return Persoon(sleutel, **{veld: mens[veld] for veld in velden})
