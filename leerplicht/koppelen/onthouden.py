"""What was decided once about a person without a number holds for the next file of the same bron.

A name is never certain, so a row that no number settles is asked. What a person answered, and who was made of it,
is remembered as a `Bronrij`: these data, in files of this bron, were this leerling. The key is a fingerprint of
everything that tells who it is, number and address too. Whoever moved is asked once more; that is better than to
take two children of one name for one.
"""

from leerplicht.inlezen.werktafel import Werktafel
from leerplicht.koppelen.vergelijken import kolommen_van
from leerplicht.models.aanlevering import PERSONEN

# Who is asked about each time: the same data were two different leerlingen.
NIET_EEN = 0

# Of a row `r` with the columns of `_KOLOMMEN`.
_SLEUTEL = """encode(sha256(convert_to(jsonb_build_array(r.zoeknaam, r.geboortedatum, r.bsn, r.onderwijsnummer,
    lower(replace(r.straat, ' ', '')), r.postcode)::text, 'UTF8')), 'hex')"""
_KOLOMMEN = """l.regel, coalesce(l.zoeknaam, '') AS zoeknaam, {geboortedatum} AS geboortedatum, {bsn} AS bsn,
    {onderwijsnummer} AS onderwijsnummer, coalesce({straat}, '') AS straat, coalesce({postcode}, '') AS postcode"""

# Not when a number of the row says that it is somebody else.
_KEN_TERUG = f"""
UPDATE {{t}} t SET leerling_id = s.id
FROM (SELECT r.*, {_SLEUTEL} AS vingerafdruk FROM koppel_persoon r) p
JOIN leerplicht_bronrij b
    ON b.gemeente_id = %(gemeente)s AND b.bron = %(personen)s AND b.sleutel = p.vingerafdruk
JOIN leerplicht_leerling l ON l.gemeente_id = %(gemeente)s AND l.id = b.doel_id
JOIN leerplicht_leerling s ON s.gemeente_id = %(gemeente)s AND s.id = coalesce(l.samengevoegd_met_id, l.id)
WHERE p.regel = t.regel AND t.leerling_id IS NULL AND t.keuze = ''
    AND coalesce(p.bsn = s.bsn, true) AND coalesce(p.onderwijsnummer = s.onderwijsnummer, true)
    AND NOT EXISTS (SELECT 1 FROM koppel_bekende k WHERE k.bsn = p.bsn AND k.leerling <> s.id)
    AND NOT EXISTS (
        SELECT 1 FROM koppel_bekende k WHERE k.onderwijsnummer = p.onderwijsnummer AND k.leerling <> s.id)
"""

_VAN_NUMMER = """EXISTS (SELECT 1 FROM leerplicht_leerling g WHERE g.gemeente_id = %(gemeente)s
    AND g.{nummer} = r.{nummer} AND g.geboortedatum = r.geboortedatum
    AND coalesce(g.samengevoegd_met_id, g.id) = r.leerling_id)"""
_ONTHOUD = f"""
CREATE TEMPORARY TABLE koppel_onthoud ON COMMIT DROP AS
SELECT sleutel, CASE WHEN count(DISTINCT leerling_id) = 1 THEN min(leerling_id) ELSE {NIET_EEN} END AS leerling
FROM (
    SELECT r.leerling_id, {_SLEUTEL} AS sleutel
    FROM (SELECT {_KOLOMMEN}, l.leerling_id FROM {{{{t}}}} l
        WHERE l.leerling_id IS NOT NULL AND l.stand IN ('nieuw', 'gewijzigd', 'gelijk')) r
    WHERE r.geboortedatum IS NOT NULL AND num_nonnulls(nullif(r.zoeknaam, ''), r.bsn, r.onderwijsnummer) > 0
        AND NOT {_VAN_NUMMER.format(nummer="bsn")} AND NOT {_VAN_NUMMER.format(nummer="onderwijsnummer")}
) personen GROUP BY sleutel
"""
# What holds already is left as it is, also when its leerling was merged since: the merge may be undone.
_BEWAAR = f"""
INSERT INTO leerplicht_bronrij (gemeente_id, bron, sleutel, doel_id)
SELECT %(gemeente)s, %(personen)s, n.sleutel,
    CASE WHEN b.id IS NULL OR l.id IS NULL THEN n.leerling ELSE {NIET_EEN} END
FROM koppel_onthoud n
LEFT JOIN leerplicht_bronrij b
    ON b.gemeente_id = %(gemeente)s AND b.bron = %(personen)s AND b.sleutel = n.sleutel
LEFT JOIN leerplicht_leerling l ON l.gemeente_id = %(gemeente)s AND l.id = b.doel_id
WHERE b.id IS NULL OR b.doel_id <> {NIET_EEN} AND coalesce(l.samengevoegd_met_id, l.id, 0) <> n.leerling
ON CONFLICT (gemeente_id, bron, sleutel) DO UPDATE SET doel_id = excluded.doel_id
"""


def ken_terug(werk: Werktafel) -> None:
    """Set `leerling_id` of the rows that no number settled and that were this leerling before.

    On `koppel_persoon` and `koppel_bekende`, so within `koppel_leerlingen`.
    """
    werk.voer_uit(_KEN_TERUG, {"personen": PERSONEN + werk.bron.code})


def onthoud_personen(werk: Werktafel) -> None:
    """Remember, after the rows were written, whose they were as far as no number tells."""
    if "geboortedatum" not in {kolom.code for kolom in werk.bron.kolommen}:
        return
    werk.voer_uit("DROP TABLE IF EXISTS koppel_onthoud")
    werk.voer_uit(_ONTHOUD.format(**kolommen_van(werk.bron)))
    werk.voer_uit("ANALYZE koppel_onthoud")
    werk.voer_uit(_BEWAAR, {"personen": PERSONEN + werk.bron.code})
