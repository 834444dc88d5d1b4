"""Examinations by the jeugdarts of the old package, with their answer and follow-up."""

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
from meldingen.choices import FollowUp, InStaat, JgzAanvrager, Zaaksoort

CODE = "oud-jeugdarts"


def _keuzes(keuzes: type[JgzAanvrager] | type[InStaat] | type[FollowUp]) -> dict[str, str]:
    return {tekst: keuze.value for keuze in keuzes for tekst in (keuze.value, str(keuze.label).lower())}


KOLOMMEN = (
    DOSSIER_NUMMER,
    LEERLING_NUMMER,
    Kolom("aangevraagd_op", "Aangevraagd op", Veldsoort.DATUM, True, voorbeeld="12-01-2024"),
    Kolom(
        "aangevraagd_door",
        "Aangevraagd door",
        Veldsoort.KEUZE,
        True,
        keuzes=_keuzes(JgzAanvrager),
        voorbeeld="school",
    ),
    Kolom("onderwijssoort", "Onderwijssoort", Veldsoort.CODE, lijst="onderwijssoort", voorbeeld="havo"),
    Kolom("onderzocht_op", "Onderzocht op", Veldsoort.DATUM, voorbeeld="02-02-2024"),
    Kolom(
        "in_staat",
        "In staat onderwijs te volgen",
        Veldsoort.KEUZE,
        keuzes=_keuzes(InStaat),
        voorbeeld="gedeeltelijk",
    ),
    Kolom("follow_up_op", "Follow-up op", Veldsoort.DATUM, voorbeeld="03-04-2024"),
    Kolom(
        "follow_up",
        "Ziekteverzuim bij follow-up",
        Veldsoort.KEUZE,
        keuzes=_keuzes(FollowUp),
        voorbeeld="verminderd",
    ),
    Kolom(
        "gesloten_op",
        "Afgesloten op",
        Veldsoort.DATUM,
        uitleg="Bij een onderzoek zonder follow-up. Leeg is de dag van de follow-up.",
    ),
)
# How an examination of ours reads in the file.
VELDEN = {
    **veld("aangevraagd_op", "o.aangevraagd_op"),
    **veld("aangevraagd_door", "o.aangevraagd_door"),
    **code("onderwijssoort", "o.onderwijssoort_id"),
    **veld("onderzocht_op", "o.onderzocht_op"),
    **veld("in_staat", "nullif(o.in_staat, '')"),
    **veld("follow_up_op", "o.follow_up_op"),
    **veld("follow_up", "nullif(o.follow_up, '')"),
    **veld("gesloten_op", "z.gesloten_op"),
}
RIJEN = """meldingen_jgzonderzoek o
    JOIN leerplicht_zaak z ON z.gemeente_id = o.gemeente_id AND z.id = o.zaak_id"""
# What a row makes of an examination, new or known.
WAARDEN = {
    "aangevraagd_op": "r.aangevraagd_op",
    "aangevraagd_door": "r.aangevraagd_door",
    "onderwijssoort_id": "r.onderwijssoort_id",
    "onderzocht_op": "r.onderzocht_op",
    "in_staat": "coalesce(r.in_staat, '')",
    "follow_up_op": "r.follow_up_op",
    "follow_up": "coalesce(r.follow_up, '')",
}
EERST_ONDERZOCHT = "Op welke dag is de leerling onderzocht?"


