"""Which school a row names: by its BRIN with the vestiging behind it, beside it, or nowhere."""

from leerplicht.inlezen.bron import Kolom
from leerplicht.inlezen.werktafel import Werktafel

ANDERE = "De vestiging past niet bij deze BRIN. Vul de vestiging in een van beide kolommen in."
VESTIGING_MIST = "Deze school heeft meer vestigingen. Vul ook in welke vestiging het is, bijvoorbeeld 16SW03."
ONBEKEND = "Deze school kennen wij niet. Lees eerst de scholen van DUO in."

# What four characters mean: the school with just those, its only vestiging, or else its first one (00).
_VOLUIT = """SELECT left(brin, 4) AS school, coalesce(max(brin) FILTER (WHERE length(brin) = 4),
    CASE WHEN count(*) = 1 THEN max(brin) END, max(brin) FILTER (WHERE right(brin, 2) = '00')) AS voluit
    FROM leerplicht_school GROUP BY 1"""


def wijs_school_aan(werk: Werktafel, kolom: Kolom) -> None:
    """Complete the BRIN in this column, and fill `<code>_id`; what names no school of ours is refused."""
    brin = f'"{kolom.code}"'
    if any(ernaast.code == f"{kolom.code}_vestiging" for ernaast in werk.bron.kolommen):
        _voeg_vestiging_toe(werk, kolom.code)
    werk.voer_uit(
        f"UPDATE {{t}} SET {brin} = s.voluit FROM ({_VOLUIT}) s "
        f"WHERE length({{t}}.{brin}) = 4 AND s.school = {{t}}.{brin} AND s.voluit IS NOT NULL"
    )
    werk.voer_uit(f"UPDATE {{t}} SET {kolom.code}_id = s.id FROM leerplicht_school s WHERE s.brin = {{t}}.{brin}")
    onbekend = f"stand = 'nieuw' AND {brin} IS NOT NULL AND {kolom.code}_id IS NULL"
    meer = f"length({brin}) = 4 AND EXISTS (SELECT FROM leerplicht_school s WHERE left(s.brin, 4) = {{t}}.{brin})"
    werk.weiger(f"{onbekend} AND {meer}", kolom.code, VESTIGING_MIST)
    werk.weiger(onbekend, kolom.code, ONBEKEND)


def _voeg_vestiging_toe(werk: Werktafel, code: str) -> None:
    """From the column beside it; both may have the whole number, when it is the same one."""
    brin, ernaast = f'"{code}"', f'"{code}_vestiging"'
    voluit = f"CASE WHEN length({ernaast}) = 6 THEN {ernaast} ELSE left({brin}, 4) || {ernaast} END"
    past = f"left({voluit}, length({brin})) = {brin}"
    werk.weiger(f"stand = 'nieuw' AND NOT {past}", f"{code}_vestiging", ANDERE)
    werk.voer_uit(f"UPDATE {{t}} SET {brin} = {voluit} WHERE length({brin}) = 4 AND {past}")
