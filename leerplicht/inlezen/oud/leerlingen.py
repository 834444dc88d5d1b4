"""The leerlingen of the old package. Who is here already is coupled to his old number, and completed."""

from leerplicht.inlezen.bron import PERSOON, Bron, Kolom, Veldsoort
from leerplicht.inlezen.oud.nummers import LEERLING_NUMMER, LEERLINGEN, VOOR_GEBOORTE, onthoud, weiger_dubbele
from leerplicht.inlezen.werktafel import Werktafel
from leerplicht.koppelen.tafel import koppel_leerlingen, maak_leerlingen
from leerplicht.roles import Recht

GEZINNEN = "oud-gezinnen"

KOLOMMEN = (
    LEERLING_NUMMER,
    *PERSOON,
    Kolom("geheim_adres", "Geheim adres", Veldsoort.JANEE, voorbeeld="nee"),
    Kolom(
        "startkwalificatie_op",
        "Startkwalificatie behaald op",
        Veldsoort.DATUM,
        ook=("startkwalificatie",),
        uitleg="De dag van het diploma havo, vwo of mbo 2, 3 of 4.",
    ),
    Kolom(
        "gezin_nummer",
        "Nummer gezin",
        Veldsoort.NUMMER,
        lengte=40,
        ook=("gezinsnummer",),
        uitleg="Leerlingen met hetzelfde nummer zijn een gezin: luxe verzuim telt per gezin.",
    ),
)

_VERSCHIL = """jsonb_strip_nulls(jsonb_build_object(
    'leerling_nummer', CASE WHEN b.id IS NULL THEN jsonb_build_array('', r.leerling_nummer) END,
    'startkwalificatie_op', CASE WHEN l.startkwalificatie_op IS NULL AND r.startkwalificatie_op IS NOT NULL
        THEN jsonb_build_array('', r.startkwalificatie_op) END,
    'geheim_adres', CASE WHEN r.geheim_adres AND NOT l.geheim_adres THEN jsonb_build_array(false, true) END))"""


def beoordeel(werk: Werktafel) -> None:
    for waar, veld, zin in (
        ("geboortedatum > %(op)s", "geboortedatum", "Deze datum ligt in de toekomst."),
        ("startkwalificatie_op > %(op)s", "startkwalificatie_op", "Deze datum ligt in de toekomst."),
        ("startkwalificatie_op < geboortedatum", "startkwalificatie_op", VOOR_GEBOORTE),
    ):
        werk.weiger(f"stand = 'nieuw' AND ({waar})", veld, zin)
    weiger_dubbele(werk, "leerling_nummer")
    # Who has this number already is not asked for again, whatever his name is by now.
    werk.voer_uit(
        """UPDATE {t} SET stand = 'gelijk', leerling_id = coalesce(l.samengevoegd_met_id, l.id), doel_id = l.id
        FROM leerplicht_bronrij b
        JOIN leerplicht_leerling l ON l.gemeente_id = b.gemeente_id AND l.id = b.doel_id
        WHERE {t}.stand = 'nieuw' AND b.gemeente_id = %(gemeente)s AND b.bron = %(bron)s
            AND b.sleutel = {t}.leerling_nummer""",
        {"bron": LEERLINGEN},
    )
    koppel_leerlingen(werk)
    werk.voer_uit(
        f"""UPDATE {{t}} SET doel_id = v.leerling_id, verschil = v.verschil,
            stand = CASE WHEN v.verschil = '{{}}' THEN 'gelijk' ELSE 'gewijzigd' END
        FROM (
            SELECT r.regel, l.id AS leerling_id, {_VERSCHIL} AS verschil
            FROM {{t}} r
            JOIN leerplicht_leerling l ON l.gemeente_id = %(gemeente)s AND l.id = r.leerling_id
            LEFT JOIN leerplicht_bronrij b
                ON b.gemeente_id = %(gemeente)s AND b.bron = %(bron)s AND b.sleutel = r.leerling_nummer
            WHERE r.stand IN ('nieuw', 'gelijk')
        ) v WHERE v.regel = {{t}}.regel""",
        {"bron": LEERLINGEN},
    )


