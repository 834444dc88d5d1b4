"""Files of the old package for tests, and everything that they write."""

import pytest

from leerplicht.inlezen.oud import leerlingen
from leerplicht.models import AanleveringStatus as Status
from leerplicht.models import Aanleverregel, Bronrij, Gebeurtenis, Gezin, Leerling, Taak, Toewijzing, Zaak
from leerplicht.toegang.gemeente import in_gemeente
from meldingen.models import JgzOnderzoek, Melding, Onderzoek, Vrijstelling
from meldingen.uitwisseling import oud_meldingen

PERSONEN = """leerling_nummer;bsn;achternaam;voornaam;geboortedatum;geheim_adres;startkwalificatie_op;gezin_nummer
L1;123456782;Vries;Noa;05-09-2009;n;;G1
L2;;Vries;Sem;01-02-2011;j;;G1
L3;111222333;Bakker;Lot;01-02-2005;;01-07-2022;
"""
KOPPEN = [kolom.code for kolom in oud_meldingen.BRON.kolommen]
LICHT = {"dossier_nummer": "M1", "leerling_nummer": "L1", "soort": "relatief_licht", "gemeld_op": "14-11-2023"}
DICHT = LICHT | {"resultaat": "waarschuwing", "gesloten_op": "09-01-2024"}
ABSOLUUT = LICHT | {"dossier_nummer": "M2", "soort": "absoluut", "leerling_nummer": "L2"}


def bestand(*rijen: dict[str, str], koppen: list[str] = KOPPEN) -> str:
    return "\n".join([";".join(koppen), *(";".join(rij.get(kop, "") for kop in koppen) for rij in rijen)]) + "\n"


def alles(gemeente) -> dict[str, list]:
    """Everything that the bronnen of the old package write."""
    modellen = (Leerling, Gezin, Zaak, Toewijzing, Gebeurtenis, Taak, Bronrij)
    modellen += (Melding, Onderzoek, Vrijstelling, JgzOnderzoek)
    with in_gemeente(gemeente.pk):
        return {model.__name__: list(model.objects.order_by("pk").values()) for model in modellen}


def zonder_versies(rijen: dict[str, list]) -> dict[str, list]:
    """A version goes on counting when something is undone."""
    return {
        naam: [{kolom: waarde for kolom, waarde in rij.items() if kolom != "version"} for rij in lijst]
        for naam, lijst in rijen.items()
    }


def regels(balie, aanlevering) -> list[tuple]:
    with in_gemeente(balie.gemeente.pk):
        rijen = Aanleverregel.objects.filter(aanlevering=aanlevering).order_by("regel")
        return [(rij.stand, rij.verschil, rij.fouten) for rij in rijen]


@pytest.fixture
def met_leerlingen(balie):
    klaar = balie.in_een_keer(leerlingen.BRON, PERSONEN)
    assert (klaar.status, klaar.telling) == (Status.INGELEZEN, {"nieuw": 3})
    return balie
