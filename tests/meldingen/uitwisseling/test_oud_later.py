"""A later file of the old package: what changed there changes here, unless somebody worked on it here."""

from decimal import Decimal

import pytest

from leerplicht.dossier.actions import leg_vast, rond_taak_af, wijs_toe
from leerplicht.inlezen.oud import wijzigen
from leerplicht.inlezen.oud.nummers import ANDER_WERK
from leerplicht.models import Code, Gebeurtenis, School, Taak, Zaak
from leerplicht.toegang.gemeente import in_gemeente
from meldingen.actions.melding import registreer_melding, wijzig_melding
from meldingen.models import Melding
from meldingen.uitwisseling import oud_kolommen, oud_meldingen, oud_vrijstellingen
from tests.leerplicht.inlezen.conftest import VANDAAG, balie  # noqa: F401 - a fixture
from tests.meldingen.uitwisseling.oudpakket import (
    ABSOLUUT,
    DICHT,
    KOPPEN,
    LICHT,
    alles,
    bestand,
    met_leerlingen,  # noqa: F401 - a fixture
    regels,
    zonder_versies,
)

BRON = oud_meldingen.BRON


def dossier(nummer: str) -> dict:
    """A dossier as it stands here, without its own numbers."""
    zaak = Zaak.objects.get(gebeurtenissen__titel__endswith=f" {nummer}")
    eigen = {"id", "zaak_id", "nummer", "version", "vastgelegd"}
    rijen = [*Zaak.objects.filter(pk=zaak.pk).values(), *Melding.objects.filter(zaak=zaak).values()]
    verloop = Gebeurtenis.objects.filter(zaak=zaak).values_list("op", "soort", "titel", "compartiment", "door_id")
    return {
        "rijen": [{kolom: waarde for kolom, waarde in rij.items() if kolom not in eigen} for rij in rijen],
        "verloop": sorted(een for een in verloop if not een[2].endswith(f" {nummer}")),
        "open taken": Taak.objects.filter(zaak=zaak, gedaan_op=None).count(),
    }


def test_wat_later_gesloten_is_staat_er_als_wat_gesloten_kwam(met_leerlingen):  # noqa: F811
    met_leerlingen.in_een_keer(BRON, bestand(LICHT))
    eerst = alles(met_leerlingen.gemeente)
    later = bestand(DICHT, DICHT | {"dossier_nummer": "M9"})
    gezien = met_leerlingen.bied_aan(BRON, later)
    assert regels(met_leerlingen, gezien) == [
        (
            "gewijzigd",
            {"resultaat": [None, "Formele waarschuwing"], "gesloten_op": [None, "2024-01-09"]},
            [],
        ),
        ("nieuw", {}, []),
    ]
    klaar = met_leerlingen.lees_in(gezien)
    assert klaar.telling == {"gewijzigd": 1, "nieuw": 1}
    with in_gemeente(met_leerlingen.gemeente.pk):
        assert dossier("M1") == dossier("M9")
        assert [str(taak.gedaan_op) for taak in Taak.objects.all()] == ["2024-01-09"]
    daarna = alles(met_leerlingen.gemeente)
    for _ in range(2):
        assert met_leerlingen.in_een_keer(BRON, later).telling == {"gelijk": 2}
    assert alles(met_leerlingen.gemeente) == daarna
    # Undone it is as after the first file, and what was undone counts as work of nobody.
    assert met_leerlingen.draai_terug(klaar).gebleven == 0
    assert zonder_versies(alles(met_leerlingen.gemeente)) == zonder_versies(eerst)
    assert met_leerlingen.in_een_keer(BRON, later).telling == {"gewijzigd": 1, "nieuw": 1}


