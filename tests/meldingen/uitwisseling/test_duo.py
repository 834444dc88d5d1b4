"""The verzuimregister of DUO, read in as a file."""

import csv
import io
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leerplicht.models import AanleveringStatus as Status
from leerplicht.models import Gebeurtenis, Leerling, School, Taak, Zaak
from leerplicht.toegang.gemeente import in_gemeente
from meldingen.actions import wijzig_melding
from meldingen.models import Melding
from meldingen.uitwisseling.duo import BRON
from tests.leerplicht.inlezen.conftest import VANDAAG, balie  # noqa: F401 - a fixture

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
    assert meldingen(balie) == [("202600000001", "relatief_wettelijk", "123456782", Decimal("18.5"), True, "havo")]


def test_uren_worden_niet_afgerond(balie, school, client):  # noqa: F811
    """At 16 hours reporting is a duty: a school that tells of less must not be read as if it did."""
    uren = ("15,5", "15,999", "16", "0")
    rijen = [NOA | {"meldingsnummer": f"U{nr}", "uren": aantal} for nr, aantal in enumerate(uren)]
    balie.in_een_keer(BRON, bestand(*rijen))
    assert [rij[3] for rij in meldingen(balie)] == [Decimal("15.5"), Decimal("15.99"), 16, 0]
    assert balie.bied_aan(BRON, bestand(*rijen)).telling == {"gelijk": 4}
    anders = balie.bied_aan(BRON, bestand(rijen[0] | {"uren": "12,50"}))
    assert anders.telling == {"gewijzigd": 1}
    client.force_login(balie.door)
    assert "15,5 → 12,5" in " ".join(client.get(f"/inlezen/{anders.pk}/").content.decode().split())
    with in_gemeente(balie.gemeente.pk):
        eerste = Melding.objects.get(duo_nummer="U0").pk
    assert "<dd>15,5</dd>" in client.get(f"/meldingen/{eerste}/").content.decode()
    assert "15,5 uur" in client.get("/meldingen/triage/").content.decode()


def test_lrv_komt_binnen_als_relatief_en_luxe_met_zijn_gezin(balie, school):  # noqa: F811
    lrv = NOA | {"meldingsnummer": "L2", "duo_soort": "LRV"}
    luxe = NOA | {"meldingsnummer": "L3", "duo_soort": "L"}
    balie.in_een_keer(BRON, bestand(lrv, luxe))
    with in_gemeente(balie.gemeente.pk):
        gevonden = list(Melding.objects.order_by("duo_nummer").values_list("soort", "duo_soort"))
        luxe_gezin = Melding.objects.get(soort="luxe").gezin_id
        assert (gevonden, luxe_gezin) == (
            [("relatief_wettelijk", "LRV"), ("luxe", "L")],
            Leerling.objects.get().gezin_id,
        )


def test_een_vervolg_wordt_aan_het_eerdere_gekoppeld(balie, school):  # noqa: F811
    balie.in_een_keer(BRON, bestand(NOA))
    tweede = NOA | {
        "meldingsnummer": "202600000002",
        "vervolg_op": NOA["meldingsnummer"],
        "gemeld_op": "16-11-2026",
    }
    balie.in_een_keer(BRON, bestand(tweede))
    with in_gemeente(balie.gemeente.pk):
        vervolgen = Melding.objects.filter(vervolg_op__isnull=False)
        assert [(een.duo_nummer, een.vervolg_op.duo_nummer) for een in vervolgen] == [
            ("202600000002", NOA["meldingsnummer"])
        ]


def test_wat_duo_beter_weet_wordt_bijgewerkt_en_ingetrokken_wordt_gemeld(balie, school):  # noqa: F811
    balie.in_een_keer(BRON, bestand(NOA))
    langer = NOA | {"uren": "24", "verzuim_tot_en_met": "30-10-2026"}
    assert balie.in_een_keer(BRON, bestand(langer)).telling == {"gewijzigd": 1}
    ingetrokken = langer | {"status": "Ingetrokken"}
    assert balie.in_een_keer(BRON, bestand(ingetrokken)).telling == {"gewijzigd": 1}
    # Told once.
    assert balie.in_een_keer(BRON, bestand(ingetrokken)).telling == {"gelijk": 1}
    with in_gemeente(balie.gemeente.pk):
        melding = Melding.objects.get()
        assert (melding.verzuim_uren, str(melding.verzuim_tot_en_met)) == (24, "2026-10-30")
        assert [een.titel for een in Gebeurtenis.objects.order_by("pk")] == [
            "Melding: Relatief verzuim (wettelijk)",
            "Bijgewerkt uit het verzuimregister van DUO",
            "De school trok deze melding in bij DUO",
        ]


