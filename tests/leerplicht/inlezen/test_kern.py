"""The bronnen of the kernel through the engine: persons, gezag, scholen, fusies and inschrijvingen."""

from datetime import date

import pytest

from leerplicht.dossier.actions import registreer_leerling, schrijf_in
from leerplicht.inlezen.kern import brp, fusies, gezag, inschrijvingen, scholen
from leerplicht.models import Aanleverregel, Betrokkene, Code, Inschrijving, Leerling, School
from leerplicht.toegang.gemeente import in_gemeente
from tests.leerplicht.inlezen.conftest import VANDAAG

BSN, ANDER_BSN = "111222333", "123456782"


@pytest.fixture
def gemeente(balie):
    with in_gemeente(balie.gemeente.pk):
        yield balie.gemeente


@pytest.fixture
def noa(balie):
    with in_gemeente(balie.gemeente.pk):
        return registreer_leerling(
            gemeente=balie.gemeente,
            door=None,
            voornaam="Noa",
            tussenvoegsel="de",
            achternaam="Vries",
            geboortedatum=date(2010, 5, 12),
            bsn=BSN,
            straat="Dorpsstraat 1",
            geheim_adres=True,
        )


@pytest.fixture
def drie_scholen(balie):
    namen = {"16SW03": "A", "01AB00": "B", "02CD00": "C"}
    return [School.objects.create(brin=brin, naam=naam, plaats="Zoetermeer") for brin, naam in namen.items()]


def telling(balie, bron, inhoud, *, alleen_goede=True):
    """What became of the rows, read in."""
    aanlevering = balie.in_een_keer(bron, inhoud, alleen_goede=alleen_goede)
    assert aanlevering.fout == ""
    return aanlevering.telling


def rij_van(balie, model, **waar):
    with in_gemeente(balie.gemeente.pk):
        return model.objects.get(**waar)


def redenen(balie, bron, inhoud):
    """Refused rows of a check: line → column."""
    aanlevering = balie.bied_aan(bron, inhoud)
    with in_gemeente(balie.gemeente.pk):
        geweigerd = aanlevering.regels.filter(stand="geweigerd").order_by("regel")
        return [(regel.regel, [veld for veld, _ in regel.fouten]) for regel in geweigerd]


PERSONEN = (
    "BSN;Achternaam;Tussenvoegsel;Voornaam;Geboortedatum;Straat;Woonplaats;Geheim adres;Datum vestiging;"
    "Datum vertrek;Vertrokken naar;Vertrokken naar buitenland;Datum overlijden\n"
)


def test_persons_that_are_new_changed_and_the_same(balie, noa):
    bestand = PERSONEN + (
        f"{BSN};Vries;de;Noa;12-05-2010;Nieuwstraat 5;;;;01-03-2026;Delft;nee;\n"
        f"{ANDER_BSN};Çelik;;Zoë;02-09-2015;Hof 2;Zoetermeer;ja;01-02-2026;;;;\n"
    )
    assert telling(balie, brp.BRON, bestand) == {"gewijzigd": 1, "nieuw": 1}
    noa = rij_van(balie, Leerling, bsn=BSN)
    # What the file leaves empty stays: the tussenvoegsel, and above all the secrecy.
    assert (noa.straat, noa.geheim_adres, noa.vertrokken_op, noa.vertrokken_naar, noa.zoeknaam) == (
        "Nieuwstraat 5",
        True,
        date(2026, 3, 1),
        "Delft",
        "vries noa de",
    )
    zoe = rij_van(balie, Leerling, bsn=ANDER_BSN)
    assert (zoe.geheim_adres, zoe.gevestigd_op, zoe.plaats, zoe.zoeknaam, zoe.brp_bijgewerkt_op) == (
        True,
        date(2026, 2, 1),
        "Zoetermeer",
        "celik zoe",
        VANDAAG,
    )
    for _ in range(2):
        assert telling(balie, brp.BRON, bestand) == {"gelijk": 2}
    assert (rij_van(balie, Leerling, bsn=BSN).version, rij_van(balie, Leerling, bsn=ANDER_BSN).version) == (
        noa.version,
        zoe.version,
    )


