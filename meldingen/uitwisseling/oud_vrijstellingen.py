"""The vrijstellingen of the old package, decided and open."""

from leerplicht.inlezen.bron import Bron, Kolom, Veldsoort
from leerplicht.inlezen.oud.bewaren import bewaar_dossiers
from leerplicht.inlezen.oud.nummers import (
    DOSSIER_NUMMER,
    LEERLING_NUMMER,
    ken_dossiers,
    ken_leerlingen,
    weiger_dubbele,
    weiger_voor_geboorte,
)
from leerplicht.inlezen.oud.verloop import plan_nagaan, vertel_herkomst
from leerplicht.inlezen.oud.wijzigen import (
    LATER,
    code,
    heropend,
    nieuw_of,
    rond_oordeel_af,
    veld,
    vergelijk,
)
from leerplicht.inlezen.stappen import leg_vast
from leerplicht.inlezen.werktafel import Werktafel
from leerplicht.roles import Recht
from meldingen.choices import Besluit, Grondslag, Zaaksoort

CODE = "oud-vrijstellingen"
VERLEEND_MET_PERIODE = "Een vrijstelling die is verleend, heeft een eerste en een laatste dag."
ALLEEN_VERLEEND = "Alleen een vrijstelling die is verleend, heeft deze datum."
ALLEEN_5_ONDER_A = "Dit geldt alleen bij artikel 5 onder a."


def _keuzes(keuzes: type[Grondslag] | type[Besluit]) -> dict[str, str]:
    return {tekst: keuze.value for keuze in keuzes for tekst in (keuze.value, str(keuze.label).lower())}


KOLOMMEN = (
    DOSSIER_NUMMER,
    LEERLING_NUMMER,
    Kolom(
        "grondslag",
        "Grondslag",
        Veldsoort.KEUZE,
        True,
        keuzes=_keuzes(Grondslag),
        ook=("artikel",),
        voorbeeld="5_onder_a",
    ),
    Kolom("ontvangen_op", "Ontvangen op", Veldsoort.DATUM, True, voorbeeld="03-09-2023"),
    Kolom("onderwijssoort", "Onderwijssoort", Veldsoort.CODE, lijst="onderwijssoort", voorbeeld="so"),
    Kolom(
        "besluit",
        "Besluit",
        Veldsoort.KEUZE,
        keuzes=_keuzes(Besluit),
        uitleg="Leeg is nog niet besloten.",
        voorbeeld="verleend",
    ),
    Kolom("besloten_op", "Besloten op", Veldsoort.DATUM, voorbeeld="20-09-2023"),
    Kolom("geldig_van", "Geldig van", Veldsoort.DATUM, voorbeeld="20-09-2023"),
    Kolom("geldig_tot_en_met", "Geldig tot en met", Veldsoort.DATUM, voorbeeld="31-07-2024"),
    Kolom("teruggekeerd_op", "Terug naar onderwijs op", Veldsoort.DATUM),
    Kolom(
        "tot_einde_leerplicht", "Tot het einde van de leerplicht", Veldsoort.JANEE, uitleg="Bij artikel 5 onder a."
    ),
    Kolom(
        "bezocht_speciaal_onderwijs",
        "Heeft speciaal onderwijs bezocht",
        Veldsoort.JANEE,
        uitleg="Bij artikel 5 onder a.",
    ),
    Kolom("motivering", "Motivering", lengte=4000),
)
# How a vrijstelling of ours reads in the file.
VELDEN = {
    **veld("grondslag", "o.grondslag"),
    **veld("ontvangen_op", "o.ontvangen_op"),
    **code("onderwijssoort", "o.onderwijssoort_id"),
    **veld("besluit", "nullif(o.besluit, '')"),
    **veld("besloten_op", "o.besloten_op"),
    **veld("geldig_van", "o.geldig_van"),
    **veld("geldig_tot_en_met", "o.geldig_tot_en_met"),
    **veld("teruggekeerd_op", "o.teruggekeerd_op"),
    **veld("tot_einde_leerplicht", "o.tot_einde_leerplicht", hun="coalesce({t}.tot_einde_leerplicht, false)"),
    **veld(
        "bezocht_speciaal_onderwijs",
        "o.bezocht_speciaal_onderwijs",
        hun="coalesce({t}.bezocht_speciaal_onderwijs, false)",
    ),
    **veld("motivering", "nullif(o.motivering, '')"),
}
# What a row makes of a vrijstelling, new or known.
WAARDEN = {
    "grondslag": "r.grondslag",
    "ontvangen_op": "r.ontvangen_op",
    "onderwijssoort_id": "r.onderwijssoort_id",
    "besluit": "coalesce(r.besluit, '')",
    "besloten_op": "r.besloten_op",
    "motivering": "coalesce(r.motivering, '')",
    "geldig_van": "r.geldig_van",
    "geldig_tot_en_met": "r.geldig_tot_en_met",
    "tot_einde_leerplicht": "coalesce(r.tot_einde_leerplicht, false)",
    "bezocht_speciaal_onderwijs": "coalesce(r.bezocht_speciaal_onderwijs, false)",
    "teruggekeerd_op": "r.teruggekeerd_op",
}


