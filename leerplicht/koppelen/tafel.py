"""Who is who on a werktafel: `rules.py` in SQL, for a file of 350,000 rows. A test holds the two to one answer.

Only rows with the same number or the same birth date are compared, and by birth date only those that no number
settled: joins, instead of everybody with everybody.
"""

import json
from typing import Any

from django.db.models import Field

from leerplicht.inlezen.werktafel import Werktafel
from leerplicht.koppelen import rules
from leerplicht.koppelen.onthouden import ken_terug
from leerplicht.koppelen.vergelijken import (
    BEKENDEN,
    DELEN,
    NIEUWEN,
    OP_DATUM,
    OP_NUMMER,
    PAREN,
    PERSONEN,
    VRAAG,
    WOORDEN,
    kolommen_van,
)
from leerplicht.models import Leerling

NUMMERS = {"bsn": "BSN", "onderwijsnummer": "onderwijsnummer"}
BEZET = "Dit {} is al van een andere leerling."
TWEEMAAL = "Dit {} staat in dit bestand ook bij iemand anders."
# A file without names is never about somebody new.
NIET_BEKEND = "Deze leerling kennen wij niet."
ONBEKEND = "Deze leerling is er nog niet. Met alleen een nummer kan hij niet worden toegevoegd."


def koppel_leerlingen(werk: Werktafel) -> None:
    """Set `leerling_id` where it is certain or was decided, now or before; else ask (`kandidaten`, stand twijfel).

    Looks at rows with stand nieuw. What is left of them without a leerling is somebody new (`maak_leerlingen`);
    rows that cannot become somebody new, as their number is taken, are refused.
    """
    werk.voer_uit(
        "UPDATE {t} t SET leerling_id = coalesce(l.samengevoegd_met_id, l.id) FROM leerplicht_leerling l "
        "WHERE l.gemeente_id = %(gemeente)s AND l.id::text = t.keuze AND t.stand = 'nieuw'"
    )
    _stel_tegenover(werk)
    _vergelijk(werk, OP_NUMMER)
    werk.voer_uit(
        "UPDATE {t} t SET leerling_id = p.leerling FROM (SELECT regel, min(leerling) AS leerling FROM koppel_paar "
        "WHERE zeker GROUP BY regel HAVING count(*) = 1) p WHERE p.regel = t.regel"
    )
    ken_terug(werk)
    werk.voer_uit(
        "DELETE FROM koppel_persoon p USING {t} t "
        "WHERE t.regel = p.regel AND (t.leerling_id IS NOT NULL OR t.keuze = 'nieuw')"
    )
    _vergelijk(werk, OP_NUMMER + OP_DATUM)
    werk.voer_uit(VRAAG, {"maximum": rules.MAXIMUM})
    _weiger_nieuwen(werk)


def maak_leerlingen(werk: Werktafel) -> int:
    """A gezin and a leerling for each new person of the rows with stand nieuw; sets `leerling_id`. How many."""
    _zoek_nieuwen(werk)
    werk.voer_uit(
        "CREATE TEMPORARY TABLE koppel_maak ON COMMIT DROP AS SELECT *, "
        "nextval(pg_get_serial_sequence('leerplicht_leerling', 'id')) AS leerling, "
        "nextval(pg_get_serial_sequence('leerplicht_gezin', 'id')) AS gezin "
        "FROM (SELECT persoon, min(regel) AS regel, max(bsn) AS bsn, max(onderwijsnummer) AS onderwijsnummer "
        "FROM koppel_nieuwe GROUP BY persoon ORDER BY min(regel)) p"
    )
    werk.voer_uit("ANALYZE koppel_maak")
    werk.voer_uit(
        "INSERT INTO leerplicht_gezin (id, gemeente_id, version) SELECT gezin, %(gemeente)s, 1 FROM koppel_maak"
    )
    waarden, vast = _waarden(werk)
    werk.voer_uit(
        f"INSERT INTO leerplicht_leerling ({', '.join(waarden)}) SELECT {', '.join(waarden.values())} "
        "FROM koppel_maak m JOIN {t} l ON l.regel = m.regel",
        vast,
    )
    werk.voer_uit(
        "UPDATE {t} t SET leerling_id = m.leerling FROM koppel_nieuwe n JOIN koppel_maak m USING (persoon) "
        "WHERE n.regel = t.regel"
    )
    # Else the planner believes that hardly a row has a leerling, in all that is written for them.
    werk.voer_uit("ANALYZE {t}")
    return int(werk.vraag("SELECT count(*) FROM koppel_maak")[0][0])