def test_wat_weer_open_is_gaat_hier_ook_open(met_leerlingen):  # noqa: F811
    met_leerlingen.in_een_keer(BRON, bestand(DICHT))
    eerst = alles(met_leerlingen.gemeente)
    klaar = met_leerlingen.in_een_keer(BRON, bestand(LICHT))
    assert klaar.telling == {"gewijzigd": 1}
    with in_gemeente(met_leerlingen.gemeente.pk):
        (melding,) = Melding.objects.select_related("zaak")
        assert (melding.resultaat, melding.gesloten_op, melding.zaak.gesloten_op) == (None, None, None)
        assert [str(taak) for taak in Taak.objects.open()] == ["Nagaan wat er nog moet gebeuren"]
        assert "Melding heropend" in [str(een) for een in Gebeurtenis.objects.all()]
    assert met_leerlingen.draai_terug(klaar).gebleven == 0
    assert zonder_versies(alles(met_leerlingen.gemeente)) == zonder_versies(eerst)


# Every column that can change, in two files: one for all kinds, and what belongs to one kind.
ANDERS = {
    "soort": "zorg",
    "gemeld_op": "15-11-2023",
    "school": "16SW03",
    "onderwijssoort": "havo",
    "leerjaar": "3",
    "reden": "ziekteverzuim",
    "resultaat": "",
    "gesloten_op": "10-01-2024",
    "uren": "18,4",
    "verzuim_van": "01-11-2023",
    "verzuim_tot_en_met": "02-11-2023",
    "vervolg_op": "M0",
    "toelichting": "Belt terug.",
}


def test_elke_kolom_die_anders_is_wordt_overgenomen(met_leerlingen):  # noqa: F811
    School.objects.create(brin="16SW03", naam="De Brug", plaats="Zoetermeer")
    with in_gemeente(met_leerlingen.gemeente.pk):
        lijst = Code.objects.filter(compartiment="", van_schooljaar__lte=2023, tot_schooljaar=None)
        eerste = {soort: lijst.filter(lijst=f"{soort}-zorg").first().code for soort in ("reden", "resultaat")}
    eerder = LICHT | {"dossier_nummer": "M0"}
    luxe = LICHT | {"dossier_nummer": "M3", "soort": "luxe", "verwijtbaarheid_onderzocht": "nee"}
    thuis = LICHT | {"dossier_nummer": "M4", "soort": "thuiszitter"}
    met_leerlingen.in_een_keer(BRON, bestand(eerder, LICHT, ABSOLUUT, luxe, thuis))
    later = bestand(
        eerder,
        DICHT | ANDERS | eerste,
        ABSOLUUT | {"vastgesteld_op": "20-11-2023"},
        luxe | {"verwijtbaarheid_onderzocht": "ja"},
        thuis | {"geoorloofd": "ja"},
    )
    gezien = met_leerlingen.bied_aan(BRON, later)
    assert gezien.telling == {"gelijk": 1, "gewijzigd": 4}
    kolommen = [set(verschil) for _, verschil, _ in regels(met_leerlingen, gezien)]
    assert set().union(*kolommen) == set(oud_kolommen.VELDEN)
    met_leerlingen.lees_in(gezien)
    with in_gemeente(met_leerlingen.gemeente.pk):
        zorg = Melding.objects.select_related("zaak", "vervolg_op").get(soort="zorg")
        assert (str(zorg.zaak.geopend_op), zorg.verzuim_uren, zorg.vervolg_op.gemeld_op.day) == (
            "2023-11-15",
            Decimal("18.4"),
            14,
        )
        bij = Gebeurtenis.objects.filter(titel__startswith="Gewijzigd in het oude pakket: V").order_by("titel")
        assert [str(een) for een in bij] == [
            "Gewijzigd in het oude pakket: Vastgesteld op",
            "Gewijzigd in het oude pakket: Verwijtbaarheid onderzocht",
        ]
    assert met_leerlingen.in_een_keer(BRON, later).telling == {"gelijk": 5}


