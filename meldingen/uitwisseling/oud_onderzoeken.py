"""Onderzoeken into absoluut verzuim of the old package that are no melding: open, or closed without one.

What was established is a row of the meldingen. They share one series of numbers: an onderzoek that is established
later leaves this file and comes as a melding under the same number.
"""

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
    heropend,
    nieuw_of,
    rond_oordeel_af,
    veld,
    vergelijk,
)
from leerplicht.inlezen.stappen import leg_vast
from leerplicht.inlezen.werktafel import Werktafel
from leerplicht.roles import Recht
from meldingen.choices import OnderzoekUitkomst, Zaaksoort
from meldingen.uitwisseling.oud_kolommen import CODE

IS_MELDING = "Wat is vastgesteld, hoort als absoluut verzuim in het bestand met meldingen."
GEEN_ONDERZOEK = "Dit nummer is bij ons van een melding."
ZONDER_MELDING = tuple(uitkomst for uitkomst in OnderzoekUitkomst if uitkomst != OnderzoekUitkomst.VASTGESTELD)

KOLOMMEN = (
    DOSSIER_NUMMER,
    LEERLING_NUMMER,
    Kolom("gestart_op", "Gestart op", Veldsoort.DATUM, True, voorbeeld="04-09-2023"),
    Kolom(
        "uitkomst",
        "Uitkomst",
        Veldsoort.KEUZE,
        keuzes={
            tekst: keuze.value for keuze in OnderzoekUitkomst for tekst in (keuze.value, str(keuze.label).lower())
        },
        uitleg="Leeg is nog open.",
        voorbeeld="ingeschreven",
    ),
    Kolom("afgerond_op", "Afgerond op", Veldsoort.DATUM, voorbeeld="18-09-2023"),
    Kolom("toelichting", "Toelichting", lengte=4000),
)
# How an onderzoek of ours reads in the file.
VELDEN = {
    **veld("gestart_op", "o.gestart_op"),
    **veld("uitkomst", "nullif(o.uitkomst, '')"),
    **veld("afgerond_op", "o.afgerond_op"),
    **veld("toelichting", "nullif(o.toelichting, '')"),
}
# What a row makes of an onderzoek, new or known.
WAARDEN = {
    "gestart_op": "r.gestart_op",
    "uitkomst": "coalesce(r.uitkomst, '')",
    "afgerond_op": "r.afgerond_op",
    "toelichting": "coalesce(r.toelichting, '')",
}


def beoordeel(werk: Werktafel) -> None:
    werk.weiger(f"stand = 'nieuw' AND uitkomst = '{OnderzoekUitkomst.VASTGESTELD}'", "uitkomst", IS_MELDING)
    weiger_dubbele(werk, "dossier_nummer")
    ken_dossiers(werk, CODE)
    ken_leerlingen(werk)
    werk.weiger(
        """stand = 'nieuw' AND doel_id IN (SELECT m.zaak_id FROM meldingen_melding m
            WHERE m.gemeente_id = %(gemeente)s)""",
        "dossier_nummer",
        GEEN_ONDERZOEK,
    )
    vergelijk(werk, rijen="meldingen_onderzoek o", velden=VELDEN)
    weiger_voor_geboorte(werk, "gestart_op")
    for waar, kolom, zin in (
        ("gestart_op > %(op)s", "gestart_op", "Deze datum ligt in de toekomst."),
        ("afgerond_op > %(op)s", "afgerond_op", "Deze datum ligt in de toekomst."),
        ("afgerond_op < gestart_op", "afgerond_op", "Deze datum ligt voor het begin van het onderzoek."),
        ("uitkomst IS NOT NULL AND afgerond_op IS NULL", "afgerond_op", "Op welke dag is het onderzoek afgerond?"),
        ("uitkomst IS NULL AND afgerond_op IS NOT NULL", "uitkomst", "Wat kwam er uit het onderzoek?"),
    ):
        werk.weiger(f"stand = 'nieuw' AND ({waar})", kolom, zin)
    rond_oordeel_af(werk)


def verwerk(werk: Werktafel) -> None:
    nieuw = "stand = 'nieuw'"
    bewaar_dossiers(
        werk,
        nummers=CODE,
        tabel="meldingen_onderzoek",
        soort=Zaaksoort.ONDERZOEK,
        geopend_op="gestart_op",
        gesloten_op="afgerond_op",
        waarden=WAARDEN,
        zelf_verteld=("uitkomst", "afgerond_op"),
    )
    uitkomsten = " ".join(f"WHEN '{keuze.value}' THEN '{keuze.label}'" for keuze in ZONDER_MELDING)
    weer_open = heropend("afgerond_op")
    leg_vast(
        werk,
        soort="melding",
        titel="'Onderzoek absoluut verzuim gestart'",
        toelichting="coalesce(toelichting, '')",
        op="gestart_op",
        waar=nieuw,
    )
    leg_vast(
        werk,
        soort="sluiting",
        titel=f"'Onderzoek afgesloten: ' || CASE uitkomst {uitkomsten} END",
        op="afgerond_op",
        waar=f"{nieuw_of('uitkomst', 'afgerond_op')} AND afgerond_op IS NOT NULL",
    )
    leg_vast(werk, soort="melding", titel="'Onderzoek heropend'", op="%(op)s::date", waar=weer_open)
    vertel_herkomst(werk)
    plan_nagaan(werk, waar=f"{nieuw} AND afgerond_op IS NULL OR {weer_open}")


BRON = Bron(
    code="oud-onderzoeken",
    naam="Oud pakket: onderzoeken absoluut verzuim",
    wat=(
        "Onderzoeken uit het pakket waarmee u hiervoor werkte die geen melding werden: nog open, of er was geen "
        f"absoluut verzuim. Lees eerst de leerlingen in. {LATER}"
    ),
    recht=Recht.LEERPLICHT,
    enkel="onderzoek",
    meer="onderzoeken",
    kolommen=KOLOMMEN,
    beoordeel=beoordeel,
    verwerk=verwerk,
)