def _waarden(werk: Werktafel) -> tuple[dict[str, str], dict[str, Any]]:
    """Column of a leerling → where its value comes from; and the values of what no file tells."""
    kolommen = kolommen_van(werk.bron)
    waarden = {"id": "m.leerling", "gemeente_id": "%(gemeente)s", "gezin_id": "m.gezin", "zoeknaam": "l.zoeknaam"}
    waarden |= {nummer: f"m.{nummer}" for nummer in NUMMERS}
    vast: dict[str, Any] = {}
    for veld in Leerling._meta.concrete_fields:
        naam = str(veld.column)
        if naam in waarden:
            continue
        vast[naam] = veld.get_default()
        kolom = kolommen.get(naam, "NULL")
        if kolom.startswith("NULL"):
            waarden[naam] = f"%({naam})s"
        else:
            waarden[naam] = kolom if _mag_leeg(veld) else f"coalesce({kolom}, %({naam})s)"
    return waarden, vast


def _mag_leeg(veld: Field) -> bool:
    return veld.null or not veld.empty_strings_allowed


def _stel_tegenover(werk: Werktafel) -> None:
    """Who is known, and who stands in the file without being known yet."""
    werk.voer_uit("DROP TABLE IF EXISTS koppel_bekende, koppel_persoon, koppel_nieuwe, koppel_maak")
    kolommen = kolommen_van(werk.bron)
    hier = DELEN.format(**{naam: f"coalesce({kolommen[naam]}, '')" for naam in ("achternaam", "tussenvoegsel")})
    werk.voer_uit(BEKENDEN.format(delen=DELEN.format(achternaam="l.achternaam", tussenvoegsel="l.tussenvoegsel")))
    werk.voer_uit(PERSONEN.format(delen=hier, **kolommen))
    for tabel in ("koppel_bekende", "koppel_persoon"):
        werk.voer_uit(f"ANALYZE {tabel}")


def _vergelijk(werk: Werktafel, paren: str) -> None:
    werk.voer_uit("DROP TABLE IF EXISTS koppel_paar")
    werk.voer_uit(PAREN.format(paren=paren), {**WOORDEN, "waarden": json.dumps(rules.WAARDE)})


def _zoek_nieuwen(werk: Werktafel) -> None:
    werk.voer_uit("DROP TABLE IF EXISTS koppel_nieuwe, koppel_maak")
    # Every stand was set since the planner last looked: it would expect no row, and compare each with each.
    werk.voer_uit("ANALYZE {t}")
    werk.voer_uit(NIEUWEN.format(**kolommen_van(werk.bron)))
    werk.voer_uit("ANALYZE koppel_nieuwe")


def _weiger_nieuwen(werk: Werktafel) -> None:
    """Rows that speak of somebody new who cannot be: a number that is taken, by us or in the file itself."""
    nieuw = "leerling_id IS NULL AND stand = 'nieuw'"
    kolommen = kolommen_van(werk.bron)
    zonder = [f"{kolommen['geboortedatum'].replace('l.', '')} IS NULL", "coalesce(zoeknaam, '') = ''"]
    gegeven = [nummer for nummer in NUMMERS if not kolommen[nummer].startswith("NULL")]
    if kolommen["achternaam"].startswith("NULL"):
        werk.weiger(nieuw, next(iter(gegeven), "geboortedatum"), NIET_BEKEND)
    werk.weiger(f"{nieuw} AND ({' OR '.join(zonder)})", "geboortedatum", ONBEKEND)
    for nummer in gegeven:
        bezet = (
            f"SELECT {nummer} FROM leerplicht_leerling WHERE gemeente_id = %(gemeente)s AND {nummer} IS NOT NULL"
        )
        werk.weiger(f"{nieuw} AND {nummer} IN ({bezet})", nummer, BEZET.format(NUMMERS[nummer]))
    _zoek_nieuwen(werk)
    for nummer in gegeven:
        # The first row with a number says whose it is.
        anders = (
            f"SELECT n.regel FROM koppel_nieuwe n JOIN (SELECT DISTINCT ON ({nummer}) {nummer}, persoon, "
            f"geboortedatum FROM koppel_nieuwe WHERE {nummer} IS NOT NULL ORDER BY {nummer}, regel) e "
            f"ON e.{nummer} = n.{nummer} "
            "WHERE (e.persoon, e.geboortedatum) IS DISTINCT FROM (n.persoon, n.geboortedatum)"
        )
        werk.weiger(f"{nieuw} AND regel IN ({anders})", nummer, TWEEMAAL.format(NUMMERS[nummer]))
