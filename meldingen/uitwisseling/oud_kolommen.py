"""The columns of a melding of the old package, and how a melding of ours reads in them."""

from leerplicht.inlezen.bron import Kolom, Veldsoort, vestiging_bij
from leerplicht.inlezen.oud.nummers import DOSSIER_NUMMER, LEERLING_NUMMER
from leerplicht.inlezen.oud.wijzigen import code, school, veld
from meldingen.choices import Soort

CODE = "oud-meldingen"
LUXE = f"soort = '{Soort.LUXE}'"
ABSOLUUT = f"soort = '{Soort.ABSOLUUT}'"
RIJEN = """meldingen_melding o
    LEFT JOIN meldingen_onderzoek k ON k.gemeente_id = o.gemeente_id AND k.melding_id = o.id"""
# How a melding of ours reads in the file.
VELDEN = {
    **veld("soort", "o.soort"),
    **veld("gemeld_op", "o.gemeld_op"),
    **school("school", "o.school_id"),
    **code("onderwijssoort", "o.onderwijssoort_id"),
    **veld("leerjaar", "o.leerjaar"),
    **code("reden", "o.reden_id"),
    **code("resultaat", "o.resultaat_id"),
    **veld("gesloten_op", "o.gesloten_op"),
    **veld(
        "vastgesteld_op",
        "k.afgerond_op",
        hun=f"CASE WHEN {{t}}.{ABSOLUUT} THEN coalesce({{t}}.vastgesteld_op, {{t}}.gemeld_op) END",
    ),
    **veld("uren", "o.verzuim_uren", hun="trunc({t}.uren, 2)"),
    **veld("verzuim_van", "o.verzuim_van"),
    **veld("verzuim_tot_en_met", "o.verzuim_tot_en_met"),
    **veld(
        "verwijtbaarheid_onderzocht",
        "o.verwijtbaarheid_onderzocht",
        hun=f"CASE WHEN {{t}}.{LUXE} THEN {{t}}.verwijtbaarheid_onderzocht END",
    ),
    **veld(
        "geoorloofd",
        "o.geoorloofd",
        hun=f"CASE WHEN {{t}}.soort = '{Soort.THUISZITTER}' THEN {{t}}.geoorloofd END",
    ),
    **veld(
        "vervolg_op",
        f"""(SELECT min(b.sleutel) FROM leerplicht_bronrij b JOIN meldingen_melding eerder
            ON eerder.gemeente_id = b.gemeente_id AND eerder.zaak_id = b.doel_id
            WHERE b.gemeente_id = %(gemeente)s AND b.bron = '{CODE}' AND eerder.id = o.vervolg_op_id)""",
        # By the number of the row, which has an index; a number that is new is another one.
        anders=f"""o.vervolg_op_id IS DISTINCT FROM coalesce((SELECT eerder.id FROM leerplicht_bronrij b
            JOIN meldingen_melding eerder ON eerder.gemeente_id = b.gemeente_id AND eerder.zaak_id = b.doel_id
            WHERE b.gemeente_id = %(gemeente)s AND b.bron = '{CODE}' AND b.sleutel = {{t}}.vervolg_op),
            CASE WHEN {{t}}.vervolg_op IS NOT NULL THEN -1 END)""",
    ),
    **veld("toelichting", "nullif(o.toelichting, '')"),
}
# What a row makes of a melding, new or known.
WAARDEN = {
    "soort": "r.soort",
    "gemeld_op": "r.gemeld_op",
    "school_id": "r.school_id",
    "onderwijssoort_id": "r.onderwijssoort_id",
    "leerjaar": "r.leerjaar",
    "reden_id": "r.reden_id",
    "resultaat_id": "r.resultaat_id",
    "gesloten_op": "r.gesloten_op",
    "toelichting": "coalesce(r.toelichting, '')",
    "verzuim_van": "r.verzuim_van",
    "verzuim_tot_en_met": "r.verzuim_tot_en_met",
    "verzuim_uren": "trunc(r.uren, 2)",
    "verwijtbaarheid_onderzocht": f"CASE WHEN r.{LUXE} THEN r.verwijtbaarheid_onderzocht END",
    "geoorloofd": f"CASE WHEN r.soort = '{Soort.THUISZITTER}' THEN r.geoorloofd END",
}


def kolommen(soorten: tuple[Soort, ...]) -> tuple[Kolom, ...]:
    keuzes = {tekst: soort.value for soort in soorten for tekst in (soort.value, str(soort.label).lower())}
    return (
        DOSSIER_NUMMER,
        LEERLING_NUMMER,
        Kolom(
            "soort",
            "Soort melding",
            Veldsoort.KEUZE,
            True,
            keuzes=keuzes,
            ook=("soort",),
            voorbeeld=soorten[0].value,
        ),
        Kolom("gemeld_op", "Gemeld op", Veldsoort.DATUM, True, ook=("meldingsdatum",), voorbeeld="14-11-2023"),
        Kolom("school", "BRIN met vestiging", Veldsoort.BRIN, ook=("brin", "school"), voorbeeld="16SW03"),
        vestiging_bij("school", "Vestiging", "vest", "vestigingscode", "vestigingsnummer", "vestigingsnr"),
        Kolom("onderwijssoort", "Onderwijssoort", Veldsoort.CODE, lijst="onderwijssoort", voorbeeld="havo"),
        Kolom("leerjaar", "Leerjaar", Veldsoort.GETAL, voorbeeld="3"),
        Kolom("reden", "Reden", Veldsoort.CODE, lijst="reden-{soort}", uitleg="Van de lijst van deze soort."),
        Kolom(
            "resultaat",
            "Resultaat",
            Veldsoort.CODE,
            lijst="resultaat-{soort}",
            uitleg="Van de lijst van deze soort. Alleen bij een melding die is afgesloten.",
        ),
        Kolom("gesloten_op", "Afgesloten op", Veldsoort.DATUM, voorbeeld="09-01-2024"),
        Kolom(
            "vastgesteld_op",
            "Vastgesteld op",
            Veldsoort.DATUM,
            uitleg="Bij absoluut verzuim: einde van het onderzoek. Leeg is de dag van de melding.",
        ),
        Kolom("uren", "Uren verzuim", Veldsoort.DECIMAAL, ook=("uren",), voorbeeld="18"),
        Kolom("verzuim_van", "Verzuim van", Veldsoort.DATUM),
        Kolom("verzuim_tot_en_met", "Verzuim tot en met", Veldsoort.DATUM),
        Kolom(
            "verwijtbaarheid_onderzocht",
            "Verwijtbaarheid onderzocht",
            Veldsoort.JANEE,
            uitleg="Verplicht bij luxe verzuim.",
        ),
        Kolom("geoorloofd", "Geoorloofd verzuim", Veldsoort.JANEE, uitleg="Bij een thuiszitter."),
        Kolom(
            "vervolg_op",
            "Vervolg op dossier",
            Veldsoort.NUMMER,
            lengte=40,
            uitleg="Nummer van de melding waarop deze volgt.",
        ),
        Kolom("toelichting", "Toelichting", lengte=4000),
    )
