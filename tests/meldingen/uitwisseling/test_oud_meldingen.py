"""Meldingen of the old package: they find their leerling and each other by the numbers of that package."""

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from leerplicht.dossier.actions import leg_vast
from leerplicht.inlezen.oud import leerlingen
from leerplicht.models import AanleveringStatus as Status
from leerplicht.models import Aanleverregel, Bronrij, Code, Gebeurtenis, Gezin, Leerling, Taak, Zaak
from leerplicht.toegang.gemeente import in_gemeente
from meldingen.models import Melding
from meldingen.uitwisseling import oud_meldingen
from tests.leerplicht.inlezen.conftest import VANDAAG, balie  # noqa: F401 - a fixture
from tests.meldingen.uitwisseling.oudpakket import (
    ABSOLUUT,
    DICHT,
    KOPPEN,
    LICHT,
    PERSONEN,
    alles,
    bestand,
    met_leerlingen,  # noqa: F401 - a fixture
)


def test_leerlingen_komen_met_hun_gezin_en_eenmaal(met_leerlingen):  # noqa: F811
    with in_gemeente(met_leerlingen.gemeente.pk):
        noa, sem, lot = Leerling.objects.order_by("pk")
        assert (noa.gezin == sem.gezin, noa.gezin == lot.gezin, Gezin.objects.count()) == (True, False, 2)
        assert [(een.geheim_adres, str(een.startkwalificatie_op)) for een in (noa, sem, lot)] == [
            (False, "None"),
            (True, "None"),
            (False, "2022-07-01"),
        ]
    voor = alles(met_leerlingen.gemeente)
    for _ in range(2):
        weer = met_leerlingen.in_een_keer(leerlingen.BRON, PERSONEN)
        assert (weer.status, weer.telling) == (Status.INGELEZEN, {"gelijk": 3})
    assert alles(met_leerlingen.gemeente) == voor


def test_wie_er_al_is_krijgt_zijn_oude_nummer_erbij(met_leerlingen):  # noqa: F811
    ander = PERSONEN.splitlines()[0] + "\nX9;123456782;Vries;Noa;05-09-2009;j;01-07-2024;G7\n"
    gezien = met_leerlingen.bied_aan(leerlingen.BRON, ander)
    with in_gemeente(met_leerlingen.gemeente.pk):
        (regel,) = Aanleverregel.objects.filter(aanlevering=gezien)
        assert (regel.stand, regel.verschil) == (
            "gewijzigd",
            {
                "leerling_nummer": ["", "X9"],
                "geheim_adres": [False, True],
                "startkwalificatie_op": ["", "2024-07-01"],
            },
        )
    voor = alles(met_leerlingen.gemeente)
    klaar = met_leerlingen.lees_in(gezien)
    with in_gemeente(met_leerlingen.gemeente.pk):
        noa = Leerling.objects.get(bsn="123456782")
        assert (noa.geheim_adres, str(noa.startkwalificatie_op)) == (True, "2024-07-01")
        sleutels = Bronrij.objects.filter(bron="oud-leerlingen", doel_id=noa.pk).values_list("sleutel", flat=True)
        assert sorted(sleutels) == ["L1", "X9"]
    met_leerlingen.draai_terug(klaar)
    na = alles(met_leerlingen.gemeente)
    for rij in (*voor["Leerling"], *na["Leerling"]):
        rij.pop("version")
    assert na == voor


def test_een_melding_komt_met_alles_wat_erbij_hoort(met_leerlingen):  # noqa: F811
    klaar = met_leerlingen.in_een_keer(oud_meldingen.BRON, bestand(DICHT, ABSOLUUT))
    assert (klaar.status, klaar.telling, klaar.fout) == (Status.INGELEZEN, {"nieuw": 2}, "")
    with in_gemeente(met_leerlingen.gemeente.pk):
        dicht, absoluut = Melding.objects.order_by("zaak__soort").select_related("zaak", "resultaat", "leerling")
        assert [
            (een.soort, een.leerling.voornaam, een.leeftijd, een.zaak.soort, str(een.zaak.gesloten_op))
            for een in (dicht, absoluut)
        ] == [
            ("relatief_licht", "Noa", 14, "melding", "2024-01-09"),
            ("absoluut", "Sem", 12, "onderzoek", "None"),
        ]
        assert dicht.resultaat.code == "waarschuwing"
        assert absoluut.onderzoek.uitkomst == "vastgesteld"
        assert sorted(str(een) for een in Gebeurtenis.objects.filter(zaak=dicht.zaak)) == [
            "Afgesloten: Formele waarschuwing",
            "Melding: Relatief verzuim (licht)",
            "Overgenomen uit het oude pakket: dossier M1",
        ]
        assert [(een.zaak, str(een)) for een in Taak.objects.all()] == [
            (absoluut.zaak, "Nagaan wat er nog moet gebeuren")
        ]


