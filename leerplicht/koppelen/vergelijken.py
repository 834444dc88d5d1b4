"""The SQL of `rules.py`: who of the file may be whom of us, on temporary tables."""

from leerplicht.inlezen.bron import PERSOON, Bron, Veldsoort
from leerplicht.koppelen import rules

# The parts of a name, as `Persoon.delen`, and the key by which names are compared.
DELEN = r"""
SELECT achter, voor, split_part(voor, ' ', 1) AS eerste, achter || ' ' || split_part(voor, ' ', 1) || ' ' || tussen
    AS sleutel
FROM (
    SELECT array_to_string(woorden[1:na], ' ') AS achter, array_to_string(woorden[na + 1:tot], ' ') AS voor,
        array_to_string(woorden[tot + 1:], ' ') AS tussen
    FROM (
        SELECT woorden, na, cardinality(woorden) - tussen AS tot FROM (
            SELECT string_to_array(l.zoeknaam, ' ') AS woorden,
                cardinality(array_remove(regexp_split_to_array({achternaam}, '\s+'), '')) AS na,
                cardinality(array_remove(regexp_split_to_array({tussenvoegsel}, '\s+'), '')) AS tussen
        ) geteld
    ) gesplitst
) delen
"""

# A leerling as he is, and as he was before a merge: then the survivor is meant.
BEKENDEN = """
CREATE TEMPORARY TABLE koppel_bekende ON COMMIT DROP AS
SELECT row_number() OVER () AS nr, coalesce(l.samengevoegd_met_id, l.id) AS leerling,
    coalesce(l.bsn, s.bsn) AS bsn, l.onderwijsnummer, l.geboortedatum, l.straat, l.postcode, l.zoeknaam, d.*
FROM leerplicht_leerling l LEFT JOIN leerplicht_leerling s ON s.id = l.samengevoegd_met_id, LATERAL ({delen}) d
WHERE l.gemeente_id = %(gemeente)s
"""

PERSONEN = """
CREATE TEMPORARY TABLE koppel_persoon ON COMMIT DROP AS
SELECT l.regel, {bsn} AS bsn, {onderwijsnummer} AS onderwijsnummer, {geboortedatum} AS geboortedatum,
    CASE WHEN extract(day FROM {geboortedatum}) <= 12 THEN make_date(extract(year FROM {geboortedatum})::int,
        extract(day FROM {geboortedatum})::int, extract(month FROM {geboortedatum})::int) END AS omgewisseld,
    coalesce({straat}, '') AS straat, coalesce({postcode}, '') AS postcode,
    coalesce(l.zoeknaam, '') AS zoeknaam, d.*
FROM {{t}} l, LATERAL ({delen}) d
WHERE l.leerling_id IS NULL AND l.stand = 'nieuw'
"""

OP_NUMMER = """
SELECT p.regel, b.nr FROM koppel_persoon p JOIN koppel_bekende b USING (bsn)
UNION SELECT p.regel, b.nr FROM koppel_persoon p JOIN koppel_bekende b USING (onderwijsnummer)
"""
OP_DATUM = """
UNION SELECT p.regel, b.nr FROM koppel_persoon p JOIN koppel_bekende b USING (geboortedatum)
UNION SELECT p.regel, b.nr FROM koppel_persoon p JOIN koppel_bekende b ON b.geboortedatum = p.omgewisseld
"""

