"""Vrijstellingen of the old package."""

from leerplicht.inlezen.oud import leerlingen
from leerplicht.models import AanleveringStatus as Status
from leerplicht.models import Aanleverregel, Gebeurtenis, Taak
from leerplicht.toegang.gemeente import in_gemeente
from meldingen.models import Vrijstelling
from meldingen.uitwisseling.oud_vrijstellingen import BRON
from tests.leerplicht.inlezen.conftest import balie  # noqa: F401 - a fixture

PERSONEN = "leerling_nummer;achternaam;voornaam;geboortedatum\nL1;Vries;Noa;05-09-2009\n"
KOPPEN = [kolom.code for kolom in BRON.kolommen]
VERLEEND = {
    "dossier_nummer": "V1",
    "leerling_nummer": "L1",
    "grondslag": "5_onder_a",
    "ontvangen_op": "03-09-2023",
    "besluit": "verleend",
    "besloten_op": "20-09-2023",
    "geldig_van": "20-09-2023",
    "geldig_tot_en_met": "31-07-2024",
    "tot_einde_leerplicht": "ja",
}
OPEN = {kop: VERLEEND[kop] for kop in ("leerling_nummer", "ontvangen_op")} | {
    "dossier_nummer": "V2",
    "grondslag": "11g",
}
WEIGERINGEN = {
    "verleend zonder periode": (VERLEEND | {"geldig_tot_en_met": ""}, "geldig_van"),
    "open met een periode": (OPEN | {"geldig_van": "20-09-2023"}, "geldig_van"),
    "besluit zonder dag": (OPEN | {"besluit": "niet_verleend"}, "besloten_op"),
    "besloten voor ontvangst": (VERLEEND | {"besloten_op": "20-08-2023"}, "besloten_op"),
    "alleen bij 5 onder a": (OPEN | {"tot_einde_leerplicht": "ja"}, "tot_einde_leerplicht"),
}


def bestand(*rijen: dict[str, str]) -> str:
    return "\n".join([";".join(KOPPEN), *(";".join(rij.get(kop, "") for kop in KOPPEN) for rij in rijen)]) + "\n"


def test_vrijstellingen_komen_eenmaal_en_gaan_weer_weg(balie):  # noqa: F811
    balie.in_een_keer(leerlingen.BRON, PERSONEN)
    fout = [rij | {"dossier_nummer": f"W{n}"} for n, (rij, _) in enumerate(WEIGERINGEN.values())]
    inhoud = bestand(VERLEEND, OPEN, *fout)
    klaar = balie.in_een_keer(BRON, inhoud, alleen_goede=True)
    assert (klaar.status, klaar.telling) == (Status.INGELEZEN, {"nieuw": 2, "geweigerd": len(fout)})
    with in_gemeente(balie.gemeente.pk):
        geweigerd = Aanleverregel.objects.filter(aanlevering=klaar, stand="geweigerd").order_by("regel")
        assert [[een[0] for een in regel.fouten] for regel in geweigerd] == [[v] for _, v in WEIGERINGEN.values()]
        dicht, open_ = Vrijstelling.objects.order_by("zaak__nummer").select_related("zaak")
        assert (dicht.tot_einde_leerplicht, str(dicht.zaak.gesloten_op)) == (True, "2023-09-20")
        assert (open_.besluit, open_.zaak.gesloten_op) == ("", None)
        assert [taak.zaak for taak in Taak.objects.all()] == [open_.zaak]
        assert [str(een) for een in Gebeurtenis.objects.filter(zaak=dicht.zaak).order_by("pk")] == [
            "Vrijstelling: 5 onder a lichamelijk of psychisch niet in staat",
            "Besluit: verleend",
            "Overgenomen uit het oude pakket: dossier V1",
        ]
    weer = balie.in_een_keer(BRON, inhoud, alleen_goede=True)
    assert weer.telling == {"gelijk": 2, "geweigerd": len(fout)}
    assert balie.draai_terug(klaar).gebleven == 0
    with in_gemeente(balie.gemeente.pk):
        assert Vrijstelling.objects.count() == 0