def test_secrecy_is_lowered_only_when_the_file_says_so(balie, noa):
    kop = "BSN;Achternaam;Voornaam;Geboortedatum;Geheim adres\n"
    assert telling(balie, brp.BRON, kop + f"{BSN};Vries;Noa;12-05-2010;\n") == {"gelijk": 1}
    assert telling(balie, brp.BRON, kop + f"{BSN};Vries;Noa;12-05-2010;nee\n") == {"gewijzigd": 1}
    noa = rij_van(balie, Leerling, bsn=BSN)
    assert (noa.geheim_adres, noa.tussenvoegsel, noa.zoeknaam) == (False, "de", "vries noa de")


def test_persons_that_cannot_be(balie, noa):
    bestand = PERSONEN + (
        f"{ANDER_BSN};Jong;;Te;01-01-2030;;;;;;;;\n"
        f"{ANDER_BSN};Weg;;Nergens;01-01-2012;;;;;;Delft;;\n"
        f"{BSN};Vries;de;Noa;12-05-2010;;;;;;;;01-01-2009\n"
        f"{BSN};Vries;de;Noa;12-05-2010;;;;;;;;\n"
        f"{BSN};Vries;de;Noa;12-05-2010;;;;;;;;\n"
    )
    assert redenen(balie, brp.BRON, bestand) == [
        (2, ["geboortedatum"]),
        (3, ["vertrokken_op"]),
        (4, ["overleden_op"]),
        (6, ["bsn"]),
    ]


def test_somebody_new_who_stands_there_twice_is_one(balie):
    kop = "Achternaam;Voornaam;Geboortedatum;Straat\n"
    bestand = kop + "Nieuw;Wie;01-01-2012;Eerste 1\nNieuw;Wie;01-01-2012;Tweede 2\n"
    assert telling(balie, brp.BRON, bestand) == {"nieuw": 2}
    assert rij_van(balie, Leerling).straat == "Eerste 1"


def test_what_a_file_of_persons_did_can_be_undone(balie, noa):
    bestand = PERSONEN + f"{BSN};Vries;de;Noa;12-05-2010;;;;;;;;01-03-2026\n{ANDER_BSN};N;;W;01-01-2012;;;;;;;;\n"
    aanlevering = balie.in_een_keer(brp.BRON, bestand)
    assert rij_van(balie, Leerling, bsn=BSN).overleden_op == date(2026, 3, 1)
    balie.draai_terug(aanlevering)
    with in_gemeente(balie.gemeente.pk):
        assert list(Leerling.objects.values_list("voornaam", "overleden_op")) == [("Noa", None)]


GEZAG = "BSN kind;Geboortedatum kind;Naam ouder;Relatie;Gezag;Verzorger;Adres;Telefoon\n"


def test_parents_and_who_has_gezag(balie, noa):
    bestand = GEZAG + (
        f"{BSN};12-05-2010;E. de Vries;moeder;ja;;Dorpsstraat 1;0612345678\n"
        f"{BSN};12-05-2010;Jeugdzorg;voogd;nee;nee;;\n"
        f"{BSN};12-05-2010;e. de vries;ouder;ja;;;\n"
        f"{ANDER_BSN};12-05-2010;Onbekend;ouder;ja;;;\n"
    )
    assert telling(balie, gezag.BRON, bestand) == {"nieuw": 2, "geweigerd": 2}
    with in_gemeente(balie.gemeente.pk):
        assert list(Aanleverregel.objects.filter(regel=5).values_list("fouten", flat=True)) == [
            [["bsn", "Deze leerling kennen wij niet."]]
        ]
        wie = set(Betrokkene.objects.values_list("naam", "relatie", "gezag", "feitelijke_verzorger", "telefoon"))
    assert wie == {
        ("E. de Vries", "ouder", True, True, "0612345678"),
        ("Jeugdzorg", "voogd", False, False, ""),
    }
    assert telling(balie, gezag.BRON, bestand) == {"gelijk": 2, "geweigerd": 2}
    assert telling(balie, gezag.BRON, GEZAG + f"{BSN};12-05-2010;E. de Vries;ouder;nee;;;\n") == {"gewijzigd": 1}
    moeder = rij_van(balie, Betrokkene, naam="E. de Vries")
    assert (moeder.gezag, moeder.feitelijke_verzorger, moeder.telefoon) == (False, True, "0612345678")


