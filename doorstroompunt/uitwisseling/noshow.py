"""Classes of the mbo that are visited after the summer, and who was absent: one row per absent student.

A row without a person tells of a class in which nobody was missing. How many students are enrolled need stand in
one row of the class only. What was recorded of a class here is not changed by a file: another number is refused.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from doorstroompunt.uitwisseling.rijen import weiger_dubbele
from leerplicht.inlezen.bron import PERSOON, VESTIGING, Bron, Kolom, Veldsoort
from leerplicht.inlezen.werktafel import Werktafel
from leerplicht.koppelen.tafel import koppel_leerlingen, maak_leerlingen
from leerplicht.roles import Recht

MEESTE_STUDENTEN = 999
KOLOMMEN = (
    Kolom("brin", "BRIN van de school", Veldsoort.BRIN, True, ook=("brin", "vestiging"), voorbeeld="25LP00"),
    VESTIGING,
    Kolom("klas", "Klas", lengte=40, verplicht=True, ook=("groep",), voorbeeld="1A"),
    Kolom("bezocht_op", "Bezocht op", Veldsoort.DATUM, True, ook=("datum bezoek",), voorbeeld="08-09-2026"),
    Kolom(
        "ingeschreven",
        "Aantal ingeschreven studenten",
        Veldsoort.GETAL,
        ook=("ingeschreven", "aantal"),
        uitleg="In minstens één regel van elke klas.",
        voorbeeld="24",
    ),
    *(replace(kolom, verplicht=False) for kolom in PERSOON),
)
# A student is told by these, all of them.
_NODIG = ("achternaam", "voornaam", "geboortedatum")
_KLAS = "brin_id, klas, bezocht_op"
_PERSOON = "num_nonnulls(" + ", ".join(kolom.code for kolom in PERSOON) + ") > 0"


def beoordeel(werk: Werktafel) -> None:
    _controleer(werk)
    with _alleen_personen(werk):
        koppel_leerlingen(werk)
    zin = "Deze student staat eerder in dit bestand, bij dezelfde klas."
    weiger_dubbele(werk, per=_KLAS, zin=zin)
    werk.voer_uit(
        f"""UPDATE {{t}} SET doel_id = k.id, stand = CASE WHEN {_PERSOON} THEN stand ELSE 'gelijk' END
        FROM doorstroompunt_noshowklas k
        WHERE {{t}}.stand = 'nieuw' AND k.gemeente_id = %(gemeente)s AND k.school_id = {{t}}.brin_id
            AND k.klas = {{t}}.klas AND k.bezocht_op = {{t}}.bezocht_op"""
    )
    werk.voer_uit(
        """UPDATE {t} SET stand = 'gelijk' FROM doorstroompunt_noshow n
        WHERE {t}.stand = 'nieuw' AND n.gemeente_id = %(gemeente)s AND n.klas_id = {t}.doel_id
            AND n.leerling_id = {t}.leerling_id"""
    )
    _controleer_aantallen(werk)
    # The class itself is told once; another row without a person adds nothing to it.
    werk.voer_uit(
        f"""UPDATE {{t}} SET stand = 'gelijk' FROM (
            SELECT {_KLAS}, min(regel) AS eerste FROM {{t}} WHERE stand = 'nieuw' GROUP BY {_KLAS}) e
        WHERE {{t}}.stand = 'nieuw' AND NOT ({_PERSOON}) AND {{t}}.regel > e.eerste
            AND (e.brin_id, e.klas, e.bezocht_op) = ({{t}}.brin_id, {{t}}.klas, {{t}}.bezocht_op)"""
    )


def _controleer(werk: Werktafel) -> None:
    for waar, veld, zin in (
        ("bezocht_op > %(op)s", "bezocht_op", "Deze datum ligt in de toekomst."),
        ("bezocht_op < geboortedatum", "bezocht_op", "Deze datum ligt voor de geboortedatum."),
        (f"ingeschreven NOT BETWEEN 1 AND {MEESTE_STUDENTEN}", "ingeschreven",
         f"Vul een aantal in van 1 tot en met {MEESTE_STUDENTEN}."),
        *((f"{_PERSOON} AND {veld} IS NULL", veld,
           "Vul van een afwezige student de achternaam, voornaam en geboortedatum in.") for veld in _NODIG),
    ):  # fmt: skip
        werk.weiger(f"stand = 'nieuw' AND ({waar})", veld, zin)


@contextmanager
def _alleen_personen(werk: Werktafel) -> Iterator[None]:
    """Rows without a person stand aside meanwhile: nobody is sought or made for them."""
    zonder = f"fouten = '[]' AND keuze <> 'overslaan' AND NOT ({_PERSOON})"
    werk.voer_uit(f"UPDATE {{t}} SET stand = 'overgeslagen' WHERE stand = 'nieuw' AND {zonder}")
    yield
    werk.voer_uit(f"UPDATE {{t}} SET stand = 'nieuw' WHERE stand = 'overgeslagen' AND {zonder}")


def _controleer_aantallen(werk: Werktafel) -> None:
    """One number per class, known here or told by its first row that has one; and no more absent than enrolled."""
    werk.voer_uit("DROP TABLE IF EXISTS noshow_aantal")
    werk.voer_uit(
        f"""CREATE TEMPORARY TABLE noshow_aantal ON COMMIT DROP AS
        SELECT DISTINCT ON ({_KLAS}) {_KLAS}, ingeschreven AS aantal, 0::bigint AS afwezig, false AS bekend
        FROM {{t}} WHERE stand NOT IN ('geweigerd', 'overgeslagen') AND ingeschreven IS NOT NULL
        ORDER BY {_KLAS}, regel"""
    )
    werk.voer_uit(
        """MERGE INTO noshow_aantal a USING (
            SELECT k.*, (SELECT count(*) FROM doorstroompunt_noshow n
                WHERE n.gemeente_id = %(gemeente)s AND n.klas_id = k.id) AS er_al
            FROM doorstroompunt_noshowklas k WHERE k.gemeente_id = %(gemeente)s) k
        ON (a.brin_id, a.klas, a.bezocht_op) = (k.school_id, k.klas, k.bezocht_op)
        WHEN MATCHED THEN UPDATE SET aantal = k.ingeschreven, afwezig = k.er_al, bekend = true
        WHEN NOT MATCHED THEN INSERT (brin_id, klas, bezocht_op, aantal, afwezig, bekend)
            VALUES (k.school_id, k.klas, k.bezocht_op, k.ingeschreven, k.er_al, true)"""
    )
    nieuw = "stand = 'nieuw' AND "
    bij = f"regel IN (SELECT regel FROM {{t}} JOIN noshow_aantal a USING ({_KLAS}) WHERE "
    for waar, zin in (
        (f"{bij} NOT a.bekend AND ingeschreven <> a.aantal)",
         "Eerder in dit bestand heeft deze klas een ander aantal."),
        (f"{bij} a.bekend AND ingeschreven <> a.aantal)", "Bij ons heeft deze klas een ander aantal."),
        (f"regel NOT IN (SELECT regel FROM {{t}} JOIN noshow_aantal a USING ({_KLAS}))",
         "Vul in hoeveel studenten in deze klas staan ingeschreven."),
    ):  # fmt: skip
        werk.weiger(nieuw + waar, "ingeschreven", zin)
    te_veel = f"""regel IN (SELECT regel FROM (
        SELECT regel, row_number() OVER (PARTITION BY {_KLAS} ORDER BY regel) + a.afwezig AS hoeveelste, a.aantal
        FROM {{t}} JOIN noshow_aantal a USING ({_KLAS}) WHERE stand = 'nieuw' AND {_PERSOON}) r
        WHERE hoeveelste > aantal)"""
    werk.weiger(nieuw + te_veel, "ingeschreven", "Er zijn meer afwezigen dan ingeschreven studenten.")
    werk.voer_uit(
        """UPDATE {t} SET ingeschreven = a.aantal FROM noshow_aantal a
        WHERE stand = 'nieuw' AND (a.brin_id, a.klas, a.bezocht_op)
            = ({t}.brin_id, {t}.klas, {t}.bezocht_op)"""
    )


def verwerk(werk: Werktafel) -> None:
    afwezig = f"stand = 'nieuw' AND {_PERSOON}"
    werk.voer_uit(
        f"""INSERT INTO doorstroompunt_noshowklas
            (gemeente_id, school_id, klas, bezocht_op, ingeschreven, version)
        SELECT %(gemeente)s, brin_id, klas, bezocht_op, min(ingeschreven), 1 FROM {{t}}
        WHERE stand = 'nieuw' AND doel_id IS NULL GROUP BY {_KLAS} ORDER BY min(regel)"""
    )
    with _alleen_personen(werk):
        maak_leerlingen(werk)
    werk.voer_uit(
        f"""INSERT INTO doorstroompunt_noshow (gemeente_id, klas_id, leerling_id, bevinding, version)
        SELECT %(gemeente)s, k.id, r.leerling_id, '', 1
        FROM (SELECT * FROM {{t}} WHERE {afwezig}) r JOIN doorstroompunt_noshowklas k
            ON k.gemeente_id = %(gemeente)s AND k.school_id = r.brin_id AND k.klas = r.klas
            AND k.bezocht_op = r.bezocht_op
        ORDER BY r.regel"""
    )


BRON = Bron(
    code="noshow",
    naam="No-show in klassen",
    wat="Klassen van het mbo die na de zomer zijn bezocht, met een regel voor elke afwezige student.",
    recht=Recht.DOORSTROOMPUNT,
    enkel="regel",
    meer="regels",
    kolommen=KOLOMMEN,
    beoordeel=beoordeel,
    verwerk=verwerk,
    xml_rij="noshow",
)
