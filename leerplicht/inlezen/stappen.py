"""Steps that several bronnen take with the good rows of a werktafel: open zaken, put them on the timeline, plan.

The same as the actions of `leerplicht/dossier` do for one, for all rows at once.
"""

from leerplicht.dossier.actions import uiterlijk
from leerplicht.inlezen.werktafel import Werktafel

# The day of reading in, as `op` of a line of the timeline.
VANDAAG = "%(op)s::date"


def maak_zaken(
    werk: Werktafel, *, soort: str, compartiment: str, geopend_op: str, gesloten_op: str = "NULL::date", waar: str
) -> int:
    """A zaak for each row of `waar`, owned by the team, its id in `zaak_id`. All but `soort` are SQL."""
    aantal = werk.voer_uit(f"UPDATE {{t}} SET zaak_id = nextval('leerplicht_zaak_id_seq') WHERE {waar}")
    if not aantal:
        return 0
    werk.voer_uit(
        "UPDATE leerplicht_gemeente SET laatste_zaaknummer = laatste_zaaknummer + %(aantal)s "
        "WHERE id = %(gemeente)s",
        {"aantal": aantal},
    )
    werk.voer_uit(
        f"""INSERT INTO leerplicht_zaak
            (id, gemeente_id, nummer, leerling_id, soort, compartiment, geopend_op, gesloten_op, version)
        SELECT zaak_id, %(gemeente)s,
            (SELECT laatste_zaaknummer FROM leerplicht_gemeente WHERE id = %(gemeente)s) - %(aantal)s
                + row_number() OVER (ORDER BY regel),
            leerling_id, %(soort)s, {compartiment}, {geopend_op}, {gesloten_op}, 1
        FROM {{t}} WHERE {waar} ORDER BY regel""",
        {"aantal": aantal, "soort": soort},
    )
    werk.voer_uit(
        f"""INSERT INTO leerplicht_toewijzing (gemeente_id, zaak_id, gebruiker_id, van, tot, version)
        SELECT %(gemeente)s, zaak_id, NULL, %(nu)s, NULL, 1 FROM {{t}} WHERE {waar}""",
    )
    return aantal


def leg_vast(
    werk: Werktafel,
    *,
    soort: str,
    titel: str,
    op: str,
    toelichting: str = "''",
    compartiment: str = "''",
    waar: str,
) -> int:
    """A line on the timeline of each zaak of the rows. `titel`, `toelichting`, `op`: SQL expressions.

    In the name of who reads it in, but not what others did before in the old package.
    """
    door = "NULL" if werk.bron.van_vroeger and op != VANDAAG else "%(door)s"
    return werk.voer_uit(
        f"""INSERT INTO leerplicht_gebeurtenis
            (gemeente_id, zaak_id, op, vastgelegd, soort, titel, toelichting, compartiment, door_id)
        SELECT %(gemeente)s, zaak_id, {op}, %(nu)s, %(soort)s, left({titel}, 160), {toelichting}, {compartiment},
            {door}
        FROM {{t}} WHERE {waar}""",
        {"soort": soort},
    )


def plan_taken(werk: Werktafel, termijn: str, *, titel: str, na: str, waar: str) -> int:
    """Something to do in each zaak of the rows, within a service term counted from today: `plan_taak_binnen`."""
    vervalt_op, waarom = uiterlijk(termijn, na=na, op=werk.op)
    return werk.voer_uit(
        f"""INSERT INTO leerplicht_taak (gemeente_id, zaak_id, titel, vervalt_op, waarom, gedaan_op, version)
        SELECT %(gemeente)s, zaak_id, %(titel)s, %(vervalt_op)s, %(waarom)s, NULL, 1 FROM {{t}} WHERE {waar}""",
        {"titel": titel, "vervalt_op": vervalt_op, "waarom": waarom},
    )


def rond_taken_af(werk: Werktafel, *, op: str, waar: str) -> int:
    """What was still to do in the zaken of the rows is done with, as `sluit_zaak` leaves it. `op`: a column."""
    return werk.voer_uit(
        f"""UPDATE leerplicht_taak taak SET gedaan_op = {{t}}.{op} FROM {{t}}
        WHERE taak.gemeente_id = %(gemeente)s AND taak.zaak_id = {{t}}.zaak_id AND taak.gedaan_op IS NULL
            AND ({waar})"""
    )