def beoordeel(werk: Werktafel) -> None:
    weiger_dubbele(werk, "dossier_nummer")
    werk.voer_uit("UPDATE {t} SET gesloten_op = coalesce(gesloten_op, follow_up_op)")
    ken_dossiers(werk, CODE)
    ken_leerlingen(werk)
    vergelijk(werk, rijen=RIJEN, velden=VELDEN)
    weiger_voor_geboorte(werk, "aangevraagd_op")
    for waar, kolom, zin in (
        *((f"{kolom} > %(op)s", kolom, "Deze datum ligt in de toekomst.")
          for kolom in ("aangevraagd_op", "onderzocht_op", "follow_up_op", "gesloten_op")),
        ("onderzocht_op < aangevraagd_op", "onderzocht_op", "Deze datum ligt voor de dag van de aanvraag."),
        ("onderzocht_op IS NULL AND in_staat IS NOT NULL", "onderzocht_op", EERST_ONDERZOCHT),
        ("onderzocht_op IS NULL AND follow_up IS NOT NULL", "onderzocht_op", EERST_ONDERZOCHT),
        ("onderzocht_op IS NOT NULL AND in_staat IS NULL", "in_staat", "Wat was de uitslag van het onderzoek?"),
        ("follow_up IS NOT NULL AND follow_up_op IS NULL", "follow_up_op", "Op welke dag was de follow-up?"),
        ("follow_up IS NULL AND follow_up_op IS NOT NULL", "follow_up", "Hoe was het toen met het ziekteverzuim?"),
        ("follow_up_op < onderzocht_op", "follow_up_op", "Deze datum ligt voor de dag van het onderzoek."),
        ("gesloten_op < coalesce(follow_up_op, onderzocht_op, aangevraagd_op)", "gesloten_op",
         "Deze datum ligt voor de laatste stap van het onderzoek."),
    ):  # fmt: skip
        werk.weiger(f"stand = 'nieuw' AND ({waar})", kolom, zin)
    rond_oordeel_af(werk)


def verwerk(werk: Werktafel) -> None:
    bewaar_dossiers(
        werk,
        nummers=CODE,
        tabel="meldingen_jgzonderzoek",
        soort=Zaaksoort.JGZ,
        geopend_op="aangevraagd_op",
        gesloten_op="gesloten_op",
        waarden=WAARDEN,
        zelf_verteld=("onderzocht_op", "in_staat", "follow_up_op", "follow_up", "gesloten_op"),
    )
    _vertel(werk)


def _vertel(werk: Werktafel) -> None:
    nieuw = "stand = 'nieuw'"
    uitslag = " ".join(f"WHEN '{keuze.value}' THEN '{keuze.label.lower()}'" for keuze in InStaat)
    verzuim = " ".join(f"WHEN '{keuze.value}' THEN '{keuze.label.lower()}'" for keuze in FollowUp)
    weer_open = heropend("gesloten_op")
    for soort, titel, op, waar in (
        ("melding", "'Onderzoek door de jeugdarts aangevraagd'", "aangevraagd_op", nieuw),
        (
            "gesprek",
            f"'Uitslag jeugdarts, in staat onderwijs te volgen: ' || CASE in_staat {uitslag} END",
            "onderzocht_op",
            f"{nieuw_of('onderzocht_op', 'in_staat')} AND onderzocht_op IS NOT NULL",
        ),
        (
            "sluiting",
            f"""CASE WHEN follow_up IS NULL THEN 'Afgesloten zonder follow-up'
                ELSE 'Follow-up, ziekteverzuim: ' || CASE follow_up {verzuim} END END""",
            "gesloten_op",
            f"{nieuw_of('follow_up_op', 'follow_up', 'gesloten_op')} AND gesloten_op IS NOT NULL",
        ),
        ("melding", "'Onderzoek heropend'", "%(op)s::date", weer_open),
    ):
        leg_vast(werk, soort=soort, titel=titel, op=op, waar=waar)
    vertel_herkomst(werk)
    plan_nagaan(werk, waar=f"{nieuw} AND gesloten_op IS NULL OR {weer_open}")


BRON = Bron(
    code=CODE,
    naam="Oud pakket: jeugdarts",
    wat=(
        "Onderzoeken door de jeugdarts uit het pakket waarmee u hiervoor werkte. Lees eerst de leerlingen in. "
        f"{LATER}"
    ),
    recht=Recht.LEERPLICHT,
    enkel="onderzoek",
    meer="onderzoeken",
    kolommen=KOLOMMEN,
    beoordeel=beoordeel,
    verwerk=verwerk,
    peildatum="aangevraagd_op",
)
