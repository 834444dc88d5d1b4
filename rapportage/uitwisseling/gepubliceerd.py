"""The figures of a report that was published, as a file: one row per cell."""

from leerplicht.inlezen.bron import Bron, Kolom, Veldsoort
from leerplicht.inlezen.velden import sleutel
from leerplicht.inlezen.werktafel import Werktafel
from leerplicht.roles import Recht
from rapportage.naast_elkaar.vergelijken import KERNCIJFERS
from rapportage.tabellen import JAARVERSLAG

# A title that holds a year reads otherwise in each report.
TABELLEN = {KERNCIJFERS: KERNCIJFERS} | {
    tekst: tabel.code for tabel in JAARVERSLAG for tekst in (tabel.code, sleutel(tabel.titel)) if "{" not in tekst
}
KOLOMMEN = (
    Kolom("schooljaar", "Schooljaar", Veldsoort.NUMMER, True, 9, ook=("schooljaar",), voorbeeld="2023-2024"),
    Kolom(
        "tabel",
        "Tabel",
        Veldsoort.KEUZE,
        True,
        keuzes=TABELLEN,
        uitleg="De code van de tabel in ons jaarverslag (bijvoorbeeld tabel-1), haar titel, of kerncijfers.",
        voorbeeld="tabel-1",
    ),
    Kolom(
        "rij",
        "Rij",
        verplicht=True,
        lengte=120,
        ook=("omschrijving",),
        uitleg="De rij zoals die in de tabel staat. “Totaal” is de onderste.",
        voorbeeld="Niet aangemeld op een school",
    ),
    Kolom(
        "kolom",
        "Kolom",
        lengte=80,
        uitleg="Het opschrift of het nummer van de kolom. Leeg is de eerste.",
        voorbeeld="Aantal",
    ),
    Kolom("waarde", "Waarde", Veldsoort.DECIMAAL, True, ook=("aantal",), voorbeeld="52"),
)

_JAAR = "CASE WHEN {t}.schooljaar ~ '^[0-9]{4}' THEN left({t}.schooljaar, 4)::int END"
_CEL = f"""c.gemeente_id = %(gemeente)s AND c.schooljaar = {_JAAR} AND c.tabel = {{t}}.tabel
    AND c.rij = {{t}}.rij AND c.kolom = coalesce({{t}}.kolom, '')"""


def beoordeel(werk: Werktafel) -> None:
    for waar, veld, zin in (
        ("schooljaar !~ '^[0-9]{4}([-/][0-9]{4})?$'", "schooljaar", "Schrijf het schooljaar als 2023-2024."),
        (f"{_JAAR} NOT BETWEEN 2000 AND extract(year FROM %(op)s::date)", "schooljaar",
         "Dit schooljaar kan niet."),
        ("abs(waarde) >= 1000000000", "waarde", "Dit getal is te groot."),
    ):  # fmt: skip
        werk.weiger(f"stand = 'nieuw' AND ({waar})", veld, zin)
    werk.weiger(
        "stand = 'nieuw' AND regel IN (SELECT regel FROM (SELECT regel, row_number() OVER (PARTITION BY "
        "left(schooljaar, 4), tabel, rij, coalesce(kolom, '') ORDER BY regel) AS hoeveelste "
        "FROM {t} WHERE stand = 'nieuw') r WHERE hoeveelste > 1)",
        "rij",
        "Deze cel staat eerder in dit bestand.",
    )
    werk.voer_uit(
        f"""UPDATE {{t}} SET doel_id = c.id,
            stand = CASE WHEN c.waarde = round({{t}}.waarde, 2) THEN 'gelijk' ELSE 'gewijzigd' END,
            verschil = CASE WHEN c.waarde = round({{t}}.waarde, 2) THEN '{{}}'::jsonb
                ELSE jsonb_build_object('waarde', jsonb_build_array(c.waarde, round({{t}}.waarde, 2))) END
        FROM rapportage_gepubliceerdcijfer c WHERE {{t}}.stand = 'nieuw' AND {_CEL}"""
    )


def verwerk(werk: Werktafel) -> None:
    werk.voer_uit(
        """UPDATE rapportage_gepubliceerdcijfer c SET waarde = round({t}.waarde, 2) FROM {t}
        WHERE {t}.stand = 'gewijzigd' AND c.gemeente_id = %(gemeente)s AND c.id = {t}.doel_id"""
    )
    werk.voer_uit(
        f"""INSERT INTO rapportage_gepubliceerdcijfer
            (gemeente_id, schooljaar, tabel, rij, kolom, waarde, version)
        SELECT %(gemeente)s, {_JAAR}, tabel, rij, coalesce(kolom, ''), round(waarde, 2), 1
        FROM {{t}} WHERE stand = 'nieuw' ORDER BY regel"""
    )


BRON = Bron(
    code="gepubliceerde-cijfers",
    naam="Gepubliceerde cijfers",
    wat=(
        "De cijfers van een jaarverslag dat al is gepubliceerd, een regel per cel. Na het inlezen staan ze bij "
        "het jaarverslag naast wat er nu wordt geteld."
    ),
    recht=Recht.VERSLAG_MAKEN,
    enkel="cijfer",
    meer="cijfers",
    kolommen=KOLOMMEN,
    beoordeel=beoordeel,
    verwerk=verwerk,
)