def test_a_parent_with_initials_is_the_one_with_the_name(balie, noa):
    ouders = GEZAG + f"{BSN};12-05-2010;Eva de Vries;moeder;ja;;;\n{BSN};12-05-2010;Mitchell Bakker;vader;ja;;;\n"
    assert telling(balie, gezag.BRON, ouders) == {"nieuw": 2}
    kort = GEZAG + f"{BSN};12-05-2010;E. de Vries;ouder;ja;;;\n{BSN};12-05-2010;M. Bakker;ouder;nee;;;\n"
    assert telling(balie, gezag.BRON, kort) == {"gelijk": 1, "gewijzigd": 1}
    # Two names in full are two people, and two who could be the same are not guessed at.
    anders = f"{BSN};12-05-2010;Ella de Vries;ouder;ja;;;\n"
    assert telling(balie, gezag.BRON, GEZAG + anders) == {"nieuw": 1}
    assert telling(balie, gezag.BRON, GEZAG + f"{BSN};12-05-2010;E. de Vries;ouder;ja;;;\n") == {"nieuw": 1}
    with in_gemeente(balie.gemeente.pk):
        assert list(Betrokkene.objects.order_by("pk").values_list("naam", "gezag")) == [
            ("Eva de Vries", True),
            ("Mitchell Bakker", False),
            ("Ella de Vries", True),
            ("E. de Vries", True),
        ]


DUO = (
    "BRIN NUMMER;VESTIGINGSNUMMER;VESTIGINGSNAAM;STRAATNAAM;HUISNUMMER-TOEVOEGING;POSTCODE;PLAATSNAAM;"
    "GEMEENTENUMMER;ONDERWIJSSTRUCTUUR;RMC-REGIO\n"
)


def test_schools_of_duo(balie, drie_scholen):
    bestand = DUO + (
        "16SW;16SW03;Het Nieuwe College;Laan;12-A;2711 AB;ZOETERMEER;637;VMBO/HAVO/VWO;Haaglanden\n"
        "03EF;1;De Kleine;;;;DELFT;0503;BO;\n"
        "03EF;03EF01;De Kleine;;;;DELFT;0503;BO;\n"
        ";XX;Geen nummer;;;;DELFT;;;\n"
    )
    assert telling(balie, scholen.BRON, bestand) == {"gewijzigd": 1, "nieuw": 1, "geweigerd": 2}
    velden = ("naam", "adres", "postcode", "plaats", "gemeente_code", "structuur", "rmc_regio")
    assert School.objects.values_list(*velden).get(brin="16SW03") == (
        "Het Nieuwe College",
        "Laan 12-A",
        "2711 AB",
        "ZOETERMEER",
        "0637",
        "VMBO/HAVO/VWO",
        "Haaglanden",
    )
    assert School.objects.get(brin="03EF01").naam == "De Kleine"
    assert telling(balie, scholen.BRON, bestand) == {"gelijk": 2, "geweigerd": 2}


def test_mergers_end_somewhere(balie, drie_scholen):
    kop = "Oude BRIN;Nieuwe BRIN;Per datum\n"
    keten = kop + "16SW03;01AB00;01-08-2025\n01AB00;02CD00;01-08-2026\n"
    assert telling(balie, fusies.BRON, keten) == {"gewijzigd": 2}
    assert telling(balie, fusies.BRON, keten) == {"gelijk": 2}
    assert redenen(balie, fusies.BRON, kop + "02CD00;16SW03;01-08-2026\n16SW03;16SW03;01-08-2026\n") == [
        (2, ["nieuw"]),
        (3, ["nieuw"]),
    ]
    # Halfway, with the old successor of A and the new one of B, this would be a circle.
    assert telling(balie, fusies.BRON, kop + "01AB00;16SW03;01-08-2025\n16SW03;02CD00;01-08-2026\n") == {
        "gewijzigd": 2
    }
    opvolgers = dict(School.objects.values_list("brin", "opgevolgd_door__brin"))
    assert opvolgers == {"16SW03": "02CD00", "01AB00": "16SW03", "02CD00": None}