def test_driemaal_hetzelfde_is_eenmaal_en_terug_is_weg(met_leerlingen):  # noqa: F811
    leeg = alles(met_leerlingen.gemeente)
    inhoud = bestand(DICHT, ABSOLUUT, ABSOLUUT | {"dossier_nummer": "M3", "vervolg_op": "M2"})
    klaar = met_leerlingen.in_een_keer(oud_meldingen.BRON, inhoud)
    vol = alles(met_leerlingen.gemeente)
    with in_gemeente(met_leerlingen.gemeente.pk):
        assert Melding.objects.exclude(vervolg_op=None).count() == 1
    for _ in range(2):
        assert met_leerlingen.in_een_keer(oud_meldingen.BRON, inhoud).telling == {"gelijk": 3}
    assert alles(met_leerlingen.gemeente) == vol
    terug = met_leerlingen.draai_terug(klaar)
    assert (terug.status, terug.gebleven, alles(met_leerlingen.gemeente)) == (Status.TERUGGEDRAAID, 0, leeg)
    assert met_leerlingen.in_een_keer(oud_meldingen.BRON, inhoud).telling == {"nieuw": 3}


def test_wat_blijft_staan_wordt_niet_nog_eens_ingelezen(met_leerlingen):  # noqa: F811
    """Somebody worked in one of two: it stays when the file is undone, and the file still knows it as its own."""
    inhoud = bestand(LICHT, LICHT | {"dossier_nummer": "M3"})
    klaar = met_leerlingen.in_een_keer(oud_meldingen.BRON, inhoud)
    with in_gemeente(met_leerlingen.gemeente.pk):
        bewerkt = Zaak.objects.order_by("pk").first()
        leg_vast(bewerkt, soort="notitie", titel="Gebeld", op=VANDAAG, door=met_leerlingen.door)
    terug = met_leerlingen.draai_terug(klaar)
    assert terug.status == Status.TERUGGEDRAAID
    assert met_leerlingen.in_een_keer(oud_meldingen.BRON, inhoud).telling == {"gelijk": 1, "nieuw": 1}
    with in_gemeente(met_leerlingen.gemeente.pk):
        assert (Zaak.objects.count(), Zaak.objects.filter(pk=bewerkt.pk).count()) == (2, 1)


WEIGERINGEN = {
    "onbekende leerling": ({"leerling_nummer": "L99"}, "leerling_nummer"),
    "18+ hoort bij het Doorstroompunt": ({"soort": "verzuim_18plus"}, "soort"),
    "open met een resultaat": ({"resultaat": "waarschuwing"}, "gesloten_op"),
    "gesloten zonder resultaat": ({"gesloten_op": "09-01-2024"}, "resultaat"),
    "gesloten voor de melding": ({"resultaat": "waarschuwing", "gesloten_op": "09-01-2023"}, "gesloten_op"),
    "voor de geboorte": ({"gemeld_op": "01-01-2001"}, "gemeld_op"),
    "luxe zonder verwijtbaarheid": ({"soort": "luxe"}, "verwijtbaarheid_onderzocht"),
    "reden van een andere soort": ({"reden": "inschrijving_in_behandeling"}, "reden"),
    "vervolg op wat er niet is": ({"vervolg_op": "M99"}, "vervolg_op"),
    "vervolg op zichzelf": ({"vervolg_op": "M1"}, "vervolg_op"),
    "school die wij niet kennen": ({"school": "99ZZ00"}, "school"),
}


def test_wat_niet_kan_wordt_geweigerd_met_een_zin(met_leerlingen):  # noqa: F811
    rijen = [
        LICHT | {"dossier_nummer": f"W{nummer}"} | anders
        for nummer, (anders, _) in enumerate(WEIGERINGEN.values())
    ]
    rijen[list(WEIGERINGEN).index("vervolg op zichzelf")]["dossier_nummer"] = "M1"
    gezien = met_leerlingen.bied_aan(oud_meldingen.BRON, bestand(*rijen))
    with in_gemeente(met_leerlingen.gemeente.pk):
        regels = Aanleverregel.objects.filter(aanlevering=gezien).order_by("regel")
        velden = {wat: [fout[0] for fout in regel.fouten] for wat, regel in zip(WEIGERINGEN, regels, strict=True)}
    assert velden == {wat: [veld] for wat, (_, veld) in WEIGERINGEN.items()}


def test_wie_een_geweigerde_melding_volgt_wordt_ook_geweigerd(met_leerlingen):  # noqa: F811
    kop = LICHT | {"gemeld_op": "31-02-2023"}
    keten = [LICHT | {"dossier_nummer": f"M{n}", "vervolg_op": f"M{n - 1}"} for n in (2, 3, 4)]
    klaar = met_leerlingen.in_een_keer(oud_meldingen.BRON, bestand(*reversed(keten), kop), alleen_goede=True)
    assert klaar.telling == {"geweigerd": 4}