def verwerk(werk: Werktafel) -> None:
    maak_leerlingen(werk)
    # Who the rows are about was written a moment ago: the planner knows nothing of it yet.
    werk.voer_uit("ANALYZE {t}")
    _voeg_gezinnen_samen(werk)
    # Secrecy that either of us knows of holds.
    werk.voer_uit(
        """UPDATE leerplicht_leerling l SET
            geheim_adres = l.geheim_adres OR r.geheim_adres,
            startkwalificatie_op = coalesce(l.startkwalificatie_op, r.startkwalificatie_op)
        FROM (
            SELECT leerling_id, coalesce(bool_or(geheim_adres), false) AS geheim_adres,
                min(startkwalificatie_op) AS startkwalificatie_op
            FROM {t} WHERE stand IN ('nieuw', 'gewijzigd') GROUP BY leerling_id
        ) r
        WHERE l.gemeente_id = %(gemeente)s AND l.id = r.leerling_id
            AND (r.geheim_adres AND NOT l.geheim_adres
            OR l.startkwalificatie_op IS NULL AND r.startkwalificatie_op IS NOT NULL)"""
    )
    onthoud(
        werk,
        LEERLINGEN,
        sleutel="leerling_nummer",
        doel="leerling_id",
        waar="stand = 'nieuw' OR (stand = 'gewijzigd' AND verschil ? 'leerling_nummer')",
    )


def _voeg_gezinnen_samen(werk: Werktafel) -> None:
    """Who is new and has the number of a gezin joins it; of a new number the first row is the gezin."""
    nieuw = "stand = 'nieuw' AND doel_id IS NULL AND gezin_nummer IS NOT NULL"
    onthouden = """INSERT INTO leerplicht_bronrij (gemeente_id, bron, sleutel, doel_id)
        SELECT DISTINCT ON (r.gezin_nummer) %(gemeente)s, %(bron)s, r.gezin_nummer, l.gezin_id
        FROM {t} r JOIN leerplicht_leerling l ON l.gemeente_id = %(gemeente)s AND l.id = r.leerling_id
        WHERE r.stand = 'nieuw' AND r.doel_id IS NULL AND r.gezin_nummer IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM leerplicht_bronrij b
            JOIN leerplicht_gezin g ON g.gemeente_id = b.gemeente_id AND g.id = b.doel_id
            WHERE b.gemeente_id = %(gemeente)s AND b.bron = %(bron)s AND b.sleutel = r.gezin_nummer)
        ORDER BY r.gezin_nummer, r.regel
        ON CONFLICT (gemeente_id, bron, sleutel) DO UPDATE SET doel_id = excluded.doel_id"""
    werk.voer_uit(onthouden, {"bron": GEZINNEN})
    werk.voer_uit(
        f"""CREATE TEMPORARY TABLE verhuisd_gezin ON COMMIT DROP AS
        SELECT DISTINCT l.id AS leerling_id, l.gezin_id AS van, b.doel_id AS naar
        FROM (SELECT * FROM {{t}} WHERE {nieuw}) r
        JOIN leerplicht_leerling l ON l.gemeente_id = %(gemeente)s AND l.id = r.leerling_id
        JOIN leerplicht_bronrij b
            ON b.gemeente_id = %(gemeente)s AND b.bron = %(bron)s AND b.sleutel = r.gezin_nummer
        WHERE l.gezin_id <> b.doel_id""",
        {"bron": GEZINNEN},
    )
    werk.voer_uit(
        "UPDATE leerplicht_leerling l SET gezin_id = v.naar FROM verhuisd_gezin v "
        "WHERE l.gemeente_id = %(gemeente)s AND l.id = v.leerling_id"
    )
    # The gezinnen that these leerlingen were made with, a moment ago, hold nobody now.
    werk.voer_uit(
        "DELETE FROM leerplicht_gezin g USING verhuisd_gezin v "
        "WHERE g.gemeente_id = %(gemeente)s AND g.id = v.van AND NOT EXISTS (SELECT 1 FROM leerplicht_leerling l "
        "WHERE l.gemeente_id = %(gemeente)s AND l.gezin_id = g.id)"
    )
    werk.voer_uit("DROP TABLE verhuisd_gezin")


BRON = Bron(
    code=LEERLINGEN,
    naam="Oud pakket: leerlingen",
    wat=(
        "De leerlingen uit het pakket waarmee u hiervoor werkte. Lees dit bestand als eerste in: meldingen, "
        "vrijstellingen, trajecten en notities vinden hun leerling met dit nummer."
    ),
    recht=Recht.LEERPLICHT,
    enkel="leerling",
    meer="leerlingen",
    kolommen=KOLOMMEN,
    beoordeel=beoordeel,
    verwerk=verwerk,
)