IN_UIT = "BSN;Geboortedatum;Achternaam;Voornaam;BRIN;Soort onderwijs;Leerjaar;Van;Tot en met\n"


def test_enrolments_follow_each_other(balie, noa, drie_scholen):
    with in_gemeente(balie.gemeente.pk):
        bo = Code.objects.get(lijst="onderwijssoort", code="bo")
        schrijf_in(noa, school=drie_scholen[0], onderwijssoort=bo, leerjaar=8, van=date(2018, 8, 1), door=None)
    bestand = IN_UIT + (
        f"{BSN};12-05-2010;;;01AB00;havo;3;01-08-2024;\n"
        f"{BSN};12-05-2010;;;02CD00;vmbo;3;01-08-2025;\n"
        f"{ANDER_BSN};01-01-2012;Nieuw;Wie;01AB00;vmbo;1;01-08-2024;31-07-2025\n"
        f"{BSN};12-05-2010;;;02CD00;vmbo;3;01-08-2025;\n"
        f"{BSN};12-05-2010;;;09ZZ99;vmbo;3;01-08-2025;\n"
    )
    assert telling(balie, inschrijvingen.BRON, bestand) == {"nieuw": 3, "geweigerd": 2}

    def stand():
        with in_gemeente(balie.gemeente.pk):
            rijen = Inschrijving.objects.order_by("leerling__voornaam", "van")
            return list(
                rijen.values_list("leerling__voornaam", "school__naam", "onderwijssoort__code", "tot_en_met")
            )

    verwacht = [
        ("Noa", "A", "bo", date(2024, 7, 31)),
        ("Noa", "B", "havo", date(2025, 7, 31)),
        ("Noa", "C", "vmbo", None),
        ("Wie", "B", "vmbo", date(2025, 7, 31)),
    ]
    assert stand() == verwacht
    for _ in range(2):
        assert telling(balie, inschrijvingen.BRON, bestand) == {"gelijk": 3, "geweigerd": 2}
    assert stand() == verwacht
    uit = IN_UIT + f"{BSN};12-05-2010;;;02CD00;vmbo;3;01-08-2025;01-11-2026\n"
    assert telling(balie, inschrijvingen.BRON, uit) == {"gewijzigd": 1}
    # The old file says nothing of an end: it does not open again what was closed.
    assert telling(balie, inschrijvingen.BRON, bestand) == {"gelijk": 3, "geweigerd": 2}
    assert stand()[2] == ("Noa", "C", "vmbo", date(2026, 11, 1))


def test_undoing_enrolments_opens_again_what_they_ended(balie, noa, drie_scholen):
    with in_gemeente(balie.gemeente.pk):
        bo = Code.objects.get(lijst="onderwijssoort", code="bo")
        schrijf_in(noa, school=drie_scholen[0], onderwijssoort=bo, leerjaar=8, van=date(2018, 8, 1), door=None)
    bestand = IN_UIT + f"{BSN};12-05-2010;;;01AB00;havo;3;01-08-2024;\n"
    aanlevering = balie.in_een_keer(inschrijvingen.BRON, bestand)
    with in_gemeente(balie.gemeente.pk):
        assert Inschrijving.objects.get(school__naam="A").tot_en_met == date(2024, 7, 31)
    balie.draai_terug(aanlevering)
    with in_gemeente(balie.gemeente.pk):
        assert list(Inschrijving.objects.values_list("school__naam", "tot_en_met")) == [("A", None)]