def test_een_kolom_die_het_bestand_niet_heeft_zegt_niets(met_leerlingen):  # noqa: F811
    met_leerlingen.in_een_keer(BRON, bestand(DICHT | {"toelichting": "Belt terug.", "uren": "18"}))
    kort = [kop for kop in KOPPEN if kop not in ("toelichting", "resultaat", "gesloten_op", "uren")]
    assert met_leerlingen.in_een_keer(BRON, bestand(DICHT, koppen=kort)).telling == {"gelijk": 1}
    gezien = met_leerlingen.bied_aan(BRON, bestand(DICHT | {"uren": ""}))
    assert regels(met_leerlingen, gezien) == [
        ("gewijzigd", {"uren": [18, None], "toelichting": ["Belt terug.", None]}, [])
    ]


def _notitie(zaak, door):
    leg_vast(zaak, soort="notitie", titel="Gebeld", op=VANDAAG, door=door)


def _taak(zaak, door):
    rond_taak_af(zaak.taken.get(), op=VANDAAG, door=door)


def _eigenaar(zaak, door):
    wijs_toe(zaak, aan=door, op=VANDAAG, door=door)


def _wijziging(zaak, door):
    wijzig_melding(zaak.melding, op=VANDAAG, door=door, leerjaar=2)


def _vervolg(zaak, door):
    velden = {"gemeld_op": VANDAAG, "vervolg_op": zaak.melding}
    registreer_melding(zaak.leerling, soort="relatief_licht", op=VANDAAG, door=door, **velden)


@pytest.mark.parametrize("werk", [_notitie, _taak, _eigenaar, _wijziging, _vervolg])
def test_waaraan_hier_gewerkt_is_blijft_van_ons(met_leerlingen, werk):  # noqa: F811
    ander = LICHT | {"dossier_nummer": "M5", "leerling_nummer": "L2"}
    met_leerlingen.in_een_keer(BRON, bestand(LICHT, ander))
    with in_gemeente(met_leerlingen.gemeente.pk):
        werk(Zaak.objects.order_by("pk").first(), met_leerlingen.door)
    voor = alles(met_leerlingen.gemeente)
    later = bestand(LICHT | {"uren": "18"}, ander)
    klaar = met_leerlingen.in_een_keer(BRON, later)
    assert klaar.telling == {"bewerkt": 1, "gelijk": 1}
    stand, verschil, fouten = regels(met_leerlingen, klaar)[0]
    assert (stand, verschil["uren"], fouten) == ("bewerkt", [None, 18], [["", wijzigen.HIER_BEWERKT]])
    assert alles(met_leerlingen.gemeente) == voor
    # The other one is nobody's work, and the same file is still welcome.
    klaar = met_leerlingen.in_een_keer(BRON, bestand(LICHT | {"uren": "18"}, ander | {"uren": "4"}))
    assert klaar.telling == {"bewerkt": 1, "gewijzigd": 1}


NIET = {
    "van een andere leerling": ({"leerling_nummer": "L2"}, wijzigen.ANDERE_LEERLING),
    "alsnog absoluut": ({"soort": "absoluut"}, oud_meldingen.ANDER_ABSOLUUT),
    "vervolg op zichzelf": ({"vervolg_op": "M1"}, oud_meldingen.ANDER_VERVOLG),
}


def test_wat_niet_kan_wijzigt_niets(met_leerlingen):  # noqa: F811
    met_leerlingen.in_een_keer(BRON, bestand(LICHT))
    voor = alles(met_leerlingen.gemeente)
    for anders, zin in NIET.values():
        klaar = met_leerlingen.in_een_keer(BRON, bestand(LICHT | {"uren": "9"} | anders), alleen_goede=True)
        ((stand, verschil, fouten),) = regels(met_leerlingen, klaar)
        assert (stand, verschil, [fout[1] for fout in fouten]) == ("geweigerd", {}, [zin])
    verzuim18 = LICHT | {"soort": "verzuim_18plus"}
    klaar = met_leerlingen.in_een_keer(oud_meldingen.ACHTTIEN_PLUS, bestand(verzuim18), alleen_goede=True)
    assert regels(met_leerlingen, klaar) == [("geweigerd", {}, [["dossier_nummer", ANDER_WERK]])]
    assert alles(met_leerlingen.gemeente) == voor