def test_wat_een_collega_wijzigde_blijft_en_de_rest_volgt_duo(balie, school):  # noqa: F811
    balie.in_een_keer(BRON, bestand(NOA))
    with in_gemeente(balie.gemeente.pk):
        wijzig_melding(Melding.objects.get(), op=VANDAAG, door=balie.door, verzuim_uren=25)
    weer = balie.in_een_keer(BRON, bestand(NOA))
    assert weer.telling == {"bewerkt": 1}
    langer = balie.in_een_keer(BRON, bestand(NOA | {"uren": "30", "verzuim_tot_en_met": "30-10-2026"}))
    assert langer.telling == {"gewijzigd": 1}
    with in_gemeente(balie.gemeente.pk):
        assert weer.regels.get().fouten == [["", "Aan deze melding is hier gewerkt. DUO wijzigt haar niet meer."]]
        assert langer.regels.get().verschil == {"verzuim_tot_en_met": [None, "2026-10-30"]}
        melding = Melding.objects.get()
        assert (melding.verzuim_uren, str(melding.verzuim_tot_en_met)) == (25, "2026-10-30")


FOUTEN = {
    "toekomst": ({"gemeld_op": "01-01-2030"}, ["gemeld_op", "Deze datum ligt in de toekomst."]),
    "school": ({"brin": "99ZZ99"}, ["brin", "Deze school kennen wij niet. Lees eerst de scholen van DUO in."]),
    "zonder toelichting": (
        {"actie_gewenst": "N"},
        ["actie_toelichting", "Zonder gewenste actie van de gemeente is een toelichting verplicht."],
    ),
    "te jong": (
        {"duo_soort": "RMC"},
        ["duo_soort", "Deze soort is voor jongeren vanaf 18 jaar. Hoort hier V3?"],
    ),
    "omgekeerd": (
        {"verzuim_tot_en_met": "01-10-2026"},
        ["verzuim_tot_en_met", "Deze datum ligt voor de begindatum."],
    ),
}


@pytest.mark.parametrize("geval", list(FOUTEN))
def test_wat_niet_klopt_staat_bij_zijn_kolom(balie, school, geval):  # noqa: F811
    anders, fout = FOUTEN[geval]
    gezien = balie.bied_aan(BRON, bestand(NOA | anders))
    with in_gemeente(balie.gemeente.pk):
        assert (gezien.telling, [een.fouten for een in gezien.regels.all()]) == ({"geweigerd": 1}, [[fout]])


def test_hetzelfde_nummer_twee_keer_in_een_bestand(balie, school):  # noqa: F811
    assert balie.bied_aan(BRON, bestand(NOA, NOA)).telling == {"nieuw": 1, "geweigerd": 1}


def test_als_xml(balie, school):  # noqa: F811
    velden = "".join(f"<{naam}>{waarde}</{naam}>" for naam, waarde in NOA.items())
    xml = f"<register><verzuimmelding>{velden}</verzuimmelding></register>"
    klaar = balie.lees_in(balie.bied_aan(BRON, xml, "duo.xml"))
    assert (klaar.status, klaar.telling) == (Status.INGELEZEN, {"nieuw": 1})


# Any text in any cell: a file ends with a stand for every row, never with an error.
CEL = st.one_of(
    st.sampled_from(["", "1", "x", "31-02-2011", "01-01-2010", "V3", "L", "ja", "=1+1", "ĳ\u0301"]),
    st.text(max_size=12),
)


def test_wat_er_ook_in_een_cel_staat(balie, school):  # noqa: F811
    @settings(max_examples=25, deadline=None, derandomize=True)
    @given(st.lists(st.dictionaries(st.sampled_from(KOPPEN), CEL), min_size=1, max_size=4))
    def probeer(anders):
        uit = io.StringIO()
        schrijver = csv.DictWriter(uit, KOPPEN, delimiter=";", restval="")
        schrijver.writeheader()
        schrijver.writerows({**NOA, "meldingsnummer": f"F{nummer}", **een} for nummer, een in enumerate(anders))
        inhoud = uit.getvalue().replace("\0", "").encode("utf-8", "replace")
        klaar = balie.in_een_keer(BRON, inhoud, alleen_goede=True)
        assert klaar.status in (Status.INGELEZEN, Status.GECONTROLEERD, Status.GEWEIGERD), klaar.fout

    probeer()
