"""One file from the counter to the dossiers and back, through the outbox and its worker's own code."""

from leerplicht.models import AanleveringStatus as Status
from leerplicht.models import Aanleverregel, Leerling
from leerplicht.toegang.gemeente import in_gemeente

KOP = "BSN;Achternaam;Voornaam;Geboortedatum;Woonplaats\n"
NOA = "123456782;Vries;Noa;05-09-2009;Delft\n"
SEM = "111222333;Bakker;Sem;01-02-2010;Zoetermeer\n"
FOUT = "123456789;Jansen;Lot;31-02-2010;Zoetermeer\n"


def leerlingen(balie) -> list[tuple]:
    with in_gemeente(balie.gemeente.pk):
        return list(Leerling.objects.order_by("bsn").values_list("bsn", "achternaam", "voornaam", "plaats"))


def test_een_bestand_wordt_gecontroleerd_en_verandert_dan_nog_niets(balie, proef):
    gezien = balie.bied_aan(proef, KOP + NOA + FOUT)
    assert (gezien.status, gezien.telling, gezien.fout) == (
        Status.GECONTROLEERD,
        {"nieuw": 1, "geweigerd": 1},
        "",
    )
    assert leerlingen(balie) == []
    with in_gemeente(balie.gemeente.pk):
        (geweigerd,) = Aanleverregel.objects.filter(stand="geweigerd")
    assert (geweigerd.regel, geweigerd.fouten) == (
        3,
        [
            ["bsn", "Dit BSN klopt niet. Misschien staan er twee cijfers verwisseld."],
            ["geboortedatum", "Dit is geen bestaande datum. Schrijf bijvoorbeeld 05-09-2023."],
        ],
    )


def test_driemaal_hetzelfde_bestand_is_eenmaal(balie, proef):
    eerste = balie.in_een_keer(proef, KOP + NOA + SEM)
    assert (eerste.status, eerste.telling) == (Status.INGELEZEN, {"nieuw": 2})
    daarna = leerlingen(balie)
    assert daarna == [
        ("111222333", "Bakker", "Sem", "Zoetermeer"),
        ("123456782", "Vries", "Noa", "Delft"),
    ]
    for _ in range(2):
        weer = balie.in_een_keer(proef, KOP + NOA + SEM)
        assert (weer.status, weer.telling, leerlingen(balie)) == (Status.INGELEZEN, {"gelijk": 2}, daarna)


def test_alles_of_niets(balie, proef):
    gezien = balie.in_een_keer(proef, KOP + NOA + FOUT)
    assert (gezien.status, gezien.fout, leerlingen(balie)) == (
        Status.GECONTROLEERD,
        "Niets is ingelezen: er zijn regels geweigerd of in twijfel, en u vroeg om alles of niets.",
        [],
    )
    assert balie.lees_in(gezien, alleen_goede=True).status == Status.INGELEZEN
    assert leerlingen(balie) == [("123456782", "Vries", "Noa", "Delft")]


def test_terugdraaien_geeft_terug_wat_er_was(balie, proef):
    balie.in_een_keer(proef, KOP + NOA)
    voor = leerlingen(balie)
    later = balie.in_een_keer(proef, KOP + NOA.replace("Delft", "Leiden") + SEM)
    assert (later.telling, leerlingen(balie)) == (
        {"gewijzigd": 1, "nieuw": 1},
        [("111222333", "Bakker", "Sem", "Zoetermeer"), ("123456782", "Vries", "Noa", "Leiden")],
    )
    terug = balie.draai_terug(later)
    assert (terug.status, terug.gebleven, leerlingen(balie)) == (Status.TERUGGEDRAAID, 0, voor)
