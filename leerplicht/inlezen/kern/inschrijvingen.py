"""Inschrijvingen: who goes to which school from when, and until when."""

from dataclasses import replace

from leerplicht.inlezen.bron import PERSOON, VESTIGING, Bron, Kolom, Veldsoort
from leerplicht.inlezen.kern.verschil import stel_vast, zet
from leerplicht.inlezen.werktafel import Werktafel
from leerplicht.koppelen.tafel import koppel_leerlingen, maak_leerlingen
from leerplicht.roles import Recht

SCHOOL = (
    Kolom("brin", "BRIN met vestiging", Veldsoort.BRIN, True, ook=("brin", "vestiging"), voorbeeld="16SW03"),
    VESTIGING,
    Kolom(
        "onderwijssoort",
        "Soort onderwijs",
        Veldsoort.CODE,
        True,
        lijst="onderwijssoort",
        ook=("onderwijssoort",),
        voorbeeld="havo",
    ),
    Kolom("leerjaar", "Leerjaar", Veldsoort.GETAL, voorbeeld="3"),
    Kolom(
        "van", "Ingeschreven van", Veldsoort.DATUM, True, ook=("datum inschrijving", "van"), voorbeeld="01-08-2026"
    ),
    Kolom("tot_en_met", "Ingeschreven tot en met", Veldsoort.DATUM, ook=("datum uitschrijving", "tot en met")),
)
KOLOMMEN = (
    # With a number the birth date is enough; without, the name must say who it is.
    *(replace(kolom, verplicht=kolom.code == "geboortedatum") for kolom in PERSOON),
    *SCHOOL,
)
VELDEN = {
    "onderwijssoort": ("o.onderwijssoort_id", "{t}.onderwijssoort_id"),
    "leerjaar": ("o.leerjaar", "coalesce({t}.leerjaar, o.leerjaar)"),
    "tot_en_met": ("o.tot_en_met", "coalesce({t}.tot_en_met, o.tot_en_met)"),
}
DUBBEL = "Deze inschrijving staat eerder in dit bestand."
_DUBBEL = """EXISTS (SELECT 1 FROM {t} eerder WHERE eerder.regel < {t}.regel AND eerder.stand <> 'geweigerd'
    AND eerder.leerling_id = {t}.leerling_id AND eerder.brin_id = {t}.brin_id AND eerder.van = {t}.van)"""
_NIEUW_DUBBEL = """EXISTS (SELECT 1 FROM {t} eerder WHERE eerder.regel < {t}.regel AND eerder.stand = 'nieuw'
    AND eerder.leerling_id IS NULL AND eerder.zoeknaam = {t}.zoeknaam AND eerder.geboortedatum = {t}.geboortedatum
    AND eerder.bsn IS NOT DISTINCT FROM {t}.bsn AND eerder.brin_id = {t}.brin_id AND eerder.van = {t}.van)"""


def beoordeel(werk: Werktafel) -> None:
    zin = "Deze datum ligt voor de geboortedatum."
    werk.weiger("stand = 'nieuw' AND van < geboortedatum", "van", zin)
    keur(werk)
    koppel_leerlingen(werk)
    werk.weiger(f"stand = 'nieuw' AND leerling_id IS NULL AND {_NIEUW_DUBBEL}", "van", DUBBEL)
    vergelijk(werk)


def keur(werk: Werktafel) -> None:
    """What can be said of a row by itself."""
    for waar, veld, zin in (
        ("tot_en_met < van", "tot_en_met", "De laatste dag ligt voor de eerste dag."),
        ("leerjaar < 1 OR leerjaar > 8", "leerjaar", "Vul een leerjaar in van 1 tot en met 8."),
    ):
        werk.weiger(f"stand = 'nieuw' AND ({waar})", veld, zin)


def vergelijk(werk: Werktafel) -> None:
    """Which enrolments of the leerlingen of the rows are known, and differ."""
    # Who the rows are about was found a moment ago: without this the planner takes all of them for nobody.
    werk.voer_uit("ANALYZE {t}")
    werk.weiger(f"stand = 'nieuw' AND leerling_id IS NOT NULL AND {_DUBBEL}", "van", DUBBEL)
    werk.voer_uit(
        """UPDATE {t} SET doel_id = i.id FROM (
            SELECT leerling_id, school_id, van, min(id) AS id FROM leerplicht_inschrijving
            WHERE gemeente_id = %(gemeente)s GROUP BY 1, 2, 3) i
        WHERE {t}.stand = 'nieuw' AND i.leerling_id = {t}.leerling_id AND i.school_id = {t}.brin_id
            AND i.van = {t}.van"""
    )
    stel_vast(
        werk,
        tabel="leerplicht_inschrijving",
        koppeling="o.gemeente_id = %(gemeente)s AND o.id = {t}.doel_id",
        velden=VELDEN,
    )


def verwerk(werk: Werktafel) -> None:
    maak_leerlingen(werk)
    schrijf(werk)


def schrijf(werk: Werktafel) -> None:
    """The enrolments of rows whose leerling is here."""
    werk.voer_uit(
        f"""UPDATE leerplicht_inschrijving o SET {zet(VELDEN)} FROM {{t}}
        WHERE {{t}}.stand = 'gewijzigd' AND o.gemeente_id = %(gemeente)s AND o.id = {{t}}.doel_id"""
    )
    werk.voer_uit(
        """INSERT INTO leerplicht_inschrijving
            (gemeente_id, leerling_id, school_id, onderwijssoort_id, leerjaar, van, tot_en_met, version)
        SELECT %(gemeente)s, leerling_id, brin_id, onderwijssoort_id, leerjaar, van, tot_en_met, 1
        FROM {t} WHERE stand = 'nieuw' ORDER BY regel"""
    )
    _beeindig_vorige(werk)


def _beeindig_vorige(werk: Werktafel) -> None:
    """Who was enrolled anew left the former school the day before, unless that enrolment has an end of its own.

    Two that begin on the same day run beside each other: that is what the file says.
    """
    werk.voer_uit(
        """UPDATE leerplicht_inschrijving i SET tot_en_met = volgende.van - 1 FROM (
            SELECT een.id, min(later.van) AS van FROM leerplicht_inschrijving een
            JOIN leerplicht_inschrijving later ON later.gemeente_id = een.gemeente_id
                AND later.leerling_id = een.leerling_id AND later.van > een.van
            WHERE een.gemeente_id = %(gemeente)s AND een.tot_en_met IS NULL
                AND een.leerling_id IN (SELECT leerling_id FROM {t} WHERE stand = 'nieuw')
            GROUP BY een.id) volgende
        WHERE i.gemeente_id = %(gemeente)s AND i.id = volgende.id"""
    )


BRON = Bron(
    code="inschrijvingen",
    naam="In- en uitschrijvingen",
    wat="Wie op welke school is ingeschreven, vanaf wanneer en tot wanneer.",
    recht=Recht.LEERPLICHT,
    enkel="inschrijving",
    meer="inschrijvingen",
    kolommen=KOLOMMEN,
    beoordeel=beoordeel,
    verwerk=verwerk,
    xml_rij="inschrijving",
)
