"""An address whose house number stands in columns of its own: behind its street, as we keep it."""

from leerplicht.inlezen.bron import huisnummer_bij
from leerplicht.inlezen.werktafel import Werktafel

STRATEN = ("straat", "ouder_straat")
# A number that a spreadsheet gave a fraction.
_HEEL = r"regexp_replace({}, '^([0-9]+)[.,]0+$', '\1')"
# "12" and "a" are "12a", but "12" and "2" are "12-2", and "12" and "bis" are "12 bis".
_TOEVOEGING = """CASE WHEN toevoeging ~ '^[0-9]' THEN '-' || toevoeging
    WHEN toevoeging ~ '^[[:alpha:]]$' AND letter IS NULL OR toevoeging !~ '^[[:alpha:]]' THEN toevoeging
    ELSE ' ' || toevoeging END"""
# The number at the end of a street, whatever signs are in it; a letter may be behind it.
_AL_ERIN = r"""lower(straat) ~ ('(^|\s)' || regexp_replace(regexp_replace(lower(voluit), '[^[:alnum:]]', '', 'g'),
    '(.)', '\1[^[:alnum:]]*', 'g') || '[a-z]?$')"""


def voeg_huisnummers_toe(werk: Werktafel) -> None:
    """Write the number behind the street, once. Without a street it says nothing."""
    kolommen = {kolom.code for kolom in werk.bron.kolommen}
    for straat in STRATEN:
        ernaast = [kolom.code for kolom in huisnummer_bij(straat)]
        if kolommen.issuperset((straat, *ernaast)):
            _voeg_toe(werk, straat, *ernaast)


def _voeg_toe(werk: Werktafel, straat: str, nummer: str, letter: str, toevoeging: str) -> None:
    """What is too long loses of its street: with half a number it would be another address."""
    werk.voer_uit(
        f"""UPDATE {{t}} SET "{straat}" = left({{t}}."{straat}", %(lengte)s - length(erbij)) || erbij FROM (
            SELECT regel, CASE WHEN {_AL_ERIN} THEN ''
                WHEN right(straat, length(nummer) + 1) = ' ' || nummer THEN los
                WHEN nummer IS NOT NULL OR voluit ~ '^[0-9]' THEN ' ' || voluit
                WHEN straat ~ '[0-9]$' THEN voluit ELSE '' END AS erbij
            FROM (
                SELECT *, CASE WHEN nummer IS NULL THEN concat(letter, toevoeging) ELSE nummer || los END AS voluit
                FROM (
                    SELECT *, concat(letter, {_TOEVOEGING}) AS los FROM (
                        SELECT regel, "{straat}" AS straat, "{letter}" AS letter,
                            nullif(ltrim({_HEEL.format(f'"{nummer}"')}, '0'), '') AS nummer,
                            {_HEEL.format(f'"{toevoeging}"')} AS toevoeging
                        FROM {{t}}
                        WHERE "{straat}" <> '' AND num_nonnulls("{nummer}", "{letter}", "{toevoeging}") > 0
                    ) cellen
                ) delen
            ) samen
        ) r WHERE r.regel = {{t}}.regel AND erbij <> ''""",
        {"lengte": werk.bron.kolom(straat).lengte},
    )
