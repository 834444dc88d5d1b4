"""Whether somebody worked on a zaak since files wrote it: as undo asks of one transaction, of all of them.

A file may be read again every night. What somebody worked on here is ours from then on.
"""
# ruff: noqa: S608 - names of tables and columns come from the models

from collections.abc import Iterator

from django.db import models

from leerplicht.terugdraaien.tabellen import (
    Gevolgd,
    eigen_moment,
    gevolgd,
    tabelnaam,
    verwijzingen,
    zaak_kolom,
)

# A merge of two leerlingen is no work on their dossiers.
VAN_DE_LEERLING = frozenset({"leerling_id"})


def bewerkt(*, zaak: str, bronnen: str) -> str:
    """The SQL condition that the zaak `zaak` (SQL) holds what no file of the bronnen that begin so wrote.

    A row that was changed and changed back is as the file left it; so is what an undo of the file left.
    """
    return "(" + " OR ".join([*_eigen_rijen(zaak, bronnen), *_wijst_ernaar(zaak, bronnen)]) + ")"


def _eigen_rijen(zaak: str, bronnen: str) -> Iterator[str]:
    """Rows of the zaak that differ from what the last file wrote in them, or that no file wrote."""
    for soort in gevolgd():
        kolom = zaak_kolom(soort.model, "n")
        if kolom is None:
            continue
        namen = [naam for naam in soort.kolommen if naam.strip('"') not in VAN_DE_LEERLING]
        nu, toen = (", ".join(f"{waar}.{naam}" for naam in namen) for waar in ("n", "laatste"))
        yield f"""EXISTS (SELECT FROM {soort.tabel} n LEFT JOIN LATERAL (
            SELECT * FROM {soort.historie} h WHERE h.pgh_obj_id = n.id AND {door_bestand("h", bronnen)}
            ORDER BY h.pgh_id DESC LIMIT 1) laatste ON true
            WHERE {kolom} = {zaak} AND (laatste.pgh_id IS NULL OR ({nu}) IS DISTINCT FROM ({toen})))"""


def _wijst_ernaar(zaak: str, bronnen: str) -> Iterator[str]:
    """Rows that point to a row of the zaak, and that no file wrote: a note, a melding that follows it."""
    per_model = {soort.model: soort for soort in gevolgd()}
    for van, kolom, naar in verwijzingen():
        daar = zaak_kolom(naar.model, "d")
        if daar is None or (van in per_model and f"n.{kolom}" == zaak_kolom(van, "n")):
            continue
        yield f"""EXISTS (SELECT FROM {tabelnaam(van)} n JOIN {naar.tabel} d ON d.id = n.{kolom}
            WHERE {daar} = {zaak} AND NOT {_van_bestand(van, per_model.get(van), bronnen)})"""


def _van_bestand(model: type[models.Model], soort: Gevolgd | None, bronnen: str) -> str:
    """That row `n` was written by a file."""
    for eigen, moment in eigen_moment():
        if eigen is model:
            return f"""EXISTS (SELECT FROM leerplicht_aanlevering a
                WHERE a.ingelezen_op = n.{moment} AND starts_with(a.bron, '{bronnen}'))"""
    if soort is None:
        return "false"
    return f"EXISTS (SELECT FROM {soort.historie} h WHERE h.pgh_obj_id = n.id AND {door_bestand('h', bronnen)})"


def door_bestand(gebeurd: str, bronnen: str) -> str:
    """That an event of the history was written while a file was read in or undone."""
    return f"""EXISTS (SELECT FROM pghistory_context c
        JOIN leerplicht_aanlevering a ON a.id = (c.metadata ->> 'aanlevering')::bigint
        WHERE c.id = {gebeurd}.pgh_context_id AND starts_with(a.bron, '{bronnen}'))"""