def test_opsporing_staat_niet_in_het_bestand_van_leerplicht(met_leerlingen):  # noqa: F811
    with in_gemeente(met_leerlingen.gemeente.pk):
        halt = Code.objects.filter(lijst="resultaat-luxe", compartiment="opsporing").first()
    rij = DICHT | {"soort": "luxe", "verwijtbaarheid_onderzocht": "j", "resultaat": halt.label}
    # A row that is wrong for another reason too tells nothing either.
    kapot = rij | {"dossier_nummer": "M2", "gemeld_op": "gisteren"}
    gezien = met_leerlingen.bied_aan(oud_meldingen.BRON, bestand(rij, kapot))
    with in_gemeente(met_leerlingen.gemeente.pk):
        regels = Aanleverregel.objects.filter(aanlevering=gezien).order_by("regel")
        assert [(regel.stand, regel.ruw, regel.fouten[-1]) for regel in regels] == [
            ("geweigerd", [], ["resultaat", oud_meldingen.IS_OPSPORING])
        ] * 2
    klaar = met_leerlingen.in_een_keer(oud_meldingen.OPSPORING, bestand(rij))
    assert (klaar.status, klaar.telling) == (Status.INGELEZEN, {"nieuw": 1})
    with in_gemeente(met_leerlingen.gemeente.pk):
        regels = Gebeurtenis.objects.order_by("pk").values_list("titel", "compartiment")
        assert list(regels) == [
            ("Melding: Luxe verzuim", ""),
            ("Afgesloten: Afgehandeld", ""),
            (f"Resultaat: {halt.label}", "opsporing"),
            ("Overgenomen uit het oude pakket: dossier M1", ""),
        ]


def test_ook_niet_in_een_regel_waarvan_de_soort_niet_bekend_is_of_die_niet_te_lezen_is(met_leerlingen):  # noqa: F811
    with in_gemeente(met_leerlingen.gemeente.pk):
        halt = Code.objects.filter(lijst="resultaat-luxe", compartiment="opsporing").first()
    rij = DICHT | {"soort": "LV", "verwijtbaarheid_onderzocht": "j"}
    te_breed = bestand(rij | {"resultaat": halt.label}).splitlines()[1] + ";en nog iets\n"
    gezien = met_leerlingen.bied_aan(
        oud_meldingen.BRON,
        bestand(rij | {"resultaat": halt.label}, rij | {"resultaat": "", "dossier_nummer": "M2"}) + te_breed,
    )
    with in_gemeente(met_leerlingen.gemeente.pk):
        regels = Aanleverregel.objects.filter(aanlevering=gezien).order_by("regel")
        assert [([fout[0] for fout in regel.fouten], bool(regel.ruw)) for regel in regels] == [
            (["soort"], False),
            (["soort"], True),
            ([""], False),
        ]
    assert gezien.onbekend == {"soort": {"lv": 2}}


def test_een_resultaat_dat_nog_niemand_koppelde_kan_opsporing_zijn(met_leerlingen):  # noqa: F811
    rijen = [DICHT | {"resultaat": "HALT-verwijzing"}, DICHT | {"dossier_nummer": "M2", "gemeld_op": "gisteren"}]
    gezien = met_leerlingen.bied_aan(oud_meldingen.BRON, bestand(*rijen))
    with in_gemeente(met_leerlingen.gemeente.pk):
        regels = Aanleverregel.objects.filter(aanlevering=gezien).order_by("regel")
        velden = [(regel.fouten[0][0], bool(regel.ruw)) for regel in regels]
        gezien.refresh_from_db()
        assert (velden, gezien.onbekend) == (
            [("resultaat", False), ("gemeld_op", True)],
            {"resultaat-relatief_licht": {"halt-verwijzing": 1}},
        )


def test_verzuim_18plus_is_van_het_doorstroompunt(met_leerlingen):  # noqa: F811
    rij = LICHT | {"leerling_nummer": "L3", "soort": "Verzuim 18+"}
    klaar = met_leerlingen.in_een_keer(oud_meldingen.ACHTTIEN_PLUS, bestand(rij))
    assert (klaar.status, klaar.telling) == (Status.INGELEZEN, {"nieuw": 1})
    with in_gemeente(met_leerlingen.gemeente.pk):
        assert [(een.compartiment, een.soort) for een in Zaak.objects.all()] == [("doorstroompunt", "melding")]


CEL = st.one_of(
    st.sampled_from(["", "L1", "L2", "M1", "M2", "luxe", "absoluut", "thuiszitter", "relatief_licht", "j", "n"]),
    st.sampled_from(["14-11-2023", "09-01-2024", "31-02-2023", "1", "-3", "99999", "0,4", "halt", "waarschuwing"]),
    st.text(st.characters(exclude_characters=';"\r\n\0', exclude_categories=["Cs"]), max_size=8),
)
# A good row in which a few cells hold something else.
RIJ = st.dictionaries(st.sampled_from(KOPPEN), CEL, max_size=4).map(lambda anders: DICHT | anders)


@settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(RIJ, min_size=1, max_size=12))
def test_wat_er_ook_staat_elke_regel_krijgt_een_stand(met_leerlingen, rijen):  # noqa: F811
    klaar = met_leerlingen.in_een_keer(oud_meldingen.BRON, bestand(*rijen), alleen_goede=True)
    assert (klaar.status, sum(klaar.telling.values()), klaar.fout) == (Status.INGELEZEN, len(rijen), "")