def beoordeel(werk: Werktafel) -> None:
    weiger_dubbele(werk, "dossier_nummer")
    ken_dossiers(werk, CODE)
    ken_leerlingen(werk)
    vergelijk(werk, rijen="meldingen_vrijstelling o", velden=VELDEN)
    weiger_voor_geboorte(werk, "ontvangen_op")
    verleend = f"coalesce(besluit, '') = '{Besluit.VERLEEND}'"
    anders = f"grondslag <> '{Grondslag.ONDER_A}'"
    for waar, kolom, zin in (
        ("ontvangen_op > %(op)s", "ontvangen_op", "Deze datum ligt in de toekomst."),
        ("besloten_op > %(op)s", "besloten_op", "Deze datum ligt in de toekomst."),
        ("besloten_op < ontvangen_op", "besloten_op", "Deze datum ligt voor de dag van ontvangst."),
        ("besluit IS NOT NULL AND besloten_op IS NULL", "besloten_op", "Op welke dag is dit besloten?"),
        ("besluit IS NULL AND besloten_op IS NOT NULL", "besluit", "Wat is er op deze dag besloten?"),
        (f"{verleend} AND (geldig_van IS NULL OR geldig_tot_en_met IS NULL)", "geldig_van",
         VERLEEND_MET_PERIODE),
        (f"NOT {verleend} AND (geldig_van IS NOT NULL OR geldig_tot_en_met IS NOT NULL)", "geldig_van",
         ALLEEN_VERLEEND),
        (f"NOT {verleend} AND teruggekeerd_op IS NOT NULL", "teruggekeerd_op", ALLEEN_VERLEEND),
        ("geldig_tot_en_met < geldig_van", "geldig_tot_en_met", "Deze datum ligt voor de eerste dag."),
        ("teruggekeerd_op > %(op)s", "teruggekeerd_op", "Deze datum ligt in de toekomst."),
        ("teruggekeerd_op < geldig_van", "teruggekeerd_op", "Deze datum ligt voor de eerste dag."),
        (f"{anders} AND tot_einde_leerplicht", "tot_einde_leerplicht", ALLEEN_5_ONDER_A),
        (f"{anders} AND bezocht_speciaal_onderwijs", "bezocht_speciaal_onderwijs", ALLEEN_5_ONDER_A),
    ):  # fmt: skip
        werk.weiger(f"stand = 'nieuw' AND ({waar})", kolom, zin)
    rond_oordeel_af(werk)


def verwerk(werk: Werktafel) -> None:
    nieuw = "stand = 'nieuw'"
    bewaar_dossiers(
        werk,
        nummers=CODE,
        tabel="meldingen_vrijstelling",
        soort=Zaaksoort.VRIJSTELLING,
        geopend_op="ontvangen_op",
        gesloten_op="besloten_op",
        waarden=WAARDEN,
        zelf_verteld=("besluit", "besloten_op"),
    )
    gronden = " ".join(f"WHEN '{grond.value}' THEN '{grond.label}'" for grond in Grondslag)
    besluiten = " ".join(f"WHEN '{besluit.value}' THEN '{besluit.label}'" for besluit in Besluit)
    leg_vast(
        werk,
        soort="melding",
        titel=f"'Vrijstelling: ' || CASE grondslag {gronden} END",
        op="ontvangen_op",
        waar=nieuw,
    )
    leg_vast(
        werk,
        soort="besluit",
        titel=f"'Besluit: ' || CASE besluit {besluiten} END",
        toelichting="coalesce(motivering, '')",
        op="besloten_op",
        waar=f"{nieuw_of('besluit', 'besloten_op')} AND besluit IS NOT NULL",
    )
    weer_open = heropend("besloten_op")
    leg_vast(werk, soort="besluit", titel="'Uitkomst teruggedraaid'", op="%(op)s::date", waar=weer_open)
    vertel_herkomst(werk)
    plan_nagaan(werk, waar=f"{nieuw} AND besluit IS NULL OR {weer_open}")


BRON = Bron(
    code=CODE,
    naam="Oud pakket: vrijstellingen",
    wat=f"Vrijstellingen uit het pakket waarmee u hiervoor werkte. Lees eerst de leerlingen in. {LATER}",
    recht=Recht.LEERPLICHT,
    enkel="vrijstelling",
    meer="vrijstellingen",
    kolommen=KOLOMMEN,
    beoordeel=beoordeel,
    verwerk=verwerk,
    peildatum="ontvangen_op",
)
