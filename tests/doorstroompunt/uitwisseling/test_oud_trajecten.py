"""Trajecten and notities of the old package."""

import pytest

from doorstroompunt.models import Traject
from doorstroompunt.uitwisseling.oud_trajecten import BRON, VELDEN
from leerplicht.inlezen.oud import leerlingen, notities
from leerplicht.models import AanleveringStatus as Status
from leerplicht.models import Aanleverregel, Bronrij, Code, Gebeurtenis, Taak, Zaak
from leerplicht.toegang.gemeente import in_gemeente
from tests.leerplicht.inlezen.conftest import balie  # noqa: F401 - a fixture

PERSONEN = "leerling_nummer;achternaam;voornaam;geboortedatum\nL1;Vries;Noa;05-09-2004\nL2;Bakker;Sem;01-02-2005\n"
KOPPEN = [kolom.code for kolom in BRON.kolommen]
UITVALLER = {
    "dossier_nummer": "T1",
    "leerling_nummer": "L1",
    "populatie": "uitvaller",
    "aangemeld_op": "03-10-2023",
    "gestopt_op": "22-09-2023",
    "begeleiding": "begeleid",
    "begeleiding_vanaf": "14-11-2023",
}


def bestand(*rijen: dict[str, str]) -> str:
    return "\n".join([";".join(KOPPEN), *(";".join(rij.get(kop, "") for kop in KOPPEN) for rij in rijen)]) + "\n"


@pytest.fixture
def met_leerlingen(balie):  # noqa: F811
    assert balie.in_een_keer(leerlingen.BRON, PERSONEN).status == Status.INGELEZEN
    return balie


def alles(gemeente) -> dict[str, list]:
    with in_gemeente(gemeente.pk):
        return {
            model.__name__: list(model.objects.order_by("pk").values())
            for model in (Traject, Zaak, Gebeurtenis, Taak, Bronrij)
        }


def test_een_traject_komt_eenmaal_en_gaat_weer_weg(met_leerlingen):
    leeg = alles(met_leerlingen.gemeente)
    klaar = met_leerlingen.in_een_keer(BRON, bestand(UITVALLER))
    assert (klaar.status, klaar.telling) == (Status.INGELEZEN, {"nieuw": 1})
    vol = alles(met_leerlingen.gemeente)
    with in_gemeente(met_leerlingen.gemeente.pk):
        (traject,) = Traject.objects.select_related("zaak")
        assert (traject.schooljaar, traject.leeftijd, traject.zaak.compartiment) == (2023, 19, "doorstroompunt")
        anna = met_leerlingen.door
        # In her name only what she did herself: reading in.
        assert [(een.titel, een.door) for een in Gebeurtenis.objects.order_by("pk")] == [
            ("Traject geopend", None),
            ("Begeleiding gestart", None),
            ("Overgenomen uit het oude pakket: dossier T1", anna),
        ]
    for _ in range(2):
        assert met_leerlingen.in_een_keer(BRON, bestand(UITVALLER)).telling == {"gelijk": 1}
    assert alles(met_leerlingen.gemeente) == vol
    assert met_leerlingen.draai_terug(klaar).gebleven == 0
    assert alles(met_leerlingen.gemeente) == leeg


WEIGERINGEN = {
    "uitvaller zonder dag": ({"gestopt_op": ""}, "gestopt_op"),
    "begeleid zonder begin": ({"begeleiding_vanaf": ""}, "begeleiding_vanaf"),
    "dicht zonder uitstroom": ({"afgesloten_op": "14-05-2024"}, "uitstroom"),
    "loopt al in dit bestand": ({}, "populatie"),
    "onbekende leerling": ({"leerling_nummer": "L9"}, "leerling_nummer"),
}


def test_wat_niet_kan_wordt_geweigerd(met_leerlingen):
    rijen = [
        UITVALLER | {"dossier_nummer": f"W{n}", "leerling_nummer": "L2"} | anders
        for n, (anders, _) in enumerate(WEIGERINGEN.values())
    ]
    gezien = met_leerlingen.bied_aan(BRON, bestand(UITVALLER | {"leerling_nummer": "L2"}, *rijen))
    with in_gemeente(met_leerlingen.gemeente.pk):
        geweigerd = Aanleverregel.objects.filter(aanlevering=gezien, stand="geweigerd").order_by("regel")
        velden = [[fout[0] for fout in regel.fouten] for regel in geweigerd]
    assert velden == [[veld] for _, veld in WEIGERINGEN.values()]


NOTITIES = """dossier_nummer;datum;titel;tekst;auteur
T1;21-11-2023;Gebeld met moeder;Belt terug.;P. Vroeger
T1;21-11-2023;Gebeld met moeder;Belt terug.;P. Vroeger
T9;21-11-2023;Gebeld;Niemand.;
"""