PAREN = """
CREATE TEMPORARY TABLE koppel_paar ON COMMIT DROP AS
SELECT DISTINCT ON (regel, leerling) regel, leerling, zeker, waarde, gelijkenis, redenen FROM (
    SELECT *, (SELECT sum((%(waarden)s::jsonb ->> reden)::int) FROM unnest(redenen) reden) AS waarde FROM (
        SELECT *, op_nummer AND (datum = %(zelfde_datum)s OR datum = %(geen_datum)s AND naam <> %(andere_naam)s)
                AS zeker,
            array_remove(ARRAY[CASE WHEN zelfde_bsn THEN %(zelfde_bsn)s END,
                CASE WHEN zelfde_nummer THEN %(zelfde_onderwijsnummer)s END, datum, naam,
                CASE WHEN adres THEN %(zelfde_adres)s END], NULL) AS redenen
        FROM (
            SELECT p.regel, b.leerling, zelfde_bsn, zelfde_nummer, zelfde_bsn OR zelfde_nummer AS op_nummer,
                gelijkenis, p.straat <> '' AND (p.straat, p.postcode) = (b.straat, b.postcode) AS adres,
                CASE WHEN p.geboortedatum IS NULL THEN %(geen_datum)s
                    WHEN p.geboortedatum = b.geboortedatum THEN %(zelfde_datum)s
                    WHEN p.omgewisseld = b.geboortedatum THEN %(omgewisselde_datum)s
                    ELSE %(andere_datum)s END AS datum,
                CASE WHEN p.zoeknaam = '' THEN %(geen_naam)s
                    WHEN p.zoeknaam = b.zoeknaam THEN %(zelfde_naam)s
                    WHEN (p.achter, p.voor) = (b.voor, b.achter) THEN %(omgewisselde_naam)s
                    WHEN gelijkenis >= %(naam_lijkt)s AND similarity(p.eerste, b.eerste) >= %(voornaam_lijkt)s
                        THEN %(naam_lijkt_erop)s
                    ELSE %(andere_naam)s END AS naam
            FROM ({paren}) paar JOIN koppel_persoon p USING (regel) JOIN koppel_bekende b USING (nr),
            LATERAL (SELECT coalesce(p.bsn = b.bsn, false) AS zelfde_bsn,
                coalesce(p.onderwijsnummer = b.onderwijsnummer, false) AS zelfde_nummer,
                similarity(p.sleutel, b.sleutel) AS gelijkenis) gelijk
            WHERE (zelfde_bsn OR p.bsn IS NULL OR b.bsn IS NULL)
                AND (zelfde_bsn OR zelfde_nummer OR p.onderwijsnummer IS NULL OR b.onderwijsnummer IS NULL)
        ) feiten
        WHERE op_nummer OR naam NOT IN (%(andere_naam)s, %(geen_naam)s) AND (datum = %(zelfde_datum)s
            OR datum = %(omgewisselde_datum)s AND gelijkenis >= %(naam_bijna_gelijk)s)
    ) beredeneerd
) gewogen
ORDER BY regel, leerling, zeker DESC, waarde DESC, gelijkenis DESC
"""

VRAAG = """
UPDATE {t} t SET stand = 'twijfel', kandidaten = k.kandidaten FROM (
    SELECT regel, jsonb_agg(jsonb_build_object('leerling', leerling, 'redenen', redenen) ORDER BY plaats)
        AS kandidaten
    FROM (
        SELECT *, row_number() OVER (PARTITION BY regel
            ORDER BY zeker DESC, waarde DESC, gelijkenis DESC, leerling) AS plaats
        FROM koppel_paar
    ) op_volgorde WHERE plaats <= %(maximum)s GROUP BY regel
) k WHERE k.regel = t.regel
"""

# The names of `rules.py` as parameters of the SQL above.
WOORDEN = {naam.lower(): waarde for naam, waarde in vars(rules).items() if naam.isupper() and naam != "WAARDE"}

# Of the rows that make a new person: which rows are one. By number; without one by name and birth date, and then
# the one person with a number who has these too.
NIEUWEN = """
CREATE TEMPORARY TABLE koppel_nieuwe ON COMMIT DROP AS
WITH rijen AS MATERIALIZED (
    SELECT l.regel, {bsn} AS bsn, {onderwijsnummer} AS onderwijsnummer, l.zoeknaam,
        {geboortedatum} AS geboortedatum
    FROM {{t}} l WHERE l.leerling_id IS NULL AND l.stand = 'nieuw'
), genummerd AS MATERIALIZED (
    SELECT r.*, coalesce('b' || r.bsn, 'b' || v.bsn, 'o' || r.onderwijsnummer) AS nummer
    FROM rijen r LEFT JOIN (SELECT onderwijsnummer, min(bsn) AS bsn FROM rijen WHERE bsn IS NOT NULL
        AND onderwijsnummer IS NOT NULL GROUP BY onderwijsnummer) v ON v.onderwijsnummer = r.onderwijsnummer
)
SELECT g.regel, g.bsn, g.onderwijsnummer, g.geboortedatum,
    coalesce(g.nummer, n.nummer, 'n' || g.zoeknaam || ' ' || g.geboortedatum) AS persoon
FROM genummerd g LEFT JOIN (
    SELECT zoeknaam, geboortedatum, min(nummer) AS nummer FROM genummerd WHERE nummer IS NOT NULL
    GROUP BY zoeknaam, geboortedatum HAVING count(DISTINCT nummer) = 1
) n ON g.nummer IS NULL AND (n.zoeknaam, n.geboortedatum) = (g.zoeknaam, g.geboortedatum)
"""


def kolommen_van(bron: Bron) -> dict[str, str]:
    """Each column of a person on row `l`; a bron may lack some."""
    aanwezig = {kolom.code for kolom in bron.kolommen}
    kolommen = {}
    for kolom in PERSOON:
        datum = kolom.soort is Veldsoort.DATUM
        if kolom.code not in aanwezig:
            kolommen[kolom.code] = "NULL::date" if datum else "NULL::text"
        else:
            kolommen[kolom.code] = f"l.{kolom.code}" if datum else f"nullif(l.{kolom.code}, '')"
    return kolommen
