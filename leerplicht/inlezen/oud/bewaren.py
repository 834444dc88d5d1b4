"""The dossiers of a file of the old package: new ones as they closed or still run, known ones as they read now."""

from collections.abc import Mapping

from leerplicht.inlezen.oud.nummers import onthoud
from leerplicht.inlezen.oud.wijzigen import werk_bij, werk_zaken_bij
from leerplicht.inlezen.stappen import maak_zaken
from leerplicht.inlezen.werktafel import Werktafel
from leerplicht.models.zaak import RECHT_PER_COMPARTIMENT


def bewaar_dossiers(
    werk: Werktafel,
    *,
    nummers: str,
    tabel: str,
    soort: str,
    geopend_op: str,
    gesloten_op: str,
    waarden: Mapping[str, str],
    zelf_verteld: tuple[str, ...],
    nieuw: Mapping[str, str] | None = None,
    later: Mapping[str, str] | None = None,
) -> None:
    """Write the new and the changed rows, each with its zaak, and remember their old numbers.

    `nummers`: the bron whose numbers these are; two files may share them. `waarden`: our column → SQL on row `r`
    of leerling `l`; `nieuw`, `later`: what is only of a new dossier, or only of one that is known (`o`).
    `geopend_op`, `gesloten_op`, `zelf_verteld`: columns of the file, as in `werk_zaken_bij`.
    """
    maak_zaken(
        werk,
        soort=soort,
        compartiment=f"'{RECHT_PER_COMPARTIMENT[werk.bron.recht]}'",
        geopend_op=geopend_op,
        gesloten_op=gesloten_op,
        waar="stand = 'nieuw'",
    )
    van_nieuw = {**waarden, **(nieuw or {})}
    werk.voer_uit(
        f"""INSERT INTO {tabel} (gemeente_id, zaak_id, leerling_id, version, {", ".join(van_nieuw)})
        SELECT %(gemeente)s, r.zaak_id, r.leerling_id, 1, {", ".join(van_nieuw.values())}
        FROM {{t}} r JOIN leerplicht_leerling l ON l.gemeente_id = %(gemeente)s AND l.id = r.leerling_id
        WHERE r.stand = 'nieuw' ORDER BY r.regel"""
    )
    werk_bij(werk, tabel, {**waarden, **(later or {})})
    werk_zaken_bij(werk, geopend_op=geopend_op, gesloten_op=gesloten_op, zelf_verteld=zelf_verteld)
    onthoud(werk, nummers, sleutel="dossier_nummer", doel="zaak_id", waar="stand = 'nieuw'")
