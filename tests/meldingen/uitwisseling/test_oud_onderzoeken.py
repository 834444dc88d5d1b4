"""Onderzoeken into absoluut verzuim and examinations by the jeugdarts of the old package."""

from leerplicht.models import Gebeurtenis, Taak, Zaak
from leerplicht.toegang.gemeente import in_gemeente
from meldingen.models import JgzOnderzoek, Melding, Onderzoek
from meldingen.uitwisseling import oud_jeugdarts, oud_meldingen, oud_onderzoeken, oud_vastgesteld
from tests.leerplicht.inlezen.conftest import balie  # noqa: F401 - a fixture
from tests.meldingen.uitwisseling.oudpakket import (
    ABSOLUUT,
    alles,
    met_leerlingen,  # noqa: F401 - a fixture
    regels,
    zonder_versies,
)
from tests.meldingen.uitwisseling.oudpakket import bestand as _bestand

OPEN = {"dossier_nummer": "M2", "leerling_nummer": "L2", "gestart_op": "14-11-2023"}
KLAAR = OPEN | {"uitkomst": "ingeschreven", "afgerond_op": "20-11-2023"}
AANVRAAG = {
    "dossier_nummer": "J1",
    "leerling_nummer": "L1",
    "aangevraagd_op": "12-01-2024",
    "aangevraagd_door": "school",
}
ONDERZOCHT = AANVRAAG | {"onderzocht_op": "02-02-2024", "in_staat": "gedeeltelijk"}
FOLLOW_UP = ONDERZOCHT | {"follow_up_op": "03-04-2024", "follow_up": "gestopt"}


def bestand(bron, *rijen: dict[str, str]) -> str:
    return _bestand(*rijen, koppen=[kolom.code for kolom in bron.kolommen])


def verloop(balie) -> list[str]:  # noqa: F811
    with in_gemeente(balie.gemeente.pk):
        return [str(een) for een in Gebeurtenis.objects.order_by("pk") if "oude pakket" not in str(een)]


def test_een_onderzoek_volgt_zijn_bestand_en_gaat_weer_weg(met_leerlingen):  # noqa: F811
    bron = oud_onderzoeken.BRON
    leeg = alles(met_leerlingen.gemeente)
    eerste = met_leerlingen.in_een_keer(bron, bestand(bron, OPEN))
    vol = alles(met_leerlingen.gemeente)
    assert (eerste.telling, verloop(met_leerlingen)) == ({"nieuw": 1}, ["Onderzoek absoluut verzuim gestart"])
    gezien = met_leerlingen.bied_aan(bron, bestand(bron, KLAAR | {"toelichting": "Op het mbo."}))
    ((stand, verschil, _),) = regels(met_leerlingen, gezien)
    assert (stand, set(verschil)) == ("gewijzigd", set(oud_onderzoeken.VELDEN) - {"gestart_op"})
    tweede = met_leerlingen.lees_in(gezien)
    with in_gemeente(met_leerlingen.gemeente.pk):
        (zaak,) = Zaak.objects.all()
        assert (str(zaak.gesloten_op), zaak.onderzoek.uitkomst) == ("2023-11-20", "ingeschreven")
        assert Taak.objects.open().count() == 0
    assert verloop(met_leerlingen)[1:] == ["Onderzoek afgesloten: blijkt ingeschreven op een school"]
    derde = met_leerlingen.in_een_keer(bron, bestand(bron, OPEN | {"gestart_op": "13-11-2023"}))
    assert (derde.telling, verloop(met_leerlingen)[2:]) == ({"gewijzigd": 1}, ["Onderzoek heropend"])
    assert [met_leerlingen.draai_terug(een).gebleven for een in (derde, tweede)] == [0, 0]
    assert zonder_versies(alles(met_leerlingen.gemeente)) == zonder_versies(vol)
    assert met_leerlingen.draai_terug(eerste).gebleven == 0
    assert alles(met_leerlingen.gemeente) == leeg


def test_een_onderzoek_dat_later_is_vastgesteld_wordt_een_melding(met_leerlingen):  # noqa: F811
    bron = oud_onderzoeken.BRON
    met_leerlingen.in_een_keer(bron, bestand(bron, OPEN))
    eerst = alles(met_leerlingen.gemeente)
    melding = _bestand(ABSOLUUT | {"vastgesteld_op": "20-11-2023"})
    klaar = met_leerlingen.in_een_keer(oud_meldingen.BRON, melding)
    assert regels(met_leerlingen, klaar) == [("nieuw", {"vastgesteld_op": [None, "2023-11-20"]}, [])]
    with in_gemeente(met_leerlingen.gemeente.pk):
        (onderzoek,) = Onderzoek.objects.select_related("melding", "zaak")
        assert (onderzoek.uitkomst, str(onderzoek.afgerond_op)) == ("vastgesteld", "2023-11-20")
        assert (onderzoek.melding.zaak, Taak.objects.open().count()) == (onderzoek.zaak, 1)
    assert verloop(met_leerlingen)[1:] == ["Absoluut verzuim vastgesteld", "Melding: Absoluut verzuim"]
    assert met_leerlingen.in_een_keer(oud_meldingen.BRON, melding).telling == {"gelijk": 1}
    # By now it is no row of the onderzoeken any more.
    mis = met_leerlingen.in_een_keer(bron, bestand(bron, OPEN), alleen_goede=True)
    assert regels(met_leerlingen, mis)[0][2] == [["dossier_nummer", oud_onderzoeken.GEEN_ONDERZOEK]]
    assert met_leerlingen.draai_terug(klaar).gebleven == 0
    assert zonder_versies(alles(met_leerlingen.gemeente)) == zonder_versies(eerst)
    # Closed at once, and under a number that can be of nothing else.
    dicht = ABSOLUUT | {"resultaat": "naar_school", "gesloten_op": "09-01-2024"}
    ander = ABSOLUUT | {"soort": "zorg"}
    mis = met_leerlingen.in_een_keer(oud_meldingen.BRON, _bestand(ander), alleen_goede=True)
    assert regels(met_leerlingen, mis)[0][2] == [["soort", oud_vastgesteld.IS_ONDERZOEK]]
    assert met_leerlingen.in_een_keer(oud_meldingen.BRON, _bestand(dicht)).telling == {"nieuw": 1}
    with in_gemeente(met_leerlingen.gemeente.pk):
        (melding,) = Melding.objects.select_related("zaak")
        assert (str(melding.zaak.gesloten_op), Taak.objects.open().count()) == ("2024-01-09", 0)


