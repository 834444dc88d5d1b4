"""Inschrijvingen of the old package, by its own numbers."""

from leerplicht.inlezen.oud import leerlingen
from leerplicht.inlezen.oud.inschrijvingen import BRON
from leerplicht.models import Aanleverregel, Inschrijving, School
from leerplicht.toegang.gemeente import in_gemeente

PERSONEN = "leerling_nummer;achternaam;voornaam;geboortedatum\nL1;Vries;Noa;05-09-2009\n"
KOP = "leerling_nummer;brin;onderwijssoort;leerjaar;van;tot_en_met\n"
EERSTE = "L1;16SW03;havo;1;01-08-2022;\n"
MIS = "L9;16SW03;havo;1;01-08-2022;\nL1;16SW03;havo;9;01-08-2024;\nL1;16SW03;havo;1;01-08-2024;31-07-2024\n"


def test_wie_waar_was_ingeschreven(balie):
    School.objects.create(brin="16SW03", naam="De Brug", plaats="Zoetermeer")
    balie.in_een_keer(leerlingen.BRON, PERSONEN)
    klaar = balie.in_een_keer(BRON, KOP + EERSTE + EERSTE + MIS, alleen_goede=True)
    assert klaar.telling == {"nieuw": 1, "geweigerd": 4}
    with in_gemeente(balie.gemeente.pk):
        geweigerd = Aanleverregel.objects.filter(aanlevering=klaar, stand="geweigerd").order_by("regel")
        assert [regel.fouten[0][0] for regel in geweigerd] == ["van", "leerling_nummer", "leerjaar", "tot_en_met"]
    # What a later file knows more, and the end of it by what came next.
    later = balie.in_een_keer(BRON, KOP + EERSTE.replace(";1;", ";2;") + "L1;16SW03;vwo;3;01-08-2024;\n")
    assert later.telling == {"gewijzigd": 1, "nieuw": 1}
    with in_gemeente(balie.gemeente.pk):
        rijen = Inschrijving.objects.order_by("van").values_list("leerjaar", "onderwijssoort__code", "tot_en_met")
        assert [(jaar, soort, str(tot)) for jaar, soort, tot in rijen] == [
            (2, "havo", "2024-07-31"),
            (3, "vwo", "None"),
        ]
    assert [balie.draai_terug(een).gebleven for een in (later, klaar)] == [0, 0]
    with in_gemeente(balie.gemeente.pk):
        assert Inschrijving.objects.count() == 0
