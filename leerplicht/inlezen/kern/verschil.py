"""What a file changes in rows of ours: only what it holds; an empty cell takes nothing away."""

from collections.abc import Mapping

from leerplicht.inlezen.werktafel import Werktafel


def stel_vast(werk: Werktafel, *, tabel: str, koppeling: str, velden: Mapping[str, tuple[str, str]]) -> None:
    """Rows with `doel_id` become gelijk or gewijzigd, with what changes.

    `tabel`: ours, called `o`; `koppeling`: how it is found, of row `{t}`; `velden`: column of the file → ours, and
    what the file makes of it. All SQL of the programmer.
    """
    anders = " OR ".join(f"{ons} IS DISTINCT FROM {hun}" for ons, hun in velden.values())
    verschil = ", ".join(
        f"'{kolom}', CASE WHEN {ons} IS DISTINCT FROM {hun} THEN jsonb_build_array({ons}, {hun}) END"
        for kolom, (ons, hun) in velden.items()
    )
    werk.voer_uit(
        f"""UPDATE {{t}} SET stand = CASE WHEN {anders} THEN 'gewijzigd' ELSE 'gelijk' END,
            verschil = jsonb_strip_nulls(jsonb_build_object({verschil}))
        FROM {tabel} o WHERE {{t}}.stand = 'nieuw' AND {koppeling}"""
    )


def zet(velden: Mapping[str, tuple[str, str]]) -> str:
    """The SET of an UPDATE of `o` with what the file holds."""
    return ", ".join(f"{ons.removeprefix('o.')} = {hun}" for ons, hun in velden.values())


def aangevuld(*namen: str) -> dict[str, tuple[str, str]]:
    """Columns that are called the same here and there, and are taken when the file holds something."""
    return {naam: (f"o.{naam}", f"coalesce({{t}}.{naam}, o.{naam})") for naam in namen}