WEIGERINGEN = {
    "vastgesteld": (OPEN | {"uitkomst": "vastgesteld", "afgerond_op": "20-11-2023"}, "uitkomst"),
    "uitkomst zonder dag": (OPEN | {"uitkomst": "anders"}, "afgerond_op"),
    "dag zonder uitkomst": (OPEN | {"afgerond_op": "20-11-2023"}, "uitkomst"),
    "klaar voor het begon": (KLAAR | {"afgerond_op": "20-10-2023"}, "afgerond_op"),
}
JEUGDARTS = {
    "uitslag zonder onderzoek": (AANVRAAG | {"in_staat": "ja"}, "onderzocht_op"),
    "onderzoek zonder uitslag": (AANVRAAG | {"onderzocht_op": "02-02-2024"}, "in_staat"),
    "follow-up zonder dag": (ONDERZOCHT | {"follow_up": "gestopt"}, "follow_up_op"),
    "follow-up voor het onderzoek": (FOLLOW_UP | {"follow_up_op": "01-02-2024"}, "follow_up_op"),
    "gesloten voor de follow-up": (FOLLOW_UP | {"gesloten_op": "01-04-2024"}, "gesloten_op"),
}


def test_wat_niet_kan_wordt_geweigerd_met_een_zin(met_leerlingen):  # noqa: F811
    for bron, weigeringen in ((oud_onderzoeken.BRON, WEIGERINGEN), (oud_jeugdarts.BRON, JEUGDARTS)):
        rijen = [rij | {"dossier_nummer": f"W{nr}"} for nr, (rij, _) in enumerate(weigeringen.values())]
        gezien = met_leerlingen.bied_aan(bron, bestand(bron, *rijen))
        velden = [[fout[0] for fout in fouten] for _, _, fouten in regels(met_leerlingen, gezien)]
        assert velden == [[veld] for _, veld in weigeringen.values()]


def test_de_jeugdarts_volgt_zijn_bestand_en_gaat_weer_weg(met_leerlingen):  # noqa: F811
    bron = oud_jeugdarts.BRON
    leeg = alles(met_leerlingen.gemeente)
    zonder = ONDERZOCHT | {"dossier_nummer": "J2", "leerling_nummer": "L2", "gesloten_op": "05-02-2024"}
    eerste = met_leerlingen.in_een_keer(bron, bestand(bron, AANVRAAG, zonder))
    vol = alles(met_leerlingen.gemeente)
    assert eerste.telling == {"nieuw": 2}
    anders = {"aangevraagd_op": "13-01-2024", "aangevraagd_door": "leerplicht", "onderwijssoort": "havo"}
    later = bestand(bron, FOLLOW_UP | anders, zonder)
    gezien = met_leerlingen.bied_aan(bron, later)
    assert [(stand, set(verschil)) for stand, verschil, _ in regels(met_leerlingen, gezien)] == [
        ("gewijzigd", set(oud_jeugdarts.VELDEN)),
        ("gelijk", set()),
    ]
    tweede = met_leerlingen.lees_in(gezien)
    with in_gemeente(met_leerlingen.gemeente.pk):
        jgz = JgzOnderzoek.objects.select_related("zaak").get(leerling__voornaam="Noa")
        assert (str(jgz.zaak.gesloten_op), jgz.follow_up) == ("2024-04-03", "gestopt")
        assert Taak.objects.open().count() == 0
    assert verloop(met_leerlingen) == [
        "Onderzoek door de jeugdarts aangevraagd",
        "Onderzoek door de jeugdarts aangevraagd",
        "Uitslag jeugdarts, in staat onderwijs te volgen: gedeeltelijk",
        "Afgesloten zonder follow-up",
        "Uitslag jeugdarts, in staat onderwijs te volgen: gedeeltelijk",
        "Follow-up, ziekteverzuim: gestopt",
    ]
    assert met_leerlingen.in_een_keer(bron, later).telling == {"gelijk": 2}
    weer = met_leerlingen.in_een_keer(bron, bestand(bron, AANVRAAG, zonder))
    assert (weer.telling, verloop(met_leerlingen)[6:]) == ({"gewijzigd": 1, "gelijk": 1}, ["Onderzoek heropend"])
    assert [met_leerlingen.draai_terug(een).gebleven for een in (weer, tweede)] == [0, 0]
    assert zonder_versies(alles(met_leerlingen.gemeente)) == zonder_versies(vol)
    assert met_leerlingen.draai_terug(eerste).gebleven == 0
    assert alles(met_leerlingen.gemeente) == leeg
