"""A dossier of the old package that is known, in a later file: what differs, and making ours the same.

A gemeente converts twice, or reads the set every night while both packages run. So a cell that is empty now is
empty, but a column that the file does not have says nothing. What somebody worked on here is ours: the file leaves
it as it is, by the same notion as undoing does (`terugdraaien/bewerkt.py`).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from leerplicht.inlezen.oud.nummers import BRONNEN, DOSSIER_NUMMER, LEERLING_NUMMER
from leerplicht.inlezen.stappen import leg_vast, rond_taken_af
from leerplicht.inlezen.werktafel import Werktafel
from leerplicht.terugdraaien import bewerkt

LATER = (
    "Een later bestand neemt over wat daar is veranderd. Een dossier waaraan hier is gewerkt, blijft zoals het "
    "bij ons is."
)
ANDERE_LEERLING = "Dit dossier is bij ons van een andere leerling."
HIER_BEWERKT = "Aan dit dossier is hier gewerkt; het oude pakket wijzigt het niet meer."
# Known, and not yet found to be the same: still to be judged as any other row.
_GEKEND = "{t}.stand = 'nieuw' AND {t}.doel_id IS NOT NULL"


@dataclass(frozen=True)
class Veld:
    """How our dossier reads in a column of the file. All SQL: `ons` on our rows, `hun` on the row of the file.

    `anders`: whether the two differ, where there is a quicker way than comparing them. `id_`: our column that
    points to a code or a school; `toon_ons`, `toon_hun`: what a person sees of it.
    """

    ons: str
    hun: str
    anders: str = ""
    id_: str = ""
    toon_ons: str = ""
    toon_hun: str = ""


def veld(kolom: str, ons: str, *, hun: str = "", anders: str = "") -> dict[str, Veld]:
    return {kolom: Veld(ons, hun or f"{{t}}.{kolom}", anders)}


def code(kolom: str, ons: str) -> dict[str, Veld]:
    """Compared by its code: a newer version of a list changes no dossier."""
    van_code = "(SELECT c.{} FROM leerplicht_code c WHERE c.gemeente_id = %(gemeente)s AND c.id = {})"
    code_ons, daar = van_code.format("code", ons), f"{{t}}.{kolom}_id"
    return {
        kolom: Veld(
            code_ons,
            f"{{t}}.{kolom}",
            f"({ons} IS DISTINCT FROM {daar} AND {code_ons} IS DISTINCT FROM {{t}}.{kolom})",
            ons,
            van_code.format("label", ons),
            van_code.format("label", daar),
        )
    }


def school(kolom: str, ons: str) -> dict[str, Veld]:
    brin = f"(SELECT s.brin FROM leerplicht_school s WHERE s.id = {ons})"
    return {kolom: Veld(brin, f"{{t}}.{kolom}", f"{ons} IS DISTINCT FROM {{t}}.{kolom}_id", ons)}


def vergelijk(werk: Werktafel, *, rijen: str, velden: Mapping[str, Veld]) -> None:
    """Set apart the known rows that are the same, and those that stay as they are; the others are judged on.

    `rijen`: our tables, with a dossier as `o`, found by its zaak.
    """
    # Without this the planner goes by the table of a moment ago, in which no zaak was known.
    werk.voer_uit("ANALYZE {t}")
    waar = f"{_GEKEND} AND o.gemeente_id = %(gemeente)s AND o.zaak_id = {{t}}.zaak_id"
    aanvullen = [
        f'"{kolom}" = coalesce({{t}}."{kolom}", {een.ons})' + (f", {kolom}_id = {een.id_}" if een.id_ else "")
        for kolom, een in velden.items()
        if kolom not in werk.kolommen
    ]
    if aanvullen:
        werk.voer_uit(f"UPDATE {{t}} SET {', '.join(aanvullen)} FROM {rijen} WHERE {waar}")
    weiger_andere_leerling(werk)
    verschillen = ", ".join(
        f"'{kolom}', CASE WHEN {een.anders or f'{een.ons} IS DISTINCT FROM {een.hun}'} "
        f"THEN jsonb_build_array({een.toon_ons or een.ons}, {een.toon_hun or een.hun}) END"
        for kolom, een in velden.items()
    )
    werk.voer_uit(
        f"UPDATE {{t}} SET verschil = jsonb_strip_nulls(jsonb_build_object({verschillen})) "
        f"FROM {rijen} WHERE {waar}"
    )
    werk.voer_uit(f"UPDATE {{t}} SET stand = 'gelijk' WHERE {_GEKEND} AND verschil = '{{}}'")
    laat_bewerkte(werk, _GEKEND)


def weiger_andere_leerling(werk: Werktafel) -> None:
    werk.weiger(
        f"""{_GEKEND} AND EXISTS (SELECT FROM leerplicht_zaak z WHERE z.gemeente_id = %(gemeente)s
            AND z.id = {{t}}.zaak_id AND z.leerling_id <> {{t}}.leerling_id)""",
        LEERLING_NUMMER.code,
        ANDERE_LEERLING,
    )


def laat_bewerkte(werk: Werktafel, waar: str) -> None:
    """Of these rows, what somebody worked on here stays as it is."""
    # Asked of nothing, the planner still reads the whole history.
    if werk.vraag(f"SELECT EXISTS (SELECT FROM {{t}} WHERE {waar})") == [(False,)]:
        return
    werk.voer_uit(
        f"""UPDATE {{t}} SET stand = 'bewerkt', fouten = jsonb_build_array(jsonb_build_array('', %(zin)s::text))
        WHERE {waar} AND {bewerkt(zaak="{t}.zaak_id", bronnen=BRONNEN)}""",
        {"zin": HIER_BEWERKT},
    )


def rond_oordeel_af(werk: Werktafel) -> None:
    """What is known, different and not refused changes; what is refused changes nothing."""
    werk.voer_uit("UPDATE {t} SET verschil = '{}' WHERE stand = 'geweigerd'")
    werk.voer_uit(f"UPDATE {{t}} SET stand = 'gewijzigd' WHERE {_GEKEND}")
    werk.voer_uit("ANALYZE {t}")


def nieuw_of(*kolommen: str) -> str:
    """The SQL condition of rows that are new, or that change one of these columns."""
    namen = ", ".join(f"'{kolom}'" for kolom in kolommen)
    return f"({{t}}.stand = 'nieuw' OR {{t}}.stand = 'gewijzigd' AND {{t}}.verschil ?| ARRAY[{namen}])"


def heropend(kolom: str) -> str:
    """Closed with us, and open in the file; `kolom`: the day of closing."""
    return f"({{t}}.stand = 'gewijzigd' AND {{t}}.verschil ? '{kolom}' AND {{t}}.{kolom} IS NULL)"


def werk_bij(werk: Werktafel, tabel: str, waarden: Mapping[str, str]) -> None:
    """Give the dossiers of the changed rows (`r`, of leerling `l`) these values. `waarden`: our column → SQL."""
    nu, wordt = (", ".join(deel) for deel in (map("o.{}".format, waarden), waarden.values()))
    werk.voer_uit(
        f"""UPDATE {tabel} o SET ({", ".join(waarden)}) = ROW({wordt})
        FROM (SELECT * FROM {{t}} WHERE stand = 'gewijzigd') r
        JOIN leerplicht_leerling l ON l.gemeente_id = %(gemeente)s AND l.id = r.leerling_id
        WHERE o.gemeente_id = %(gemeente)s AND o.zaak_id = r.zaak_id AND ({nu}) IS DISTINCT FROM ({wordt})"""
    )


def werk_zaken_bij(werk: Werktafel, *, geopend_op: str, gesloten_op: str, zelf_verteld: tuple[str, ...]) -> None:
    """The zaken of the changed rows: open or closed as the row says, and on the timeline what changed.

    `geopend_op`, `gesloten_op`: columns of the file. `zelf_verteld`: columns that have a line of their own.
    """
    zet_zaken(werk, geopend_op=geopend_op, gesloten_op=gesloten_op, waar="stand = 'gewijzigd'")
    overig = [
        f"({plek}, '{kolom.code}', '{kolom.kop}')"
        for plek, kolom in enumerate(werk.bron.kolommen)
        if kolom.code not in (*zelf_verteld, DOSSIER_NUMMER.code, LEERLING_NUMMER.code)
    ]
    namen = (
        f"(SELECT string_agg(k.kop, ', ' ORDER BY k.plek) FROM (VALUES {', '.join(overig)}) k (plek, code, kop) "
        "WHERE {t}.verschil ? k.code)"
    )
    leg_vast(
        werk,
        soort="notitie",
        titel=f"'Gewijzigd in het oude pakket: ' || {namen}",
        op="%(op)s::date",
        waar=f"{{t}}.stand = 'gewijzigd' AND {namen} IS NOT NULL",
    )


def zet_zaken(werk: Werktafel, *, geopend_op: str, gesloten_op: str, waar: str) -> None:
    """The zaken of the rows open and close on these days; what was still to do in what closes is done with."""
    werk.voer_uit(
        f"""UPDATE leerplicht_zaak z SET geopend_op = r.{geopend_op}, gesloten_op = r.{gesloten_op}
        FROM (SELECT * FROM {{t}} WHERE {waar}) r WHERE z.gemeente_id = %(gemeente)s AND z.id = r.zaak_id
            AND (z.geopend_op, z.gesloten_op) IS DISTINCT FROM (r.{geopend_op}, r.{gesloten_op})"""
    )
    rond_taken_af(werk, op=gesloten_op, waar=f"{waar} AND {{t}}.{gesloten_op} IS NOT NULL")