def test_notities_komen_alleen_bij_dossiers_van_hun_eigen_werk(met_leerlingen):
    met_leerlingen.in_een_keer(BRON, bestand(UITVALLER))
    voor = alles(met_leerlingen.gemeente)
    mis = met_leerlingen.in_een_keer(notities.LEERPLICHT, NOTITIES, alleen_goede=True)
    assert (mis.telling, alles(met_leerlingen.gemeente)) == ({"geweigerd": 3}, voor)
    klaar = met_leerlingen.in_een_keer(notities.DOORSTROOMPUNT, NOTITIES, alleen_goede=True)
    assert (klaar.status, klaar.telling) == (Status.INGELEZEN, {"nieuw": 1, "gelijk": 1, "geweigerd": 1})
    with in_gemeente(met_leerlingen.gemeente.pk):
        laatste = Gebeurtenis.objects.latest("pk")
        assert (str(laatste.op), laatste.titel, laatste.toelichting, laatste.door) == (
            "2023-11-21",
            "Gebeld met moeder",
            "Belt terug.\n\nGeschreven door: P. Vroeger",
            None,
        )
    weer = met_leerlingen.in_een_keer(notities.DOORSTROOMPUNT, NOTITIES, alleen_goede=True)
    assert weer.telling == {"gelijk": 2, "geweigerd": 1}
    assert met_leerlingen.draai_terug(klaar).gebleven == 0
    assert alles(met_leerlingen.gemeente) == voor


def zonder_versies(rijen: dict[str, list]) -> dict[str, list]:
    return {
        naam: [{kolom: waarde for kolom, waarde in rij.items() if kolom != "version"} for rij in lijst]
        for naam, lijst in rijen.items()
    }


GESLOTEN = {"uitstroom": "werk_regulier", "afgesloten_op": "14-05-2024"}
# Every column, with another population.
ZORG = {
    "populatie": "zorg_18plus",
    "aangemeld_op": "04-10-2023",
    "gestopt_op": "",
    "onderwijssoort": "mbo_2",
    "begeleiding": "geen_gebruik",
    "begeleiding_vanaf": "",
    "afgesloten_op": "14-05-2024",
    "toelichting": "Wil niet.",
}


def test_een_traject_dat_later_is_gesloten(met_leerlingen):
    met_leerlingen.in_een_keer(BRON, bestand(UITVALLER))
    eerst = alles(met_leerlingen.gemeente)
    # The next traject of the same young person comes in the file that closes the first.
    later = bestand(UITVALLER | GESLOTEN, UITVALLER | {"dossier_nummer": "T2", "aangemeld_op": "01-06-2024"})
    klaar = met_leerlingen.in_een_keer(BRON, later)
    assert (klaar.status, klaar.telling) == (Status.INGELEZEN, {"gewijzigd": 1, "nieuw": 1})
    with in_gemeente(met_leerlingen.gemeente.pk):
        traject = Traject.objects.select_related("zaak").get(aangemeld_op__month=10)
        assert (str(traject.afgesloten_op), str(traject.zaak.gesloten_op)) == ("2024-05-14", "2024-05-14")
        assert [str(een) for een in Gebeurtenis.objects.filter(zaak=traject.zaak).order_by("op", "pk")] == [
            "Traject geopend",
            "Begeleiding gestart",
            f"Traject afgesloten: {traject.uitstroom.label}",
            "Overgenomen uit het oude pakket: dossier T1",
        ]
        assert [taak.zaak_id == traject.zaak_id for taak in Taak.objects.open()] == [False]
    assert met_leerlingen.in_een_keer(BRON, later).telling == {"gelijk": 2}
    assert met_leerlingen.draai_terug(klaar).gebleven == 0
    assert zonder_versies(alles(met_leerlingen.gemeente)) == zonder_versies(eerst)


def test_elke_kolom_van_een_traject_wordt_overgenomen(met_leerlingen):
    with in_gemeente(met_leerlingen.gemeente.pk):
        eerste = {
            kolom: Code.objects.filter(lijst=lijst, tot_schooljaar=None).first().code
            for kolom, lijst in {
                "reden_gestopt": "reden-gestopt",
                "reden_zorg": "reden-zorg_18plus",
                "reden_geen_gebruik": "reden-geen_gebruik",
            }.items()
        }
    begin = UITVALLER | {"reden_gestopt": eerste["reden_gestopt"]}
    anders = eerste | ZORG | {"reden_gestopt": ""}
    ander = UITVALLER | {"dossier_nummer": "T2", "leerling_nummer": "L2"}
    met_leerlingen.in_een_keer(BRON, bestand(begin, ander))
    gezien = met_leerlingen.bied_aan(BRON, bestand(begin | anders, ander | GESLOTEN))
    with in_gemeente(met_leerlingen.gemeente.pk):
        regels = Aanleverregel.objects.filter(aanlevering=gezien).order_by("regel")
        verschillen = [(regel.stand, set(regel.verschil)) for regel in regels]
    assert verschillen == [("gewijzigd", set(VELDEN) - {"uitstroom"}), ("gewijzigd", set(GESLOTEN))]
    met_leerlingen.lees_in(gezien)
    with in_gemeente(met_leerlingen.gemeente.pk):
        assert Traject.objects.get(populatie="zorg_18plus").leeftijd == 19
    weer = met_leerlingen.in_een_keer(BRON, bestand(begin | anders, ander | GESLOTEN))
    assert weer.telling == {"gelijk": 2}
    # Open again, both of them.
    klaar = met_leerlingen.in_een_keer(BRON, bestand(begin, ander))
    assert klaar.telling == {"gewijzigd": 2}
    with in_gemeente(met_leerlingen.gemeente.pk):
        assert Zaak.objects.filter(gesloten_op=None).count() == 2
        assert Gebeurtenis.objects.filter(titel="Traject heropend").count() == 2