def test_opsporing_wijzigt_en_toont_alleen_het_eigen_bestand(met_leerlingen):  # noqa: F811
    luxe = LICHT | {"soort": "luxe", "verwijtbaarheid_onderzocht": "ja"}
    met_leerlingen.in_een_keer(BRON, bestand(luxe))
    with in_gemeente(met_leerlingen.gemeente.pk):
        codes = Code.objects.filter(lijst="resultaat-luxe", tot_schooljaar=None)
        halt, gewoon = codes.filter(compartiment="opsporing").first(), codes.filter(compartiment="").first()
    dicht = luxe | {"gesloten_op": "09-01-2024"}
    klaar = met_leerlingen.in_een_keer(oud_meldingen.OPSPORING, bestand(dicht | {"resultaat": halt.code}))
    assert klaar.telling == {"gewijzigd": 1}
    with in_gemeente(met_leerlingen.gemeente.pk):
        verloop = list(Gebeurtenis.objects.order_by("pk").values_list("titel", "compartiment"))
    assert verloop[2:] == [("Afgesloten: Afgehandeld", ""), (f"Resultaat: {halt.label}", "opsporing")]
    klaar = met_leerlingen.in_een_keer(BRON, bestand(dicht | {"resultaat": gewoon.code}), alleen_goede=True)
    assert regels(met_leerlingen, klaar) == [
        ("geweigerd", {}, [["resultaat", oud_meldingen.NIET_MET_DIT_BESTAND]])
    ]


VRIJSTELLING = {"dossier_nummer": "V1", "leerling_nummer": "L1", "grondslag": "11g", "ontvangen_op": "03-09-2023"}
VERLEEND = VRIJSTELLING | {
    "grondslag": "5_onder_a",
    "ontvangen_op": "04-09-2023",
    "onderwijssoort": "so",
    "besluit": "verleend",
    "besloten_op": "20-09-2023",
    "geldig_van": "20-09-2023",
    "geldig_tot_en_met": "31-07-2024",
    "teruggekeerd_op": "01-05-2024",
    "tot_einde_leerplicht": "ja",
    "bezocht_speciaal_onderwijs": "ja",
    "motivering": "Verklaring gezien.",
}


def test_een_vrijstelling_die_later_is_verleend(met_leerlingen):  # noqa: F811
    bron = oud_vrijstellingen.BRON
    koppen = [kolom.code for kolom in bron.kolommen]
    met_leerlingen.in_een_keer(bron, bestand(VRIJSTELLING, koppen=koppen))
    eerst = alles(met_leerlingen.gemeente)
    gezien = met_leerlingen.bied_aan(bron, bestand(VERLEEND, koppen=koppen))
    ((stand, verschil, _),) = regels(met_leerlingen, gezien)
    assert (stand, set(verschil)) == ("gewijzigd", set(oud_vrijstellingen.VELDEN))
    klaar = met_leerlingen.lees_in(gezien)
    with in_gemeente(met_leerlingen.gemeente.pk):
        (zaak,) = Zaak.objects.all()
        assert (str(zaak.geopend_op), str(zaak.gesloten_op)) == ("2023-09-04", "2023-09-20")
        assert Taak.objects.open().count() == 0
        assert "Besluit: verleend" in [str(een) for een in Gebeurtenis.objects.all()]
    assert met_leerlingen.in_een_keer(bron, bestand(VERLEEND, koppen=koppen)).telling == {"gelijk": 1}
    weer = met_leerlingen.in_een_keer(bron, bestand(VRIJSTELLING, koppen=koppen))
    assert weer.telling == {"gewijzigd": 1}
    assert [met_leerlingen.draai_terug(een).gebleven for een in (weer, klaar)] == [0, 0]
    assert zonder_versies(alles(met_leerlingen.gemeente)) == zonder_versies(eerst)
