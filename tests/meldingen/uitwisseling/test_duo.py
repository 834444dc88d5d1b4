"""The verzuimregister of DUO, read in as a file."""

import pytest

from leerplicht.models import AanleveringStatus as Status
from leerplicht.models import Gebeurtenis, Leerling, School, Taak, Zaak
from leerplicht.toegang.gemeente import in_gemeente
from meldingen.models import Melding
from meldingen.uitwisseling.duo import BRON
from tests.leerplicht.inlezen.conftest import balie  # noqa: F401 - a fixture

KOPPEN = (
    "meldingsnummer gemeld_op bsn achternaam tussenvoegsel voornaam geboortedatum duo_soort brin verzuim_van "
    "verzuim_tot_en_met uren reden actie_gewenst actie_toelichting sector leerjaar niveau leerweg vervolg_op "
    "status"
).split()
NOA = {
    "meldingsnummer": "202600000001",
    "gemeld_op": "02-11-2026",
    "bsn": "123456782",
    "achternaam": "Vries",
    "tussenvoegsel": "de",
    "voornaam": "Noa",
    "geboortedatum": "05-09-2011",
    "duo_soort": "V3",
    "brin": "16SW03",
    "verzuim_van": "12-10-2026",
    "uren": "18,5",
    "reden": "Ongemotiveerd",
    "actie_gewenst": "J",
    "sector": "VO",
    "leerjaar": "3",
    "leerweg": "HAVO",
}


def bestand(*rijen: dict[str, str]) -> str:
    regels = [";".join(rij.get(kop, "") for kop in KOPPEN) for rij in rijen]
    return "\n".join([";".join(KOPPEN), *regels]) + "\n"


@pytest.fixture
def school(own_database):
    return School.objects.create(brin="16SW03", naam="De Brug", plaats="Zoetermeer")


def meldingen(balie) -> list[tuple]:  # noqa: F811
    with in_gemeente(balie.gemeente.pk):
        velden = ("duo_nummer", "soort", "leerling__bsn", "verzuim_uren", "te_sorteren", "onderwijssoort__code")
        return list(Melding.objects.order_by("duo_nummer").values_list(*velden))


def test_een_melding_komt_binnen_met_zaak_taak_en_verloop(balie, school):  # noqa: F811
    klaar = balie.in_een_keer(BRON, bestand(NOA))
    assert (klaar.status, klaar.telling, klaar.fout) == (Status.INGELEZEN, {"nieuw": 1}, "")
    with in_gemeente(balie.gemeente.pk):
        melding = Melding.objects.get()
        assert (melding.leeftijd, melding.schooljaar, melding.herkomst, melding.school) == (
            15,
            2026,
            "duo",
            school,
        )
        assert [str(een) for een in Gebeurtenis.objects.all()] == ["Melding: Relatief verzuim (wettelijk)"]
        assert [str(een) for een in Taak.objects.all()] == ["Eerste contact opnemen"]
        assert [(een.nummer, een.compartiment) for een in Zaak.objects.all()] == [(1, "toezicht")]
        assert [een.naam for een in Leerling.objects.all()] == ["Noa de Vries"]
    assert meldingen(balie) == [("202600000001", "relatief_wettelijk", "123456782", 19, True, "havo")]
